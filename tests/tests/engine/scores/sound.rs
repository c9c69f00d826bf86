//! Every kind of item beside a model that was written from the tables alone: on complete answers the same, on partial ones
//! and ranges never less than what can still come out, and never more as more is answered.

use super::{day, the_book};
use proptest::prelude::*;
use std::cmp::Ordering;
use std::sync::OnceLock;
use ziping_assess::{Mode, grade, horizon};
use ziping_base::calendar::Day;
use ziping_content::Content;
use ziping_rules::fact::{FactIx, Range, Row, Sheet, Value};
use ziping_rules::rule::score::{ItemFinding, Points, Ratio, Scored, explain, points};
use ziping_rules::rule::{Context, Moment, NoTrace, Record};
use ziping_tests::model::scores::{Answers, Award, Ends, Part, readings};
use ziping_tests::property::check;
use ziping_tests::scores::book;

fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| book("kinds"))
}

fn fact(id: &str) -> FactIx {
    content().library.catalogue.find(id).unwrap_or_else(|| panic!("no fact {id}"))
}

/// How an answer is hidden.
#[derive(Debug, Clone, Copy)]
enum Hidden {
    No,
    /// Not answered.
    Open,
    /// Known from so much less to so much more.
    Range(i64, i64),
}

#[derive(Debug, Clone)]
struct Trial {
    as_of: Day,
    answers: Answers,
    hidden: Vec<Hidden>,
    /// Cells of awards that are blank, by bit: when, national, price, rate.
    blank: Vec<u8>,
}

fn days() -> impl Strategy<Value = Day> {
    let near = prop::sample::select(vec![0, 365, 366, 730, 731, 1095, 1096, 2922, 2923, 3287, 3652, 3653]);
    let around = (near, -2_i32..3).prop_map(|(back, by)| day("2026-11-21").plus_days(by - back));
    let turn =
        prop::sample::select(vec!["2023-01-01", "2023-12-31", "2022-12-31", "2024-02-29", "2025-11-21"]).prop_map(day);
    prop_oneof![4 => around, 1 => turn, 1 => (0_i32..5_000).prop_map(|back| day("2026-11-21").plus_days(-back))]
}

fn awards() -> impl Strategy<Value = Vec<Award>> {
    let until = prop::option::of((-3_i32..4).prop_map(|by| day("2026-11-21").plus_days(by)));
    let price = prop::sample::select(vec![0_i64, 30, 60, 100, 101, 250]);
    let one = (days(), until, any::<bool>(), price, 0_i64..30);
    prop::collection::vec(one, 0..5).prop_map(|all| {
        all.into_iter().map(|(on, until, national, price, rate)| Award { on, until, national, price, rate }).collect()
    })
}

fn answers() -> impl Strategy<Value = Answers> {
    let money = prop_oneof![
        prop::sample::select(vec![
            0_i64,
            300_000_000,
            500_000_000,
            650_000_000,
            900_000_000,
            999_999_999,
            1_000_000_000
        ]),
        -100_000_000_i64..1_200_000_000,
    ];
    let sales =
        prop::sample::select(vec![(110, 100), (109, 100), (100, 100), (50, 100), (1, 0), (0, 0), (5, -3), (7, 6)]);
    let numbers = (0_i64..30, 0_i64..13, 0_i64..13, money);
    (numbers, 0_usize..4, days(), any::<bool>(), sales, awards(), 5_000_000_i64..8_000_001).prop_map(
        |((count, whole, part, money), grade, founded, flag, sales, awards, highest)| Answers {
            count,
            whole,
            part,
            money,
            grade,
            founded,
            flag,
            sales,
            awards,
            highest,
        },
    )
}

fn trials() -> impl Strategy<Value = Trial> {
    let hidden = prop_oneof![
        3 => Just(Hidden::No),
        1 => Just(Hidden::Open),
        1 => (0_i64..12, 0_i64..12).prop_map(|(less, more)| Hidden::Range(less, more)),
    ];
    let hidden = prop::collection::vec(hidden, 9);
    let blank = prop::collection::vec(prop::sample::select(vec![0_u8, 0, 0, 1, 2, 4, 8, 6]), 5);
    let as_of =
        prop::sample::select(vec!["2026-11-21", "2026-11-21", "2026-12-31", "2027-01-01", "2024-02-29"]).prop_map(day);
    (as_of, answers(), hidden, blank).prop_map(|(as_of, answers, hidden, blank)| Trial {
        as_of,
        answers,
        hidden,
        blank,
    })
}

