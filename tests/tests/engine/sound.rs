//! Soundness of the whole assessment on random partial sheets: what is said of an open sheet holds for whatever the
//! open answers turn out to be; answering never widens; the outcome-only path says the same as the full one.

use proptest::prelude::any;
use proptest::test_runner::TestCaseError;
use ziping_assess::{Assessment, GradeRange, Outcome, assess, eligible, grade};
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::{Sheet, write_answers};
use ziping_rules::rule::{Moment, Truth};
use ziping_tests::project::{content, worlds};
use ziping_tests::property::check;
use ziping_tests::sheets::{Case, cases};

fn shown(library: &Library, sheet: &Sheet) -> String {
    write_answers("", sheet, &library.catalogue)
}

const fn inside(inner: GradeRange, outer: GradeRange) -> bool {
    outer.worst <= inner.worst && inner.best <= outer.best
}

/// Whether what is known of one stays known in the other.
const fn keeps(open: Truth, complete: Truth) -> bool {
    match open {
        Truth::Unknown => true,
        Truth::True => matches!(complete, Truth::True),
        Truth::False => matches!(complete, Truth::False),
    }
}

fn keeps_outcome(open: Outcome, complete: Outcome) -> bool {
    open == Outcome::Unknown || open == complete || {
        // Satisfied whether it applies or not: on a closer look it may not apply.
        open == Outcome::True && complete == Outcome::NotApplicable
    }
}

/// Everything that an assessment says of an open sheet holds for a sheet that answers more.
fn holds_still(book: &RuleBook, open: &Assessment, more: &Assessment) -> Result<(), String> {
    if !inside(more.grade, open.grade) || !inside(more.uncapped, open.uncapped) {
        return Err(format!("grade {:?} {:?} became {:?} {:?}", open.uncapped, open.grade, more.uncapped, more.grade));
    }
    if !keeps(open.eligible, more.eligible) {
        return Err(format!("eligible {:?} became {:?}", open.eligible, more.eligible));
    }
    if let (Some(a), Some(b)) = (open.score, more.score)
        && !(a.low <= b.low && b.high <= a.high)
    {
        return Err(format!("score {a:?} became {b:?}"));
    }
    let findings = |assessment: &Assessment| {
        let caps = assessment.caps.iter().map(|cap| cap.finding.outcome);
        let conditions = assessment.conditions.iter().chain(&assessment.grounds).map(|finding| finding.outcome);
        conditions.chain(caps).collect::<Vec<_>>()
    };
    let ids = book.conditions.iter().map(|c| &c.id).chain(book.grounds.iter().map(|g| &g.id));
    for ((id, a), b) in ids.chain(book.caps.iter().map(|c| &c.id)).zip(findings(open)).zip(findings(more)) {
        if !keeps_outcome(a, b) {
            return Err(format!("{id}: {a:?} became {b:?}"));
        }
    }
    Ok(())
}

#[test]
fn whatever_the_open_answers_turn_out_to_be_the_assessment_holds() {
    for (content, book) in worlds() {
        let library = &content.library;
        check(&format!("soundness of {}", book.id), 600, &cases(content, book, 3), |case| {
            let open = assess(library, book, &case.partial(), case.as_of);
            let complete = assess(library, book, &case.complete(), case.as_of);
            holds_still(book, &open, &complete).map_err(|why| {
                let (partial, complete) = (shown(library, &case.partial()), shown(library, &case.complete()));
                TestCaseError::fail(format!("on {}: {why}\nopen: {partial}\ncomplete: {complete}", case.as_of))
            })
        });
    }
}

/// The sheet with one more answer given.
fn answering(case: &Case, chosen: usize) -> Option<Sheet> {
    let hidden = case.hidden();
    let fact = hidden.get(chosen % hidden.len().max(1))?;
    let mut sheet = case.partial();
    let (_, value, _) = case.answers.iter().find(|(known, ..)| known == fact)?;
    sheet.put(*fact, value.clone());
    Some(sheet)
}

#[test]
fn one_more_answer_never_widens() {
    for (content, book) in worlds() {
        let strategy = (cases(content, book, 4), any::<usize>());
        let library = &content.library;
        check(&format!("monotonicity of {}", book.id), 600, &strategy, |(case, chosen)| {
            let Some(more) = answering(&case, chosen) else { return Ok(()) };
            let before = assess(library, book, &case.partial(), case.as_of);
            let after = assess(library, book, &more, case.as_of);
            holds_still(book, &before, &after).map_err(|why| {
                let (partial, more) = (shown(library, &case.partial()), shown(library, &more));
                TestCaseError::fail(format!("on {}: {why}\nbefore: {partial}\nafter: {more}", case.as_of))
            })
        });
    }
}

