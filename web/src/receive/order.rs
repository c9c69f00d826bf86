//! What page and worker say to each other about packages from others.

use crate::worker::post;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use web_sys::Blob;
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;

/// What the page asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Ask {
    /// To open the files that came along, beside those that are open.
    Open {
        lang: Lang,
        today: Day,
        /// Further rule books, with overlays of other versions.
        #[serde(with = "post::files")]
        also: Vec<Blob>,
    },
    /// A file of a package, by its row and its path.
    Take { row: usize, path: String },
    /// To say it all again in another language.
    Say(Lang),
    /// The table.
    Table,
}

/// What the worker says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Event {
    /// So many of so many bytes of this package are read.
    Opening { place: usize, done: u64, of: u64 },
    /// What was found in a package, in words; see [`super::view`].
    Found { place: usize, view: Json },
    /// All packages are opened.
    AllOpen,
    /// The table as an Excel file.
    Tabled(#[serde(with = "serde_wasm_bindgen::preserve")] Blob),
    /// A file out of a package, by its path there; `None`: it cannot be had.
    Taken {
        path: String,
        #[serde(with = "post::file_or_none")]
        file: Option<Blob>,
    },
    /// The worker cannot get what it needs, or itself failed.
    Broken,
}
