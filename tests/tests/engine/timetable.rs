//! The steps of a procedure on their days: one after the other, back and forward from the day of handing in.

#![expect(clippy::panic, reason = "a failed test panics")]

use ziping_assess::{
    Dates, DueTask, Matter, Mode, Outcome, Place, Scheduled, TaskKind, assess, coming, duties, horizon, procedures,
    schedule,
};
use ziping_base::calendar::Day;
use ziping_regime::{DutyFrom, RuleBook, Step};
use ziping_rules::fact::{Occurrence, Row, Sheet, Value};
use ziping_tests::project::content;

/// Nothing that has a day.
const NONE: Dates<'static, 'static> =
    Dates { duties: &[], caps: &[], coming: &[], horizon: &[], schedule: &[], tasks: &[] };

fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|| panic!("{text}"))
}

fn steps<'r>(book: &'r RuleBook, procedure: &str) -> Vec<&'r Step> {
    book.steps.iter().filter(|step| step.procedures.iter().any(|known| known == procedure)).collect()
}

fn planned<'r>(book: &'r RuleBook, procedure: &str, hand_in: Day) -> Vec<Scheduled<'r>> {
    schedule(&content().library, book, procedure, &steps(book, procedure), hand_in)
}

/// First and last day that a step may lie on.
fn ends(scheduled: &Scheduled<'_>) -> (Day, Day) {
    match scheduled.place {
        Place::Before { from, by } => (from.unwrap_or(by), by),
        Place::HandIn(day) => (day, day),
        Place::After { from, to } => (from, to.unwrap_or(from)),
    }
}

#[test]
fn in_every_procedure_no_step_is_due_before_the_one_that_it_follows() {
    for book in &content().library.regimes {
        for procedure in procedures(book) {
            for hand_in in ["2026-12-25", "2026-02-28", "2027-10-01"].map(day) {
                let planned = planned(book, procedure, hand_in);
                if planned.is_empty() {
                    continue;
                }
                let handed_in = planned.iter().filter(|step| step.place == Place::HandIn(hand_in));
                assert_eq!(handed_in.count(), 1, "{} {procedure}: one step hands in", book.id);
                let mut last = Day::EARLIEST;
                for step in &planned {
                    let (from, to) = ends(step);
                    assert!(last <= from && from <= to, "{} {}: {from} to {to} after {last}", book.id, step.step.id);
                    last = to;
                }
            }
        }
    }
}

#[test]
fn the_day_of_handing_in_is_that_of_a_form_of_this_procedure_and_a_later_one_has_no_days() {
    for book in &content().library.regimes {
        for procedure in procedures(book) {
            let planned = planned(book, procedure, day("2026-12-04"));
            let mine = |step: &Step| {
                let own = book.documents.iter().filter(|document| document.is_of(procedure));
                step.actor == "applicant" && own.into_iter().any(|document| step.documents.contains(&document.id))
            };
            let hands_in = planned.iter().find(|step| matches!(step.place, Place::HandIn(_)));
            if let Some(hands_in) = hands_in.filter(|_| steps(book, procedure).into_iter().any(mine)) {
                assert!(mine(hands_in.step), "{} {procedure}: {}", book.id, hands_in.step.id);
            }
        }
    }
    let book = content().library.regime("credit").unwrap_or_else(|| panic!("no rule book"));
    let first = planned(book, "first", day("2026-12-04"));
    let place = |id: &str| first.iter().find(|step| step.step.id == id).map(|step| step.place);
    assert_eq!(place("credit.step.submit"), Some(Place::HandIn(day("2026-12-04"))));
    assert!(matches!(place("credit.step.certificate"), Some(Place::After { .. })));
    // The yearly review is told in its place, but is applied for in the years after.
    assert_eq!(place("credit.step.review_application"), None);
    let review = planned(book, "yearly_review", day("2027-12-04"));
    let hands_in = review.iter().find(|step| step.place == Place::HandIn(day("2027-12-04")));
    assert_eq!(hands_in.map(|step| step.step.id.as_str()), Some("credit.step.review_application"));
}

