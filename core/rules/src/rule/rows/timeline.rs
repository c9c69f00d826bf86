//! What rows come to over time: worked out by following each row from one day on which it can change to the next.

use super::tally::{Place, Tally};
use super::{Asked, kept};
use crate::fact::{Range, Row};
use crate::rule::expr::{Rows, Test};
use crate::rule::moment::Context;
use crate::rule::trace::NoTrace;
use crate::rule::truth::Truth;
use crate::rule::{collect_breakpoints, evaluate};
use ziping_base::calendar::Day;

/// Whether the row at hand counts; where every row is to satisfy something, whether it is as it should be.
fn counts(rows: &Rows, asked: Asked<'_>, context: &Context<'_>) -> Truth {
    let chosen = evaluate(&rows.filter, context, &mut NoTrace);
    match asked {
        Asked::Every(satisfies) => chosen.not().or(evaluate(satisfies, context, &mut NoTrace)),
        Asked::Some | Asked::Quantity(_) => chosen,
    }
}

/// Adds the days on which a row may come to count or not; none where a part that time does not touch rules it out.
fn turns(rows: &Rows, asked: Asked<'_>, context: &Context<'_>, days: &mut Vec<Day>) {
    let windows = context.moment.windows();
    let parts = match &rows.filter {
        Test::And(parts) => parts.as_slice(),
        filter => std::slice::from_ref(filter),
    };
    for part in parts {
        let before = days.len();
        collect_breakpoints(part, context, windows, days);
        if days.len() == before && evaluate(part, context, &mut NoTrace) == Truth::False {
            return days.clear();
        }
    }
    if let Asked::Every(satisfies) = asked {
        collect_breakpoints(satisfies, context, windows, days);
    }
}

/// A row on a day, as one number that sorts by the day.
fn event(day: Day, place: u32) -> u64 {
    u64::from(day.number().unsigned_abs()) << 32 | u64::from(place)
}

/// The day and the row of an event.
fn day_and_row(event: u64) -> (Day, u32) {
    let [day, place] = [event >> 32, event & u64::from(u32::MAX)].map(|half| u32::try_from(half).unwrap_or(0));
    (Day::from_number(i32::try_from(day).unwrap_or(0)), place)
}

/// A step function of days.
pub(super) struct Timeline {
    /// Days and what holds from each on, ascending; the first is where it begins.
    steps: Vec<(Day, Range)>,
}

impl Timeline {
    /// From a day on for good.
    pub(super) fn new(all: &[Row], rows: &Rows, asked: Asked<'_>, context: &Context<'_>, from: Day) -> Self {
        let used = kept::windows(rows, asked);
        let mut moment = context.moment.clone();
        moment.move_to(from, &used);
        let mut tally = Tally::new(all, asked);
        let mut now: Vec<Truth> = Vec::with_capacity(all.len());
        let mut events: Vec<u64> = Vec::new();
        let mut own = Vec::new();
        for (place, row) in (0_u32..).zip(all) {
            let at_first = Context { row: Some(row), moment: &moment, sheet: context.sheet };
            let truth = counts(rows, asked, &at_first);
            tally.enter(Place(place), truth);
            now.push(truth);
            own.clear();
            turns(rows, asked, &at_first, &mut own);
            events.extend(own.iter().filter(|day| **day > from).map(|day| event(*day, place)));
        }
        events.sort_unstable();
        events.dedup();
        let mut steps = vec![(from, tally.range())];
        for of_day in events.chunk_by(|a, b| a >> 32 == b >> 32) {
            let Some((day, _)) = of_day.first().copied().map(day_and_row) else { continue };
            moment.move_to(day, &used);
            let mut changed = false;
            for (_, place) in of_day.iter().copied().map(day_and_row) {
                let index = usize::try_from(place).unwrap_or(usize::MAX);
                if let (Some(row), Some(before)) = (all.get(index), now.get_mut(index)) {
                    let after = counts(rows, asked, &Context { row: Some(row), moment: &moment, sheet: context.sheet });
                    if after != *before {
                        tally.leave(Place(place), *before);
                        tally.enter(Place(place), after);
                        *before = after;
                        changed = true;
                    }
                }
            }
            let range = tally.range();
            if changed && steps.last().is_none_or(|(_, last)| *last != range) {
                steps.push((day, range));
            }
        }
        Self { steps }
    }

    /// On a day; `None` before its beginning.
    pub(super) fn on(&self, day: Day) -> Option<Range> {
        let next = self.steps.partition_point(|(from, _)| *from <= day);
        self.steps.get(next.checked_sub(1)?).map(|(_, range)| *range)
    }

    /// The steps after a day.
    pub(super) fn after(&self, day: Day) -> Vec<(Day, Range)> {
        self.steps.iter().filter(|(from, _)| *from > day).copied().collect()
    }
}
