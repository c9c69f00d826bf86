//! The procedures of a rule book, and when a step that begins on a day is over.

use crate::calendar::{Day, Period, Unit};
use crate::regime::{DurationUnit, Library, RuleBook, Step};

/// The procedures of a rule book, in the order of its steps and documents.
#[must_use]
pub fn procedures(rulebook: &RuleBook) -> Vec<&str> {
    let mut all: Vec<&str> = Vec::new();
    let steps = rulebook.steps.iter().flat_map(|step| &step.procedures);
    for procedure in steps.chain(rulebook.documents.iter().flat_map(|document| &document.procedures)) {
        if !all.contains(&procedure.as_str()) {
            all.push(procedure);
        }
    }
    all
}

/// The last day of a step that begins on `from`, which is not counted (民法典 201), and whether that rests on working
/// days not known yet. A month ends on the corresponding day. `None`: the document publishes no duration.
#[must_use]
pub fn step_end(library: &Library, step: &Step, from: Day) -> Option<(Day, bool)> {
    let (count, unit) = step.duration?;
    Some(match unit {
        DurationUnit::WorkingDays => library.calendar.after(from, count),
        DurationUnit::Days => (Period { count, unit: Unit::Days }.after(from), false),
        DurationUnit::Months => (Period { count, unit: Unit::Months }.after(from), false),
    })
}
