//! What a value may still be: from an end to an end, perhaps without one.

use super::ratio::{Ratio, Rounding};
use crate::fact::Range;
use serde::{Deserialize, Serialize};

/// An end of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum End {
    /// Nothing bounds it from below.
    Below,
    /// Here, included.
    At(Ratio),
    /// Nothing bounds it from above.
    Above,
}

/// The values that are still possible, both ends included; and whether there may be none at all, because the base of a
/// division is not above 0, or a figure is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The least.
    pub low: End,
    /// The most.
    pub high: End,
    /// There may be a value.
    pub defined: bool,
    /// There may be none.
    pub undefined: bool,
}

impl Span {
    /// Anything at all.
    pub const OPEN: Self = Self { low: End::Below, high: End::Above, defined: true, undefined: false };
    /// There is none.
    pub const NONE: Self = Self { low: End::Below, high: End::Above, defined: false, undefined: true };

    /// One value.
    #[must_use]
    pub const fn exactly(value: Ratio) -> Self {
        Self { low: End::At(value), high: End::At(value), defined: true, undefined: false }
    }

    /// From one to the other.
    #[must_use]
    pub const fn between(low: End, high: End) -> Self {
        Self { low, high, defined: true, undefined: false }
    }

    /// A range of units of 10^−`places`.
    #[must_use]
    pub fn of(range: Range, places: u32) -> Self {
        let end = |units: i64| match units {
            Range::OPEN_HIGH => End::Above,
            Range::OPEN_LOW => End::Below,
            units => End::At(Ratio::fixed(units, places)),
        };
        let low = end(range.low);
        Self::between(low, if range.is_exact() { low } else { end(range.high) })
    }

    /// The value, where it is one.
    #[must_use]
    pub fn value(self) -> Option<Ratio> {
        match (self.low, self.high) {
            (End::At(low), End::At(high)) if low == high && self.defined && !self.undefined => Some(low),
            _ => None,
        }
    }

    /// Whether it is known: one value, or certainly none.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.value().is_some() || !self.defined
    }

    /// Either of two.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let undefined = self.undefined || other.undefined;
        match (self.defined, other.defined) {
            (true, true) => {
                Self { low: self.low.min(other.low), high: self.high.max(other.high), defined: true, undefined }
            }
            (true, false) => Self { undefined, ..self },
            (false, _) => Self { undefined, ..other },
        }
    }

    fn with(self, other: Self, low: End, high: End) -> Self {
        let defined = self.defined && other.defined;
        Self { low, high, defined, undefined: self.undefined || other.undefined }
    }

    /// Both values, where both are one: the common case, worked out once.
    fn values(self, other: Self) -> Option<(Ratio, Ratio)> {
        Some((self.value()?, other.value()?))
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        if let Some(sum) = self.values(other).and_then(|(a, b)| a.plus(b)) {
            return Self::exactly(sum);
        }
        let low = match (self.low, other.low) {
            (End::At(a), End::At(b)) => a.plus(b).map_or(End::Below, End::At),
            _ => End::Below,
        };
        let high = match (self.high, other.high) {
            (End::At(a), End::At(b)) => a.plus(b).map_or(End::Above, End::At),
            _ => End::Above,
        };
        self.with(other, low, high)
    }

    /// With the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        let turned = |end: End| match end {
            End::Below => End::Above,
            End::At(value) => End::At(value.negated()),
            End::Above => End::Below,
        };
        Self { low: turned(self.high), high: turned(self.low), ..self }
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        if let Some(product) = self.values(other).and_then(|(a, b)| a.times(b)) {
            return Self::exactly(product);
        }
        let mut ends: Option<(End, End)> = None;
        for a in [self.low, self.high] {
            for b in [other.low, other.high] {
                let Some(corner) = product(a, b) else { return self.with(other, End::Below, End::Above) };
                let (low, high) = ends.unwrap_or((corner, corner));
                ends = Some((low.min(corner), high.max(corner)));
            }
        }
        let (low, high) = ends.unwrap_or((End::Below, End::Above));
        self.with(other, low, high)
    }

    /// The quotient. Of a base that is not above 0 there is none.
    #[must_use]
    pub fn over(self, base: Self) -> Self {
        let nothing = End::At(Ratio::ZERO);
        if let Some(quotient) = self.values(base).filter(|(_, by)| by.is_positive()).and_then(|(a, by)| a.over(by)) {
            return Self::exactly(quotient);
        }
        if base.high <= nothing {
            return Self { undefined: true, ..Self::NONE };
        }
        // One over the base: without an upper bound where the base may come near nothing.
        let turned = |end: End| match end {
            End::At(value) => Ratio::ONE.over(value).map_or(End::Above, End::At),
            End::Below | End::Above => nothing,
        };
        let low = turned(base.high);
        let high = if base.low > nothing { turned(base.low) } else { End::Above };
        let undefined = base.undefined || base.low <= nothing;
        self.times(Self { low, high, undefined, ..base })
    }

    /// The less of two.
    #[must_use]
    pub fn least(self, other: Self) -> Self {
        if let Some((a, b)) = self.values(other) {
            return Self::exactly(a.min(b));
        }
        self.with(other, self.low.min(other.low), self.high.min(other.high))
    }

    /// The more of two.
    #[must_use]
    pub fn most(self, other: Self) -> Self {
        if let Some((a, b)) = self.values(other) {
            return Self::exactly(a.max(b));
        }
        self.with(other, self.low.max(other.low), self.high.max(other.high))
    }

    /// Rounded; rounding ascends, so its ends are those rounded.
    #[must_use]
    pub fn rounded(self, rounding: Rounding) -> Self {
        let round = |end: End| match end {
            End::At(value) => End::At(value.rounded(rounding)),
            end => end,
        };
        Self { low: round(self.low), high: round(self.high), ..self }
    }
}

