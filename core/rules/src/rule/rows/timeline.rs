//! What rows come to over time: worked out by following each row from one day on which it can change to the next.

use super::tally::{Place, Tally};
use super::{Asked, kept, same_amounts};
use crate::fact::{Range, Row, Sheet};
use crate::rule::expr::{Rows, Test, WindowIx};
use crate::rule::moment::{Context, Moment};
use crate::rule::trace::NoTrace;
use crate::rule::truth::Truth;
use crate::rule::{collect_breakpoints, evaluate};
use ziping_base::calendar::Day;

/// Whether the row at hand counts; where every row is to satisfy something, whether it is as it should be.
pub(super) fn counts(rows: &Rows, asked: Asked<'_>, context: &Context<'_>) -> Truth {
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

/// What a row counts as: on the first day, and each day on which that changes, with what it is from then on.
#[derive(PartialEq)]
struct Course {
    first: Truth,
    turns: Vec<(Day, Truth)>,
}

/// Works out the courses of rows.
struct Follower<'f> {
    rows: &'f Rows,
    asked: Asked<'f>,
    sheet: &'f Sheet,
    /// The windows that the rows are chosen by.
    used: Vec<WindowIx>,
    /// The first day.
    from: Moment,
    later: Moment,
    days: Vec<Day>,
}

impl<'f> Follower<'f> {
    fn new(rows: &'f Rows, asked: Asked<'f>, context: &Context<'f>, from: Day) -> Self {
        let used = kept::windows(rows, asked);
        let mut first = context.moment.clone();
        first.move_to(from, &used);
        let later = first.clone();
        Self { rows, asked, sheet: context.sheet, used, from: first, later, days: Vec::new() }
    }

    fn follow(&mut self, row: &Row) -> Course {
        let at_first = Context { row: Some(row), moment: &self.from, sheet: self.sheet };
        let first = counts(self.rows, self.asked, &at_first);
        self.days.clear();
        turns(self.rows, self.asked, &at_first, &mut self.days);
        self.days.retain(|day| *day > self.from.as_of);
        self.days.sort_unstable();
        self.days.dedup();
        let (mut now, mut turns) = (first, Vec::new());
        for day in &self.days {
            self.later.move_to(*day, &self.used);
            let after =
                counts(self.rows, self.asked, &Context { row: Some(row), moment: &self.later, sheet: self.sheet });
            if after != now {
                turns.push((*day, after));
                now = after;
            }
        }
        Course { first, turns }
    }
}

/// A step function of days.
pub(super) struct Timeline {
    /// How each row goes, by its place.
    courses: Vec<Course>,
    /// Days and what holds from each on, ascending; the first is where it begins.
    steps: Vec<(Day, Range)>,
}

impl Timeline {
    /// From a day on for good.
    pub(super) fn new(all: &[Row], rows: &Rows, asked: Asked<'_>, context: &Context<'_>, from: Day) -> Self {
        let mut follower = Follower::new(rows, asked, context, from);
        let courses: Vec<Course> = all.iter().map(|row| follower.follow(row)).collect();
        let steps = steps(all, asked, &courses, from);
        Self { courses, steps }
    }

    /// The same after rows have changed, each given by its place and as it was.
    pub(super) fn follow(
        &mut self,
        all: &[Row],
        changed: &[(usize, Row)],
        rows: &Rows,
        asked: Asked<'_>,
        context: &Context<'_>,
    ) {
        let Some((from, _)) = self.steps.first().copied() else { return };
        let mut follower = Follower::new(rows, asked, context, from);
        let mut differs = false;
        for (place, before) in changed {
            if let (Some(row), Some(course)) = (all.get(*place), self.courses.get_mut(*place)) {
                let now = follower.follow(row);
                differs |= now != *course || !same_amounts(asked, before, row);
                *course = now;
            }
        }
        if differs {
            self.steps = steps(all, asked, &self.courses, from);
        }
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

/// What rows with these courses come to, from one day on which one of them turns to the next.
fn steps(all: &[Row], asked: Asked<'_>, courses: &[Course], from: Day) -> Vec<(Day, Range)> {
    let mut tally = Tally::new(all, asked);
    let mut events: Vec<(Day, Place, Truth, Truth)> = Vec::new();
    for (place, course) in (0_u32..).map(Place).zip(courses) {
        tally.enter(place, course.first);
        let mut before = course.first;
        for (day, after) in &course.turns {
            events.push((*day, place, before, *after));
            before = *after;
        }
    }
    events.sort_unstable_by_key(|(day, ..)| *day);
    let mut steps = vec![(from, tally.range())];
    for of_day in events.chunk_by(|a, b| a.0 == b.0) {
        for (_, place, before, after) in of_day {
            tally.leave(*place, *before);
            tally.enter(*place, *after);
        }
        let (Some((day, ..)), range) = (of_day.first(), tally.range()) else { continue };
        if steps.last().is_none_or(|(_, last)| *last != range) {
            steps.push((*day, range));
        }
    }
    steps
}
