//! Paths: each reaches its target when applied, none of its changes can be left out, and where none is shown no sheet
//! with other answers in place of those that can be changed reaches it either.

#![expect(clippy::panic, reason = "a failed test panics")]

use proptest::prelude::any;
use proptest::test_runner::TestCaseError;
use std::cell::Cell;
use ziping_assess::{Mode, Path, PathsTo, Target, eligible, grade, horizon, paths};
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_regime::{Condition, ConditionKind, Library, RuleBook};
use ziping_rules::fact::{Catalogue, Fact, FactIx, Kind, Occurrence, Range, Sheet, Value, read_answers, write_answers};
use ziping_rules::rule::operators::{Answer, Compare};
use ziping_rules::rule::{Change, Comparison, Moment, Number, Operand, Test, Truth, Unit};
use ziping_tests::project::{content, worlds};
use ziping_tests::property::check;
use ziping_tests::sheets::{Case, cases};

fn reaches(library: &Library, book: &RuleBook, sheet: &Sheet, on: Day, base: Day, target: Target) -> bool {
    let moment = Moment::held(on, base, &library.windows);
    match target {
        Target::Eligible => eligible(book, sheet, &moment) == Truth::True,
        Target::Outcome(place) => grade(book, sheet, &moment).grade.worst >= place,
    }
}

/// The sheet and the day after some changes.
fn after<'c>(sheet: &Sheet, as_of: Day, changes: impl Iterator<Item = &'c Change>) -> (Sheet, Day) {
    let (mut sheet, mut day) = (sheet.clone(), as_of);
    for change in changes {
        change.apply(&mut sheet, &mut day);
    }
    (sheet, day)
}

fn fail(library: &Library, what: &str, case: &Case, path: &Path) -> TestCaseError {
    let answers = write_answers("", &case.partial(), &library.catalogue);
    TestCaseError::fail(format!("on {}: {what}: {:#?}\n{answers}", case.as_of, path.changes))
}

/// Which changes are made when some are not: every proper subset of a few changes, of many all but each one.
fn fewer(count: usize) -> Vec<Vec<bool>> {
    if count > 6 {
        return (0..count).map(|left_out| (0..count).map(|at| at != left_out).collect()).collect();
    }
    (0..(1_u32 << count) - 1).map(|set| (0..count).map(|at| set >> at & 1 == 1).collect()).collect()
}

#[test]
fn applying_a_path_reaches_its_target_and_leaving_out_any_changes_does_not() {
    let found = Cell::new(0);
    for (content, book) in worlds() {
        let library = &content.library;
        check(&format!("paths of {}", book.id), 120, &cases(content, book, 2), |case| {
            let sheet = case.partial();
            for to in paths(library, book, &sheet, case.as_of) {
                for path in &to.paths {
                    let (then, on) = after(&sheet, case.as_of, path.changes.iter());
                    if on != path.on || !reaches(library, book, &then, on, case.as_of, to.target) {
                        return Err(fail(library, &format!("does not reach {:?}", to.target), &case, path));
                    }
                    for made in fewer(path.changes.len()) {
                        let rest = path.changes.iter().zip(&made).filter(|(_, made)| **made);
                        let (then, on) = after(&sheet, case.as_of, rest.map(|(change, _)| change));
                        if reaches(library, book, &then, on, case.as_of, to.target) {
                            let what = format!("only {made:?} are needed for {:?}", to.target);
                            return Err(fail(library, &what, &case, path));
                        }
                    }
                    found.set(found.get() + 1);
                }
                if to.paths.is_empty() && to.why.is_empty() && !to.more {
                    panic!("no path to {:?} and no reason on {}: {}", to.target, case.as_of, book.id);
                }
            }
            Ok(())
        });
    }
    assert!(found.get() > 1_000, "{} paths", found.get());
}

