//! What an organisation has yet to find out: questions without an answer, each with a note of who knows it or was asked when.

use super::Move;
use std::collections::BTreeMap;
use yew::AttrValue;
use ziping_rules::fact::{Catalogue, FactIx, Unknown};

/// Puts what another says to a note, once.
pub(crate) fn join_note(note: &mut String, more: &str) {
    let more = more.trim();
    if more.is_empty() || note.contains(more) {
        return;
    }
    if !note.is_empty() {
        note.push('；');
    }
    note.push_str(more);
}

/// The notes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Unsure {
    /// By fact; an empty one where nothing more was said.
    pub(crate) notes: Unknown,
    /// By id those to facts that no rule book at hand knows.
    foreign: BTreeMap<String, String>,
}

impl Unsure {
    pub(crate) fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.foreign.is_empty()
    }

    /// The note at a fact.
    pub(crate) fn note(&self, fact: FactIx) -> Option<AttrValue> {
        self.notes.get(&fact).map(|note| AttrValue::from(note.clone()))
    }

    /// All notes by the ids of their facts.
    pub(crate) fn by_id(&self, catalogue: &Catalogue) -> BTreeMap<String, String> {
        let known = self.notes.iter().map(|(fact, note)| (catalogue.id(*fact).to_owned(), note.clone()));
        known.chain(self.foreign.clone()).collect()
    }

    /// Notes by the ids of their facts, as this catalogue numbers those.
    pub(crate) fn of(notes: BTreeMap<String, String>, catalogue: &Catalogue) -> Self {
        let mut unsure = Self::default();
        for (id, note) in notes {
            match catalogue.find(&id) {
                Some(fact) => {
                    unsure.notes.insert(fact, note);
                }
                None => {
                    unsure.foreign.insert(id, note);
                }
            }
        }
        unsure
    }

    /// Puts a note in place, or takes it away; gives what was there before.
    pub(super) fn put(&mut self, fact: FactIx, note: Option<String>) -> Option<String> {
        match note {
            Some(note) => self.notes.insert(fact, note),
            None => self.notes.remove(&fact),
        }
    }

    pub(super) fn follow(&mut self, step: &Move) {
        *self = Self::of(self.by_id(step.from()), &step.to().catalogue);
    }
}

impl From<Unknown> for Unsure {
    fn from(notes: Unknown) -> Self {
        Self { notes, foreign: BTreeMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;
    use ziping_rules::fact::{Fact, Kind};

    #[wasm_bindgen_test]
    fn what_another_says_is_put_to_a_note_once() {
        let mut note = "问过人事".to_owned();
        for more in ["问过人事", " 年底才有 ", "", "年底才有"] {
            join_note(&mut note, more);
        }
        assert_eq!(note, "问过人事；年底才有");
    }

    #[wasm_bindgen_test]
    fn notes_on_facts_of_an_overlay_survive_its_removal_and_come_back_with_it() {
        let catalogue = |ids: &[&str]| Catalogue::new(ids.iter().map(|id| Fact::new(*id, Kind::Bool)).collect());
        let (plain, over) = (catalogue(&["a.one"]), catalogue(&["a.zero", "a.one", "overlay.x.s"]));
        let mut unsure = Unsure::default();
        unsure.put(FactIx::new(1), Some("问财务".into()));
        unsure.put(FactIx::new(2), Some(String::new()));
        let without = Unsure::of(unsure.by_id(&over), &plain);
        assert_eq!((without.notes.len(), without.foreign.len()), (1, 1));
        assert_eq!(without.notes.get(&FactIx::new(0)).map(String::as_str), Some("问财务"));
        assert_eq!(Unsure::of(without.by_id(&plain), &over), unsure);
    }
}
