//! Working days: Monday to Friday, less public holidays, plus make-up working days, as the State Council's
//! yearly notice has them.

use super::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One year of the State Council's arrangement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearPlan {
    /// The notice that it comes from.
    pub notice: String,
    /// Weekdays off, ascending.
    pub days_off: Vec<Day>,
    /// Weekend days worked, ascending.
    pub workdays: Vec<Day>,
}

/// The working-day calendar: the years that are known, by year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingDays {
    /// The plans, by year.
    pub years: BTreeMap<i32, YearPlan>,
}

impl WorkingDays {
    /// Whether `day` is a working day; `None` where its year's arrangement is not known.
    #[must_use]
    pub fn is_working(&self, day: Day) -> Option<bool> {
        let plan = self.years.get(&day.year())?;
        if day.is_weekend() {
            Some(plan.workdays.binary_search(&day).is_ok())
        } else {
            Some(plan.days_off.binary_search(&day).is_err())
        }
    }

    /// The `count`-th working day after `from` (the first day is not counted, 民法典 201), and whether the answer
    /// is provisional: it rests on plain weekdays in a year whose arrangement is not known. `count` is clamped to 2000.
    #[must_use]
    pub fn after(&self, from: Day, count: u16) -> (Day, bool) {
        self.step(from, count, 1)
    }

    /// The `count`-th working day before `from` (that day is not counted; with a count of 0 it is the answer), and whether
    /// that is provisional. `count` is clamped to 2000.
    #[must_use]
    pub fn before(&self, from: Day, count: u16) -> (Day, bool) {
        self.step(from, count, -1)
    }

    /// So many working days on from a day, which is not counted; `by`: 1 forward, -1 back.
    fn step(&self, from: Day, count: u16, by: i32) -> (Day, bool) {
        let mut left = count.min(2000);
        let mut day = from;
        let mut provisional = false;
        while left > 0 {
            day = day.plus_days(by);
            let (working, known) = self.or_weekday(day);
            provisional |= !known;
            if working {
                left -= 1;
            }
        }
        (day, provisional)
    }

    /// `day` itself when it is a working day, otherwise the first working day after it (民法典 203), and whether
    /// that is provisional.
    #[must_use]
    pub fn roll_forward(&self, mut day: Day) -> (Day, bool) {
        let mut provisional = false;
        // No public holiday is longer than a few weeks: 60 is far beyond any.
        for _ in 0..60 {
            let (working, known) = self.or_weekday(day);
            provisional |= !known;
            if working {
                break;
            }
            day = day.plus_days(1);
        }
        (day, provisional)
    }

    fn or_weekday(&self, day: Day) -> (bool, bool) {
        self.is_working(day).map_or((!day.is_weekend(), false), |working| (working, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn unknown_years_are_provisional_never_silently_weekdays() {
        let plan = YearPlan {
            notice: "made up".into(),
            days_off: vec![day("2026-10-01"), day("2026-10-02")],
            workdays: vec![day("2026-10-10")],
        };
        let calendar = WorkingDays { years: BTreeMap::from([(2026, plan)]) };
        assert_eq!(calendar.after(day("2026-09-30"), 1), (day("2026-10-05"), false));
        assert_eq!(calendar.is_working(day("2026-10-10")), Some(true));
        assert_eq!(calendar.is_working(day("2027-01-04")), None);
        assert_eq!(calendar.after(day("2026-12-31"), 1), (day("2027-01-01"), true));
        assert_eq!(calendar.roll_forward(day("2026-10-01")), (day("2026-10-05"), false));
        // Back over the holiday, and over the Saturday that is worked on.
        assert_eq!(calendar.before(day("2026-10-05"), 1), (day("2026-09-30"), false));
        assert_eq!(calendar.before(day("2026-10-12"), 2), (day("2026-10-09"), false));
        assert_eq!(calendar.before(day("2026-10-03"), 0), (day("2026-10-03"), false));
        assert_eq!(calendar.before(day("2027-01-05"), 1), (day("2027-01-04"), true));
    }
}