/// A path never changes the past: facts that are answered and cannot be changed keep their answers.
#[test]
fn a_path_never_changes_what_is_past() {
    for (content, book) in worlds() {
        let library = &content.library;
        check(&format!("the past in paths of {}", book.id), 120, &cases(content, book, 1), |case| {
            let sheet = case.partial();
            for path in paths(library, book, &sheet, case.as_of).iter().flat_map(|to| &to.paths) {
                let (then, _) = after(&sheet, case.as_of, path.changes.iter());
                for (ix, fact) in
                    library.catalogue.iter().filter(|(ix, fact)| fact.fixed && sheet.get(*ix) != then.get(*ix))
                {
                    // What is open may still turn out well, what goes on can end, and what never was can come to be.
                    let new =
                        matches!(then.get(ix), Some(Value::Occurrence(Occurrence::On(day))) if *day >= case.as_of);
                    let open = new
                        || match sheet.get(ix) {
                            None => true,
                            Some(Value::Occurrence(Occurrence::DayUnknown | Occurrence::Ongoing)) => true,
                            Some(Value::Number(range)) => !range.is_exact(),
                            Some(Value::Yearly(years)) => {
                                years.iter().any(|(_, range)| !range.is_exact()) || years.len() < 5
                            }
                            Some(_) => false,
                        };
                    if !open {
                        return Err(fail(library, &format!("changes {}", fact.id), &case, path));
                    }
                }
            }
            Ok(())
        });
    }
}

/// Whether another sheet can be had from this one without changing the past.
fn can_become(library: &Library, from: &Case, other: &Case) -> Sheet {
    let mut sheet = from.partial();
    for (fact, value, _) in &other.answers {
        let Some(definition) = library.catalogue.get(*fact) else { continue };
        // A table that is filled where a typed figure stood would deny what was said of the past.
        let table = matches!(definition.kind, Kind::Table { .. });
        if !table && (!definition.fixed || sheet.get(*fact).is_none()) {
            sheet.put(*fact, value.clone());
        }
    }
    sheet
}

#[test]
fn where_no_path_is_shown_other_answers_do_not_reach_the_target_either() {
    let library = &content().library;
    let tried = Cell::new(0);
    for book in &library.regimes {
        let strategy = (cases(content(), book, 1), cases(content(), book, 0), any::<bool>());
        check(&format!("no path in {}", book.id), 500, &strategy, |(case, other, _)| {
            let sheet = case.partial();
            let other = can_become(library, &case, &other);
            for to in paths(library, book, &sheet, case.as_of) {
                if to.paths.is_empty() && !to.more {
                    tried.set(tried.get() + 1);
                    if reaches(library, book, &other, case.as_of, case.as_of, to.target) {
                        let answers = |sheet: &Sheet| write_answers("", sheet, &library.catalogue);
                        return Err(TestCaseError::fail(format!(
                            "on {}: no path to {:?} (why: {:?}), yet there is one from {}\nto {}",
                            case.as_of,
                            to.target,
                            to.why,
                            answers(&sheet),
                            answers(&other)
                        )));
                    }
                }
            }
            Ok(())
        });
    }
    assert!(tried.get() > 100, "{} targets without a path", tried.get());
}

/// The sheet of a case with other answers, as the answer file has them.
fn sheet(regime: &str, changes: &str) -> (Sheet, Day) {
    let cases = content().cases.get(regime).map_or(&[][..], Vec::as_slice);
    let library = &content().library;
    let text = format!("{{\"schema\": 1, \"facts\": {changes}}}");
    let source = Source { name: "changes", text: &text };
    let read = read_answers(&source, &library.catalogue).unwrap_or_else(|problems| panic!("{problems:?}"));
    let best = |case: &&ziping_regime::Case| {
        let book = library.regime(regime);
        book.map_or(0, |book| grade(book, &case.sheet, &Moment::new(case.as_of, &library.windows)).grade.worst)
    };
    let case = cases.iter().rev().max_by_key(best).unwrap_or_else(|| panic!("{regime} has no cases"));
    let mut sheet = case.sheet.clone();
    for (fact, value) in read.sheet.answered() {
        sheet.put(fact, Some(value.clone()));
    }
    (sheet, case.as_of)
}

fn reached(regime: &str, sheet: &Sheet, as_of: Day, target: Target) -> Vec<Path> {
    let library = &content().library;
    let book = library.regime(regime).unwrap_or_else(|| panic!("there is no rule book {regime}"));
    let all = paths(library, book, sheet, as_of);
    all.into_iter().find(|to| to.target == target).map(|to| to.paths).unwrap_or_default()
}

