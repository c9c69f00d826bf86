//! What `next` leaves out makes no difference: over random conditions of random rule books, of every way to grade, and
//! over thresholds that only an answer in the middle meets.

#![expect(clippy::panic, reason = "a failed test panics")]

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use ziping_assess::{GradeRange, grade, next};
use ziping_base::calendar::Day;
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::{FactIx, Sheet, Value};
use ziping_rules::rule::Moment;
use ziping_tests::conditions::{answers, book, facts, sheet};
use ziping_tests::project::content;
use ziping_tests::property::check;

fn today() -> Day {
    Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST)
}

fn regime(id: &str) -> &'static RuleBook {
    content().library.regime(id).unwrap_or_else(|| panic!("no {id}"))
}

/// A sheet on which nothing but the random conditions is open.
fn decided(book: &RuleBook) -> Sheet {
    let case = content().cases.get(&book.id).into_iter().flatten().max_by_key(|case| case.sheet.answered().count());
    case.unwrap_or_else(|| panic!("{} has no cases", book.id)).sheet.clone()
}

fn each(library: &Library, mut sheets: Vec<Sheet>, as_of: Day, skipping: Option<FactIx>) -> Vec<Sheet> {
    for (place, fact) in facts(library).into_iter().enumerate().filter(|(_, fact)| Some(*fact) != skipping) {
        sheets = sheets.into_iter().flat_map(|sheet| filled(&sheet, fact, &answers(place, as_of))).collect();
    }
    sheets
}

fn filled(sheet: &Sheet, fact: FactIx, values: &[Value]) -> Vec<Sheet> {
    if sheet.get(fact).is_some() {
        return vec![sheet.clone()];
    }
    let with = |value: &Value| {
        let mut sheet = sheet.clone();
        sheet.put(fact, Some(value.clone()));
        sheet
    };
    values.iter().map(with).collect()
}

fn graded(book: &RuleBook, sheet: &Sheet, moment: &Moment) -> GradeRange {
    grade(book, sheet, moment).grade
}

#[test]
fn what_is_not_asked_changes_the_grade_under_no_completion() {
    let library = &content().library;
    let moment = Moment::new(today(), &library.windows);
    for id in ["om", "credit", "iets", "bizsec", "nextgen-it"] {
        let base = regime(id);
        let strategy = book(library, base).prop_flat_map(|book| {
            let sheets = sheet(&content().library, &decided(&book), today());
            (Just(book), sheets)
        });
        check(&format!("nothing left in {id}"), 400, &strategy, |(book, sheet)| {
            let open: Vec<FactIx> = facts(library).into_iter().filter(|fact| sheet.get(*fact).is_none()).collect();
            if open.len() > 3 || graded(&book, &sheet, &moment).is_decided() {
                return Ok(());
            }
            let asked = next(library, &book, &sheet, today());
            let names =
                |facts: &[FactIx]| facts.iter().map(|f| library.catalogue.id(*f)).collect::<Vec<_>>().join(", ");
            for (place, fact) in facts(library).into_iter().enumerate() {
                if !open.contains(&fact) || asked.contains(&fact) {
                    continue;
                }
                for others in each(library, vec![sheet.clone()], today(), Some(fact)) {
                    let grades: Vec<GradeRange> = filled(&others, fact, &answers(place, today()))
                        .iter()
                        .map(|complete| graded(&book, complete, &moment))
                        .collect();
                    if grades.iter().any(|grade| Some(grade) != grades.first()) {
                        let why = format!(
                            "{} is not among [{}], yet makes {grades:?}",
                            library.catalogue.id(fact),
                            names(&asked)
                        );
                        return Err(TestCaseError::fail(why));
                    }
                }
            }
            let complete = each(library, vec![sheet.clone()], today(), None);
            let now = graded(&book, &sheet, &moment);
            match complete.iter().map(|complete| graded(&book, complete, &moment)).find(|then| *then != now) {
                Some(then) if asked.is_empty() => {
                    Err(TestCaseError::fail(format!("nothing is asked, and {now:?} can become {then:?}")))
                }
                Some(_) | None => Ok(()),
            }
        });
    }
}
