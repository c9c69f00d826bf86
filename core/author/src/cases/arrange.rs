//! Bringing a condition about, or its opposite, by answers.

use super::place::{Side, a_row, exact, place};
use super::stage::{Set, Stage, plain};
use ziping_base::calendar::{Day, Window};
use ziping_rules::fact::{Kind, Occurrence, Range, Value as Answer};
use ziping_rules::rule::operators::{
    self, AllOf, AnyOf, Before, Blank, Compare, Days, EachYear, Empty, Ever, EveryRow, FiscalYears, Leaf, OneOf, Ran,
    Share, Since, SomeRow, Within,
};
use ziping_rules::rule::score::{Ratio, Value};
use ziping_rules::rule::{Comparison, Date, Number, Operand, Test, Truth, Unit, WindowIx};

/// Sets answers so that the condition is `want`. Nothing: it cannot be done, and the answers are as they were.
pub(super) fn arrange(test: &Test, want: bool, stage: &mut Stage, set: &Set<'_>) -> Option<()> {
    if stage.holds(test, set) == Truth::known(want) {
        return Some(());
    }
    let before = stage.clone();
    let done = bring(test, want, stage, set);
    // A row that is still open in a condition of `or` may stand: it is looked at again where it is used.
    if done.is_some() && stage.holds(test, set) == Truth::known(want) {
        return Some(());
    }
    *stage = before;
    None
}

/// On which side of the right number the left one is, for a comparison to be so.
pub(super) const fn side_of(comparison: Comparison, want: bool) -> Side {
    match (comparison, want) {
        (Comparison::AtLeast | Comparison::AtMost | Comparison::Equal, true)
        | (Comparison::More | Comparison::Less | Comparison::Different, false) => Side::On,
        (Comparison::More, true) | (Comparison::AtMost, false) => Side::Above,
        (Comparison::Different, true) | (Comparison::Equal, false) => Side::Above,
        (Comparison::Less, true) | (Comparison::AtLeast, false) => Side::Below,
    }
}

/// The side that moves, the bound, and how they compare.
pub(super) struct Compared {
    pub moved: Value,
    pub comparison: Comparison,
    pub bound: Value,
}

/// The two sides of a comparison of numbers, with what moves on the left.
pub(super) fn compared(test: &Test) -> Option<Compared> {
    let fixed = |value: &Value| {
        matches!(value, Value::Fixed(_) | Value::Given(_)) || matches!(value, Value::Number(Number::Literal(_), _))
    };
    let (left, comparison, right) = match test {
        Test::Leaf(Leaf::Compare(Compare { left, comparison, right, unit })) => {
            (Value::Number(left.clone(), *unit), *comparison, Value::Number(right.clone(), *unit))
        }
        Test::Leaf(Leaf::Worked(worked)) => (worked.left.clone(), worked.comparison, worked.right.clone()),
        Test::Leaf(Leaf::Share(Share { part, whole, comparison, numerator, denominator })) => {
            let of = |number: &Number| Box::new(Value::Number(number.clone(), Unit::Count));
            let bound = Ratio::new(i128::from(*numerator), i128::from(*denominator))?;
            (Value::Quotient(of(part), of(whole)), *comparison, Value::Fixed(bound))
        }
        _ => return None,
    };
    Some(if fixed(&left) && !fixed(&right) {
        Compared { moved: right, comparison: comparison.mirrored(), bound: left }
    } else {
        Compared { moved: left, comparison, bound: right }
    })
}

/// A day long before a window.
fn long_before(window: Window, today: Day) -> Day {
    window.period.before(today).plus_months(-24)
}

fn is_occurrence(operand: Operand, set: &Set<'_>) -> bool {
    matches!(set.kind(operand), Some(Kind::Occurrence))
}

pub(super) fn on(operand: Operand, day: Day, set: &Set<'_>) -> Answer {
    if is_occurrence(operand, set) { Answer::Occurrence(Occurrence::On(day)) } else { Answer::Date(day) }
}

fn bring(test: &Test, want: bool, stage: &mut Stage, set: &Set<'_>) -> Option<()> {
    match test {
        Test::Constant(truth) => (*truth == want).then_some(()),
        Test::Leaf(leaf) => bring_leaf(test, leaf, want, stage, set),
        Test::Derived { fact, table, .. } => {
            stage.sheet.get(*table).is_none().then_some(())?;
            stage.put(Operand::Fact(*fact), Answer::Bool(want))
        }
        Test::AtLeast(_, parts) | Test::And(parts) if want => {
            parts.iter().try_for_each(|part| arrange(part, true, stage, set))
        }
        Test::AtLeast(_, parts) | Test::Or(parts) if !want => {
            parts.iter().try_for_each(|part| arrange(part, false, stage, set))
        }
        Test::And(parts) | Test::Or(parts) | Test::AtLeast(_, parts) => {
            // One is enough: the first that can be brought about.
            parts.iter().find_map(|part| arrange(part, want, stage, set))
        }
        Test::Readings(readings) => readings.iter().try_for_each(|(_, part)| arrange(part, want, stage, set)),
        Test::Not(inner) => arrange(inner, !want, stage, set),
    }
}

