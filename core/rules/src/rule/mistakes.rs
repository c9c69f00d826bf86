//! Small mistakes in a condition: what it would be with one of them. Cases that notice none of them prove little.

use super::expr::{Comparison, Number, Rows, Test, WindowIx, Windows};
use super::score::{Ratio, Shown, Value, Worked, compares_alike, last_place};
use crate::fact::{Catalogue, FactIx, Kind};
use ziping_base::calendar::{Period, Unit, Window};
use ziping_base::diag::Said;
use ziping_base::say;

/// A condition with one mistake, and what the mistake is.
#[derive(Debug, Clone)]
pub struct Mistake {
    /// The mistake, in words.
    pub what: Said,
    /// The condition with it.
    pub test: Test,
}

/// All small mistakes in a condition: parts left out, thresholds one unit off, comparisons with or without equality,
/// periods a day off, windows of another kind, options more or fewer, single readings, `not` left out.
#[must_use]
pub fn mistakes(test: &Test, catalogue: &Catalogue, windows: &mut Windows) -> Vec<Mistake> {
    let mut found = Vec::new();
    let mut world = World { catalogue, windows };
    of_test(test, &mut world, &mut |what, test| found.push(Mistake { what, test }));
    found
}

/// What conditions refer to.
struct World<'a> {
    catalogue: &'a Catalogue,
    windows: &'a mut Windows,
}

type Found<'f> = &'f mut dyn FnMut(Said, Test);

