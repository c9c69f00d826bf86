//! Many sheets at once: condition by condition, and the grades of all regimes, are what each sheet alone gives.

#![expect(clippy::panic, reason = "a failed test panics")]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::sync::OnceLock;
use ziping_assess::{GradeRange, grade, grades};
use ziping_base::calendar::Day;
use ziping_content::Content;
use ziping_regime::{ConditionKind, Model, RuleBook};
use ziping_rules::fact::{Range, Sheet, Value, write_answers};
use ziping_rules::rule::many::{Block, LANES, OPEN, truth};
use ziping_rules::rule::{Columns, Context, Moment, NoTrace, evaluate};
use ziping_tests::project::{content, every_form, worlds};
use ziping_tests::property::check;
use ziping_tests::sheets::{Case, cases};

/// A few sheets of one regime, complete and partial, and a date.
fn some(content: &'static Content, book: &'static RuleBook) -> BoxedStrategy<(Vec<Sheet>, Day)> {
    let sheets = |cases: Vec<Case>| {
        let as_of = cases.first().map_or(Day::EARLIEST, |case| case.as_of);
        let both = cases.iter().flat_map(|case| [case.partial(), case.complete()]);
        (both.collect::<Vec<_>>(), as_of)
    };
    vec(cases(content, book, 2), 1..8).prop_map(sheets).boxed()
}

/// The made-up rule book as one that is met or not, where every other condition applies only to those that satisfy
/// the one before it.
fn scoped() -> (&'static Content, &'static RuleBook) {
    static BOOK: OnceLock<RuleBook> = OnceLock::new();
    let content = every_form();
    let book = BOOK.get_or_init(|| {
        let mut book = content.library.regimes.first().unwrap_or_else(|| panic!("no rule book")).clone();
        book.grade.model = Model::Met { of: ConditionKind::Eligibility, relaxable: Vec::new() };
        book.grade.outcomes.truncate(2);
        book.caps.clear();
        book.grounds.clear();
        let mut before = None;
        for condition in &mut book.conditions {
            condition.applies = before.take();
            before = condition.applies.is_none().then(|| condition.when.clone());
        }
        // Few enough for some sheets to be met.
        book.conditions.truncate(6);
        book
    });
    (content, book)
}

#[test]
fn the_grades_of_many_sheets_are_those_of_each() {
    for (content, book) in worlds().into_iter().chain([scoped()]) {
        check(
            &format!("many {} {:?}", book.id, book.grade.outcomes.len()),
            150,
            &some(content, book),
            |(sheets, as_of)| {
                let moment = Moment::new(as_of, &content.library.windows);
                let together = grades(book, &Columns::new(sheets.clone()), &moment);
                for (sheet, found) in sheets.iter().zip(together) {
                    let alone = grade(book, sheet, &moment).grade;
                    if alone != found {
                        let answers = write_answers("", sheet, &content.library.catalogue);
                        return Err(TestCaseError::fail(format!("{found:?}, alone {alone:?}, on {as_of}\n{answers}")));
                    }
                }
                Ok(())
            },
        );
    }
}

#[test]
fn every_condition_of_many_sheets_is_what_it_is_for_each() {
    for (content, book) in worlds() {
        check(&format!("conditions of many {}", book.id), 60, &some(content, book), |(sheets, as_of)| {
            let moment = Moment::new(as_of, &content.library.windows);
            let columns = Columns::new(sheets.clone());
            let conditions = book.conditions.iter().flat_map(|one| [Some(&one.when), one.applies.as_ref()]).flatten();
            let tests =
                conditions.chain(book.caps.iter().map(|cap| &cap.when)).chain(book.grounds.iter().map(|g| &g.when));
            for test in tests {
                let together = Block::all(&columns, &moment).flat_map(|block| {
                    let mut found = [OPEN; LANES];
                    block.possible(test, &block.live(), &mut found);
                    found.into_iter().take(block.count())
                });
                for (sheet, found) in sheets.iter().zip(together.map(truth)) {
                    let alone = evaluate(test, &Context::new(sheet, &moment), &mut NoTrace);
                    if alone != found {
                        let answers = write_answers("", sheet, &content.library.catalogue);
                        let what = format!("{found:?}, alone {alone:?}, on {as_of}: {test:?}\n{answers}");
                        return Err(TestCaseError::fail(what));
                    }
                }
            }
            Ok(())
        });
    }
}

#[test]
fn more_sheets_than_a_block_keep_their_order() {
    for (content, book) in worlds() {
        let all = content.cases.get(&book.id).into_iter().flatten().map(|case| case.sheet.clone());
        let sheets: Vec<Sheet> = all.cycle().take(5 * LANES - 40).collect();
        let moment = Moment::new(Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST), &content.library.windows);
        let together = grades(book, &Columns::new(sheets.clone()), &moment);
        assert_eq!(together.len(), sheets.len());
        for (sheet, found) in sheets.iter().zip(together) {
            assert_eq!(found, grade(book, sheet, &moment).grade, "{}", book.id);
        }
    }
}

/// No answer file may hold such points; the grade of many sheets is that of each even so.
#[test]
fn points_beyond_any_bound_do_not_wrap() {
    let library = &content().library;
    let book = library.regime("credit").unwrap_or_else(|| panic!("no credit"));
    let moment = Moment::new(Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST), &library.windows);
    let with = |points: Range| {
        let mut sheet = Sheet::new();
        book.elements().iter().for_each(|element| {
            sheet.put(element.fact, Some(Value::Number(points)));
        });
        sheet
    };
    let sheets: Vec<Sheet> = [Range::exactly(i64::MAX), Range { low: 0, high: i64::MAX }].map(with).to_vec();
    let alone: Vec<GradeRange> = sheets.iter().map(|sheet| grade(book, sheet, &moment).grade).collect();
    assert_eq!(
        alone.iter().map(|grade| grade.best).collect::<Vec<_>>(),
        [5, 5],
        "more than the most is the best grade"
    );
    assert_eq!(grades(book, &Columns::new(sheets), &moment), alone);
}