fn bring_leaf(test: &Test, leaf: &Leaf, want: bool, stage: &mut Stage, set: &Set<'_>) -> Option<()> {
    let today = set.today();
    match leaf {
        Leaf::Answer(operators::Answer(operand)) => stage.put(*operand, Answer::Bool(want)),
        Leaf::OneOf(OneOf { fact, options, .. }) => {
            let count = match set.kind(Operand::Fact(*fact)) {
                Some(Kind::Choice { options, .. }) => options.len(),
                _ => return None,
            };
            let option = (0..count.min(64)).find(|option| (options >> option & 1 == 1) == want)?;
            stage.put(Operand::Fact(*fact), Answer::Choice(u8::try_from(option).ok()?))
        }
        Leaf::AnyOf(AnyOf { fact, options }) => {
            let chosen = if want { 1_u64 << options.trailing_zeros().min(63) } else { 0 };
            stage.put(Operand::Fact(*fact), Answer::Several(chosen))
        }
        Leaf::AllOf(AllOf { fact, options }) => {
            stage.put(Operand::Fact(*fact), Answer::Several(if want { *options } else { 0 }))
        }
        Leaf::Empty(Empty(fact)) => stage.put(Operand::Fact(*fact), Answer::Several(u64::from(!want))),
        Leaf::Compare(_) | Leaf::Share(_) | Leaf::Worked(_) => {
            let compared = compared(test)?;
            let bound = exact(&compared.bound, stage, set)?;
            place(&compared.moved, bound, side_of(compared.comparison, want), stage, set)
        }
        Leaf::Within(Within { event: operand, window }) => {
            let answer = match (want, is_occurrence(*operand, set)) {
                (true, _) => on(*operand, today, set),
                (false, true) => Answer::Occurrence(Occurrence::Never),
                (false, false) => Answer::Date(long_before(window_of(*window, set)?, today)),
            };
            stage.put(*operand, answer)
        }
        Leaf::Ever(Ever(operand)) => {
            let happened = if want { Occurrence::On(today.plus_days(-1)) } else { Occurrence::Never };
            stage.put(*operand, Answer::Occurrence(happened))
        }
        Leaf::Before(Before { first, second }) => {
            let (early, late) = (today.plus_days(-20), today.plus_days(-10));
            let (a, b) = if want { (early, late) } else { (late, early) };
            stage.put(*first, on(*first, a, set))?;
            stage.put(*second, on(*second, b, set))
        }
        Leaf::Since(Since { date: operand, window, at_least }) => {
            let window = window_of(*window, set)?;
            let day = if want == *at_least { long_before(window, today) } else { today.plus_days(-1) };
            stage.put(*operand, on(*operand, day, set))
        }
        Leaf::FiscalYears(FiscalYears { fact, years, at_least }) => {
            let long = today.plus_months(-12 * (i32::from(*years) + 2));
            let day = if want == *at_least { long } else { today.plus_days(-1) };
            stage.put(Operand::Fact(*fact), Answer::Date(day))
        }
        Leaf::Days(Days { left, comparison, right }) => days(*left, *comparison, *right, want, stage, set),
        Leaf::EachYear(EachYear { left: first, comparison, right: second }) => {
            let low_first = matches!(comparison, Comparison::AtMost | Comparison::Less) == want;
            let year = set.moment.fiscal_year - 1;
            let mut put = |fact, units| {
                let money = Answer::Yearly(vec![(year, Range::exactly(units))]);
                stage.put(Operand::Fact(fact), money)
            };
            put(*first, if low_first { 100 } else { 200 })?;
            put(*second, if low_first { 200 } else { 100 })
        }
        Leaf::Uscc(_) => None,
        Leaf::Blank(Blank(operand)) => {
            if want {
                return stage.clear(*operand);
            }
            let value = plain(set.kind(*operand)?, 0, today)?;
            stage.put(*operand, value)
        }
        Leaf::Ran(Ran { start, end, window }) => {
            let day = if want { today } else { long_before(window_of(*window, set)?, today) };
            stage.put(*start, on(*start, day, set))?;
            stage.put(*end, on(*end, day, set))
        }
        Leaf::SomeRow(SomeRow(rows)) => {
            let added: Vec<_> = if want { vec![a_row(rows, 0, stage, set)?] } else { Vec::new() };
            if !want {
                stage.sheet.put(rows.table, None);
            }
            stage.add(rows.table, &added);
            Some(())
        }
        Leaf::EveryRow(EveryRow { rows, holds: each }) => {
            stage.sheet.put(rows.table, None);
            let mut added = Vec::new();
            if !want {
                let odd = Test::And(vec![rows.filter.clone(), Test::Not(each.clone())]);
                let rows = ziping_rules::rule::Rows { table: rows.table, filter: odd };
                added.push(a_row(&rows, 0, stage, set)?);
            }
            stage.add(rows.table, &added);
            Some(())
        }
    }
}

pub(super) fn window_of(window: WindowIx, set: &Set<'_>) -> Option<Window> {
    set.windows.get(window)
}

fn days(left: Date, comparison: Comparison, right: Date, want: bool, stage: &mut Stage, set: &Set<'_>) -> Option<()> {
    let (operand, comparison, other) = match (left, right) {
        (Date::Answer(operand), other) => (operand, comparison, other),
        (other, Date::Answer(operand)) => (operand, comparison.mirrored(), other),
        _ => return None,
    };
    let bound = match other {
        Date::Literal(day) => day,
        Date::Today => set.today(),
        Date::Answer(other) => {
            stage.put(other, on(other, set.today(), set))?;
            set.today()
        }
    };
    let day = match side_of(comparison, want) {
        Side::Below => bound.plus_days(-1),
        Side::On => bound,
        Side::Above => bound.plus_days(1),
    };
    stage.put(operand, on(operand, day, set))
}
