//! The next question: open facts by how much an answer narrows the grade.

use super::grade::{GradeRange, grade, open_of, top_of};
use crate::calendar::Day;
use crate::fact::{Column, FactIx, Kind, Occurrence, Range, Row, Sheet, Value};
use crate::regime::{ConditionKind, Library, Model, RuleBook};
use crate::rule::{Context, Moment, Record, Test, evaluate};

/// Open facts that can still change the grade, the most narrowing first; empty when none can. Open is a fact that is
/// not answered, and one that is answered in part: a range, a missing year, an unknown day, a blank cell.
///
/// An answer's effect is tried out with the extreme answers that are left, everything else as it is; facts that narrow
/// nothing alone come last, when they can in company.
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
    let mut silent: Vec<Candidate> = Vec::new();
    for fact in open_facts(rulebook, sheet, moment, now) {
        let Some(kind) = library.catalogue.get(fact).map(|fact| &fact.kind) else { continue };
        let values = left(kind, sheet.get(fact), moment, sheet);
        let mut gain = 0_u64;
        let count = values.len().max(1) as u64;
        for value in &values {
            let before = trial.put(fact, Some(value.clone()));
            let then = grade(rulebook, &trial, moment).grade;
            gain += u64::from(now.width().saturating_sub(then.width()));
            trial.put(fact, before);
        }
        if gain > 0 {
            // 27720 is divisible by every number of probes up to 12: their means compare exactly.
            ranked.push((gain * 27_720 / count, fact));
        } else {
            silent.push(Candidate { fact, values });
        }
    }
    crate::order::short_by_key(&mut ranked, |(gain, fact)| (core::cmp::Reverse(*gain), *fact));
    let mut order: Vec<FactIx> = ranked.into_iter().map(|(_, fact)| fact).collect();
    let company: Vec<Candidate> = order
        .iter()
        .filter_map(|fact| {
            let kind = &library.catalogue.get(*fact)?.kind;
            Some(Candidate { fact: *fact, values: left(kind, sheet.get(*fact), moment, sheet) })
        })
        .collect();
    order.extend(jointly(rulebook, sheet, moment, &company, &silent));
    order
}

/// The most answers tried of one fact.
const MOST: usize = 24;

/// A fact and the answers to try.
struct Candidate {
    fact: FactIx,
    values: Vec<Value>,
}

/// Facts that change the grade in company though not alone, found by trying combinations in a fixed pseudo-random
/// order; more of them where nothing else is left to ask.
fn jointly(
    rulebook: &RuleBook,
    sheet: &Sheet,
    moment: &Moment,
    company: &[Candidate],
    silent: &[Candidate],
) -> Vec<FactIx> {
    let tries = if company.is_empty() { 256 } else { 24 };
    let mut found = Vec::new();
    // One sheet for all tries: each overwrites all of these facts.
    let mut trial = sheet.clone();
    for candidate in silent {
        // What has no extreme answers to try stays a question.
        if candidate.values.is_empty() {
            found.push(candidate.fact);
            continue;
        }
        let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
        let matters = (0..tries).any(|_| {
            for other in company.iter().chain(silent).filter(|other| !other.values.is_empty()) {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let pick = usize::try_from(seed >> 33).unwrap_or(0) % other.values.len();
                trial.put(other.fact, other.values.get(pick).cloned());
            }
            let mut seen: Option<GradeRange> = None;
            candidate.values.iter().any(|value| {
                trial.put(candidate.fact, Some(value.clone()));
                let range = grade(rulebook, &trial, moment).grade;
                *seen.get_or_insert(range) != range
            })
        });
        if matters {
            found.push(candidate.fact);
        }
    }
    found
}

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
            Value::Table(rows)
        })
        .collect()
}

/// Open facts that the grade still looks at.
fn open_facts(rulebook: &RuleBook, sheet: &Sheet, moment: &Moment, now: GradeRange) -> Vec<FactIx> {
    let context = Context::new(sheet, moment);
    let mut record = Record::default();
    let mut look = |test: &Test| {
        let mut own = Record::default();
        if !evaluate(test, &context, &mut own).is_known() {
            record.open.extend(own.open);
        }
    };
    for cap in rulebook.caps.iter().filter(|cap| cap.limit < now.best) {
        look(&cap.when);
    }
    rulebook.grounds.iter().for_each(|ground| look(&ground.when));
    let deciding: Option<ConditionKind> = match &rulebook.grade.model {
        Model::Met { of, .. } => Some(*of),
        Model::Scored { .. } | Model::Aspects { .. } => None,
    };
    for condition in rulebook.conditions.iter().filter(|condition| Some(condition.kind) == deciding) {
        look(&condition.when);
        if let Some(applies) = &condition.applies {
            look(applies);
        }
    }
    let top = top_of(rulebook);
    let mut facts: Vec<FactIx> =
        rulebook.elements().iter().flat_map(|element| open_of(element, &context, top)).collect();
    facts.extend(record.open);
    let mut unique = Vec::new();
    for fact in facts {
        if !unique.contains(&fact) {
            unique.push(fact);
        }
    }
    unique
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
        Kind::Table { .. } => vec![Value::Table(Vec::new())],
        Kind::Text(_) => Vec::new(),
    }
}
