//! The way to hand-in: what an application takes, one task after the other, and how far each is.

use super::finding::{Assessment, assess};
use super::missing::{Missing, missing};
use crate::proof::{Records, applies, is_missing, needs};
use serde::{Deserialize, Serialize};
use ziping_base::calendar::Day;
use ziping_regime::{ConditionKind, Element, Library, RuleBook};
use ziping_rules::fact::{FactIx, Sheet};
use ziping_rules::rule::facts_of;
use ziping_rules::rule::score::facts_of_scored;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TaskKind {
    /// What is asked of every organisation, whatever the rule book.
    Organisation,
    /// What decides whether one may apply.
    Eligibility,
    /// What decides the grade before any cap: elements, aspects, figures, conditions.
    Grade,
    /// What may hold the grade down.
    Caps,
    /// What only the forms print.
    Form,
    /// Papers that prove it.
    Papers,
    /// Looking through all of it.
    Check,
    /// Making the package.
    Package,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    /// Nothing of it is there.
    NotBegun,
    /// Some of it is.
    UnderWay,
    /// All of it is.
    Done,
}

/// A task of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task {
    /// What is to be done.
    pub kind: TaskKind,
    /// How far it is.
    pub state: TaskState,
    /// How many answers or papers are still missing.
    pub left: usize,
    /// Of how many.
    pub of: usize,
    /// The first answer that is missing.
    pub first: Option<FactIx>,
}

/// What the applicant has said and done of an application whose answers and papers have not changed since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    /// All of it was looked through.
    pub checked: bool,
    /// A package was made of it.
    pub packaged: bool,
}

/// The tasks of a procedure of a rule book (its id), in their order. One that has nothing to do under this rule book is
/// left out; checking and the package are always there.
#[must_use]
pub fn tasks(
    library: &Library,
    rulebook: &RuleBook,
    procedure: &str,
    (sheet, records): (&Sheet, &Records),
    assessment: &Assessment,
    as_of: Day,
    seen: Seen,
) -> Vec<Task> {
    let now = missing(library, rulebook, procedure, sheet, records, assessment, as_of);
    // What is asked of an organisation of which nothing is known, and what its answers have brought up since.
    let nothing = Sheet::new();
    let blank = assess(library, rulebook, &nothing, as_of);
    let all = missing(library, rulebook, procedure, &nothing, &Records::default(), &blank, as_of);
    let mut asked: Vec<FactIx> = all.answers.iter().chain(&now.answers).map(|lacking| lacking.fact).collect();
    asked.sort_unstable();
    asked.dedup();
    let kinds = Kinds::of(rulebook);
    let of_kind = |kind: TaskKind| {
        let mine = |fact: &FactIx| kinds.kind(library, *fact) == kind;
        let asked: Vec<FactIx> = asked.iter().copied().filter(mine).collect();
        let missing: Vec<FactIx> = now.answers.iter().map(|lacking| lacking.fact).filter(mine).collect();
        let begun = asked.iter().any(|fact| sheet.get(*fact).is_some());
        Task {
            kind,
            state: state(missing.len(), begun),
            left: missing.len(),
            of: asked.len(),
            first: missing.first().copied(),
        }
    };
    let answers = [TaskKind::Organisation, TaskKind::Eligibility, TaskKind::Grade, TaskKind::Caps, TaskKind::Form];
    let mut tasks: Vec<Task> = answers.map(of_kind).into_iter().filter(|task| task.of > 0).collect();
    tasks.extend(papers(library, rulebook, procedure, (sheet, records), &now));
    for (kind, done) in [(TaskKind::Check, seen.checked), (TaskKind::Package, seen.packaged)] {
        let state = if done { TaskState::Done } else { TaskState::NotBegun };
        tasks.push(Task { kind, state, left: usize::from(!done), of: 1, first: None });
    }
    tasks
}

const fn state(left: usize, begun: bool) -> TaskState {
    match (left, begun) {
        (0, _) => TaskState::Done,
        (_, true) => TaskState::UnderWay,
        (_, false) => TaskState::NotBegun,
    }
}

/// The papers that may be handed in with what is declared: those that the document asks for; where it names none its
/// conditions are proved all the same, and those that are suggested count.
fn papers(
    library: &Library,
    rulebook: &RuleBook,
    procedure: &str,
    (sheet, records): (&Sheet, &Records),
    now: &Missing<'_>,
) -> Option<Task> {
    if !rulebook.assesses(procedure) {
        return None;
    }
    let mut wanted = needs([rulebook]);
    wanted.retain(|need| applies(library, sheet, need));
    let asked = wanted.iter().filter(|need| need.asked()).count();
    let missing = || wanted.iter().filter(|need| is_missing(library, sheet, records, need)).count();
    let (of, left) = if asked > 0 { (asked, now.papers.len()) } else { (wanted.len(), missing()) };
    let task = Task { kind: TaskKind::Papers, state: state(left, left < of), left, of, first: None };
    (of > 0).then_some(task)
}

/// What decides what, by fact.
struct Kinds {
    eligibility: Vec<FactIx>,
    grade: Vec<FactIx>,
    caps: Vec<FactIx>,
}

impl Kinds {
    fn of(rulebook: &RuleBook) -> Self {
        let mut kinds = Self { eligibility: Vec::new(), grade: Vec::new(), caps: Vec::new() };
        for condition in &rulebook.conditions {
            let facts = match condition.kind {
                ConditionKind::Eligibility => &mut kinds.eligibility,
                ConditionKind::Requirement => &mut kinds.grade,
            };
            std::iter::once(&condition.when).chain(&condition.applies).for_each(|test| facts_of(test, facts));
        }
        kinds.grade.extend(rulebook.elements().iter().map(|element| element.fact));
        kinds.grade.extend(rulebook.elements().iter().flat_map(Element::facts));
        rulebook.items.iter().for_each(|standing| facts_of_scored(&standing.item, &mut kinds.grade));
        kinds.grade.extend(rulebook.figures.iter().flat_map(|figure| figure.value.facts()));
        rulebook.caps.iter().for_each(|cap| facts_of(&cap.when, &mut kinds.caps));
        rulebook.grounds.iter().for_each(|ground| facts_of(&ground.when, &mut kinds.caps));
        kinds
    }

    /// To which task a fact belongs: the first that looks at it.
    fn kind(&self, library: &Library, fact: FactIx) -> TaskKind {
        let shared = library.catalogue.get(fact).is_some_and(|fact| fact.section.is_some());
        if shared {
            TaskKind::Organisation
        } else if self.eligibility.contains(&fact) {
            TaskKind::Eligibility
        } else if self.grade.contains(&fact) {
            TaskKind::Grade
        } else if self.caps.contains(&fact) {
            TaskKind::Caps
        } else {
            TaskKind::Form
        }
    }
}
