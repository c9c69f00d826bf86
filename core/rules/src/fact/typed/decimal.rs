//! Decimals as they are typed, with their separators of thousands or ten thousands; exact.

use super::Fault;

/// A number that is not negative: `digits` × 10^−`places`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decimal {
    pub(super) digits: i128,
    pub(super) places: u32,
}

/// The most digits that are read. No amount has as many.
const MOST: usize = 24;

impl Decimal {
    pub(super) const ZERO: Self = Self { digits: 0, places: 0 };

    pub(super) const fn whole(digits: i128) -> Self {
        Self { digits, places: 0 }
    }

    /// Reads `12,000,000.50`, `1200 0000`, `1,2345`: in groups of three, or of four as in 万, or in none. Anything else
    /// that commas or spaces do is refused: `1,5` may be 1.5 or a slip, and `120,130` after `，` two numbers.
    pub(super) fn of(text: &str) -> Result<Self, Fault> {
        let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if fraction.is_some_and(|fraction| !digits(fraction)) {
            return Err(if fraction.is_some_and(|rest| rest.contains([',', ' ', '_', '，', '、'])) {
                Fault::Grouping
            } else {
                Fault::NotNumber
            });
        }
        let whole = ungrouped(whole)?;
        let fraction = fraction.unwrap_or_default().trim_end_matches('0');
        if whole.len() + fraction.len() > MOST {
            return Err(if whole.trim_start_matches('0').len() > 15 { Fault::TooLarge } else { Fault::TooFine });
        }
        let all = format!("{whole}{fraction}").parse().map_err(|_| Fault::NotNumber)?;
        Ok(Self { digits: all, places: u32::try_from(fraction.len()).unwrap_or(0) })
    }

    /// Times 10^`zeros`.
    pub(super) const fn times(self, zeros: u32) -> Option<Self> {
        if self.places >= zeros {
            return Some(Self { digits: self.digits, places: self.places - zeros });
        }
        match 10_i128.checked_pow(zeros - self.places) {
            Some(power) => match self.digits.checked_mul(power) {
                Some(digits) => Some(Self { digits, places: 0 }),
                None => None,
            },
            None => None,
        }
    }

    /// The sum with another.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let digits = |one: Self| one.digits.checked_mul(10_i128.checked_pow(places - one.places)?);
        Some(Self { digits: digits(self)?.checked_add(digits(other)?)?, places })
    }

    /// Whether it is below 10^`zeros`.
    pub(super) fn is_below(self, zeros: u32) -> bool {
        10_i128.checked_pow(zeros + self.places).is_none_or(|limit| self.digits < limit)
    }

    /// In units of 10^−`places`, below 10¹⁵ whole ones: what an answer file holds.
    pub(super) fn units(self, places: u32) -> Result<i64, Fault> {
        if !self.is_below(15) {
            return Err(Fault::TooLarge);
        }
        let mut one = self;
        while one.places > places {
            if one.digits % 10 != 0 {
                return Err(Fault::TooFine);
            }
            one = Self { digits: one.digits / 10, places: one.places - 1 };
        }
        let units = 10_i128.checked_pow(places - one.places).and_then(|power| one.digits.checked_mul(power));
        units.and_then(|units| i64::try_from(units).ok()).ok_or(Fault::TooLarge)
    }
}

/// The digits before the point without their separators.
fn ungrouped(text: &str) -> Result<String, Fault> {
    // A Chinese comma divides two numbers.
    if text.contains(['，', '、']) && text.contains(|c: char| c.is_ascii_digit()) {
        return Err(Fault::Grouping);
    }
    if text.is_empty() || !text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '_')) {
        return Err(Fault::NotNumber);
    }
    let parts: Vec<&str> = text.split([',', ' ', '_']).collect();
    let one_kind = [',', ' ', '_'].into_iter().filter(|separator| text.contains(*separator)).count() <= 1;
    let grouped = |size: usize| match parts.as_slice() {
        [] => false,
        [_] => true,
        [first, rest @ ..] => {
            (1..=size).contains(&first.len()) && !first.starts_with('0') && rest.iter().all(|part| part.len() == size)
        }
    };
    if one_kind && (grouped(3) || grouped(4)) { Ok(parts.concat()) } else { Err(Fault::Grouping) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(i128, u32), Fault> {
        Decimal::of(text).map(|read| (read.digits, read.places))
    }

    #[test]
    fn digits_come_in_groups_of_three_or_four_or_in_none() {
        for (text, whole) in [
            ("1234567", 1_234_567),
            ("1,234,567", 1_234_567),
            ("123,4567", 1_234_567),
            ("1 234 567", 1_234_567),
            ("1234,5678", 12_345_678),
            ("0", 0),
            ("007", 7),
        ] {
            assert_eq!(read(text), Ok((whole, 0)), "{text}");
        }
        assert_eq!(read("1,234.50"), Ok((12_345, 1)));
        for text in [
            "1,5",
            "1,23",
            "12,34,567",
            "1,234,5678",
            "1234,567",
            "0,123",
            "120,130,14",
            "1,,234",
            "1, 234",
            ",5",
            "120，130",
        ] {
            assert_eq!(read(text), Err(Fault::Grouping), "{text}");
        }
        assert_eq!(read("1.234,5"), Err(Fault::Grouping), "a comma behind the point");
        for text in ["", ".", "1.", ".5", "1.2.3", "1e3", "+1", "一"] {
            assert_eq!(read(text), Err(Fault::NotNumber), "{text}");
        }
    }

    #[test]
    fn units_are_exact_or_refused() {
        let units = |text: &str, places| Decimal::of(text).and_then(|read| read.units(places));
        assert_eq!(units("12.50", 2), Ok(1_250));
        assert_eq!(units("12.505", 2), Err(Fault::TooFine));
        assert_eq!(units("999999999999999.99", 2), Ok(99_999_999_999_999_999));
        assert_eq!(units("1000000000000000", 2), Err(Fault::TooLarge));
        assert_eq!(units(&"9".repeat(25), 0), Err(Fault::TooLarge));
        assert_eq!(units(&format!("0.{}", "3".repeat(25)), 0), Err(Fault::TooFine));
    }
}
