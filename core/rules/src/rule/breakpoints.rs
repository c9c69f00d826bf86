//! The days on which a condition can change of itself.

use super::expr::{Number, Operand, Rows, Test, WindowIx, Windows};
use super::operators::Operator;
use super::time::occurrence;
use super::{Context, rows};
use crate::fact::{Occurrence, Value};
use ziping_base::calendar::Day;

/// Adds every day after the moment's on which the outcome of `test` may differ from the day before, for these answers.
/// Days in the past and repetitions may be among them; no such day is missing.
pub fn collect_breakpoints(test: &Test, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
    if let Test::Leaf(leaf) = test {
        leaf.breakpoints(context, windows, days);
    }
    test.children(&mut |part| collect_breakpoints(part, context, windows, days));
}

/// Adds the days on which what happened leaves a window.
pub(super) fn in_window(
    event: Operand,
    window: WindowIx,
    context: &Context<'_>,
    windows: &Windows,
    days: &mut Vec<Day>,
) {
    if let (Some(Occurrence::On(day)), Some(window)) = (occurrence(event, context), windows.get(window)) {
        let corresponding = window.period.after(day);
        let (arguable, safe) = window.free_from(day);
        days.extend([corresponding, corresponding.plus_days(1), arguable, safe]);
    }
}

/// Adds the days of each row.
pub(super) fn in_rows(
    of: &Rows,
    satisfies: Option<&Test>,
    context: &Context<'_>,
    windows: &Windows,
    days: &mut Vec<Day>,
) {
    if let Some(Value::Table(all)) = context.sheet.get(of.table) {
        for row in all.iter() {
            let in_row = Context { row: Some(row), ..*context };
            collect_breakpoints(&of.filter, &in_row, windows, days);
            if let Some(test) = satisfies {
                collect_breakpoints(test, &in_row, windows, days);
            }
        }
    }
}

/// Adds the days on which a number may change.
pub(super) fn in_number(number: &Number, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
    match number {
        Number::Literal(_) | Number::Answer(..) => {}
        // The closed fiscal years change with the calendar year.
        Number::Sum(_, years, _) | Number::Least(_, years, _) => {
            let year = context.moment.as_of.year();
            days.extend((1..=i32::from(*years).max(6)).map(|ahead| Day::first_of_year(year + ahead)));
        }
        Number::Rows(of, quantity) => match rows::changes(of, *quantity, context) {
            Some(steps) => days.extend(steps.iter().map(|(day, _)| *day)),
            None => in_rows(of, None, context, windows, days),
        },
        Number::Derived { worked_out, .. } => in_number(worked_out, context, windows, days),
        Number::Plus(parts) => parts.iter().for_each(|part| in_number(part, context, windows, days)),
    }
}
