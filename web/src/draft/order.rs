//! What page and worker say to each other about a rule book that somebody is writing.

use serde::{Deserialize, Serialize};
use ziping_base::diag::Diagnostic;

/// What is asked of the worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Look {
    /// To look into the files beside the order, or the zip that is there alone. Their paths, as far as they have some.
    IntoFiles(Vec<String>),
    /// To look once more into what is kept.
    IntoKept(String),
}

/// Problems by the file that has them; without a name those of the whole.
pub(crate) type ByFile = Vec<(String, Vec<Diagnostic>)>;

/// What was found among files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Looked {
    /// Files that do not belong to the rule book.
    pub(crate) left_out: Vec<String>,
    /// Why there is no rule book to look into.
    pub(crate) refused: Vec<Diagnostic>,
    /// The rule book.
    pub(crate) found: Option<Found>,
}

/// What was found in a rule book.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Found {
    pub(crate) id: String,
    /// Its title in Chinese and in English; empty where it has none.
    pub(crate) titles: [String; 2],
    /// All of it as it is kept, and SHA-256 of that.
    pub(crate) text: String,
    pub(crate) hash: String,
    /// It takes the place of one that comes with the site.
    pub(crate) replaces: bool,
    /// It can be assessed with.
    pub(crate) loads: bool,
    /// What keeps it from that.
    pub(crate) errors: ByFile,
    /// What to look at all the same, what no case shows among it.
    pub(crate) remarks: ByFile,
    /// How many cases it has.
    pub(crate) cases: usize,
    /// They were run.
    pub(crate) ran: bool,
    /// Those that come out otherwise than they say.
    pub(crate) failed: ByFile,
    pub(crate) clauses: Clauses,
    /// Conditions, caps, items of points, steps, documents, dates, questions of its own.
    pub(crate) counts: [usize; 7],
}

/// What becomes of the clauses of the document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Clauses {
    pub(crate) all: usize,
    /// Its words say why nothing encodes them.
    pub(crate) silent: usize,
    /// Nothing cites them and nothing says why.
    pub(crate) open: usize,
}
