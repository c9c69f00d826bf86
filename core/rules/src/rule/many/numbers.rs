//! Numbers of a block of sheets, and how they compare.

use super::Block;
use super::bits::{Bits, Live, bits};
use super::columns::{Column, Ends, LANES};
use crate::fact::{FactIx, Range};
use crate::rule::compare::compare_ranges;
use crate::rule::eval::number;
use crate::rule::expr::{Comparison, Number, Operand};
use crate::rule::trace::NoTrace;
use crate::rule::truth::Truth;

impl Block<'_> {
    /// A number of all live sheets.
    pub(super) fn numbers(&self, expression: &Number, live: &Live, out: &mut Ends) {
        match expression {
            Number::Literal(units) => *out = Ends::all(Range::exactly(*units)),
            Number::Answer(Operand::Fact(fact), low, high) => {
                self.answered(*fact, Range { low: *low, high: *high }, out);
            }
            Number::Sum(fact, years, signed) => {
                self.years((*fact, *years, *signed), Some(Range::exactly(0)), Range::plus, live, out);
            }
            Number::Least(fact, years, signed) => {
                let least = |a: Range, b: Range| Range { low: a.low.min(b.low), high: a.high.min(b.high) };
                self.years((*fact, *years, *signed), None, least, live, out);
            }
            Number::Derived { fact, table, worked_out, low, high } => {
                self.answered(*fact, Range { low: *low, high: *high }, out);
                self.alone(&self.holding(*table, live), |at, context| {
                    out.set(at, number(worked_out, context, &mut NoTrace));
                });
            }
            Number::Plus(parts) => {
                let mut part = Ends::OPEN;
                *out = Ends::all(Range::exactly(0));
                for expression in parts {
                    self.numbers(expression, live, &mut part);
                    out.add(&part, i64::saturating_add);
                }
            }
            Number::Answer(Operand::Column(..), ..) | Number::Rows(..) => {
                self.alone(live, |at, context| out.set(at, number(expression, context, &mut NoTrace)));
            }
        }
    }

    /// The numbers answered, and what they may be while they are not.
    pub(super) fn answered(&self, fact: FactIx, open: Range, out: &mut Ends) {
        let Ends { low, high } = match self.columns.of(fact) {
            Column::Number(all, _) => all.get(self.at).unwrap_or(&Ends::OPEN),
            _ => &Ends::OPEN,
        };
        let slots = out.low.iter_mut().zip(&mut out.high);
        for (((out_low, out_high), low), high) in slots.zip(low).zip(high) {
            let is_open = *low > *high;
            *out_low = if is_open { open.low } else { *low };
            *out_high = if is_open { open.high } else { *high };
        }
    }

    /// The points answered to several facts, added up; what is open is from 0 to the most.
    #[must_use]
    pub fn points(&self, parts: impl Iterator<Item = (FactIx, i64)>) -> ([i64; LANES], [i64; LANES]) {
        let (mut all, mut one) = (Ends::all(Range::exactly(0)), Ends::OPEN);
        for (fact, max) in parts {
            self.answered(fact, Range { low: 0, high: max }, &mut one);
            // Sums that stay within 64 bits are several at a time; the most that a rule book lets points be is small.
            match self.columns.of(fact) {
                Column::Number(_, false) => all.add(&one, i64::saturating_add),
                _ => all.add(&one, i64::wrapping_add),
            }
        }
        (all.low, all.high)
    }

    /// The closed fiscal years folded into one, as in `series.rs`.
    fn years(
        &self,
        (fact, years, signed): (FactIx, u8, bool),
        start: Option<Range>,
        fold: impl Fn(Range, Range) -> Range,
        live: &Live,
        out: &mut Ends,
    ) {
        let last = self.moment.fiscal_year;
        let closed = last.saturating_sub(i32::from(years))..last;
        let open = Range { low: if signed { Range::OPEN_LOW } else { 0 }, high: Range::OPEN_HIGH };
        let known: Vec<&Ends> = match self.columns.of(fact) {
            Column::Years(known) => {
                let closed = known.iter().filter(|(year, _)| closed.contains(year));
                closed.filter_map(|(_, all)| all.get(self.at)).collect()
            }
            _ => Vec::new(),
        };
        for (at, _) in live.iter().enumerate().filter(|(_, live)| **live) {
            let (mut folded, mut seen) = (start, 0);
            for range in known.iter().filter_map(|year| year.get(at)) {
                folded = Some(folded.map_or(range, |folded| fold(folded, range)));
                seen += 1;
            }
            if seen < years {
                folded = Some(folded.map_or(open, |folded| fold(folded, open)));
            }
            out.set(at, folded.unwrap_or(Range::exactly(0)));
        }
    }
}

