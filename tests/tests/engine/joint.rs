//! One plan for several rule books: what it promises is reached with its changes made, none of them can be left out, no
//! other choice among the ways of each rule book is smaller, and what cannot be had is said.

#![expect(clippy::panic, reason = "a failed test panics")]

use proptest::prelude::any;
use proptest::test_runner::TestCaseError;
use std::cell::Cell;
use ziping_assess::{
    Aim, Conflict, Joint, JointReport, JointState, Reached, Target, Wanted, eligible, grade, joint, joint_report, paths,
};
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_base::lang::Lang;
use ziping_regime::{Condition, ConditionKind, Library, Model, RuleBook};
use ziping_rules::fact::{FactIx, Kind, Range, Sheet, Value, read_answers, write_answers};
use ziping_rules::rule::operators::{Answer, Compare};
use ziping_rules::rule::{Change, Comparison, Moment, Number, Operand, Test, Truth, Unit};
use ziping_tests::project::content;
use ziping_tests::property::check;
use ziping_tests::sheets::cases;

fn after<'c>(sheet: &Sheet, as_of: Day, changes: impl Iterator<Item = &'c Change>) -> (Sheet, Day) {
    let (mut sheet, mut day) = (sheet.clone(), as_of);
    changes.for_each(|change| change.apply(&mut sheet, &mut day));
    (sheet, day)
}

/// Whether an aim is reached, as the engine says.
fn is_reached(library: &Library, aim: &Aim<'_>, now: (&Sheet, Day), then: (&Sheet, Day)) -> bool {
    let book = aim.rulebook;
    let moment = |day: Day| Moment::held(day, now.1, &library.windows);
    let by_eligibility = matches!(book.grade.model, Model::Met { of: ConditionKind::Eligibility, .. });
    let worst = |of: (&Sheet, Day)| grade(book, of.0, &moment(of.1)).grade.worst;
    let may = |of: (&Sheet, Day)| by_eligibility || eligible(book, of.0, &moment(of.1)) == Truth::True;
    match aim.wanted {
        Wanted::Keep => worst(then) >= worst(now) && (may(then) || !may(now)),
        Wanted::Level(place) => worst(then) >= place && may(then),
    }
}

/// Whether everything that a plan promises is reached with some of its changes.
fn holds(library: &Library, plan: &Joint<'_>, sheet: &Sheet, changes: &[Change]) -> bool {
    let (then, on) = after(sheet, plan.as_of, changes.iter());
    let promised = plan.aims.iter().filter(|aimed| aimed.reached.is_promised());
    promised.into_iter().all(|aimed| is_reached(library, &aimed.aim, (sheet, plan.as_of), (&then, on)))
}

fn changes_of(plan: &Joint<'_>) -> Vec<Change> {
    plan.changes.iter().map(|step| step.change.clone()).collect()
}

