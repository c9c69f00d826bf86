//! Changes of time: waiting, and days that would have to be others.

use super::Workshop;
use super::change::Change;
use crate::fact::{FactIx, Kind, Occurrence, Value};
use crate::rule::expr::Operand;
use crate::rule::time::{full_years, occurrence};
use ziping_base::calendar::Day;

impl Workshop<'_> {
    pub(super) fn outlive(&self, fact: FactIx, window: crate::rule::WindowIx, want: bool, found: &mut Vec<Change>) {
        let as_of = self.base;
        let Some(window) = self.windows.get(window) else { return };
        let known = occurrence(Operand::Fact(fact), &self.context);
        if want {
            // It happens now: for the first time, or anew.
            found.extend(self.happens(fact, as_of));
            return;
        }
        match known {
            None => found.push(Change::Set(fact, Value::Occurrence(Occurrence::Never))),
            Some(Occurrence::On(day)) => {
                let (arguable, until) = window.free_from(day);
                found.push(Change::Wait { until, arguable });
            }
            // It must end first; then the time runs.
            Some(Occurrence::Ongoing) => found.push(Change::End(fact, as_of)),
            Some(Occurrence::DayUnknown) => {
                let mut day = window.period.before(as_of).plus_days(-1);
                while window.free_from(day).1 > as_of {
                    day = day.plus_days(-1);
                }
                found.push(Change::Set(fact, Value::Occurrence(Occurrence::On(day))));
            }
            Some(Occurrence::Never) => {}
        }
    }

    /// It happens on a day: always possible for what may happen any number of times, for a day in the life of the
    /// organisation only where that can still be another.
    pub(super) fn happens(&self, fact: FactIx, day: Day) -> Option<Change> {
        let value = match self.catalogue.get(fact)?.kind {
            Kind::Occurrence => Value::Occurrence(Occurrence::On(day)),
            Kind::Date if self.changeable(fact) => Value::Date(day),
            _ => return None,
        };
        Some(Change::Set(fact, value))
    }

    pub(super) fn mature(&self, fact: FactIx, window: crate::rule::WindowIx, want: bool, found: &mut Vec<Change>) {
        let Some(window) = self.windows.get(window) else { return };
        if !want {
            return;
        }
        match self.context.sheet.get(fact) {
            Some(Value::Date(day)) => {
                let arguable = window.period.after(*day);
                found.push(Change::Wait { until: arguable.plus_days(1), arguable });
                // Somebody or something else may bring what time has not: another principal with the experience.
                if self.changeable(fact) {
                    found.push(Change::Set(fact, Value::Date(self.old_enough(window))));
                }
            }
            _ => found.push(Change::Set(fact, Value::Date(self.old_enough(window)))),
        }
    }

    /// The last day since which a period is over under every reading.
    pub(in crate::rule) fn old_enough(&self, window: ziping_base::calendar::Window) -> Day {
        let mut day = window.period.before(self.base);
        while window.period.after(day) >= self.base {
            day = day.plus_days(-1);
        }
        day
    }

    pub(super) fn grow(&self, fact: FactIx, years: u8, want: bool, found: &mut Vec<Change>) {
        if !want {
            return;
        }
        let this_year = self.context.moment.fiscal_year;
        match self.context.sheet.get(fact) {
            Some(Value::Date(day)) => {
                let part = day.year() + i32::from(years);
                let (complete, with_part) = full_years(*day, Day::first_of_year(part));
                let until = Day::first_of_year(part + i32::from(complete < with_part));
                found.push(Change::Wait { until, arguable: Day::first_of_year(part) });
            }
            _ => found.push(Change::Set(fact, Value::Date(Day::first_of_year(this_year - i32::from(years))))),
        }
    }
}
