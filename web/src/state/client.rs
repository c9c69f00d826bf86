//! One organisation with its answers, and the way back from each change.

use super::{Handling, Mark, Milestone, Move, Snapshot, Unsure, Ways};
use std::collections::BTreeMap;
use std::rc::Rc;
use ziping_assess::proof::{Attached, Record, Records, Standing};
use ziping_assess::{Assigned, TaskKind};
use ziping_base::calendar::Day;
use ziping_regime::RuleBook;
use ziping_rules::fact::foreign::Foreign;
use ziping_rules::fact::typed::{one_line, several_lines};
use ziping_rules::fact::{Answers, Catalogue, FactIx, Sheet, Value};

/// What was typed and cannot be read as an answer, by field.
pub(crate) type Drafts = BTreeMap<String, String>;

/// Where the day for handing in is kept: by the id of the rule book; for procedures other than a first application with
/// theirs after it, as a complaint is not handed in on the day of the application.
pub(crate) fn hand_in_key(rules: &RuleBook, procedure: &str) -> String {
    if procedure == rules.first_procedure() { rules.id.clone() } else { format!("{}/{procedure}", rules.id) }
}

/// The most changes that can be undone.
const REMEMBERED: usize = 200;

/// A change of one answer, of the note at one that is not known yet, of what is said of one paper, or of who does a task, or
/// several of them in one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    Answer { fact: FactIx, before: Option<Value>, after: Option<Value> },
    Note { fact: FactIx, before: Option<String>, after: Option<String> },
    Paper { paper: String, before: Record, after: Record },
    Task { regime: String, task: TaskKind, before: Assigned, after: Assigned },
    Together(Vec<Change>),
}

/// What a step that can be undone is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Touched {
    Fact(FactIx),
    /// What is said of a paper of the evidence.
    Paper,
    Task,
    /// So many answers at once.
    Several(usize),
}

impl Change {
    /// Whether anything is different after it.
    fn alters(&self) -> bool {
        match self {
            Self::Answer { before, after, .. } => before != after,
            Self::Note { before, after, .. } => before != after,
            Self::Paper { before, after, .. } => before != after,
            Self::Task { before, after, .. } => before != after,
            Self::Together(changes) => changes.iter().any(Self::alters),
        }
    }

    /// What it is about, to be named.
    fn about(&self) -> Touched {
        match self {
            Self::Answer { fact, .. } | Self::Note { fact, .. } => Touched::Fact(*fact),
            Self::Paper { .. } => Touched::Paper,
            Self::Task { .. } => Touched::Task,
            Self::Together(changes) => {
                let mut about: Vec<Touched> = changes.iter().map(Self::about).collect();
                about.dedup();
                match about.len() {
                    1 => about.remove(0),
                    _ => Touched::Several(changes.len()),
                }
            }
        }
    }

    /// Whether it means the same by the numbers of another catalogue.
    fn stays(&self, step: &Move) -> bool {
        match self {
            Self::Answer { fact, .. } | Self::Note { fact, .. } => step.keeps(*fact),
            Self::Paper { .. } | Self::Task { .. } => true,
            Self::Together(changes) => changes.iter().all(|change| change.stays(step)),
        }
    }

    /// Begins where an earlier change of the same thing began. `false`: that was a change of something else.
    fn begin_with(&mut self, earlier: &Self) -> bool {
        match (self, earlier) {
            (Self::Answer { fact, before, .. }, Self::Answer { fact: same, before: first, .. }) if fact == same => {
                before.clone_from(first);
                true
            }
            (Self::Note { fact, before, .. }, Self::Note { fact: same, before: first, .. }) if fact == same => {
                before.clone_from(first);
                true
            }
            // Typing began with a note that gave way to the answer.
            (answer @ Self::Answer { .. }, Self::Together(earlier)) => match earlier.as_slice() {
                [first, note @ Self::Note { .. }] if answer.begin_with(first) => {
                    *answer = Self::Together(vec![answer.clone(), note.clone()]);
                    true
                }
                _ => false,
            },
            (Self::Paper { paper, before, .. }, Self::Paper { paper: same, before: first, .. }) if paper == same => {
                before.clone_from(first);
                true
            }
            (Self::Task { regime, task, before, .. }, Self::Task { regime: of, task: same, before: first, .. })
                if regime == of && task == same =>
            {
                before.clone_from(first);
                true
            }
            (
                Self::Answer { .. } | Self::Note { .. } | Self::Paper { .. } | Self::Task { .. } | Self::Together(_),
                _,
            ) => false,
        }
    }
}