#[test]
fn a_plan_reaches_all_that_it_promises_and_none_of_its_changes_can_be_left_out() {
    let library = &content().library;
    let (promised, joined, given_up) = (Cell::new(0), Cell::new(0), Cell::new(0));
    for (first, second) in
        [("credit", "om"), ("iets", "credit"), ("bizsec", "credit"), ("iii-consulting", "nextgen-it")]
    {
        let book = |id: &str| library.regime(id).unwrap_or_else(|| panic!("no {id}"));
        let (a, b) = (book(first), book(second));
        let wanted = (cases(content(), a, 2), cases(content(), b, 2), any::<(u8, u8, bool)>());
        check(&format!("one plan for {first} and {second}"), 160, &wanted, |(case, other, (x, y, keep))| {
            let mut sheet = other.partial();
            for (fact, value) in case.partial().answered() {
                sheet.put(fact, Some(value.clone()));
            }
            let as_of = case.as_of;
            let level = |book: &RuleBook, any: u8| Wanted::Level(1 + any % book.grade.top());
            let aims = [
                Aim { rulebook: a, wanted: if keep { Wanted::Keep } else { level(a, x) } },
                Aim { rulebook: b, wanted: level(b, y) },
            ];
            let plan = joint(library, &aims, &sheet, as_of);
            let fail = |what: &str| {
                let answers = write_answers("", &sheet, &library.catalogue);
                TestCaseError::fail(format!("on {as_of}: {what}: {:#?}\n{answers}", changes_of(&plan)))
            };
            let changes = changes_of(&plan);
            let (_, on) = after(&sheet, as_of, changes.iter());
            if on != plan.on || !holds(library, &plan, &sheet, &changes) {
                return Err(fail("does not reach what it promises"));
            }
            for at in 0..changes.len() {
                let rest: Vec<Change> =
                    changes.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, one)| one.clone()).collect();
                if holds(library, &plan, &sheet, &rest) {
                    return Err(fail(&format!("change {at} can be left out")));
                }
            }
            for step in &plan.changes {
                let cited = !step.lifts.is_empty() && step.lifts.iter().all(|lift| !lift.clauses.is_empty());
                if !cited || step.lifts.iter().any(|lift| lift.clauses.iter().any(String::is_empty)) {
                    return Err(fail(&format!("lifts nothing, or by no clause: {step:#?}")));
                }
            }
            for aimed in &plan.aims {
                match &aimed.reached {
                    Reached::NoWay { why, more } if why.is_empty() && !more => {
                        return Err(fail("no way and no reason"));
                    }
                    Reached::NoWay { .. } => {
                        let ways = paths(library, aimed.aim.rulebook, &sheet, as_of);
                        let none = ways.iter().any(|to| to.paths.is_empty());
                        if !none {
                            return Err(fail("each of the paths has a way, yet the plan says that there is none"));
                        }
                        given_up.set(given_up.get() + 1);
                    }
                    Reached::Conflict if plan.conflicts.is_empty() => return Err(fail("a conflict that is not told")),
                    Reached::Conflict => given_up.set(given_up.get() + 1),
                    Reached::Already | Reached::By(_) => promised.set(promised.get() + 1),
                }
            }
            if plan.changes.iter().any(|step| step.lifts.len() > 1) {
                joined.set(joined.get() + 1);
            }
            Ok(())
        });
    }
    let counts = (promised.get(), joined.get(), given_up.get());
    assert!(counts.0 > 150 && counts.1 > 10 && counts.2 > 5, "promised, shared, given up: {counts:?}");
}

/// A plan is no larger than any choice of one way for each target that reaches all of them.
#[test]
fn no_choice_among_the_ways_of_each_rule_book_is_smaller() {
    let library = &content().library;
    let book = |id: &str| library.regime(id).unwrap_or_else(|| panic!("no {id}"));
    let (a, b) = (book("credit"), book("iets"));
    let compared = Cell::new(0);
    let wanted = (cases(content(), a, 1), cases(content(), b, 1), any::<(u8, u8)>());
    check("the smallest plan", 300, &wanted, |(case, other, (x, y))| {
        let mut sheet = other.partial();
        for (fact, value) in case.partial().answered() {
            sheet.put(fact, Some(value.clone()));
        }
        let levels = [(a, 1 + x % a.grade.top()), (b, 1 + y % b.grade.top())];
        let aims = levels.map(|(rulebook, place)| Aim { rulebook, wanted: Wanted::Level(place) });
        let plan = joint(library, &aims, &sheet, case.as_of);
        if !plan.all_tried || plan.aims.iter().any(|aimed| !aimed.reached.is_promised()) {
            return Ok(());
        }
        let mut choices: Vec<Vec<Change>> = vec![Vec::new()];
        for (rulebook, place) in levels {
            for to in paths(library, rulebook, &sheet, case.as_of) {
                if to.target == Target::Eligible || to.target == Target::Outcome(place) {
                    let with = |choice: &Vec<Change>| {
                        let ways = to.paths.iter().map(|path| [choice.clone(), path.changes.clone()].concat());
                        ways.collect::<Vec<_>>()
                    };
                    choices = choices.iter().flat_map(with).collect();
                }
            }
        }
        for choice in choices {
            let mut once: Vec<&Change> = Vec::new();
            choice.iter().for_each(|change| {
                if !once.iter().any(|known| known.target() == change.target()) {
                    once.push(change);
                }
            });
            // Changes of one fact may need merging: their number is counted, not what they say.
            if holds(library, &plan, &sheet, &choice) && once.len() < plan.changes.len() {
                let answers = write_answers("", &sheet, &library.catalogue);
                return Err(TestCaseError::fail(format!(
                    "on {}: {choice:#?} is smaller than {:#?}\n{answers}",
                    case.as_of,
                    changes_of(&plan)
                )));
            }
            compared.set(compared.get() + 1);
        }
        Ok(())
    });
    assert!(compared.get() > 100, "{} choices", compared.get());
}

