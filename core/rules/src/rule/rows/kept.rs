//! Large tables: what their rows come to is worked out once and kept beside them, for the days asked for first, and
//! from the third day on over all days.

use super::timeline::Timeline;
use super::{Asked, plain};
use crate::fact::{Range, Table};
use crate::rule::expr::{Quantity, ReadingId, Rows, Test, Windows};
use crate::rule::moment::{Context, Moment};
use crate::rule::trace::{Record, Trace};
use crate::rule::{facts_of, used_windows};
use std::sync::{Mutex, PoisonError};
use ziping_base::calendar::Day;

/// Below so many rows, going through them is quicker than looking something up.
const LARGE: usize = 128;
/// How many days are looked at one by one.
const SINGLE: usize = 2;
/// The most single days kept.
const MOST: usize = 64;

/// What the rows of a table come to for one condition or quantity.
struct Kept {
    filter: Test,
    satisfies: Option<Test>,
    quantity: Option<Quantity>,
    windows: Windows,
    /// Whether it looks at nothing but the rows.
    of_rows: bool,
    found: Mutex<Found>,
}

#[derive(Default)]
struct Found {
    days: Vec<OnDay>,
    timeline: Option<Timeline>,
}

/// What the rows come to on one day, and what keeps it open.
#[derive(Clone)]
struct OnDay {
    day: Day,
    range: Range,
    is_open: bool,
    readings: Vec<ReadingId>,
}

/// What the rows of a large table come to; `None`: the table is small, or the condition looks beyond its rows.
pub(super) fn worked_out<T: Trace>(
    all: &Table,
    rows: &Rows,
    asked: Asked<'_>,
    context: &Context<'_>,
    trace: &mut T,
) -> Option<Range> {
    with(all, rows, asked, context, |found| {
        let day = context.moment.as_of;
        if !T::CAUSES
            && let Some(range) = found.timeline.as_ref().and_then(|timeline| timeline.on(day))
        {
            return range;
        }
        let known = found.days.iter().find(|known| known.day == day);
        let on_day = match known {
            Some(known) => known.clone(),
            None if !T::CAUSES && found.days.len() >= SINGLE => {
                let from = found.days.iter().map(|known| known.day).fold(day, Day::min);
                let timeline = Timeline::new(all, rows, asked, context, from);
                let range = timeline.on(day);
                found.timeline = Some(timeline);
                return range.unwrap_or_else(|| on(all, rows, asked, context).range);
            }
            None => {
                let on_day = on(all, rows, asked, context);
                if found.days.len() < MOST {
                    found.days.push(on_day.clone());
                }
                on_day
            }
        };
        if T::CAUSES {
            if on_day.is_open {
                trace.open(rows.table);
            }
            on_day.readings.iter().for_each(|reading| trace.reading(reading));
        }
        on_day.range
    })
}

/// The days after the moment's on which what the rows come to changes, and to what.
pub(super) fn changes(all: &Table, rows: &Rows, asked: Asked<'_>, context: &Context<'_>) -> Option<Vec<(Day, Range)>> {
    with(all, rows, asked, context, |found| {
        let day = context.moment.as_of;
        if found.timeline.as_ref().is_none_or(|timeline| timeline.on(day).is_none()) {
            let from = found.days.iter().map(|known| known.day).fold(day, Day::min);
            found.timeline = Some(Timeline::new(all, rows, asked, context, from));
        }
        found.timeline.as_ref().map(|timeline| timeline.after(day)).unwrap_or_default()
    })
}

fn with<R>(
    all: &Table,
    rows: &Rows,
    asked: Asked<'_>,
    context: &Context<'_>,
    look: impl FnOnce(&mut Found) -> R,
) -> Option<R> {
    if all.len() < LARGE || context.row.is_some() || context.moment.is_imagined() {
        return None;
    }
    let kept =
        all.kept(|kept: &Kept| kept.is_of(rows, asked, context.moment), || Kept::new(rows, asked, context.moment));
    kept.of_rows.then(|| look(&mut kept.found.lock().unwrap_or_else(PoisonError::into_inner)))
}

/// The rows of one day, with what keeps it open.
fn on(all: &Table, rows: &Rows, asked: Asked<'_>, context: &Context<'_>) -> OnDay {
    let mut record = Record::default();
    let range = plain(all, rows, asked, context, &mut record);
    OnDay { day: context.moment.as_of, range, is_open: !record.open.is_empty(), readings: record.readings }
}

impl Kept {
    fn new(rows: &Rows, asked: Asked<'_>, moment: &Moment) -> Self {
        let (satisfies, quantity) = parts(asked);
        let mut facts = Vec::new();
        for test in [Some(&rows.filter), satisfies].into_iter().flatten() {
            facts_of(test, &mut facts);
        }
        Self {
            filter: rows.filter.clone(),
            satisfies: satisfies.cloned(),
            quantity,
            windows: moment.windows().clone(),
            of_rows: facts.iter().all(|fact| *fact == rows.table),
            found: Mutex::default(),
        }
    }

    fn is_of(&self, rows: &Rows, asked: Asked<'_>, moment: &Moment) -> bool {
        (self.satisfies.as_ref(), self.quantity) == parts(asked)
            && self.filter == rows.filter
            && self.windows == *moment.windows()
    }
}

const fn parts(asked: Asked<'_>) -> (Option<&Test>, Option<Quantity>) {
    match asked {
        Asked::Some => (None, None),
        Asked::Every(satisfies) => (Some(satisfies), None),
        Asked::Quantity(quantity) => (None, Some(quantity)),
    }
}

/// The windows that rows are chosen by.
pub(super) fn windows(rows: &Rows, asked: Asked<'_>) -> Vec<crate::rule::WindowIx> {
    let mut used = Vec::new();
    used_windows(&rows.filter, &mut used);
    if let Asked::Every(satisfies) = asked {
        used_windows(satisfies, &mut used);
    }
    used
}