#[test]
fn what_stands_in_the_way_and_is_of_a_period_that_is_over_is_told_from_what_stays() {
    let library = &content().library;
    let past = |regime: &str, changes: &str| {
        let book = library.regime(regime).unwrap_or_else(|| panic!("there is no rule book {regime}"));
        let (sheet, as_of) = sheet(regime, changes);
        let to = paths(library, book, &sheet, as_of).into_iter().find(|to| to.paths.is_empty());
        let to = to.unwrap_or_else(|| panic!("{regime}: there is a way to everything"));
        assert!(!to.why.is_empty(), "{to:?}");
        to.of_periods(library, book, &sheet).iter().map(|fact| library.catalogue.id(*fact)).collect::<Vec<_>>()
    };
    let without_a_year = r#"{"credit.main_revenue": {"2023": "100", "2024": "0", "2025": "100"}}"#;
    assert_eq!(past("credit", without_a_year), ["credit.main_revenue"]);
    assert_eq!(past("om", r#"{"om.holds_integration_qualification": false}"#), [""; 0]);
}

/// Found by the properties: the second open year was taken for a past that cannot be changed.
#[test]
fn open_years_of_a_past_income_may_turn_out_well() {
    let (mut sheet, as_of) = sheet("credit", "{}");
    let income = content().library.catalogue.find("credit.main_revenue").unwrap_or_else(|| panic!("no such fact"));
    sheet.put(income, None);
    let paths = reached("credit", &sheet, as_of, Target::Eligible);
    assert!(paths.iter().any(|path| path.rests_on == [income]), "{paths:?}");
}

/// Found by the properties: a release of long ago was moved to the day of a later imprisonment.
#[test]
fn a_release_of_long_ago_is_not_moved_but_happens_anew() {
    let changes = r#"{"record.legal_rep_imprisonment": "2025-11-22", "record.legal_rep_release": "2011-11-21"}"#;
    let (sheet, as_of) = sheet("credit", changes);
    let release =
        content().library.catalogue.find("record.legal_rep_release").unwrap_or_else(|| panic!("no such fact"));
    let paths = reached("credit", &sheet, as_of, Target::Outcome(5));
    assert!(!paths.is_empty(), "release, then wait");
    for path in paths {
        let (then, on) = after(&sheet, as_of, path.changes.iter());
        let released = then.get(release).cloned();
        let anew = matches!(released, Some(Value::Occurrence(Occurrence::On(day))) if (as_of..=on).contains(&day));
        assert!(anew, "{released:?}");
    }
}

/// Found by the properties: rows as of today were out of every window after the wait that another condition needs.
#[test]
fn rows_that_are_added_still_count_after_waiting() {
    let changes = r#"{"om.principal_since": "2025-11-20", "om.projects": [
        {"client": "甲", "name": "甲", "annual_value": "1000000", "own_platform": true,
         "start": "2011-11-21", "end": "2026-11-21"},
        {"client": "乙", "name": "乙", "annual_value": "1000000", "own_platform": true,
         "start": "2011-11-21", "end": "2023-11-22"}]}"#;
    let (sheet, as_of) = sheet("om", changes);
    let paths = reached("om", &sheet, as_of, Target::Outcome(1));
    let waits = |path: &&Path| path.on > as_of;
    assert!(paths.iter().any(|path| waits(&path)), "wait for the principal, with projects of that time: {paths:?}");
    assert!(paths.iter().any(|path| path.on == as_of), "or another principal at once: {paths:?}");
}

/// A project that qualifies, without one of its cells.
fn project(client: &str, own_platform: bool, without: &str) -> String {
    let cells = [
        ("client", format!("\"{client}\"")),
        ("annual_value", "\"1500000\"".to_owned()),
        ("own_platform", own_platform.to_string()),
        ("start", "\"2024-01-01\"".to_owned()),
        ("end", "\"2026-10-31\"".to_owned()),
    ];
    let said: Vec<String> = cells
        .iter()
        .filter(|(column, _)| *column != without)
        .map(|(column, value)| format!("\"{column}\": {value}"))
        .collect();
    format!("{{{}}}", said.join(", "))
}

