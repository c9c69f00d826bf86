//! The choice among the ways of all targets: the one whose changes, put together, are the fewest.

use super::goal::{Goal, unbound};
use super::merge::merged;
use crate::paths::{made, minimal, to_target};
use ziping_base::calendar::Day;
use ziping_rules::fact::Sheet;
use ziping_rules::rule::Change;

/// The most choices looked at.
const LOOKED_AT: usize = 4_000;
/// The most choices that are mended: each means to look for ways once more.
const MENDED: usize = 6;
/// The most ways laid one on the other in mending.
const LAID: usize = 8;

/// What was chosen.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// The changes; with all of them made every target is reached, without any one of them one is not.
    pub(super) changes: Vec<Change>,
    /// The days on which some way has waited long enough.
    pub(super) days: Vec<Day>,
    /// No choice was left out.
    pub(super) all_tried: bool,
}

/// The fewest changes that reach all targets; of as many, those that are done first. `None`: none were found.
pub(super) fn choose(goals: &[&Goal<'_>], sheet: &Sheet, as_of: Day) -> Option<Chosen> {
    let mut order: Vec<&Goal<'_>> = goals.to_vec();
    order.sort_by_key(|goal| goal.ways.len());
    let all_ways = goals.iter().all(|goal| !goal.more);
    let mut choosing =
        Choosing { goals: &order, sheet, as_of, best: None, left: LOOKED_AT, to_mend: MENDED, all_tried: all_ways };
    choosing.look(0, Vec::new());
    let ways = goals.iter().flat_map(|goal| &goal.ways).flatten();
    let found = choosing.best;
    let mut days: Vec<Day> = ways.chain(found.iter().flatten()).filter_map(until).chain([as_of]).collect();
    days.sort_unstable();
    days.dedup();
    let all = |changes: &[Change]| reached(goals, sheet, as_of, changes);
    let changes = minimal(sooner(found?, &days, &all), &all);
    Some(Chosen { changes, days, all_tried: choosing.all_tried })
}

const fn until(change: &Change) -> Option<Day> {
    match change {
        Change::Wait { until, .. } => Some(*until),
        _ => None,
    }
}

/// Whether changes reach all targets.
fn reached(goals: &[&Goal<'_>], sheet: &Sheet, as_of: Day, changes: &[Change]) -> bool {
    let (then, on) = made(sheet, as_of, changes);
    goals.iter().all(|goal| goal.search.is_reached(&then, on))
}

/// One waits no longer than needed: until the first of these days that does.
fn sooner(mut changes: Vec<Change>, days: &[Day], reached: &impl Fn(&[Change]) -> bool) -> Vec<Change> {
    let Some(at) = changes.iter().position(|change| until(change).is_some()) else { return changes };
    for day in days {
        let mut trial = changes.clone();
        if let Some(Change::Wait { until, arguable }) = trial.get_mut(at)
            && *day < *until
        {
            *until = *day;
            *arguable = (*arguable).min(*day);
            if reached(&trial) {
                changes = trial;
                break;
            }
        }
    }
    changes
}

struct Choosing<'c, 'a> {
    goals: &'c [&'c Goal<'a>],
    sheet: &'c Sheet,
    as_of: Day,
    best: Option<Vec<Change>>,
    left: usize,
    to_mend: usize,
    all_tried: bool,
}

impl Choosing<'_, '_> {
    /// Depth first: each way of the target at a place, put to what was chosen before.
    fn look(&mut self, at: usize, changes: Vec<Change>) {
        // Putting a way to others never makes them fewer.
        if self.best.as_ref().is_some_and(|best| changes.len() > best.len()) {
            return;
        }
        if self.left == 0 {
            self.all_tried = false;
            return;
        }
        self.left -= 1;
        let Some(goal) = self.goals.get(at) else {
            self.take(changes);
            return;
        };
        for way in &goal.ways {
            if let Ok(more) = merged(&changes, way) {
                self.look(at + 1, more);
            }
        }
    }

    /// Takes a whole choice where it reaches everything and is better than what was found before.
    fn take(&mut self, changes: Vec<Change>) {
        let is_whole = reached(self.goals, self.sheet, self.as_of, &changes);
        let whole = if is_whole { Some(changes) } else { self.mended(changes) };
        let Some(whole) = whole else { return };
        let few = minimal(whole, &|changes| reached(self.goals, self.sheet, self.as_of, changes));
        let rank = |changes: &[Change]| (changes.len(), made(self.sheet, self.as_of, changes).1);
        if self.best.as_ref().is_none_or(|best| rank(&few) < rank(best)) {
            self.best = Some(few);
        }
    }

    /// Where what reaches one target keeps another from being reached, its ways from there on: a row that has become too
    /// old while one waits, a total that a new figure has moved.
    fn mended(&mut self, mut changes: Vec<Change>) -> Option<Vec<Change>> {
        if self.to_mend == 0 {
            self.all_tried = false;
            return None;
        }
        self.to_mend -= 1;
        for _ in 0..LAID {
            let (then, on) = made(self.sheet, self.as_of, &changes);
            let Some(goal) = self.goals.iter().find(|goal| !goal.search.is_reached(&then, on)) else {
                return Some(changes);
            };
            let search = &goal.search;
            let found = to_target(search.library, search.rulebook, &then, (self.as_of, on), search.target);
            for change in found.paths.into_iter().next()?.changes.into_iter().map(unbound) {
                // A way that begins later starts where the changes before it have led.
                match changes.iter().position(|other| other.target() == change.target() && !is_points(other)) {
                    Some(place) => {
                        let before = changes.get(place).cloned();
                        changes = merged(&changes, std::slice::from_ref(&change)).ok()?;
                        if changes.get(place) == before.as_ref() {
                            return None;
                        }
                    }
                    None => changes.push(change),
                }
            }
        }
        None
    }
}

/// Points of different rule books have the same place among changes.
const fn is_points(change: &Change) -> bool {
    matches!(change, Change::Points { .. })
}
