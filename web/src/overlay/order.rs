//! What page and worker say to each other about overlays.

use crate::state::Overlay;
use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use ziping_assess::Effect;
use ziping_base::calendar::Day;
use ziping_base::diag::Diagnostic;

/// What is asked of the worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Request {
    /// Overlays in their order.
    pub(crate) overlays: Vec<Asked>,
    /// To say also what they do.
    pub(crate) attempt: Option<Attempt>,
}

/// With what overlays are tried out beside their own cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Attempt {
    /// An answer file.
    pub(crate) example: String,
    /// The day on which it is assessed.
    pub(crate) as_of: Day,
}

/// What overlays do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Trial {
    /// Their own cases that come out otherwise than they say.
    pub(crate) failed: Vec<Diagnostic>,
    /// How many cases they have.
    pub(crate) cases: usize,
    /// What comes to another result by them: the rule book, the case's name (empty: the example), before and after.
    pub(crate) effects: Vec<(String, String, Effect)>,
    /// How many were looked at.
    pub(crate) of: usize,
}

/// An overlay's file to be read, or a rule book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Asked {
    pub(crate) name: String,
    pub(crate) text: String,
    /// SHA-256 that it was kept with; `None`: it is new.
    pub(crate) hash: Option<String>,
    /// The id of the rule book that it is; `None`: it is an overlay.
    pub(crate) book: Option<String>,
}

impl Asked {
    /// A file that is kept.
    pub(crate) fn of(file: &Overlay) -> Self {
        Self {
            name: file.name.clone(),
            text: file.text.clone(),
            hash: Some(file.hash.clone()).filter(|hash| !hash.is_empty()),
            book: file.book.clone(),
        }
    }
}

/// What was found in overlays' files.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Read {
    /// What is wrong with each; nothing: it applies.
    pub(crate) problems: Vec<Vec<Diagnostic>>,
    /// SHA-256 of each.
    pub(crate) hashes: Vec<String>,
    /// What those that apply do, where that was asked.
    pub(crate) trial: Option<Trial>,
    /// The rule books with those that apply, as [`ziping_regime::compiled::read_applied`] reads them.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub(crate) applied: Uint8Array,
}
