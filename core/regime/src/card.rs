//! What a visitor sees of a rule book before opening it.

use super::model::{Effective, Library, Status};
use super::words::Words;
use serde::Serialize;

/// An outcome with its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct OutcomeCard {
    /// The outcome, as reports name it.
    #[cfg_attr(feature = "types", ts(type = "Outcome"))]
    pub id: String,
    /// Its label.
    pub title: String,
}

/// A regime in a list of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RegimeCard {
    /// The regime.
    #[cfg_attr(feature = "types", ts(type = "RegimeId"))]
    pub id: String,
    /// The rule book's version.
    pub version: String,
    /// Where the document stands.
    pub status: Status,
    /// When the document applies, as far as it says.
    pub effective: Effective,
    /// Its full name.
    pub title: String,
    /// Its short name.
    pub short: String,
    /// Who issued it.
    pub issuer: String,
    /// The document that it encodes.
    pub document: String,
    /// What it is and who it is for.
    pub text: String,
    /// Remarks on its status.
    pub help: String,
    /// Outcomes, ascending.
    pub outcomes: Vec<OutcomeCard>,
}

/// All regimes of a library; `words` gives the words of each by its id.
#[must_use]
pub fn cards<'w>(library: &Library, words: impl Fn(&str) -> Option<&'w Words>) -> Vec<RegimeCard> {
    let none = Words::default();
    library
        .regimes
        .iter()
        .map(|book| {
            let words = words(&book.id).unwrap_or(&none);
            let of = words.get("regime", "");
            let label = |name: &str| of.labels.get(name).cloned().unwrap_or_default();
            RegimeCard {
                id: book.id.clone(),
                version: book.version.clone(),
                status: book.status,
                effective: book.effective.clone(),
                title: of.title.clone(),
                short: label("short"),
                issuer: label("issuer"),
                document: label("document"),
                text: of.text.clone(),
                help: of.help.clone(),
                outcomes: book
                    .grade
                    .outcomes
                    .iter()
                    .map(|id| OutcomeCard { id: id.clone(), title: words.title("outcome", id).to_owned() })
                    .collect(),
            }
        })
        .collect()
}