fn of_test(test: &Test, world: &mut World<'_>, found: Found<'_>) {
    match test {
        Test::Constant(_) | Test::Answer(_) | Test::Ever(_) | Test::Empty(_) | Test::Uscc(_) | Test::Blank(_) => {}
        Test::Worked(compared) => {
            // What comes to the same for all points that the item can give is no mistake that a case could show.
            let mut wrong = |what: Said, other: Worked| {
                if !compares_alike(compared, &other) {
                    found(what, Test::Worked(Box::new(other)));
                }
            };
            let other = Worked { comparison: edge(compared.comparison), ..(**compared).clone() };
            wrong(instead(compared.comparison), other);
            for (what, right) in moved(&compared.right, compared.shown) {
                wrong(what, Worked { right, ..(**compared).clone() });
            }
            for (what, left) in moved(&compared.left, compared.shown) {
                wrong(what, Worked { left, ..(**compared).clone() });
            }
        }
        Test::Derived(fact, table, inner) => of_test(inner, world, &mut |mistake, inner| {
            found(mistake, Test::Derived(*fact, *table, Box::new(inner)));
        }),
        Test::OneOf(fact, options, order) => {
            for options in toggled(*fact, *options, world) {
                found(say!("an option more or fewer", "选项多一个或少一个"), Test::OneOf(*fact, options, *order));
            }
        }
        Test::AnyOf(fact, options) => {
            found(say!("all for any", "任一写成全部"), Test::AllOf(*fact, *options));
            for options in toggled(*fact, *options, world) {
                found(say!("an option more or fewer", "选项多一个或少一个"), Test::AnyOf(*fact, options));
            }
        }
        Test::AllOf(fact, options) => {
            found(say!("any for all", "全部写成任一"), Test::AnyOf(*fact, *options));
            for options in toggled(*fact, *options, world) {
                found(say!("an option more or fewer", "选项多一个或少一个"), Test::AllOf(*fact, options));
            }
        }
        Test::Compare(left, comparison, right, unit) => {
            found(instead(*comparison), Test::Compare(left.clone(), edge(*comparison), right.clone(), *unit));
            let rebuild = |left: Number, right: Number| Test::Compare(left, *comparison, right, *unit);
            of_number(left, world, &mut |mistake, left| found(mistake, rebuild(left, right.clone())));
            of_number(right, world, &mut |mistake, right| found(mistake, rebuild(left.clone(), right)));
        }
        Test::Share(part, whole, comparison, n, d) => {
            let share = |part: &Number, whole: &Number, comparison, n| {
                Test::Share(part.clone(), whole.clone(), comparison, n, *d)
            };
            found(instead(*comparison), share(part, whole, edge(*comparison), *n));
            found(a_little_more(), share(part, whole, *comparison, n.saturating_add(1)));
            found(a_little_less(), share(part, whole, *comparison, n.saturating_sub(1)));
            of_number(part, world, &mut |mistake, part| found(mistake, share(&part, whole, *comparison, *n)));
            of_number(whole, world, &mut |mistake, whole| found(mistake, share(part, &whole, *comparison, *n)));
        }
        Test::Within(event, window) => {
            for (mistake, window) in of_window(*window, world) {
                found(mistake, Test::Within(*event, window));
            }
        }
        Test::Before(first, second) => found(say!("the other way round", "先后颠倒"), Test::Before(*second, *first)),
        Test::Since(date, window, at_least) => {
            for (mistake, window) in of_window(*window, world) {
                found(mistake, Test::Since(*date, window, *at_least));
            }
        }
        Test::FiscalYears(fact, years, at_least) => {
            found(say!("a year more", "多一年"), Test::FiscalYears(*fact, years.saturating_add(1), *at_least));
            found(say!("a year less", "少一年"), Test::FiscalYears(*fact, years.saturating_sub(1), *at_least));
        }
        Test::Days(left, comparison, right) => {
            found(instead(*comparison), Test::Days(*left, edge(*comparison), *right));
        }
        Test::EachYear(left, comparison, right) => {
            found(instead(*comparison), Test::EachYear(*left, edge(*comparison), *right));
        }
        Test::Ran(start, end, window) => {
            for (mistake, window) in of_window(*window, world) {
                found(mistake, Test::Ran(*start, *end, window));
            }
        }
        Test::Some(rows) => of_rows(rows, world, &mut |mistake, rows| found(mistake, Test::Some(Box::new(rows)))),
        Test::Every(rows, holds) => {
            of_rows(rows, world, &mut |mistake, rows| found(mistake, Test::Every(Box::new(rows), holds.clone())));
            of_test(holds, world, &mut |mistake, holds| found(mistake, Test::Every(rows.clone(), Box::new(holds))));
        }
        Test::AtLeast(wanted, parts) => {
            found(say!("one more", "多一项"), Test::AtLeast(wanted.saturating_add(1), parts.clone()));
            found(say!("one fewer", "少一项"), Test::AtLeast(wanted.saturating_sub(1), parts.clone()));
            of_parts(parts, world, &mut |mistake, parts| found(mistake, Test::AtLeast(*wanted, parts)));
        }
        Test::Readings(readings) => {
            for (id, reading) in readings {
                found(say!("only the reading {id}", "只取一种理解 {id}"), reading.clone());
            }
            for (at, (id, reading)) in readings.iter().enumerate() {
                of_test(reading, world, &mut |mistake, reading| {
                    let mut all = readings.clone();
                    if let Some(slot) = all.get_mut(at) {
                        slot.1 = reading;
                    }
                    found(within(say!("in the reading {id}", "理解 {id} 中"), mistake), Test::Readings(all));
                });
            }
        }
        Test::Not(inner) => {
            found(say!("without `not`", "漏写 not"), Test::clone(inner));
            of_test(inner, world, &mut |mistake, inner| found(mistake, Test::Not(Box::new(inner))));
        }
        Test::And(parts) => {
            found(say!("`or` for `and`", "and 写成 or"), Test::Or(parts.clone()));
            of_parts(parts, world, &mut |mistake, parts| found(mistake, Test::And(parts)));
        }
        Test::Or(parts) => {
            found(say!("`and` for `or`", "or 写成 and"), Test::And(parts.clone()));
            of_parts(parts, world, &mut |mistake, parts| found(mistake, Test::Or(parts)));
        }
    }
}

/// Each part left out, and each part with a mistake.
fn of_parts(parts: &[Test], world: &mut World<'_>, found: &mut dyn FnMut(Said, Vec<Test>)) {
    for (at, part) in parts.iter().enumerate() {
        let mut rest = parts.to_vec();
        rest.remove(at);
        found(say!("without part {at}", "漏写第 {at} 部分", at = at + 1), rest);
        of_test(part, world, &mut |mistake, part| {
            let mut all = parts.to_vec();
            if let Some(slot) = all.get_mut(at) {
                *slot = part;
            }
            found(within(say!("part {at}", "第 {at} 部分", at = at + 1), mistake), all);
        });
    }
}

fn of_rows(rows: &Rows, world: &mut World<'_>, found: &mut dyn FnMut(Said, Rows)) {
    if rows.filter != Test::Constant(true) {
        found(say!("all rows", "计入所有行"), Rows { table: rows.table, filter: Test::Constant(true) });
    }
    of_test(&rows.filter, world, &mut |mistake, filter| {
        found(within(say!("in its rows", "行的条件中"), mistake), Rows { table: rows.table, filter });
    });
}

