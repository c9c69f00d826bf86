//! What page and worker say to each other about overlays.

use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use ziping_base::diag::Diagnostic;

/// An overlay's file to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Asked {
    pub(crate) name: String,
    pub(crate) text: String,
    /// SHA-256 that it was kept with; `None`: it is new.
    pub(crate) hash: Option<String>,
}

/// What was found in overlays' files.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Read {
    /// What is wrong with each; nothing: it applies.
    pub(crate) problems: Vec<Vec<Diagnostic>>,
    /// SHA-256 of each.
    pub(crate) hashes: Vec<String>,
    /// The rule books with those that apply, as [`ziping_regime::compiled::read_applied`] reads them.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub(crate) applied: Uint8Array,
}
