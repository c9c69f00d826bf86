//! Changes that move numbers.

use super::Workshop;
use super::change::Change;
use crate::fact::{FactIx, Range, Value};
use crate::rule::NoTrace;
use crate::rule::compare::subject;
use crate::rule::eval::number;
use crate::rule::expr::{Number, Operand, Quantity};
use crate::rule::score::move_column_mean;

impl Workshop<'_> {
    /// Moves a number to a bound.
    pub(in crate::rule) fn shift(
        &self,
        subject: &Number,
        now: Range,
        bound: i64,
        raise: bool,
        found: &mut Vec<Change>,
    ) {
        match subject {
            Number::Literal(_) | Number::Answer(Operand::Column(..), ..) => {}
            Number::Answer(Operand::Fact(fact), low, high) => {
                if self.can_move(*fact, now, bound) && (*low..=*high).contains(&bound) {
                    found.push(Change::Number {
                        fact: *fact,
                        year: None,
                        from: now,
                        to: bound,
                        raise,
                        no_further: None,
                    });
                }
            }
            Number::Derived { fact, table, worked_out, low, high } => {
                if self.context.sheet.get(*table).is_some() {
                    self.shift(worked_out, now, bound, raise, found);
                } else {
                    self.shift(&Number::Answer(Operand::Fact(*fact), *low, *high), now, bound, raise, found);
                }
            }
            Number::Sum(fact, years, _) => {
                if bound >= 0 && self.can_move(*fact, now, bound) {
                    let first = self.context.moment.fiscal_year - i32::from(*years);
                    found.push(Change::Total {
                        fact: *fact,
                        first,
                        years: *years,
                        from: now,
                        to: bound,
                        raise,
                        no_further: None,
                    });
                }
            }
            Number::Least(fact, years, _) => {
                let (year, from) = self.movable_year(*fact, *years, |range| range.low < bound);
                if raise && self.can_move(*fact, from, bound) {
                    found.push(Change::Number {
                        fact: *fact,
                        year: Some(year),
                        from,
                        to: bound,
                        raise,
                        no_further: None,
                    });
                }
            }
            Number::Rows(rows, Quantity::Count | Quantity::Distinct(_) | Quantity::Groups(..)) => {
                if raise {
                    self.complete_rows(rows, bound.saturating_sub(now.low), found);
                    self.add_rows(rows, bound.saturating_sub(now.low), found);
                }
            }
            // One large amount is enough.
            Number::Rows(rows, Quantity::Total(_)) => {
                if raise {
                    self.add_rows(rows, 1, found);
                }
            }
            Number::Rows(rows, Quantity::Mean(column)) => move_column_mean(rows, *column, bound, raise, self, found),
            // Each part that can may make up for what is missing; one that cannot do so alone goes as far as it can.
            Number::Plus(parts) => {
                let gap = if raise { bound.saturating_sub(now.low) } else { bound.saturating_sub(now.high) };
                for part in parts.iter().filter(|part| subject_fact(part)) {
                    let own = number(part, &self.context, &mut NoTrace);
                    let base = if raise { own.low } else { own.high };
                    let (low, high) = ends(part);
                    let to = base.saturating_add(gap).clamp(low, high);
                    if to != base {
                        self.shift(part, own, to, raise, found);
                    }
                }
            }
        }
    }

    /// The last closed fiscal year that fits, otherwise the last one.
    pub(super) fn movable_year(&self, fact: FactIx, years: u8, fits: impl Fn(Range) -> bool) -> (i32, Range) {
        let last = self.context.moment.fiscal_year - 1;
        let open = Range { low: 0, high: Range::OPEN_HIGH };
        let of = |year: i32| match self.context.sheet.get(fact) {
            Some(Value::Yearly(known)) => known.iter().find(|(y, _)| *y == year).map_or(open, |(_, range)| *range),
            _ => open,
        };
        (0..i32::from(years))
            .map(|back| (last - back, of(last - back)))
            .find(|(_, range)| fits(*range))
            .unwrap_or((last, of(last)))
    }
}

/// The least and the most that a number can be, whatever is answered.
const fn ends(number: &Number) -> (i64, i64) {
    match number {
        Number::Answer(_, low, high) | Number::Derived { low, high, .. } => (*low, *high),
        Number::Sum(..) | Number::Least(..) | Number::Rows(..) | Number::Plus(_) | Number::Literal(_) => {
            (i64::MIN, i64::MAX)
        }
    }
}

pub(super) fn subject_fact(number: &Number) -> bool {
    subject(number).is_some() && !matches!(number, Number::Rows(_, Quantity::Mean(_)))
}
