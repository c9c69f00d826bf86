//! A later day: what the assessment would be there, what would still be open and which ways would be left.

use super::finding::{Assessment, assess_at};
use super::horizon::{Mode, at};
use super::next::next_at;
use super::paths::{PathsTo, paths, paths_from};
use ziping_base::calendar::Day;
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::{FactIx, Sheet};

/// What stands on a later day.
#[derive(Debug, Clone, PartialEq)]
pub struct Later {
    /// The assessment of that day.
    pub assessment: Assessment,
    /// Open facts that can still change its grade, the most narrowing first.
    pub next: Vec<FactIx>,
    /// The ways to better grades that begin on that day.
    pub paths: Vec<PathsTo>,
}

/// The assessment as of `day`, with answers given as of `as_of`. The grade is that of the horizon's step on that day;
/// on `as_of` itself, it is the plain assessment.
#[must_use]
pub fn later(library: &Library, rulebook: &RuleBook, sheet: &Sheet, as_of: Day, day: Day, mode: Mode) -> Later {
    let (assessment, next) = found_later(library, rulebook, sheet, as_of, day, mode);
    Later { assessment, next, paths: paths_later(library, rulebook, sheet, as_of, day, mode) }
}

/// What [`later`] says at once: the assessment and what is open.
#[must_use]
pub fn found_later(
    library: &Library,
    rulebook: &RuleBook,
    sheet: &Sheet,
    as_of: Day,
    day: Day,
    mode: Mode,
) -> (Assessment, Vec<FactIx>) {
    let (then, moment) = at(library, sheet, as_of, day, mode);
    (assess_at(library, rulebook, &then, &moment), next_at(library, rulebook, &then, &moment))
}

/// The ways of [`later`], which may take longer than all the rest.
#[must_use]
pub fn paths_later(
    library: &Library,
    rulebook: &RuleBook,
    sheet: &Sheet,
    as_of: Day,
    day: Day,
    mode: Mode,
) -> Vec<PathsTo> {
    let (then, _) = at(library, sheet, as_of, day, mode);
    match mode {
        Mode::Held => paths_from(library, rulebook, &then, as_of, day),
        Mode::Strict => paths(library, rulebook, &then, day),
    }
}
