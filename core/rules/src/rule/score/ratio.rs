//! Exact numbers: fractions of whole numbers. What does not fit is said to be unknown, never rounded.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A fraction in lowest terms with a denominator above 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "(i64, i64)", from = "(i64, i64)")]
pub struct Ratio {
    over: i128,
    under: i128,
}

/// How a document rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RoundingMode {
    /// To the nearest, halves away from nothing (四舍五入).
    HalfUp,
    /// To the nearest, halves to the even digit (四舍六入五成双).
    HalfEven,
    /// Digits beyond are left out.
    Down,
}

/// Rounding as a document states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Rounding {
    /// Digits behind the point, at most 9.
    pub digits: u8,
    /// How.
    pub mode: RoundingMode,
}

impl Default for Ratio {
    fn default() -> Self {
        Self::ZERO
    }
}

impl From<Ratio> for (i64, i64) {
    /// What stands in a file fits; a larger number would be the largest there is.
    fn from(ratio: Ratio) -> Self {
        let fit = |number: i128| i64::try_from(number).unwrap_or(if number < 0 { i64::MIN } else { i64::MAX });
        (fit(ratio.over), fit(ratio.under))
    }
}

impl From<(i64, i64)> for Ratio {
    fn from((over, under): (i64, i64)) -> Self {
        Self::new(i128::from(over), i128::from(under)).unwrap_or(Self::ZERO)
    }
}

impl Ratio {
    /// Nothing.
    pub const ZERO: Self = Self { over: 0, under: 1 };
    /// One.
    pub const ONE: Self = Self { over: 1, under: 1 };

    /// A whole number.
    #[must_use]
    pub const fn whole(number: i64) -> Self {
        Self { over: number as i128, under: 1 }
    }

    /// A fraction; `None` where it is one of nothing.
    #[must_use]
    pub fn new(over: i128, under: i128) -> Option<Self> {
        if under == 1 {
            return Some(Self { over, under });
        }
        if let (Ok(small), Ok(base @ 1..)) = (i64::try_from(over), i64::try_from(under)) {
            // Nearly all numbers of a table: wide divisions are slow.
            let (small, base) = cut_small(small, base);
            return Some(Self { over: i128::from(small), under: i128::from(base) });
        }
        if under == 0 || under == i128::MIN || over == i128::MIN {
            return None;
        }
        let (over, under) = if under < 0 { (-over, -under) } else { (over, under) };
        let shared = gcd(over.unsigned_abs(), under.unsigned_abs());
        let shared = i128::try_from(shared).ok().filter(|shared| *shared > 0)?;
        Some(Self { over: over / shared, under: under / shared })
    }

    /// So many units of 10^−`places`.
    #[must_use]
    pub fn fixed(units: i64, places: u32) -> Self {
        Self::new(i128::from(units), 10_i128.pow(places.min(30))).unwrap_or(Self::ZERO)
    }

