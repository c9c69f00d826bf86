//! What is not needed is taken out of a path again.

use super::search::Search;
use super::{Path, Target, is_open};
use crate::horizon::{eligible_resting, resting};
use ziping_rules::fact::FactIx;
use ziping_rules::rule::Change;

impl Search<'_> {
    /// Takes out every change without which the target is still reached, the dearest first: waiting, then the rest
    /// from the last made.
    pub(super) fn minimal(&self, mut changes: Vec<Change>) -> Vec<Change> {
        let mut order: Vec<Change> = changes.iter().rev().cloned().collect();
        order.sort_by_key(|change| !matches!(change, Change::Wait { .. }));
        for change in order {
            let without: Vec<Change> = changes.iter().filter(|other| **other != change).cloned().collect();
            if without.len() < changes.len() && self.reaches(&without) {
                changes = without;
            }
        }
        self.fewest_rows(changes)
    }

    /// Takes out every added row without which the target is still reached: some were added before waiting made them
    /// too old.
    fn fewest_rows(&self, mut changes: Vec<Change>) -> Vec<Change> {
        for at in 0..changes.len() {
            let Some(Change::Rows(table, rows)) = changes.get(at).cloned() else { continue };
            let mut kept = rows;
            for place in (0..kept.len()).rev() {
                let mut fewer = kept.clone();
                fewer.remove(place);
                let mut trial = changes.clone();
                trial.get_mut(at).into_iter().for_each(|change| *change = Change::Rows(table, fewer.clone()));
                if !fewer.is_empty() && self.reaches(&trial) {
                    kept = fewer;
                    changes = trial;
                }
            }
        }
        changes
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