#[test]
fn steps_follow_each_other_and_say_where_a_time_is_not_published() {
    let library = &content().library;
    let book = library.regime("iii-consulting").unwrap_or_else(|| panic!("no rule book"));
    let planned = planned(book, "first", day("2026-03-02"));
    let of = |id: &str| planned.iter().find(|step| step.step.id == id).unwrap_or_else(|| panic!("no {id}"));
    assert_eq!(of("iii.step.register").place, Place::Before { from: None, by: day("2026-03-02") });
    let publicity = of("iii.step.publicity");
    // Ten working days; the review before it has no published duration, so that is the earliest.
    assert_eq!(publicity.place, Place::After { from: day("2026-03-02"), to: Some(day("2026-03-16")) });
    assert!(!publicity.certain && !publicity.provisional);
    assert_eq!(of("iii.step.result").place, Place::After { from: day("2026-03-16"), to: None });
}

#[test]
fn the_agenda_has_the_hand_in_and_all_ends_in_the_order_of_the_days() {
    let library = &content().library;
    for book in &library.regimes {
        let (sheet, as_of) = (Sheet::new(), day("2026-11-29"));
        let found = assess(library, book, &sheet, as_of);
        let steps = horizon(library, book, &sheet, as_of, Mode::Held);
        let of = |planned: &[Scheduled<'_>]| {
            let duties = duties(library, book, &sheet, as_of);
            let dates = Dates { duties: &duties, caps: &found.caps, horizon: &steps, schedule: planned, ..NONE };
            dates.agenda().len()
        };
        assert_eq!(of(&[]), 0, "{}: nothing is answered and nothing is planned", book.id);
        let planned = planned(book, book.first_procedure(), day("2026-12-25"));
        let ahead = Dates { caps: &found.caps, horizon: &steps, schedule: &planned, ..NONE }.agenda();
        assert!(ahead.is_sorted_by_key(|dated| dated.day), "{}", book.id);
        assert_eq!(
            ahead
                .iter()
                .filter(|dated| matches!(dated.matter, Matter::Step(step) if step.place == Place::HandIn(dated.day)))
                .count(),
            1,
            "{}",
            book.id
        );
        let with_end = planned.iter().filter(|step| matches!(step.place, Place::After { to: Some(_), .. })).count();
        assert!(ahead.len() > with_end, "{}: {ahead:?}", book.id);
    }
}

