//! Comparisons of numbers and of shares, on ranges.

use super::breakpoints::used_windows;
use super::eval::number;
use super::expr::{Comparison, Number, Unit};
use super::moment::{Context, World, cause};
use super::trace::{NoTrace, Reason, Trace};
use super::truth::Truth;
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

#[inline(never)]
pub(super) fn compare<T: Trace>(
    left: &Number,
    comparison: Comparison,
    right: &Number,
    unit: Unit,
    context: &Context<'_>,
    trace: &mut T,
) -> Truth {
    let start = trace.mark();
    let a = number(left, context, trace);
    let b = number(right, context, trace);
    let mut truth = compare_ranges(a, comparison, b);
    if truth == Truth::Unknown && count_periods(left, right) && !context.moment.is_imagined() {
        truth = in_each_world(context, |context| {
            let (a, b) = (number(left, context, &mut NoTrace), number(right, context, &mut NoTrace));
            compare_ranges(a, comparison, b)
        });
    }
    if truth.is_known() {
        trace.settle(start);
    }
    if T::ON {
        match (subject(left), subject(right)) {
            (Some(fact), _) => trace.reason(|| Reason::Number(fact, a, comparison, b, unit)),
            (None, Some(fact)) => trace.reason(|| Reason::Number(fact, b, comparison.mirrored(), a, unit)),
            (None, None) => {}
        }
    }
    truth
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
            Number::Derived(_, _, inner, ..) => looks(inner),
            Number::Plus(parts) => parts.iter().any(looks),
            Number::Literal(_) | Number::Answer(..) | Number::Sum(..) | Number::Least(..) => false,
        }
    }
    looks(left) && looks(right)
}

/// What a comparison comes to under each way of reading periods.
fn in_each_world(context: &Context<'_>, compared: impl Fn(&Context<'_>) -> Truth) -> Truth {
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
        Number::Sum(fact, ..) | Number::Least(fact, ..) | Number::Derived(fact, ..) => Some(*fact),
        Number::Rows(rows, _) => Some(rows.table),
        Number::Plus(parts) => parts.iter().find_map(subject),
    }
}

/// Both ends times a number, where 64 bits are enough: WASM has no wider product.
fn small(range: Range, by: i64) -> Option<(i64, i64)> {
    let times = |units: i64| (units.unsigned_abs() < 1 << 50 && by.unsigned_abs() < 1 << 12).then(|| units * by);
    let high = if range.high == Range::OPEN_HIGH { i64::MAX } else { times(range.high)? };
    Some((times(range.low)?, high))
}

/// Both ends times a number, whatever they are.
fn wide(range: Range, by: i64) -> (i128, i128) {
    let times = |units: i64| i128::from(units) * i128::from(by);
    (times(range.low), if range.high == Range::OPEN_HIGH { i128::MAX } else { times(range.high) })
}

/// What two ranges of products can still turn out to be beside each other.
fn crossed<N: Ord + Copy>(part: (N, N), comparison: Comparison, whole: (N, N)) -> Truth {
    let less = || Truth::of(part.0 < whole.1, part.1 >= whole.0);
    let more = || Truth::of(part.1 > whole.0, part.0 <= whole.1);
    let equal = || {
        let same = part.0 == part.1 && whole.0 == whole.1 && part.0 == whole.0;
        Truth::of(part.0 <= whole.1 && whole.0 <= part.1, !same)
    };
    match comparison {
        Comparison::Less => less(),
        Comparison::AtLeast => less().not(),
        Comparison::More => more(),
        Comparison::AtMost => more().not(),
        Comparison::Equal => equal(),
        Comparison::Different => equal().not(),
    }
}

/// A share is part ÷ whole, compared by cross-multiplication. The share of nothing (a whole of 0) is not defined and
/// satisfies no comparison; parts and wholes are not negative.
#[inline(never)]
pub(super) fn share<T: Trace>(
    part: &Number,
    whole: &Number,
    comparison: Comparison,
    (numerator, denominator): (i64, i64),
    context: &Context<'_>,
    trace: &mut T,
) -> Truth {
    let start = trace.mark();
    let p = number(part, context, trace);
    let w = number(whole, context, trace);
    let mut truth = share_of(p, w, comparison, (numerator, denominator));
    if truth == Truth::Unknown && count_periods(part, whole) && !context.moment.is_imagined() {
        // A period is read in one way above and below the line.
        truth = in_each_world(context, |context| {
            let (p, w) = (number(part, context, &mut NoTrace), number(whole, context, &mut NoTrace));
            share_of(p, w, comparison, (numerator, denominator))
        });
    }
    if truth.is_known() {
        trace.settle(start);
    }
    if T::ON
        && let Some(fact) = subject(part)
    {
        trace.reason(|| Reason::Share(fact, p, w, comparison, numerator, denominator));
    }
    truth
}

/// A share of two ranges beside a fraction.
pub(super) fn share_of(p: Range, w: Range, comparison: Comparison, (numerator, denominator): (i64, i64)) -> Truth {
    // part·denominator compared with whole·numerator, each as a range; no upper bound stays none.
    let truth = match (small(p, denominator), small(w, numerator)) {
        (Some(part), Some(whole)) => crossed(part, comparison, whole),
        _ => crossed(wide(p, denominator), comparison, wide(w, numerator)),
    };
    if w.high <= 0 {
        Truth::False
    } else if w.low <= 0 {
        Truth::of(truth.can_be_true(), true)
    } else {
        truth
    }
}
