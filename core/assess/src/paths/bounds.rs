//! How far a number may move: a path names both bounds where the target needs both.

use super::needs::Need;
use super::search::{Search, made};
use ziping_rules::fact::{FactIx, Range};
use ziping_rules::rule::{Change, Context, critical};

/// Gives each number that moves the last value with which everything is still `reached`, where there is one. `probes`: the
/// values past a goal at which something may turn.
pub(crate) fn bound(
    changes: &mut [Change],
    reached: &impl Fn(&[Change]) -> bool,
    probes: &impl Fn(&[Change], FactIx, i64, bool) -> Vec<i64>,
) {
    for at in 0..changes.len() {
        let Some((fact, to, raise)) = changes.get(at).and_then(goal) else { continue };
        let reaches = |units: i64| {
            let mut trial = changes.to_vec();
            trial.get_mut(at).into_iter().for_each(|change| set_goal(change, units));
            reached(&trial)
        };
        let mut last = to;
        let mut end = None;
        for probe in probes(changes, fact, to, raise) {
            if !reaches(probe) {
                end = Some(halved(last, probe, &reaches));
                break;
            }
            last = probe;
        }
        if let Some(Change::Number { no_further, .. } | Change::Total { no_further, .. }) = changes.get_mut(at) {
            *no_further = end;
        }
    }
}

impl Search<'_> {
    /// Values past a goal, from the nearest on, at which something that the target needs may turn.
    pub(crate) fn probes(&self, changes: &[Change], fact: FactIx, to: i64, raise: bool) -> Vec<i64> {
        let (sheet, day) = made(self.sheet, self.start, changes);
        let moment = self.moment(day);
        let context = Context::new(&sheet, &moment);
        let mut probes = Vec::new();
        for test in self.needs.iter().flat_map(Need::tests) {
            critical(test, fact, &context, &mut probes);
        }
        let bounds = self.library.catalogue.get(fact).map_or(Range { low: 0, high: 0 }, |fact| fact.kind.bounds());
        let possible = |value: &i64| {
            (bounds.low..=bounds.high).contains(value) && *value != Range::OPEN_LOW && *value != Range::OPEN_HIGH
        };
        probes.retain(|value| possible(value) && if raise { *value > to } else { *value < to });
        probes.sort_unstable();
        probes.dedup();
        if !raise {
            probes.reverse();
        }
        probes
    }
}

/// The fact whose number moves, where it must get, and whether it is raised.
const fn goal(change: &Change) -> Option<(FactIx, i64, bool)> {
    match change {
        Change::Number { fact, to, raise, .. } | Change::Total { fact, to, raise, .. } => Some((*fact, *to, *raise)),
        Change::Set(..)
        | Change::End(..)
        | Change::Choose(..)
        | Change::Gain(..)
        | Change::Drop(..)
        | Change::Points { .. }
        | Change::Rows(..)
        | Change::Complete(..)
        | Change::Wait { .. } => None,
    }
}

fn set_goal(change: &mut Change, units: i64) {
    if let Change::Number { to, .. } | Change::Total { to, .. } = change {
        *to = units;
    }
}

/// The last value that reaches, between one that does and one that does not.
fn halved(mut good: i64, mut bad: i64, reaches: &impl Fn(i64) -> bool) -> i64 {
    while good.abs_diff(bad) > 1 {
        let middle = good.midpoint(bad);
        if reaches(middle) {
            good = middle;
        } else {
            bad = middle;
        }
    }
    good
}