#[test]
fn a_condition_for_applying_that_time_alone_meets_has_its_day() {
    let library = &content().library;
    let (as_of, late) = (day("2026-12-02"), day("2025-03-10"));
    let mut seen = 0;
    for book in &library.regimes {
        let answers = [
            ("record.violation", Value::Occurrence(Occurrence::On(late))),
            ("record.serious_dishonesty", Value::Occurrence(Occurrence::On(late))),
            ("org.established", Value::Date(day("2026-05-20"))),
        ];
        for (fact, value) in answers {
            let (mut sheet, known) = (Sheet::new(), library.catalogue.find(fact));
            sheet.put(known.unwrap_or_else(|| panic!("no {fact}")), Some(value));
            let found = assess(library, book, &sheet, as_of);
            let met = coming(library, book, book.first_procedure(), &sheet, &found);
            let outcome = |place: usize, on: Day| {
                assess(library, book, &sheet, on)
                    .conditions
                    .iter()
                    .find(|one| one.place == place)
                    .map(|one| one.outcome)
            };
            for one in &met {
                seen += 1;
                assert_eq!(outcome(one.place, one.safe), Some(Outcome::True), "{}: {one:?}", book.id);
                assert_ne!(outcome(one.place, one.safe.plus_days(-1)), Some(Outcome::True), "{}: {one:?}", book.id);
                assert_ne!(outcome(one.place, one.arguable), Some(Outcome::False), "{}: {one:?}", book.id);
                if one.arguable > as_of {
                    let before = outcome(one.place, one.arguable.plus_days(-1));
                    assert_eq!(before, Some(Outcome::False), "{}: {one:?}", book.id);
                }
            }
            let listed = Dates { caps: &found.caps, coming: &met, ..NONE }.agenda();
            let days = |dated: &ziping_assess::Dated<'_>| match dated.matter {
                Matter::Met(one) => Some((dated.day, one.place)),
                _ => None,
            };
            let mut expected: Vec<(Day, usize)> = met.iter().map(|one| (one.safe, one.place)).collect();
            expected.sort_by_key(|(day, _)| *day);
            assert_eq!(listed.iter().filter_map(days).collect::<Vec<_>>(), expected, "{}", book.id);
        }
        // Nothing is said of what is only unanswered.
        let (sheet, found) = (Sheet::new(), assess(library, book, &Sheet::new(), as_of));
        assert_eq!(coming(library, book, book.first_procedure(), &sheet, &found), [], "{}", book.id);
    }
    assert!(seen >= 5, "{seen} conditions");
    // 近3年 of iets: three calendar years back, or three years to the day.
    let iets = library.regime("iets").unwrap_or_else(|| panic!("no rule book"));
    let mut sheet = Sheet::new();
    let violation = library.catalogue.find("record.violation").unwrap_or_else(|| panic!("no fact"));
    sheet.put(violation, Some(Value::Occurrence(Occurrence::On(late))));
    let met = coming(library, iets, iets.first_procedure(), &sheet, &assess(library, iets, &sheet, as_of));
    let ids: Vec<&str> = met.iter().map(|one| iets.conditions[one.place].id.as_str()).collect();
    assert_eq!(ids.len(), 1, "{ids:?}");
    assert!(met[0].safe > day("2028-03-10") && met[0].safe <= day("2029-01-01"), "{met:?}");
}

#[test]
fn deadlines_are_what_is_to_be_done_and_has_not_passed() {
    let library = &content().library;
    let book = library.regime("credit").unwrap_or_else(|| panic!("no rule book"));
    let planned = planned(book, book.first_procedure(), day("2026-12-25"));
    let (sheet, as_of) = (Sheet::new(), day("2026-12-26"));
    let found = assess(library, book, &sheet, as_of);
    let horizon = horizon(library, book, &sheet, as_of, Mode::Held);
    let all = Dates { caps: &found.caps, horizon: &horizon, schedule: &planned, ..NONE }.agenda();
    assert!(all.iter().any(|dated| dated.day < as_of), "something of it is over: {all:?}");
    let steps: Vec<_> =
        all.into_iter().filter(|dated| matches!(dated.matter, Matter::Step(_)) && dated.day >= as_of).collect();
    assert!(!steps.is_empty());
    let of_plan = Dates { schedule: &planned, ..NONE };
    assert_eq!(of_plan.deadlines(as_of), steps);
    // On its own day a step is still to be done, the day after it is not.
    let (last, after) = (steps.iter().map(|dated| dated.day).max(), |day: Day| of_plan.deadlines(day).len());
    let last = last.unwrap_or_else(|| panic!("no step"));
    assert!(after(last) > 0);
    assert_eq!(after(last.plus_days(1)), 0);
}

