//! The days on which a condition can change of itself, and the facts it looks at.

use super::compare::compare_ranges;
use super::eval::number;
use super::expr::{Comparison, Date, Number, Operand, Rows, Test, Windows};
use super::score::{breakpoints_of_value, facts_of_value, windows_of_value};
use super::time::occurrence;
use super::{Context, NoTrace, WindowIx, rows};
use crate::fact::{FactIx, Occurrence, Range, Value};
use ziping_base::calendar::Day;

/// Adds every day after the moment's on which the outcome of `test` may differ from the day before, for these answers.
/// Days in the past and repetitions may be among them; no such day is missing.
pub fn collect_breakpoints(test: &Test, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
    match test {
        Test::Constant(_)
        | Test::Answer(_)
        | Test::OneOf(..)
        | Test::AnyOf(..)
        | Test::AllOf(..)
        | Test::Empty(_)
        | Test::Ever(_)
        | Test::Before(..)
        | Test::EachYear(..)
        | Test::Uscc(_)
        | Test::Blank(_) => {}
        Test::Worked(compared) => {
            breakpoints_of_value(&compared.left, context, windows, days);
            breakpoints_of_value(&compared.right, context, windows, days);
        }
        Test::Derived(_, _, inner) | Test::Not(inner) => collect_breakpoints(inner, context, windows, days),
        Test::Compare(left, comparison, right, _) => {
            if !in_large_table(left, *comparison, right, context, days) {
                in_number(left, context, windows, days);
                in_number(right, context, windows, days);
            }
        }
        Test::Share(left, right, ..) => {
            in_number(left, context, windows, days);
            in_number(right, context, windows, days);
        }
        Test::Within(event, window) | Test::Since(event, window, _) => {
            in_window(*event, *window, context, windows, days)
        }
        Test::FiscalYears(fact, years, _) => {
            if let Some(Value::Date(day)) = context.sheet.get(*fact) {
                let year = day.year() + i32::from(*years);
                days.extend([Day::first_of_year(year), Day::first_of_year(year + 1)]);
            }
        }
        Test::Days(left, _, right) => {
            for date in [left, right] {
                match date {
                    Date::Literal(day) => days.extend([*day, day.plus_days(1)]),
                    Date::Answer(operand) => {
                        if let Some(Occurrence::On(day)) = occurrence(*operand, context) {
                            days.extend([day, day.plus_days(1)]);
                        }
                    }
                    Date::Today => {}
                }
            }
        }
        Test::Ran(start, end, window) => {
            if let Some(Occurrence::On(day)) = occurrence(*start, context) {
                days.push(day);
            }
            in_window(*end, *window, context, windows, days);
        }
        Test::Some(of) => match rows::turns(of, None, context) {
            Some(steps) => days.extend(steps.iter().map(|(day, _)| *day)),
            None => in_rows(of, None, context, windows, days),
        },
        Test::Every(of, satisfies) => match rows::turns(of, Some(satisfies), context) {
            Some(steps) => days.extend(steps.iter().map(|(day, _)| *day)),
            None => in_rows(of, Some(satisfies), context, windows, days),
        },
        Test::AtLeast(_, parts) | Test::And(parts) | Test::Or(parts) => {
            for part in parts {
                collect_breakpoints(part, context, windows, days);
            }
        }
        Test::Readings(readings) => {
            for (_, part) in readings {
                collect_breakpoints(part, context, windows, days);
            }
        }
    }
}

/// Of many rows beside a given number only the days on which the comparison turns; whether it was such a comparison.
fn in_large_table(
    left: &Number,
    comparison: Comparison,
    right: &Number,
    context: &Context<'_>,
    days: &mut Vec<Day>,
) -> bool {
    let (of, bound, comparison) = match (left, right) {
        (of, Number::Literal(bound)) => (of, *bound, comparison),
        (Number::Literal(bound), of) => (of, *bound, comparison.mirrored()),
        _ => return false,
    };
    let Some(steps) = steps(of, context) else { return false };
    let turned = |range: Range| compare_ranges(range, comparison, Range::exactly(bound));
    let mut last = turned(number(of, context, &mut NoTrace));
    for (day, range) in steps {
        let truth = turned(range);
        if truth != last {
            days.push(day);
        }
        last = truth;
    }
    true
}

/// How a number that many rows give changes over time.
fn steps(of: &Number, context: &Context<'_>) -> Option<Vec<(Day, Range)>> {
    match of {
        Number::Rows(of, quantity) => rows::changes(of, *quantity, context),
        Number::Derived(_, table, derived, ..) if context.sheet.get(*table).is_some() => steps(derived, context),
        Number::Derived(..)
        | Number::Literal(_)
        | Number::Answer(..)
        | Number::Sum(..)
        | Number::Least(..)
        | Number::Plus(_) => None,
    }
}

fn in_window(event: Operand, window: WindowIx, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
    if let (Some(Occurrence::On(day)), Some(window)) = (occurrence(event, context), windows.get(window)) {
        let corresponding = window.period.after(day);
        let (arguable, safe) = window.free_from(day);
        days.extend([corresponding, corresponding.plus_days(1), arguable, safe]);
    }
}

