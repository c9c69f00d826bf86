//! All organisations, and the one at hand.

use super::{Action, Client, Move, Overlay, Snapshot};
use std::rc::Rc;
use yew::Reducible;

/// What was taken away last, and where it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Removed {
    Client(usize, Rc<Client>),
    Snapshot {
        client: String,
        place: usize,
        snapshot: Snapshot,
    },
    Overlay(usize, Overlay),
    All(Rc<Workspace>),
    /// Everything, to begin anew.
    Erased(Rc<Workspace>),
}

/// What is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Workspace {
    /// Never empty.
    pub(crate) clients: Vec<Rc<Client>>,
    /// The place of the one at hand.
    at_hand: usize,
    /// What was removed last.
    pub(crate) removed: Option<Removed>,
    /// Overlays on rule books, in the order in which they apply.
    pub(crate) overlays: Rc<Vec<Overlay>>,
    /// Counts changes that are worth saving.
    pub(crate) edits: u64,
}

impl Workspace {
    /// A workspace with one blank organisation.
    pub(crate) fn new(id: String) -> Self {
        Self {
            clients: vec![Rc::new(Client::new(id, String::new(), ziping_core::fact::Sheet::new()))],
            at_hand: 0,
            removed: None,
            overlays: Rc::default(),
            edits: 0,
        }
    }

    /// A workspace of these organisations, with the one of this id at hand; `None` when there are none.
    pub(crate) fn of(clients: Vec<Client>, at_hand: &str) -> Option<Self> {
        let place = clients.iter().position(|client| client.id == at_hand).unwrap_or(0);
        let clients: Vec<Rc<Client>> = clients.into_iter().map(Rc::new).collect();
        (!clients.is_empty()).then_some(Self {
            clients,
            at_hand: place,
            removed: None,
            overlays: Rc::default(),
            edits: 0,
        })
    }

    /// The organisation at hand.
    pub(crate) fn client(&self) -> Rc<Client> {
        let found = self.clients.get(self.at_hand).or_else(|| self.clients.first()).cloned();
        // The list is never empty; a blank one stands in, should it ever be.
        found.unwrap_or_else(|| Rc::new(Client::new(String::new(), String::new(), ziping_core::fact::Sheet::new())))
    }

