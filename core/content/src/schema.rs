//! JSON Schema (draft 2020-12) of rule books, overlays and answer files, for editors and for programs that write them.
//! Made from the shapes that the loader checks against and from the catalogue of facts, so that it cannot lag behind.
//! Descriptions are in Chinese and in English: editors show them while one types.

use super::load::Content;
use super::shape::{Shape, Want};
use super::written::files;
use serde_json::{Map, Value as Json, json};
use ziping_rules::fact::{Kind, format_fixed};

/// The dialect of every schema.
const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";
/// A permanent id.
const ID: &str = "^[a-z0-9_-]+(\\.[a-z0-9_-]+)*$";
/// A day from 1800 to 2199; that it exists is for the reader to say.
const DAY: &str = "^(1[89]|2[01])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

/// Every schema: its name and its text, pretty-printed.
#[must_use]
pub fn all(content: &Content) -> Vec<(String, String)> {
    let facts = facts(content);
    let mut schemas = vec![("answers".to_owned(), answers(&facts))];
    let of_overlay = facts_of_overlay(&facts);
    schemas.extend(files().into_iter().map(|(name, want, about)| {
        let facts = if name == "overlay" { &of_overlay } else { &facts };
        (name.to_owned(), file(want, about, facts))
    }));
    schemas
        .into_iter()
        .map(|(name, schema)| {
            let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
            text.push('\n');
            (name, text)
        })
        .collect()
}

/// The schema of one kind of file. Shapes are definitions, referred to by their names.
fn file(want: Want, about: &str, facts: &Json) -> Json {
    let mut definitions = Map::new();
    let root = value(want, &mut definitions);
    if definitions.contains_key("answers") {
        definitions.insert("answers".to_owned(), facts.clone());
    }
    let mut schema = json!({ "$schema": DRAFT, "title": about });
    if let (Some(schema), Json::Object(root)) = (schema.as_object_mut(), root) {
        schema.extend(root);
        schema.insert("$defs".to_owned(), Json::Object(definitions));
    }
    schema
}

fn value(want: Want, definitions: &mut Map<String, Json>) -> Json {
    let text = || json!({ "type": "string" });
    let texts = || json!({ "type": "array", "items": { "type": "string" } });
    match want {
        Want::Text => text(),
        Want::OneOf(options) => json!({ "enum": options }),
        Want::Bool => json!({ "type": "boolean" }),
        Want::Whole => json!({ "type": "integer" }),
        Want::Texts => texts(),
        Want::TextOrTexts => {
            json!({ "anyOf": [text(), { "type": "array", "items": { "type": "string" }, "minItems": 1 }] })
        }
        Want::Labels => json!({ "type": "object", "additionalProperties": text() }),
        Want::Lists => json!({ "type": "object", "additionalProperties": texts() }),
        Want::Table(shape) => table(shape, definitions),
        Want::Tables(shape) => json!({ "type": "array", "items": table(shape, definitions) }),
        Want::ById(shape) => json!({ "type": "object", "additionalProperties": table(shape, definitions) }),
        Want::Answers => reference("answers", definitions),
        Want::Sheets => json!({ "type": "object", "additionalProperties": reference("answers", definitions) }),
    }
}

