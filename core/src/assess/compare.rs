//! Two assessments compared: what changed in the grade, and why.

use super::grade::{GradeRange, grade};
use crate::calendar::Day;
use crate::fact::{FactIx, Sheet};
use crate::regime::{Library, RuleBook};
use crate::rule::Moment;

/// Why a grade differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// Changed answers.
    Answers(Vec<FactIx>),
    /// The later date.
    Date(Day, Day),
    /// Another version of the rule book.
    RuleBook(String, String),
}

/// A step from one assessment to another: a cause and the grade before and after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The cause.
    pub cause: Cause,
    /// The grade before.
    pub before: GradeRange,
    /// The grade after.
    pub after: GradeRange,
}

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The library that the rule book belongs to.
    pub library: &'a Library,
    /// The rule book.
    pub rulebook: &'a RuleBook,
    /// The answers.
    pub sheet: &'a Sheet,
    /// The assessment date.
    pub as_of: Day,
}

impl Side<'_> {
    fn grade(&self) -> GradeRange {
        grade(self.rulebook, self.sheet, &Moment::new(self.as_of, &self.library.windows)).grade
    }
}

/// What leads from one assessment to another, in the order answers, date, rule book; causes that are not there are
/// left out. Both libraries must have the same facts, unless the rule book changed.
#[must_use]
pub fn compare(from: Side<'_>, to: Side<'_>) -> Vec<Difference> {
    let mut steps = Vec::new();
    let mut now = from;
    let mut before = now.grade();
    let mut push = |cause: Cause, side: Side<'_>| {
        let after = side.grade();
        steps.push(Difference { cause, before, after });
        before = after;
    };
    let changed: Vec<FactIx> =
        from.library.catalogue.iter().map(|(ix, _)| ix).filter(|ix| from.sheet.get(*ix) != to.sheet.get(*ix)).collect();
    if !changed.is_empty() {
        now.sheet = to.sheet;
        push(Cause::Answers(changed), now);
    }
    if from.as_of != to.as_of {
        now.as_of = to.as_of;
        push(Cause::Date(from.as_of, to.as_of), now);
    }
    if from.rulebook != to.rulebook {
        push(Cause::RuleBook(from.rulebook.version.clone(), to.rulebook.version.clone()), to);
    }
    steps
}

/// Answers that move the grade by themselves: each changed answer that the rule book looks at, with the grade that it
/// alone would lead to from `from`. An answer without effect by itself may still matter together with others.
#[must_use]
pub fn alone(from: Side<'_>, to: &Sheet, changed: &[FactIx]) -> Vec<(FactIx, GradeRange)> {
    let before = from.grade();
    let mut sheet = from.sheet.clone();
    let mut moves = Vec::new();
    for fact in changed {
        let was = sheet.put(*fact, to.get(*fact).cloned());
        let after = Side { sheet: &sheet, ..from }.grade();
        sheet.put(*fact, was);
        if after != before {
            moves.push((*fact, after));
        }
    }
    moves
}