/// The answers as a sheet, hidden where the trial says so.
fn sheet_of(trial: &Trial, hide: bool) -> Sheet {
    let of = &trial.answers;
    let mut sheet = Sheet::new();
    let hidden = |at: usize| if hide { trial.hidden.get(at).copied().unwrap_or(Hidden::No) } else { Hidden::No };
    let ranged = |at: usize, number: i64, unit: i64, least: i64| match hidden(at) {
        Hidden::No => Some(Range::exactly(number)),
        Hidden::Open => None,
        Hidden::Range(less, more) => Some(Range { low: (number - less * unit).max(least), high: number + more * unit }),
    };
    let mut put = |id: &str, value: Option<Value>| {
        sheet.put(fact(id), value);
    };
    put("kinds.count", ranged(0, of.count, 1, 0).map(Value::Number));
    put("kinds.whole", ranged(1, of.whole, 1, 0).map(Value::Number));
    put("kinds.part", ranged(2, of.part, 1, 0).map(Value::Number));
    put("kinds.money", ranged(3, of.money, 20_000_000, i64::MIN).map(Value::Number));
    let known = |at: usize| matches!(hidden(at), Hidden::No);
    put("kinds.grade", known(4).then(|| Value::Choice(u8::try_from(of.grade).unwrap_or(0))));
    put("kinds.founded", known(5).then_some(Value::Date(of.founded)));
    put("kinds.flag", known(6).then_some(Value::Bool(of.flag)));
    let last = trial.as_of.year() - 1;
    let mut years = vec![(last - 1, Range::exactly(of.sales.1)), (last, Range::exactly(of.sales.0))];
    match hidden(7) {
        Hidden::No => {}
        Hidden::Open => {
            years.remove(0);
        }
        Hidden::Range(less, more) => {
            years.iter_mut().for_each(|(_, range)| *range = Range { low: range.low - less, high: range.high + more });
        }
    }
    put("kinds.sales", Some(Value::Yearly(years)));
    let rows: Vec<Row> = of
        .awards
        .iter()
        .enumerate()
        .map(|(at, award)| {
            let blank = if hide { trial.blank.get(at).copied().unwrap_or(0) } else { 0 };
            let cell = |bit: u8, value: Value| (blank >> bit & 1 == 0).then_some(value);
            let number = |number: i64| Value::Number(Range::exactly(number));
            Row {
                cells: vec![
                    cell(0, Value::Date(award.on)),
                    // A blank end says that none is given: it is never hidden.
                    award.until.map(Value::Date),
                    cell(1, Value::Bool(award.national)),
                    cell(2, number(award.price)),
                    cell(3, number(award.rate)),
                ],
            }
        })
        .collect();
    put("kinds.awards", (known(8)).then(|| Value::Table(rows.into())));
    sheet
}

fn items() -> Vec<&'static Scored> {
    the_book(content()).scored()
}

fn found(id: &str, sheet: &Sheet, as_of: Day) -> Points {
    let scored = items().into_iter().find(|item| item.id == id).unwrap_or_else(|| panic!("no item {id}"));
    let moment = Moment::new(as_of, &content().library.windows);
    points(scored, &Context::new(sheet, &moment), &mut NoTrace)
}

fn part(ratio: Ratio) -> Part {
    let (over, under) = ratio.parts();
    Part(over, under)
}

fn less(a: Part, b: Part) -> bool {
    a.against(b) == Ordering::Less
}

fn within(inner: Ends, outer: Points) -> bool {
    !less(inner.0, part(outer.low)) && !less(part(outer.high), inner.1)
}