    /// A decimal as it is written: digits, a point, a sign; at most 15 digits before the point and 9 behind it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let places = text.split_once('.').map_or(0, |(_, behind)| behind.trim_end_matches('0').len());
        let places = u32::try_from(places).ok().filter(|places| *places <= 9)?;
        let negative = text.strip_prefix('-');
        let digits: i128 = {
            let (whole, behind) = negative.unwrap_or(text).split_once('.').unwrap_or((negative.unwrap_or(text), ""));
            let good = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
            if whole.is_empty() || whole.len() > 15 || !good(whole) || !good(behind) || text.ends_with('.') {
                return None;
            }
            let behind = behind.trim_end_matches('0');
            format!("{whole}{behind}").parse().ok()?
        };
        Self::new(if negative.is_some() { -digits } else { digits }, 10_i128.pow(places))
    }

    /// Numerator and denominator.
    #[must_use]
    pub const fn parts(self) -> (i128, i128) {
        (self.over, self.under)
    }

    /// Whether it is below nothing.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.over < 0
    }

    /// Whether it is above nothing.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.over > 0
    }

    /// The sum; `None` where it does not fit.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        if self.under == other.under {
            let over = self.over.checked_add(other.over)?;
            return if self.under == 1 { Some(Self { over, under: 1 }) } else { Self::new(over, self.under) };
        }
        if self.under == 1 || other.under == 1 {
            // A fraction and a whole number have no more in common than the fraction.
            let (whole, part) = if self.under == 1 { (self.over, other) } else { (other.over, self) };
            let over = whole.checked_mul(part.under)?.checked_add(part.over)?;
            return Some(Self { over, under: part.under });
        }
        if let (Some((a, b)), Some((c, d))) = (self.small(), other.small()) {
            // Each product fits twice, and so does their sum.
            let wide = |x: i64, y: i64| i128::from(x) * i128::from(y);
            return Self::new(wide(a, d) + wide(c, b), wide(b, d));
        }
        let shared = i128::try_from(gcd(self.under.unsigned_abs(), other.under.unsigned_abs())).ok()?;
        let (left, right) = (other.under / shared, self.under / shared);
        let over = self.over.checked_mul(left)?.checked_add(other.over.checked_mul(right)?)?;
        Self::new(over, self.under.checked_mul(left)?)
    }

    /// The sum; one that does not fit stays as large as it was. For points of tables, which fit: their bounds hold all the
    /// same.
    #[must_use]
    pub fn added(self, other: Self) -> Self {
        self.plus(other).unwrap_or(self)
    }

    /// The difference; `None` where it does not fit.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    /// Both parts, where they are small enough for quick steps: products of two then fit with room to add.
    fn small(self) -> Option<(i64, i64)> {
        const MOST: u64 = 1 << 62;
        let fits = |number: i128| i64::try_from(number).ok().filter(|number| number.unsigned_abs() < MOST);
        Some((fits(self.over)?, fits(self.under)?))
    }

    /// With the other sign.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { over: self.over.saturating_neg(), under: self.under }
    }

    /// The product; `None` where it does not fit.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        if self.under == 1 && other.under == 1 {
            return Some(Self { over: self.over.checked_mul(other.over)?, under: 1 });
        }
        if let (Some((a, b)), Some((c, d))) = (self.small(), other.small()) {
            let wide = |x: i64, y: i64| i128::from(x) * i128::from(y);
            // Both fractions across: the products then have nothing in common.
            let ((a, d), (c, b)) = (cut_small(a, d), cut_small(c, b));
            return Some(Self { over: wide(a, c), under: wide(b, d) });
        }
        // Both fractions across, so that what fits is found to fit.
        let (a, d) = cut(self.over, other.under)?;
        let (c, b) = cut(other.over, self.under)?;
        Some(Self { over: a.checked_mul(c)?, under: b.checked_mul(d)? })
    }

    /// The quotient; `None` where the other is nothing, or it does not fit.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        if other.over == 0 || other.over == i128::MIN {
            return None;
        }
        let sign = if other.over < 0 { -1 } else { 1 };
        self.times(Self { over: other.under * sign, under: other.over * sign })
    }

    /// The largest whole number that is no more.
    #[must_use]
    pub fn floor(self) -> i128 {
        if self.under == 1 {
            return self.over;
        }
        match self.small() {
            Some((over, under)) => i128::from(over.div_euclid(under)),
            None => self.over.div_euclid(self.under),
        }
    }

    /// The smallest whole number that is no less.
    #[must_use]
    pub fn ceil(self) -> i128 {
        // In lowest terms no other number is over 1.
        if self.under == 1 { self.over } else { self.floor() + 1 }
    }

    /// How many units of 10^−`places` it holds, digits beyond left out towards less. `None` where that does not fit.
    #[must_use]
    pub fn units_below(self, places: u32) -> Option<i64> {
        let scaled = self.times(Self { over: 10_i128.pow(places.min(30)), under: 1 })?;
        i64::try_from(scaled.floor()).ok()
    }

    /// Rounded as a document says. What is too large to be rounded stays as it is.
    #[must_use]
    pub fn rounded(self, rounding: Rounding) -> Self {
        let unit = 10_i128.pow(u32::from(rounding.digits.min(9)));
        let Some(scaled) = self.times(Self { over: unit, under: 1 }).filter(|scaled| scaled.under != 1) else {
            // Too large, or without digits beyond.
            return self;
        };
        let size = Self { over: scaled.over.saturating_abs(), under: scaled.under };
        let whole = size.floor();
        let rest = size.over - whole * size.under;
        let half = rest.saturating_mul(2).cmp(&size.under);
        let up = match rounding.mode {
            RoundingMode::Down => false,
            RoundingMode::HalfUp => half != Ordering::Less,
            RoundingMode::HalfEven => half == Ordering::Greater || half == Ordering::Equal && whole % 2 != 0,
        };
        let magnitude = whole + i128::from(up);
        Self::new(if scaled.over < 0 { -magnitude } else { magnitude }, unit).unwrap_or(self)
    }

    /// How many digits behind the point it has; `None`: they do not end.
    #[must_use]
    pub fn digits(self) -> Option<u32> {
        let mut under = self.under;
        let (mut twos, mut fives) = (0, 0);
        while under % 2 == 0 {
            under /= 2;
            twos += 1;
        }
        while under % 5 == 0 {
            under /= 5;
            fives += 1;
        }
        (under == 1).then_some(twos.max(fives))
    }

    /// As a decimal; digits that do not end, or are more than six, are cut off half up behind the sixth.
    #[must_use]
    pub fn shown(self) -> String {
        let rounded = match self.digits() {
            Some(digits) if digits <= 6 => self,
            _ => self.rounded(Rounding { digits: 6, mode: RoundingMode::HalfUp }),
        };
        let units = rounded.times(Self { over: 1_000_000, under: 1 }).map_or(i128::MAX, Self::floor);
        let (sign, size) = if units < 0 { ("-", units.unsigned_abs()) } else { ("", units.unsigned_abs()) };
        let (whole, behind) = (size / 1_000_000, size % 1_000_000);
        if behind == 0 {
            return format!("{sign}{whole}");
        }
        let behind = format!("{behind:06}");
        format!("{sign}{whole}.{}", behind.trim_end_matches('0'))
    }
}

