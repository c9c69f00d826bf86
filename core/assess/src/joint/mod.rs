//! One plan for several rule books: the smallest joint list of changes that reaches the levels wanted, each change once.
//! It rests on the ways of each rule book ([`crate::paths`]); what the plan promises has been assessed with all of its changes made.

mod choose;
mod conflict;
mod goal;
mod lifts;
mod merge;
mod said;
mod shapes;

use super::earliest::{Earliest, change_earliest};
use super::grade::{GradeRange, eligible, grade};
use super::paths::{Path, bound, made, rests_on};
use choose::{Chosen, choose};
pub use conflict::{Conflict, Fall};
pub use goal::{Aim, Wanted};
use goal::{Goal, goals_of};
pub use lifts::Lift;
pub use said::joint_report;
pub use shapes::{
    JointAim, JointChange, JointFall, JointKind, JointLift, JointPaper, JointReport, JointStand, JointState, WordsBy,
};
use ziping_base::calendar::Day;
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::{FactIx, Sheet};
use ziping_rules::rule::{Change, Moment, Truth};

/// One plan.
#[derive(Debug, Clone)]
pub struct Joint<'a> {
    /// The day on which it begins.
    pub as_of: Day,
    /// The day on which everything that it promises is reached, its changes made.
    pub on: Day,
    /// What becomes of each aim, in their order.
    pub aims: Vec<Aimed<'a>>,
    /// The changes: effort, then what waits by its day, then what is to be checked; leaving out any one of them breaks a promise.
    pub changes: Vec<Step>,
    /// What keeps aims from being reached together with those before them.
    pub conflicts: Vec<Conflict>,
    /// What falls in rule books that nobody aims at.
    pub falls: Vec<Fall<'a>>,
    /// Facts that are open now and that it takes to turn out well.
    pub rests_on: Vec<FactIx>,
    /// Facts about a period that has passed by then; the plan takes them to be as they are now.
    pub assumes: Vec<FactIx>,
    /// All ways were tried with one another: no choice among them is smaller.
    pub all_tried: bool,
}

impl Joint<'_> {
    /// What it rests on beside what its changes name themselves.
    fn rests_beside(&self) -> Vec<FactIx> {
        let named = |fact: &FactIx| self.changes.iter().any(|step| step.open && step.change.target().0 == Some(*fact));
        self.rests_on.iter().filter(|fact| !named(fact)).copied().collect()
    }
}

/// What becomes of an aim.
#[derive(Debug, Clone)]
pub struct Aimed<'a> {
    /// The aim.
    pub aim: Aim<'a>,
    /// The grade now.
    pub before: GradeRange,
    /// The grade with all changes made, on the plan's last day.
    pub after: GradeRange,
    /// Whether the organisation may apply, now and then.
    pub may_apply: (Truth, Truth),
    /// Whether the plan promises it.
    pub reached: Reached,
}

/// Whether the plan promises an aim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reached {
    /// It is so already, and stays so.
    Already,
    /// With the plan, from this day on at the earliest.
    By(Day),
    /// No way leads there: ids of what stands in the way; `more`: the search was broken off before it found one.
    NoWay {
        /// Ids of conditions, caps, facts.
        why: Vec<String>,
        /// It may be there all the same.
        more: bool,
    },
    /// Not together with the aims before it.
    Conflict,
}

impl Reached {
    /// Whether the plan promises it.
    #[must_use]
    pub const fn is_promised(&self) -> bool {
        matches!(self, Self::Already | Self::By(_))
    }
}

/// A change of the plan.
#[derive(Debug, Clone)]
pub struct Step {
    /// The change.
    pub change: Change,
    /// When it can be made.
    pub earliest: Earliest,
    /// It asks no more than that what is not answered turns out well.
    pub open: bool,
    /// What it lifts; never empty.
    pub lifts: Vec<Lift>,
}

