//! Answer files: writing them so that reading gives the same sheet back.

use super::{Catalogue, Column, FactIx, Kind, Occurrence, Range, Row, Sheet, Unknown, Value, format_fixed};
use serde::{Serialize, Serializer};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// The answer file of a sheet, pretty-printed, facts in the order of their ids, without table rows that say nothing.
/// Reading it back gives a sheet with the same answers.
#[must_use]
pub fn write_answers(organisation: &str, sheet: &Sheet, catalogue: &Catalogue) -> String {
    write(organisation, sheet.answered(), &Unknown::new(), catalogue, core::iter::empty())
}

/// As [`write_answers`], with what is not known yet.
#[must_use]
pub fn write_answers_noting(organisation: &str, sheet: &Sheet, unknown: &Unknown, catalogue: &Catalogue) -> String {
    write(organisation, sheet.answered(), unknown, catalogue, core::iter::empty())
}

/// As [`write_answers`], but all of it as it was typed, followed by answers to facts that the catalogue does not know, by
/// their ids. Reading it back gives an equal sheet.
#[must_use]
pub fn write_answers_with<'a>(
    organisation: &str,
    sheet: &Sheet,
    catalogue: &Catalogue,
    others: impl Iterator<Item = (&'a String, &'a Json)>,
) -> String {
    write(organisation, sheet.all_typed(), &Unknown::new(), catalogue, others)
}

fn write<'v, 'o>(
    organisation: &str,
    answers: impl Iterator<Item = (FactIx, &'v Value)>,
    unknown: &Unknown,
    catalogue: &Catalogue,
    others: impl Iterator<Item = (&'o String, &'o Json)>,
) -> String {
    let mut facts: BTreeMap<&str, Answer<'_>> =
        others.map(|(id, value)| (id.as_str(), Answer::Unknown(value))).collect();
    for (ix, value) in answers {
        if let Some(fact) = catalogue.get(ix) {
            facts.insert(&fact.id, Answer::Known(&fact.kind, value));
        }
    }
    let unknown = unknown.iter().map(|(fact, note)| (catalogue.id(*fact), note.as_str())).collect();
    let file = File { facts, organisation, schema: 1, unknown };
    // Only keys that are no texts could not be written.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct File<'a> {
    facts: BTreeMap<&'a str, Answer<'a>>,
    organisation: &'a str,
    schema: u32,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    unknown: BTreeMap<&'a str, &'a str>,
}

/// An answer to a fact of the catalogue, or to another.
enum Answer<'a> {
    Known(&'a Kind, &'a Value),
    Unknown(&'a Json),
}

impl Serialize for Answer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            // Row by row: a table may have thousands.
            Self::Known(Kind::Table { columns }, Value::Table(rows)) => {
                let mut order: Vec<(usize, &Column)> = columns.iter().enumerate().collect();
                order.sort_by(|(_, a), (_, b)| a.id.cmp(&b.id));
                serializer.collect_seq(rows.iter().map(|row| Line { order: &order, row }))
            }
            Self::Known(_, Value::Text(text)) => serializer.serialize_str(text),
            Self::Known(kind, value) => value_to_json(kind, value).serialize(serializer),
            Self::Unknown(value) => value.serialize(serializer),
        }
    }
}

/// A row, as [`value_to_json`] gives it: cells that say something, by the ids of their columns.
struct Line<'a> {
    order: &'a [(usize, &'a Column)],
    row: &'a Row,
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.order.iter().filter_map(|(place, column)| {
            let cell = self.row.cells.get(*place)?.as_ref()?;
            Some((&column.id, Answer::Known(&column.kind, cell)))
        }))
    }
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
            years.iter().map(|(year, money)| (year.to_string(), number(*money, places, false))).collect()
        }
        Value::Table(rows) => {
            let columns = match kind {
                Kind::Table { columns } => columns.as_slice(),
                _ => &[],
            };
            let row = |cells: &[Option<Value>]| {
                let said = columns.iter().zip(cells);
                said.filter_map(|(column, cell)| Some((column.id.clone(), value_to_json(&column.kind, cell.as_ref()?))))
                    .collect::<Json>()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Fact;

    #[test]
    fn tables_are_written_as_any_json_is() {
        let column = |id: &str, kind: Kind| Column { id: id.to_owned(), kind };
        let columns = vec![
            column("who", Kind::Text(crate::fact::TextFormat::Line)),
            column("amount", Kind::Money { signed: false }),
            column("fine", Kind::Bool),
            column("day", Kind::Date),
            column("count", Kind::Count),
        ];
        let facts = vec![
            Fact::new("z.rows", Kind::Table { columns: columns.clone() }),
            Fact::new("a.none", Kind::Table { columns }),
            Fact::new("m.yes", Kind::Bool),
        ];
        let catalogue = Catalogue::new(facts);
        let fact = |id: &str| catalogue.find(id).unwrap();
        let number = |low, high| Some(Value::Number(Range { low, high }));
        let text = |text: &str| Some(Value::Text(text.to_owned()));
        let day = ziping_base::calendar::Day::new(2026, 2, 3).map(Value::Date);
        let rows = vec![
            Row {
                cells: vec![text("甲\"乙\"\\\n\u{1}"), number(150, 150), Some(Value::Bool(true)), day, number(7, 9)],
            },
            Row { cells: vec![None, None, None, None, None] },
            Row { cells: vec![text(""), number(1, 2)] },
        ];
        let mut sheet = Sheet::new();
        sheet.put(fact("z.rows"), Some(Value::Table(rows.into())));
        sheet.put(fact("a.none"), Some(Value::Table(Vec::new().into())));
        sheet.put(fact("m.yes"), Some(Value::Bool(false)));
        let others = [("b.other".to_owned(), json!({ "x": [1, "二"] })), ("m.yes".to_owned(), json!(1))];
        let written = write_answers_with("名 \"称\"", &sheet, &catalogue, others.iter().map(|(id, value)| (id, value)));
        let mut facts = serde_json::Map::new();
        for (ix, value) in sheet.all_typed() {
            let fact = catalogue.get(ix).unwrap();
            facts.insert(fact.id.clone(), value_to_json(&fact.kind, value));
        }
        facts.insert("b.other".to_owned(), json!({ "x": [1, "二"] }));
        let file = json!({ "schema": 1, "organisation": "名 \"称\"", "facts": facts });
        assert_eq!(written, serde_json::to_string_pretty(&file).unwrap() + "\n");
        let nothing = json!({ "schema": 1, "organisation": "", "facts": {} });
        let expected = serde_json::to_string_pretty(&nothing).unwrap() + "\n";
        assert_eq!(write_answers("", &Sheet::new(), &catalogue), expected);
    }
}