/// Two rule books made for the purpose, of one requirement each.
fn two(first: Test, second: Test) -> (Library, Sheet, Day) {
    let library = &content().library;
    let om = library.regime("om").unwrap_or_else(|| panic!("no om"));
    let requirement = om.conditions.iter().find(|condition| condition.kind == ConditionKind::Requirement);
    let requirement = requirement.unwrap_or_else(|| panic!("no requirement"));
    let made = |id: &str, when: Test| RuleBook {
        id: id.to_owned(),
        conditions: vec![Condition { when, applies: None, ..requirement.clone() }],
        grounds: Vec::new(),
        ..om.clone()
    };
    let regimes = vec![made("one", first), made("two", second)];
    let as_of = Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST);
    (Library { regimes, ..library.clone() }, Sheet::new(), as_of)
}

fn staff() -> FactIx {
    content().library.catalogue.find("om.staff").unwrap_or_else(|| panic!("no staff"))
}

fn compared(comparison: Comparison, bound: i64) -> Test {
    let left = Number::Answer(Operand::Fact(staff()), 0, Range::OPEN_HIGH);
    Test::from(Compare { left, comparison, right: Number::Literal(bound), unit: Unit::Count })
}

fn met(library: &Library) -> Vec<Aim<'_>> {
    library.regimes.iter().map(|rulebook| Aim { rulebook, wanted: Wanted::Level(1) }).collect()
}

#[test]
fn a_number_that_two_rule_books_raise_is_raised_once_and_both_are_named() {
    let (library, mut sheet, as_of) = two(compared(Comparison::AtLeast, 5), compared(Comparison::AtLeast, 8));
    sheet.put(staff(), Some(Value::Number(Range::exactly(3))));
    let plan = joint(&library, &met(&library), &sheet, as_of);
    let [step] = plan.changes.as_slice() else { panic!("{:#?}", plan.changes) };
    assert!(matches!(step.change, Change::Number { to: 8, raise: true, .. }), "{step:?}");
    let lifted: Vec<&str> = step.lifts.iter().map(|lift| lift.regime.as_str()).collect();
    assert_eq!(lifted, ["one", "two"]);
}

#[test]
fn a_bound_of_one_rule_book_holds_for_what_another_raises() {
    let (library, mut sheet, as_of) = two(compared(Comparison::AtMost, 10), compared(Comparison::AtLeast, 8));
    sheet.put(staff(), Some(Value::Number(Range::exactly(3))));
    let mut aims = met(&library);
    aims[0].wanted = Wanted::Keep;
    let plan = joint(&library, &aims, &sheet, as_of);
    let [step] = plan.changes.as_slice() else { panic!("{:#?}", plan.changes) };
    assert!(matches!(step.change, Change::Number { to: 8, no_further: Some(10), .. }), "{step:?}");
    assert_eq!(
        plan.aims.iter().map(|aimed| &aimed.reached).collect::<Vec<_>>(),
        [&Reached::Already, &Reached::By(as_of)]
    );
}

#[test]
fn opposite_directions_are_a_conflict_and_the_first_aim_is_held() {
    let (library, mut sheet, as_of) = two(compared(Comparison::AtLeast, 50), compared(Comparison::AtMost, 30));
    sheet.put(staff(), Some(Value::Number(Range::exactly(40))));
    let plan = joint(&library, &met(&library), &sheet, as_of);
    assert_eq!((&plan.aims[0].reached, &plan.aims[1].reached), (&Reached::By(as_of), &Reached::Conflict));
    let [Conflict::Opposed { held, given_up }] = plan.conflicts.as_slice() else { panic!("{:#?}", plan.conflicts) };
    assert_eq!((held.0.as_str(), given_up.0.as_str()), ("one", "two"));
    // The other way round the other is held.
    let mut aims = met(&library);
    aims.reverse();
    let plan = joint(&library, &aims, &sheet, as_of);
    assert_eq!((&plan.aims[0].reached, &plan.aims[1].reached), (&Reached::By(as_of), &Reached::Conflict));
}

