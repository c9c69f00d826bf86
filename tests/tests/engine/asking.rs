//! One question after the other: what one is comes first, what may still be asked never grows, and nothing is left when
//! the questions end.

use proptest::test_runner::TestCaseError;
use ziping_assess::proof::{Record, Records, Standing};
use ziping_assess::{Asking, Outcome, asking, assess, missing, next};
use ziping_base::calendar::Day;
use ziping_regime::{ConditionKind, Library, RuleBook};
use ziping_rules::fact::{FactIx, Sheet, write_answers};
use ziping_tests::project::worlds;
use ziping_tests::property::check;
use ziping_tests::sheets::cases;

fn ahead(library: &Library, book: &RuleBook, sheet: &Sheet, as_of: Day) -> Asking {
    let found = assess(library, book, sheet, as_of);
    asking(library, book, sheet, &found, &next(library, book, sheet, as_of))
}

#[test]
fn answer_by_answer_what_may_still_be_asked_only_shrinks_and_at_the_end_nothing_is_left() {
    for (content, book) in worlds() {
        let library = &content.library;
        check(&format!("asking {}", book.id), 30, &cases(content, book, 0), |case| {
            let complete = case.complete();
            let mut sheet = Sheet::new();
            let mut skipped: Vec<FactIx> = Vec::new();
            let mut now = ahead(library, book, &sheet, case.as_of);
            let begun = now.at_most.len();
            let mut asked = 0;
            while let Some(fact) = now.order.iter().copied().find(|fact| !skipped.contains(fact)) {
                let fail = |what: &str, sheet: &Sheet| {
                    let id = library.catalogue.id(fact);
                    let text = write_answers("", sheet, &library.catalogue);
                    Err(TestCaseError::fail(format!("{id} on {}: {what}\n{text}", case.as_of)))
                };
                if !now.order.iter().all(|fact| now.at_most.contains(fact)) {
                    return fail("a question is not among those that there can be", &sheet);
                }
                let Some(value) = complete.get(fact).cloned() else {
                    skipped.push(fact);
                    continue;
                };
                sheet.put(fact, Some(value));
                asked += 1;
                let then = ahead(library, book, &sheet, case.as_of);
                if then.at_most.contains(&fact) || !then.at_most.iter().all(|fact| now.at_most.contains(fact)) {
                    return fail("its answer lets what may be asked grow", &sheet);
                }
                now = then;
            }
            if asked > begun {
                return Err(TestCaseError::fail(format!("{asked} were asked, at most {begun} were announced")));
            }
            let found = assess(library, book, &sheet, case.as_of);
            let eligibility = book.conditions.iter().zip(&found.conditions);
            let open = eligibility.filter(|(condition, found)| {
                condition.kind == ConditionKind::Eligibility
                    && found.outcome == Outcome::Unknown
                    && found.open.iter().any(|fact| !skipped.contains(fact))
            });
            if let Some((condition, _)) = open.into_iter().next() {
                return Err(TestCaseError::fail(format!("{} is open and is not asked", condition.id)));
            }
            Ok(())
        });
    }
}

#[test]
fn what_one_is_is_asked_before_anything_else() {
    for (content, book) in worlds() {
        let library = &content.library;
        let as_of = Day::first_of_year(2027);
        let order = ahead(library, book, &Sheet::new(), as_of).order;
        let about_oneself =
            |fact: &FactIx| library.catalogue.get(*fact).is_some_and(|fact| fact.section.as_deref() == Some("org"));
        let first_other = order.iter().position(|fact| !about_oneself(fact)).unwrap_or(order.len());
        assert!(order.iter().skip(first_other).all(|fact| !about_oneself(fact)), "{}", book.id);
        assert!(!order.is_empty(), "{}: an empty sheet leaves questions", book.id);
    }
}

#[test]
fn a_procedure_lacks_only_what_it_needs_and_nothing_once_that_is_there() {
    for (content, book) in worlds() {
        let library = &content.library;
        let as_of = Day::first_of_year(2027);
        let (sheet, records) = (Sheet::new(), Records::default());
        let found = assess(library, book, &sheet, as_of);
        let of = |procedure: &str, records: &Records| {
            let missing = missing(library, book, procedure, &sheet, records, &found, as_of);
            let ids: Vec<String> =
                missing.answers.iter().map(|lacking| library.catalogue.id(lacking.fact).to_owned()).collect();
            (ids, missing.papers.iter().map(|need| need.paper.to_owned()).collect::<Vec<_>>())
        };
        let first = book.first_procedure();
        let (answers, papers) = of(first, &records);
        assert!(answers.iter().all(|id| !id.starts_with("certificate.") && !id.starts_with("event.")), "{answers:?}");
        // Each paper that the document asks for, once it is there or not needed, is missing no more.
        let mut there = Records::default();
        for (place, paper) in papers.iter().enumerate() {
            let standing = if place % 2 == 0 { Standing::Have } else { Standing::NotNeeded };
            there.put(paper, Record { standing, ..Record::default() });
        }
        assert!(of(first, &there).1.is_empty(), "{}", book.id);
        for procedure in book.procedures() {
            let mine = of(procedure, &records).0;
            let certificate = format!("certificate.{}", book.id);
            // An objection or a complaint may come before there is any certificate.
            let about = book.documents.iter().any(|document| {
                document.procedures.iter().any(|of| of == procedure)
                    && document.facts.iter().any(|fact| library.catalogue.id(*fact) == certificate)
            });
            assert_eq!(mine.contains(&certificate), about, "{} {procedure}: {mine:?}", book.id);
            let others =
                book.documents.iter().filter(|document| document.procedures.iter().all(|known| known != procedure));
            let asked_by_mine = |fact: &FactIx| {
                book.documents.iter().any(|document| {
                    document.procedures.iter().any(|of| of == procedure) && document.facts.contains(fact)
                })
            };
            for fact in others.flat_map(|document| &document.facts).filter(|fact| !asked_by_mine(fact)) {
                let id = library.catalogue.id(*fact);
                let decides = found.open_facts().contains(fact);
                assert!(decides || !mine.iter().any(|own| own == id), "{} {procedure}: {id}", book.id);
            }
        }
    }
}