/// What a row leaves blank may turn out well: it is no reason to say that there is no way.
#[test]
fn a_row_with_a_blank_cell_may_qualify_and_that_is_a_way() {
    let ways = |second: &str| {
        let rows = format!(r#"{{"om.projects": [{}, {second}]}}"#, project("甲", true, ""));
        let (sheet, as_of) = sheet("om", &rows);
        (reached("om", &sheet, as_of, Target::Outcome(1)), sheet, as_of)
    };
    let book = content().library.regime("om").unwrap_or_else(|| panic!("no om"));
    for column in ["annual_value", "own_platform", "start", "end"] {
        let (paths, sheet, as_of) = ways(&project("乙", true, column));
        let only = paths.iter().find(|path| matches!(path.changes.as_slice(), [Change::Complete(..)]));
        let Some(Path { changes, .. }) = only else { panic!("{column}: {paths:?}") };
        let [Change::Complete(_, cells)] = changes.as_slice() else { panic!("{changes:?}") };
        assert_eq!(cells.iter().map(|cell| cell.row).collect::<Vec<_>>(), [1], "{column}");
        let (then, on) = after(&sheet, as_of, changes.iter());
        assert!(reaches(&content().library, book, &then, on, as_of, Target::Outcome(1)), "{column}");
    }
    // A project of these years without one's own platform stays what it was.
    let (paths, ..) = ways(&project("乙", false, ""));
    let completes = |path: &Path| path.changes.iter().any(|change| matches!(change, Change::Complete(..)));
    assert!(!paths.iter().any(completes), "{paths:?}");
}

#[test]
fn of_very_many_rows_that_are_not_finished_it_is_not_said_that_there_is_no_way() {
    let (library, book) = (&content().library, content().library.regime("om").unwrap_or_else(|| panic!("no om")));
    for rows in [3, 501] {
        let rows = vec![project("甲", true, "own_platform"); rows].join(", ");
        let (sheet, as_of) = sheet("om", &format!(r#"{{"om.projects": [{}, {rows}]}}"#, project("乙", false, "")));
        let to = paths(library, book, &sheet, as_of).into_iter().find(|to| to.target == Target::Outcome(1));
        let Some(PathsTo { why, .. }) = to else { panic!("met already") };
        assert_eq!(why, [""; 0]);
    }
}

/// A large project without one's own platform that is over drops out of the years that count, and new ones are to be had meanwhile.
#[test]
fn where_a_part_comes_about_of_itself_waiting_for_it_and_changing_the_rest_is_a_way() {
    let (library, book) = (&content().library, content().library.regime("om").unwrap_or_else(|| panic!("no om")));
    let rows = [("甲", true), ("乙", false), ("丙", false)].map(|(client, own)| project(client, own, "")).join(", ");
    let (sheet, as_of) = sheet("om", &format!(r#"{{"om.projects": [{rows}]}}"#));
    let to = paths(library, book, &sheet, as_of).into_iter().find(|to| to.target == Target::Outcome(1));
    let Some(PathsTo { paths, .. }) = to else { panic!("met already") };
    let shapes: Vec<(bool, bool)> = paths
        .iter()
        .map(|path| {
            let has = |is: fn(&Change) -> bool| path.changes.iter().any(is);
            (has(|change| matches!(change, Change::Wait { .. })), has(|change| matches!(change, Change::Rows(..))))
        })
        .collect();
    assert_eq!(shapes, [(true, true)], "{paths:#?}");
}

/// Credit with other conditions for being allowed to apply.
fn credit_with(conditions: Vec<(Test, Option<Test>)>) -> RuleBook {
    let mut book = content().library.regime("credit").unwrap_or_else(|| panic!("no credit")).clone();
    let first = book.conditions.first().unwrap_or_else(|| panic!("no condition")).clone();
    let made = |(when, applies)| Condition { kind: ConditionKind::Eligibility, when, applies, ..first.clone() };
    book.conditions = conditions.into_iter().map(made).collect();
    book
}

/// Facts that are answered with yes or no and may change.
fn yes_or_no(count: usize) -> Vec<FactIx> {
    let facts = content().library.catalogue.iter();
    let free = facts.filter(|(_, fact)| fact.kind == Kind::Bool && !fact.fixed && !fact.forms_only).map(|(ix, _)| ix);
    let all: Vec<FactIx> = free.take(count).collect();
    assert_eq!(all.len(), count);
    all
}

fn to_eligible(library: &Library, book: &RuleBook, sheet: &Sheet) -> PathsTo {
    let as_of = Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST);
    let all = paths(library, book, sheet, as_of);
    all.into_iter().find(|to| to.target == Target::Eligible).unwrap_or_else(|| panic!("eligible already"))
}

#[test]
fn six_ways_are_all_and_of_seven_it_says_that_there_are_more() {
    for (count, shown, more) in [(5, 5, false), (6, 6, false), (7, 6, true)] {
        let any = yes_or_no(count).into_iter().map(|fact| Test::from(Answer(Operand::Fact(fact)))).collect();
        let to = to_eligible(&content().library, &credit_with(vec![(Test::Or(any), None)]), &Sheet::new());
        assert_eq!((to.paths.len(), to.more), (shown, more), "of {count}");
    }
}

/// So many made-up questions that are answered with yes or no.
fn asking(count: usize) -> (Library, Vec<Test>) {
    let library = &content().library;
    let first = yes_or_no(1).into_iter().find_map(|ix| library.catalogue.get(ix)).unwrap_or_else(|| panic!("no fact"));
    let made = (0..count).map(|at| Fact { id: format!("made.up{at}"), ..first.clone() });
    let catalogue = Catalogue::new(library.catalogue.iter().map(|(_, fact)| fact.clone()).chain(made).collect());
    let found = (0..count).filter_map(|at| catalogue.find(&format!("made.up{at}")));
    let questions: Vec<Test> = found.map(|fact| Test::from(Answer(Operand::Fact(fact)))).collect();
    assert_eq!(questions.len(), count);
    (Library { catalogue, ..library.clone() }, questions)
}

#[test]
fn a_path_longer_than_any_that_is_shown_is_said_to_be_there() {
    for (count, shown, more) in [(64, 1, false), (65, 0, true)] {
        let (library, questions) = asking(count);
        let to =
            to_eligible(&library, &credit_with(questions.into_iter().map(|one| (one, None)).collect()), &Sheet::new());
        assert_eq!((to.paths.len(), to.more), (shown, more), "{count} changes");
        assert!(to.paths.iter().all(|path| path.changes.len() == count));
    }
}

#[test]
fn that_there_is_no_path_is_said_only_where_all_alternatives_were_tried() {
    for (count, more) in [(399, false), (400, true)] {
        let (library, questions) = asking(count);
        // Any of them would do, and then nothing does.
        let to = to_eligible(
            &library,
            &credit_with(vec![(Test::Or(questions), None), (Test::Constant(false), None)]),
            &Sheet::new(),
        );
        assert_eq!((to.paths.len(), to.more, to.why.len()), (0, more, 1), "{count} alternatives");
    }
    // A million ways: the first few are shown, and it is not for long that more are looked for.
    let (library, questions) = asking(40);
    let pairs = questions.chunks(2).map(|pair| (Test::Or(pair.to_vec()), None)).collect();
    let to = to_eligible(&library, &credit_with(pairs), &Sheet::new());
    assert_eq!((to.paths.len(), to.more), (6, true));
}

#[test]
fn a_condition_that_does_not_apply_stands_in_nobodys_way() {
    let facts = yes_or_no(2);
    let [wanted, scope] = facts[..] else { panic!("two facts") };
    let answer = |fact| Test::from(Answer(Operand::Fact(fact)));
    // What nothing can mend, for those that it applies to.
    let book = credit_with(vec![(answer(wanted), None), (Test::Constant(false), Some(answer(scope)))]);
    let mut sheet = Sheet::new();
    sheet.put(scope, Some(Value::Bool(false)));
    let to = to_eligible(&content().library, &book, &sheet);
    let changes: Vec<&[Change]> = to.paths.iter().map(|path| path.changes.as_slice()).collect();
    assert_eq!(changes, [[Change::Set(wanted, Value::Bool(true))]]);
}

#[test]
fn waiting_names_the_arguable_day_and_the_safe_one() {
    let (sheet, _) = sheet("credit", r#"{"record.quality_penalty": "2026-03-01"}"#);
    let library = &content().library;
    let book = library.regime("credit").unwrap_or_else(|| panic!("no credit"));
    let as_of = Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST);
    let day = |text: &str| Day::parse(text).unwrap_or_else(|| panic!("{text}"));
    let waits = paths(library, book, &sheet, as_of).into_iter().flat_map(|to| to.paths).flat_map(|path| path.changes);
    let wait = waits.into_iter().find_map(|change| match change {
        Change::Wait { until, arguable } => Some((arguable, until)),
        _ => None,
    });
    assert_eq!(wait, Some((day("2027-03-01"), day("2027-03-02"))));
}

/// The om rule book with one requirement made of comparisons of the number of staff, and a sheet with that many.
fn staff(
    book: &RuleBook,
    library: &Library,
    compared: &[(Comparison, i64)],
    answered: Option<Range>,
) -> (RuleBook, Sheet) {
    let fact = library.catalogue.find("om.staff").unwrap_or_else(|| panic!("no staff"));
    let number = || Number::Answer(Operand::Fact(fact), 0, Range::OPEN_HIGH);
    let part = |(comparison, bound): &(Comparison, i64)| {
        let (left, comparison) = (number(), *comparison);
        Test::from(Compare { left, comparison, right: Number::Literal(*bound), unit: Unit::Count })
    };
    let requirement = book.conditions.iter().find(|condition| condition.kind == ConditionKind::Requirement);
    let requirement = requirement.unwrap_or_else(|| panic!("no requirement"));
    let when = Test::And(compared.iter().map(part).collect());
    let mut sheet = Sheet::new();
    sheet.put(fact, answered.map(Value::Number));
    let conditions = vec![Condition { when, applies: None, ..requirement.clone() }];
    (RuleBook { conditions, grounds: Vec::new(), ..book.clone() }, sheet)
}

#[test]
fn a_path_names_both_bounds_of_a_number_and_only_those_that_there_are() {
    let library = &content().library;
    let om = library.regime("om").unwrap_or_else(|| panic!("no om"));
    let as_of = Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST);
    let some = |low: i64, high: i64| Some(Range { low, high });
    for (compared, answered, goal) in [
        (vec![(Comparison::AtLeast, 12), (Comparison::Less, 31)], None, (12, true, Some(30))),
        (vec![(Comparison::AtLeast, 12), (Comparison::Less, 31)], some(40, 40), (30, false, Some(12))),
        (vec![(Comparison::AtLeast, 12), (Comparison::Less, 31)], some(3, 3), (12, true, Some(30))),
        (vec![(Comparison::Equal, 7)], None, (7, false, Some(7))),
        (vec![(Comparison::More, 99)], some(20, 20), (100, true, None)),
        (vec![(Comparison::AtMost, 99)], some(120, 120), (99, false, None)),
    ] {
        let (book, sheet) = staff(om, library, &compared, answered);
        let all = paths(library, &book, &sheet, as_of);
        let changes: Vec<&Change> = all.iter().flat_map(|to| &to.paths).flat_map(|path| &path.changes).collect();
        let found: Vec<(i64, bool, Option<i64>)> = changes
            .iter()
            .filter_map(|change| match change {
                Change::Number { to, raise, no_further, .. } => Some((*to, *raise, *no_further)),
                _ => None,
            })
            .collect();
        assert_eq!(found.iter().map(|goal| (goal.0, goal.2)).collect::<Vec<_>>(), [(goal.0, goal.2)], "{compared:?}");
        assert!(goal.2 == Some(goal.0) || found.iter().all(|found| found.1 == goal.1), "{compared:?}: {found:?}");
    }
}

#[test]
fn a_path_that_waits_names_the_yearly_answers_that_it_takes_to_stay_as_they_are() {
    let library = &content().library;
    let om = library.regime("om").unwrap_or_else(|| panic!("no om"));
    let as_of = Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST);
    let met = content().cases.get("om").into_iter().flatten().find(|case| {
        case.as_of == as_of && grade(om, &case.sheet, &Moment::new(as_of, &library.windows)).grade.worst == 1
    });
    let mut sheet = met.unwrap_or_else(|| panic!("no case of om is met")).sheet.clone();
    let fact = |id: &str| library.catalogue.find(id).unwrap_or_else(|| panic!("no {id}"));
    // The principal's four years are full in the spring of another year.
    let since = Day::new(2024, 3, 10).unwrap_or(Day::EARLIEST);
    sheet.put(fact("om.principal_since"), Some(Value::Date(since)));
    let all = paths(library, om, &sheet, as_of);
    let waits =
        all.iter().flat_map(|to| &to.paths).find(|path| matches!(path.changes.as_slice(), [Change::Wait { .. }]));
    let path = waits.unwrap_or_else(|| panic!("no path waits: {all:?}"));
    assert!(path.rests_on.is_empty(), "nothing is open: {path:?}");
    assert!(path.assumes.contains(&fact("om.revenue")), "{:?}", path.assumes);
    let steps = horizon(library, om, &sheet, as_of, Mode::Held);
    let step = steps.iter().rev().find(|step| step.from <= path.on).unwrap_or_else(|| panic!("no step"));
    assert_eq!(path.assumes, step.assumes, "the path and the horizon rest on the same");
    // Within the year nothing has passed.
    let soon = Day::new(2022, 12, 1).unwrap_or(Day::EARLIEST);
    sheet.put(fact("om.principal_since"), Some(Value::Date(soon)));
    let all = paths(library, om, &sheet, as_of);
    let waits =
        all.iter().flat_map(|to| &to.paths).find(|path| matches!(path.changes.as_slice(), [Change::Wait { .. }]));
    assert!(waits.is_some_and(|path| !path.assumes.contains(&fact("om.revenue"))), "{waits:?}");
}
