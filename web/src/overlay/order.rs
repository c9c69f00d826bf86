//! What page and worker say to each other about overlays.

use crate::state::Overlay;
use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use ziping_assess::Effect;
use ziping_base::calendar::Day;
use ziping_base::diag::Diagnostic;
use ziping_regime::Origin;

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
    /// The figures of the year that the host gives, by id.
    pub(crate) given: Vec<String>,
    /// How many of the overlays, the last ones, are such figures: cases expect what comes out without them.
    pub(crate) figures: usize,
    /// What visitors of the site have now; empty: the rule books as they come with it.
    pub(crate) now: Vec<Asked>,
}

/// What overlays and rule books do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Trial {
    /// The rule books among them that can be assessed with.
    pub(crate) books: Vec<Named>,
    /// The figures of the year that they leave to the host.
    pub(crate) figures: Vec<Open>,
    /// Their own cases that come out otherwise than they say.
    pub(crate) failed: Vec<Diagnostic>,
    /// How many cases they have.
    pub(crate) cases: usize,
    /// What comes to another result by them: the rule book, the case's name (empty: the example), before and after.
    pub(crate) effects: Vec<(String, String, Effect)>,
    /// How many were looked at.
    pub(crate) of: usize,
    /// Before is what visitors of the site have now, not the rule books as they come with it.
    pub(crate) is_beside_now: bool,
    /// Overlays that differ from those that visitors have and have the same version: id and version.
    pub(crate) republished: Vec<(String, String)>,
}

/// A figure of the year that is left to the host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Open {
    pub(crate) regime: String,
    pub(crate) id: String,
    /// What it is called and what it is, in Chinese and in English.
    pub(crate) titles: [String; 2],
    pub(crate) texts: [String; 2],
    /// What its value looks like.
    pub(crate) like: String,
    /// Nothing can be assessed rightly before it is given.
    pub(crate) required: bool,
}

/// A rule book by its names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) version: String,
    /// Its title in Chinese and in English.
    pub(crate) titles: [String; 2],
}

/// An overlay to be tried beside those in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Try {
    /// What is in force, in its order.
    pub(crate) in_force: Vec<Asked>,
    /// The overlay.
    pub(crate) tried: Asked,
    /// Answer files, each with the name of its organisation; empty: the example.
    pub(crate) sheets: Vec<(String, String)>,
    /// The day on which they are assessed.
    pub(crate) as_of: Day,
}

/// What came of trying an overlay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tried {
    /// SHA-256 of it.
    pub(crate) hash: String,
    /// What is wrong with it; nothing: it applies.
    pub(crate) problems: Vec<Diagnostic>,
    /// Its id.
    pub(crate) id: String,
    /// Its rule book, its version, and its title in Chinese and in English, where it applies.
    pub(crate) named: Option<Named>,
    /// The hash and the version of the one in force with its id, in whose place it stands.
    pub(crate) before: Option<(String, String)>,
    /// Its own cases that come out otherwise than they say, and how many it has.
    pub(crate) failed: Vec<Diagnostic>,
    pub(crate) cases: usize,
    /// What comes to another result by it: the rule book, the case or organisation, before and after.
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
    /// Who has put it here.
    pub(crate) origin: Origin,
}

impl Asked {
    /// A file that is kept.
    pub(crate) fn of(file: &Overlay) -> Self {
        Self {
            name: file.name.clone(),
            text: file.text.clone(),
            hash: Some(file.hash.clone()).filter(|hash| !hash.is_empty()),
            book: file.book.clone(),
            origin: file.origin,
        }
    }

    /// The file as it is kept.
    pub(crate) fn kept(self) -> Overlay {
        let Self { name, text, hash, book, origin } = self;
        Overlay { name, text, hash: hash.unwrap_or_default(), book, origin, instead_of: None }
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
