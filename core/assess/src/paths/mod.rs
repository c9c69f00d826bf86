//! Paths: for each better grade, the smallest sets of changes that reach it. Changes are proposed from the conditions
//! themselves; every path is verified by assessing, and from every path what is not needed is taken out again.

mod bounds;
mod minimal;
mod needs;
mod proposals;
mod search;

use super::grade::{eligible, grade};
pub(crate) use bounds::bound;
pub(crate) use minimal::{minimal, rests_on};
pub(crate) use needs::Need;
pub(crate) use search::{Search, made};
use ziping_base::calendar::Day;
use ziping_regime::{Cap, ConditionKind, Library, Model, RuleBook};
use ziping_rules::fact::{Fact, FactIx, Kind, Occurrence, Row, Sheet, Value};
use ziping_rules::rule::{Change, Context, Moment, NoTrace, Truth, evaluate};

/// The most paths shown for one target.
const SHOWN: usize = 6;
/// Of so many caps that lower the grade every set is taken to stay in turn.
const ALL_SETS: usize = 3;

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// An outcome, by place: the worst possible grade is at least that.
    Outcome(u8),
    /// Being allowed to apply.
    Eligible,
}

impl Target {
    /// The outcome that it leads to; `None`: being allowed to apply.
    #[must_use]
    pub const fn outcome(self) -> Option<u8> {
        match self {
            Self::Outcome(place) => Some(place),
            Self::Eligible => None,
        }
    }
}

/// A set of changes that reaches a target; leaving out any one of them does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The changes, in the order to make them.
    pub changes: Vec<Change>,
    /// Facts that are open now and that the path takes to turn out well.
    pub rests_on: Vec<FactIx>,
    /// Facts about a period that has passed by then; the path takes them to be as they are now.
    pub assumes: Vec<FactIx>,
    /// The assessment date at which it reaches the target.
    pub on: Day,
}

/// The paths to one target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathsTo {
    /// The target.
    pub target: Target,
    /// The paths, the cheapest first.
    pub paths: Vec<Path>,
    /// There are, or may be, more; with no path: the search was broken off before it found one.
    pub more: bool,
    /// Where there is none: ids of what stands in the way and cannot be changed, as far as was tried.
    pub why: Vec<String>,
}

impl PathsTo {
    /// The answered facts about a period, such as a financial year, that what stands in the way looks at, each once. No path changes
    /// them, for what is over stays as it was; those of a later period may do.
    #[must_use]
    pub fn of_periods(&self, library: &Library, rulebook: &RuleBook, sheet: &Sheet) -> Vec<FactIx> {
        let mut looked_at = Vec::new();
        for need in
            needs::needs(rulebook, self.target, &[]).iter().filter(|need| self.why.contains(&need.name(library)))
        {
            need.facts(&mut looked_at);
        }
        let mut found: Vec<FactIx> = Vec::new();
        for ix in looked_at {
            let of_a_period = |fact: &Fact| fact.passing.is_some() || matches!(fact.kind, Kind::Yearly { .. });
            if library.catalogue.get(ix).is_some_and(of_a_period) && sheet.get(ix).is_some() && !found.contains(&ix) {
                found.push(ix);
            }
        }
        found
    }
}

/// The paths to eligibility, where it is not certain, and to each outcome better than the worst possible now.
#[must_use]
pub fn paths(library: &Library, rulebook: &RuleBook, sheet: &Sheet, as_of: Day) -> Vec<PathsTo> {
    paths_from(library, rulebook, sheet, as_of, as_of)
}

/// The paths that begin on a later day, facts about a period as they stood on `as_of`.
pub(super) fn paths_from(
    library: &Library,
    rulebook: &RuleBook,
    sheet: &Sheet,
    as_of: Day,
    start: Day,
) -> Vec<PathsTo> {
    let moment = Moment::held(start, as_of, &library.windows);
    let mut targets = Vec::new();
    if !graded_by_eligibility(rulebook) && eligible(rulebook, sheet, &moment) != Truth::True {
        targets.push(Target::Eligible);
    }
    let worst = grade(rulebook, sheet, &moment).grade.worst;
    targets.extend((worst..rulebook.grade.top()).map(|place| Target::Outcome(place + 1)));
    targets.into_iter().map(|target| to_target(library, rulebook, sheet, (as_of, start), target)).collect()
}

/// Whether being allowed to apply is all that the grade says.
pub(crate) const fn graded_by_eligibility(rulebook: &RuleBook) -> bool {
    matches!(rulebook.grade.model, Model::Met { of: ConditionKind::Eligibility, .. })
}