/// What the model says under all readings together, by item.
fn hulls(answers: &Answers, as_of: Day) -> Vec<(&'static str, Ends)> {
    let mut hulls: Vec<(&'static str, Ends)> = Vec::new();
    for reading in readings() {
        for (id, ends) in ziping_tests::model::scores::points(answers, as_of, reading) {
            match hulls.iter_mut().find(|(known, _)| *known == id) {
                Some((_, hull)) => {
                    hull.0 = if less(ends.0, hull.0) { ends.0 } else { hull.0 };
                    hull.1 = if less(hull.1, ends.1) { ends.1 } else { hull.1 };
                }
                None => hulls.push((id, ends)),
            }
        }
    }
    hulls
}

#[test]
fn on_complete_answers_each_item_gives_what_the_model_gives() {
    check("scores complete", 1_500, &trials(), |trial| {
        let sheet = sheet_of(&trial, false);
        for (id, ends) in hulls(&trial.answers, trial.as_of) {
            let points = found(id, &sheet, trial.as_of);
            prop_assert!(within(ends, points), "{id}: {ends:?} not in {points:?}");
            // What is published later may still be another figure.
            let same = part(points.low).against(ends.0) == Ordering::Equal
                && part(points.high).against(ends.1) == Ordering::Equal;
            prop_assert!(same || id == "kinds.pieces", "{id}: {points:?} is wider than {ends:?}");
        }
        Ok(())
    });
}

#[test]
fn what_is_hidden_leaves_room_for_the_truth_and_an_answer_never_widens() {
    check("scores partial", 2_500, &trials(), |trial| {
        let (partial, whole) = (sheet_of(&trial, true), sheet_of(&trial, false));
        for (id, ends) in hulls(&trial.answers, trial.as_of) {
            let points = found(id, &partial, trial.as_of);
            prop_assert!(within(ends, points), "{id}: {ends:?} not in {points:?}");
            let later = found(id, &whole, trial.as_of);
            prop_assert!(points.low <= later.low && later.high <= points.high, "{id}: {later:?} not in {points:?}");
        }
        Ok(())
    });
}

#[test]
fn what_is_explained_is_what_is_counted() {
    fn same(scored: &Scored, finding: &ItemFinding, context: &Context<'_>) -> Result<(), TestCaseError> {
        prop_assert_eq!(finding.points, points(scored, context, &mut NoTrace), "{}", &scored.id);
        let mut record = Record::default();
        points(scored, context, &mut record);
        if !finding.points.is_exact() {
            let mut open = record.open.clone();
            open.retain(|fact| !finding.open.contains(fact));
            prop_assert!(open.is_empty(), "{}: {:?} is not named", &scored.id, open);
        }
        scored.parts().iter().zip(&finding.parts).try_for_each(|(part, finding)| same(part, finding, context))
    }
    check("scores explained", 600, &trials(), |trial| {
        let moment = Moment::new(trial.as_of, &content().library.windows);
        let sheet = sheet_of(&trial, true);
        let context = Context::new(&sheet, &moment);
        items().into_iter().try_for_each(|item| same(item, &explain(item, &context), &context))
    });
}

#[test]
fn with_one_number_open_both_ends_are_reached() {
    check("scores tight", 150, &answers(), |answers| {
        let as_of = day("2026-11-21");
        let trial = Trial { as_of, answers: answers.clone(), hidden: vec![Hidden::Open], blank: Vec::new() };
        let sheet = sheet_of(&trial, true);
        for id in ["kinds.bands", "kinds.best", "kinds.constant", "kinds.weighed"] {
            let mut hull: Option<Ends> = None;
            for count in 0..30 {
                let all = hulls(&Answers { count, ..answers.clone() }, as_of);
                let ends = all.into_iter().find(|(known, _)| *known == id).map(|(_, ends)| ends);
                let Some(ends) = ends else { continue };
                hull = Some(hull.map_or(ends, |hull| {
                    (
                        if less(ends.0, hull.0) { ends.0 } else { hull.0 },
                        if less(hull.1, ends.1) { ends.1 } else { hull.1 },
                    )
                }));
            }
            let points = found(id, &sheet, as_of);
            let hull = hull.unwrap_or_else(|| panic!("no {id}"));
            let same = part(points.low).against(hull.0) == Ordering::Equal
                && part(points.high).against(hull.1) == Ordering::Equal;
            prop_assert!(same, "{id}: {points:?} and {hull:?}");
        }
        Ok(())
    });
}

#[test]
fn the_horizon_is_that_of_assessing_each_day() {
    check("scores horizon", 25, &trials(), |trial| {
        let (library, book) = (&content().library, the_book(content()));
        let sheet = sheet_of(&trial, true);
        let steps = horizon(library, book, &sheet, trial.as_of, Mode::Held);
        for ahead in 0..1_100 {
            let on = trial.as_of.plus_days(ahead);
            let moment = Moment::held(on, trial.as_of, &library.windows);
            let range = grade(book, &sheet, &moment).grade;
            let step = steps.iter().rev().find(|step| step.from <= on);
            prop_assert_eq!(step.map(|step| step.range), Some(range), "on {}", on);
        }
        Ok(())
    });
}
