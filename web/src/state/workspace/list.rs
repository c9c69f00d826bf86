//! Organisations beside each other: one is added, copied, put away.

use super::Workspace;
use crate::state::Client;
use std::rc::Rc;

impl Workspace {
    /// Adds an organisation and shows it; a blank one at hand gives its place.
    pub(super) fn add(&mut self, client: Client) {
        match self.clients.get_mut(self.at_hand) {
            Some(place) if place.is_blank() => *place = Rc::new(client),
            _ => {
                self.clients.push(Rc::new(client));
                self.at_hand = self.clients.len() - 1;
            }
        }
    }

    /// Adds a copy of an organisation, as it is or as it was kept, after it.
    pub(super) fn duplicate(&mut self, id: &str, snapshot: Option<&str>, copy: String, name: String) {
        let Some(place) = self.place_of(id) else { return };
        let Some(client) = self.clients.get(place) else { return };
        let mut copy = client.copy(copy, name);
        if let Some(snapshot) = snapshot.and_then(|id| client.snapshots.iter().find(|known| known.id == id)) {
            copy.sheet = Rc::clone(&snapshot.sheet);
            copy.foreign = Rc::clone(&snapshot.foreign);
            copy.as_of = Some(snapshot.as_of);
            copy.drafts = Rc::default();
            copy.unsure = Rc::default();
        }
        self.clients.insert(place + 1, Rc::new(copy));
        if self.at_hand > place {
            self.at_hand += 1;
        }
    }

    /// One that is put away gives the hand to the nearest that is not, when there is one.
    pub(super) fn archive(&mut self, id: &str, archived: bool) {
        self.change_one(id, |client| client.archived = archived);
        if archived && self.client().id == id {
            let active = |place: &usize| self.clients.get(*place).is_some_and(|client| !client.archived);
            let nearest = (0..self.clients.len()).filter(active).min_by_key(|place| place.abs_diff(self.at_hand));
            self.at_hand = nearest.unwrap_or(self.at_hand);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::steps::{chosen, file, keep, run, two};
    use crate::state::Action;
    use wasm_bindgen_test::wasm_bindgen_test;
    use ziping_rules::fact::{FactIx, Value};

    #[wasm_bindgen_test]
    fn a_file_takes_a_blank_place_and_never_that_of_answers() {
        let workspace = run([Action::Open { id: "a".into(), answers: file("甲") }]);
        assert_eq!(workspace.clients.len(), 1);
        let workspace = workspace.after(Action::Open { id: "b".into(), answers: file("乙") });
        assert_eq!(workspace.clients.len(), 2);
        assert_eq!(workspace.client().name, "乙");
        assert_eq!(workspace.after(Action::Show { id: "a".into() }).client().name, "甲");
    }

    #[wasm_bindgen_test]
    fn a_file_that_is_open_is_not_opened_a_second_time() {
        let workspace = run([Action::Open { id: "a".into(), answers: file("甲") }]);
        assert_eq!(workspace.after(Action::Open { id: "b".into(), answers: file("甲") }), workspace);
        let changed = workspace.after(chosen(1, true));
        assert_eq!(changed.after(Action::Open { id: "b".into(), answers: file("甲") }).clients.len(), 2);
    }

    #[wasm_bindgen_test]
    fn a_copy_of_a_state_has_its_answers_and_not_those_of_today() {
        let workspace = two().after(keep("a")).after(Action::Show { id: "a".into() }).after(chosen(1, false));
        let copied = workspace.after(Action::Duplicate {
            id: "a".into(),
            snapshot: Some("s".into()),
            copy: "c".into(),
            name: "丙".into(),
        });
        assert_eq!(copied.client().id, "a");
        assert_eq!(copied.clients[1].name, "丙");
        assert_eq!(copied.clients[1].sheet.get(FactIx::new(1)), Some(&Value::Bool(true)));
        assert!(!copied.clients[1].can_undo());
    }

    #[wasm_bindgen_test]
    fn archiving_the_one_at_hand_leads_to_the_nearest_other() {
        let workspace = two().after(Action::Archive { id: "b".into(), archived: true });
        assert_eq!(workspace.client().id, "a");
        let all = workspace.after(Action::Archive { id: "a".into(), archived: true });
        assert_eq!(all.client().id, "a", "the last one stays at hand");
    }
}
