//! One calendar day.

use chrono::{Datelike, NaiveDate};
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
        NaiveDate::from_ymd_opt(year, month, day).map(|date| Self(date.num_days_from_ce()))
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

    fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0).unwrap_or(NaiveDate::MAX)
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// The month, 1–12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.date().month()
    }

    /// The day of the month, 1–31.
    #[must_use]
    pub fn day_of_month(self) -> u32 {
        self.date().day()
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
        let date = self.date();
        let count = chrono::Months::new(months.unsigned_abs());
        let moved = if months < 0 { date.checked_sub_months(count) } else { date.checked_add_months(count) };
        moved.map_or(if months < 0 { Self::EARLIEST } else { Self::LATEST }, |d| Self(d.num_days_from_ce()))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
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
    fn weekends_are_saturday_and_sunday() {
        assert!(Day::parse("2026-11-21").unwrap().is_weekend());
        assert!(Day::parse("2026-11-22").unwrap().is_weekend());
        assert!(!Day::parse("2026-11-23").unwrap().is_weekend());
        assert!(!Day::parse("2026-11-20").unwrap().is_weekend());
    }
}
