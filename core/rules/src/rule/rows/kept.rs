//! Large tables: what their rows come to is worked out once and kept beside them, for the days asked for first, and
//! from the third day on over all days. When one cell changes, only its row is worked out again.

use super::timeline::{Timeline, counts};
use super::{Asked, plain, same_amounts};
use crate::fact::{Beside, CellChange, Range, Row, Table};
use crate::rule::expr::{Quantity, ReadingId, Rows, Test, Windows};
use crate::rule::moment::{Context, Moment};
use crate::rule::trace::{Record, Trace};
use crate::rule::{facts_of, used_windows};
use std::sync::{Arc, Mutex, PoisonError};
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
    /// Rows that have changed since: the place of each, and the row as it was.
    changed: Vec<(usize, Row)>,
}

impl Found {
    /// Brings everything up to the rows as they are.
    fn follow(&mut self, all: &[Row], rows: &Rows, asked: Asked<'_>, context: &Context<'_>) {
        let changed = std::mem::take(&mut self.changed);
        if changed.is_empty() {
            return;
        }
        if let Some(timeline) = &mut self.timeline {
            timeline.follow(all, &changed, rows, asked, context);
        }
        let used = windows(rows, asked);
        let mut moment = context.moment.clone();
        self.days.retain(|known| {
            moment.move_to(known.day, &used);
            let context = Context { moment: &moment, ..*context };
            let as_before = |(place, before): &(usize, Row)| {
                all.get(*place).is_some_and(|row| weighs_the_same(before, row, rows, asked, &context))
            };
            changed.iter().all(as_before)
        });
    }
}

/// Whether the rows come to the same, and are open for the same reasons, with one row in the place of another.
fn weighs_the_same(before: &Row, after: &Row, rows: &Rows, asked: Asked<'_>, context: &Context<'_>) -> bool {
    let weight = |row: &Row| {
        let alone = on(std::slice::from_ref(row), rows, asked, context);
        (counts(rows, asked, &Context { row: Some(row), ..*context }), alone.is_open, alone.readings)
    };
    same_amounts(asked, before, after) && weight(before) == weight(after)
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
    kept.of_rows.then(|| {
        let mut found = kept.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.follow(all, rows, asked, context);
        look(&mut found)
    })
}

/// The rows of one day, with what keeps it open.
fn on(all: &[Row], rows: &Rows, asked: Asked<'_>, context: &Context<'_>) -> OnDay {
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

impl Beside for Kept {
    fn follow(self: Arc<Self>, change: &CellChange<'_>) -> Option<Arc<dyn Beside>> {
        // Whoever still looks at it has the rows as they were.
        let kept = Arc::into_inner(self)?;
        let mut found = kept.found.into_inner().unwrap_or_else(PoisonError::into_inner);
        if found.changed.iter().all(|(place, _)| *place != change.place) {
            found.changed.push((change.place, change.before.clone()));
        }
        Some(Arc::new(Self { found: Mutex::new(found), ..kept }))
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