    /// The workspace after an action.
    pub(crate) fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        next.edits += 1;
        match action {
            Action::Answer { fact, value, typing } => next.change(|client| client.answer(fact, value, typing)),
            Action::Draft { field, text } => next.change(|client| client.draft(&field, text)),
            Action::Paper { paper, record, typing } => next.change(|client| client.say(paper, record, typing)),
            Action::Attach { client, paper, file, place } => {
                if let Some(client) = next.place_of(&client).and_then(|place| next.clients.get_mut(place)) {
                    Rc::make_mut(client).attach(paper, file, place);
                }
            }
            Action::Collect(regimes) => next.change(|client| client.regimes = Rc::new(regimes)),
            Action::AsOf(day) => next.change(|client| client.as_of = day),
            Action::Rename(name) => next.change(|client| client.name = name),
            Action::Undo => next.change(Client::undo),
            Action::Redo => next.change(Client::redo),
            Action::Settle => {
                next.change(Client::settle);
                next.edits = self.edits;
            }
            Action::Begin { id } => next.add(Client::new(id, String::new(), ziping_core::fact::Sheet::new())),
            // A second click, or the same file again: what is at hand is open already.
            Action::Open { answers, .. } if next.client().holds(&answers.organisation, &answers.sheet) => {
                next.edits = self.edits;
            }
            Action::Open { id, answers } => next.add(Client::new(id, answers.organisation, answers.sheet)),
            Action::Unpack { id, answers, records, as_of, regime } => {
                let mut client = Client::new(id, answers.organisation, answers.sheet);
                client.records = Rc::new(records);
                client.regimes = Rc::new(vec![regime]);
                client.as_of = as_of;
                next.add(client);
            }
            Action::Show { id } => {
                if let Some(place) = next.place_of(&id) {
                    next.at_hand = place;
                }
            }
            Action::Remove { id } => next.remove(&id),
            Action::Restore => next.restore(),
            Action::Duplicate { id, snapshot, copy, name } => next.duplicate(&id, snapshot.as_deref(), copy, name),
            Action::Archive { id, archived } => next.archive(&id, archived),
            Action::Keep { id, snapshot, name, today } => {
                next.change_one(&id, |client| client.keep(snapshot, name, today));
            }
            Action::Forget { id, snapshot } => next.forget(id, &snapshot),
            Action::Adopt(clients) => next.clients.extend(clients.into_iter().map(Rc::new)),
            Action::Replace(other) => {
                next = Self {
                    edits: next.edits,
                    removed: Some(Removed::All(Rc::new(Self { removed: None, ..self.clone() }))),
                    ..*other
                };
            }
            Action::Overlay(overlays) => next.overlays = overlays,
            Action::Lift(hash) => {
                if let Some(place) = next.overlays.iter().position(|overlay| overlay.hash == hash) {
                    let overlay = Rc::make_mut(&mut next.overlays).remove(place);
                    next.removed = Some(Removed::Overlay(place, overlay));
                }
            }
            Action::Erase { id } => {
                let before = Rc::new(Self { removed: None, ..next });
                next =
                    Self { edits: before.edits, removed: Some(Removed::Erased(Rc::clone(&before))), ..Self::new(id) };
            }
            // What is saved has facts by their ids: nothing of it changes.
            Action::Follow(step) => {
                next.follow(&step);
                next.edits = self.edits;
            }
            Action::TakeOver(other) => return Self { edits: self.edits, ..*other },
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

    /// Adds an organisation and shows it; a blank one at hand gives its place.
    fn add(&mut self, client: Client) {
        match self.clients.get_mut(self.at_hand) {
            Some(place) if place.is_blank() => *place = Rc::new(client),
            _ => {
                self.clients.push(Rc::new(client));
                self.at_hand = self.clients.len() - 1;
            }
        }
    }

    /// Removes an organisation. The last one gives its place to a blank one of the same id.
    fn remove(&mut self, id: &str) {
        let Some(place) = self.place_of(id) else { return };
        let client = self.clients.remove(place);
        if self.clients.is_empty() {
            let blank = format!("{}+", client.id);
            self.clients.push(Rc::new(Client::new(blank, String::new(), ziping_core::fact::Sheet::new())));
        }
        if self.at_hand > place || self.at_hand >= self.clients.len() {
            self.at_hand = self.at_hand.saturating_sub(1);
        }
        self.removed = Some(Removed::Client(place, client));
    }
}

impl Workspace {
    /// Brings back what was removed last.
    fn restore(&mut self) {
        match self.removed.take() {
            None => {}
            Some(Removed::Client(place, client)) => {
                let place = place.min(self.clients.len());
                self.clients.insert(place, client);
                self.at_hand = place;
            }
            Some(Removed::Snapshot { client, place, snapshot }) => self.change_one(&client, |client| {
                let snapshots = Rc::make_mut(&mut client.snapshots);
                snapshots.insert(place.min(snapshots.len()), snapshot);
            }),
            Some(Removed::Overlay(place, overlay)) => {
                let overlays = Rc::make_mut(&mut self.overlays);
                overlays.insert(place.min(overlays.len()), overlay);
            }
            // What came in its place is not lost either.
            Some(Removed::All(before) | Removed::Erased(before)) => {
                let now = Rc::new(self.clone());
                *self = Self { edits: self.edits, removed: Some(Removed::All(now)), ..(*before).clone() };
            }
        }
    }

