//! What is not needed is taken out of a path again.

use super::search::Search;
use super::{Path, Target, is_open};
use crate::horizon::{eligible_resting, resting};
use ziping_rules::fact::FactIx;
use ziping_rules::rule::Change;

impl Search<'_> {
    /// Takes out every change and every added row without which the target is still reached. Fewer rows are another mean,
    /// beside which another change may have become needless.
    pub(super) fn minimal(&self, mut changes: Vec<Change>) -> Vec<Change> {
        loop {
            let fewer = self.fewest_rows(self.fewest(changes.clone()));
            if fewer == changes {
                return changes;
            }
            changes = fewer;
        }
    }

    /// Takes out every change without which the target is still reached, the dearest first: waiting, then the rest from
    /// the last made.
    fn fewest(&self, mut changes: Vec<Change>) -> Vec<Change> {
        let mut order: Vec<Change> = changes.iter().rev().cloned().collect();
        order.sort_by_key(|change| !matches!(change, Change::Wait { .. }));
        for change in order {
            let without: Vec<Change> = changes.iter().filter(|other| **other != change).cloned().collect();
            if without.len() < changes.len() && self.reaches(&without) {
                changes = without;
            }
        }
        changes
    }

    /// Takes out every added row without which the target is still reached: some were added before waiting made them
    /// too old.
    fn fewest_rows(&self, mut changes: Vec<Change>) -> Vec<Change> {
        for at in 0..changes.len() {
            // Once one is out, others may have become needless.
            while let Some(fewer) = self.a_row_less(&changes, at) {
                changes = fewer;
            }
        }
        changes
    }

    /// The same changes with one added row less, where they still reach the target.
    fn a_row_less(&self, changes: &[Change], at: usize) -> Option<Vec<Change>> {
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
            self.reaches(&trial).then_some(trial)
        })
    }

    /// A path with what it rests on.
    pub(super) fn path(&self, changes: Vec<Change>) -> Path {
        let mut rests_on = Vec::new();
        let mut on = self.start;
        let mut sheet = self.sheet.clone();
        for change in &changes {
            change.apply(&mut sheet, &mut on);
            let touched = match change {
                Change::Points { rooms, .. } => {
                    rooms.iter().filter(|(_, _, gain)| *gain > 0).map(|(fact, ..)| *fact).collect()
                }
                _ => change.target().0.into_iter().collect::<Vec<_>>(),
            };
            for fact in touched {
                if is_open(self.sheet, fact) && !rests_on.contains(&fact) {
                    rests_on.push(fact);
                }
            }
        }
        Path { changes, rests_on, assumes: Vec::new(), on }
    }

    /// The facts about a period that has passed by then and that a path takes to be as they are now.
    pub(super) fn assumed(&self, path: &Path) -> Vec<FactIx> {
        if path.on == self.as_of {
            return Vec::new();
        }
        let mut sheet = self.sheet.clone();
        let mut on = self.start;
        path.changes.iter().for_each(|change| change.apply(&mut sheet, &mut on));
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