/// An organisation. Cheap to copy: its large parts are shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Client {
    pub(crate) id: String,
    /// As given by the file it came from, until the name is answered as a fact.
    pub(crate) name: String,
    /// The assessment date; `None`: today.
    pub(crate) as_of: Option<Day>,
    pub(crate) sheet: Rc<Sheet>,
    pub(crate) drafts: Rc<Drafts>,
    /// What it has yet to find out.
    pub(crate) unsure: Rc<Unsure>,
    /// Answers to facts that no rule book at hand knows.
    pub(crate) foreign: Rc<Foreign>,
    /// States that the user has kept, the oldest first.
    pub(crate) snapshots: Rc<Vec<Snapshot>>,
    /// Put out of the way, with everything it has.
    pub(crate) archived: bool,
    /// What is said of the papers that prove things, and the files attached to them.
    pub(crate) records: Rc<Records>,
    /// The rule books that papers are collected for; none: not said.
    pub(crate) regimes: Rc<Vec<String>>,
    /// The days on which it means to hand in, by [`hand_in_key`].
    pub(crate) hand_in: Rc<BTreeMap<String, Day>>,
    /// How far it has come with its applications, by the id of the rule book.
    pub(crate) way: Rc<Ways>,
    /// How it is looked after.
    pub(crate) handling: Rc<Handling>,
    done: Vec<Rc<Change>>,
    undone: Vec<Rc<Change>>,
    /// The last change is still being typed.
    typing: bool,
}

impl Client {
    pub(crate) fn new(id: String, name: String, sheet: Sheet) -> Self {
        Self {
            id,
            name,
            as_of: None,
            sheet: Rc::new(sheet),
            drafts: Rc::default(),
            unsure: Rc::default(),
            foreign: Rc::default(),
            snapshots: Rc::default(),
            archived: false,
            records: Rc::default(),
            regimes: Rc::default(),
            hand_in: Rc::default(),
            way: Rc::default(),
            handling: Rc::default(),
            done: Vec::new(),
            undone: Vec::new(),
            typing: false,
        }
    }

    /// Nothing was entered.
    pub(crate) fn is_blank(&self) -> bool {
        self.name.is_empty()
            && self.drafts.is_empty()
            && self.unsure.is_empty()
            && self.records.is_empty()
            && self.hand_in.is_empty()
            && self.way.values().all(|way| way.assigned.is_empty())
            && self.handling.is_empty()
            && self.sheet.answered().next().is_none()
            && self.foreign.is_empty()
            && self.snapshots.is_empty()
    }

    /// One that begins with answers from elsewhere.
    pub(crate) fn with(id: String, answers: Answers) -> Self {
        let mut client = Self::new(id, answers.organisation, answers.sheet);
        client.unsure = Rc::new(answers.unknown.into());
        client
    }

    /// Whether these are its name and its answers, and nothing else was typed.
    pub(crate) fn holds(&self, answers: &Answers) -> bool {
        let Answers { organisation, sheet, unknown } = answers;
        !self.is_blank()
            && (&self.name, &*self.sheet, &self.unsure.notes) == (organisation, sheet, unknown)
            && self.drafts.is_empty()
    }

    /// Whether what is saved of both is the same.
    pub(crate) fn same(&self, other: &Self) -> bool {
        let Self {
            id,
            name,
            as_of,
            sheet,
            drafts,
            unsure,
            foreign,
            snapshots,
            archived,
            records,
            regimes,
            hand_in,
            way,
            handling,
            done: _,
            undone: _,
            typing: _,
        } = self;
        let other_text = (&other.id, &other.name, &other.as_of, &other.archived);
        (id, name, as_of, archived) == other_text
            && (sheet, drafts, foreign) == (&other.sheet, &other.drafts, &other.foreign)
            && (snapshots, records, regimes) == (&other.snapshots, &other.records, &other.regimes)
            && *unsure == other.unsure
            && (hand_in, way, handling) == (&other.hand_in, &other.way, &other.handling)
    }

