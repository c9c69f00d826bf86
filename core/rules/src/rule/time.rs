//! Conditions on days: windows, time passed, fiscal years passed, the order of events.

use super::expr::{Comparison, Date, Operand, WindowIx, built_in};
use super::moment::{Context, cause};
use super::trace::{Reason, Trace};
use super::truth::Truth;
use crate::fact::{FactIx, Occurrence, Range, Value};
use ziping_base::calendar::{Bounds, Day};

pub(super) fn occurrence(event: Operand, context: &Context<'_>) -> Option<Occurrence> {
    match context.get(event) {
        Some(Value::Occurrence(occurrence)) => Some(*occurrence),
        Some(Value::Date(day)) => Some(Occurrence::On(*day)),
        _ => None,
    }
}

pub(super) fn within<T: Trace>(event: Operand, window: WindowIx, context: &Context<'_>, trace: &mut T) -> Truth {
    let occurrence = occurrence(event, context);
    trace.reason(|| Reason::Event(cause(event), occurrence, context.moment.window(window)));
    let Some(bounds) = context.moment.bounds(window) else { return Truth::Unknown };
    if matches!(occurrence, Some(Occurrence::DayUnknown) | None) {
        trace.open(cause(event));
    }
    in_window(occurrence, bounds, trace)
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

#[inline(never)]
pub(super) fn since<T: Trace>(date: Operand, window: WindowIx, context: &Context<'_>, trace: &mut T) -> Truth {
    let day = match context.get(date) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    trace.reason(|| Reason::Elapsed(cause(date), day, context.moment.window(window)));
    let Some(bounds) = context.moment.bounds(window) else { return Truth::Unknown };
    match day {
        None => {
            trace.open(cause(date));
            Truth::Unknown
        }
        Some(day) => day_in_window(day, bounds, trace).not(),
    }
}

/// Complete fiscal years since `day`, and the count when the founding part-year is one (会计法 11: 1 January to
/// 31 December). Founded on 1 January, that year is complete.
#[must_use]
pub(super) fn full_years(day: Day, as_of: Day) -> (i32, i32) {
    let whole_first_year = day == Day::first_of_year(day.year());
    let with_part = (as_of.year() - day.year()).max(0);
    let complete = if whole_first_year { with_part } else { (with_part - 1).max(0) };
    (complete, with_part)
}

/// Whether so many fiscal years are full under both ways of counting the first.
pub(super) fn years_full(day: Day, as_of: Day, wanted: u8) -> Truth {
    let (complete, with_part) = full_years(day, as_of);
    Truth::of(with_part >= i32::from(wanted), complete < i32::from(wanted))
}

#[inline(never)]
pub(super) fn fiscal_years<T: Trace>(
    fact: FactIx,
    wanted: u8,
    at_least: bool,
    context: &Context<'_>,
    trace: &mut T,
) -> Truth {
    let day = match context.sheet.get(fact) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    let Some(day) = day else {
        trace.reason(|| Reason::FiscalYears(fact, None, 0, 0, wanted, at_least));
        trace.open(fact);
        return Truth::Unknown;
    };
    let (complete, with_part) = full_years(day, context.moment.as_of);
    trace.reason(|| Reason::FiscalYears(fact, Some(day), complete, with_part, wanted, at_least));
    let truth = years_full(day, context.moment.as_of, wanted);
    if truth == Truth::Unknown {
        trace.reading(built_in::COMPLETE_YEARS);
        trace.reading(built_in::PART_YEAR_COUNTS);
    }
    if at_least { truth } else { truth.not() }
}

#[inline(never)]
pub(super) fn before<T: Trace>(first: Operand, second: Operand, context: &Context<'_>, trace: &mut T) -> Truth {
    trace.reason(|| Reason::Order(cause(first), cause(second)));
    let (a, b) = (occurrence(first, context), occurrence(second, context));
    let truth = ordered(a, b);
    if truth == Truth::Unknown {
        if !matches!(a, Some(Occurrence::On(_) | Occurrence::Ongoing)) {
            trace.open(cause(first));
        }
        if !matches!(b, Some(Occurrence::On(_) | Occurrence::Ongoing)) {
            trace.open(cause(second));
        }
    }
    truth
}

/// Whether the last of one was earlier than the last of another.
pub(super) fn ordered(a: Option<Occurrence>, b: Option<Occurrence>) -> Truth {
    match (a, b) {
        (Some(Occurrence::Never), _) | (_, Some(Occurrence::Never)) => Truth::False,
        (Some(Occurrence::On(a)), Some(Occurrence::On(b))) => Truth::known(a < b),
        (Some(Occurrence::On(_)), Some(Occurrence::Ongoing)) => Truth::True,
        (Some(Occurrence::Ongoing), Some(_)) => Truth::False,
        (
            Some(Occurrence::On(_) | Occurrence::DayUnknown),
            Some(Occurrence::DayUnknown | Occurrence::On(_) | Occurrence::Ongoing),
        )
        | (None, _)
        | (_, None) => Truth::Unknown,
    }
}

#[inline(never)]
pub(super) fn days<T: Trace>(
    left: Date,
    comparison: Comparison,
    right: Date,
    context: &Context<'_>,
    trace: &mut T,
) -> Truth {
    let resolve = |date: Date, trace: &mut T| match date {
        Date::Literal(day) => Some(day),
        Date::Today => Some(context.moment.as_of),
        Date::Answer(operand) => match occurrence(operand, context) {
            Some(Occurrence::On(day)) => Some(day),
            _ => {
                trace.open(cause(operand));
                None
            }
        },
    };
    let (a, b) = (resolve(left, trace), resolve(right, trace));
    match (a, b) {
        (Some(a), Some(b)) => {
            let range = |day: Day| Range::exactly(i64::from(day.number()));
            super::compare::compare_ranges(range(a), comparison, range(b))
        }
        _ => Truth::Unknown,
    }
}

#[inline(never)]
pub(super) fn ran<T: Trace>(
    start: Operand,
    end: Operand,
    window: WindowIx,
    context: &Context<'_>,
    trace: &mut T,
) -> Truth {
    let Some(bounds) = context.moment.bounds(window) else { return Truth::Unknown };
    let day = |operand| match context.get(operand) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    let started = match day(start) {
        Some(day) => Truth::known(day <= context.moment.as_of),
        None => Truth::Unknown,
    };
    if started == Truth::False {
        return Truth::False;
    }
    let mark = trace.mark();
    let in_time = match day(end) {
        Some(day) => day_in_window(day, bounds, trace),
        None => Truth::Unknown,
    };
    let truth = started.and(in_time);
    if truth.is_known() {
        trace.settle(mark);
    } else if day(start).is_none() || day(end).is_none() {
        trace.open(cause(start));
    }
    truth
}
