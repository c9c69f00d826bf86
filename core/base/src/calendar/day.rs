//! One calendar day.

use chrono::{Datelike as _, Months, NaiveDate};
use core::fmt;
use serde::{Deserialize, Serialize};

/// A day of the proleptic Gregorian calendar, as the number of days since 0000-12-31 (day 1 is 0001-01-01).
///
/// The number is what conditions compare, millions of times; the calendar itself is chrono's ([`NaiveDate`]).
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

    /// As chrono has it; days before its first and after its last are these.
    fn date(self) -> NaiveDate {
        let beyond = if self.0 < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
        NaiveDate::from_num_days_from_ce_opt(self.0).unwrap_or(beyond)
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

    /// The day in China (UTC+8, no summer time) at a moment given in seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn in_china(seconds: i64) -> Self {
        let days = (seconds.saturating_add(8 * 3_600)).div_euclid(86_400);
        // 719,163 is 1970-01-01.
        i32::try_from(days).map_or(Self::LATEST, |days| Self(days.saturating_add(719_163)))
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

    /// 2026年3月1日: as Chinese papers write a day in digits (GB/T 15835).
    #[must_use]
    pub fn in_chinese(self) -> String {
        format!("{}年{}月{}日", self.year(), self.month(), self.day_of_month())
    }

    /// 1 January of a year.
    #[must_use]
    pub fn first_of_year(year: i32) -> Self {
        Self::new(year, 1, 1).unwrap_or(Self::LATEST)
    }

    /// Saturday or Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        self.date().weekday().number_from_monday() > 5
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
        let by = Months::new(months.unsigned_abs());
        let (date, beyond) = if months < 0 {
            (self.date().checked_sub_months(by), Self::EARLIEST)
        } else {
            (self.date().checked_add_months(by), Self::LATEST)
        };
        date.map_or(beyond, |date| Self(date.num_days_from_ce()))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day_of_month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_in_china_begins_eight_hours_before_that_of_utc() {
        let day = |seconds| Day::in_china(seconds).to_string();
        // 2026-11-28T15:59:59Z, a second later, and 2026-11-29T00:00:00Z.
        assert_eq!(day(1_795_881_599), "2026-11-28");
        assert_eq!(day(1_795_881_600), "2026-11-29");
        assert_eq!(day(1_795_910_400), "2026-11-29");
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(-8 * 3_600 - 1), "1969-12-31");
    }

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