impl Ends {
    /// The range of a sheet, if it is not open.
    fn get(&self, at: usize) -> Option<Range> {
        let (low, high) = (*self.low.get(at)?, *self.high.get(at)?);
        (low <= high).then_some(Range { low, high })
    }

    fn set(&mut self, at: usize, range: Range) {
        if let Some((low, high)) = self.low.get_mut(at).zip(self.high.get_mut(at)) {
            (*low, *high) = (range.low, range.high);
        }
    }

    /// Adds other ranges to these, sheet by sheet.
    pub(super) fn add(&mut self, other: &Self, plus: impl Fn(i64, i64) -> i64) {
        self.low.iter_mut().zip(&other.low).for_each(|(a, b)| *a = plus(*a, *b));
        self.high.iter_mut().zip(&other.high).for_each(|(a, b)| *a = plus(*a, *b));
    }

    fn ranges(&self) -> impl Iterator<Item = Range> {
        self.low.iter().zip(&self.high).map(|(low, high)| Range { low: *low, high: *high })
    }
}

impl Block<'_> {
    /// Compares two numbers of all live sheets.
    pub(in crate::rule) fn compared(
        &self,
        left: &Number,
        comparison: Comparison,
        right: &Number,
        live: &Live,
        out: &mut Bits,
    ) {
        fn each(left: &Ends, right: &Ends, out: &mut Bits, compare: impl Fn(Range, Range) -> Truth) {
            out.iter_mut().zip(left.ranges()).zip(right.ranges()).for_each(|((out, a), b)| *out = bits(compare(a, b)));
        }
        let (mut a, mut b) = (Ends::OPEN, Ends::OPEN);
        self.numbers(left, live, &mut a);
        self.numbers(right, live, &mut b);
        // One loop for each comparison, so that it is not asked for each sheet.
        match comparison {
            Comparison::Less => each(&a, &b, out, |a, b| compare_ranges(a, Comparison::Less, b)),
            Comparison::AtMost => each(&a, &b, out, |a, b| compare_ranges(a, Comparison::AtMost, b)),
            Comparison::More => each(&a, &b, out, |a, b| compare_ranges(a, Comparison::More, b)),
            Comparison::AtLeast => each(&a, &b, out, |a, b| compare_ranges(a, Comparison::AtLeast, b)),
            Comparison::Equal => each(&a, &b, out, |a, b| compare_ranges(a, Comparison::Equal, b)),
            Comparison::Different => each(&a, &b, out, |a, b| compare_ranges(a, Comparison::Different, b)),
        }
    }

    /// What holds of two numbers of each live sheet: products need care, and are not worth it for the others.
    pub(in crate::rule) fn shares(
        &self,
        part: &Number,
        whole: &Number,
        live: &Live,
        out: &mut Bits,
        holds: impl Fn(Range, Range) -> Truth,
    ) {
        let (mut a, mut b) = (Ends::OPEN, Ends::OPEN);
        self.numbers(part, live, &mut a);
        self.numbers(whole, live, &mut b);
        for ((out, live), (part, whole)) in out.iter_mut().zip(live).zip(a.ranges().zip(b.ranges())) {
            if *live {
                *out = bits(holds(part, whole));
            }
        }
    }
}
