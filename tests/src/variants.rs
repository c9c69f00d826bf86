//! Variants of a condition: what it would be with one small mistake. Cases that notice none of them prove little.

use ziping_core::calendar::{Period, Unit, Window};
use ziping_core::fact::{Catalogue, FactIx, Kind};
use ziping_core::rule::{Comparison, Number, Rows, Test, WindowIx, Windows};

/// A condition with one mistake, and what the mistake is.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The mistake, in words.
    pub mistake: String,
    /// The condition with it.
    pub test: Test,
}

/// All variants of a condition: parts left out, thresholds one unit off, comparisons with or without equality,
/// periods a day off, windows of another kind, options more or fewer, single readings, `not` left out.
#[must_use]
pub fn variants(test: &Test, catalogue: &Catalogue, windows: &mut Windows) -> Vec<Variant> {
    let mut found = Vec::new();
    let mut world = World { catalogue, windows };
    of_test(test, &mut world, &mut |mistake, test| found.push(Variant { mistake, test }));
    found
}

/// What conditions refer to.
struct World<'a> {
    catalogue: &'a Catalogue,
    windows: &'a mut Windows,
}

type Found<'f> = &'f mut dyn FnMut(String, Test);

fn of_test(test: &Test, world: &mut World<'_>, found: Found<'_>) {
    match test {
        Test::Constant(_) | Test::Answer(_) | Test::Ever(_) | Test::Empty(_) | Test::Uscc(_) => {}
        Test::Derived(fact, table, inner) => of_test(inner, world, &mut |mistake, inner| {
            found(mistake, Test::Derived(*fact, *table, Box::new(inner)));
        }),
        Test::OneOf(fact, options, order) => {
            for options in toggled(*fact, *options, world) {
                found(format!("options {options:b}"), Test::OneOf(*fact, options, *order));
            }
        }
        Test::AnyOf(fact, options) => {
            found("all for any".into(), Test::AllOf(*fact, *options));
            for options in toggled(*fact, *options, world) {
                found(format!("options {options:b}"), Test::AnyOf(*fact, options));
            }
        }
        Test::AllOf(fact, options) => {
            found("any for all".into(), Test::AnyOf(*fact, *options));
            for options in toggled(*fact, *options, world) {
                found(format!("options {options:b}"), Test::AllOf(*fact, options));
            }
        }
        Test::Compare(left, comparison, right, unit) => {
            found(
                format!("{:?}", edge(*comparison)),
                Test::Compare(left.clone(), edge(*comparison), right.clone(), *unit),
            );
            let rebuild = |left: Number, right: Number| Test::Compare(left, *comparison, right, *unit);
            of_number(left, world, &mut |mistake, left| found(mistake, rebuild(left, right.clone())));
            of_number(right, world, &mut |mistake, right| found(mistake, rebuild(left.clone(), right)));
        }
        Test::Share(part, whole, comparison, n, d) => {
            let share = |part: &Number, whole: &Number, comparison, n| {
                Test::Share(part.clone(), whole.clone(), comparison, n, *d)
            };
            found(format!("{:?}", edge(*comparison)), share(part, whole, edge(*comparison), *n));
            found("a hundredth more".into(), share(part, whole, *comparison, n + 1));
            found("a hundredth less".into(), share(part, whole, *comparison, n - 1));
            of_number(part, world, &mut |mistake, part| found(mistake, share(&part, whole, *comparison, *n)));
            of_number(whole, world, &mut |mistake, whole| found(mistake, share(part, &whole, *comparison, *n)));
        }
        Test::Within(event, window) => {
            for (mistake, window) in of_window(*window, world) {
                found(mistake, Test::Within(*event, window));
            }
        }
        Test::Before(first, second) => found("the other way round".into(), Test::Before(*second, *first)),
        Test::Since(date, window, at_least) => {
            for (mistake, window) in of_window(*window, world) {
                found(mistake, Test::Since(*date, window, *at_least));
            }
        }
        Test::FiscalYears(fact, years, at_least) => {
            found("a year more".into(), Test::FiscalYears(*fact, years + 1, *at_least));
            found("a year less".into(), Test::FiscalYears(*fact, years - 1, *at_least));
        }
        Test::Days(left, comparison, right) => {
            found(format!("{:?}", edge(*comparison)), Test::Days(*left, edge(*comparison), *right));
        }
        Test::EachYear(left, comparison, right) => {
            found(format!("{:?}", edge(*comparison)), Test::EachYear(*left, edge(*comparison), *right));
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
            found("one more".into(), Test::AtLeast(wanted + 1, parts.clone()));
            found("one fewer".into(), Test::AtLeast(wanted - 1, parts.clone()));
            of_parts(parts, world, &mut |mistake, parts| found(mistake, Test::AtLeast(*wanted, parts)));
        }
        Test::Readings(readings) => {
            for (id, reading) in readings {
                found(format!("only the reading {id}"), reading.clone());
            }
            for (at, (id, reading)) in readings.iter().enumerate() {
                of_test(reading, world, &mut |mistake, reading| {
                    let mut all = readings.clone();
                    if let Some(slot) = all.get_mut(at) {
                        slot.1 = reading;
                    }
                    found(format!("in the reading {id}: {mistake}"), Test::Readings(all));
                });
            }
        }
        Test::Not(inner) => {
            found("without not".into(), Test::clone(inner));
            of_test(inner, world, &mut |mistake, inner| found(mistake, Test::Not(Box::new(inner))));
        }
        Test::And(parts) => {
            found("or for and".into(), Test::Or(parts.clone()));
            of_parts(parts, world, &mut |mistake, parts| found(mistake, Test::And(parts)));
        }
        Test::Or(parts) => {
            found("and for or".into(), Test::And(parts.clone()));
            of_parts(parts, world, &mut |mistake, parts| found(mistake, Test::Or(parts)));
        }
    }
}