    /// The name to show: the answered one, else that of the file; may be empty.
    pub(crate) fn shown_name<'a>(&'a self, catalogue: &Catalogue) -> &'a str {
        let answered = catalogue.find("org.name").and_then(|fact| self.sheet.get(fact));
        match answered {
            Some(Value::Text(name)) if !name.trim().is_empty() => name,
            _ => &self.name,
        }
    }

    pub(crate) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// How many steps were taken back and can be done again.
    pub(crate) fn steps_back(&self) -> usize {
        self.undone.len()
    }

    pub(super) fn answer(&mut self, fact: FactIx, value: Option<Value>, typing: bool) {
        let is_known = value.is_some();
        let before = Rc::make_mut(&mut self.sheet).put(fact, value.clone());
        let answer = Change::Answer { fact, before, after: value };
        let note = if is_known { self.forget_note(fact) } else { None };
        self.remember(note.map_or(answer.clone(), |note| Change::Together(vec![answer, note])), typing);
    }

    /// Takes away that a fact is not known yet.
    pub(super) fn forget_note(&mut self, fact: FactIx) -> Option<Change> {
        self.unsure.notes.get(&fact)?;
        let before = Rc::make_mut(&mut self.unsure).put(fact, None);
        Some(Change::Note { fact, before, after: None })
    }

    /// Notes that a fact is not known yet, or takes that away. One that is answered is known.
    pub(super) fn note(&mut self, fact: FactIx, note: Option<String>, typing: bool) {
        if note.is_some() && self.sheet.get(fact).is_some() {
            return;
        }
        let after = note.map(|note| one_line(&note));
        let before = Rc::make_mut(&mut self.unsure).put(fact, after.clone());
        self.remember(Change::Note { fact, before, after }, typing);
    }

    /// Says something of a paper.
    pub(super) fn say(&mut self, paper: String, mut record: Record, typing: bool) {
        record.note = several_lines(&record.note);
        let before = Rc::make_mut(&mut self.records).put(&paper, record.clone());
        self.remember(Change::Paper { paper, before, after: record }, typing);
    }

    /// The day on which the organisation means to hand in for a procedure of a rule book.
    pub(crate) fn hand_in_of(&self, rules: &RuleBook, procedure: &str) -> Option<Day> {
        self.hand_in.get(&hand_in_key(rules, procedure)).copied()
    }

    /// Means to hand in on a day; `None`: not said. `key`: of [`hand_in_key`].
    pub(super) fn plan(&mut self, key: String, day: Option<Day>) {
        let days = Rc::make_mut(&mut self.hand_in);
        match day {
            Some(day) => days.insert(key, day),
            None => days.remove(&key),
        };
    }

    /// Says who does a task of an application, and how long before the hand-in.
    pub(super) fn assign(&mut self, regime: String, task: TaskKind, mut assigned: Assigned, typing: bool) {
        assigned.owner = one_line(&assigned.owner);
        let before = self.put_task(&regime, task, assigned.clone());
        self.remember(Change::Task { regime, task, before, after: assigned }, typing);
    }

    /// Puts what is said of a task in place; gives what was said before.
    fn put_task(&mut self, regime: &str, task: TaskKind, assigned: Assigned) -> Assigned {
        let tasks = &mut Rc::make_mut(&mut self.way).entry(regime.to_owned()).or_default().assigned;
        let nothing = assigned == Assigned::default();
        let before = if nothing { tasks.remove(&task) } else { tasks.insert(task, assigned) };
        before.unwrap_or_default()
    }

    /// Notes that something was done with an application.
    pub(super) fn mark(&mut self, regime: String, milestone: Milestone, mark: Mark) {
        Rc::make_mut(&mut self.way).entry(regime).or_default().put(milestone, mark);
    }

    /// Attaches a file to a paper, which is then there; at its old place when it was there before.
    pub(super) fn attach(&mut self, paper: String, file: Attached, place: Option<usize>) {
        let mut record = self.records.of(&paper);
        let place = place.unwrap_or(usize::MAX).min(record.files.len());
        record.files.insert(place, file);
        if record.standing == Standing::Missing {
            record.standing = Standing::Have;
        }
        self.say(paper, record, false);
    }

    /// Says how many pages files have, by where they lie.
    pub(super) fn count(&mut self, files: &[(String, u32)]) {
        Rc::make_mut(&mut self.records).count(files);
    }

    pub(super) fn remember(&mut self, mut change: Change, typing: bool) {
        if !change.alters() {
            return;
        }
        self.undone.clear();
        // The same field is still being typed in: one step back leads to where typing began.
        if self.typing && typing && self.done.last().is_some_and(|last| change.begin_with(last)) {
            self.done.pop();
        }
        if change.alters() {
            self.done.push(Rc::new(change));
        }
        if self.done.len() > REMEMBERED {
            self.done.remove(0);
        }
        self.typing = typing;
    }

    pub(super) fn settle(&mut self) {
        self.typing = false;
    }

    /// Keeps or forgets what was typed; a name that ends with `#` forgets all parts of that field.
    pub(super) fn draft(&mut self, field: &str, text: Option<String>) {
        let meant = |known: &String| known == field || field.ends_with('#') && known.starts_with(field);
        match text {
            Some(text) => {
                Rc::make_mut(&mut self.drafts).insert(field.to_owned(), text);
            }
            None if self.drafts.keys().any(meant) => Rc::make_mut(&mut self.drafts).retain(|known, _| !meant(known)),
            None => {}
        }
    }

    /// What undoing would put back; `None`: there is nothing to undo.
    pub(crate) fn to_undo(&self) -> Option<Touched> {
        self.done.last().map(|change| change.about())
    }

    /// What would be done again.
    pub(crate) fn to_redo(&self) -> Option<Touched> {
        self.undone.last().map(|change| change.about())
    }

    pub(super) fn undo(&mut self) {
        if let Some(change) = self.done.pop() {
            self.put(&change, false);
            self.undone.push(change);
        }
        self.typing = false;
    }

    pub(super) fn redo(&mut self) {
        if let Some(change) = self.undone.pop() {
            self.put(&change, true);
            self.done.push(change);
        }
        self.typing = false;
    }

    /// Puts what a change put in place, or what was there before it.
    fn put(&mut self, change: &Change, after: bool) {
        match change {
            Change::Answer { fact, before, after: then } => {
                let value = if after { then } else { before };
                Rc::make_mut(&mut self.sheet).put(*fact, value.clone());
            }
            Change::Note { fact, before, after: then } => {
                let note = if after { then } else { before };
                Rc::make_mut(&mut self.unsure).put(*fact, note.clone());
            }
            Change::Paper { paper, before, after: then } => {
                let record = if after { then } else { before };
                Rc::make_mut(&mut self.records).put(paper, record.clone());
            }
            Change::Task { regime, task, before, after: then } => {
                self.put_task(regime, *task, if after { then } else { before }.clone());
            }
            // Back in the opposite order: one paper can have changed twice in a step.
            Change::Together(changes) if after => changes.iter().for_each(|change| self.put(change, true)),
            Change::Together(changes) => changes.iter().rev().for_each(|change| self.put(change, false)),
        }
    }

    /// The same under another id and name; what it was is not its past, and how far it was is not how far the copy is.
    pub(super) fn copy(&self, id: String, name: String) -> Self {
        let mut copy = self.clone();
        copy.id = id;
        copy.name = name;
        copy.archived = false;
        if copy.handling.phase.is_some() {
            Rc::make_mut(&mut copy.handling).phase = None;
        }
        copy.done.clear();
        copy.undone.clear();
        copy
    }

    /// Keeps the answers as they stand.
    pub(super) fn keep(&mut self, id: String, name: String, today: Day) {
        let snapshot = Snapshot {
            id,
            name: one_line(&name),
            taken: today,
            as_of: self.as_of.unwrap_or(today),
            sheet: Rc::clone(&self.sheet),
            foreign: Rc::clone(&self.foreign),
        };
        Rc::make_mut(&mut self.snapshots).push(snapshot);
    }

    /// Follows the facts to another catalogue. Steps that touched facts of overlays can no longer be undone: their
    /// numbers mean something else now.
    pub(super) fn follow(&mut self, step: &Move) {
        step.sheet(&mut self.sheet, &mut self.foreign);
        if !self.unsure.is_empty() {
            Rc::make_mut(&mut self.unsure).follow(step);
        }
        self.done.retain(|change| change.stays(step));
        self.undone.retain(|change| change.stays(step));
        for snapshot in Rc::make_mut(&mut self.snapshots) {
            snapshot.follow(step);
        }
    }
}
