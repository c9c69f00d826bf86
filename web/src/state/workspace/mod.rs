//! All organisations, and the one at hand.

use super::{Action, Client, Move, Overlay};
use std::rc::Rc;
use yew::Reducible;
use ziping_rules::fact::typed::one_line;

mod bin;
mod join;
mod list;
mod removed;
#[cfg(test)]
mod steps;

pub(crate) use bin::Binned;
pub(crate) use join::{Joining, Met, Prefer};
pub(crate) use removed::Removed;

/// What is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Workspace {
    /// Never empty on a page.
    pub(crate) clients: Vec<Rc<Client>>,
    /// The place of the one at hand: each tab has its own.
    at_hand: usize,
    /// Organisations that were removed, the last one first.
    pub(crate) bin: Rc<Vec<Binned>>,
    /// What was removed last.
    pub(crate) removed: Option<Removed>,
    /// The organisation that was at hand when it was removed last: restored, it is at hand again.
    removed_at_hand: Option<String>,
    /// Overlays on rule books, in the order in which they apply.
    pub(crate) overlays: Rc<Vec<Overlay>>,
    /// Counts changes that are worth saving.
    pub(crate) edits: u64,
    /// The save of another tab that this workspace has met last.
    pub(crate) met: Option<Met>,
}

impl Workspace {
    /// A workspace with one blank organisation.
    pub(crate) fn new(id: String) -> Self {
        Self {
            clients: vec![Rc::new(Client::new(id, String::new(), ziping_rules::fact::Sheet::new()))],
            at_hand: 0,
            bin: Rc::default(),
            removed: None,
            removed_at_hand: None,
            overlays: Rc::default(),
            edits: 0,
            met: None,
        }
    }

    /// A workspace of these organisations, with the one of this id at hand; `None` when there are none.
    pub(crate) fn of(clients: Vec<Client>, at_hand: &str) -> Option<Self> {
        let place = clients.iter().position(|client| client.id == at_hand).unwrap_or(0);
        let clients: Vec<Rc<Client>> = clients.into_iter().map(Rc::new).collect();
        (!clients.is_empty()).then_some(Self {
            clients,
            at_hand: place,
            bin: Rc::default(),
            removed: None,
            removed_at_hand: None,
            overlays: Rc::default(),
            edits: 0,
            met: None,
        })
    }

    /// What was saved before anything was.
    pub(crate) fn nothing() -> Self {
        Self { clients: Vec::new(), ..Self::new(String::new()) }
    }

    /// The organisation at hand.
    pub(crate) fn client(&self) -> Rc<Client> {
        let found = self.clients.get(self.at_hand).or_else(|| self.clients.first()).cloned();
        // The list is never empty; a blank one stands in, should it ever be.
        found.unwrap_or_else(|| Rc::new(Client::new(String::new(), String::new(), ziping_rules::fact::Sheet::new())))
    }

    /// Shows the organisation of this id, if it is here: what a tab had at hand when it was reloaded.
    pub(crate) fn at_hand(mut self, id: &str) -> Self {
        self.at_hand = self.place_of(id).unwrap_or(self.at_hand);
        self
    }

