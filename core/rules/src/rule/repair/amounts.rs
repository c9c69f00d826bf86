//! Changes that move numbers and shares.

use super::Workshop;
use super::change::Change;
use crate::fact::{FactIx, Range, Value};
use crate::rule::NoTrace;
use crate::rule::compare::subject;
use crate::rule::eval::number;
use crate::rule::expr::{Comparison, Number, Operand, Quantity};
use crate::rule::score::move_column_mean;

impl Workshop<'_> {
    pub(super) fn compare(
        &self,
        left: &Number,
        comparison: Comparison,
        right: &Number,
        want: bool,
        found: &mut Vec<Change>,
    ) {
        // What can move stands on the left: `50 <= count` is `count >= 50`.
        if subject(left).is_none() && subject(right).is_some() {
            return self.compare(right, comparison.mirrored(), left, want, found);
        }
        let comparison = if want { comparison } else { comparison.negated() };
        let a = number(left, &self.context, &mut NoTrace);
        let b = number(right, &self.context, &mut NoTrace);
        let (above, below) = ((b.high.saturating_add(1), true), (b.low.saturating_sub(1), false));
        let bounds = match comparison {
            Comparison::AtLeast => [Some((b.high, true)), None],
            Comparison::More => [Some(above), None],
            Comparison::AtMost => [Some((b.low, false)), None],
            Comparison::Less => [Some(below), None],
            Comparison::Equal => [Some((b.low, a.high < b.low)), None],
            Comparison::Different => [Some(above), Some(below)],
        };
        for (bound, raise) in bounds.into_iter().flatten() {
            if bound != Range::OPEN_HIGH && bound != Range::OPEN_LOW {
                self.shift(left, a, bound, raise, found);
            }
        }
    }

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
            Number::Derived(fact, table, derived, low, high) => {
                if self.context.sheet.get(*table).is_some() {
                    self.shift(derived, now, bound, raise, found);
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

    pub(super) fn share(
        &self,
        part: &Number,
        whole: &Number,
        comparison: Comparison,
        (n, d): (i64, i64),
        want: bool,
        found: &mut Vec<Change>,
    ) {
        let comparison = if want { comparison } else { comparison.negated() };
        let p = number(part, &self.context, &mut NoTrace);
        let w = number(whole, &self.context, &mut NoTrace);
        let (n, d) = (i128::from(n), i128::from(d));
        // The part that is exactly the share of a whole, rounded down and up.
        let floor = |whole: i64| (i128::from(whole) * n).div_euclid(d);
        let ceil = |whole: i64| (i128::from(whole) * n + d - 1).div_euclid(d);
        let (bound, raise) = match comparison {
            Comparison::AtLeast | Comparison::More if w.high == Range::OPEN_HIGH || w.high == 0 => {
                // The whole is open: it may be at most part·d/n, or just below.
                let exact = i128::from(p.low) * d - i128::from(comparison == Comparison::More);
                let most = i64::try_from(exact.div_euclid(n.max(1))).unwrap_or(Range::OPEN_HIGH);
                return self.shift(whole, w, most.max(w.low).max(1), w.high == 0, found);
            }
            Comparison::AtLeast => (ceil(w.high), true),
            Comparison::More => (floor(w.high) + 1, true),
            // Of a whole that may be nothing there is no share.
            Comparison::AtMost | Comparison::Less if w.low <= 0 => return,
            Comparison::AtMost => (floor(w.low), false),
            Comparison::Less => (ceil(w.low) - 1, false),
            Comparison::Equal | Comparison::Different => return,
        };
        if let Ok(bound) = i64::try_from(bound) {
            self.shift(part, p, bound, raise, found);
        }
    }
}

/// The least and the most that a number can be, whatever is answered.
const fn ends(number: &Number) -> (i64, i64) {
    match number {
        Number::Answer(_, low, high) | Number::Derived(.., low, high) => (*low, *high),
        Number::Sum(..) | Number::Least(..) | Number::Rows(..) | Number::Plus(_) | Number::Literal(_) => {
            (i64::MIN, i64::MAX)
        }
    }
}

pub(super) fn subject_fact(number: &Number) -> bool {
    subject(number).is_some() && !matches!(number, Number::Rows(_, Quantity::Mean(_)))
}
