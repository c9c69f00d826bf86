//! The checked-in JSON Schemas: current, sound, and of one mind with the loader and the reader of answers.

#![expect(clippy::panic, reason = "a failed test panics")]

use jsonschema::{Validator, draft202012};
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use ziping_base::diag::Source;
use ziping_content::{TextFile, overlay, schema};
use ziping_rules::fact::{read_answers, write_answers};
use ziping_tests::project::{content, files_below, root};

fn parsed(name: &str, text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn read(path: PathBuf) -> String {
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn schema(name: &str) -> Json {
    parsed(name, &read(root().join(format!("content/schema/{name}.schema.json"))))
}

fn validator(schema: &Json) -> Validator {
    draft202012::new(schema).unwrap_or_else(|error| panic!("not a schema: {error}"))
}

/// What a schema finds wrong, one line each.
fn problems(validator: &Validator, instance: &Json) -> Vec<String> {
    validator.iter_errors(instance).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// TOML as editors see it with a JSON Schema; days are texts.
fn to_json(value: toml::Value) -> Json {
    match value {
        toml::Value::String(text) => Json::String(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(truth) => Json::Bool(truth),
        toml::Value::Datetime(day) => Json::String(day.to_string()),
        toml::Value::Array(items) => Json::Array(items.into_iter().map(to_json).collect()),
        toml::Value::Table(table) => {
            Json::Object(table.into_iter().map(|(key, value)| (key, to_json(value))).collect())
        }
    }
}

fn toml(file: &TextFile) -> Json {
    let table: toml::Table = file.text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.path));
    to_json(toml::Value::Table(table))
}

/// The schema that a file of the content folder is written to, as `content/README.md` lists them.
fn schema_of(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next()?;
    let words = name.ends_with(".zh.toml") || name.ends_with(".en.toml");
    Some(match name {
        "rulebook.toml" => "rulebook",
        "facts.toml" => "facts",
        "evidence.toml" => "evidence",
        "checks.toml" => "checks",
        "papers.toml" => "papers",
        "holidays.toml" => "holidays",
        "headings.toml" => "headings",
        "cases.toml" => "cases",
        "zh.toml" | "en.toml" => "language",
        _ if name.starts_with("facts.") && words => "fact-words",
        _ if words => "words",
        _ => return None,
    })
}

#[test]
fn the_checked_in_schemas_are_current() {
    let remedy = "run `cargo run -p ziping-cli -- schema content/schema` and commit what it writes";
    let mut names = BTreeSet::new();
    for (name, text) in schema::all(content()) {
        // Compared as values: the order of keys is of no meaning.
        assert_eq!(schema(&name), parsed(&name, &text), "{name} lags behind: {remedy}");
        names.insert(format!("{name}.schema.json"));
    }
    let folder = root().join("content/schema");
    let there: BTreeSet<String> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    assert_eq!(there, names, "{remedy}");
}

#[test]
fn every_schema_is_a_schema_of_draft_2020_12() {
    for (name, text) in schema::all(content()) {
        let schema = parsed(&name, &text);
        assert_eq!(schema.get("$schema"), Some(&json!("https://json-schema.org/draft/2020-12/schema")), "{name}");
        jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn every_file_of_the_content_and_every_overlay_validates() {
    let mut files: Vec<(&str, TextFile)> = Vec::new();
    let folder = root().join("content");
    for file in files_below(&folder).unwrap_or_else(|error| panic!("{error}")) {
        // The words of papers are checked where they become code (`core/dossier/build`).
        if file.path.starts_with("papers/") {
            continue;
        }
        let name = schema_of(&file.path).unwrap_or_else(|| panic!("content/{} has no schema", file.path));
        files.push((name, file));
    }
    for file in files_below(&root().join("tests/overlays")).unwrap_or_else(|error| panic!("{error}")) {
        if !file.path.starts_with("broken/") {
            files.push(("overlay", file));
        }
    }
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut validators: BTreeMap<&str, Validator> = BTreeMap::new();
    for (name, file) in &files {
        *seen.entry(name).or_default() += 1;
        let instance = toml(file);
        let validator = validators.entry(name).or_insert_with(|| validator(&schema(name)));
        wrong.extend(problems(validator, &instance).into_iter().map(|problem| format!("{}{problem}", file.path)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (name, ..) in ziping_content::files() {
        assert!(seen.get(name).is_some_and(|count| *count > 0), "no file validates against {name}");
    }
}

#[test]
fn every_example_and_the_answers_of_every_case_validate() {
    let validator = validator(&schema("answers"));
    let mut examples = 0;
    for book in &content().library.regimes {
        let path = root().join("content").join(&book.id).join("example.json");
        if path.exists() {
            examples += 1;
            let found = problems(&validator, &parsed(&book.id, &read(path)));
            assert!(found.is_empty(), "{}: {}", book.id, found.join("\n"));
        }
    }
    assert!(examples > 0);
    let catalogue = &content().library.catalogue;
    for case in content().cases.values().flatten() {
        let written = write_answers("示例", &case.sheet, catalogue);
        let found = problems(&validator, &parsed(&case.name, &written));
        assert!(found.is_empty(), "{}: {}", case.name, found.join("\n"));
    }
}

#[test]
fn the_schema_of_answers_and_the_reader_agree() {
    let validator = validator(&schema("answers"));
    let values = [
        json!(true),
        json!(null),
        json!(0),
        json!(50),
        json!(-1),
        json!(1.5),
        json!("50"),
        json!("12.50"),
        json!("12"),
        json!("12.0"),
        json!("12.1"),
        json!("011.9"),
        json!("12.505"),
        json!("-3"),
        json!("1e3"),
        json!("1200万"),
        json!("never"),
        json!("ongoing"),
        json!("2026-03-01"),
        json!("2026-13-01"),
        json!("1700-01-01"),
        json!("enterprise"),
        json!("Enterprise"),
        json!("IETS-2"),
        json!([]),
        json!(["promotion"]),
        json!(["promotion", "nothing"]),
        json!({}),
        json!({ "low": "1", "high": "2" }),
        json!({ "low": 1, "high": 2 }),
        json!({ "low": "1" }),
        json!({ "low": "1", "high": "2", "mid": "1" }),
        json!({ "2024": "1000.5", "2025": { "low": "1", "high": "2" } }),
        json!({ "24": "1000" }),
        json!({ "2024": 1000 }),
        json!([{ "client": "甲" }]),
        json!([{ "nobody": "甲" }]),
    ];
    // One fact of each kind, and what there is to disagree about.
    let mut kinds = BTreeMap::new();
    for (_, fact) in content().library.catalogue.iter() {
        kinds.entry(fact.kind.name()).or_insert_with(|| fact.id.clone());
    }
    for id in ["org.kind", "credit.main_business", "om.projects", "iets.level.basic", "no.such.fact"] {
        kinds.insert(id, id.to_owned());
    }
    assert!(kinds.len() >= 15, "{kinds:?}");
    let (mut accepted, mut refused) = (0, 0);
    for id in kinds.values() {
        for value in &values {
            let facts = Map::from_iter([(id.clone(), value.clone())]);
            let file = json!({ "schema": 1, "organisation": "示例", "facts": facts });
            let text = file.to_string();
            let by_reader = read_answers(&Source { name: "answers", text: &text }, &content().library.catalogue);
            let by_schema = problems(&validator, &file);
            assert_eq!(by_reader.is_ok(), by_schema.is_empty(), "{id}: {value}: {by_schema:?}");
            accepted += usize::from(by_schema.is_empty());
            refused += usize::from(!by_schema.is_empty());
        }
    }
    assert!(accepted >= 20 && refused >= 200, "{accepted} accepted, {refused} refused");
}

#[test]
fn what_the_loader_refuses_by_shape_the_schemas_refuse_too() {
    let folder = root().join("tests/overlays/broken");
    let overlays = validator(&schema("overlay"));
    let head = problems(&overlays, &toml(&TextFile { path: "head".into(), text: read(folder.join("head.toml")) }));
    for wanted in ["colour", "for_version", "final"] {
        assert!(head.iter().any(|problem| problem.contains(wanted)), "{wanted} is not among {head:?}");
    }
    let cases = validator(&schema("cases"));
    let case = |extra: &str| {
        let text = format!("[[case]]\nname = \"x\"\nas_of = \"2026-11-21\"\neligible = \"true\"\n{extra}");
        problems(&cases, &toml(&TextFile { path: "case".into(), text }))
    };
    assert!(case("facts = { \"org.kind\" = \"enterprise\" }").is_empty());
    assert!(!case("facts = { \"org.knid\" = \"enterprise\" }").is_empty());
    assert!(!case("facts = { \"org.kind\" = 3 }").is_empty());
    assert!(!case("grad = [\"A\", \"A\"]").is_empty());
    assert!(!case("open = \"org.kind\"").is_empty());
}

#[test]
fn with_an_overlay_its_facts_are_in_the_schema_of_answers() {
    let path = "credit-indicators.toml";
    let file = TextFile { path: path.to_owned(), text: read(root().join("tests/overlays").join(path)) };
    let applied = overlay::apply(&content().library, &[file]).unwrap_or_else(|problems| panic!("{problems:?}"));
    let with = applied.over(content().clone());
    let answers = json!({ "schema": 1, "facts": { "overlay.made-up-credit.team": "4" } });
    let of = |content| {
        let all = schema::all(content);
        all.into_iter().find(|(name, _)| name == "answers").map(|(name, text)| parsed(&name, &text))
    };
    let found = |schema: Option<Json>| schema.map(|schema| problems(&validator(&schema), &answers));
    assert_eq!(found(of(&with)), Some(Vec::new()));
    assert_ne!(found(of(content())), Some(Vec::new()));
}
