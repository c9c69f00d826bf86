//! The places of a condition at which it turns: each number, period or day that is compared, and what must be so beside it
//! for it to decide.

use super::arrange::{arrange, compared, on, window_of};
use super::place::{Side, a_row, exact, place};
use super::stage::{Set, Stage, filled};
use ziping_base::calendar::Day;
use ziping_base::diag::Said;
use ziping_base::say;
use ziping_rules::fact::Value as Answer;
use ziping_rules::rule::operators::{Compare, Days, FiscalYears, Leaf, Ran, Since, SomeRow, Within};
use ziping_rules::rule::score::{Ratio, Shown, Value};
use ziping_rules::rule::{Date, Number, Operand, Quantity, Rows, Test, Unit};

/// Answers near a turn.
pub(super) struct Near {
    /// Where they are: `below 10`.
    pub what: Said,
    /// The answers.
    pub stage: Stage,
}

/// What was found at the turns of a condition.
#[derive(Default)]
pub(super) struct Found {
    pub near: Vec<Near>,
    /// Turns for which no answers were found.
    pub missed: Vec<Said>,
}

/// A condition beside the one at hand, and what it must be for that one to decide.
type Beside<'t> = (&'t Test, bool);

/// Looks at every turn of a condition, answers being as `stage` has them.
pub(super) fn turns(test: &Test, stage: &Stage, set: &Set<'_>) -> Found {
    let mut found = Found::default();
    walk(test, &[], stage, set, &mut found);
    found
}

fn walk<'t>(test: &'t Test, beside: &[Beside<'t>], stage: &Stage, set: &Set<'_>, found: &mut Found) {
    match test {
        Test::Not(inner) => walk(inner, beside, stage, set, found),
        Test::And(parts) | Test::Or(parts) => {
            let want = matches!(test, Test::And(_));
            for (place, part) in parts.iter().enumerate() {
                let others = parts.iter().enumerate().filter(|(other, _)| *other != place);
                let all: Vec<Beside<'t>> =
                    beside.iter().copied().chain(others.map(|(_, other)| (other, want))).collect();
                walk(part, &all, stage, set, found);
            }
        }
        Test::AtLeast(count, parts) => {
            for (place, part) in parts.iter().enumerate() {
                let others = parts.iter().enumerate().filter(|(other, _)| *other != place);
                // So many of the others that this one decides.
                let needed = usize::from(*count).saturating_sub(1);
                let others = others.enumerate().map(|(nth, (_, other))| (other, nth < needed));
                let all: Vec<Beside<'t>> = beside.iter().copied().chain(others).collect();
                walk(part, &all, stage, set, found);
            }
        }
        Test::Readings(readings) => readings.iter().for_each(|(_, part)| walk(part, beside, stage, set, found)),
        _ => leaf(test, beside, stage, set, found),
    }
}

