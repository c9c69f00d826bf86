//! Two tabs at work on one save: what one has saved is taken in by the other. Organisations that only one of them has
//! changed go together; where both have changed the same one, the user decides.

use super::{Binned, Removed, Workspace};
use crate::state::Client;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use ziping_base::calendar::Day;

/// Which side prevails where both have changed the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prefer {
    /// None: the user decides.
    Neither,
    Mine,
    Theirs,
}

/// A save of another tab to take in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Joining {
    /// What both tabs began with.
    pub(crate) base: Rc<Workspace>,
    pub(crate) theirs: Rc<Workspace>,
    /// The revision of their save.
    pub(crate) revision: u64,
    pub(crate) prefer: Prefer,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Met {
    pub(crate) revision: u64,
    /// It is taken in; `false`: both have changed the same thing, and nothing was taken.
    pub(crate) fits: bool,
    /// The organisation at hand is gone, removed there: what is being typed belongs to no other one.
    pub(crate) hand_gone: bool,
}

/// Where an organisation is.
#[derive(Clone, Copy)]
enum Entry<'w> {
    Listed(&'w Rc<Client>),
    Binned(&'w Rc<Client>, Day),
}

impl Entry<'_> {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Listed(a), Self::Listed(b)) => Rc::ptr_eq(a, b) || a.same(b),
            (Self::Binned(a, on), Self::Binned(b, then)) => on == then && (Rc::ptr_eq(a, b) || a.same(b)),
            (Self::Listed(_) | Self::Binned(..), _) => false,
        }
    }
}

fn same(a: Option<&Entry<'_>>, b: Option<&Entry<'_>>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => a.same(b),
        (None, Some(_)) | (Some(_), None) => false,
    }
}

