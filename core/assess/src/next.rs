//! The next question: open facts by how much an answer narrows the grade.

use super::grade::grade;
use super::undecided::undecided;
use ziping_base::calendar::Day;
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::{Column, FactIx, Kind, Occurrence, Range, Row, Sheet, Table, Value};
use ziping_rules::rule::Moment;

/// Open facts that can still change the grade, the most narrowing first; empty when none can. Open is a fact that is
/// not answered, and one that is answered in part: a range, a missing year, an unknown day, a blank cell.
///
/// A fact leaves the list only where it is proved that no answer to it changes anything. An answer's effect, for the
/// order, is tried out with the extreme answers that are left, everything else as it is; facts that narrow nothing alone
/// come last.
#[must_use]
pub fn next(library: &Library, rulebook: &RuleBook, sheet: &Sheet, as_of: Day) -> Vec<FactIx> {
    next_at(library, rulebook, sheet, &Moment::new(as_of, &library.windows))
}

/// The same at a moment whose windows are already resolved.
pub(super) fn next_at(library: &Library, rulebook: &RuleBook, sheet: &Sheet, moment: &Moment) -> Vec<FactIx> {
    let now = grade(rulebook, sheet, moment).grade;
    if now.is_decided() {
        return Vec::new();
    }
    let mut trial = sheet.clone();
    let mut ranked: Vec<(u64, FactIx)> = Vec::new();
    for fact in undecided(rulebook, sheet, moment) {
        let Some(kind) = library.catalogue.get(fact).map(|fact| &fact.kind) else { continue };
        let values = left(kind, sheet.get(fact), moment, sheet);
        let mut gain = 0_u64;
        let count = values.len().max(1) as u64;
        for value in values {
            let before = trial.put(fact, Some(value));
            let then = grade(rulebook, &trial, moment).grade;
            gain += u64::from(now.width().saturating_sub(then.width()));
            trial.put(fact, before);
        }
        // 27720 is divisible by every number of probes up to 12: their means compare exactly.
        ranked.push((gain * 27_720 / count, fact));
    }
    // Those that narrow nothing alone keep the order in which the grade looks at them.
    ranked.sort_by_key(|(gain, fact)| (core::cmp::Reverse(*gain), (*gain > 0).then_some(*fact)));
    ranked.into_iter().map(|(_, fact)| fact).collect()
}

/// The most answers tried of one fact.
const MOST: usize = 24;
/// The most rows of a table whose blank cells are tried.
const TRIED: usize = 200;

/// Extreme answers that what is answered so far leaves.
fn left(kind: &Kind, answered: Option<&Value>, moment: &Moment, sheet: &Sheet) -> Vec<Value> {
    match answered {
        None => {
            let mut values = probes(kind, moment);
            if matches!(kind, Kind::Occurrence) {
                values.extend(days_between(moment, sheet));
                values.truncate(MOST);
            }
            values
        }
        Some(Value::Number(range)) => {
            vec![Value::Number(Range::exactly(range.low)), Value::Number(Range::exactly(range.high))]
        }
        Some(Value::Occurrence(_)) => {
            let on = |day: Day| Value::Occurrence(Occurrence::On(day));
            let mut values = vec![on(moment.as_of), on(moment.as_of.plus_days(-36_525))];
            values.extend(days_between(moment, sheet));
            values.truncate(MOST);
            values
        }
        Some(Value::Yearly(years)) => {
            let fill = |end: &dyn Fn(Range) -> i64, other: i64| {
                let first = moment.fiscal_year.saturating_sub(10);
                let of =
                    |year: i32| years.iter().find(|(known, _)| *known == year).map_or(other, |(_, range)| end(*range));
                Value::Yearly((first..moment.fiscal_year).map(|year| (year, Range::exactly(of(year)))).collect())
            };
            vec![fill(&|range| range.low, 0), fill(&|range| range.high, 10_000_000_000_000)]
        }
        // A large table is not tried out: that would take longer than anybody waits.
        Some(Value::Table(rows)) if rows.len() > TRIED => Vec::new(),
        Some(Value::Table(rows)) => match kind {
            Kind::Table { columns } => filled(columns, rows, moment),
            _ => Vec::new(),
        },
        Some(Value::Bool(_) | Value::Date(_) | Value::Choice(_) | Value::Several(_) | Value::Text(_)) => Vec::new(),
    }
}

