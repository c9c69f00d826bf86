//! The bin: organisations that were removed stay in it until it is emptied.

use super::{Removed, Workspace};
use crate::state::Client;
use std::rc::Rc;
use ziping_base::calendar::Day;

/// An organisation in the bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Binned {
    pub(crate) client: Rc<Client>,
    /// The day on which it was removed.
    pub(crate) removed: Day,
}

impl Workspace {
    /// Puts an organisation into the bin; one in which nothing was entered is just gone. The last one gives its place to
    /// a blank one.
    pub(super) fn remove(&mut self, id: &str, today: Day) {
        let Some(place) = self.place_of(id) else { return };
        self.removed_at_hand = (self.client().id == id).then(|| id.to_owned());
        let client = self.clients.remove(place);
        if self.clients.is_empty() {
            let mut blank = format!("{}+", client.id);
            while self.bin.iter().any(|binned| binned.client.id == blank) {
                blank.push('+');
            }
            self.clients.push(Rc::new(Client::new(blank, String::new(), ziping_rules::fact::Sheet::new())));
        }
        if self.at_hand > place || self.at_hand >= self.clients.len() {
            self.at_hand = self.at_hand.saturating_sub(1);
        }
        if !client.is_blank() {
            self.removed = Some(Removed::Client(place, client.id.clone()));
            Rc::make_mut(&mut self.bin).insert(0, Binned { client, removed: today });
        }
    }

    /// Takes an organisation out of the bin and shows it; at its old place when that is known, where it is shown only if it was
    /// at hand.
    pub(super) fn put_back(&mut self, id: &str, place: Option<usize>) {
        let Some(at) = self.bin.iter().position(|binned| binned.client.id == id) else { return };
        let Binned { client, .. } = Rc::make_mut(&mut self.bin).remove(at);
        let is_chosen = place.is_none();
        let place = place.unwrap_or(usize::MAX).min(self.clients.len());
        // Undoing the removal of another one leaves alone what is being filled in.
        let shown = is_chosen || self.removed_at_hand.as_deref() == Some(id);
        let hand = self.client().id.clone();
        self.clients.insert(place, client);
        self.at_hand = if shown { place } else { self.place_of(&hand).unwrap_or(place) };
        if matches!(&self.removed, Some(Removed::Client(_, last)) if last == id) {
            self.removed = None;
        }
    }

    /// Forgets what is in the bin.
    pub(super) fn purge(&mut self, id: Option<&str>) {
        Rc::make_mut(&mut self.bin).retain(|binned| id.is_some_and(|id| binned.client.id != id));
        if let Some(Removed::Client(_, last)) = &self.removed
            && self.bin.iter().all(|binned| binned.client.id != *last)
        {
            self.removed = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::steps::{chosen, file, remove, run, two};
    use crate::state::Action;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_removed_organisation_comes_back_whole() {
        let workspace = run([Action::Open { id: "a".into(), answers: file("甲") }, chosen(1, true)]);
        let removed = workspace.after(remove("a"));
        assert!(removed.client().is_blank());
        assert_eq!(removed.after(Action::Restore).client(), workspace.client());
        let back = removed.after(Action::PutBack { id: "a".into() });
        assert_eq!((back.client(), back.bin.len(), &back.removed), (workspace.client(), 0, &None));
    }

    #[wasm_bindgen_test]
    fn the_last_removal_comes_back_to_its_place_and_earlier_ones_stay_in_the_bin() {
        let workspace = two().after(remove("a")).after(remove("b"));
        let ids = |all: &[super::Binned]| all.iter().map(|binned| binned.client.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&workspace.bin), ["b", "a"]);
        let back = workspace.after(Action::Restore);
        assert_eq!((back.client().name.as_str(), ids(&back.bin)), ("乙", vec!["a".to_owned()]));
        let both = back.after(Action::PutBack { id: "a".into() });
        assert_eq!((both.client().name.as_str(), both.bin.len()), ("甲", 0));
    }

    #[wasm_bindgen_test]
    fn undoing_the_removal_of_another_keeps_the_one_at_hand() {
        let back = two().after(remove("a")).after(Action::Restore);
        assert_eq!((back.client().name.as_str(), back.clients.len()), ("乙", 2));
    }

    #[wasm_bindgen_test]
    fn removing_another_keeps_the_one_at_hand() {
        assert_eq!(two().after(remove("a")).client().name, "乙");
    }

    #[wasm_bindgen_test]
    fn no_blank_takes_the_id_of_one_in_the_bin() {
        let first = run([Action::Open { id: "x".into(), answers: file("甲") }, remove("x"), chosen(1, true)]);
        let both = first.after(Action::PutBack { id: "x".into() }).after(remove("x+")).after(remove("x"));
        assert_eq!(both.bin.len(), 2);
        assert!(both.bin.iter().all(|binned| binned.client.id != both.client().id));
    }

    #[wasm_bindgen_test]
    fn what_nothing_was_entered_in_is_not_kept() {
        let workspace = two().after(Action::Begin { id: "c".into() }).after(remove("c"));
        assert!(workspace.bin.is_empty() && workspace.removed.is_none());
    }

    #[wasm_bindgen_test]
    fn emptying_the_bin_forgets_one_or_all() {
        let workspace = two().after(remove("a")).after(remove("b"));
        let one = workspace.after(Action::Purge { id: Some("b".into()) });
        assert_eq!((one.bin.len(), &one.removed), (1, &None), "nothing can be restored that is gone");
        let none = workspace.after(Action::Purge { id: None });
        assert!(none.bin.is_empty() && none.edits > workspace.edits);
    }
}
