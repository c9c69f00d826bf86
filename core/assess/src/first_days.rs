//! When something comes about of itself.

use ziping_base::calendar::Day;
use ziping_regime::Library;
use ziping_rules::rule::{Context, Moment, NoTrace, Test, Truth, collect_breakpoints, evaluate};

/// The days on which something may change, each once and in order.
pub(super) fn in_order(mut days: Vec<Day>) -> Vec<Day> {
    days.sort_unstable();
    days.dedup();
    days
}

/// The first day on which something is so under some reading, and the first on which it is so under every one. `days` are
/// those on which it may change, in order; `already`: the day on which it is so under some reading from the beginning.
pub(super) fn first_days(
    days: impl IntoIterator<Item = Day>,
    already: Option<Day>,
    mut so: impl FnMut(Day) -> Truth,
) -> Option<(Day, Day)> {
    let mut arguable = already;
    for day in days {
        match so(day) {
            Truth::False => {}
            Truth::Unknown => {
                arguable.get_or_insert(day);
            }
            Truth::True => return Some((arguable.unwrap_or(day), day)),
        }
    }
    None
}

/// The first days on which time alone makes something of a condition so, under some reading and under every one; open answers
/// are left as they are, and facts about periods stand as they do at this moment. `already`: it is so under some reading today.
pub(super) fn of_itself(
    library: &Library,
    test: &Test,
    context: &Context<'_>,
    already: bool,
    so: impl Fn(Truth) -> Truth,
) -> Option<(Day, Day)> {
    let mut days = Vec::new();
    collect_breakpoints(test, context, &library.windows, &mut days);
    let as_of = context.moment.as_of;
    let base = Day::first_of_year(context.moment.fiscal_year);
    days.retain(|day| *day > as_of);
    first_days(in_order(days), already.then_some(as_of), |day| {
        let moment = Moment::held(day, base, &library.windows);
        so(evaluate(test, &Context { moment: &moment, ..*context }, &mut NoTrace))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_day_under_some_reading_and_under_every_one() {
        let day = |number: i32| Day::first_of_year(2026).plus_days(number);
        let days = || in_order(vec![day(3), day(1), day(2), day(1)]);
        assert_eq!(days(), [day(1), day(2), day(3)]);
        let from = |arguable: i32, safe: i32| move |on: Day| Truth::of(on >= day(arguable), on < day(safe));
        assert_eq!(first_days(days(), None, from(2, 3)), Some((day(2), day(3))));
        assert_eq!(first_days(days(), None, from(2, 2)), Some((day(2), day(2))));
        assert_eq!(first_days(days(), Some(day(0)), from(0, 2)), Some((day(0), day(2))));
        assert_eq!(first_days(days(), None, from(2, 4)), None);
    }
}