impl PartialOrd for Ratio {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        // Nearly all comparisons of a table are between whole numbers.
        if self.under == other.under { self.over.cmp(&other.over) } else { across(*self, *other) }
    }
}

/// Compares fractions of different denominators.
fn across(a: Ratio, b: Ratio) -> Ordering {
    if let (Some((over, under)), Some((other_over, other_under))) = (a.small(), b.small()) {
        return (i128::from(over) * i128::from(other_under)).cmp(&(i128::from(other_over) * i128::from(under)));
    }
    match (a.over.checked_mul(b.under), b.over.checked_mul(a.under)) {
        (Some(left), Some(right)) => left.cmp(&right),
        _ => by_parts((a.over, a.under), (b.over, b.under)),
    }
}

/// Compares fractions whose products do not fit: their whole parts, then what is left, upside down.
fn by_parts((a, b): (i128, i128), (c, d): (i128, i128)) -> Ordering {
    let wholes = a.div_euclid(b).cmp(&c.div_euclid(d));
    let (left, right) = (a.rem_euclid(b), c.rem_euclid(d));
    match (wholes, left == 0, right == 0) {
        (Ordering::Equal, true, true) => Ordering::Equal,
        (Ordering::Equal, true, false) => Ordering::Less,
        (Ordering::Equal, false, true) => Ordering::Greater,
        (Ordering::Equal, false, false) => by_parts((d, right), (b, left)),
        (other, ..) => other,
    }
}

fn cut(over: i128, under: i128) -> Option<(i128, i128)> {
    if under == 1 {
        return Some((over, under));
    }
    let shared = i128::try_from(gcd(over.unsigned_abs(), under.unsigned_abs())).ok().filter(|shared| *shared > 0)?;
    Some((over / shared, under / shared))
}

/// A fraction, its base above 0, in lowest terms.
fn cut_small(over: i64, under: i64) -> (i64, i64) {
    if under == 1 {
        return (over, under);
    }
    match i64::try_from(gcd_of_small(over.unsigned_abs(), under.unsigned_abs())) {
        Ok(shared @ 2..) => (over / shared, under / shared),
        _ => (over, under),
    }
}