impl Workspace {
    fn entries(&self) -> BTreeMap<&str, Entry<'_>> {
        let binned = self.bin.iter().map(|binned| (&binned.client, Entry::Binned(&binned.client, binned.removed)));
        let listed = self.clients.iter().map(|client| (client, Entry::Listed(client)));
        binned.chain(listed).map(|(client, entry)| (client.id.as_str(), entry)).collect()
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        self.clients.iter().chain(self.bin.iter().map(|binned| &binned.client)).map(|client| client.id.as_str())
    }

    /// Whether a save of both would be the same, whichever organisation is at hand.
    pub(crate) fn saves_like(&self, other: &Self) -> bool {
        let (mine, others) = (self.entries(), other.entries());
        self.ids().eq(other.ids())
            && mine.iter().all(|(id, entry)| same(Some(entry), others.get(id)))
            && self.overlays == other.overlays
    }

    /// The same, its organisations shared with another workspace where they are equal: comparing them again is cheap.
    pub(crate) fn sharing(mut self, with: &Self) -> Self {
        let known = with.entries();
        for client in &mut self.clients {
            if let Some(Entry::Listed(known)) = known.get(client.id.as_str())
                && client.same(known)
            {
                *client = Rc::clone(known);
            }
        }
        self
    }

    /// The workspace once a save of another tab was met.
    pub(super) fn after_joining(&self, joining: &Joining) -> Self {
        let met = |fits, hand_gone| Some(Met { revision: joining.revision, fits, hand_gone });
        match self.joined(joining) {
            Some(joined) => {
                let edits = self.edits + u64::from(!joined.saves_like(&joining.theirs));
                let hand_gone = joined.client().id != self.client().id;
                Self { edits, met: met(true, hand_gone), ..joined }
            }
            None => Self { met: met(false, false), ..self.clone() },
        }
    }

    /// Both together; `None`: both have changed the same thing, and none is to prevail.
    fn joined(&self, joining: &Joining) -> Option<Self> {
        let Joining { base, theirs, prefer, .. } = joining;
        let (before, here, there) = (base.entries(), self.entries(), theirs.entries());
        let ids: BTreeSet<&str> = before.keys().chain(here.keys()).chain(there.keys()).copied().collect();
        let (mut listed, mut binned) = (Vec::new(), Vec::new());
        for id in ids {
            let (was, mine, other) = (before.get(id), here.get(id), there.get(id));
            // Of two that are the same, mine has its way back.
            let kept = if same(mine, other) || same(was, other) {
                mine
            } else if same(was, mine) {
                other
            } else {
                match prefer {
                    Prefer::Neither => return None,
                    Prefer::Mine => mine,
                    Prefer::Theirs => other,
                }
            };
            match kept {
                Some(Entry::Listed(client)) => listed.push(Rc::clone(client)),
                Some(Entry::Binned(client, removed)) => {
                    binned.push(Binned { client: Rc::clone(client), removed: *removed });
                }
                None => {}
            }
        }
        let overlays = if self.overlays == theirs.overlays || base.overlays == theirs.overlays {
            &self.overlays
        } else if base.overlays == self.overlays {
            &theirs.overlays
        } else {
            match prefer {
                Prefer::Neither => return None,
                Prefer::Mine => &self.overlays,
                Prefer::Theirs => &theirs.overlays,
            }
        };
        let (first, second) = if base.ids().eq(self.ids()) { (&**theirs, self) } else { (self, &**theirs) };
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (id, place) in first.ids().chain(second.ids()).zip(0..) {
            places.entry(id).or_insert(place);
        }
        let place = |id: &str| places.get(id).copied();
        listed.sort_by_key(|client| place(&client.id));
        binned.sort_by_key(|binned| place(&binned.client.id));
        if listed.is_empty() {
            // Each tab has removed another one, the last of its own: what is at hand stays.
            listed.push(self.client());
            binned.retain(|binned| binned.client.id != self.client().id);
        }
        let hand = self.client();
        let at_hand = listed.iter().position(|client| client.id == hand.id);
        let gone = at_hand.is_none() && binned.iter().any(|binned| binned.client.id == hand.id);
        let removed = gone.then(|| Removed::Client(self.at_hand, hand.id.clone()));
        Some(Self {
            // Where what is at hand was removed, the one in its place; that it was is said.
            at_hand: at_hand.unwrap_or_else(|| self.at_hand.min(listed.len() - 1)),
            removed: removed.or_else(|| self.removed.clone()),
            removed_at_hand: gone.then(|| hand.id.clone()).or_else(|| self.removed_at_hand.clone()),
            clients: listed,
            bin: Rc::new(binned),
            overlays: Rc::clone(overlays),
            ..self.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::steps::{answer, chosen, file, overlay, remove, run, two};
    use super::*;
    use crate::state::Action;
    use wasm_bindgen_test::wasm_bindgen_test;
    use ziping_rules::fact::{FactIx, Value};

    /// What a tab has that begins with the same save, another organisation at hand.
    fn tab(base: &Workspace, id: &str, actions: impl IntoIterator<Item = Action>) -> Workspace {
        let start = Workspace { edits: 0, ..base.clone() }.after(Action::Show { id: id.into() });
        actions.into_iter().fold(start, |workspace, action| workspace.after(action))
    }

    fn join(mine: &Workspace, base: &Workspace, theirs: &Workspace, prefer: Prefer) -> Workspace {
        let (base, theirs) = (Rc::new(base.clone()), Rc::new(theirs.clone()));
        mine.after(Action::Join(Box::new(Joining { base, theirs, revision: 7, prefer })))
    }

    fn fits(workspace: &Workspace) -> bool {
        workspace.met.is_some_and(|met| met.revision == 7 && met.fits)
    }

    #[wasm_bindgen_test]
    fn two_tabs_on_different_organisations_go_together_and_each_keeps_its_own_at_hand() {
        let base = two();
        let mine = tab(&base, "a", [chosen(2, true)]);
        let theirs = tab(&base, "b", [chosen(3, false)]);
        let joined = join(&mine, &base, &theirs, Prefer::Neither);
        assert!(fits(&joined));
        assert_eq!(joined.client().id, "a");
        assert_eq!(answer(&joined, 2), Some(Value::Bool(true)));
        assert_eq!(joined.clients[1].sheet.get(FactIx::new(3)), Some(&Value::Bool(false)));
        assert!(joined.edits > mine.edits, "mine is still to be saved");
    }

    #[wasm_bindgen_test]
    fn what_is_at_hand_and_removed_in_the_other_tab_is_told_so_that_nothing_is_typed_into_the_next() {
        let base = two();
        let theirs = tab(&base, "b", [remove("a")]);
        let joined = join(&tab(&base, "a", []), &base, &theirs, Prefer::Neither);
        assert_eq!(joined.client().id, "b");
        assert_eq!(joined.met, Some(Met { revision: 7, fits: true, hand_gone: true }));
        let other = join(&tab(&base, "b", []), &base, &tab(&base, "b", [remove("a")]), Prefer::Neither);
        assert_eq!(other.met, Some(Met { revision: 7, fits: true, hand_gone: false }));
        // What was changed here is not removed there without a question.
        let mine = tab(&base, "a", [chosen(2, true)]);
        assert!(!fits(&join(&mine, &base, &theirs, Prefer::Neither)));
    }

    #[wasm_bindgen_test]
    fn the_way_back_of_what_the_other_tab_left_alone_stays() {
        let base = two();
        let mine = tab(&base, "a", [chosen(2, true)]);
        let theirs = tab(&base, "b", [chosen(3, false)]);
        let joined = join(&mine, &base, &theirs, Prefer::Neither).after(Action::Undo);
        assert_eq!(answer(&joined, 2), None);
    }

    #[wasm_bindgen_test]
    fn what_a_tab_at_rest_takes_in_needs_no_saving() {
        let base = two();
        let joined = join(&tab(&base, "a", []), &base, &tab(&base, "b", [chosen(3, false)]), Prefer::Neither);
        assert!(fits(&joined));
        assert_eq!(joined.edits, tab(&base, "a", []).edits);
    }

    #[wasm_bindgen_test]
    fn the_same_organisation_changed_in_both_is_for_the_user_to_decide() {
        let base = two();
        let mine = tab(&base, "a", [chosen(2, true)]);
        let theirs = tab(&base, "a", [chosen(3, false)]).after(Action::Show { id: "b".into() }).after(chosen(4, true));
        let apart = join(&mine, &base, &theirs, Prefer::Neither);
        assert_eq!(apart.met, Some(Met { revision: 7, fits: false, hand_gone: false }));
        assert_eq!((&apart.clients, apart.edits), (&mine.clients, mine.edits), "nothing was taken");
        let mine_first = join(&mine, &base, &theirs, Prefer::Mine);
        assert_eq!((answer(&mine_first, 2), answer(&mine_first, 3)), (Some(Value::Bool(true)), None));
        assert_eq!(mine_first.clients[1].sheet.get(FactIx::new(4)), Some(&Value::Bool(true)), "what only they changed");
        let theirs_first = join(&mine, &base, &theirs, Prefer::Theirs);
        assert_eq!((answer(&theirs_first, 2), answer(&theirs_first, 3)), (None, Some(Value::Bool(false))));
    }

    #[wasm_bindgen_test]
    fn the_same_change_in_both_is_no_quarrel() {
        let base = two();
        let (mine, theirs) = (tab(&base, "a", [chosen(2, true)]), tab(&base, "a", [chosen(2, true)]));
        let joined = join(&mine, &base, &theirs, Prefer::Neither);
        assert!(fits(&joined));
        assert_eq!(joined.edits, mine.edits);
    }

    #[wasm_bindgen_test]
    fn organisations_come_and_go_from_either_tab() {
        let base = two();
        let mine = tab(&base, "a", [Action::Open { id: "m".into(), answers: file("我") }]);
        let theirs = tab(&base, "b", [Action::Open { id: "t".into(), answers: file("他") }]).after(remove("b"));
        let joined = join(&mine, &base, &theirs, Prefer::Neither);
        assert!(fits(&joined));
        let ids: BTreeSet<&str> = joined.clients.iter().map(|client| client.id.as_str()).collect();
        assert_eq!(ids, BTreeSet::from(["a", "m", "t"]));
        assert_eq!(joined.bin.iter().map(|binned| binned.client.id.as_str()).collect::<Vec<_>>(), ["b"]);
        assert_eq!(joined.client().id, "m");
    }

    #[wasm_bindgen_test]
    fn a_blank_page_that_nobody_saved_stays_at_hand() {
        let nothing = Workspace { clients: Vec::new(), ..two() };
        let mine = Workspace::new("mine".into());
        let joined = join(&mine, &nothing, &two(), Prefer::Neither);
        assert!(fits(&joined));
        assert_eq!(joined.client().id, "mine");
        assert_eq!(joined.clients.len(), 3);
    }

    #[wasm_bindgen_test]
    fn one_removed_here_and_changed_there_is_for_the_user_to_decide() {
        let base = two();
        let (mine, theirs) = (tab(&base, "b", []).after(remove("a")), tab(&base, "a", [chosen(3, true)]));
        assert!(!fits(&join(&mine, &base, &theirs, Prefer::Neither)));
        assert!(fits(&join(&mine, &base, &theirs, Prefer::Theirs)));
    }

    #[wasm_bindgen_test]
    fn what_was_removed_elsewhere_while_it_is_at_hand_is_said_and_comes_back() {
        let base = two();
        let (mine, theirs) = (tab(&base, "a", []), tab(&base, "b", []).after(remove("a")));
        let joined = join(&mine, &base, &theirs, Prefer::Neither);
        assert_eq!(joined.client().id, "b");
        assert_eq!(joined.after(Action::Restore).client().id, "a");
    }

    #[wasm_bindgen_test]
    fn both_tabs_remove_what_the_other_leaves_and_something_stays() {
        let base = two();
        let (mine, theirs) = (tab(&base, "b", []).after(remove("a")), tab(&base, "a", []).after(remove("b")));
        let joined = join(&mine, &base, &theirs, Prefer::Neither);
        assert!(fits(&joined));
        assert_eq!((joined.clients.len(), joined.client().id.as_str()), (1, "b"));
        assert_eq!(joined.bin.iter().map(|binned| binned.client.id.as_str()).collect::<Vec<_>>(), ["a"]);
    }

    #[wasm_bindgen_test]
    fn overlays_follow_whoever_changed_them() {
        let base = two();
        let loaded = Action::Overlay(Rc::new(vec![overlay("o")]));
        let (plain, with) = (tab(&base, "a", [chosen(2, true)]), tab(&base, "b", [loaded]));
        assert_eq!(*join(&plain, &base, &with, Prefer::Neither).overlays, [overlay("o")]);
        assert_eq!(*join(&with, &base, &plain, Prefer::Neither).overlays, [overlay("o")]);
    }

    #[wasm_bindgen_test]
    fn equal_organisations_are_shared() {
        let base = two();
        let read =
            Workspace { clients: base.clients.iter().map(|client| Rc::new((**client).clone())).collect(), ..two() };
        let shared = read.sharing(&base);
        assert!(shared.clients.iter().zip(&base.clients).all(|(a, b)| Rc::ptr_eq(a, b)));
        assert!(shared.saves_like(&base));
        assert!(!run([chosen(1, true)]).saves_like(&base));
    }
}