/// The answers with what must be so beside a leaf.
fn beside_it(beside: &[Beside<'_>], stage: &Stage, set: &Set<'_>) -> Stage {
    let mut stage = stage.clone();
    for (test, want) in beside {
        // What cannot be brought about is left open: the result then says so.
        let _ = arrange(test, *want, &mut stage, set);
    }
    stage
}

fn leaf(test: &Test, beside: &[Beside<'_>], stage: &Stage, set: &Set<'_>, found: &mut Found) {
    let base = beside_it(beside, stage, set);
    let today = set.today();
    if let Some(compared) = compared(test) {
        let Some(bound) = exact(&compared.bound, &base, set) else {
            found.missed.push(say!("a number compared with another that is open", "与另一个未定的数相比"));
            return;
        };
        let shown = match test {
            Test::Leaf(Leaf::Share(_)) => Shown::Percent,
            Test::Leaf(Leaf::Compare(Compare { unit: Unit::Money, .. })) => Shown::Money,
            Test::Leaf(Leaf::Worked(worked)) => worked.shown,
            _ => Shown::Plain,
        };
        for side in Side::ALL {
            let mut tried = base.clone();
            let what = said(side, bound, shown);
            // Nothing lies below nothing, and no points above the most.
            let at_most = matches!(&compared.moved, Value::Points(scored) if bound >= scored.most);
            let nowhere = side == Side::Below && !bound.is_positive() || side == Side::Above && at_most;
            match place(&compared.moved, bound, side, &mut tried, set) {
                Some(()) => found.near.push(Near { what, stage: tried }),
                None if nowhere => {}
                None => found.missed.push(what),
            }
        }
        if let Test::Leaf(Leaf::Compare(Compare { left: Number::Rows(rows, Quantity::Count), right, .. })) = test
            && let Number::Literal(count @ 1..=60) = right
        {
            in_rows(rows, *count, &base, set, found);
        }
        return;
    }
    let days = |first: Day| Side::ALL.into_iter().zip([first.plus_days(-1), first, first.plus_days(1)]);
    let mut put = |operand: Operand, first: Day| {
        for (_, day) in days(first) {
            let mut tried = base.clone();
            let what = say!("on {day}", "日期为 {day}");
            match tried.put(operand, on(operand, day, set)) {
                Some(()) => found.near.push(Near { what, stage: tried }),
                None => found.missed.push(what),
            }
        }
    };
    let Test::Leaf(leaf) = test else { return both(test, &base, set, found) };
    match leaf {
        Leaf::Within(Within { event: operand, window }) | Leaf::Since(Since { date: operand, window, .. }) => {
            let Some(window) = window_of(*window, set) else { return };
            put(*operand, window.period.before(today));
            if window.recent {
                // 近N年 in calendar years begins with a first of January.
                let years = i32::from(window.period.count);
                put(*operand, Day::first_of_year(today.year() - years + 1));
            }
        }
        Leaf::FiscalYears(FiscalYears { fact, years, .. }) => {
            put(Operand::Fact(*fact), Day::first_of_year(today.year() - i32::from(*years)));
        }
        Leaf::Days(Days { left, right, .. }) => match (left, right) {
            (Date::Answer(operand), Date::Literal(day)) | (Date::Literal(day), Date::Answer(operand)) => {
                put(*operand, *day);
            }
            (Date::Answer(operand), Date::Today) | (Date::Today, Date::Answer(operand)) => put(*operand, today),
            _ => both(test, &base, set, found),
        },
        Leaf::Ran(Ran { start, end, window }) => {
            let Some(window) = window_of(*window, set) else { return };
            let first = window.period.before(today);
            for (_, day) in days(first) {
                let mut tried = base.clone();
                let start = tried.put(*start, on(*start, day.plus_months(-1), set));
                if start.and(tried.put(*end, on(*end, day, set))).is_some() {
                    found.near.push(Near { what: say!("ended on {day}", "结束于 {day}"), stage: tried });
                }
            }
        }
        Leaf::SomeRow(SomeRow(rows)) => {
            in_rows(rows, 1, &base, set, found);
            both(test, &base, set, found);
        }
        _ => both(test, &base, set, found),
    }
}

/// What has no number: so, and not so.
fn both(test: &Test, base: &Stage, set: &Set<'_>, found: &mut Found) {
    if matches!(test, Test::Constant(_)) {
        return;
    }
    for want in [true, false] {
        let mut tried = base.clone();
        let what = if want { say!("it is so", "是") } else { say!("it is not so", "否") };
        match arrange(test, want, &mut tried, set) {
            Some(()) => found.near.push(Near { what, stage: tried }),
            None => found.missed.push(what),
        }
    }
}

/// So many rows, the last of which lies at the turns of the condition on rows.
pub(super) fn in_rows(rows: &Rows, count: i64, base: &Stage, set: &Set<'_>, found: &mut Found) {
    let before: Option<Vec<_>> =
        (1..count).map(|place| a_row(rows, usize::try_from(place).unwrap_or(0), base, set)).collect();
    let (Some(before), Some(blank)) = (before, Stage::blank(rows.table, set)) else {
        found.missed.push(say!("a row that counts", "计入的一行"));
        return;
    };
    let mut inner = Found::default();
    let stage = Stage { row: Some(blank), ..base.clone() };
    walk(&rows.filter, &[], &stage, set, &mut inner);
    found.missed.append(&mut inner.missed);
    for mut near in inner.near {
        let Some(row) = near.stage.row.take() else { continue };
        let mut all = before.clone();
        let full = filled(row.clone(), rows.table, 0, set);
        // A cell that the condition wants blank stays blank.
        let decided = |row: &ziping_rules::fact::Row| {
            Stage { sheet: near.stage.sheet.clone(), row: Some(row.clone()) }.holds(&rows.filter, set)
        };
        all.push(if decided(&full) == decided(&row) { full } else { row });
        near.stage.sheet.put(rows.table, None);
        near.stage.add(rows.table, &all);
        let Said { en, zh } = near.what;
        near.what = Said::new(format!("a row {en}"), format!("一行{zh}"));
        found.near.push(near);
    }
}

/// A number as people write it.
fn number(at: Ratio, shown: Shown) -> Said {
    let over = |by: i64| at.over(Ratio::whole(by)).filter(|number| number.digits().is_some_and(|digits| digits <= 2));
    match shown {
        Shown::Percent => {
            let percent = at.times(Ratio::whole(100)).unwrap_or(at).shown();
            say!("{percent}%", "{percent}%")
        }
        Shown::Money => {
            let zh = [(100_000_000, "亿元"), (10_000, "万元")].into_iter().find_map(|(by, unit)| {
                over(by).filter(|number| number.floor() > 0).map(|number| format!("{}{unit}", number.shown()))
            });
            let yuan = at.shown();
            let zh = zh.unwrap_or_else(|| format!("{yuan}元"));
            say!("{yuan} yuan", "{zh}")
        }
        Shown::Plain | Shown::Points | Shown::Years | Shown::Months | Shown::Days => {
            let plain = at.shown();
            say!("{plain}", "{plain}")
        }
    }
}

pub(super) fn said(side: Side, at: Ratio, shown: Shown) -> Said {
    let Said { en, zh } = number(at, shown);
    match side {
        Side::Below => say!("just below {en}", "略低于 {zh}"),
        Side::On => say!("exactly {en}", "正好 {zh}"),
        Side::Above => say!("just above {en}", "略高于 {zh}"),
    }
}

/// An answer that is an option.
pub(super) fn option(fact: ziping_rules::fact::FactIx, place: usize, stage: &mut Stage) -> Option<()> {
    stage.put(Operand::Fact(fact), Answer::Choice(u8::try_from(place).ok()?))
}
