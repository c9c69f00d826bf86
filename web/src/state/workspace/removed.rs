//! What is taken away and can be brought back.

use super::Workspace;
use crate::state::{Handling, HandlingChange, Move, Overlay, Snapshot};
use std::rc::Rc;

/// What was taken away last, and where it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Removed {
    /// Where it was; it lies in the bin.
    Client(usize, String),
    Snapshot {
        client: String,
        place: usize,
        snapshot: Snapshot,
    },
    Overlay(usize, Overlay),
    /// What was noted of organisations, by their ids, before it was changed.
    Handling(Vec<(String, Rc<Handling>)>),
    /// Organisations, by their ids, that were put out of the way (`true`) or got back.
    Archived(Vec<String>, bool),
    /// Everything, for what a back-up holds.
    All(Rc<Workspace>),
    /// Everything, to begin anew.
    Erased(Rc<Workspace>),
    /// What stood in the place of what was brought back.
    Back(Rc<Workspace>),
}

impl Removed {
    /// The same with its answers under other fact numbers.
    pub(super) fn follow(&mut self, step: &Move) {
        match self {
            Self::Client(..) | Self::Overlay(..) | Self::Handling(_) | Self::Archived(..) => {}
            Self::Snapshot { snapshot, .. } => snapshot.follow(step),
            Self::All(before) | Self::Erased(before) | Self::Back(before) => Rc::make_mut(before).follow(step),
        }
    }
}

impl Workspace {
    /// Takes a kept state away.
    pub(super) fn forget(&mut self, id: String, snapshot: &str) {
        let mut removed = None;
        self.change_one(&id, |client| {
            if let Some(place) = client.snapshots.iter().position(|known| known.id == snapshot) {
                removed = Some((place, Rc::make_mut(&mut client.snapshots).remove(place)));
            }
        });
        if let Some((place, snapshot)) = removed {
            self.removed = Some(Removed::Snapshot { client: id, place, snapshot });
        }
    }

    /// Takes an overlay away, known by its hash.
    pub(super) fn lift(&mut self, hash: &str) {
        if let Some(place) = self.overlays.iter().position(|overlay| overlay.hash == hash) {
            let overlay = Rc::make_mut(&mut self.overlays).remove(place);
            self.removed = Some(Removed::Overlay(place, overlay));
        }
    }

    /// Changes what is noted of organisations.
    pub(super) fn handle(&mut self, ids: &[String], change: &HandlingChange) {
        let mut before = Vec::new();
        for id in ids {
            self.change_one(id, |client| {
                let handling = client.handling.changed(change);
                if handling != *client.handling {
                    before.push((id.clone(), std::mem::replace(&mut client.handling, Rc::new(handling))));
                }
            });
        }
        if !before.is_empty() {
            self.removed = Some(Removed::Handling(before));
        }
    }

    /// Puts organisations out of the way, or gets them back.
    pub(super) fn archive_many(&mut self, ids: &[String], archived: bool) {
        let others = self.clients.iter().filter(|client| ids.contains(&client.id) && client.archived != archived);
        let others: Vec<String> = others.map(|client| client.id.clone()).collect();
        others.iter().for_each(|id| self.archive(id, archived));
        if !others.is_empty() {
            self.removed = Some(Removed::Archived(others, archived));
        }
    }

    /// Everything gives way to something else.
    pub(super) fn give_way(&mut self, to: Self, removed: fn(Rc<Self>) -> Removed) {
        let before = std::mem::replace(self, to);
        self.edits = before.edits;
        self.removed = Some(removed(Rc::new(Self { removed: None, ..before })));
    }