fn gcd_of_small(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn gcd(a: u128, b: u128) -> u128 {
    if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
        return u128::from(gcd_of_small(a, b));
    }
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ratio(text: &str) -> Ratio {
        Ratio::parse(text).unwrap()
    }

    #[test]
    fn decimals_are_read_and_shown_as_they_are() {
        for (text, shown) in [("0", "0"), ("16.79", "16.79"), ("-0.5", "-0.5"), ("2.50", "2.5"), ("100", "100")] {
            assert_eq!(ratio(text).shown(), shown);
        }
        for bad in ["", ".", ".5", "1.", "-", "+5", "1.+5", "1e3", "一", "1.1234567891", "1234567890123456"] {
            assert_eq!(Ratio::parse(bad), None, "{bad}");
        }
        assert_eq!(Ratio::new(1, 3).unwrap().shown(), "0.333333");
        assert_eq!(Ratio::new(-2, 3).unwrap().shown(), "-0.666667");
    }

    #[test]
    fn rounding_is_that_of_the_document() {
        let to = |digits, mode| Rounding { digits, mode };
        for (text, mode, digits, rounded) in [
            ("16.785", RoundingMode::HalfUp, 2, "16.79"),
            ("16.785", RoundingMode::HalfEven, 2, "16.78"),
            ("16.775", RoundingMode::HalfEven, 2, "16.78"),
            ("16.789", RoundingMode::Down, 2, "16.78"),
            ("-16.785", RoundingMode::HalfUp, 2, "-16.79"),
            ("-16.789", RoundingMode::Down, 2, "-16.78"),
            ("7.35", RoundingMode::HalfUp, 1, "7.4"),
            ("7.5", RoundingMode::HalfEven, 0, "8"),
            ("6.5", RoundingMode::HalfEven, 0, "6"),
            ("6.5", RoundingMode::HalfUp, 1, "6.5"),
            ("-7", RoundingMode::Down, 0, "-7"),
        ] {
            assert_eq!(ratio(text).rounded(to(digits, mode)).shown(), rounded, "{text} {mode:?}");
        }
    }

    #[test]
    fn what_does_not_fit_is_not_made_up() {
        let large = Ratio { over: i128::MAX, under: 1 };
        assert_eq!(large.plus(Ratio::ONE), None);
        assert_eq!(large.times(Ratio::whole(2)), None);
        assert_eq!(Ratio::ONE.over(Ratio::ZERO), None);
        assert!(large > Ratio { over: i128::MAX, under: 2 });
        assert!(Ratio { over: i128::MAX, under: 3 } > Ratio { over: i128::MAX - 1, under: 3 });
        assert!(
            Ratio { over: i128::MAX, under: i128::MAX - 1 }
                > Ratio { over: i128::MAX - 1, under: i128::MAX - 2 }.minus(Ratio::ONE).unwrap()
        );
    }

    proptest! {
        #[test]
        fn order_and_sums_agree_with_cross_multiplication(
            a in -1_000_i64..1_000, b in 1_i64..60, c in -1_000_i64..1_000, d in 1_i64..60,
        ) {
            let (x, y) = (Ratio::from((a, b)), Ratio::from((c, d)));
            prop_assert_eq!(x.cmp(&y), (a * d).cmp(&(c * b)));
            prop_assert_eq!(by_parts((x.over, x.under), (y.over, y.under)), x.cmp(&y));
            prop_assert_eq!(x.plus(y).unwrap(), Ratio::from((a * d + c * b, b * d)));
            prop_assert_eq!(x.times(y).unwrap(), Ratio::from((a * c, b * d)));
            if c != 0 {
                prop_assert_eq!(x.over(y).unwrap(), Ratio::from((a * d * c.signum(), b * c.abs())));
            }
            let whole = |number: i128| Ratio::whole(number.try_into().unwrap());
            let (below, above) = (whole(x.floor()), whole(x.ceil()));
            prop_assert!(below <= x && x < below.plus(Ratio::ONE).unwrap());
            prop_assert!(above >= x && x > above.minus(Ratio::ONE).unwrap());
        }

        /// What is too large for the quick ways comes to the same.
        #[test]
        fn large_numbers_are_worked_out_as_small_ones_are(
            a in -1_000_i128..1_000, b in 1_i128..60, c in -1_000_i128..1_000, d in 1_i128..60,
        ) {
            // A factor that neither of them has, and that the parts of neither fit beside.
            let large = (1_i128 << 63) - 25;
            let (x, y) = (Ratio::new(a * large, b).unwrap(), Ratio::new(c, d * large).unwrap());
            prop_assert_eq!(x.times(y).unwrap(), Ratio::new(a * c, b * d).unwrap());
            prop_assert_eq!(x.floor(), (a * large).div_euclid(b));
            prop_assert_eq!(x.ceil(), -(-a * large).div_euclid(b));
            let sum = Ratio::new(a * large + c * b, b).unwrap();
            prop_assert_eq!(x.plus(Ratio::new(c, 1).unwrap()).unwrap(), sum);
            prop_assert_eq!(Ratio::new(c, 1).unwrap().plus(x).unwrap(), sum);
        }
    }
}
