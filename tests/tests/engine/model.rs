//! The evaluator beside the small independent models, on random answers and dates: the same range under all readings,
//! and for partial answers the range over all completions of a grid.

#![expect(clippy::panic, reason = "a failed test panics")]

use proptest::test_runner::TestCaseError;
use std::cell::RefCell;
use ziping_assess::{GradeRange, eligible, grade};
use ziping_base::calendar::Day;
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::{FactIx, Kind, Sheet, write_answers};
use ziping_rules::rule::{Moment, Truth};
use ziping_tests::grid::{all_completions, occurrences};
use ziping_tests::model::{Facts, all_readings, readings_of_the_grade, verdict};
use ziping_tests::project::content;
use ziping_tests::property::check;
use ziping_tests::sheets::cases;

fn book(id: &str) -> &'static RuleBook {
    content().library.regime(id).unwrap_or_else(|| panic!("there is no rule book {id}"))
}

/// What the model says under all readings: the range of outcomes, and whether one may apply.
fn modelled(library: &Library, book: &RuleBook, sheet: &Sheet, as_of: Day) -> (GradeRange, Truth) {
    let facts = Facts::new(&library.catalogue, sheet, &as_of.to_string());
    let (mut worst, mut best) = (u8::MAX, 0);
    let (mut can, mut cannot) = (false, false);
    for readings in all_readings() {
        let found = verdict(&book.id, &facts, &readings).unwrap_or_else(|| panic!("{} has no model", book.id));
        worst = worst.min(found.outcome);
        best = best.max(found.outcome);
        can |= found.eligible;
        cannot |= !found.eligible;
    }
    (GradeRange { worst, best }, Truth::of(can, cannot))
}

/// The range of the model over all completions of a grid and all readings.
fn modelled_over(library: &Library, book: &RuleBook, sheets: &[Sheet], as_of: Day) -> GradeRange {
    let (mut worst, mut best) = (u8::MAX, 0);
    for sheet in sheets {
        let facts = Facts::new(&library.catalogue, sheet, &as_of.to_string());
        for readings in readings_of_the_grade(&book.id) {
            let outcome = verdict(&book.id, &facts, &readings).map_or(0, |found| found.outcome);
            worst = worst.min(outcome);
            best = best.max(outcome);
        }
    }
    GradeRange { worst, best }
}

/// Every completion lies inside the range (sound); both ends are reached where each open fact occurs once (tight).
fn encloses(id: &'static str) {
    encloses_over(id, 300);
}

/// The same over so many random cases: a regime that asks much in tables leaves few on which tightness can be tried.
fn encloses_over(id: &'static str, count: u32) {
    let library = &content().library;
    let book = book(id);
    let tight = RefCell::new(0_u32);
    check(&format!("completions of {id}"), count, &cases(content(), book, 2), |case| {
        let case = case.hiding_at_most(2);
        let (partial, open) = (case.partial(), case.hidden());
        let sheets = all_completions(&library.catalogue, &partial, &open, case.as_of);
        let found = grade(book, &partial, &Moment::new(case.as_of, &library.windows)).grade;
        let expected = modelled_over(library, book, &sheets, case.as_of);
        let rows = |fact: &FactIx| library.catalogue.get(*fact).is_some_and(|f| matches!(f.kind, Kind::Table { .. }));
        let has_rows = case.answers.iter().any(|(fact, value, _)| rows(fact) && value.is_some());
        let once = !has_rows && open.iter().all(|fact| occurrences(book, *fact) <= 1);
        let inside = found.worst <= expected.worst && expected.best <= found.best;
        *tight.borrow_mut() += u32::from(once && !open.is_empty() && !found.is_decided());
        if inside && (!once || found == expected) {
            return Ok(());
        }
        let open: Vec<&str> = open.iter().map(|fact| library.catalogue.id(*fact)).collect();
        let answers = write_answers("", &partial, &library.catalogue);
        Err(TestCaseError::fail(format!(
            "on {}, open {open:?}: found {found:?}, completions give {expected:?}\n{answers}",
            case.as_of
        )))
    });
    assert!(*tight.borrow() > 20, "tightness was tried on {} sheets only", tight.borrow());
}

fn agrees(id: &'static str) {
    let library = &content().library;
    let book = book(id);
    let seen = RefCell::new(vec![0_u32; book.grade.outcomes.len()]);
    check(&format!("the model of {id}"), 1_500, &cases(content(), book, 0), |case| {
        let sheet = case.complete();
        let moment = Moment::new(case.as_of, &library.windows);
        let found = (grade(book, &sheet, &moment).grade, eligible(book, &sheet, &moment));
        let expected = modelled(library, book, &sheet, case.as_of);
        for place in [expected.0.worst, expected.0.best] {
            seen.borrow_mut().get_mut(usize::from(place)).into_iter().for_each(|count| *count += 1);
        }
        // Rows at the edge of a window make two conditions depend on one reading: the evaluator takes each alone, so
        // that its range may be the wider one there.
        let rows = id == "om" && library.catalogue.find("om.projects").is_some_and(|table| sheet.get(table).is_some());
        let inside = found.0.worst <= expected.0.worst && expected.0.best <= found.0.best;
        let good = if rows { inside && found.1 == expected.1 } else { found == expected };
        if good {
            return Ok(());
        }
        let answers = write_answers("", &sheet, &library.catalogue);
        Err(TestCaseError::fail(format!("on {}: found {found:?}, the model says {expected:?}\n{answers}", case.as_of)))
    });
    assert!(seen.borrow().iter().all(|count| *count > 20), "the sheets are one-sided: {seen:?} by outcome");
}

#[test]
fn credit_is_as_its_model_says() {
    agrees("credit");
    encloses("credit");
}

#[test]
fn om_is_as_its_model_says() {
    agrees("om");
    encloses("om");
}

#[test]
fn iets_is_as_its_model_says() {
    agrees("iets");
    encloses("iets");
}

#[test]
fn nextgen_it_is_as_its_model_says() {
    agrees("nextgen-it");
    encloses("nextgen-it");
}

#[test]
fn bizsec_is_as_its_model_says() {
    agrees("bizsec");
    encloses("bizsec");
}

#[test]
fn iii_consulting_is_as_its_model_says() {
    agrees("iii-consulting");
    encloses_over("iii-consulting", 900);
}
