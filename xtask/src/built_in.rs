//! What the JavaScript module carries: the rule books as packs, the facts that rule books are checked against, and the TypeScript
//! types of answers, in kit/generated/.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ziping_content::{Content, TextFile, packs};
use ziping_regime::Library;
use ziping_rules::fact::Kind;

/// Its files by name.
pub fn files(sources: &[TextFile], content: &Content) -> Vec<(String, Vec<u8>)> {
    let mut files = packs(content);
    // The packs, as Rust.
    let mut list = String::from("&[\n");
    for (name, _) in &files {
        let _ = writeln!(list, "    ({name:?}, include_bytes!({name:?})),");
    }
    list.push_str("]\n");
    files.push(("packs.rs".to_owned(), list.into_bytes()));
    for name in ["facts.toml", "evidence.toml"] {
        files.push((name.to_owned(), logic(sources, name).into_bytes()));
    }
    files.push(("answers.d.ts".to_owned(), types(content).into_bytes()));
    files
}

/// The facts or the evidence of all rule books, without words: what one rule book is checked against.
fn logic(sources: &[TextFile], name: &str) -> String {
    let wanted = |file: &&TextFile| file.path.rsplit('/').next() == Some(name);
    let texts: Vec<&str> = sources.iter().filter(wanted).map(|file| file.text.as_str()).collect();
    texts.join("\n")
}

/// The types that the catalogue of facts makes.
fn types(content: &Content) -> String {
    let mut text = String::new();
    ids(&content.library, &mut text);
    facts(content, &mut text);
    text
}

fn union<'a>(ids: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = ids.into_iter().map(|id| format!("{id:?}")).collect();
    if quoted.is_empty() { "never".to_owned() } else { quoted.join(" | ") }
}

/// The ids of regimes and outcomes.
fn ids(library: &Library, text: &mut String) {
    let regimes = union(library.regimes.iter().map(|book| book.id.as_str()));
    let outcomes: BTreeSet<&str> =
        library.regimes.iter().flat_map(|book| book.grade.outcomes.iter().map(String::as_str)).collect();
    text.push_str("/** A regime. */\n");
    text.push_str(&format!("export type RegimeId = {regimes};\n\n"));
    text.push_str("/** An outcome of some regime; `regimes()` lists those of each, ascending. */\n");
    text.push_str(&format!("export type Outcome = {};\n\n", union(outcomes)));
}

/// The answers by fact, each with its label in both languages.
fn facts(content: &Content, text: &mut String) {
    let words = |lang: &str, id: &str| -> String {
        let found = content.words.get(lang).into_iter().flatten().find_map(|(_, words)| words.find("fact", id));
        found.map_or_else(|| id.to_owned(), |words| words.title.replace("*/", "* /"))
    };
    text.push_str("/** The answers; a fact left out is not answered. */\nexport interface Facts {\n");
    for (_, fact) in content.library.catalogue.iter() {
        let _ = writeln!(text, "  /** {} · {} */", words("zh", &fact.id), words("en", &fact.id));
        let _ = writeln!(text, "  {:?}?: {};", fact.id, of_kind(&fact.kind));
    }
    text.push_str("  /** Of an overlay. */\n  [fact: `overlay.${string}`]: OverlayAnswer | undefined;\n");
    text.push_str("}\n\n/** A fact of the catalogue, or of an overlay. */\nexport type FactId = keyof Facts;\n");
}

fn of_kind(kind: &Kind) -> String {
    match kind {
        Kind::Bool => "boolean".to_owned(),
        Kind::Count => "number | CountRange".to_owned(),
        Kind::Money { .. } | Kind::Score { .. } => "Decimal | DecimalRange".to_owned(),
        Kind::Yearly { .. } => "Yearly".to_owned(),
        Kind::Date => "Day".to_owned(),
        Kind::Occurrence => "Occurrence".to_owned(),
        Kind::Choice { options, .. } => union(options.iter().map(String::as_str)),
        Kind::Several { options } => format!("({})[]", union(options.iter().map(String::as_str))),
        Kind::Text(_) => "string".to_owned(),
        Kind::Table { columns } => {
            let cells: Vec<String> =
                columns.iter().map(|column| format!("{:?}?: {}", column.id, of_kind(&column.kind))).collect();
            format!("{{ {} }}[]", cells.join("; "))
        }
    }
}
