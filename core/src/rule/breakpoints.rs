//! The days on which a condition can change of itself, and the facts it looks at.

use super::expr::{Date, Number, Operand, Rows, Test, Windows};
use super::time::occurrence;
use super::{Context, WindowIx};
use crate::calendar::Day;
use crate::fact::{FactIx, Occurrence, Value};

/// Adds every day on which the outcome of `test` may differ from the day before, for these answers. Days in the past
/// and repetitions may be among them; no such day is missing.
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
        | Test::Uscc(_) => {}
        Test::Derived(_, _, inner) | Test::Not(inner) => collect_breakpoints(inner, context, windows, days),
        Test::Compare(left, _, right, _) | Test::Share(left, right, ..) => {
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
        Test::Some(rows) => in_rows(rows, None, context, windows, days),
        Test::Every(rows, satisfies) => in_rows(rows, Some(satisfies), context, windows, days),
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

fn in_window(event: Operand, window: WindowIx, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
    if let (Some(Occurrence::On(day)), Some(window)) = (occurrence(event, context), windows.get(window)) {
        let corresponding = window.period.after(day);
        let (arguable, safe) = window.free_from(day);
        days.extend([corresponding, corresponding.plus_days(1), arguable, safe]);
    }
}

fn in_rows(rows: &Rows, satisfies: Option<&Test>, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
    if let Some(Value::Table(all)) = context.sheet.get(rows.table) {
        for row in all {
            let in_row = Context { row: Some(row), ..*context };
            collect_breakpoints(&rows.filter, &in_row, windows, days);
            if let Some(test) = satisfies {
                collect_breakpoints(test, &in_row, windows, days);
            }
        }
    }
}

fn in_number(number: &Number, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
    match number {
        Number::Literal(_) | Number::Answer(..) => {}
        // The closed fiscal years change with the calendar year.
        Number::Sum(_, years, _) | Number::Least(_, years, _) => {
            let year = context.moment.as_of.year();
            days.extend((1..=i32::from(*years).max(6)).map(|ahead| Day::first_of_year(year + ahead)));
        }
        Number::Rows(rows, _) => in_rows(rows, None, context, windows, days),
        Number::Derived(_, _, derived, ..) => in_number(derived, context, windows, days),
        Number::Plus(parts) => parts.iter().for_each(|part| in_number(part, context, windows, days)),
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
        Test::Answer(source) | Test::Within(source, _) | Test::Ever(source) | Test::Since(source, ..) => {
            add(operand(*source))
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
