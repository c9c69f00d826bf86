//! The way to hand-in: every missing answer is in one task, and a task is done exactly when nothing of it is missing.

use proptest::test_runner::TestCaseError;
use ziping_assess::proof::{Record, Records, Standing, needs};
use ziping_assess::{
    Assigned, Assignments, LONGEST_LEAD, Seen, TaskKind, TaskState, assess, due_tasks, missing, tasks,
};
use ziping_base::calendar::Day;
use ziping_rules::fact::{Kind, Occurrence, Sheet, Value};
use ziping_tests::project::{content, worlds};
use ziping_tests::property::check;
use ziping_tests::sheets::cases;

const ANSWERS: [TaskKind; 5] =
    [TaskKind::Organisation, TaskKind::Eligibility, TaskKind::Grade, TaskKind::Caps, TaskKind::Form];

#[test]
fn every_missing_answer_is_in_one_task_and_a_task_is_done_when_nothing_of_it_is_missing() {
    for (content, book) in worlds() {
        let library = &content.library;
        check(&format!("tasks {}", book.id), 30, &cases(content, book, 0), |case| {
            let (procedure, records) = (book.first_procedure(), Records::default());
            for sheet in [&case.partial(), &case.complete()] {
                let found = assess(library, book, sheet, case.as_of);
                let lacking = missing(library, book, procedure, sheet, &records, &found, case.as_of);
                let all = tasks(library, book, procedure, (sheet, &records), &found, case.as_of, Seen::default());
                let fail = |what: &str| Err(TestCaseError::fail(format!("{what}: {all:?}")));
                let of_answers = all.iter().filter(|task| ANSWERS.contains(&task.kind));
                if of_answers.clone().map(|task| task.left).sum::<usize>() != lacking.answers.len() {
                    return fail("the tasks lack something else than the application");
                }
                for task in of_answers {
                    let first = task.first.is_some_and(|fact| lacking.answers.iter().any(|lack| lack.fact == fact));
                    let agrees = match task.state {
                        TaskState::Done => task.left == 0 && task.first.is_none(),
                        TaskState::UnderWay => task.left > 0 && first,
                        TaskState::NotBegun => task.left > 0 && first,
                    };
                    if !agrees || task.left > task.of {
                        return fail("a task's state is not what it lacks");
                    }
                }
            }
            Ok(())
        });
    }
}

#[test]
fn nothing_is_begun_before_anything_is_answered_and_papers_and_package_are_done_when_they_are() {
    for (content, book) in worlds() {
        let (library, sheet, as_of) = (&content.library, Sheet::new(), Day::first_of_year(2027));
        let found = assess(library, book, &sheet, as_of);
        let of = |records: &Records, seen: Seen| {
            tasks(library, book, book.first_procedure(), (&sheet, records), &found, as_of, seen)
        };
        let all = of(&Records::default(), Seen::default());
        assert!(
            all.iter().all(|task| task.state == TaskState::NotBegun && task.left == task.of),
            "{}: {all:?}",
            book.id
        );
        let kinds: Vec<TaskKind> = all.iter().map(|task| task.kind).collect();
        assert_eq!(
            kinds.iter().rev().take(2).collect::<Vec<_>>(),
            [&TaskKind::Package, &TaskKind::Check],
            "{}",
            book.id
        );

        let mut records = Records::default();
        let papers = needs([book]);
        for need in &papers {
            records.put(need.paper, Record { standing: Standing::Have, ..Record::default() });
        }
        let state = |records: &Records, kind: TaskKind, seen: Seen| {
            of(records, seen).into_iter().find(|task| task.kind == kind).map(|task| task.state)
        };
        let done = state(&records, TaskKind::Papers, Seen::default());
        assert_eq!(done, (!papers.is_empty()).then_some(TaskState::Done), "{}", book.id);
        let checked = Seen { checked: true, packaged: false };
        assert_eq!(state(&records, TaskKind::Check, checked), Some(TaskState::Done));
        assert_eq!(state(&records, TaskKind::Package, checked), Some(TaskState::NotBegun));
    }
}

