//! The condition language under random conditions: trees over every form, on random complete and partial sheets.

#![expect(clippy::panic, reason = "a failed test panics")]

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use ziping_base::calendar::Day;
use ziping_content::Content;
use ziping_regime::RuleBook;
use ziping_rules::fact::{Sheet, write_answers};
use ziping_rules::rule::{Context, Moment, NoTrace, Record, Test, Truth, collect_breakpoints, evaluate};
use ziping_tests::project::every_form;
use ziping_tests::property::check;
use ziping_tests::sheets::{Case, cases};

fn world() -> (&'static Content, &'static RuleBook) {
    let content = every_form();
    (content, content.library.regimes.first().unwrap_or_else(|| panic!("the fixture has no rule book")))
}

/// Random conditions over every form of the language.
fn conditions() -> BoxedStrategy<Test> {
    let (_, book) = world();
    let forms: Vec<Test> = book.conditions.iter().map(|condition| condition.when.clone()).collect();
    proptest::sample::select(forms)
        .prop_recursive(4, 24, 4, |inner| {
            let some = proptest::collection::vec(inner.clone(), 2..4);
            prop_oneof![
                inner.clone().prop_map(|test| Test::Not(Box::new(test))),
                some.clone().prop_map(Test::And),
                some.clone().prop_map(Test::Or),
                (1..=2_u16, some).prop_map(|(wanted, parts)| Test::AtLeast(wanted, parts)),
                (inner.clone(), inner)
                    .prop_map(|(a, b)| Test::Readings(vec![("narrow".into(), a), ("wide".into(), b)])),
            ]
        })
        .boxed()
}

fn random() -> (BoxedStrategy<Test>, BoxedStrategy<Case>) {
    let (content, book) = world();
    (conditions(), cases(content, book, 2))
}

fn at(test: &Test, sheet: &Sheet, day: Day, base: Day) -> Truth {
    let moment = Moment::held(day, base, &world().0.library.windows);
    evaluate(test, &Context::new(sheet, &moment), &mut NoTrace)
}

fn fail(what: &str, test: &Test, sheet: &Sheet, as_of: Day) -> TestCaseError {
    TestCaseError::fail(format!(
        "{what}\n{test:?}\non {as_of}\n{}",
        write_answers("", sheet, &world().0.library.catalogue)
    ))
}

#[test]
fn what_is_known_of_a_partial_sheet_holds_for_its_completion() {
    check("random conditions are sound", 4_000, &random(), |(test, case)| {
        let (partial, complete) = (case.partial(), case.complete());
        let (open, whole) = (at(&test, &partial, case.as_of, case.as_of), at(&test, &complete, case.as_of, case.as_of));
        if open == Truth::Unknown || open == whole {
            return Ok(());
        }
        Err(fail(&format!("{open:?} became {whole:?}"), &test, &partial, case.as_of))
    });
}

#[test]
fn a_trace_changes_nothing_and_names_the_causes_of_an_unknown() {
    check("random conditions are explained", 4_000, &random(), |(test, case)| {
        let partial = case.partial();
        let moment = Moment::new(case.as_of, &world().0.library.windows);
        let mut record = Record::default();
        let truth = evaluate(&test, &Context::new(&partial, &moment), &mut record);
        if truth != at(&test, &partial, case.as_of, case.as_of) {
            return Err(fail("the trace changes the outcome", &test, &partial, case.as_of));
        }
        let caused = !record.open.is_empty() || !record.readings.is_empty();
        if truth == Truth::Unknown && !caused {
            return Err(fail("an unknown without a cause", &test, &partial, case.as_of));
        }
        Ok(())
    });
}

#[test]
fn an_outcome_changes_of_itself_on_the_collected_days_only() {
    let (content, _) = world();
    check("breakpoints of random conditions", 60, &random(), |(test, case)| {
        let sheet = case.partial();
        let moment = Moment::new(case.as_of, &content.library.windows);
        let mut days = Vec::new();
        collect_breakpoints(&test, &Context::new(&sheet, &moment), &content.library.windows, &mut days);
        let mut before = at(&test, &sheet, case.as_of, case.as_of);
        for ahead in 1..1_900 {
            let day = case.as_of.plus_days(ahead);
            let now = at(&test, &sheet, day, case.as_of);
            if now != before && !days.contains(&day) {
                return Err(fail(&format!("{before:?} became {now:?} on {day}"), &test, &sheet, case.as_of));
            }
            before = now;
        }
        Ok(())
    });
}

#[test]
fn not_and_or_follow_de_morgan() {
    check("De Morgan", 2_000, &(conditions(), conditions(), random().1), |(a, b, case)| {
        let sheet = case.partial();
        let not = |test: &Test| Test::Not(Box::new(test.clone()));
        let one = not(&Test::And(vec![a.clone(), b.clone()]));
        let other = Test::Or(vec![not(&a), not(&b)]);
        if at(&one, &sheet, case.as_of, case.as_of) == at(&other, &sheet, case.as_of, case.as_of) {
            return Ok(());
        }
        Err(fail("not (a and b) is not (not a or not b)", &one, &sheet, case.as_of))
    });
}
