//! Grids: the answers that complete what is open, few but with the extremes and the edges among them.

use crate::sheets::edges;
use ziping_base::calendar::Day;
use ziping_regime::{Model, RuleBook};
use ziping_rules::fact::{Catalogue, FactIx, Kind, Occurrence, Range, Row, Sheet, Value};
use ziping_rules::rule::{Test, facts_of};

/// More than any bound of a rule.
const MUCH: i64 = 100_000_000_000_000;

/// Complete answers that an open one may turn out to be; one value, the answer itself, when it is complete.
#[must_use]
pub fn completions(kind: &Kind, answered: Option<&Value>, as_of: Day) -> Vec<Value> {
    let exactly = |units: i64| Value::Number(Range::exactly(units));
    match (kind, answered) {
        (_, Some(Value::Number(range))) if range.is_exact() => vec![Value::Number(*range)],
        (_, Some(Value::Number(range))) => {
            vec![exactly(range.low), exactly(range.low.midpoint(range.high)), exactly(range.high)]
        }
        (Kind::Yearly { .. }, _) => yearly(answered, as_of),
        (_, Some(Value::Occurrence(Occurrence::DayUnknown))) => {
            edges(as_of).into_iter().map(|day| Value::Occurrence(Occurrence::On(day))).collect()
        }
        (Kind::Table { columns }, Some(Value::Table(rows))) => {
            let blank =
                rows.iter().enumerate().find_map(|(at, row)| Some((at, row.cells.iter().position(Option::is_none)?)));
            let Some((at, place)) = blank else { return vec![Value::Table(rows.clone())] };
            let Some(column) = columns.get(place) else { return Vec::new() };
            let fill = |value: Value| {
                let mut rows = rows.to_vec();
                let cell = rows.get_mut(at).and_then(|row: &mut Row| row.cells.get_mut(place));
                cell.into_iter().for_each(|cell| *cell = Some(value.clone()));
                Value::Table(rows.into())
            };
            // A project may lie ahead.
            let ahead = matches!(column.kind, Kind::Date).then(|| Value::Date(as_of.plus_days(1)));
            completions(&column.kind, None, as_of).into_iter().chain(ahead).map(fill).collect()
        }
        (_, Some(value)) => vec![value.clone()],
        (Kind::Bool, None) => vec![Value::Bool(true), Value::Bool(false)],
        (Kind::Count, None) => [0, 1, 2, 3, 34, 35, 49, 50, 1_000_000].map(exactly).to_vec(),
        (Kind::Money { .. }, None) => {
            [0, 99_999_999, 100_000_000, 999_999_999, 1_000_000_000, MUCH].map(exactly).to_vec()
        }
        (Kind::Score { max }, None) => [0, max / 2, *max].map(exactly).to_vec(),
        (Kind::Date, None) => edges(as_of).into_iter().map(Value::Date).collect(),
        (Kind::Occurrence, None) => {
            let mut all = vec![Value::Occurrence(Occurrence::Never), Value::Occurrence(Occurrence::Ongoing)];
            all.extend(edges(as_of).into_iter().map(|day| Value::Occurrence(Occurrence::On(day))));
            all
        }
        (Kind::Choice { options, .. }, None) => {
            (0..options.len()).filter_map(|place| u8::try_from(place).ok()).map(Value::Choice).collect()
        }
        (Kind::Several { options }, None) => {
            let bits = u32::try_from(options.len()).unwrap_or(64);
            let all = 1_u64.checked_shl(bits).map_or(u64::MAX, |bit| bit - 1);
            let mut sets = vec![Value::Several(0), Value::Several(all)];
            sets.extend((0..bits).map(|bit| Value::Several(1 << bit)));
            sets
        }
        (Kind::Text(_), None) => ["甲", "乙", "丁"].map(|text| Value::Text(text.into())).to_vec(),
        (Kind::Table { .. }, None) => Vec::new(),
    }
}

/// All open years low, and all of them high.
fn yearly(answered: Option<&Value>, as_of: Day) -> Vec<Value> {
    let known = match answered {
        Some(Value::Yearly(years)) => years.as_slice(),
        _ => &[],
    };
    let fill = |other: i64, end: fn(&Range) -> i64| {
        let of = |year: i32| known.iter().find(|(of, _)| *of == year).map_or(other, |(_, range)| end(range));
        Value::Yearly((as_of.year() - 5..as_of.year()).map(|year| (year, Range::exactly(of(year)))).collect())
    };
    let mut both = vec![fill(0, |range| range.low), fill(MUCH, |range| range.high)];
    both.dedup();
    both
}

/// The sheets that complete a partial one in the given open facts, over all combinations of their grids.
#[must_use]
pub fn all_completions(catalogue: &Catalogue, partial: &Sheet, open: &[FactIx], as_of: Day) -> Vec<Sheet> {
    let mut sheets = vec![partial.clone()];
    for fact in open {
        let Some(kind) = catalogue.get(*fact).map(|fact| &fact.kind) else { continue };
        let values = completions(kind, partial.get(*fact), as_of);
        sheets = sheets
            .iter()
            .flat_map(|sheet| {
                values.iter().map(|value| {
                    let mut sheet = sheet.clone();
                    sheet.put(*fact, Some(value.clone()));
                    sheet
                })
            })
            .collect();
    }
    sheets
}

/// How often the grade of a regime looks at a fact.
#[must_use]
pub fn occurrences(book: &RuleBook, fact: FactIx) -> usize {
    let graded = match &book.grade.model {
        Model::Scored { elements, .. } => elements.iter().filter(|element| element.fact == fact).count(),
        Model::Aspects { aspects, .. } => aspects.iter().filter(|aspect| aspect.fact == fact).count(),
        Model::Met { of, .. } => book
            .conditions
            .iter()
            .filter(|condition| condition.kind == *of)
            .map(|condition| {
                in_test(&condition.when, fact) + condition.applies.iter().map(|t| in_test(t, fact)).sum::<usize>()
            })
            .sum(),
    };
    let caps: usize = book.caps.iter().map(|cap| in_test(&cap.when, fact)).sum();
    let grounds: usize = book.grounds.iter().map(|ground| in_test(&ground.when, fact)).sum();
    graded + caps + grounds
}

fn in_test(test: &Test, fact: FactIx) -> usize {
    match test {
        Test::And(parts) | Test::Or(parts) | Test::AtLeast(_, parts) => {
            parts.iter().map(|part| in_test(part, fact)).sum()
        }
        Test::Readings(readings) => readings.iter().map(|(_, part)| in_test(part, fact)).sum(),
        Test::Not(inner) => in_test(inner, fact),
        other => {
            let mut facts = Vec::new();
            facts_of(other, &mut facts);
            facts.iter().filter(|known| **known == fact).count()
        }
    }
}
