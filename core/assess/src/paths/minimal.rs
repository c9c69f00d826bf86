//! What is not needed is taken out of a path again.

use super::search::{Search, made};
use super::{Path, Target, is_open};
use crate::horizon::{eligible_resting, resting};
use ziping_rules::fact::{FactIx, Sheet};
use ziping_rules::rule::Change;

/// Takes out every change and every added row without which everything that is wanted is still `reached`. Fewer rows are
/// another mean, beside which another change may have become needless.
pub(crate) fn minimal(mut changes: Vec<Change>, reached: &impl Fn(&[Change]) -> bool) -> Vec<Change> {
    loop {
        let fewer = fewest_rows(fewest(changes.clone(), reached), reached);
        if fewer == changes {
            return changes;
        }
        changes = fewer;
    }
}

/// Takes out every change without which it is still reached, the dearest first: waiting, then the rest from the last made.
fn fewest(mut changes: Vec<Change>, reached: &impl Fn(&[Change]) -> bool) -> Vec<Change> {
    let mut order: Vec<Change> = changes.iter().rev().cloned().collect();
    order.sort_by_key(|change| !matches!(change, Change::Wait { .. }));
    for change in order {
        let without: Vec<Change> = changes.iter().filter(|other| **other != change).cloned().collect();
        if without.len() < changes.len() && reached(&without) {
            changes = without;
        }
    }
    changes
}

/// Takes out every added row without which it is still reached: some were added before waiting made them too old.
fn fewest_rows(mut changes: Vec<Change>, reached: &impl Fn(&[Change]) -> bool) -> Vec<Change> {
    for at in 0..changes.len() {
        // Once one is out, others may have become needless.
        while let Some(fewer) = a_row_less(&changes, at, reached) {
            changes = fewer;
        }
    }
    changes
}

/// The same changes with one added row less, where it is still reached.
fn a_row_less(changes: &[Change], at: usize, reached: &impl Fn(&[Change]) -> bool) -> Option<Vec<Change>> {
    let Some(Change::Rows(table, rows, columns)) = changes.get(at) else { return None };
    if rows.len() < 2 {
        return None;
    }
    (0..rows.len()).rev().find_map(|place| {
        let mut fewer = rows.clone();
        fewer.remove(place);
        let mut trial = changes.to_vec();
        let slot = trial.get_mut(at)?;
        *slot = Change::Rows(*table, fewer, columns.clone());
        reached(&trial).then_some(trial)
    })
}

/// The facts that are open now and that changes take to turn out well.
pub(crate) fn rests_on(sheet: &Sheet, changes: &[Change]) -> Vec<FactIx> {
    let mut rests_on = Vec::new();
    for change in changes {
        let touched = match change {
            Change::Points { rooms, .. } => {
                rooms.iter().filter(|(_, _, gain)| *gain > 0).map(|(fact, ..)| *fact).collect()
            }
            _ => change.target().0.into_iter().collect::<Vec<_>>(),
        };
        for fact in touched {
            if is_open(sheet, fact) && !rests_on.contains(&fact) {
                rests_on.push(fact);
            }
        }
    }
    rests_on
}

impl Search<'_> {
    /// A path with what it rests on.
    pub(super) fn path(&self, changes: Vec<Change>) -> Path {
        let (_, on) = made(self.sheet, self.start, &changes);
        let rests_on = rests_on(self.sheet, &changes);
        Path { changes, rests_on, assumes: Vec::new(), on }
    }

    /// The facts about a period that has passed by then and that a path takes to be as they are now.
    pub(crate) fn assumed(&self, path: &Path) -> Vec<FactIx> {
        if path.on == self.as_of {
            return Vec::new();
        }
        let (sheet, on) = made(self.sheet, self.start, &path.changes);
        let moment = self.moment(on);
        let mut assumes = match self.target {
            Target::Outcome(_) => resting(self.library, self.rulebook, &sheet, &moment, self.as_of),
            Target::Eligible => eligible_resting(self.library, self.rulebook, &sheet, &moment, self.as_of),
        };
        // What the path itself changes it names.
        assumes.retain(|fact| !path.changes.iter().any(|change| change.touched().contains(fact)));
        assumes
    }
}