fn in_rows(of: &Rows, satisfies: Option<&Test>, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
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
        Number::Derived(_, _, derived, ..) => in_number(derived, context, windows, days),
        Number::Plus(parts) => parts.iter().for_each(|part| in_number(part, context, windows, days)),
    }
}

/// Adds the windows that a condition looks at.
pub(super) fn used_windows(test: &Test, used: &mut Vec<WindowIx>) {
    match test {
        Test::Within(_, window) | Test::Since(_, window, _) | Test::Ran(_, _, window) => used.push(*window),
        Test::Constant(_)
        | Test::Answer(_)
        | Test::OneOf(..)
        | Test::AnyOf(..)
        | Test::AllOf(..)
        | Test::Empty(_)
        | Test::Ever(_)
        | Test::Before(..)
        | Test::FiscalYears(..)
        | Test::Days(..)
        | Test::EachYear(..)
        | Test::Uscc(_)
        | Test::Blank(_) => {}
        Test::Worked(compared) => {
            windows_of_value(&compared.left, used);
            windows_of_value(&compared.right, used);
        }
        Test::Derived(_, _, inner) | Test::Not(inner) => used_windows(inner, used),
        Test::Compare(left, _, right, _) | Test::Share(left, right, ..) => {
            windows_of_number(left, used);
            windows_of_number(right, used);
        }
        Test::Some(rows) => used_windows(&rows.filter, used),
        Test::Every(rows, satisfies) => {
            used_windows(&rows.filter, used);
            used_windows(satisfies, used);
        }
        Test::AtLeast(_, parts) | Test::And(parts) | Test::Or(parts) => {
            parts.iter().for_each(|part| used_windows(part, used));
        }
        Test::Readings(readings) => readings.iter().for_each(|(_, part)| used_windows(part, used)),
    }
}

pub(super) fn windows_of_number(number: &Number, used: &mut Vec<WindowIx>) {
    match number {
        Number::Literal(_) | Number::Answer(..) | Number::Sum(..) | Number::Least(..) => {}
        Number::Rows(rows, _) => used_windows(&rows.filter, used),
        Number::Derived(_, _, inner, ..) => windows_of_number(inner, used),
        Number::Plus(parts) => parts.iter().for_each(|part| windows_of_number(part, used)),
    }
}

/// Adds the facts that a condition looks at, each once.
pub fn facts_of(test: &Test, facts: &mut Vec<FactIx>) {
    let mut add = |fact: FactIx| {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    };
    let operand = |operand: Operand| match operand {
        Operand::Fact(fact) | Operand::Column(fact, _) => fact,
    };
    match test {
        Test::Constant(_) => {}
        Test::Answer(source)
        | Test::Blank(source)
        | Test::Within(source, _)
        | Test::Ever(source)
        | Test::Since(source, ..) => add(operand(*source)),
        Test::Worked(compared) => {
            facts_of_value(&compared.left, facts);
            facts_of_value(&compared.right, facts);
        }
        Test::Before(first, second) | Test::Ran(first, second, _) => {
            add(operand(*first));
            add(operand(*second));
        }
        Test::OneOf(fact, ..)
        | Test::AnyOf(fact, _)
        | Test::AllOf(fact, _)
        | Test::Empty(fact)
        | Test::FiscalYears(fact, ..)
        | Test::Uscc(fact) => add(*fact),
        Test::EachYear(left, _, right) => {
            add(*left);
            add(*right);
        }
        Test::Days(left, _, right) => {
            for date in [left, right] {
                if let Date::Answer(source) = date {
                    add(operand(*source));
                }
            }
        }
        Test::Derived(fact, table, _) => {
            add(*fact);
            add(*table);
        }
        Test::Compare(left, _, right, _) | Test::Share(left, right, ..) => {
            facts_of_number(left, facts);
            facts_of_number(right, facts);
        }
        Test::Some(rows) => add(rows.table),
        Test::Every(rows, _) => add(rows.table),
        Test::AtLeast(_, parts) | Test::And(parts) | Test::Or(parts) => {
            parts.iter().for_each(|part| facts_of(part, facts))
        }
        Test::Readings(readings) => readings.iter().for_each(|(_, part)| facts_of(part, facts)),
        Test::Not(inner) => facts_of(inner, facts),
    }
}

/// Adds the facts that a number is worked out from, each once.
pub fn facts_of_number(number: &Number, facts: &mut Vec<FactIx>) {
    let mut add = |fact: FactIx| {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    };
    match number {
        Number::Literal(_) => {}
        Number::Answer(Operand::Fact(fact) | Operand::Column(fact, _), ..)
        | Number::Sum(fact, ..)
        | Number::Least(fact, ..) => add(*fact),
        Number::Rows(rows, _) => add(rows.table),
        Number::Derived(fact, table, ..) => {
            add(*fact);
            add(*table);
        }
        Number::Plus(parts) => parts.iter().for_each(|part| facts_of_number(part, facts)),
    }
}
