//! Repair: the single changes that bring a condition nearer to a wanted outcome, read off its compiled form and the
//! answers at hand. Searching with them is the business of the assessment's paths, which verify every result.

mod adding;
mod amounts;
mod change;
mod waiting;

use super::eval::evaluate;
use super::expr::{Operand, Test, Windows};
use super::score::reach_worked;
use super::time::occurrence;
use super::{Context, NoTrace, Truth};
use crate::fact::{Catalogue, FactIx, Kind, Occurrence, Range, Value};
pub use change::Change;
use change::held;
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

    pub(in crate::rule) fn collect(&self, test: &Test, want: bool, found: &mut Vec<Change>) {
        if self.state(test) == Truth::known(want) {
            return;
        }
        let sheet = self.context.sheet;
        match test {
            Test::Constant(_)
            | Test::EachYear(..)
            | Test::Uscc(_)
            | Test::Blank(_)
            | Test::Days(..)
            | Test::Ran(..)
            | Test::Every(..) => {}
            Test::Answer(Operand::Fact(fact)) => {
                if self.changeable(*fact) {
                    found.push(Change::Set(*fact, Value::Bool(want)));
                }
            }
            Test::Derived(fact, table, derived) => {
                if sheet.get(*table).is_some() {
                    self.collect(derived, want, found);
                } else if self.changeable(*fact) {
                    found.push(Change::Set(*fact, Value::Bool(want)));
                }
            }
            Test::OneOf(fact, options, by_order) => self.choose(*fact, *options, *by_order, want, found),
            Test::AnyOf(fact, options) => {
                found.push(if want { Change::Gain(*fact, *options) } else { Change::Drop(*fact, *options) })
            }
            Test::AllOf(fact, options) => found.push(if want {
                Change::Set(*fact, Value::Several(held(sheet, *fact) | options))
            } else {
                Change::Drop(*fact, *options)
            }),
            Test::Empty(fact) => {
                found.push(if want { Change::Set(*fact, Value::Several(0)) } else { Change::Gain(*fact, u64::MAX) })
            }
            Test::Compare(left, comparison, right, _) => self.compare(left, *comparison, right, want, found),
            Test::Share(part, whole, comparison, n, d) => self.share(part, whole, *comparison, (*n, *d), want, found),
            Test::Worked(compared) => reach_worked(compared, want, self, found),
            Test::Within(Operand::Fact(fact), window) => self.outlive(*fact, *window, want, found),
            Test::Ever(Operand::Fact(fact)) => match (occurrence(Operand::Fact(*fact), &self.context), want) {
                (None, false) => found.push(Change::Set(*fact, Value::Occurrence(Occurrence::Never))),
                (None | Some(Occurrence::Never), true) => found.extend(self.happens(*fact, self.base)),
                (Some(_), _) => {}
            },
            Test::Before(Operand::Fact(first), second) => {
                if let (false, Some(Occurrence::On(day))) = (want, occurrence(*second, &self.context)) {
                    // What is open may turn out so; what is known can only happen anew, from now on.
                    let open = matches!(sheet.get(*first), None | Some(Value::Occurrence(Occurrence::DayUnknown)));
                    let on = if open { day } else { day.max(self.base) };
                    found.push(Change::Set(*first, Value::Occurrence(Occurrence::On(on))));
                }
            }
            Test::Since(Operand::Fact(fact), window, at_least) => self.mature(*fact, *window, want == *at_least, found),
            Test::FiscalYears(fact, years, at_least) => self.grow(*fact, *years, want == *at_least, found),
            Test::Some(rows) => {
                if want {
                    self.add_rows(rows, 1, found);
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
            // Parts of a row are not repaired one by one: rows are added instead.
            Test::Answer(Operand::Column(..))
            | Test::Within(Operand::Column(..), _)
            | Test::Ever(Operand::Column(..))
            | Test::Before(Operand::Column(..), _)
            | Test::Since(Operand::Column(..), ..) => {}
        }
    }

    fn choose(&self, fact: FactIx, options: u64, by_order: bool, want: bool, found: &mut Vec<Change>) {
        if !self.changeable(fact) {
            return;
        }
        let count = match self.catalogue.get(fact).map(|fact| &fact.kind) {
            Some(Kind::Choice { options, .. }) => options.len().min(63),
            _ => 0,
        };
        let all = (1_u64 << count) - 1;
        let good = if want { options } else { all & !options };
        if good == 0 {
            return;
        }
        // Of an order, those above, of which the lowest is taken, or the highest of those below; otherwise any one.
        let nearest = match (by_order && want, good & 1 == 0) {
            (false, _) => good,
            (true, true) => good,
            (true, false) => 1 << good.ilog2(),
        };
        found.push(Change::Choose(fact, nearest));
    }
}