/// What matters of an occurrence may lie between two extremes: on the day of something else that happened or just
/// after it, or long ago but not as long ago as something else whose day is not known.
fn days_between(moment: &Moment, sheet: &Sheet) -> Vec<Value> {
    let mut days = vec![moment.as_of.plus_days(-18_262)];
    for (_, value) in sheet.answered() {
        match value {
            Value::Occurrence(Occurrence::On(day)) if *day < moment.as_of && !days.contains(day) => {
                days.extend([*day, day.plus_days(1)]);
            }
            _ => {}
        }
    }
    days.into_iter().map(|day| Value::Occurrence(Occurrence::On(day))).collect()
}

/// A table with its blank cells filled in: the first blank with each of its extremes in turn, the others with theirs
/// in a fixed pseudo-random order.
fn filled(columns: &[Column], rows: &[Row], moment: &Moment) -> Vec<Value> {
    let texts = |place: usize| {
        let cells = rows.iter().filter_map(|row| row.cells.get(place)?.clone());
        cells.chain([Value::Text("…".to_owned())]).collect::<Vec<_>>()
    };
    let extremes: Vec<Vec<Value>> = columns
        .iter()
        .enumerate()
        .map(|(place, column)| match column.kind {
            Kind::Text(_) => texts(place),
            // Unlike what is asked of the organisation itself, a project may lie ahead.
            Kind::Date => {
                let ahead = Value::Date(moment.as_of.plus_days(1));
                probes(&column.kind, moment).into_iter().chain([ahead]).collect()
            }
            _ => probes(&column.kind, moment),
        })
        .collect();
    let blanks = rows.iter().flat_map(|row| row.cells.iter().enumerate()).filter(|(_, cell)| cell.is_none());
    let most = blanks.filter_map(|(place, _)| extremes.get(place)).map(Vec::len).max().unwrap_or(0);
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    (0..MOST.min(most.saturating_mul(4)))
        .map(|turn| {
            let mut pick = turn;
            let mut rows = rows.to_vec();
            for (place, cell) in rows.iter_mut().flat_map(|row| row.cells.iter_mut().enumerate()) {
                if let (None, Some(values)) = (&cell, extremes.get(place)) {
                    *cell = values.get(pick % values.len().max(1)).cloned();
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    pick = usize::try_from(seed >> 33).unwrap_or(0);
                }
            }
            Value::Table(rows.into())
        })
        .collect()
}

/// Extreme answers of a kind, to try out what an answer can do. At most 12.
#[must_use]
pub fn probes(kind: &Kind, moment: &Moment) -> Vec<Value> {
    const MUCH: i64 = 1_000_000_000_000_000;
    let as_of = moment.as_of;
    let number = |units: i64| Value::Number(Range::exactly(units));
    match kind {
        Kind::Bool => vec![Value::Bool(true), Value::Bool(false)],
        Kind::Count => vec![number(0), number(1_000_000)],
        Kind::Money { .. } => vec![number(0), number(MUCH)],
        Kind::Score { max } => vec![number(0), number(max / 2), number(*max)],
        Kind::Yearly { .. } => {
            let years = |money: i64| {
                let first = moment.fiscal_year.saturating_sub(10);
                Value::Yearly((first..moment.fiscal_year).map(|year| (year, Range::exactly(money))).collect())
            };
            vec![years(0), years(MUCH / 100)]
        }
        Kind::Date => vec![Value::Date(as_of), Value::Date(as_of.plus_days(-36_525))],
        Kind::Occurrence => vec![Value::Occurrence(Occurrence::Never), Value::Occurrence(Occurrence::On(as_of))],
        Kind::Choice { options, .. } => {
            (0..options.len().min(12)).filter_map(|i| Some(Value::Choice(u8::try_from(i).ok()?))).collect()
        }
        Kind::Several { options } => {
            let all = (0..options.len().min(63)).fold(0_u64, |set, i| set | 1 << i);
            let mut sets = vec![Value::Several(0), Value::Several(all)];
            sets.extend((0..options.len().min(10)).map(|i| Value::Several(1 << i)));
            sets
        }
        Kind::Table { .. } => vec![Value::Table(Table::default())],
        Kind::Text(_) => Vec::new(),
    }
}
