//! Reading language files and comparing their keys with the rule books.

use super::reader::{Get, Reader};
use super::written::LANGUAGE;
use ziping_base::diag::{Diagnostic, Span, did_you_mean, nearest};
use ziping_base::node::Node;
use ziping_base::say;
use ziping_regime::*;
use ziping_regime::{Words, WordsOf};
use ziping_rules::fact::{Catalogue, Fact, Kind};

/// Reads words that have passed their shape check.
pub(super) fn words_of(node: &Node, reader: &mut Reader<'_>) -> WordsOf {
    let mut labels = std::collections::BTreeMap::new();
    for key in ["options", "columns", "texts"] {
        for (option, label) in node.get(key).and_then(Node::table).unwrap_or_default() {
            labels.insert(option.name.clone(), label.text().unwrap_or_default().to_owned());
        }
    }
    for key in ["short", "who", "issuer", "document", "number", "application", "asks", "missed"] {
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
    WordsOf {
        title,
        text: node.owned("text"),
        help: node.owned("help"),
        inferred: node.owned("inferred"),
        labels,
        sent_back: node.strings("sent_back"),
    }
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

/// English words that are Chinese are warned of: a copy that was never translated.
pub(super) fn in_language(found: &[(String, String, WordsOf, Span)], lang: &str, reader: &mut Reader<'_>) {
    if lang != "en" {
        return;
    }
    for (kind, id, of, span) in found {
        // The issuer's own names of its documents stay as they are.
        let labels = of.labels.values().filter(|_| kind != "regime");
        let texts = [&of.title, &of.text, &of.help].into_iter().chain(labels).chain(&of.sent_back);
        if let Some(text) = texts.into_iter().find(|text| is_chinese(text)) {
            let name = if id.is_empty() { kind } else { id };
            let start: String = text.chars().take(20).collect();
            let problem = Diagnostic::warning(
                "not-translated",
                say!("the English words of `{name}` are in Chinese: “{start}”", "“{name}”的英文写的是中文：“{start}”"),
            );
            let help = say!("translate them: who reads them does not read Chinese", "请译成英文：看英文的人看不懂中文");
            reader.problems.push(problem.help(help).at(&reader.source, *span));
        }
    }
}

/// Whether a text is Chinese and nothing else: it has no English word, and is not just the number, the clause or the quoted
/// name of something that has no English one.
fn is_chinese(text: &str) -> bool {
    let chinese = text.chars().filter(|c| matches!(c, '\u{3400}'..='\u{9FFF}')).count();
    let english = text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() > 1);
    chinese > 1 && !english && !text.contains(|c: char| c.is_ascii_digit() || "第《“".contains(c))
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
    book.elements().iter().flat_map(Element::level_rules).for_each(|rule| add("level", &rule.id));
    book.scored().into_iter().for_each(|item| add("item", &item.id));
    book.published.iter().for_each(|given| add("published", &given.id));
    book.sections.iter().for_each(|item| add("section", &item.id));
    for step in &book.steps {
        add("step", &step.id);
        add("actor", &step.actor);
        step.procedures.iter().for_each(|procedure| add("procedure", procedure));
    }
    for document in &book.documents {
        add("document", &document.id);
        document.to.iter().chain(&document.through).for_each(|to| add("actor", to));
        document.procedures.iter().for_each(|procedure| add("procedure", procedure));
    }
    book.duties.iter().for_each(|item| add("duty", &item.id));
    book.fees.iter().for_each(|item| add("fee", &item.id));
    book.entries.iter().for_each(|item| add(item.kind.name(), &item.id));
    book.finder.iter().for_each(|item| add("finder", &item.item));
    book.scope.iter().for_each(|item| add("scope", &format!("{}.{}", item.scale, item.role)));
    ids
}

/// What the rule book marks as the kit's inference, by the kind and id of its words; what it does not, `false`.
pub(super) fn inferences(book: &RuleBook, catalogue: &Catalogue) -> Vec<(String, String, bool)> {
    let mut all: Vec<(String, String, bool)> = Vec::new();
    // An item that several tables make up, as one of the industry finder, is inferred as soon as one of them is.
    let mut add = |kind: &str, id: &str, inferred: bool| match all.iter_mut().find(|(k, i, _)| k == kind && i == id) {
        Some((.., known)) => *known |= inferred,
        None => all.push((kind.to_owned(), id.to_owned(), inferred)),
    };
    book.conditions.iter().for_each(|item| add("condition", &item.id, item.backing.inferred));
    book.caps.iter().for_each(|item| add("cap", &item.id, item.backing.inferred));
    book.grounds.iter().for_each(|item| add("ground", &item.id, item.backing.inferred));
    book.figures.iter().for_each(|item| add("figure", &item.id, item.backing.inferred));
    let kind = book.grade.kind();
    book.elements().iter().for_each(|item| add(kind, catalogue.id(item.fact), item.backing.inferred));
    add("regime", "", book.grade.backing.inferred);
    book.steps.iter().for_each(|item| add("step", &item.id, item.backing.inferred || item.inferred_actor));
    book.documents.iter().for_each(|item| add("document", &item.id, item.backing.inferred || item.inferred_to));
    book.duties.iter().for_each(|item| add("duty", &item.id, item.backing.inferred));
    book.fees.iter().for_each(|item| add("fee", &item.id, item.backing.inferred));
    book.entries.iter().for_each(|item| add(item.kind.name(), &item.id, item.backing.inferred));
    book.finder.iter().for_each(|item| add("finder", &item.item, item.backing.inferred));
    book.scope.iter().for_each(|item| add("scope", &format!("{}.{}", item.scale, item.role), item.backing.inferred));
    all
}

/// That what is inferred says why, and that nothing else claims to be.
pub(super) fn reasons(
    found: &[(String, String, WordsOf, Span)],
    inferences: &[(String, String, bool)],
    reader: &mut Reader<'_>,
) {
    for (kind, id, of, span) in found {
        let Some((.., inferred)) = inferences.iter().find(|(k, i, _)| k == kind && i == id) else { continue };
        let id = if id.is_empty() { kind } else { id };
        if *inferred && of.inferred.trim().is_empty() {
            reader.problem(
                *span,
                "missing-words",
                say!("`{id}` is inferred and does not say why", "“{id}”标为推断，没有说明理由"),
                say!("add `inferred`: what the kit infers, and why", "请补上 inferred：推断了什么、理由是什么"),
            );
        }
        if !*inferred && !of.inferred.is_empty() {
            reader.problem(
                *span,
                "surplus-words",
                say!(
                    "`{id}` says what is inferred, but the rule book does not mark it",
                    "“{id}”写了推断的理由，规则里却没有标为推断"
                ),
                say!("mark it in rulebook.toml, or remove the text", "请在 rulebook.toml 中标上，或删去这段文字"),
            );
        }
    }
}

/// That each letter says what it asks for, and each date that can be missed what follows then.
pub(super) fn told(found: &[(String, String, WordsOf, Span)], book: &RuleBook, reader: &mut Reader<'_>) {
    for (kind, id, of, span) in found {
        let says = |label: &str| of.labels.get(label).is_some_and(|text| !text.trim().is_empty());
        let letter = |document: &Document| document.id == *id && book.is_letter(document);
        if kind == "document" && book.documents.iter().any(letter) && !says("asks") {
            reader.problem(
                *span,
                "missing-words",
                say!("the letter `{id}` does not say what it asks for", "书信“{id}”没有写请求什么"),
                say!("add `asks`, as it goes on after “we”", "请补上 asks，接在“本单位”之后"),
            );
        }
        let missable = |duty: &Duty| duty.id == *id && duty.kind != DutyKind::Opens;
        if kind == "duty" && book.duties.iter().any(missable) && !says("missed") {
            reader.problem(
                *span,
                "missing-words",
                say!("`{id}` does not say what follows once the day has passed", "“{id}”没有写这一天过了以后怎么办"),
                say!("add `missed`", "请补上 missed"),
            );
        }
    }
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
