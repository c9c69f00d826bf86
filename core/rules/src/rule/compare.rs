//! Ranges beside each other, and what comparisons of numbers share.

use super::expr::{Comparison, Number};
use super::moment::{Context, World, cause};
use super::truth::Truth;
use super::uses::used_windows;
use crate::fact::{FactIx, Range};

/// What two ranges can still turn out to be beside each other.
#[must_use]
#[inline(always)]
pub(super) fn compare_ranges(left: Range, comparison: Comparison, right: Range) -> Truth {
    let same = left.is_exact() && right.is_exact() && left.low == right.low;
    compare_ends((left.low, left.high), comparison, (right.low, right.high), same)
}

/// The same of the least and the most that each can be. `same`: both are known, and are one number.
#[must_use]
#[inline(always)]
pub(super) fn compare_ends<T: Ord>(left: (T, T), comparison: Comparison, right: (T, T), same: bool) -> Truth {
    let less = |a: &(T, T), b: &(T, T)| Truth::of(a.0 < b.1, a.1 >= b.0);
    match comparison {
        Comparison::Less => less(&left, &right),
        Comparison::AtLeast => less(&left, &right).not(),
        Comparison::More => less(&right, &left),
        Comparison::AtMost => less(&right, &left).not(),
        Comparison::Equal | Comparison::Different => {
            let overlap = left.0 <= right.1 && right.0 <= left.1;
            let equal = Truth::of(overlap, !same);
            if comparison == Comparison::Equal { equal } else { equal.not() }
        }
    }
}

/// Whether both numbers choose their rows by periods, so that a reading of periods stands on both sides.
pub(super) fn count_periods(left: &Number, right: &Number) -> bool {
    fn looks(number: &Number) -> bool {
        match number {
            Number::Rows(rows, _) => {
                let mut used = Vec::new();
                used_windows(&rows.filter, &mut used);
                !used.is_empty()
            }
            Number::Derived { worked_out, .. } => looks(worked_out),
            Number::Plus(parts) => parts.iter().any(looks),
            Number::Literal(_) | Number::Answer(..) | Number::Sum(..) | Number::Least(..) => false,
        }
    }
    looks(left) && looks(right)
}

/// What a comparison comes to under each way of reading periods.
pub(super) fn in_each_world(context: &Context<'_>, compared: impl Fn(&Context<'_>) -> Truth) -> Truth {
    let (mut can_be_true, mut can_be_false) = (false, false);
    for world in World::all(true, &[]).into_iter().flatten() {
        let moment = context.moment.under(world);
        let truth = compared(&Context { moment: &moment, ..*context });
        can_be_true |= truth.can_be_true();
        can_be_false |= truth.can_be_false();
    }
    Truth::of(can_be_true, can_be_false)
}

/// The fact that a number is about.
pub(super) fn subject(number: &Number) -> Option<FactIx> {
    match number {
        Number::Literal(_) => None,
        Number::Answer(operand, ..) => Some(cause(*operand)),
        Number::Sum(fact, ..) | Number::Least(fact, ..) | Number::Derived { fact, .. } => Some(*fact),
        Number::Rows(rows, _) => Some(rows.table),
        Number::Plus(parts) => parts.iter().find_map(subject),
    }
}
