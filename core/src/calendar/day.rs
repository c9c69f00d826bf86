//! One calendar day.

use core::fmt;
use serde::{Deserialize, Serialize};

/// A day of the proleptic Gregorian calendar, as the number of days since 0000-12-31 (day 1 is 0001-01-01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(i32);

impl Day {
    /// The earliest day an answer may name: 1800-01-01.
    pub const EARLIEST: Self = Self(657_072);
    /// The latest day an answer may name: 2199-12-31.
    pub const LATEST: Self = Self(803_168);

    /// The day with this number (days since 0000-12-31).
    #[must_use]
    pub const fn from_number(number: i32) -> Self {
        Self(number)
    }

    /// Days since 0000-12-31.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day of year, month (1–12) and day of the month, if there is one.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let real = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        if real { number_of(year, month, day).map(Self) } else { None }
    }

    /// Reads `2026-11-21` (ISO 8601 extended format, four-digit year) and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let shape = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| match i {
                4 | 7 => *b == b'-',
                _ => b.is_ascii_digit(),
            });
        if !shape {
            return None;
        }
        let mut parts = text.split('-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let day = parts.next()?.parse().ok()?;
        Self::new(year, month, day)
    }

    /// Year, month and day of the month.
    const fn parts(self) -> (i32, u32, u32) {
        // Counted from 1 March of the year 0, leap days come last: 400, 100, 4 and 1 years have fixed lengths.
        let days = self.0 as i64 + DAYS_FROM_MARCH;
        let (eras, in_era) = (days.div_euclid(DAYS_OF_400_YEARS), days.rem_euclid(DAYS_OF_400_YEARS));
        // The last century of four, and the last year of four, are a day longer than the others.
        let centuries = if in_era / 36_524 < 3 { in_era / 36_524 } else { 3 };
        let in_century = in_era - centuries * 36_524;
        let (fours, in_four) = (in_century / 1_461, in_century % 1_461);
        let years = if in_four / 365 < 3 { in_four / 365 } else { 3 };
        let in_year = in_four - years * 365;
        // Five months from March on have 153 days: 31, 30, 31, 30, 31, and so again.
        let months = (5 * in_year + 2) / 153;
        let day = in_year - (153 * months + 2) / 5 + 1;
        let month = if months < 10 { months + 3 } else { months - 9 };
        let year = eras * 400 + centuries * 100 + fours * 4 + years + if months < 10 { 0 } else { 1 };
        (year as i32, month as u32, day as u32)
    }

    /// The calendar year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.parts().0
    }

    /// The month, 1–12.
    #[must_use]
    pub const fn month(self) -> u32 {
        self.parts().1
    }

    /// The day of the month, 1–31.
    #[must_use]
    pub const fn day_of_month(self) -> u32 {
        self.parts().2
    }

    /// 1 January of a year.
    #[must_use]
    pub fn first_of_year(year: i32) -> Self {
        Self::new(year, 1, 1).unwrap_or(Self::LATEST)
    }

    /// Saturday or Sunday.
    #[must_use]
    pub const fn is_weekend(self) -> bool {
        // Day 1 (0001-01-01) is a Monday.
        matches!(self.0.rem_euclid(7), 6 | 0)
    }

    /// This many days later (earlier when negative).
    #[must_use]
    pub const fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The corresponding day this many months later (earlier when negative); the month's last day
    /// where there is no such day (民法典 202).
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let beyond = if months < 0 { Self::EARLIEST } else { Self::LATEST };
        let (year, month, day) = self.parts();
        let all = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
        let (Ok(year), Ok(month)) = (i32::try_from(all.div_euclid(12)), u32::try_from(all.rem_euclid(12) + 1)) else {
            return beyond;
        };
        number_of(year, month, day.min(days_in_month(year, month))).map_or(beyond, Self)
    }
}

/// From 1 March of the year 0 to 31 December of it.
const DAYS_FROM_MARCH: i64 = 305;
const DAYS_OF_400_YEARS: i64 = 146_097;

