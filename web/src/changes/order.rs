//! What page and worker say to each other about a change of the rules.

use crate::overlay::Asked;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ziping_assess::{Changed, Judged};
use ziping_base::calendar::Day;

/// The rules before and after, and whom they are to be compared for. The site's files of before are the file beside the errand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Compare {
    /// What was laid over the site's rule books before.
    pub(crate) before: Vec<Asked>,
    /// What is laid over them now.
    pub(crate) after: Vec<Asked>,
    pub(crate) organisations: Vec<Organisation>,
}

/// Whom the rules are compared for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Organisation {
    pub(crate) id: String,
    /// Its answers as an answer file, those among them that no rule book at hand asks.
    pub(crate) answers: String,
    pub(crate) as_of: Day,
    /// The rule books it is assessed by; none: those that it has begun to answer.
    pub(crate) regimes: Vec<String>,
}

/// A rule book on one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Edition {
    pub(crate) version: String,
    /// What is laid over it, each as `id@version`.
    pub(crate) overlays: Vec<String>,
}

/// A rule book that is another now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BookChange {
    pub(crate) id: String,
    /// Its title in Chinese and in English.
    pub(crate) titles: [String; 2],
    /// `None`: there was none; or it was written so that this version of the site cannot read it (`unread`).
    pub(crate) before: Option<Edition>,
    /// `None`: there is none any more.
    pub(crate) after: Option<Edition>,
    /// There was one, and it cannot be read any more.
    pub(crate) unread: bool,
}

impl BookChange {
    /// Whether it is more than a change of its words or of its order.
    pub(crate) fn is_another(&self) -> bool {
        self.unread || self.before != self.after
    }
}

/// What a rule book's change does to an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Line {
    /// The organisation's id.
    pub(crate) client: String,
    pub(crate) regime: String,
    pub(crate) changed: Changed,
}

/// What changes with the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Changes {
    pub(crate) books: Vec<BookChange>,
    /// Those for whom something changes.
    pub(crate) lines: Vec<Line>,
    /// How many organisations were looked at.
    pub(crate) of: usize,
    /// Titles in Chinese and in English of what the lines name.
    pub(super) titles: BTreeMap<String, [String; 2]>,
}

impl Changes {
    /// Whether a visitor is to be told: words alone may change without a word.
    pub(crate) fn is_news(&self) -> bool {
        !self.lines.is_empty() || self.books.iter().any(BookChange::is_another)
    }

    /// The title of what a rule book judges or asks in Chinese and in English; its id where it has none.
    pub(crate) fn titles_of(&self, regime: &str, kind: Judged, id: &str) -> [String; 2] {
        let found = self.titles.get(&key(regime, kind, id));
        found.cloned().unwrap_or_else(|| [id.to_owned(), id.to_owned()])
    }

    pub(super) fn name(&mut self, regime: &str, kind: Judged, id: &str, titles: [String; 2]) {
        self.titles.insert(key(regime, kind, id), titles);
    }
}

fn key(regime: &str, kind: Judged, id: &str) -> String {
    format!("{regime}/{}/{id}", kind.words())
}
