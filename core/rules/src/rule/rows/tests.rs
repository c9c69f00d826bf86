//! What is kept of a large table is what going through its rows gives, on every day.

use super::*;
use crate::fact::{FactIx, Sheet};
use crate::rule::expr::{Comparison, Number, Operand, Unit as Amounts, WindowIx, Windows};
use crate::rule::operators::{Answer, Compare, Ran, Within};
use crate::rule::trace::{NoTrace, Record};
use crate::rule::{Moment, collect_breakpoints};
use ziping_base::calendar::{Period, Unit, Window};

fn table_ix() -> FactIx {
    FactIx::new(0)
}

const NAME: u16 = 0;
const AMOUNT: u16 = 1;
const YES: u16 = 2;
const START: u16 = 3;
const END: u16 = 4;
const RECENT: WindowIx = WindowIx(0);

fn windows() -> Windows {
    let mut windows = Windows::default();
    windows.intern(Window { period: Period { count: 3, unit: Unit::Years }, recent: true });
    windows
}

fn today() -> Day {
    Day::new(2026, 11, 21).unwrap()
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// Rows with blanks here and there, of a few names, around the days that matter.
fn rows(count: usize, dice: &mut Dice) -> Vec<Row> {
    let blank = dice.below(3) * 20;
    let cell = |value: Value, dice: &mut Dice| (blank == 0 || dice.below(blank) > 0).then_some(value);
    (0..count)
        .map(|_| {
            let start = today().plus_days(i32::try_from(dice.below(1_600)).unwrap() - 1_500);
            let end = start.plus_days(i32::try_from(dice.below(900)).unwrap());
            let name = ["甲", " 甲", "乙", "丙", "丁"][usize::try_from(dice.below(5)).unwrap()];
            let amount = i64::try_from(dice.below(9)).unwrap() - 2;
            let high = amount + i64::from(dice.below(7) == 0);
            Row {
                cells: vec![
                    cell(Value::Text(name.to_owned()), dice),
                    cell(Value::Number(Range { low: amount, high }), dice),
                    cell(Value::Bool(dice.below(2) == 0), dice),
                    cell(Value::Date(start), dice),
                    cell(Value::Date(end), dice),
                ],
            }
        })
        .collect()
}

fn filters() -> Vec<Test> {
    let ran = || {
        Test::from(Ran {
            start: Operand::Column(table_ix(), START),
            end: Operand::Column(table_ix(), END),
            window: RECENT,
        })
    };
    let yes = || Test::from(Answer(Operand::Column(table_ix(), YES)));
    let amount = || Number::Answer(Operand::Column(table_ix(), AMOUNT), i64::MIN, Range::OPEN_HIGH);
    let (comparison, right) = (Comparison::AtLeast, Number::Literal(3));
    let large = Test::from(Compare { left: amount(), comparison, right, unit: Amounts::Money });
    vec![
        Test::Constant(true),
        ran(),
        Test::And(vec![ran(), yes()]),
        Test::Or(vec![Test::Not(Box::new(ran())), large.clone()]),
        Test::Readings(vec![("one".into(), Test::And(vec![ran(), large])), ("other".into(), ran())]),
        Within { event: Operand::Column(table_ix(), END), window: RECENT }.into(),
    ]
}

fn asked(satisfies: &Test) -> Vec<Asked<'_>> {
    let quantities = [
        Quantity::Count,
        Quantity::Total(AMOUNT),
        Quantity::Mean(AMOUNT),
        Quantity::Distinct(NAME),
        Quantity::Distinct(AMOUNT),
        Quantity::Groups(NAME, AMOUNT, 3),
    ];
    let quantities = quantities.into_iter().map(Asked::Quantity);
    [Asked::Some, Asked::Every(satisfies)].into_iter().chain(quantities).collect()
}

/// Facts and readings, whatever their order.
fn causes(mut record: Record) -> (Vec<FactIx>, Vec<String>) {
    record.finish();
    record.readings.sort();
    (record.open, record.readings)
}

#[test]
fn what_is_kept_of_a_large_table_is_what_its_rows_give_on_every_day() {
    let windows = windows();
    let satisfies = Test::from(Answer(Operand::Column(table_ix(), YES)));
    let mut dice = Dice(7);
    let mut turned = 0;
    for _ in 0..6 {
        let all = rows(150, &mut dice);
        let table: Table = all.clone().into();
        let mut sheet = Sheet::new();
        sheet.put(table_ix(), Some(Value::Table(table.clone())));
        for filter in filters() {
            let of = Rows { table: table_ix(), filter };
            for asked in asked(&satisfies) {
                let mut last = None;
                for ahead in (0..1_500).step_by(7) {
                    let moment = Moment::held(today().plus_days(ahead), today(), &windows);
                    let context = Context::new(&sheet, &moment);
                    let (mut heard, mut plainly) = (Record::default(), Record::default());
                    let expected = plain(&all, &of, asked, &context, &mut plainly);
                    let kept = worked_out(&table, &of, asked, &context, &mut NoTrace);
                    assert_eq!(kept, Some(expected), "{asked:?} of {of:?} after {ahead} days");
                    if ahead % 490 == 0 {
                        assert_eq!(worked_out(&table, &of, asked, &context, &mut heard), Some(expected));
                        assert_eq!(causes(heard), causes(plainly), "{asked:?} of {of:?} after {ahead} days");
                    }
                    turned += usize::from(last.is_some_and(|last| last != expected));
                    last = Some(expected);
                }
            }
        }
    }
    assert!(turned > 1_000, "{turned} changes are few to compare");
}

