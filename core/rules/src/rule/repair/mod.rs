//! Repair: the single changes that bring a condition nearer to a wanted outcome, read off its compiled form and the
//! answers at hand. Searching with them is the business of the assessment's paths, which verify every result.

mod adding;
mod amounts;
mod change;
mod completing;
mod waiting;

use super::eval::evaluate;
use super::expr::{Operand, Test, Windows};
use super::operators::{Answer, Operator};
use super::{Context, NoTrace, Truth};
use crate::fact::{Catalogue, FactIx, Range};
pub(in crate::rule) use change::held;
pub use change::{Change, Filled};
pub use completing::leaves_rows_open;
use ziping_base::calendar::Day;

/// Where repairs are looked for.
#[derive(Debug, Clone, Copy)]
pub struct Workshop<'a> {
    /// The answers and the date.
    pub context: Context<'a>,
    /// The day from which one sets out: what ends or is obtained, ends or is obtained then.
    pub base: Day,
    /// All facts.
    pub catalogue: &'a Catalogue,
    /// All windows.
    pub windows: &'a Windows,
}

/// The alternatives, each a single change, that bring `test` nearer to `want`; none when it cannot be brought about.
#[must_use]
pub fn repairs(test: &Test, want: bool, workshop: &Workshop<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    workshop.collect(test, want, &mut found);
    found
}

impl Workshop<'_> {
    pub(in crate::rule) fn state(&self, test: &Test) -> Truth {
        evaluate(test, &self.context, &mut NoTrace)
    }

    /// The past cannot be changed; an open answer can still be given.
    pub(in crate::rule) fn changeable(&self, fact: FactIx) -> bool {
        self.context.sheet.get(fact).is_none() || self.catalogue.get(fact).is_some_and(|fact| !fact.fixed)
    }

    /// A number that can be changed can become anything; one of the past only what it may still turn out to be.
    fn can_move(&self, fact: FactIx, now: Range, to: i64) -> bool {
        self.changeable(fact) || (now.low..=now.high).contains(&to)
    }

    /// Adds the alternatives that bring a condition nearer to `want`.
    pub(in crate::rule) fn collect(&self, test: &Test, want: bool, found: &mut Vec<Change>) {
        if self.state(test) == Truth::known(want) {
            return;
        }
        match test {
            Test::Constant(_) => {}
            Test::Leaf(leaf) => leaf.repairs(want, self, found),
            Test::Derived { fact, table, worked_out } => {
                if self.context.sheet.get(*table).is_some() {
                    self.collect(worked_out, want, found);
                } else {
                    Answer(Operand::Fact(*fact)).repairs(want, self, found);
                }
            }
            Test::AtLeast(_, parts) => {
                for part in parts {
                    self.collect(part, want, found);
                }
            }
            Test::Readings(readings) => {
                if let Some((_, part)) = readings.iter().find(|(_, part)| self.state(part) != Truth::known(want)) {
                    self.collect(part, want, found);
                }
            }
            Test::Not(inner) => self.collect(inner, !want, found),
            Test::And(parts) | Test::Or(parts) => {
                let all_needed = matches!(test, Test::And(_)) == want;
                if all_needed {
                    if let Some(part) = parts.iter().find(|part| self.state(part) != Truth::known(want)) {
                        self.collect(part, want, found);
                    }
                } else {
                    for part in parts {
                        self.collect(part, want, found);
                    }
                }
            }
        }
    }
}
