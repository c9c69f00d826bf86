//! Days that would have to be others.

use super::Workshop;
use super::change::Change;
use crate::fact::{FactIx, Kind, Occurrence, Value};
use ziping_base::calendar::{Day, Window};

impl Workshop<'_> {
    /// It happens on a day: always possible for what may happen any number of times, for a day in the life of the
    /// organisation only where that can still be another.
    pub(in crate::rule) fn happens(&self, fact: FactIx, day: Day) -> Option<Change> {
        let value = match self.catalogue.get(fact)?.kind {
            Kind::Occurrence => Value::Occurrence(Occurrence::On(day)),
            Kind::Date if self.changeable(fact) => Value::Date(day),
            _ => return None,
        };
        Some(Change::Set(fact, value))
    }

    /// The last day since which a period is over under every reading.
    pub(in crate::rule) fn old_enough(&self, window: Window) -> Day {
        let mut day = window.period.before(self.base);
        while window.period.after(day) >= self.base {
            day = day.plus_days(-1);
        }
        day
    }
}