/// A corner of a product; `None` where it does not fit.
fn product(a: End, b: End) -> Option<End> {
    let nothing = End::At(Ratio::ZERO);
    Some(match (a, b) {
        (End::At(a), End::At(b)) => End::At(a.times(b)?),
        // However large the one may be, none of it is nothing.
        _ if a == nothing || b == nothing => nothing,
        _ if (a > nothing) == (b > nothing) => End::Above,
        _ => End::Below,
    })
}

/// Points that are still possible, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Points {
    /// The least.
    pub low: Ratio,
    /// The most.
    pub high: Ratio,
    /// Part of the range is there because the document does not say what counts.
    pub silent: bool,
}

impl Points {
    /// Known exactly.
    #[must_use]
    pub const fn exactly(points: Ratio) -> Self {
        Self { low: points, high: points, silent: false }
    }

    /// From the least to the most.
    #[must_use]
    pub const fn between(low: Ratio, high: Ratio) -> Self {
        Self { low, high, silent: false }
    }

    /// Whether they are known.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// Changed by something that ascends: each end, once where they are the same.
    pub(super) fn each(self, change: impl Fn(Ratio) -> Ratio) -> Self {
        let low = change(self.low);
        Self { low, high: if self.is_exact() { low } else { change(self.high) }, ..self }
    }

    /// As they are typed: in tenths of a point.
    #[must_use]
    pub fn of_tenths(range: Range) -> Self {
        Self::between(Ratio::fixed(range.low, 1), Ratio::fixed(range.high, 1))
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let low = self.low.added(other.low);
        let high = if self.is_exact() && other.is_exact() { low } else { self.high.added(other.high) };
        Self { low, high, silent: self.silent || other.silent }
    }

    /// Either of two.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high), silent: self.silent || other.silent }
    }

    /// Kept within bounds.
    #[must_use]
    pub fn within(self, least: Ratio, most: Ratio) -> Self {
        self.each(|points| points.min(most).max(least))
    }

    /// As a span.
    #[must_use]
    pub const fn span(self) -> Span {
        Span::between(End::At(self.low), End::At(self.high))
    }
}

impl core::iter::Sum for Points {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::exactly(Ratio::ZERO), Self::plus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn five() -> Span {
        Span::exactly(Ratio::whole(5))
    }

    #[test]
    fn either_of_a_value_and_none_is_that_value_or_none() {
        for either in [five().or(Span::NONE), Span::NONE.or(five())] {
            assert_eq!((either.low, either.high), (five().low, five().high));
            assert!(either.defined && either.undefined, "{either:?}");
        }
        assert_eq!(Span::NONE.or(Span::NONE), Span::NONE);
        let two = five().or(Span::exactly(Ratio::whole(3)));
        assert_eq!(two, Span::between(End::At(Ratio::whole(3)), End::At(Ratio::whole(5))));
    }

    #[test]
    fn a_base_that_may_be_nothing_leaves_the_quotient_without_an_upper_bound() {
        let base = |low: i64| Span::between(End::At(Ratio::whole(low)), End::At(Ratio::whole(10)));
        let half = Ratio::new(1, 2).unwrap();
        let open = five().over(base(0));
        assert_eq!((open.low, open.high, open.undefined), (End::At(half), End::Above, true));
        let bounded = five().over(base(2));
        assert_eq!((bounded.low, bounded.high), (End::At(half), End::At(Ratio::new(5, 2).unwrap())));
        assert!(bounded.defined && !bounded.undefined);
        assert!(!five().over(Span::between(End::Below, End::At(Ratio::ZERO))).defined);
    }
}
