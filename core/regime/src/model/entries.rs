//! Things to know that decide nothing.

use super::Backing;
use serde::{Deserialize, Serialize};

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntryKind {
    /// A term that the document defines.
    Definition,
    /// Grounds and outcomes after the certificate.
    Sanction,
    /// A doubt about the text.
    Note,
    /// Referred to but not contained.
    Gap,
    /// Privileges.
    Benefit,
    /// Anything else that a reader must know.
    Term,
    /// A reading named in a condition.
    Reading,
}

impl EntryKind {
    /// The kind as rule books and language files name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Definition => "definition",
            Self::Sanction => "sanction",
            Self::Note => "note",
            Self::Gap => "gap",
            Self::Benefit => "benefit",
            Self::Term => "term",
            Self::Reading => "reading",
        }
    }

    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::Definition, Self::Sanction, Self::Note, Self::Gap, Self::Benefit, Self::Term, Self::Reading];
}

/// Something to know that decides nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// Permanent id.
    pub id: String,
    /// Clauses.
    pub backing: Backing,
}

/// Sections of GB/T 4754 that belong to an industry item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finder {
    /// Clauses.
    pub backing: Backing,
    /// Section letters.
    pub sections: Vec<String>,
    /// The industry item.
    pub item: String,
    /// Only a prompt to consider it.
    pub prompt: bool,
}

/// What a level can undertake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// Clauses.
    pub backing: Backing,
    /// Scale of the work.
    pub scale: String,
    /// Role in it.
    pub role: String,
    /// Lowest outcome that covers it, by place; `None`: the text does not name the case.
    pub level: Option<u8>,
}
