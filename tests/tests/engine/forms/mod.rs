//! Each form of the condition language on sheets at its edges: a table of condition, answers and outcome.
//!
//! The date is 21 November 2026, so that the closed fiscal years are 2023, 2024 and 2025. `open` and `readings` name
//! what an unknown rests on; a decided condition rests on nothing.

#![expect(clippy::panic, reason = "a failed test panics")]

use std::collections::HashMap;
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_rules::fact::{Sheet, read_answers};
use ziping_rules::rule::{
    Checked, Context, Moment, NoTrace, Record, Scope, Windows, compile_number, compile_test, evaluate, number,
};
use ziping_tests::project::every_form;

mod logic;
mod rows;
mod time;
mod values;
mod years;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|| panic!("{text} is no day"))
}

fn today() -> Day {
    day("2026-11-21")
}

fn sheet(facts: &str) -> Sheet {
    let text = format!("{{\"schema\": 1, \"organisation\": \"\", \"facts\": {{{facts}}}}}");
    match read_answers(&Source { name: "answers", text: &text }, &every_form().library.catalogue) {
        Ok(answers) => answers.sheet,
        Err(problems) => panic!("{facts}: {}", problems.iter().map(ToString::to_string).collect::<String>()),
    }
}

/// A text compiled, and the windows that it speaks of.
fn compiled<Form>(text: &str, compile: impl FnOnce(&str, &mut Scope<'_>) -> Option<Form>) -> (Form, Windows) {
    let library = &every_form().library;
    let (derived, readings) = (HashMap::new(), vec!["narrow".to_owned(), "wide".to_owned()]);
    let (mut windows, mut problems) = (library.windows.clone(), Vec::new());
    let mut scope = Scope {
        catalogue: &library.catalogue,
        derived: &derived,
        readings: &readings,
        scores: ziping_rules::rule::Scores::none(),
        windows: &mut windows,
        source: Source { name: "condition", text },
        offset: 0,
        problems: &mut problems,
    };
    let Some(form) = compile(text, &mut scope) else { panic!("{text}: {problems:?}") };
    (form, windows)
}

/// `true`, `false`, or what an unknown rests on: open facts, then readings, each group in the order met.
fn outcome(condition: &str, facts: &str, as_of: Day) -> String {
    let (test, windows) = compiled(condition, compile_test);
    let (sheet, moment) = (sheet(facts), Moment::new(as_of, &windows));
    let context = Context::new(&sheet, &moment);
    let mut record = Record::default();
    let truth = evaluate(&test, &context, &mut record);
    assert_eq!(evaluate(&test, &context, &mut NoTrace), truth, "{condition} on {facts}");
    record.finish();
    let catalogue = &every_form().library.catalogue;
    let open = record.open.iter().map(|fact| catalogue.id(*fact).trim_start_matches("demo.").to_owned());
    let causes: Vec<String> = open.chain(record.readings).collect();
    match truth.is_known() {
        true if causes.is_empty() => format!("{truth:?}").to_lowercase(),
        true => panic!("{condition} on {facts} is {truth:?} and yet rests on {causes:?}"),
        false => causes.join(" "),
    }
}

fn check(condition: &str, cases: &[(&str, &str)]) {
    for (facts, expected) in cases {
        assert_eq!(&outcome(condition, facts, today()), expected, "{condition} on {facts}");
    }
}

/// The ends of a figure, in the smallest unit.
fn figure(text: &str, facts: &str) -> (i64, i64) {
    let (Checked::Number(expression, _), windows) = compiled(text, compile_number) else {
        panic!("{text} is no number")
    };
    let (sheet, moment) = (sheet(facts), Moment::new(today(), &windows));
    let range = number(&expression, &Context::new(&sheet, &moment), &mut NoTrace);
    (range.low, range.high)
}

/// Answers with these rows.
fn table(rows: &str) -> String {
    format!("\"demo.rows\": [{rows}]")
}
