//! Time: the horizon agrees with assessing at each day; caps are free from the days they name.

#![expect(clippy::panic, reason = "a failed test panics")]

use proptest::test_runner::TestCaseError;
use ziping_assess::{Mode, Outcome, assess, grade, horizon};
use ziping_base::calendar::Day;
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::{FactIx, Occurrence, Passing, Range, Sheet, Value, write_answers};
use ziping_rules::rule::{Context, Moment, NoTrace, Truth, evaluate};
use ziping_tests::project::{content, worlds};
use ziping_tests::property::check;
use ziping_tests::sheets::{Case, cases};

fn fail(library: &Library, what: &str, case: &Case, sheet: &Sheet) -> TestCaseError {
    TestCaseError::fail(format!("on {}: {what}\n{}", case.as_of, write_answers("", sheet, &library.catalogue)))
}

/// Every day of the five years that the horizon looks ahead.
fn five_years(as_of: Day) -> impl Iterator<Item = Day> {
    let last = as_of.plus_months(60).number();
    (as_of.number()..=last).map(Day::from_number)
}

fn agrees_each_day(
    library: &Library,
    book: &RuleBook,
    case: &Case,
    mode: Mode,
    then: impl Fn(Day) -> (Sheet, Moment),
) -> Result<(), TestCaseError> {
    let sheet = case.partial();
    let steps = horizon(library, book, &sheet, case.as_of, mode);
    let mut current = None;
    for day in five_years(case.as_of) {
        current = steps.iter().find(|step| step.from == day).or(current);
        let Some(step) = current else { return Err(fail(library, "no step begins today", case, &sheet)) };
        let (answers, moment) = then(day);
        let range = grade(book, &answers, &moment).grade;
        if range != step.range {
            let what = format!("{day} is {range:?}, the step from {} says {:?}", step.from, step.range);
            return Err(fail(library, &what, case, &sheet));
        }
    }
    Ok(())
}

#[test]
fn the_horizon_agrees_with_assessing_at_each_day_of_five_years() {
    for (content, book) in worlds() {
        let library = &content.library;
        check(&format!("horizon of {}", book.id), 12, &cases(content, book, 1), |case| {
            let sheet = case.partial();
            agrees_each_day(library, book, &case, Mode::Held, |day| {
                (sheet.clone(), Moment::held(day, case.as_of, &library.windows))
            })
        });
    }
}

/// The sheet of a later day: facts about a period that has passed by then are not answered any more.
fn strictly(library: &Library, sheet: &Sheet, as_of: Day, day: Day) -> Sheet {
    let mut then = sheet.clone();
    for (ix, fact) in library.catalogue.iter() {
        let passed = match fact.passing {
            None => false,
            Some(Passing::LastYear | Passing::ThisYear) => day.year() > as_of.year(),
            Some(Passing::Rolling) => day > as_of,
        };
        let timeless = matches!(sheet.get(ix), Some(Value::Choice(place)) if fact.timeless >> place & 1 == 1);
        if passed && !timeless {
            then.put(ix, None);
        }
    }
    then
}

#[test]
fn the_strict_horizon_agrees_with_assessing_what_is_still_known() {
    for (content, book) in worlds() {
        let library = &content.library;
        check(&format!("strict horizon of {}", book.id), 8, &cases(content, book, 1), |case| {
            let sheet = case.partial();
            agrees_each_day(library, book, &case, Mode::Strict, |day| {
                (strictly(library, &sheet, case.as_of, day), Moment::new(day, &library.windows))
            })
        });
    }
}

/// Whether a change of a held fact could change the grade on a day: then the step must say that it rests on it.
#[test]
fn a_step_that_rests_on_nothing_is_the_same_when_asked_strictly() {
    let library = &content().library;
    for book in &library.regimes {
        check(&format!("assumptions of {}", book.id), 60, &cases(content(), book, 0), |case| {
            let sheet = case.partial();
            for step in horizon(library, book, &sheet, case.as_of, Mode::Held) {
                let strict = strictly(library, &sheet, case.as_of, step.from);
                // The closed fiscal years of a later year are others: strictly, they are open.
                let moment = Moment::new(step.from, &library.windows);
                let range = grade(book, &strict, &moment).grade;
                if step.assumes.is_empty() && range != step.range {
                    let what = format!("{} assumes nothing and is {:?}, strictly {range:?}", step.from, step.range);
                    return Err(fail(library, &what, &case, &sheet));
                }
                let timeless: Vec<&FactIx> = step.assumes.iter().filter(|fact| sheet.get(**fact).is_none()).collect();
                if !timeless.is_empty() {
                    return Err(fail(library, "a step rests on a fact that is not answered", &case, &sheet));
                }
            }
            Ok(())
        });
    }
}

#[test]
fn a_cap_is_free_from_the_days_that_it_names() {
    for (content, book) in worlds() {
        let library = &content.library;
        if book.caps.is_empty() {
            continue;
        }
        check(&format!("free days of {}", book.id), 40, &cases(content, book, 1), |case| {
            let sheet = case.partial();
            let found = assess(library, book, &sheet, case.as_of);
            for (cap, found) in book.caps.iter().zip(&found.caps) {
                let on = |day: Day| {
                    let moment = Moment::held(day, case.as_of, &library.windows);
                    evaluate(&cap.when, &Context::new(&sheet, &moment), &mut NoTrace)
                };
                // Ten years are longer than any window of the rules; a cap that time frees is free within them.
                let days = || (0..3_660).map(|ahead| case.as_of.plus_days(ahead));
                let caught = matches!(found.finding.outcome, Outcome::True | Outcome::Unknown);
                let expected = days()
                    .find(|day| on(*day) == Truth::False)
                    .filter(|_| caught)
                    .and_then(|safe| Some((days().find(|day| on(*day) != Truth::True)?, safe)));
                if found.free != expected {
                    let what = format!("{}: {:?}, day by day {expected:?}", cap.id, found.free);
                    return Err(fail(library, &what, &case, &sheet));
                }
            }
            Ok(())
        });
    }
}

