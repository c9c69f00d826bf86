//! What was typed and cannot be read as an answer: it counts for nothing, and the package says 〔待填〕 there.

use crate::engine::Book;
use crate::state::Client;
use ziping_assess::uses;
use ziping_base::calendar::Day;
use ziping_rules::fact::{FactIx, Kind, Value};

/// An entry that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::pages) struct Unreadable {
    pub(in crate::pages) fact: FactIx,
    /// As it was typed.
    pub(in crate::pages) text: String,
}

/// The unreadable entries of facts that the rule book asks or that its papers print, in the order of their names.
pub(in crate::pages) fn unreadable(book: &Book, client: &Client) -> Vec<Unreadable> {
    let catalogue = &book.library().catalogue;
    let mut asked = uses(book.library(), book.rules());
    asked.extend(book.looked_at());
    let entries = client.drafts.iter().filter_map(|(field, text)| {
        let (id, part) = field.split_once('#')?;
        let fact = catalogue.find(id).filter(|fact| asked.contains(fact))?;
        // A day that waits for its option to be chosen again can be read, and so can the option that waits for a day.
        let waits = part == "day" || part == "typed" && Day::parse(text).is_some();
        // What was typed into a row that was taken back belongs to nothing.
        let row = part.split_once('-').and_then(|(row, _)| row.parse::<usize>().ok());
        let is_gone = match (row, client.sheet.get(fact)) {
            (Some(row), Some(Value::Table(rows))) => row >= rows.len(),
            (Some(_), None) => catalogue.get(fact).is_some_and(|fact| matches!(fact.kind, Kind::Table { .. })),
            _ => false,
        };
        (!text.trim().is_empty() && !waits && !is_gone).then(|| Unreadable { fact, text: text.trim().to_owned() })
    });
    entries.collect()
}