    /// Brings back what was removed last.
    pub(super) fn restore(&mut self) {
        match self.removed.take() {
            None => {}
            Some(Removed::Client(place, id)) => self.put_back(&id, Some(place)),
            Some(Removed::Snapshot { client, place, snapshot }) => self.change_one(&client, |client| {
                let snapshots = Rc::make_mut(&mut client.snapshots);
                snapshots.insert(place.min(snapshots.len()), snapshot);
            }),
            Some(Removed::Overlay(place, overlay)) => {
                let overlays = Rc::make_mut(&mut self.overlays);
                overlays.insert(place.min(overlays.len()), overlay);
            }
            Some(Removed::Archived(ids, archived)) => ids.iter().for_each(|id| self.archive(id, !archived)),
            Some(Removed::Handling(before)) => {
                for (id, handling) in before {
                    self.change_one(&id, |client| client.handling = handling);
                }
            }
            // What came in its place is not lost either; the way there and back is the same.
            Some(Removed::Back(before)) => self.give_way((*before).clone(), Removed::All),
            Some(Removed::All(before) | Removed::Erased(before)) => {
                let empty = self.clients.iter().all(|client| client.is_blank()) && self.overlays.is_empty();
                self.give_way((*before).clone(), Removed::Back);
                if empty {
                    self.removed = None;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::steps::{chosen, file, keep, overlay, run, two};
    use super::Removed;
    use crate::state::{Action, HandlingChange, Phase};
    use std::rc::Rc;
    use wasm_bindgen_test::wasm_bindgen_test;
    use ziping_rules::fact::{FactIx, Value};

    #[wasm_bindgen_test]
    fn a_kept_state_stays_while_the_answers_go_on_and_comes_back_when_forgotten() {
        let workspace = two().after(keep("a")).after(Action::Show { id: "a".into() }).after(chosen(1, false));
        assert_eq!(workspace.client().snapshots[0].sheet.get(FactIx::new(1)), Some(&Value::Bool(true)));
        let without = workspace.after(Action::Forget { id: "a".into(), snapshot: "s".into() });
        assert!(without.client().snapshots.is_empty());
        assert_eq!(without.after(Action::Restore).client().snapshots, workspace.client().snapshots);
    }

    #[wasm_bindgen_test]
    fn a_removed_overlay_comes_back_to_its_place() {
        let workspace = run([Action::Overlay(Rc::new(vec![overlay("a"), overlay("b"), overlay("c")]))]);
        let without = workspace.after(Action::Lift("b".into()));
        assert_eq!(*without.overlays, [overlay("a"), overlay("c")]);
        let back = without.after(Action::Restore);
        assert_eq!((&back.overlays, &back.removed), (&workspace.overlays, &None));
        assert!(back.edits > without.edits, "it is saved");
    }

    #[wasm_bindgen_test]
    fn what_is_noted_of_many_at_once_comes_back_at_once() {
        let both = || vec!["a".to_owned(), "b".to_owned(), "gone".to_owned()];
        let handle = |clients, phase| Action::Handle {
            clients,
            change: HandlingChange { phase: Some(Some(phase)), ..HandlingChange::default() },
        };
        let first = two().after(handle(vec!["a".into()], Phase::HandedIn));
        let phases = |workspace: &super::Workspace| -> Vec<Option<Phase>> {
            workspace.clients.iter().map(|client| client.handling.phase).collect()
        };
        let then = first.after(handle(both(), Phase::SentBack));
        assert_eq!(phases(&then), [Some(Phase::SentBack); 2]);
        assert!(then.edits > first.edits, "it is saved");
        let back = then.after(Action::Restore);
        assert_eq!((phases(&back), &back.removed), (vec![Some(Phase::HandedIn), None], &None));
        // What changes nothing has no way back of its own.
        assert_eq!(back.after(handle(vec!["a".into()], Phase::HandedIn)).removed, None);
    }

    #[wasm_bindgen_test]
    fn many_are_put_away_and_come_back_at_once_and_those_that_were_away_stay() {
        let first = two().after(Action::Archive { id: "a".into(), archived: true });
        let clients = vec!["a".to_owned(), "b".to_owned()];
        let away = |workspace: &super::Workspace| -> Vec<bool> {
            workspace.clients.iter().map(|client| client.archived).collect()
        };
        let all = first.after(Action::ArchiveMany { clients: clients.clone(), archived: true });
        assert_eq!((away(&all), &all.removed), (vec![true, true], &Some(Removed::Archived(vec!["b".into()], true))));
        assert!(all.edits > first.edits, "it is saved");
        assert_eq!(away(&all.after(Action::Restore)), [true, false]);
        let back = all.after(Action::ArchiveMany { clients, archived: false });
        assert_eq!(away(&back), [false, false]);
        assert_eq!(away(&back.after(Action::Restore)), [true, true]);
    }

    #[wasm_bindgen_test]
    fn a_copy_is_looked_after_by_the_same_and_has_its_way_before_it() {
        let change = HandlingChange {
            add: vec!["重点".into()],
            phase: Some(Some(Phase::Accepted)),
            in_charge: Some("王".into()),
            ..HandlingChange::default()
        };
        let copy = Action::Duplicate { id: "a".into(), snapshot: None, copy: "c".into(), name: "丙".into() };
        let workspace = two().after(Action::Handle { clients: vec!["a".into()], change }).after(copy);
        let (original, copied) = (&workspace.clients[0].handling, &workspace.clients[1].handling);
        assert_eq!((original.phase, copied.phase), (Some(Phase::Accepted), None));
        assert_eq!((&copied.tags, copied.in_charge.as_str()), (&original.tags, "王"));
    }

    #[wasm_bindgen_test]
    fn erasing_leaves_nothing_and_can_be_taken_back() {
        let full = two().after(Action::Overlay(Rc::new(vec![overlay("a")])));
        let erased = full.after(Action::Erase { id: "new".into() });
        assert!(erased.client().is_blank() && erased.clients.len() == 1 && erased.overlays.is_empty());
        assert!(erased.edits > full.edits, "it is saved");
        let back = erased.after(Action::Restore);
        assert_eq!((&back.clients, &back.overlays), (&full.clients, &full.overlays));
        assert_eq!(back.removed, None, "nothing came in its place");
    }

    #[wasm_bindgen_test]
    fn replacing_everything_can_be_taken_back_and_done_again() {
        let (mine, theirs) = (two(), run([Action::Open { id: "z".into(), answers: file("丁") }]));
        let replaced = mine.after(Action::Replace(Box::new(theirs.clone())));
        assert_eq!(replaced.clients, theirs.clients);
        let back = replaced.after(Action::Restore);
        assert_eq!(back.clients, mine.clients);
        assert!(matches!(back.removed, Some(Removed::Back(_))), "what is said is not said of a back-up");
        assert_eq!(back.after(Action::Restore).clients, theirs.clients);
        assert!(back.edits > mine.edits, "it is saved");
    }
}