fn of_number(number: &Number, world: &mut World<'_>, found: &mut dyn FnMut(Said, Number)) {
    match number {
        Number::Literal(units) => {
            found(a_little_more(), Number::Literal(units.saturating_add(1)));
            found(a_little_less(), Number::Literal(units.saturating_sub(1)));
        }
        Number::Answer(..) => {}
        Number::Sum(fact, years, signed) => {
            found(say!("a year more", "多一年"), Number::Sum(*fact, years.saturating_add(1), *signed));
            found(say!("a year less", "少一年"), Number::Sum(*fact, years.saturating_sub(1), *signed));
            found(say!("least for sum", "合计写成最低"), Number::Least(*fact, *years, *signed));
        }
        Number::Least(fact, years, signed) => {
            found(say!("a year more", "多一年"), Number::Least(*fact, years.saturating_add(1), *signed));
            found(say!("a year less", "少一年"), Number::Least(*fact, years.saturating_sub(1), *signed));
            found(say!("sum for least", "最低写成合计"), Number::Sum(*fact, *years, *signed));
        }
        Number::Rows(rows, quantity) => of_rows(rows, world, &mut |mistake, rows| {
            found(mistake, Number::Rows(Box::new(rows), *quantity));
        }),
        Number::Derived(fact, table, inner, low, high) => of_number(inner, world, &mut |mistake, inner| {
            found(mistake, Number::Derived(*fact, *table, Box::new(inner), *low, *high));
        }),
        Number::Plus(parts) => {
            for (at, part) in parts.iter().enumerate() {
                let mut rest = parts.clone();
                rest.remove(at);
                found(say!("without summand {at}", "漏加第 {at} 个数", at = at + 1), Number::Plus(rest));
                of_number(part, world, &mut |mistake, part| {
                    let mut all = parts.clone();
                    if let Some(slot) = all.get_mut(at) {
                        *slot = part;
                    }
                    found(mistake, Number::Plus(all));
                });
            }
        }
    }
}

/// A window of the other kind, and one a unit longer or shorter.
fn of_window(window: WindowIx, world: &mut World<'_>) -> Vec<(Said, WindowIx)> {
    let Some(Window { period, recent }) = world.windows.get(window) else { return Vec::new() };
    let with = |count: u16| Period { count, unit: period.unit };
    let mut all = vec![
        Window { period: with(period.count.saturating_add(1)), recent },
        Window { period: with(period.count.saturating_sub(1)), recent },
    ];
    if period.unit == Unit::Years {
        all.push(Window { period, recent: !recent });
    }
    let said = |window: Window| say!("the period {window}", "时长写成 {window}");
    all.into_iter().map(|window| (said(window), world.windows.intern(window))).collect()
}

/// The comparison that differs on the edge only.
pub(super) const fn edge(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::AtMost,
        Comparison::AtMost => Comparison::Less,
        Comparison::More => Comparison::AtLeast,
        Comparison::AtLeast => Comparison::More,
        Comparison::Equal => Comparison::Different,
        Comparison::Different => Comparison::Equal,
    }
}

/// Each option in turn taken out or put in.
fn toggled(fact: FactIx, options: u64, world: &World<'_>) -> Vec<u64> {
    let count = match world.catalogue.get(fact).map(|fact| &fact.kind) {
        Some(Kind::Choice { options, .. } | Kind::Several { options }) => options.len(),
        _ => 0,
    };
    (0..count).map(|i| options ^ 1 << i).collect()
}

/// `<=` in place of `<`, and so on.
fn instead(comparison: Comparison) -> Said {
    let (right, wrong) = (comparison.symbol(), edge(comparison).symbol());
    say!("`{wrong}` for `{right}`", "“{right}”写成“{wrong}”")
}

fn a_little_more() -> Said {
    say!("the bound a little higher", "界限高一点")
}

fn a_little_less() -> Said {
    say!("the bound a little lower", "界限低一点")
}

/// A mistake in a part.
fn within(part: Said, mistake: Said) -> Said {
    Said::new(format!("{}: {}", part.en, mistake.en), format!("{}：{}", part.zh, mistake.zh))
}

/// A given number a little higher and a little lower; nothing of what is not given.
fn moved(value: &Value, shown: Shown) -> Vec<(Said, Value)> {
    let Value::Fixed(at) = value else { return Vec::new() };
    let step = last_place(*at, shown);
    let by = |step: Ratio| at.plus(step).map(Value::Fixed);
    [(a_little_more(), by(step)), (a_little_less(), by(step.negated()))]
        .into_iter()
        .filter_map(|(what, value)| Some((what, value?)))
        .collect()
}
