//! Comparisons of numbers and of shares, on ranges.

use super::eval::number;
use super::expr::{Comparison, Number, Unit};
use super::moment::{Context, cause};
use super::trace::{Reason, Trace};
use super::truth::Truth;
use crate::fact::{FactIx, Range};

/// What two ranges can still turn out to be beside each other.
#[must_use]
#[inline(always)]
pub(super) fn compare_ranges(left: Range, comparison: Comparison, right: Range) -> Truth {
    let less = |a: Range, b: Range| Truth::of(a.low < b.high, a.high >= b.low);
    match comparison {
        Comparison::Less => less(left, right),
        Comparison::AtLeast => less(left, right).not(),
        Comparison::More => less(right, left),
        Comparison::AtMost => less(right, left).not(),
        Comparison::Equal | Comparison::Different => {
            let overlap = left.low <= right.high && right.low <= left.high;
            let same = left.is_exact() && right.is_exact() && left.low == right.low;
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
    let truth = compare_ranges(a, comparison, b);
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
    let truth = share_of(p, w, comparison, (numerator, denominator));
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