#[test]
fn tasks_are_due_so_many_working_days_before_the_hand_in_and_one_after_the_other() {
    for (content, book) in worlds() {
        let (library, sheet, as_of) = (&content.library, Sheet::new(), Day::first_of_year(2026));
        let found = assess(library, book, &sheet, as_of);
        let known = (&sheet, &Records::default());
        let all = tasks(library, book, book.first_procedure(), known, &found, as_of, Seen::default());
        let hand_in = Day::parse("2026-12-25");
        let due = due_tasks(&library.calendar, &all, &Assignments::new(), hand_in);
        let kinds: Vec<TaskKind> = due.iter().map(|task| task.kind).collect();
        assert_eq!(kinds, all.iter().map(|task| task.kind).collect::<Vec<_>>(), "{}", book.id);
        assert!(due.is_sorted_by_key(|task| task.day), "{}: {due:?}", book.id);
        assert!(due.iter().all(|task| task.day < hand_in && !task.done && task.owner.is_empty()), "{due:?}");
        let without = due_tasks(&library.calendar, &all, &Assignments::new(), None);
        assert!(without.iter().all(|task| task.day.is_none()), "{without:?}");
    }
}

#[test]
fn who_does_a_task_and_by_when_is_as_one_says() {
    let library = &content().library;
    let task = |kind| ziping_assess::Task { kind, state: TaskState::UnderWay, left: 1, of: 2, first: None };
    let all = [task(TaskKind::Papers), task(TaskKind::Check)];
    let said = |owner: &str, lead| Assigned { owner: owner.into(), lead };
    let assignments =
        Assignments::from([(TaskKind::Papers, said("王工", Some(3))), (TaskKind::Form, said("李", None))]);
    // A Friday; before it a working week, and the weekend before that.
    let due = due_tasks(&library.calendar, &all, &assignments, Day::parse("2026-12-11"));
    let told: Vec<_> = due.iter().map(|task| (task.owner.as_str(), task.day)).collect();
    assert_eq!(told, [("王工", Day::parse("2026-12-08")), ("", Day::parse("2026-12-09"))]);
    let on_the_day = Assignments::from([(TaskKind::Check, said("", Some(0)))]);
    let due = due_tasks(&library.calendar, &all, &on_the_day, Day::parse("2026-12-11"));
    assert_eq!(due.last().and_then(|task| task.day), Day::parse("2026-12-11"));
    for kind in TaskKind::ALL {
        assert_eq!(TaskKind::parse(kind.name()), Some(kind));
        assert!(kind.usual_lead() <= LONGEST_LEAD);
    }
}

/// Who declares that nothing happened has no paper that shows it; it is missing nowhere.
#[test]
fn papers_that_do_not_apply_to_what_is_declared_are_no_part_of_the_task() {
    let library = &content().library;
    let (book, as_of) = (library.regime("credit").unwrap(), Day::first_of_year(2026));
    let shows = |paper: &str| library.evidence.iter().any(|known| known.id == paper && !known.shows.is_empty());
    let (mut never, all) = (Sheet::new(), needs([book]));
    for (ix, fact) in library.catalogue.iter() {
        if fact.kind == Kind::Occurrence {
            never.put(ix, Some(Value::Occurrence(Occurrence::Never)));
        }
    }
    let papers = |sheet: &Sheet| {
        let found = assess(library, book, sheet, as_of);
        let known = (sheet, &Records::default());
        let tasks = tasks(library, book, book.first_procedure(), known, &found, as_of, Seen::default());
        let task = tasks.into_iter().find(|task| task.kind == TaskKind::Papers).unwrap();
        assert_eq!(task.left, task.of, "nothing is at hand");
        task.of
    };
    let of_events = all.iter().filter(|need| shows(need.paper)).count();
    assert!(of_events > 1, "{of_events}");
    assert_eq!(papers(&never), all.len() - of_events);
}
