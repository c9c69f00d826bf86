//! A later day agrees with the horizon, and what it says of ways up holds from that day on.

use proptest::prelude::{Strategy, any};
use proptest::test_runner::TestCaseError;
use std::cell::Cell;
use ziping_assess::{HorizonStep, Mode, Target, assess, eligible, grade, horizon, later, next, paths};
use ziping_base::calendar::Day;
use ziping_rules::fact::write_answers;
use ziping_rules::rule::{Moment, Truth};
use ziping_tests::project::worlds;
use ziping_tests::property::check;
use ziping_tests::sheets::cases;

fn in_force(steps: &[HorizonStep], day: Day) -> Option<&HorizonStep> {
    steps.iter().rev().find(|step| step.from <= day)
}

#[test]
fn the_assessment_of_a_later_day_has_the_grade_of_the_horizon() {
    for (content, book) in worlds() {
        let library = &content.library;
        let days = (cases(content, book, 1), any::<u16>()).prop_map(|(case, ahead)| (case, i32::from(ahead) % 1_800));
        check(&format!("later days of {}", book.id), 60, &days, |(case, ahead)| {
            let (sheet, day) = (case.partial(), case.as_of.plus_days(ahead));
            for mode in [Mode::Held, Mode::Strict] {
                let steps = horizon(library, book, &sheet, case.as_of, mode);
                let found = later(library, book, &sheet, case.as_of, day, mode);
                if in_force(&steps, day).map(|step| step.range) != Some(found.assessment.grade) {
                    let answers = write_answers("", &sheet, &library.catalogue);
                    return Err(TestCaseError::fail(format!("{mode:?} {day}: {steps:?}\n{answers}")));
                }
            }
            Ok(())
        });
    }
}

#[test]
fn the_day_itself_is_the_plain_assessment() {
    for (content, book) in worlds() {
        let library = &content.library;
        check(&format!("today as a later day of {}", book.id), 30, &cases(content, book, 1), |case| {
            let (sheet, today) = (case.partial(), case.as_of);
            for mode in [Mode::Held, Mode::Strict] {
                let found = later(library, book, &sheet, today, today, mode);
                let same = found.assessment == assess(library, book, &sheet, today)
                    && found.next == next(library, book, &sheet, today)
                    && found.paths == paths(library, book, &sheet, today);
                if !same {
                    return Err(TestCaseError::fail(format!("{mode:?} {today}")));
                }
            }
            Ok(())
        });
    }
}

#[test]
fn a_path_from_a_later_day_never_goes_back_and_reaches_its_target() {
    let found = Cell::new(0);
    for (content, book) in worlds() {
        let library = &content.library;
        let days = (cases(content, book, 2), any::<u16>()).prop_map(|(case, ahead)| (case, i32::from(ahead) % 1_800));
        check(&format!("paths from later days of {}", book.id), 40, &days, |(case, ahead)| {
            let (sheet, start) = (case.partial(), case.as_of.plus_days(ahead));
            for to in later(library, book, &sheet, case.as_of, start, Mode::Held).paths {
                for path in &to.paths {
                    let (mut then, mut on) = (sheet.clone(), start);
                    path.changes.iter().for_each(|change| change.apply(&mut then, &mut on));
                    let moment = Moment::held(on, case.as_of, &library.windows);
                    let reached = match to.target {
                        Target::Eligible => eligible(book, &then, &moment) == Truth::True,
                        Target::Outcome(place) => grade(book, &then, &moment).grade.worst >= place,
                    };
                    if !reached || on < start || on != path.on {
                        let answers = write_answers("", &sheet, &library.catalogue);
                        return Err(TestCaseError::fail(format!("from {start}: {path:?}\n{answers}")));
                    }
                    found.set(found.get() + 1);
                }
            }
            Ok(())
        });
    }
    assert!(found.get() > 300, "{} paths", found.get());
}