/// The plan for these aims. Each rule book stands among them once at most. What is to be kept comes before what is to be
/// reached, and of several levels that cannot be had together those aimed at first.
#[must_use]
pub fn joint<'a>(library: &'a Library, aims: &[Aim<'a>], sheet: &'a Sheet, as_of: Day) -> Joint<'a> {
    let goals: Vec<Vec<Goal<'a>>> = aims.iter().map(|aim| goals_of(library, *aim, sheet, as_of)).collect();
    let (promised, chosen, conflicts) = together(aims, &goals, sheet, as_of);
    let held: Vec<&Goal<'a>> = promised.iter().filter_map(|at| goals.get(*at)).flatten().collect();
    let mut changes = chosen.changes;
    bound(
        &mut changes,
        &|changes| held.iter().all(|goal| goal.search.reaches(changes)),
        &|changes, fact, to, raise| {
            let all = held.iter().flat_map(|goal| goal.search.probes(changes, fact, to, raise));
            let mut all: Vec<i64> = all.collect();
            all.sort_unstable();
            all.dedup();
            if !raise {
                all.reverse();
            }
            all
        },
    );
    let plan = Made { library, sheet, as_of, changes: &changes };
    let (then, on) = plan.then();
    let rests_on = rests_on(sheet, &changes);
    let mut assumes: Vec<FactIx> = Vec::new();
    let path = Path { changes: changes.clone(), rests_on: rests_on.clone(), assumes: Vec::new(), on };
    for fact in held.iter().flat_map(|goal| goal.search.assumed(&path)) {
        if !assumes.contains(&fact) {
            assumes.push(fact);
        }
    }
    let aimed = |(at, aim): (usize, &Aim<'a>)| {
        let own = goals.get(at).map_or(&[][..], Vec::as_slice);
        let reached = match own.iter().find(|goal| goal.ways.is_empty()) {
            Some(goal) => Reached::NoWay { why: goal.why.clone(), more: goal.more },
            None if !promised.contains(&at) => Reached::Conflict,
            None => plan.reached(own, &chosen.days),
        };
        let (now, later) = (plan.moment(as_of), plan.moment(on));
        Aimed {
            aim: *aim,
            before: grade(aim.rulebook, sheet, &now).grade,
            after: grade(aim.rulebook, &then, &later).grade,
            may_apply: (eligible(aim.rulebook, sheet, &now), eligible(aim.rulebook, &then, &later)),
            reached,
        }
    };
    let aims: Vec<Aimed<'a>> = aims.iter().enumerate().map(aimed).collect();
    let mut steps: Vec<Step> = changes
        .iter()
        .enumerate()
        .map(|(at, change)| Step {
            change: change.clone(),
            earliest: change_earliest(change, &path, as_of),
            open: super::earliest::rests_on_answers(change, &path),
            lifts: lifts::of(&plan, at, &held),
        })
        .collect();
    steps.sort_by_key(|step| (step.earliest == Earliest::Check, day_of(step.earliest, as_of)));
    let others = library.regimes.iter().filter(|book| !aims.iter().any(|aimed| aimed.aim.rulebook.id == book.id));
    let falls = conflict::falls(&plan, others);
    Joint { as_of, on, aims, changes: steps, conflicts, falls, rests_on, assumes, all_tried: chosen.all_tried }
}

/// The aims that can be had together, by place, with the changes for them; and why others cannot.
fn together<'a>(
    aims: &[Aim<'a>],
    goals: &[Vec<Goal<'a>>],
    sheet: &Sheet,
    as_of: Day,
) -> (Vec<usize>, Chosen, Vec<Conflict>) {
    let has_ways = |at: &usize| goals.get(*at).is_some_and(|own| own.iter().all(|goal| !goal.ways.is_empty()));
    let keeps = |at: &usize| aims.get(*at).is_some_and(|aim| aim.wanted == Wanted::Keep);
    let (mut order, levels): (Vec<usize>, Vec<usize>) = (0..aims.len()).filter(has_ways).partition(keeps);
    order.extend(levels);
    let of = |some: &[usize]| -> Vec<&Goal<'a>> { some.iter().filter_map(|at| goals.get(*at)).flatten().collect() };
    if let Some(chosen) = choose(&of(&order), sheet, as_of) {
        return (order, chosen, Vec::new());
    }
    let (mut kept, mut chosen, mut conflicts) = (Vec::new(), Chosen::default(), Vec::new());
    for at in order {
        let trial: Vec<usize> = kept.iter().copied().chain([at]).collect();
        match choose(&of(&trial), sheet, as_of) {
            Some(better) => (kept, chosen) = (trial, better),
            None => conflicts.extend(conflict::between(&of(&kept), &chosen.changes, &of(&[at]))),
        }
    }
    (kept, chosen, conflicts)
}

/// When a change can be made, for the order of the list: effort, which nobody can date, stands first.
const fn day_of(earliest: Earliest, as_of: Day) -> Day {
    match earliest {
        Earliest::Check | Earliest::Effort => as_of,
        Earliest::On(day) | Earliest::NotBefore(day) => day,
        Earliest::NewYear { from, .. } => from,
    }
}

/// A sheet with some changes made.
struct Made<'s> {
    library: &'s Library,
    sheet: &'s Sheet,
    as_of: Day,
    changes: &'s [Change],
}

impl Made<'_> {
    fn moment(&self, day: Day) -> Moment {
        Moment::held(day, self.as_of, &self.library.windows)
    }

    /// The answers and the day with all changes made.
    fn then(&self) -> (Sheet, Day) {
        made(self.sheet, self.as_of, self.changes)
    }

    /// The changes without the one at a place.
    fn without(&self, place: usize) -> Vec<Change> {
        let others = self.changes.iter().enumerate().filter(|(at, _)| *at != place);
        others.map(|(_, change)| change.clone()).collect()
    }

    /// From when the goals of one aim are reached: the first of the days on which waiting ends from which on they all are.
    fn reached(&self, own: &[Goal<'_>], days: &[Day]) -> Reached {
        let (then, on) = self.then();
        let all = |sheet: &Sheet, day: Day| own.iter().all(|goal| goal.search.is_reached(sheet, day));
        let mut first = on;
        for day in days.iter().rev().filter(|day| (self.as_of..on).contains(day)) {
            if !all(&then, *day) {
                break;
            }
            first = *day;
        }
        if first == self.as_of && all(self.sheet, self.as_of) { Reached::Already } else { Reached::By(first) }
    }

    /// The rule book's grade, and whether one may apply, with these changes on the plan's last day.
    fn stand(&self, rulebook: &RuleBook, changes: &[Change]) -> (GradeRange, Truth) {
        let (_, on) = self.then();
        let (sheet, _) = made(self.sheet, on, changes);
        let moment = self.moment(on);
        (grade(rulebook, &sheet, &moment).grade, eligible(rulebook, &sheet, &moment))
    }
}
