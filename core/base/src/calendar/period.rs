//! Periods counted forward from an event, and the windows that look back for it.

use super::Day;
use core::fmt;
use serde::{Deserialize, Serialize};

/// What a period is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Years (年).
    Years,
    /// Months (个月).
    Months,
    /// Plain days (日).
    Days,
}

/// A length of time as rules state it, 0–1000 of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// How many.
    pub count: u16,
    /// Of what.
    pub unit: Unit,
}

impl Period {
    /// The corresponding day of `event`: where a period counted forward from it ends (民法典 200–202).
    #[must_use]
    pub fn after(self, event: Day) -> Day {
        let count = i32::from(self.count);
        match self.unit {
            Unit::Years => event.plus_months(12 * count),
            Unit::Months => event.plus_months(count),
            Unit::Days => event.plus_days(count),
        }
    }

    /// The same length counted back; a missing day clamps to the month's last day.
    #[must_use]
    pub fn before(self, event: Day) -> Day {
        let count = -i32::from(self.count);
        match self.unit {
            Unit::Years => event.plus_months(12 * count),
            Unit::Months => event.plus_months(count),
            Unit::Days => event.plus_days(count),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Years => "年",
            Unit::Months => "个月",
            Unit::Days => "日",
        };
        write!(f, "{}{unit}", self.count)
    }
}

/// A period that looks back from the assessment date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Window {
    /// How far.
    pub period: Period,
    /// 近N年: counted in calendar years as well as rolling; the two readings must agree.
    pub recent: bool,
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.recent { "近" } else { "" }, self.period)
    }
}

/// A window seen from one assessment date, resolved so that an event needs three comparisons only.
///
/// An event on `day` is, under the rolling reading, inside when `day > last_arguable`, outside when
/// `day < first_arguable`, and on its corresponding day in between (民法典 202: it ends with that day;
/// counting the event's own day, it ended the day before).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// First event day whose corresponding day is the assessment date.
    pub first_arguable: Day,
    /// Last such day; before `first_arguable` when there is none.
    pub last_arguable: Day,
    /// First day inside under the calendar-year reading; for a plain window the same as `first_arguable`.
    pub calendar_start: Day,
    /// Whether the calendar-year reading is in play.
    pub recent: bool,
}

impl Bounds {
    /// The window as it stands on `as_of`.
    #[must_use]
    pub fn new(window: Window, as_of: Day) -> Self {
        let period = window.period;
        // Period::after is monotone: walk from an estimate to the edges of { day : after(day) == as_of }.
        let mut first = period.before(as_of).plus_days(-4);
        while period.after(first) < as_of {
            first = first.plus_days(1);
        }
        let mut end = first;
        while period.after(end) == as_of {
            end = end.plus_days(1);
        }
        let calendar_start = if window.recent {
            let years = match period.unit {
                Unit::Years => i32::from(period.count),
                Unit::Months | Unit::Days => 0,
            };
            Day::first_of_year(as_of.year().saturating_sub(years))
        } else {
            first
        };
        Self { first_arguable: first, last_arguable: end.plus_days(-1), calendar_start, recent: window.recent }
    }

    /// The first day on which an event is inside under some reading, and the last on which it is outside under some.
    #[must_use]
    pub fn edges(&self) -> (Day, Day) {
        if self.recent {
            let before = self.calendar_start.plus_days(-1);
            (self.first_arguable.min(self.calendar_start), self.last_arguable.max(before))
        } else {
            (self.first_arguable, self.last_arguable)
        }
    }
}

impl Bounds {
    /// The window where one reading prevails: a period is over on its corresponding day, or is not; 近N年 are calendar
    /// years, or are counted back from the day.
    #[must_use]
    pub fn under(self, over: bool, calendar: bool) -> Self {
        let (first, last) = match (self.recent && calendar, over) {
            (true, _) => (self.calendar_start, self.calendar_start.plus_days(-1)),
            // Over on its corresponding day: an event then lies outside.
            (false, true) => (self.last_arguable.plus_days(1), self.last_arguable),
            (false, false) => (self.first_arguable, self.first_arguable.plus_days(-1)),
        };
        Self { first_arguable: first, last_arguable: last, calendar_start: first, recent: false }
    }
}

impl Window {
    /// The first assessment dates on which an event on `day` is outside: under some reading, and under
    /// every reading.
    #[must_use]
    pub fn free_from(self, day: Day) -> (Day, Day) {
        let corresponding = self.period.after(day);
        let next = corresponding.plus_days(1);
        if self.recent {
            let calendar = match self.period.unit {
                Unit::Years => Day::first_of_year(day.year() + i32::from(self.period.count) + 1),
                Unit::Months | Unit::Days => corresponding,
            };
            (corresponding.min(calendar), next.max(calendar))
        } else {
            (corresponding, next)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE_YEAR: Window = Window { period: Period { count: 1, unit: Unit::Years }, recent: false };
    const RECENT: Window = Window { period: Period { count: 3, unit: Unit::Years }, recent: true };

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn the_corresponding_day_alone_is_arguable() {
        let bounds = Bounds::new(ONE_YEAR, day("2026-11-21"));
        assert_eq!(bounds.first_arguable, day("2025-11-21"));
        assert_eq!(bounds.last_arguable, day("2025-11-21"));
    }

    #[test]
    fn the_end_of_february_gathers_two_events() {
        let bounds = Bounds::new(ONE_YEAR, day("2025-02-28"));
        assert_eq!((bounds.first_arguable, bounds.last_arguable), (day("2024-02-28"), day("2024-02-29")));
        let none = Bounds::new(ONE_YEAR, day("2028-02-29"));
        assert!(none.last_arguable < none.first_arguable);
        assert_eq!(none.first_arguable, day("2027-03-01"));
    }

    #[test]
    fn recent_years_end_rolling_or_with_the_calendar() {
        assert_eq!(RECENT.free_from(day("2023-06-30")), (day("2026-06-30"), day("2027-01-01")));
        assert_eq!(RECENT.free_from(day("2023-12-31")), (day("2026-12-31"), day("2027-01-01")));
        assert_eq!(ONE_YEAR.free_from(day("2026-03-01")), (day("2027-03-01"), day("2027-03-02")));
    }

    #[test]
    fn bounds_agree_with_counting_forward_on_every_day_of_eight_years() {
        for window in [ONE_YEAR, RECENT, Window { period: Period { count: 3, unit: Unit::Months }, recent: false }] {
            for offset in 0..2922 {
                let as_of = day("2024-01-01").plus_days(offset);
                let bounds = Bounds::new(window, as_of);
                for back in 0..1200 {
                    let event = as_of.plus_days(-back);
                    let end = window.period.after(event);
                    assert_eq!(end > as_of, event > bounds.last_arguable, "{window} {event} at {as_of}");
                    assert_eq!(end < as_of, event < bounds.first_arguable, "{window} {event} at {as_of}");
                }
            }
        }
    }
}
