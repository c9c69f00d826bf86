//! What is wanted of each rule book, and the ways to it.

use crate::grade::{eligible, grade};
use crate::paths::{Search, Target, graded_by_eligibility, to_target};
use ziping_base::calendar::Day;
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::Sheet;
use ziping_rules::rule::{Change, Moment, Truth};

/// What is wanted of a rule book.
#[derive(Debug, Clone, Copy)]
pub struct Aim<'a> {
    /// The rule book.
    pub rulebook: &'a RuleBook,
    /// What is wanted.
    pub wanted: Wanted,
}

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// What is certain now stays so: the worst possible grade, and being allowed to apply.
    Keep,
    /// At least an outcome, by place, and being allowed to apply.
    Level(u8),
}

/// One target of an aim, with the ways to it.
pub(super) struct Goal<'a> {
    /// What is looked at to tell whether it is reached.
    pub(super) search: Search<'a>,
    /// The ways, the cheapest first; a single empty one where it is reached already.
    pub(super) ways: Vec<Vec<Change>>,
    /// There may be more ways.
    pub(super) more: bool,
    /// Where there is none: what stands in the way.
    pub(super) why: Vec<String>,
}

/// The targets of an aim.
pub(super) fn goals_of<'a>(library: &'a Library, aim: Aim<'a>, sheet: &'a Sheet, as_of: Day) -> Vec<Goal<'a>> {
    let Aim { rulebook, wanted } = aim;
    let moment = Moment::held(as_of, as_of, &library.windows);
    let asks = asks_eligibility(rulebook);
    let (apply, level) = match wanted {
        Wanted::Keep => {
            (asks && eligible(rulebook, sheet, &moment) == Truth::True, grade(rulebook, sheet, &moment).grade.worst)
        }
        Wanted::Level(place) => (asks, place),
    };
    let targets = apply.then_some(Target::Eligible).into_iter().chain((level > 0).then_some(Target::Outcome(level)));
    let goal = |target: Target| {
        let search = Search::new(library, rulebook, sheet, (as_of, as_of), target, &[]);
        if search.reaches(&[]) {
            return Goal { search, ways: vec![Vec::new()], more: false, why: Vec::new() };
        }
        let found = to_target(library, rulebook, sheet, (as_of, as_of), target);
        let ways = found.paths.into_iter().map(|path| path.changes.into_iter().map(unbound).collect()).collect();
        Goal { search, ways, more: found.more, why: found.why }
    };
    targets.map(goal).collect()
}

/// Whether being allowed to apply is something beside the grade.
pub(super) fn asks_eligibility(rulebook: &RuleBook) -> bool {
    rulebook.has_eligibility() && !graded_by_eligibility(rulebook)
}

/// A change without the last value that does: that is worked out for the whole plan.
pub(super) fn unbound(mut change: Change) -> Change {
    if let Change::Number { no_further, .. } | Change::Total { no_further, .. } = &mut change {
        *no_further = None;
    }
    change
}