#[test]
fn a_step_names_what_changed() {
    let library = &content().library;
    for book in &library.regimes {
        check(&format!("changes of {}", book.id), 60, &cases(content(), book, 0), |case| {
            let sheet = case.partial();
            let steps = horizon(library, book, &sheet, case.as_of, Mode::Held);
            for (before, after) in steps.iter().zip(steps.iter().skip(1)) {
                if before.range != after.range && after.changed.is_empty() {
                    return Err(fail(library, &format!("{} says not what changed", after.from), &case, &sheet));
                }
                let known = |id: &String| {
                    book.caps.iter().any(|cap| cap.id == *id)
                        || book.grounds.iter().any(|ground| ground.id == *id)
                        || book.conditions.iter().any(|condition| condition.id == *id)
                };
                if let Some(id) = after.changed.iter().find(|id| !known(id)) {
                    panic!("{id} is no item of {}", book.id);
                }
            }
            Ok(())
        });
    }
}

/// A full score in credit with an answer about last year's inspection.
fn inspected(option: u8) -> (Sheet, FactIx) {
    let catalogue = &content().library.catalogue;
    let fact = |id: &str| catalogue.find(id).unwrap_or_else(|| panic!("no fact {id}"));
    let mut sheet = Sheet::new();
    for (element, points) in
        [("foundation", 120), ("management", 240), ("competitiveness", 180), ("finance", 180), ("social", 280)]
    {
        sheet.put(fact(&format!("credit.score.{element}")), Some(Value::Number(Range::exactly(points))));
    }
    for never in ["tax_evasion_penalty", "quality_penalty", "legal_rep_imprisonment", "legal_rep_release"] {
        sheet.put(fact(&format!("record.{never}")), Some(Value::Occurrence(Occurrence::Never)));
    }
    for never in ["wage_arrears", "loan_overdue", "consumer_fraud"] {
        sheet.put(fact(&format!("record.{never}")), Some(Value::Occurrence(Occurrence::Never)));
    }
    for no in ["loss_after_subsidy", "no_turnaround", "governance_defect"] {
        sheet.put(fact(&format!("credit.{no}")), Some(Value::Bool(false)));
    }
    let inspection = fact("credit.annual_inspection_last_year");
    sheet.put(inspection, Some(Value::Choice(option)));
    (sheet, inspection)
}

#[test]
fn the_cap_that_binds_is_what_a_later_step_rests_on_from_the_turn_of_the_year() {
    let library = &content().library;
    let book = library.regime("credit").unwrap_or_else(|| panic!("no credit"));
    let as_of = Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST);
    let (sheet, inspection) = inspected(1);
    let steps = horizon(library, book, &sheet, as_of, Mode::Held);
    let b = steps.first().map(|step| (step.range.worst, step.range.best, step.assumes.clone()));
    assert_eq!(b, Some((2, 2, Vec::new())), "inspected with B: B, and today nothing is assumed");
    let next = steps.get(1).unwrap_or_else(|| panic!("no step at the turn of the year"));
    assert_eq!(next.from, Day::first_of_year(2027));
    assert_eq!(next.assumes, [inspection], "the inspection of 2026 decides only as long as it is held");
}

#[test]
fn an_answer_that_stays_true_whatever_passes_is_nothing_to_assume() {
    let library = &content().library;
    let book = library.regime("credit").unwrap_or_else(|| panic!("no credit"));
    let as_of = Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST);
    let (sheet, inspection) = inspected(2);
    let assumed = |sheet: &Sheet| {
        let steps = horizon(library, book, sheet, as_of, Mode::Held);
        steps.iter().any(|step| step.assumes.contains(&inspection))
    };
    assert!(!assumed(&sheet), "there are no inspections any more: `none` stays true");
    assert!(assumed(&inspected(0).0), "an A of last year passes");
}

#[test]
fn asked_strictly_an_answer_about_last_year_is_open_from_the_turn_of_the_year_unless_it_stays_true() {
    let library = &content().library;
    let mut book = library.regime("credit").unwrap_or_else(|| panic!("no credit")).clone();
    book.caps.retain(|cap| cap.id == "credit.cap.annual_inspection");
    let as_of = Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST);
    let steps = |option: u8| {
        let steps = horizon(library, &book, &inspected(option).0, as_of, Mode::Strict);
        steps.iter().map(|step| (step.from, step.range.worst, step.range.best)).collect::<Vec<_>>()
    };
    let new_year = Day::first_of_year(2027);
    assert_eq!(steps(0), [(as_of, 5, 5), (new_year, 2, 5)], "an A: what the inspection of 2026 will say is open");
    assert_eq!(steps(1), [(as_of, 2, 2), (new_year, 2, 5)], "a B: no better than B only this year");
    assert_eq!(steps(2), [(as_of, 5, 5)], "there are no inspections any more: `none` stays true");
}