    /// The workspace after an action.
    pub(crate) fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        next.edits += 1;
        match action {
            Action::Answer { fact, value, typing } => next.change(|client| client.answer(fact, value, typing)),
            Action::Draft { field, text } => next.change(|client| client.draft(&field, text)),
            Action::NotKnown { fact, note, typing } => next.change(|client| client.note(fact, note, typing)),
            Action::Paper { paper, record, typing } => next.change(|client| client.say(paper, record, typing)),
            Action::Attach { client, paper, file, place } => {
                if let Some(client) = next.place_of(&client).and_then(|place| next.clients.get_mut(place)) {
                    Rc::make_mut(client).attach(paper, file, place);
                }
            }
            Action::Counted { client, files } => {
                if let Some(client) = next.place_of(&client).and_then(|place| next.clients.get_mut(place)) {
                    Rc::make_mut(client).count(&files);
                }
            }
            Action::Collect(regimes) => next.change(|client| client.regimes = Rc::new(regimes)),
            Action::HandIn { key, day } => next.change(|client| client.plan(key, day)),
            Action::Mark { client, regime, milestone, mark } => {
                next.change_one(&client, |client| client.mark(regime, milestone, mark));
            }
            Action::Assign { regime, task, assigned, typing } => {
                next.change(|client| client.assign(regime, task, assigned, typing));
            }
            Action::AsOf(day) => next.change(|client| client.as_of = day),
            Action::Rename(name) => next.change(|client| client.name = one_line(&name)),
            Action::Undo => next.change(Client::undo),
            Action::Redo => next.change(Client::redo),
            Action::Settle => {
                next.change(Client::settle);
                next.edits = self.edits;
            }
            Action::Begin { id } => next.add(Client::new(id, String::new(), ziping_rules::fact::Sheet::new())),
            // A second click, or the same file again: what is at hand is open already.
            Action::Open { answers, .. } if next.client().holds(&answers) => {
                next.edits = self.edits;
            }
            Action::Open { id, answers } => next.add(Client::with(id, answers)),
            Action::Unpack { id, answers, records, as_of, regime } => {
                let mut client = Client::with(id, answers);
                client.records = Rc::new(records);
                client.regimes = Rc::new(vec![regime]);
                client.as_of = as_of;
                next.add(client);
            }
            Action::Take { client, taken } => next.change_one(&client, |client| client.take(*taken)),
            Action::UndoIn { client } => next.change_one(&client, Client::undo),
            // Each tab has its own at hand: nothing that is saved changes.
            Action::Show { id } => return Self { edits: self.edits, ..next.at_hand(&id) },
            Action::Remove { id, today } => next.remove(&id, today),
            Action::PutBack { id } => next.put_back(&id, None),
            Action::Purge { id } => next.purge(id.as_deref()),
            Action::Restore => next.restore(),
            Action::Duplicate { id, snapshot, copy, name } => next.duplicate(&id, snapshot.as_deref(), copy, name),
            Action::Archive { id, archived } => next.archive(&id, archived),
            Action::ArchiveMany { clients, archived } => next.archive_many(&clients, archived),
            Action::Handle { clients, change } => next.handle(&clients, &change),
            Action::Keep { id, snapshot, name, today } => {
                next.change_one(&id, |client| client.keep(snapshot, name, today));
            }
            Action::Forget { id, snapshot } => next.forget(id, &snapshot),
            Action::Adopt(clients) => next.clients.extend(clients.into_iter().map(Rc::new)),
            Action::Replace(other) => next.give_way(*other, Removed::All),
            Action::Overlay(overlays) => next.overlays = overlays,
            Action::Lift(hash) => next.lift(&hash),
            Action::Erase { id } => next.give_way(Self::new(id), Removed::Erased),
            // What is saved has facts by their ids: nothing of it changes.
            Action::Follow(step) => {
                next.follow(&step);
                next.edits = self.edits;
            }
            Action::Join(joining) => return self.after_joining(&joining),
        }
        next
    }

    fn place_of(&self, id: &str) -> Option<usize> {
        self.clients.iter().position(|client| client.id == id)
    }

    fn change_one(&mut self, id: &str, change: impl FnOnce(&mut Client)) {
        if let Some(client) = self.place_of(id).and_then(|place| self.clients.get_mut(place)) {
            change(Rc::make_mut(client));
        }
    }

    fn change(&mut self, change: impl FnOnce(&mut Client)) {
        if let Some(client) = self.clients.get_mut(self.at_hand) {
            change(Rc::make_mut(client));
        }
    }

    /// This workspace with its answers under other fact numbers.
    pub(crate) fn follow(&mut self, step: &Move) {
        for client in &mut self.clients {
            Rc::make_mut(client).follow(step);
        }
        for binned in Rc::make_mut(&mut self.bin) {
            Rc::make_mut(&mut binned.client).follow(step);
        }
        if let Some(removed) = &mut self.removed {
            removed.follow(step);
        }
    }
}

impl Reducible for Workspace {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

#[cfg(test)]
mod tests {
    use super::steps::{answer, attached, chosen, noted, number, run, typed};
    use super::*;
    use crate::state::Taken;
    use wasm_bindgen_test::wasm_bindgen_test;
    use ziping_assess::proof::{Record, Standing};
    use ziping_assess::{Assigned, TaskKind};
    use ziping_rules::fact::{FactIx, Unknown};

    #[wasm_bindgen_test]
    fn what_is_typed_in_one_go_is_undone_in_one_step() {
        let workspace = run([typed(3, 1), typed(3, 12), typed(3, 120), Action::Undo]);
        assert_eq!(answer(&workspace, 3), None);
        assert!(!workspace.client().can_undo());
        assert_eq!(answer(&workspace.after(Action::Redo), 3), number(120));
    }

