//! What page and worker say to each other about host folders.

use crate::worker::post;
use serde::{Deserialize, Serialize};
use web_sys::Blob;
use ziping_base::diag::Diagnostic;

/// Problems by the file that has them.
pub(crate) type Problems = Vec<(String, Vec<Diagnostic>)>;

/// A folder: its `host.json`, and the names of the files that come beside the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Contents {
    pub(crate) host: String,
    pub(crate) names: Vec<String>,
}

/// What the page asks for. No other room of the worker has anything of the same name: so each knows what is for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Ask {
    /// What is wrong with the picture and the forms of a folder. Its overlays are those that come along as applied.
    Check(Contents),
    /// The folder as a zip.
    Pack(Contents),
    /// What is in the zip beside the order.
    OpenZip,
}

/// What the worker says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Event {
    /// What is wrong; nothing: all can be used.
    Checked(Problems),
    /// The zip.
    Packed(#[serde(with = "serde_wasm_bindgen::preserve")] Blob),
    /// The files of a folder, `host.json` among them, and their names.
    Opened {
        names: Vec<String>,
        #[serde(with = "post::files")]
        files: Vec<Blob>,
    },
    /// Neither: all that is in the way.
    Refused(Problems),
}