#[test]
fn tasks_that_are_not_done_stand_in_the_agenda_and_are_deadlines_until_the_hand_in() {
    let library = &content().library;
    let book = library.regime("credit").unwrap_or_else(|| panic!("no rule book"));
    let planned = planned(book, book.first_procedure(), day("2026-12-25"));
    let task =
        |kind, on: &str, done| DueTask { kind, owner: String::new(), day: Day::parse(on), provisional: false, done };
    let tasks = [
        task(TaskKind::Form, "2026-12-10", false),
        task(TaskKind::Papers, "2026-12-18", true),
        task(TaskKind::Check, "", false),
    ];
    let of = |all: Vec<ziping_assess::Dated<'_>>| -> Vec<(Day, TaskKind)> {
        let one = |dated: ziping_assess::Dated<'_>| match dated.matter {
            Matter::Task(task) => Some((dated.day, task.kind)),
            _ => None,
        };
        all.into_iter().filter_map(one).collect()
    };
    let found = assess(library, book, &Sheet::new(), day("2026-12-01"));
    let form = [(day("2026-12-10"), TaskKind::Form)];
    let of_plan = Dates { schedule: &planned, tasks: &tasks, ..NONE };
    assert_eq!(of(Dates { caps: &found.caps, ..of_plan }.agenda()), form);
    // Late is not over: only once the day for handing in has passed there is nothing more to prepare.
    for (on, left) in [("2026-12-01", true), ("2026-12-20", true), ("2026-12-25", true), ("2026-12-26", false)] {
        assert_eq!(of(of_plan.deadlines(day(on))), form[..usize::from(left)], "{on}");
    }
}

#[test]
fn a_duty_is_a_deadline_until_its_last_arguable_day() {
    let duty = |safe: &str, arguable: &str| ziping_assess::DutyDate {
        place: 0,
        occasion: 1,
        safe: day(safe),
        arguable: day(arguable),
        provisional: false,
        inferred: false,
        until: None,
    };
    let found = [duty("2026-11-22", "2026-11-23"), duty("2026-11-20", "2026-11-20")];
    let left = |on: &str| {
        Dates { duties: &found, ..NONE }.deadlines(day(on)).iter().map(|dated| dated.day).collect::<Vec<_>>()
    };
    assert_eq!(left("2026-11-20"), [day("2026-11-20"), day("2026-11-22")]);
    assert_eq!(left("2026-11-23"), [day("2026-11-22")]);
    assert!(left("2026-11-24").is_empty());
    // A renewal that was missed can be made good as long as the certificate is valid.
    let missed = ziping_assess::DutyDate { until: Some(day("2027-01-30")), ..duty("2026-10-30", "2026-10-30") };
    let left = |on: &str| Dates { duties: &[missed], ..NONE }.deadlines(day(on)).len();
    assert_eq!((left("2026-10-30"), left("2026-12-02"), left("2027-01-30"), left("2027-01-31")), (1, 1, 1, 0));
}

#[test]
fn renewals_and_windows_stay_until_the_certificate_ends_and_events_concern_what_is_held() {
    let library = &content().library;
    let book = |id: &str| library.regime(id).unwrap_or_else(|| panic!("no {id}"));
    let find = |id: &str| library.catalogue.find(id).unwrap_or_else(|| panic!("no {id}"));
    let mut sheet = Sheet::new();
    sheet.put(find("event.registration_change"), Some(Value::Occurrence(Occurrence::On(day("2026-11-20")))));
    let from_it = |id: &str, sheet: &Sheet| {
        let of_event = |date: &ziping_assess::DutyDate| {
            book(id).duties.get(date.place).is_some_and(|duty| matches!(duty.from, DutyFrom::Event(_)))
        };
        duties(library, book(id), sheet, day("2026-12-02")).iter().any(of_event)
    };
    for id in ["iets", "bizsec"] {
        assert!(from_it(id, &sheet), "{id}: nothing is said of any certificate");
    }
    let row = Row { cells: vec![Some(Value::Text("AA".into())), Some(Value::Date(day("2024-01-31"))), None, None] };
    sheet.put(find("certificate.credit"), Some(Value::Table(vec![row].into())));
    assert!(!from_it("iets", &sheet) && !from_it("bizsec", &sheet));
    let found = duties(library, book("credit"), &sheet, day("2026-12-02"));
    let ahead = Dates { duties: &found, ..NONE }.deadlines(day("2026-12-02"));
    assert!(ahead.iter().any(|dated| dated.day == day("2026-10-30")), "the renewal was missed: {ahead:?}");
    assert!(
        Dates { duties: &found, ..NONE }.deadlines(day("2027-02-02")).iter().all(|dated| dated.day > day("2027-01-30"))
    );
}