    #[wasm_bindgen_test]
    fn what_is_taken_in_is_undone_in_one_step_wherever_it_went() {
        let draft = Action::Draft { field: "f3#".into(), text: Some("5x".into()) };
        let before = run([typed(3, 1), Action::Settle, noted("一份", false), draft]);
        let take = Action::Take {
            client: "one".into(),
            taken: Box::new(Taken {
                answers: vec![(FactIx::new(3), number(7)), (FactIx::new(4), number(8)), (FactIx::new(5), None)],
                unknown: Unknown::from([(FactIx::new(3), "答了".into()), (FactIx::new(6), "问小李".into())]),
                fields: vec!["f3#".into()],
                papers: vec!["licence".into()],
                paper_notes: vec![("licence".into(), "副本".into())],
                ..Taken::default()
            }),
        };
        let other = before.after(Action::Begin { id: "two".into() });
        let taken = other.after(take).after(Action::Show { id: "one".into() });
        assert_eq!((answer(&taken, 3), answer(&taken, 4)), (number(7), number(8)));
        assert!(taken.client().drafts.is_empty(), "what was typed gives way");
        let noted = |workspace: &Workspace| workspace.client().unsure.notes.keys().copied().collect::<Vec<_>>();
        assert_eq!(noted(&taken), [FactIx::new(6)], "what is answered is known");
        let licence = taken.client().records.of("licence");
        assert_eq!((licence.standing, licence.note.as_str()), (Standing::Have, "一份；副本"));
        let back = taken.after(Action::Show { id: "two".into() }).after(Action::UndoIn { client: "one".into() });
        assert_eq!(back.client().id, "two", "another one stays at hand");
        let back = back.after(Action::Show { id: "one".into() });
        assert_eq!((answer(&back, 3), answer(&back, 4)), (number(1), None));
        assert_eq!(back.client().records.of("licence").standing, Standing::Missing);
        assert!(noted(&back).is_empty());
        assert_eq!(answer(&back.after(Action::Redo), 4), number(8));
    }

    #[wasm_bindgen_test]
    fn leaving_a_field_ends_a_step() {
        let workspace = run([typed(3, 1), Action::Settle, typed(3, 12), Action::Undo]);
        assert_eq!(answer(&workspace, 3), number(1));
    }

    #[wasm_bindgen_test]
    fn a_new_answer_forgets_what_was_undone() {
        let workspace = run([chosen(1, true), Action::Undo, chosen(2, false)]);
        assert!(workspace.client().to_redo().is_none());
        assert_eq!(answer(&workspace, 1), None);
    }

    #[wasm_bindgen_test]
    fn answering_the_same_again_is_no_step() {
        let workspace = run([chosen(1, true), chosen(1, true), Action::Undo]);
        assert_eq!(answer(&workspace, 1), None);
    }

    fn not_known(fact: usize, note: &str, typing: bool) -> Action {
        Action::NotKnown { fact: FactIx::new(fact), note: Some(note.into()), typing }
    }

    fn note(workspace: &Workspace, fact: usize) -> Option<String> {
        workspace.client().unsure.notes.get(&FactIx::new(fact)).cloned()
    }

    #[wasm_bindgen_test]
    fn an_answer_ends_that_it_is_not_known_and_undoing_brings_the_note_back() {
        let noted = run([not_known(3, "", false), not_known(3, "问", true), not_known(3, "问过财务", true)]);
        assert_eq!(note(&noted, 3).as_deref(), Some("问过财务"));
        assert!(!noted.client().is_blank());
        let answered = [typed(3, 1), typed(3, 12)].into_iter().fold(noted, |workspace, action| workspace.after(action));
        assert_eq!((answer(&answered, 3), note(&answered, 3)), (number(12), None));
        // What was typed in one go goes in one step, and the note comes back with it.
        let back = answered.after(Action::Undo);
        assert_eq!((answer(&back, 3), note(&back, 3).as_deref()), (None, Some("问过财务")));
        let again = back.after(Action::Redo);
        assert_eq!((answer(&again, 3), note(&again, 3)), (number(12), None));
        // Taking the answer away does not bring it back.
        let cleared = again.after(Action::Answer { fact: FactIx::new(3), value: None, typing: false });
        assert_eq!(note(&cleared, 3), None);
        // Undone further, the note goes letter by letter no more than an answer does.
        assert_eq!(note(&back.after(Action::Undo), 3).as_deref(), Some(""));
        assert_eq!(note(&back.after(Action::Undo).after(Action::Undo), 3), None);
    }

    #[wasm_bindgen_test]
    fn what_is_answered_is_not_noted_and_what_is_taken_in_ends_a_note() {
        let workspace = run([typed(3, 1), not_known(3, "问", false), not_known(4, "问", false)]);
        assert_eq!((note(&workspace, 3), note(&workspace, 4).is_some()), (None, true));
        let take = Action::Take {
            client: "one".into(),
            taken: Box::new(Taken { answers: vec![(FactIx::new(4), number(8))], ..Taken::default() }),
        };
        let taken = workspace.after(take);
        assert_eq!((answer(&taken, 4), note(&taken, 4)), (number(8), None));
        let back = taken.after(Action::Undo);
        assert_eq!((answer(&back, 4), note(&back, 4).as_deref()), (None, Some("问")));
    }

