//! Points from rows: so many for each that counts, at most so many together.

use super::ratio::Ratio;
use super::span::{End, Points, Span};
use super::value::{Value, value};
use crate::fact::{FactIx, Value as Answer};
use crate::rule::eval::evaluate;
use crate::rule::expr::Rows;
use crate::rule::moment::Context;
use crate::rule::trace::Trace;
use crate::rule::truth::Truth;
use serde::{Deserialize, Serialize};

/// More points than any table gives.
const UNBOUNDED: Ratio = Ratio::whole(1 << 50);

/// What rows of one kind give.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowPoints {
    /// Which rows count.
    pub rows: Rows,
    /// The points of each: a number, or worked out from the row.
    pub each: Value,
    /// The most, or the least, that they come to together: what is above it, or below it, is not counted.
    pub limit: Option<Ratio>,
}

/// What rows came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The table.
    pub table: FactIx,
    /// How many rows certainly count.
    pub certain: u32,
    /// How many may count.
    pub possible: u32,
}

impl RowPoints {
    /// How many count, and what they give before any limit.
    pub(super) fn count<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> (Counted, Span) {
        let table = self.rows.table;
        let Some(Answer::Table(all)) = context.sheet.get(table) else {
            trace.open(table);
            let each = value(&self.each, context, trace);
            // Any number of rows: as much as each gives, as often as may be.
            let many = Span::between(End::At(Ratio::ZERO), End::Above);
            return (Counted { table, certain: 0, possible: u32::MAX }, each.times(many));
        };
        let heard = trace.hush(true);
        let mut counted = Counted { table, certain: 0, possible: 0 };
        let nothing = Span::exactly(Ratio::ZERO);
        let mut sum = nothing;
        for row in all.iter() {
            let in_row = Context { row: Some(row), ..*context };
            let mark = trace.mark();
            let counts = evaluate(&self.rows.filter, &in_row, trace);
            if counts.is_known() {
                trace.settle(mark);
            }
            if !counts.can_be_true() {
                continue;
            }
            let each = value(&self.each, &in_row, trace);
            counted.possible += 1;
            counted.certain += u32::from(counts == Truth::True);
            sum = sum.plus(if counts == Truth::True { each } else { each.or(nothing) });
        }
        trace.hush(heard);
        (counted, sum)
    }

    /// The points of rows that come to a sum, within the limit of their kind.
    pub(super) fn points_of(&self, sum: Span, bounds: (Ratio, Ratio)) -> Points {
        // Rows without number take away, or give, more than any base makes up for; the item's bounds hold the sum.
        let low = match sum.low {
            End::At(low) => low,
            End::Below | End::Above => UNBOUNDED.negated(),
        };
        let high = match sum.high {
            End::At(high) => high,
            End::Below | End::Above => UNBOUNDED,
        };
        let points = Points { low, high, silent: sum.undefined };
        match self.limit {
            Some(limit) if limit.is_negative() => points.within(limit, Ratio::ZERO.max(bounds.1)),
            Some(limit) => points.within(Ratio::ZERO.min(bounds.0), limit),
            None => points,
        }
    }
}
