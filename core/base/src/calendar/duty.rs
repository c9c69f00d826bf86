//! Deadlines counted from a day: the safe and the arguable day.

use super::{Day, Period, Unit, WorkingDays};
use serde::{Deserialize, Serialize};

/// A deadline under both readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The day that holds under every reading.
    pub safe: Day,
    /// The day that can be argued for; the same where nothing is arguable.
    pub arguable: Day,
    /// The arguable day rests on a year whose working days are not known yet.
    pub provisional: bool,
}

/// An act due within `period` after an event: the last day of the period is safe; where it is a rest day, the first
/// working day after it is arguable (民法典 203, by analogy).
#[must_use]
pub fn count_forward(event: Day, period: Period, calendar: &WorkingDays) -> Deadline {
    let safe = period.after(event);
    let (arguable, provisional) = calendar.roll_forward(safe);
    Deadline { safe, arguable, provisional }
}

/// Counted back from a day: no rolling. As a *latest* day it clamps to the month's last day; as the day on which a
/// window opens, a day that does not exist opens safely on the next day.
#[must_use]
pub fn count_back(from: Day, period: Period, opens: bool) -> Day {
    let day = period.before(from);
    let clamped = period.unit != Unit::Days && day.day_of_month() != from.day_of_month();
    if opens && clamped { day.plus_days(1) } else { day }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THREE_MONTHS: Period = Period { count: 3, unit: Unit::Months };

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn three_months_before_the_end_of_may() {
        assert_eq!(count_back(day("2027-05-31"), THREE_MONTHS, false), day("2027-02-28"));
        assert_eq!(count_back(day("2027-05-31"), THREE_MONTHS, true), day("2027-03-01"));
        assert_eq!(count_back(day("2027-05-15"), THREE_MONTHS, true), day("2027-02-15"));
    }

    #[test]
    fn a_last_day_on_a_rest_day_is_safe_and_the_next_working_day_arguable() {
        let calendar = WorkingDays {
            years: [(2026, super::super::YearPlan { notice: "made up".into(), days_off: vec![], workdays: vec![] })]
                .into(),
        };
        let thirty = Period { count: 30, unit: Unit::Days };
        let deadline = count_forward(day("2026-10-23"), thirty, &calendar);
        assert_eq!(
            (deadline.safe, deadline.arguable, deadline.provisional),
            (day("2026-11-22"), day("2026-11-23"), false)
        );
        assert!(count_forward(day("2026-12-10"), thirty, &calendar).provisional);
    }
}