    #[wasm_bindgen_test]
    fn who_does_a_task_is_undone_like_an_answer() {
        let assign = |owner: &str, lead: Option<u16>, typing: bool| Action::Assign {
            regime: "credit".into(),
            task: TaskKind::Papers,
            assigned: Assigned { owner: owner.into(), lead },
            typing,
        };
        let workspace = run([assign("王", None, true), assign("王工", None, true), assign("王工", Some(9), false)]);
        let said = |workspace: &Workspace| {
            let way = workspace.client().way.get("credit").cloned().unwrap_or_default();
            way.assigned.get(&TaskKind::Papers).map(|said| (said.owner.clone(), said.lead))
        };
        assert_eq!(said(&workspace), Some(("王工".into(), Some(9))));
        assert!(!workspace.client().is_blank());
        let back = workspace.after(Action::Undo);
        assert_eq!(said(&back), Some(("王工".into(), None)));
        let blank = back.after(Action::Undo);
        assert_eq!(said(&blank), None);
        assert!(blank.client().is_blank(), "nothing is left of it");
        assert_eq!(said(&blank.after(Action::Redo)), Some(("王工".into(), None)));
    }

    #[wasm_bindgen_test]
    fn a_draft_leaves_the_answer_before_it_alone() {
        let workspace = run([typed(3, 5), Action::Draft { field: "f".into(), text: Some("5x".into()) }]);
        assert_eq!(answer(&workspace, 3), number(5));
        assert_eq!(workspace.client().drafts.get("f").map(String::as_str), Some("5x"));
        let workspace = workspace.after(Action::Draft { field: "f".into(), text: None });
        assert!(workspace.client().drafts.is_empty());
    }

    #[wasm_bindgen_test]
    fn what_is_said_of_a_paper_is_undone_like_an_answer() {
        let workspace = run([noted("一", true), noted("一二", true), chosen(1, true)]);
        let back = workspace.after(Action::Undo).after(Action::Undo);
        assert!(back.client().is_blank());
        assert!(!back.client().can_undo());
        let again = back.after(Action::Redo);
        assert_eq!(again.client().records.of("licence").note, "一二");
        assert!(!again.client().is_blank());
    }

    #[wasm_bindgen_test]
    fn a_paper_with_a_file_is_there_and_a_removed_file_comes_back_to_its_place() {
        let workspace = run([attached(None, "a"), attached(None, "b")]);
        let record = workspace.client().records.of("licence");
        assert_eq!(record.standing, Standing::Have);
        let without = Record { files: record.files[1..].to_vec(), ..record.clone() };
        let workspace = workspace.after(Action::Paper { paper: "licence".into(), record: without, typing: false });
        let back = workspace.after(attached(Some(0), "a"));
        assert_eq!(back.client().records.of("licence"), record);
    }

    #[wasm_bindgen_test]
    fn a_file_goes_to_its_organisation_though_another_is_at_hand_by_then() {
        let workspace = run([chosen(1, true), Action::Begin { id: "two".into() }, attached(None, "a")]);
        assert!(workspace.client().records.is_empty());
        assert_eq!(workspace.after(Action::Show { id: "one".into() }).client().records.files().count(), 1);
    }

    #[wasm_bindgen_test]
    fn pages_that_were_counted_later_go_to_their_files_and_are_nothing_to_undo() {
        let workspace = run([attached(None, "a"), attached(None, "b")]);
        let counted = Action::Counted { client: "one".into(), files: vec![("b".into(), 48), ("gone".into(), 2)] };
        let after = workspace.after(counted);
        let pages = |workspace: &Workspace| -> Vec<Option<u32>> {
            workspace.client().records.files().map(|(_, file)| file.counted).collect()
        };
        assert_eq!(pages(&after), [None, Some(48)]);
        assert!(after.edits > workspace.edits, "it is saved");
        let back = after.after(Action::Undo);
        assert_eq!(back.client().records.files().count(), 1, "the attaching is undone, not the counting");
    }

    #[wasm_bindgen_test]
    fn leaving_a_field_is_not_worth_saving() {
        let workspace = run([typed(3, 1)]);
        assert_eq!(workspace.after(Action::Settle).edits, workspace.edits);
        assert!(workspace.after(typed(3, 2)).edits > workspace.edits);
    }
}