    fn duplicate(&mut self, id: &str, snapshot: Option<&str>, copy: String, name: String) {
        let Some(place) = self.place_of(id) else { return };
        let Some(client) = self.clients.get(place) else { return };
        let mut copy = client.copy(copy, name);
        if let Some(snapshot) = snapshot.and_then(|id| client.snapshots.iter().find(|known| known.id == id)) {
            copy.sheet = Rc::clone(&snapshot.sheet);
            copy.foreign = Rc::clone(&snapshot.foreign);
            copy.as_of = Some(snapshot.as_of);
            copy.drafts = Rc::default();
        }
        self.clients.insert(place + 1, Rc::new(copy));
        if self.at_hand > place {
            self.at_hand += 1;
        }
    }

    /// One that is put away gives the hand to the nearest that is not, when there is one.
    fn archive(&mut self, id: &str, archived: bool) {
        self.change_one(id, |client| client.archived = archived);
        if archived && self.client().id == id {
            let active = |place: &usize| self.clients.get(*place).is_some_and(|client| !client.archived);
            let nearest = (0..self.clients.len()).filter(active).min_by_key(|place| place.abs_diff(self.at_hand));
            self.at_hand = nearest.unwrap_or(self.at_hand);
        }
    }

    fn forget(&mut self, id: String, snapshot: &str) {
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

    /// This workspace with its answers under other fact numbers.
    pub(crate) fn follow(&mut self, step: &Move) {
        let Move { from, to } = step;
        for client in &mut self.clients {
            Rc::make_mut(client).follow(&from.catalogue, &to.catalogue);
        }
        match &mut self.removed {
            None | Some(Removed::Overlay(..)) => {}
            Some(Removed::Client(_, client)) => Rc::make_mut(client).follow(&from.catalogue, &to.catalogue),
            Some(Removed::Snapshot { snapshot, .. }) => snapshot.follow(&from.catalogue, &to.catalogue),
            Some(Removed::All(before) | Removed::Erased(before)) => Rc::make_mut(before).follow(step),
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
    use super::*;
    use ziping_core::calendar::Day;
    use ziping_core::fact::{Answers, FactIx, Range, Sheet, Value};
    use ziping_core::proof::{Attached, Record, Standing};

    fn number(units: i64) -> Option<Value> {
        Some(Value::Number(Range::exactly(units)))
    }

    fn typed(fact: usize, units: i64) -> Action {
        Action::Answer { fact: FactIx::new(fact), value: number(units), typing: true }
    }

    fn chosen(fact: usize, truth: bool) -> Action {
        Action::Answer { fact: FactIx::new(fact), value: Some(Value::Bool(truth)), typing: false }
    }

    fn run(actions: impl IntoIterator<Item = Action>) -> Workspace {
        actions.into_iter().fold(Workspace::new("one".into()), |workspace, action| workspace.after(action))
    }

    fn answer(workspace: &Workspace, fact: usize) -> Option<Value> {
        workspace.client().sheet.get(FactIx::new(fact)).cloned()
    }

    #[test]
    fn what_is_typed_in_one_go_is_undone_in_one_step() {
        let workspace = run([typed(3, 1), typed(3, 12), typed(3, 120), Action::Undo]);
        assert_eq!(answer(&workspace, 3), None);
        assert!(!workspace.client().can_undo());
        assert_eq!(answer(&workspace.after(Action::Redo), 3), number(120));
    }

    #[test]
    fn leaving_a_field_ends_a_step() {
        let workspace = run([typed(3, 1), Action::Settle, typed(3, 12), Action::Undo]);
        assert_eq!(answer(&workspace, 3), number(1));
    }

    #[test]
    fn a_new_answer_forgets_what_was_undone() {
        let workspace = run([chosen(1, true), Action::Undo, chosen(2, false)]);
        assert!(!workspace.client().can_redo());
        assert_eq!(answer(&workspace, 1), None);
    }

    #[test]
    fn answering_the_same_again_is_no_step() {
        let workspace = run([chosen(1, true), chosen(1, true), Action::Undo]);
        assert_eq!(answer(&workspace, 1), None);
    }

    #[test]
    fn a_draft_leaves_the_answer_before_it_alone() {
        let workspace = run([typed(3, 5), Action::Draft { field: "f".into(), text: Some("5x".into()) }]);
        assert_eq!(answer(&workspace, 3), number(5));
        assert_eq!(workspace.client().drafts.get("f").map(String::as_str), Some("5x"));
        let workspace = workspace.after(Action::Draft { field: "f".into(), text: None });
        assert!(workspace.client().drafts.is_empty());
    }

    fn noted(note: &str, typing: bool) -> Action {
        let record = Record { note: note.into(), ..Record::default() };
        Action::Paper { paper: "licence".into(), record, typing }
    }

    fn attached(place: Option<usize>, name: &str) -> Action {
        let file = Attached { at: name.into(), name: name.into(), ..Attached::default() };
        Action::Attach { client: "one".into(), paper: "licence".into(), file, place }
    }

    #[test]
    fn what_is_said_of_a_paper_is_undone_like_an_answer() {
        let workspace = run([noted("一", true), noted("一二", true), chosen(1, true)]);
        let back = workspace.after(Action::Undo).after(Action::Undo);
        assert!(back.client().is_blank());
        assert!(!back.client().can_undo());
        let again = back.after(Action::Redo);
        assert_eq!(again.client().records.of("licence").note, "一二");
        assert!(!again.client().is_blank());
    }

    #[test]
    fn a_paper_with_a_file_is_there_and_a_removed_file_comes_back_to_its_place() {
        let workspace = run([attached(None, "a"), attached(None, "b")]);
        let record = workspace.client().records.of("licence");
        assert_eq!(record.standing, Standing::Have);
        let without = Record { files: record.files[1..].to_vec(), ..record.clone() };
        let workspace = workspace.after(Action::Paper { paper: "licence".into(), record: without, typing: false });
        let back = workspace.after(attached(Some(0), "a"));
        assert_eq!(back.client().records.of("licence"), record);
    }

    #[test]
    fn a_file_goes_to_its_organisation_though_another_is_at_hand_by_then() {
        let workspace = run([chosen(1, true), Action::Begin { id: "two".into() }, attached(None, "a")]);
        assert!(workspace.client().records.is_empty());
        assert_eq!(workspace.after(Action::Show { id: "one".into() }).client().records.files().count(), 1);
    }

    fn file(name: &str) -> Answers {
        Answers { organisation: name.into(), sheet: Sheet::new() }
    }

    #[test]
    fn a_file_takes_a_blank_place_and_never_that_of_answers() {
        let workspace = run([Action::Open { id: "a".into(), answers: file("甲") }]);
        assert_eq!(workspace.clients.len(), 1);
        let workspace = workspace.after(Action::Open { id: "b".into(), answers: file("乙") });
        assert_eq!(workspace.clients.len(), 2);
        assert_eq!(workspace.client().name, "乙");
        assert_eq!(workspace.after(Action::Show { id: "a".into() }).client().name, "甲");
    }

    #[test]
    fn a_file_that_is_open_is_not_opened_a_second_time() {
        let workspace = run([Action::Open { id: "a".into(), answers: file("甲") }]);
        assert_eq!(workspace.after(Action::Open { id: "b".into(), answers: file("甲") }), workspace);
        let changed = workspace.after(chosen(1, true));
        assert_eq!(changed.after(Action::Open { id: "b".into(), answers: file("甲") }).clients.len(), 2);
    }

    #[test]
    fn a_removed_organisation_comes_back_whole() {
        let workspace = run([Action::Open { id: "a".into(), answers: file("甲") }, chosen(1, true)]);
        let removed = workspace.after(Action::Remove { id: "a".into() });
        assert!(removed.client().is_blank());
        let back = removed.after(Action::Restore);
        assert_eq!(back.client(), workspace.client());
    }

    #[test]
    fn removing_another_keeps_the_one_at_hand() {
        let workspace = run([
            Action::Open { id: "a".into(), answers: file("甲") },
            Action::Open { id: "b".into(), answers: file("乙") },
            Action::Remove { id: "a".into() },
        ]);
        assert_eq!(workspace.client().name, "乙");
    }

    #[test]
    fn leaving_a_field_is_not_worth_saving() {
        let workspace = run([typed(3, 1)]);
        assert_eq!(workspace.after(Action::Settle).edits, workspace.edits);
        assert!(workspace.after(typed(3, 2)).edits > workspace.edits);
    }

    fn two() -> Workspace {
        run([
            Action::Open { id: "a".into(), answers: file("甲") },
            chosen(1, true),
            Action::Open { id: "b".into(), answers: file("乙") },
        ])
    }

    fn keep(id: &str) -> Action {
        Action::Keep { id: id.into(), snapshot: "s".into(), name: "申报前".into(), today: Day::EARLIEST }
    }

    #[test]
    fn a_kept_state_stays_while_the_answers_go_on_and_comes_back_when_forgotten() {
        let workspace = two().after(keep("a")).after(Action::Show { id: "a".into() }).after(chosen(1, false));
        assert_eq!(workspace.client().snapshots[0].sheet.get(FactIx::new(1)), Some(&Value::Bool(true)));
        let without = workspace.after(Action::Forget { id: "a".into(), snapshot: "s".into() });
        assert!(without.client().snapshots.is_empty());
        assert_eq!(without.after(Action::Restore).client().snapshots, workspace.client().snapshots);
    }

    #[test]
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

    #[test]
    fn archiving_the_one_at_hand_leads_to_the_nearest_other() {
        let workspace = two().after(Action::Archive { id: "b".into(), archived: true });
        assert_eq!(workspace.client().id, "a");
        let all = workspace.after(Action::Archive { id: "a".into(), archived: true });
        assert_eq!(all.client().id, "a", "the last one stays at hand");
    }

    fn overlay(name: &str) -> Overlay {
        Overlay { name: name.into(), text: "overlay = 1".into(), hash: name.into() }
    }

    #[test]
    fn a_removed_overlay_comes_back_to_its_place() {
        let workspace = run([Action::Overlay(Rc::new(vec![overlay("a"), overlay("b"), overlay("c")]))]);
        let without = workspace.after(Action::Lift("b".into()));
        assert_eq!(*without.overlays, [overlay("a"), overlay("c")]);
        let back = without.after(Action::Restore);
        assert_eq!((&back.overlays, &back.removed), (&workspace.overlays, &None));
        assert!(back.edits > without.edits, "it is saved");
    }

    #[test]
    fn erasing_leaves_nothing_and_can_be_taken_back() {
        let full = two().after(Action::Overlay(Rc::new(vec![overlay("a")])));
        let erased = full.after(Action::Erase { id: "new".into() });
        assert!(erased.client().is_blank() && erased.clients.len() == 1 && erased.overlays.is_empty());
        assert!(erased.edits > full.edits, "it is saved");
        let back = erased.after(Action::Restore);
        assert_eq!((&back.clients, &back.overlays), (&full.clients, &full.overlays));
    }

    #[test]
    fn replacing_everything_can_be_taken_back_and_done_again() {
        let (mine, theirs) = (two(), run([Action::Open { id: "z".into(), answers: file("丁") }]));
        let replaced = mine.after(Action::Replace(Box::new(theirs.clone())));
        assert_eq!(replaced.clients, theirs.clients);
        let back = replaced.after(Action::Restore);
        assert_eq!(back.clients, mine.clients);
        assert_eq!(back.after(Action::Restore).clients, theirs.clients);
        assert!(back.edits > mine.edits, "it is saved");
    }
}