/// A reference to a definition that is filled in later.
fn reference(name: &str, definitions: &mut Map<String, Json>) -> Json {
    definitions.entry(name).or_insert(Json::Bool(true));
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// A reference to a shape; its definition is made when it is first met.
fn table(shape: &Shape, definitions: &mut Map<String, Json>) -> Json {
    let name = shape.name.replace(' ', "-");
    if !definitions.contains_key(&name) {
        let reference = reference(&name, definitions);
        let mut properties = Map::new();
        for key in shape.keys {
            let mut of_key = value(key.want, definitions);
            if let Some(of_key) = of_key.as_object_mut() {
                of_key.insert("description".to_owned(), json!(format!("{} / {}", key.doc_zh, key.doc)));
                if key.name == "id" && matches!(key.want, Want::Text) && shape.name != "clause" {
                    of_key.insert("pattern".to_owned(), json!(ID));
                }
            }
            properties.insert(key.name.to_owned(), of_key);
        }
        let required: Vec<&str> = shape.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
        let definition = json!({
            "type": "object", "properties": properties, "required": required, "additionalProperties": false
        });
        definitions.insert(name, definition);
        return reference;
    }
    reference(&name, definitions)
}

/// The schema of answer files: every fact with its kind.
fn answers(facts: &Json) -> Json {
    json!({
        "$schema": DRAFT,
        "title": "an answer file: *.ziping.json",
        "type": "object",
        "properties": {
            "schema": { "const": 1, "description": "本文件的格式版本 / the format of this file" },
            "organisation": { "type": "string", "description": "单位名称 / the organisation's name" },
            "facts": {
                "$ref": "#/$defs/answers",
                "description": "按事实编号写答案，没有写的算没有回答 / answers by fact; a fact left out is not answered"
            }
        },
        "required": ["schema"],
        "additionalProperties": false,
        "$defs": { "answers": facts }
    })
}

/// Answers by fact, no others.
fn facts(content: &Content) -> Json {
    let words = content.words_for("zh", "");
    let properties: Map<String, Json> = content
        .library
        .catalogue
        .iter()
        .map(|(_, fact)| {
            let mut of_fact = answer(&fact.kind);
            if let (Some(of_fact), Some(words)) = (of_fact.as_object_mut(), words.find("fact", &fact.id)) {
                of_fact.insert("title".to_owned(), json!(words.title));
            }
            (fact, of_fact)
        })
        .flat_map(|(fact, of_fact)| {
            // Answers under former ids are read.
            std::iter::once(&fact.id).chain(&fact.former).map(move |id| (id.clone(), of_fact.clone()))
        })
        .collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// Answers by fact in the cases of an overlay, which may be of its own facts: of what kind they are the schema cannot know.
fn facts_of_overlay(facts: &Json) -> Json {
    let mut facts = facts.clone();
    if let Some(facts) = facts.as_object_mut() {
        let own = json!({ "^overlay\\.": { "description": "补充规则的事实 / a fact of an overlay" } });
        facts.insert("patternProperties".to_owned(), own);
    }
    facts
}

/// What an answer of a kind may be, as the answer file has it.
fn answer(kind: &Kind) -> Json {
    match kind {
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Count => {
            let whole = json!({ "type": "integer", "minimum": 0, "maximum": 999_999_999_999_999_i64 });
            // The ends of a range may be written in quotes as well.
            let end = json!({ "anyOf": [whole, { "type": "string", "pattern": "^0*[0-9]{1,15}$" }] });
            or_range(&whole, &end, "整数，或区间 / a whole number, or a range")
        }
        Kind::Money { signed } => {
            let yuan = decimal(*signed, 2);
            or_range(&yuan, &yuan, "以元为单位的小数，加引号，或区间 / yuan as a decimal in quotes, or a range")
        }
        Kind::Score { max } => {
            let most = format_fixed(*max, 1);
            let about = format!(
                "0 到 {most} 分，写成加引号的小数，或区间 / points from 0 to {most} as a decimal in quotes, or a range"
            );
            or_range(&points(*max), &points(*max), &about)
        }
        Kind::Yearly { signed } => {
            let yuan = decimal(*signed, 2);
            let year = "该会计年度的金额，以元为单位 / yuan of the fiscal year";
            json!({
                "type": "object",
                "patternProperties": { "^(19|20|21)[0-9]{2}$": or_range(&yuan, &yuan, year) },
                "additionalProperties": false,
                "description": "按会计年度写金额，以元为单位 / yuan by fiscal year"
            })
        }
        Kind::Date => {
            json!({ "type": "string", "pattern": DAY, "description": "日期，如 2026-11-21 / a day: 2026-11-21" })
        }
        Kind::Occurrence => json!({
            "anyOf": [{ "enum": ["never", "day_unknown", "ongoing"] }, { "type": "string", "pattern": DAY }],
            "description": "从未发生写 never，发生过写最近一次的日期，日期不详写 day_unknown，仍在继续写 ongoing / \
                never, the day it last happened, day_unknown, or ongoing"
        }),
        Kind::Choice { options, .. } => json!({ "enum": options }),
        Kind::Several { options } => json!({ "type": "array", "items": { "enum": options } }),
        Kind::Text(_) => json!({ "type": "string", "maxLength": 20_000 }),
        Kind::Table { columns } => {
            let cells: Map<String, Json> =
                columns.iter().map(|column| (column.id.clone(), answer(&column.kind))).collect();
            let row = json!({ "type": "object", "properties": cells, "additionalProperties": false });
            json!({ "type": "array", "maxItems": 10_000, "items": row })
        }
    }
}

/// A decimal in quotes with so many places at most.
fn decimal(signed: bool, places: u32) -> Json {
    let sign = if signed { "-?" } else { "" };
    json!({ "type": "string", "pattern": format!("^{sign}0*[0-9]{{1,15}}(\\.[0-9]{{1,{places}}}0*)?$") })
}

/// Points in quotes from 0 to a maximum in tenths: whole points below it with any tenth, the last ones up to its tenth.
/// A maximum above 100 points is left to the reader, as the pattern would grow with it.
fn points(max: i64) -> Json {
    if max > 1_000 {
        return decimal(false, 1);
    }
    let (whole, tenths) = (max / 10, max % 10);
    let below: Vec<String> = (0..whole).map(|points| points.to_string()).collect();
    let last = format!("0*{whole}(\\.[0-{tenths}]0*)?");
    let pattern =
        if below.is_empty() { format!("^{last}$") } else { format!("^(0*({})(\\.[0-9]0*)?|{last})$", below.join("|")) };
    json!({ "type": "string", "pattern": pattern })
}

fn or_range(one: &Json, end: &Json, about: &str) -> Json {
    json!({
        "anyOf": [one, {
            "type": "object",
            "properties": { "low": end, "high": end },
            "required": ["low", "high"],
            "additionalProperties": false
        }],
        "description": about
    })
}
