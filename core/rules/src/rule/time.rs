//! Days and windows: what the operators on time share.

use super::expr::{Operand, built_in};
use super::moment::Context;
use super::trace::Trace;
use super::truth::Truth;
use crate::fact::{Occurrence, Value};
use ziping_base::calendar::{Bounds, Day};

/// What an operand says of when something last happened; a date is the day on which it did.
pub(super) fn occurrence(event: Operand, context: &Context<'_>) -> Option<Occurrence> {
    match context.get(event) {
        Some(Value::Occurrence(occurrence)) => Some(*occurrence),
        Some(Value::Date(day)) => Some(Occurrence::On(*day)),
        _ => None,
    }
}

/// Whether what last happened then lies in a window.
#[inline]
pub(super) fn in_window<T: Trace>(occurrence: Option<Occurrence>, bounds: &Bounds, trace: &mut T) -> Truth {
    match occurrence {
        Some(Occurrence::Never) => Truth::False,
        Some(Occurrence::Ongoing) => Truth::True,
        Some(Occurrence::On(day)) => day_in_window(day, bounds, trace),
        Some(Occurrence::DayUnknown) | None => Truth::Unknown,
    }
}

/// Whether it has happened at all.
#[inline]
pub(super) const fn happened(occurrence: Option<Occurrence>) -> Truth {
    match occurrence {
        Some(Occurrence::Never) => Truth::False,
        Some(Occurrence::On(_) | Occurrence::DayUnknown | Occurrence::Ongoing) => Truth::True,
        None => Truth::Unknown,
    }
}

/// A day in a window: inside under every reading, outside under every reading, or in dispute.
pub(super) fn day_in_window<T: Trace>(day: Day, bounds: &Bounds, trace: &mut T) -> Truth {
    let rolling = if day > bounds.last_arguable {
        Truth::True
    } else if day < bounds.first_arguable {
        Truth::False
    } else {
        Truth::Unknown
    };
    if !bounds.recent {
        if rolling == Truth::Unknown {
            trace.reading(built_in::CORRESPONDING_DAY);
        }
        return rolling;
    }
    let calendar = Truth::known(day >= bounds.calendar_start);
    if rolling == calendar {
        return rolling;
    }
    trace.reading(built_in::ROLLING);
    trace.reading(built_in::CALENDAR_YEARS);
    if rolling == Truth::Unknown {
        trace.reading(built_in::CORRESPONDING_DAY);
    }
    Truth::Unknown
}