#[test]
fn what_is_to_be_kept_comes_before_what_would_make_it_fall() {
    let (library, mut sheet, as_of) = two(compared(Comparison::AtLeast, 50), compared(Comparison::AtMost, 45));
    sheet.put(staff(), Some(Value::Number(Range::exactly(40))));
    let mut aims = met(&library);
    aims[1].wanted = Wanted::Keep;
    let plan = joint(&library, &aims, &sheet, as_of);
    assert_eq!((&plan.aims[0].reached, &plan.aims[1].reached), (&Reached::Conflict, &Reached::Already));
    assert!(plan.changes.is_empty(), "{:#?}", plan.changes);
    let [Conflict::Falls { held, given_up, changes }] = plan.conflicts.as_slice() else {
        panic!("{:#?}", plan.conflicts)
    };
    assert_eq!((held.as_str(), given_up.as_str(), changes.len()), ("two", "one", 1));
    // Left out of the aims it is no conflict, but it is said.
    let plan = joint(&library, &aims[..1], &sheet, as_of);
    assert_eq!(plan.aims[0].reached, Reached::By(as_of));
    let regimes: Vec<RuleBook> = library
        .regimes
        .iter()
        .map(|book| RuleBook { status: ziping_regime::Status::InForce, ..book.clone() })
        .collect();
    let library = Library { regimes, ..library.clone() };
    let aim = [Aim { rulebook: &library.regimes[0], wanted: Wanted::Level(1) }];
    let plan = joint(&library, &aim, &sheet, as_of);
    let [fall] = plan.falls.as_slice() else { panic!("{:#?}", plan.falls) };
    assert_eq!((fall.rulebook.id.as_str(), fall.grade.0.worst, fall.grade.1.worst), ("two", 1, 0));
}

#[test]
fn what_nothing_changes_is_said_with_what_stands_in_the_way() {
    let yes = content().library.catalogue.iter().find(|(_, fact)| fact.kind == Kind::Bool && !fact.fixed);
    let (yes, _) = yes.unwrap_or_else(|| panic!("no question"));
    let (library, sheet, as_of) = two(Test::Constant(false), Test::from(Answer(Operand::Fact(yes))));
    let plan = joint(&library, &met(&library), &sheet, as_of);
    let Reached::NoWay { why, more: false } = &plan.aims[0].reached else { panic!("{:?}", plan.aims[0].reached) };
    assert_eq!(why.len(), 1);
    assert_eq!((&plan.aims[1].reached, plan.changes.len()), (&Reached::By(as_of), 1));
    assert_eq!(plan.rests_on, [yes]);
}

/// The plan of an answer file in words.
fn said(facts: &str, aims: &[(&str, Wanted)], lang: Lang) -> JointReport {
    let content = content();
    let library = &content.library;
    let text = format!("{{\"schema\": 1, \"facts\": {facts}}}");
    let read = read_answers(&Source { name: "answers", text: &text }, &library.catalogue);
    let read = read.unwrap_or_else(|problems| panic!("{problems:?}"));
    let as_of = Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST);
    let aim = |(id, wanted): &(&str, Wanted)| Aim {
        rulebook: library.regime(id).unwrap_or_else(|| panic!("no {id}")),
        wanted: *wanted,
    };
    let aims: Vec<Aim<'_>> = aims.iter().map(aim).collect();
    let words: Vec<(String, ziping_regime::Words)> =
        library.regimes.iter().map(|book| (book.id.clone(), content.words_for(lang.code(), &book.id))).collect();
    let plan = joint(library, &aims, &read.sheet, as_of);
    let of = |regime: &str| words.iter().find(|(id, _)| id == regime).map(|(_, words)| words);
    joint_report(&plan, library, &of, ("示例科技有限公司", lang, false))
}

#[test]
fn a_plan_says_what_it_lifts_by_which_clause_when_and_what_proves_it() {
    let facts = r#"{"org.kind": "enterprise", "record.quality_penalty": "2026-03-01"}"#;
    let aims = [("credit", Wanted::Level(3)), ("bizsec", Wanted::Level(2))];
    for lang in [Lang::Zh, Lang::En] {
        let report = said(facts, &aims, lang);
        assert_eq!(report.aims.len(), 2);
        assert!(report.aims.iter().all(|aim| aim.state == JointState::Planned), "{:#?}", report.aims);
        let waits = report.changes.iter().find(|change| change.day.is_some());
        let waits = waits.unwrap_or_else(|| panic!("nothing waits: {:#?}", report.changes));
        assert_eq!(waits.day.as_deref(), Some("2027-03-02"));
        assert!(
            waits.lifts.iter().any(|lift| lift.clauses.iter().any(|clause| clause.contains("第九条"))),
            "{waits:#?}"
        );
        for change in &report.changes {
            assert!(!change.text.is_empty() && !change.when.is_empty() && !change.lifts.is_empty(), "{change:#?}");
        }
        assert!(report.changes.iter().any(|change| change.lifts.len() == 2), "nothing serves both: {report:#?}");
        assert!(report.changes.iter().any(|change| !change.papers.is_empty()), "nothing proves anything");
    }
}
