//! Paths where caps limit and lower the grade: they reach what they promise, need each change, and none is missing.

use super::super::today;
use super::{FACTS, Hidden, Trial, engine, fact, library, trials};
use proptest::prelude::*;
use std::cell::Cell;
use ziping_assess::{GradeRange, Target, grade, paths};
use ziping_base::calendar::Day;
use ziping_regime::RuleBook;
use ziping_rules::fact::{Occurrence, Range, Sheet, Value};
use ziping_rules::rule::{Change, Moment};
use ziping_tests::model::caps::{Answers, Case, Does};
use ziping_tests::property::check;

/// The sheet and the day after some changes.
fn after<'c>(sheet: &Sheet, changes: impl Iterator<Item = &'c Change>) -> (Sheet, Day) {
    let (mut sheet, mut on) = (sheet.clone(), today());
    for change in changes {
        change.apply(&mut sheet, &mut on);
    }
    (sheet, on)
}

fn reached(book: &RuleBook, (sheet, on): &(Sheet, Day), place: u8) -> bool {
    grade(book, sheet, &Moment::held(*on, today(), &library().windows)).grade.worst >= place
}

/// The best that can be made of a sheet without changing what is past, years later.
fn at_best(trial: &Trial) -> (Sheet, Day) {
    let mut sheet = trial.partial();
    sheet.put(fact("caps.score.typed"), Some(Value::Number(Range::exactly(600))));
    sheet.put(fact("caps.staff"), Some(Value::Number(Range::exactly(12))));
    sheet.put(fact("caps.flag"), Some(Value::Bool(false)));
    sheet.put(fact("caps.rating"), Some(Value::Choice(0)));
    sheet.put(fact("caps.void"), Some(Value::Bool(false)));
    for (id, good) in [("caps.fined", Value::Occurrence(Occurrence::Never)), ("caps.hidden", Value::Bool(false))] {
        if sheet.get(fact(id)).is_none() {
            sheet.put(fact(id), Some(good));
        }
    }
    (sheet, today().plus_days(1_500))
}

#[test]
fn paths_reach_what_they_promise_need_each_change_and_are_there_wherever_there_is_one() {
    let (shown, none) = (Cell::new(0), Cell::new(0));
    check("caps paths", 600, &trials(0.2), |trial| {
        let (book, sheet) = (trial.book(), trial.partial());
        for to in paths(library(), &book, &sheet, today()) {
            let Target::Outcome(place) = to.target else { continue };
            for path in &to.paths {
                shown.set(shown.get() + 1);
                let all = after(&sheet, path.changes.iter());
                prop_assert_eq!(all.1, path.on);
                prop_assert!(reached(&book, &all, place), "{:?} does not reach {}", &path.changes, place);
                for left_out in 0..path.changes.len() {
                    let rest = path.changes.iter().enumerate().filter(|(at, _)| *at != left_out);
                    let fewer = after(&sheet, rest.map(|(_, change)| change));
                    prop_assert!(!reached(&book, &fewer, place), "{:?} of {:?}", left_out, &path.changes);
                }
            }
            if to.paths.is_empty() {
                none.set(none.get() + 1);
                prop_assert!(!to.why.is_empty() || to.more, "no path to {} and no reason", place);
                prop_assert!(to.more || !reached(&book, &at_best(&trial), place), "there is a way to {}", place);
            }
        }
        Ok(())
    });
    assert!(shown.get() > 500 && none.get() > 100, "{} paths, {} targets without", shown.get(), none.get());
}

/// Two warnings lower the grade: one lapses, the other stays. What lapses and more points reach it together.
#[test]
fn one_of_two_that_lower_may_stay() {
    let trial = Trial {
        answers: Answers { typed: 35, staff: 10, flag: true, fined: None, bad: false, hidden: true, void: false },
        hidden: vec![Hidden::No; FACTS.len()],
        caps: vec![(Case::Flagged, Does::Lowers(1)), (Case::Hiding, Does::Lowers(1))],
    };
    let (book, sheet) = (trial.book(), trial.complete());
    assert_eq!(engine(&book, &sheet), GradeRange { worst: 1, best: 1 });
    let ways = paths(library(), &book, &sheet, today());
    let to = ways.iter().find(|to| to.target == Target::Outcome(4)).unwrap_or_else(|| panic!("no target"));
    let changes: Vec<&[Change]> = to.paths.iter().map(|path| path.changes.as_slice()).collect();
    let made_up = |changes: &&[Change]| {
        changes.iter().any(|change| matches!(change, Change::Points { .. }))
            && changes.iter().any(|change| change.target().0 == Some(fact("caps.flag")))
            && changes.len() == 2
    };
    assert!(changes.iter().any(made_up), "{changes:?}");
}
