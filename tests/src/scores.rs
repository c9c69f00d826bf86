//! Rule books and overlays whose points are worked out (`tests/scores`). Their words are not the matter: each thing is
//! called what its id says.

use crate::project::{files_below, root};
use std::fmt::Write as _;
use toml::{Table, Value};
use ziping_content::{Content, TextFile, load, overlay};

/// The text of a file below `tests/scores`.
///
/// # Panics
/// Where it cannot be read.
#[must_use]
#[expect(clippy::panic, reason = "a test without its file cannot go on")]
pub fn text(path: &str) -> String {
    let path = root().join("tests/scores").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of a rule book, with the shared ones and made-up words.
#[must_use]
pub fn files(id: &str, rulebook: &str, facts: &str) -> Vec<TextFile> {
    let shared = ["facts.", "evidence.", "readings."];
    let mut all: Vec<TextFile> = files_below(&root().join("content"))
        .unwrap_or_default()
        .into_iter()
        .filter(|file| shared.iter().any(|name| file.path.starts_with(name)))
        .collect();
    let mut add = |name: &str, text: String| all.push(TextFile { path: format!("{id}/{name}"), text });
    for lang in ["zh", "en"] {
        add(&format!("facts.{lang}.toml"), words_of_facts("", &parsed(facts)));
        add(&format!("{lang}.toml"), words_of_book(&parsed(rulebook), lang));
    }
    add("rulebook.toml", rulebook.to_owned());
    add("facts.toml", facts.to_owned());
    all
}

/// A rule book of `tests/scores`, loaded.
///
/// # Panics
/// With every problem.
#[must_use]
pub fn book(id: &str) -> Content {
    loaded(&files(id, &text(&format!("{id}/rulebook.toml")), &text(&format!("{id}/facts.toml"))))
}

/// Loads files.
///
/// # Panics
/// With every problem.
#[must_use]
#[expect(clippy::panic, reason = "a test without content cannot go on")]
pub fn loaded(files: &[TextFile]) -> Content {
    load(files).unwrap_or_else(|problems| panic!("{}", shown(&problems)))
}

/// An overlay with made-up words.
#[must_use]
pub fn overlay_file(text: &str) -> TextFile {
    let table = parsed(text);
    let mut whole = text.to_owned();
    for lang in ["zh", "en"] {
        let title = if lang == "zh" { "示例" } else { "Example" };
        let _ = writeln!(whole, "\n[{lang}.overlay]\ntitle = \"{title}\"\ntext = \"{title}\"");
        let facts = words_of_facts(&format!("{lang}.fact."), &table);
        let _ = write!(whole, "{facts}");
        for (key, kind) in [
            ("indicator", "fact"),
            ("level", "level"),
            ("item", "item"),
            ("group", "item"),
            ("published", "published"),
            ("cap", "cap"),
        ] {
            for id in ids(&table, key, "id") {
                let _ = writeln!(whole, "[{lang}.{kind}.\"{id}\"]\ntitle = \"{id}\"\ntext = \"{id}\"");
            }
        }
    }
    TextFile { path: "example.overlay.toml".to_owned(), text: whole }
}

/// Content with an overlay.
///
/// # Panics
/// With every problem.
#[must_use]
#[expect(clippy::panic, reason = "a test without content cannot go on")]
pub fn overlaid(content: &Content, text: &str) -> Content {
    let applied = overlay::apply(&content.library, &[overlay_file(text)]);
    applied.unwrap_or_else(|problems| panic!("{}", shown(&problems))).over(content.clone())
}

fn shown(problems: &[ziping_base::diag::Diagnostic]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n")
}

#[expect(clippy::panic, reason = "a test file that is no TOML is a mistake of the test")]
fn parsed(text: &str) -> Table {
    text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn ids(table: &Table, key: &str, id: &str) -> Vec<String> {
    let all = table.get(key).and_then(Value::as_array).into_iter().flatten();
    all.filter_map(|one| one.get(id)?.as_str().map(str::to_owned)).collect()
}

/// Words of facts: each is called what its id says, and so are its options and columns.
fn words_of_facts(prefix: &str, table: &Table) -> String {
    let mut words = String::new();
    for fact in table.get("fact").and_then(Value::as_array).into_iter().flatten() {
        let Some(id) = fact.get("id").and_then(Value::as_str) else { continue };
        let _ = writeln!(words, "[{prefix}\"{id}\"]\ntitle = \"{id}\"\ntext = \"{id}\"");
        let options = fact.get("options").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let columns = fact.get("column").and_then(Value::as_array).into_iter().flatten();
        let columns = columns.filter_map(|column| column.get("id")?.as_str());
        for (key, labels) in [("options", options.collect::<Vec<_>>()), ("columns", columns.collect())] {
            if !labels.is_empty() {
                let each: Vec<String> = labels.iter().map(|label| format!("\"{label}\" = \"{label}\"")).collect();
                let _ = writeln!(words, "{key} = {{ {} }}", each.join(", "));
            }
        }
    }
    words
}

fn words_of_book(book: &Table, lang: &str) -> String {
    let title = if lang == "zh" { "示例" } else { "Example" };
    let mut words = String::from("[regime]\n");
    for key in ["title", "short", "issuer", "document", "text", "application"] {
        let _ = writeln!(words, "{key} = \"{title}\"");
    }
    let grade = book.get("grade").and_then(Value::as_table).cloned().unwrap_or_default();
    let mut add = |kind: &str, id: &str| {
        let _ = writeln!(words, "[{kind}.\"{id}\"]\ntitle = \"{id} {title}\"\ntext = \"{title}\"\nhelp = \"{title}\"");
    };
    for kind in ["clause", "condition", "cap", "ground", "figure", "section", "reading", "level", "published"] {
        ids(book, kind, "id").iter().for_each(|id| add(kind, id));
    }
    for kind in ["item", "group"] {
        ids(book, kind, "id").iter().for_each(|id| add("item", id));
    }
    for kind in ["element", "aspect"] {
        ids(&grade, kind, "fact").iter().for_each(|id| add(kind, id));
    }
    let outcomes = grade.get("outcomes").and_then(Value::as_array).into_iter().flatten();
    outcomes.filter_map(Value::as_str).for_each(|id| add("outcome", id));
    words
}
