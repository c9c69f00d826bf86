//! What items rest on, as it is written.

use super::grade::{Element, Grade};
use super::procedure::{Document, Duty, Entry, Fee, Step, Validity};
use super::rulebook::{Cap, Condition, Figure, Finder, Ground, Level, Scope};
use ziping_base::diag::Span;

/// Clauses, evidence and doubts of an item, each with its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Backing<'w> {
    pub clause: &'w [(&'w str, Span)],
    pub asks: &'w [(&'w str, Span)],
    pub suggests: &'w [(&'w str, Span)],
    pub notes: &'w [(&'w str, Span)],
    pub inferred: bool,
}

/// What rests on something.
pub(crate) trait Backed {
    fn backing(&self) -> Backing<'_>;
}

/// Which of those keys a table has, and which it has not.
macro_rules! backed {
    ($($table:ident: $($key:ident),+ $(; without $($none:ident),+)?)+) => {
        $(impl Backed for $table<'_> {
            fn backing(&self) -> Backing<'_> {
                Backing { $($key: &self.$key,)+ $($($none: &[],)+)? inferred: self.inferred }
            }
        })+
    };
}

backed! {
    Condition: clause, asks, suggests, notes
    Cap: clause, asks, suggests, notes
    Level: clause, asks, suggests, notes
    Ground: clause, asks, suggests, notes
    Element: clause, asks, suggests, notes
    Figure: clause, notes; without asks, suggests
    Grade: clause, notes; without asks, suggests
    Step: clause, notes; without asks, suggests
    Document: clause, notes; without asks, suggests
    Duty: clause, notes; without asks, suggests
    Fee: clause, notes; without asks, suggests
    Entry: clause, notes; without asks, suggests
    Finder: clause; without asks, suggests, notes
    Scope: clause; without asks, suggests, notes
}

impl Backed for Validity<'_> {
    fn backing(&self) -> Backing<'_> {
        Backing { clause: &self.clause, asks: &[], suggests: &[], notes: &[], inferred: false }
    }
}