/// The number of a day that exists.
fn number_of(year: i32, month: u32, day: u32) -> Option<i32> {
    let (year, month) = (i64::from(year), i64::from(month));
    // January and February close the year that began in March.
    let (year, months) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let in_year = (153 * months + 2) / 5 + i64::from(day) - 1;
    i32::try_from(365 * year + leap_days + in_year - DAYS_FROM_MARCH).ok()
}

const fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_iso_days_are_read() {
        for bad in ["2026-02-30", "2026-2-3", "26-02-03", "2026/02/03", " 2026-02-03", "2026-13-01", "+026-01-01", ""] {
            assert_eq!(Day::parse(bad), None, "{bad}");
        }
        let day = Day::parse("2024-02-29").unwrap();
        assert_eq!((day.year(), day.month(), day.day_of_month()), (2024, 2, 29));
        assert_eq!(day.to_string(), "2024-02-29");
    }

    #[test]
    fn bounds_are_the_days_they_claim() {
        assert_eq!(Day::EARLIEST.to_string(), "1800-01-01");
        assert_eq!(Day::LATEST.to_string(), "2199-12-31");
    }

    #[test]
    fn a_missing_corresponding_day_is_the_last_of_the_month() {
        let leap = Day::parse("2024-02-29").unwrap();
        assert_eq!(leap.plus_months(12).to_string(), "2025-02-28");
        assert_eq!(leap.plus_months(48).to_string(), "2028-02-29");
        assert_eq!(Day::parse("2026-05-31").unwrap().plus_months(-3).to_string(), "2026-02-28");
    }

    #[test]
    fn every_day_that_may_be_named_is_as_another_calendar_has_it() {
        use chrono::{Datelike as _, Months, NaiveDate, Weekday};
        let ends = (Day::EARLIEST.number() - 800, Day::LATEST.number() + 800);
        for number in ends.0..=ends.1 {
            let (day, date) = (Day(number), NaiveDate::from_num_days_from_ce_opt(number).unwrap());
            assert_eq!((day.year(), day.month(), day.day_of_month()), (date.year(), date.month(), date.day()));
            assert_eq!(Day::new(date.year(), date.month(), date.day()), Some(day));
            assert_eq!(day.is_weekend(), matches!(date.weekday(), Weekday::Sat | Weekday::Sun));
            for months in [1, 3, 12, 36, 48, 1_200] {
                let (later, earlier) = (date + Months::new(months), date - Months::new(months));
                let months = i32::try_from(months).unwrap();
                assert_eq!(day.plus_months(months).number(), later.num_days_from_ce(), "{day} + {months}");
                assert_eq!(day.plus_months(-months).number(), earlier.num_days_from_ce(), "{day} - {months}");
            }
        }
    }

    #[test]
    fn days_far_beyond_any_calendar_do_no_harm() {
        for number in [i32::MIN, i32::MIN + 1, -1, 0, 1, i32::MAX - 1, i32::MAX] {
            let day = Day::from_number(number);
            assert!((1..=12).contains(&day.month()) && (1..=31).contains(&day.day_of_month()));
            let _ = (day.plus_months(i32::MAX), day.plus_months(i32::MIN), day.plus_days(i32::MAX), day.to_string());
        }
        assert_eq!(Day::first_of_year(i32::MAX), Day::LATEST);
        assert_eq!(Day::new(1900, 2, 29), None);
        assert_eq!(Day::new(2026, 0, 1), None);
    }

    #[test]
    fn weekends_are_saturday_and_sunday() {
        assert!(Day::parse("2026-11-21").unwrap().is_weekend());
        assert!(Day::parse("2026-11-22").unwrap().is_weekend());
        assert!(!Day::parse("2026-11-23").unwrap().is_weekend());
        assert!(!Day::parse("2026-11-20").unwrap().is_weekend());
    }
}