#[test]
fn what_is_kept_follows_every_change_of_a_cell() {
    let windows = windows();
    let satisfies = Test::from(Answer(Operand::Column(table_ix(), YES)));
    let mut dice = Dice(23);
    let mut turned = 0;
    for filter in filters() {
        let of = Rows { table: table_ix(), filter };
        for asked in asked(&satisfies) {
            let mut table: Table = rows(140, &mut dice).into();
            let mut last = None;
            for round in 0..12 {
                // Several changes come together now and then, also of one row; a change may be taken back.
                for _ in 0..=dice.below(3) {
                    let (place, column) =
                        (usize::try_from(dice.below(4)).unwrap(), usize::try_from(dice.below(5)).unwrap());
                    let value = rows(1, &mut dice)[0].cells[column].clone();
                    table = table.with_cell(place, column, value);
                }
                let mut sheet = Sheet::new();
                sheet.put(table_ix(), Some(Value::Table(table.clone())));
                for ahead in [0, 90, 400, 1_000] {
                    let moment = Moment::held(today().plus_days(ahead), today(), &windows);
                    let context = Context::new(&sheet, &moment);
                    let (mut heard, mut plainly) = (Record::default(), Record::default());
                    let expected = plain(&table, &of, asked, &context, &mut plainly);
                    let of_round = format!("{asked:?} of {of:?} after {ahead} days, round {round}");
                    assert_eq!(worked_out(&table, &of, asked, &context, &mut NoTrace), Some(expected), "{of_round}");
                    assert_eq!(worked_out(&table, &of, asked, &context, &mut heard), Some(expected), "{of_round}");
                    assert_eq!(causes(heard), causes(plainly), "{of_round}");
                    turned += usize::from(last.is_some_and(|last| last != expected));
                    last = Some(expected);
                }
                let moment = Moment::new(today(), &windows);
                let kept = kept::changes(&table, &of, asked, &Context::new(&sheet, &moment));
                let anew: Table = table.to_vec().into();
                sheet.put(table_ix(), Some(Value::Table(anew.clone())));
                assert_eq!(kept, kept::changes(&anew, &of, asked, &Context::new(&sheet, &moment)));
            }
        }
    }
    assert!(turned > 500, "{turned} changes are few to follow");
}

#[test]
fn no_day_on_which_a_large_table_turns_a_condition_is_missing() {
    let windows = windows();
    let mut dice = Dice(11);
    let mut turned = 0;
    for filter in filters() {
        let all = rows(140, &mut dice);
        let mut sheet = Sheet::new();
        sheet.put(table_ix(), Some(Value::Table(all.into())));
        let number = Number::Rows(Box::new(Rows { table: table_ix(), filter }), Quantity::Count);
        for bound in [0, 20, 60, 100, 140] {
            let (left, right) = (Number::Literal(bound), number.clone());
            let compared = Test::from(Compare { left, comparison: Comparison::More, right, unit: Amounts::Count });
            let at = |day: Day| {
                evaluate(&compared, &Context::new(&sheet, &Moment::held(day, today(), &windows)), &mut NoTrace)
            };
            let mut days = Vec::new();
            collect_breakpoints(&compared, &Context::new(&sheet, &Moment::new(today(), &windows)), &windows, &mut days);
            for ahead in 1..1_400 {
                let day = today().plus_days(ahead);
                if at(day) != at(day.plus_days(-1)) {
                    turned += 1;
                    assert!(days.contains(&day), "{day} of {compared:?}");
                }
            }
        }
    }
    assert!(turned > 10, "{turned} changes are few to look for");
}

#[test]
fn a_condition_that_looks_beyond_its_rows_is_not_kept() {
    let windows = windows();
    let moment = Moment::new(today(), &windows);
    let all: Table = rows(200, &mut Dice(3)).into();
    let beyond = Rows { table: table_ix(), filter: Answer(Operand::Fact(FactIx::new(1))).into() };
    let mut sheet = Sheet::new();
    sheet.put(table_ix(), Some(Value::Table(all.clone())));
    for (answer, count) in [(true, 200), (false, 0)] {
        sheet.put(FactIx::new(1), Some(Value::Bool(answer)));
        let context = Context::new(&sheet, &moment);
        assert_eq!(worked_out(&all, &beyond, Asked::Quantity(Quantity::Count), &context, &mut NoTrace), None);
        assert_eq!(quantity(&beyond, Quantity::Count, &context, &mut NoTrace), Range::exactly(count));
    }
}