/// The paths to one target that begin on `start`, facts about a period as they stood on `as_of`.
pub(crate) fn to_target(
    library: &Library,
    rulebook: &RuleBook,
    sheet: &Sheet,
    (as_of, start): (Day, Day),
    target: Target,
) -> PathsTo {
    let mut search = Search::new(library, rulebook, sheet, (as_of, start), target, &[]);
    search.explore(&mut sheet.clone(), start, Vec::new());
    // What lowers the grade need not go away: more than would be enough without it does as well.
    let (sets, all) = staying(&lowering(rulebook, sheet, &Moment::held(start, as_of, &library.windows)));
    search.gave_up |= !all;
    for stays in sets {
        let mut other = Search::new(library, rulebook, sheet, (as_of, start), target, &stays);
        other.explore(&mut sheet.clone(), start, Vec::new());
        search.found.append(&mut other.found);
        search.gave_up |= other.gave_up;
    }
    let mut paths: Vec<Path> = Vec::new();
    for changes in std::mem::take(&mut search.found) {
        let path = search.path(minimal(changes, &|changes| search.reaches(changes)));
        if !paths.iter().any(|known| same(known, &path)) {
            paths.push(path);
        }
    }
    paths.sort_by_key(|path| (path.changes.len(), path.on));
    let more = paths.len() > SHOWN || search.gave_up;
    paths.truncate(SHOWN);
    for path in &mut paths {
        bound(&mut path.changes, &|changes| search.reaches(changes), &|changes, fact, to, raise| {
            search.probes(changes, fact, to, raise)
        });
        path.assumes = search.assumed(path);
    }
    let why = if paths.is_empty() { search.stuck } else { Vec::new() };
    PathsTo { target, paths, more, why }
}

/// The places of the caps that lower the grade, or may.
fn lowering(rulebook: &RuleBook, sheet: &Sheet, moment: &Moment) -> Vec<usize> {
    let context = Context::new(sheet, moment);
    let holds = |cap: &Cap| cap.lowers > 0 && evaluate(&cap.when, &context, &mut NoTrace).can_be_true();
    let caps = rulebook.caps.iter().enumerate().filter(|(_, cap)| holds(cap));
    caps.map(|(place, _)| place).collect()
}

/// The sets of caps that may stay, but for none of them; and whether these are all sets. Of many caps: all of them, each
/// alone, all but each.
fn staying(caps: &[usize]) -> (Vec<Vec<usize>>, bool) {
    let chosen = |keep: &dyn Fn(usize) -> bool| {
        let kept = caps.iter().enumerate().filter(|(at, _)| keep(*at));
        kept.map(|(_, place)| *place).collect::<Vec<usize>>()
    };
    if caps.len() <= ALL_SETS {
        let sets = (1..1_u32 << caps.len()).rev();
        return (sets.map(|set| chosen(&|at| set >> at & 1 == 1)).collect(), true);
    }
    let all_but = (0..caps.len()).map(|left| chosen(&|at| at != left));
    let each = (0..caps.len()).map(|only| chosen(&|at| at == only));
    (std::iter::once(caps.to_vec()).chain(all_but).chain(each).collect(), false)
}

/// Whether a fact is not answered, or answered without the day that matters.
#[must_use]
pub fn is_open(sheet: &Sheet, fact: FactIx) -> bool {
    matches!(sheet.get(fact), None | Some(Value::Occurrence(Occurrence::DayUnknown)))
}

/// The same changes, in whatever order.
fn same(a: &Path, b: &Path) -> bool {
    same_in_any_order(&a.changes, &b.changes, same_change)
}

/// The same change: rows that are added have no order, nor have the cells that are completed. Their days and names
/// are made up, and differ by whether they are added before waiting or after it.
fn same_change(a: &Change, b: &Change) -> bool {
    let same_cell = |(a, b): (&Option<Value>, &Option<Value>)| {
        a == b
            || matches!(
                (a, b),
                (Some(Value::Date(_)), Some(Value::Date(_))) | (Some(Value::Text(_)), Some(Value::Text(_)))
            )
    };
    let same_row = |a: &Row, b: &Row| a.cells.len() == b.cells.len() && a.cells.iter().zip(&b.cells).all(same_cell);
    match (a, b) {
        (Change::Rows(table, rows, columns), Change::Rows(other, others, more)) => {
            table == other
                && same_in_any_order(rows, others, same_row)
                && same_in_any_order(columns, more, PartialEq::eq)
        }
        (Change::Complete(table, cells), Change::Complete(other, others)) => {
            table == other && same_in_any_order(cells, others, PartialEq::eq)
        }
        _ => a == b,
    }
}

/// Whether two lists have the same elements, each as often.
fn same_in_any_order<T>(a: &[T], b: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    let count = |list: &[T], one: &T| list.iter().filter(|other| same(one, other)).count();
    a.len() == b.len() && a.iter().all(|one| count(a, one) == count(b, one))
}
