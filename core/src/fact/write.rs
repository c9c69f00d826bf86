//! Answer files: writing them so that reading gives the same sheet back.

use super::{Catalogue, Kind, Occurrence, Range, Sheet, Value, format_fixed};
use crate::json::object;
use serde_json::{Map, Value as Json, json};

/// The answer file of a sheet, pretty-printed, facts in the catalogue's order. Reading it back gives an equal sheet.
#[must_use]
pub fn write_answers(organisation: &str, sheet: &Sheet, catalogue: &Catalogue) -> String {
    write_answers_with(organisation, sheet, catalogue, core::iter::empty())
}

/// As [`write_answers`], followed by answers to facts that the catalogue does not know, by their ids.
#[must_use]
pub fn write_answers_with<'a>(
    organisation: &str,
    sheet: &Sheet,
    catalogue: &Catalogue,
    others: impl Iterator<Item = (&'a String, &'a Json)>,
) -> String {
    let mut facts = Map::new();
    for (ix, value) in sheet.answered() {
        if let Some(fact) = catalogue.get(ix) {
            facts.insert(fact.id.clone(), value_to_json(&fact.kind, value));
        }
    }
    for (id, value) in others {
        facts.entry(id.clone()).or_insert_with(|| value.clone());
    }
    let file = json!({ "schema": 1, "organisation": organisation, "facts": facts });
    let mut text = crate::json::write_pretty(&file);
    text.push('\n');
    text
}

/// One answer as the answer file has it.
#[must_use]
pub fn value_to_json(kind: &Kind, value: &Value) -> Json {
    let places = kind.places();
    match value {
        Value::Bool(truth) => Json::Bool(*truth),
        Value::Number(range) => number(*range, places, matches!(kind, Kind::Count)),
        Value::Date(day) => Json::String(day.to_string()),
        Value::Occurrence(occurrence) => Json::String(match occurrence {
            Occurrence::Never => "never".into(),
            Occurrence::On(day) => day.to_string(),
            Occurrence::DayUnknown => "day_unknown".into(),
            Occurrence::Ongoing => "ongoing".into(),
        }),
        Value::Choice(index) => Json::String(options(kind).get(usize::from(*index)).cloned().unwrap_or_default()),
        Value::Several(set) => {
            let chosen = options(kind).iter().enumerate().filter(|(i, _)| set >> i & 1 == 1);
            Json::Array(chosen.map(|(_, id)| Json::String(id.clone())).collect())
        }
        Value::Yearly(years) => {
            object(years.iter().map(|(year, money)| (year.to_string(), number(*money, places, false))))
        }
        Value::Table(rows) => {
            let columns = match kind {
                Kind::Table { columns } => columns.as_slice(),
                _ => &[],
            };
            let row = |cells: &[Option<Value>]| {
                let said = columns.iter().zip(cells);
                object(said.filter_map(|(column, cell)| {
                    Some((column.id.clone(), value_to_json(&column.kind, cell.as_ref()?)))
                }))
            };
            Json::Array(rows.iter().map(|r| row(&r.cells)).collect())
        }
        Value::Text(text) => Json::String(text.clone()),
    }
}

fn number(range: Range, places: u32, bare: bool) -> Json {
    let one = |units: i64| {
        if bare { Json::from(units) } else { Json::String(format_fixed(units, places)) }
    };
    if range.is_exact() { one(range.low) } else { json!({ "low": one(range.low), "high": one(range.high) }) }
}

fn options(kind: &Kind) -> &[String] {
    match kind {
        Kind::Choice { options, .. } | Kind::Several { options } => options,
        _ => &[],
    }
}