#[test]
fn the_outcome_only_path_says_what_the_full_assessment_says() {
    for (content, book) in worlds() {
        let library = &content.library;
        check(&format!("both paths of {}", book.id), 600, &cases(content, book, 2), |case| {
            let sheet = case.partial();
            let moment = Moment::new(case.as_of, &library.windows);
            let full = assess(library, book, &sheet, case.as_of);
            let quick = grade(book, &sheet, &moment);
            let same = (quick.score, quick.uncapped, quick.grade) == (full.score, full.uncapped, full.grade)
                && eligible(book, &sheet, &moment) == full.eligible;
            if same {
                return Ok(());
            }
            Err(TestCaseError::fail(format!(
                "on {}: {quick:?} beside {full:?}\n{}",
                case.as_of,
                shown(library, &sheet)
            )))
        });
    }
}

/// An unknown outcome names what keeps it open: facts, or readings that disagree; a known one names nothing.
#[test]
fn an_unknown_names_its_causes_and_a_known_outcome_has_none() {
    for (content, book) in worlds() {
        let library = &content.library;
        check(&format!("causes of {}", book.id), 600, &cases(content, book, 3), |case| {
            let (partial, hidden) = (case.partial(), case.hidden());
            let open = assess(library, book, &partial, case.as_of);
            let complete = assess(library, book, &case.complete(), case.as_of);
            let findings = |a: &Assessment| {
                let caps: Vec<_> = a.caps.iter().map(|cap| cap.finding.clone()).collect();
                a.conditions.iter().chain(&a.grounds).cloned().chain(caps).collect::<Vec<_>>()
            };
            let all_answered = case.answers.iter().all(|(_, value, _)| value.is_some());
            for (finding, whole) in findings(&open).iter().zip(findings(&complete)) {
                let named = !finding.open.is_empty() || !finding.readings.is_empty();
                let unknown = finding.outcome == Outcome::Unknown;
                let hidden_only = !all_answered || finding.open.iter().all(|fact| hidden.contains(fact));
                // On a complete sheet nothing but readings keeps anything open.
                let unknown_whole = whole.outcome == Outcome::Unknown;
                let readings_only = whole.open.is_empty() && unknown_whole != whole.readings.is_empty();
                if unknown != named || !hidden_only || all_answered && !readings_only {
                    let answers = shown(library, &partial);
                    return Err(TestCaseError::fail(format!("on {}: {finding:?}, {whole:?}\n{answers}", case.as_of)));
                }
            }
            Ok(())
        });
    }
}

/// A cap binds when it holds, lowers what the score alone gives, and none that holds is lower.
#[test]
fn the_caps_that_bind_are_the_lowest_that_hold() {
    for (content, book) in worlds().into_iter().filter(|(_, book)| !book.caps.is_empty()) {
        let library = &content.library;
        check(&format!("caps of {}", book.id), 1_000, &cases(content, book, 1), |case| {
            let sheet = case.partial();
            let found = assess(library, book, &sheet, case.as_of);
            let holding = || book.caps.iter().zip(&found.caps).filter(|(_, cap)| cap.finding.outcome == Outcome::True);
            let lowest = holding().map(|(cap, _)| cap.limit).min().unwrap_or(u8::MAX);
            let expected = found.uncapped.best.min(lowest);
            let binding_right = book.caps.iter().zip(&found.caps).all(|(cap, found_cap)| {
                let holds = found_cap.finding.outcome == Outcome::True;
                found_cap.binds == (holds && cap.limit == lowest && cap.limit < found.uncapped.best)
            });
            if found.grade.best == expected && binding_right {
                return Ok(());
            }
            Err(TestCaseError::fail(format!("on {}: {:?}\n{}", case.as_of, found.caps, shown(library, &sheet))))
        });
    }
}

#[test]
fn every_regime_is_among_the_properties() {
    let ids: Vec<&str> = worlds().iter().map(|(_, book)| book.id.as_str()).collect();
    assert_eq!(ids, ["bizsec", "credit", "iets", "iii-consulting", "nextgen-it", "om", "demo"]);
    if content().cases.values().any(Vec::is_empty) {
        panic!("a regime without cases has no sheets to start from");
    }
}
