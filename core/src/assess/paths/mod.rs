//! Paths: for each better grade, the smallest sets of changes that reach it. Changes are proposed from the conditions
//! themselves; every path is verified by assessing, and from every path what is not needed is taken out again.

mod minimal;
mod needs;
mod proposals;
mod search;

use super::grade::{eligible, grade, top_of};
use crate::calendar::Day;
use crate::fact::{FactIx, Occurrence, Sheet, Value};
use crate::regime::{ConditionKind, Library, Model, RuleBook};
use crate::rule::{Change, Moment, Truth};
use search::Search;

/// The most paths shown for one target.
const SHOWN: usize = 6;

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// An outcome, by place: the worst possible grade is at least that.
    Outcome(u8),
    /// Being allowed to apply.
    Eligible,
}

/// A set of changes that reaches a target; leaving out any one of them does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The changes, in the order to make them.
    pub changes: Vec<Change>,
    /// Facts that are open now and that the path takes to turn out well.
    pub rests_on: Vec<FactIx>,
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
    /// There are, or may be, more.
    pub more: bool,
    /// Where there is none: ids of what stands in the way and cannot be changed.
    pub why: Vec<String>,
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
    let graded_by_eligibility = matches!(rulebook.grade.model, Model::Met { of: ConditionKind::Eligibility, .. });
    if !graded_by_eligibility && eligible(rulebook, sheet, &moment) != Truth::True {
        targets.push(Target::Eligible);
    }
    let worst = grade(rulebook, sheet, &moment).grade.worst;
    targets.extend((worst..top_of(rulebook)).map(|place| Target::Outcome(place + 1)));
    targets.into_iter().map(|target| to_target(library, rulebook, sheet, (as_of, start), target)).collect()
}

fn to_target(
    library: &Library,
    rulebook: &RuleBook,
    sheet: &Sheet,
    (as_of, start): (Day, Day),
    target: Target,
) -> PathsTo {
    let mut search = Search::new(library, rulebook, sheet, (as_of, start), target);
    search.explore(&mut sheet.clone(), start, Vec::new());
    let mut paths: Vec<Path> = Vec::new();
    for changes in std::mem::take(&mut search.found) {
        let path = search.path(search.minimal(changes));
        if !paths.iter().any(|known| same(known, &path)) {
            paths.push(path);
        }
    }
    crate::order::short_by_key(&mut paths, |path| (path.changes.len(), path.on));
    let more = paths.len() > SHOWN || search.gave_up;
    paths.truncate(SHOWN);
    let why = if paths.is_empty() { search.stuck } else { Vec::new() };
    PathsTo { target, paths, more, why }
}

/// Whether a fact is not answered, or answered without the day that matters.
#[must_use]
pub fn is_open(sheet: &Sheet, fact: FactIx) -> bool {
    matches!(sheet.get(fact), None | Some(Value::Occurrence(Occurrence::DayUnknown)))
}

/// The same changes, in whatever order.
fn same(a: &Path, b: &Path) -> bool {
    a.changes.len() == b.changes.len() && a.changes.iter().all(|change| b.changes.contains(change))
}
