//! Reading language files and comparing their keys with the rule books.

use super::model::*;
use super::reader::{Get, Reader};
use super::shape::LANGUAGE;
use super::words::{Words, WordsOf};
use crate::diag::{Diagnostic, Span, did_you_mean, nearest};
use crate::fact::{Catalogue, Fact, Kind};
use crate::node::Node;
use crate::say;

/// Reads words that have passed their shape check.
pub(super) fn words_of(node: &Node, reader: &mut Reader<'_>) -> WordsOf {
    let mut labels = std::collections::BTreeMap::new();
    for key in ["options", "columns", "texts"] {
        for (option, label) in node.get(key).and_then(Node::table).unwrap_or_default() {
            labels.insert(option.name.clone(), label.text().unwrap_or_default().to_owned());
        }
    }
    for key in ["short", "issuer", "document", "application"] {
        if let Some(text) = node.get(key).and_then(Node::text) {
            labels.insert(key.to_owned(), text.to_owned());
        }
    }
    let title = node.owned("title");
    if title.trim().is_empty() && node.get("title").is_some() {
        let message = say!("an empty title", "名称（title）是空的");
        let help = say!("every thing has a short label", "每一项都要有简短的名称");
        reader.problem(node.span_of("title"), "empty-text", message, help);
    }
    WordsOf { title, text: node.owned("text"), help: node.owned("help"), labels, sent_back: node.strings("sent_back") }
}

/// Words whose ids stand at the top level: facts, evidence, readings, checks.
pub(super) fn flat(node: &Node, kind: &str, reader: &mut Reader<'_>) -> Vec<(String, String, WordsOf, Span)> {
    node.table()
        .unwrap_or_default()
        .iter()
        .map(|(key, value)| (kind.to_owned(), key.name.clone(), words_of(value, reader), key.span))
        .collect()
}

/// Words of a rule book: `[regime]`, then a table per kind.
pub(super) fn nested(node: &Node, reader: &mut Reader<'_>) -> Vec<(String, String, WordsOf, Span)> {
    let mut all = Vec::new();
    for (kind, table) in node.table().unwrap_or_default() {
        if kind.name == "regime" {
            all.push(("regime".to_owned(), String::new(), words_of(table, reader), kind.span));
        } else if LANGUAGE.keys.iter().any(|known| known.name == kind.name) {
            all.extend(flat(table, &kind.name, reader));
        }
    }
    all
}

/// The kinds and ids that a rule book's language file must have.
pub(super) fn expected(book: &RuleBook, catalogue: &Catalogue) -> Vec<(String, String)> {
    let mut ids: Vec<(String, String)> = vec![("regime".into(), String::new())];
    let mut add = |kind: &str, id: &str| {
        let pair = (kind.to_owned(), id.to_owned());
        if !ids.contains(&pair) {
            ids.push(pair);
        }
    };
    book.clauses.iter().for_each(|clause| add("clause", &clause.id));
    book.conditions.iter().for_each(|item| add("condition", &item.id));
    book.caps.iter().for_each(|item| add("cap", &item.id));
    book.grounds.iter().for_each(|item| add("ground", &item.id));
    book.figures.iter().for_each(|item| add("figure", &item.id));
    book.grade.outcomes.iter().for_each(|outcome| add("outcome", outcome));
    match &book.grade.model {
        Model::Scored { elements, .. } => {
            elements.iter().for_each(|element| add("element", catalogue.id(element.fact)))
        }
        Model::Aspects { aspects, .. } => aspects.iter().for_each(|aspect| add("aspect", catalogue.id(aspect.fact))),
        Model::Met { .. } => {}
    }
    book.sections.iter().for_each(|item| add("section", &item.id));
    for step in &book.steps {
        add("step", &step.id);
        step.procedures.iter().for_each(|procedure| add("procedure", procedure));
    }
    for document in &book.documents {
        add("document", &document.id);
        document.procedures.iter().for_each(|procedure| add("procedure", procedure));
    }
    book.duties.iter().for_each(|item| add("duty", &item.id));
    book.fees.iter().for_each(|item| add("fee", &item.id));
    book.entries.iter().for_each(|item| add(item.kind.name(), &item.id));
    book.finder.iter().for_each(|item| add("finder", &item.item));
    book.scope.iter().for_each(|item| add("scope", &format!("{}.{}", item.scale, item.role)));
    ids
}

/// Options and columns of a fact that need labels.
pub(super) fn fact_labels(fact: &Fact) -> Vec<&str> {
    match &fact.kind {
        Kind::Choice { options, .. } | Kind::Several { options } => options.iter().map(String::as_str).collect(),
        Kind::Table { columns } => columns.iter().map(|column| column.id.as_str()).collect(),
        Kind::Bool
        | Kind::Count
        | Kind::Money { .. }
        | Kind::Yearly { .. }
        | Kind::Date
        | Kind::Occurrence
        | Kind::Score { .. }
        | Kind::Text(_) => Vec::new(),
    }
}

/// Compares what is there with what is expected; fills the words. `lang` is the table of a language that the words
/// stand in, where one file has several.
pub(super) fn compare(
    found: Vec<(String, String, WordsOf, Span)>,
    expected: &[(String, String)],
    facts: &[&Fact],
    lang: Option<&str>,
    reader: &mut Reader<'_>,
    words: &mut Words,
) {
    let prefix = lang.map(|lang| format!("{lang}.")).unwrap_or_default();
    for (kind, id) in expected {
        if !found.iter().any(|(k, i, ..)| k == kind && i == id) {
            let name = if id.is_empty() { format!("[{prefix}{kind}]") } else { format!("[{prefix}{kind}.\"{id}\"]") };
            let help = say!("add a title and a text", "请补上 title 和 text");
            let problem =
                Diagnostic::error("missing-words", say!("no words for {name}", "缺少 {name} 的文字")).help(help);
            reader.problems.push(problem.at(&reader.source, Span::default()));
        }
    }
    for (kind, id, of, span) in found {
        if !expected.iter().any(|(k, i)| *k == kind && *i == id) {
            let help = nearest(&id, expected.iter().filter(|(k, _)| *k == kind).map(|(_, i)| i.as_str())).map_or_else(
                || say!("remove it, or correct its kind and id", "请删去，或改正它的种类和编号"),
                did_you_mean,
            );
            reader.problem(
                span,
                "surplus-words",
                say!("nothing is called `{id}` among the kind `{prefix}{kind}`", "“{prefix}{kind}”这一类里没有“{id}”"),
                help,
            );
        }
        if let Some(fact) = facts.iter().find(|fact| kind == "fact" && fact.id == id) {
            let labels = fact_labels(fact);
            for option in &labels {
                if !of.labels.contains_key(*option) {
                    reader.problem(
                        span,
                        "missing-words",
                        say!("`{id}` has no label for `{option}`", "“{id}”缺少“{option}”的名称"),
                        say!("add it to options or columns", "请在 options 或 columns 中补上"),
                    );
                }
            }
            for option in of.labels.keys().filter(|option| !labels.contains(&option.as_str())) {
                reader.problem(
                    span,
                    "surplus-words",
                    say!("`{id}` has no option or column `{option}`", "“{id}”没有“{option}”这个选项或列"),
                    say!("remove its label", "请删去它的名称"),
                );
            }
        }
        words.insert(&kind, &id, of);
    }
}