/// Each part left out, and each part with a mistake.
fn of_parts(parts: &[Test], world: &mut World<'_>, found: &mut dyn FnMut(String, Vec<Test>)) {
    for (at, part) in parts.iter().enumerate() {
        let mut rest = parts.to_vec();
        rest.remove(at);
        found(format!("without part {}", at + 1), rest);
        of_test(part, world, &mut |mistake, part| {
            let mut all = parts.to_vec();
            if let Some(slot) = all.get_mut(at) {
                *slot = part;
            }
            found(format!("part {}: {mistake}", at + 1), all);
        });
    }
}

fn of_rows(rows: &Rows, world: &mut World<'_>, found: &mut dyn FnMut(String, Rows)) {
    if rows.filter != Test::Constant(true) {
        found("all rows".into(), Rows { table: rows.table, filter: Test::Constant(true) });
    }
    of_test(&rows.filter, world, &mut |mistake, filter| {
        found(format!("rows: {mistake}"), Rows { table: rows.table, filter });
    });
}

fn of_number(number: &Number, world: &mut World<'_>, found: &mut dyn FnMut(String, Number)) {
    match number {
        Number::Literal(units) => {
            found("one unit more".into(), Number::Literal(units + 1));
            found("one unit less".into(), Number::Literal(units - 1));
        }
        Number::Answer(..) => {}
        Number::Sum(fact, years, signed) => {
            found("a year more".into(), Number::Sum(*fact, years + 1, *signed));
            found("a year less".into(), Number::Sum(*fact, years - 1, *signed));
            found("least for sum".into(), Number::Least(*fact, *years, *signed));
        }
        Number::Least(fact, years, signed) => {
            found("a year more".into(), Number::Least(*fact, years + 1, *signed));
            found("a year less".into(), Number::Least(*fact, years - 1, *signed));
            found("sum for least".into(), Number::Sum(*fact, *years, *signed));
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
                found(format!("without summand {}", at + 1), Number::Plus(rest));
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
fn of_window(window: WindowIx, world: &mut World<'_>) -> Vec<(String, WindowIx)> {
    let Some(Window { period, recent }) = world.windows.get(window) else { return Vec::new() };
    let with = |count: u16| Period { count, unit: period.unit };
    let mut all =
        vec![Window { period: with(period.count + 1), recent }, Window { period: with(period.count - 1), recent }];
    if period.unit == Unit::Years {
        all.push(Window { period, recent: !recent });
    }
    all.into_iter().map(|window| (format!("window {window}"), world.windows.intern(window))).collect()
}

/// The comparison that differs on the edge only.
const fn edge(comparison: Comparison) -> Comparison {
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
