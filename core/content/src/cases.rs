//! Cases: facts → expected result, shipped with the rule book and run by the tests and by `ziping check`.

use super::reader::{Get, Reader};
use super::written::texts_of;
use std::collections::BTreeMap;
use ziping_base::calendar::Day;
use ziping_base::diag::{Said, Span, joined};
use ziping_base::node::{Node, Value};
use ziping_base::say;
use ziping_regime::{Case, RuleBook};
use ziping_rules::fact::{Catalogue, Sheet, read_value, unknown_fact};
use ziping_rules::rule::score::Ratio;

/// Reads a cases file that has passed its shape check.
pub(super) fn read_cases(node: &Node, book: &RuleBook, catalogue: &Catalogue, reader: &mut Reader<'_>) -> Vec<Case> {
    let bases: Vec<(&str, Sheet)> = node
        .get("base")
        .and_then(Node::table)
        .unwrap_or_default()
        .iter()
        .map(|(key, base)| (key.name.as_str(), sheet(base, catalogue, reader, Sheet::new())))
        .collect();
    let mut names: Vec<&str> = Vec::new();
    let mut cases = Vec::new();
    for table in node.tables("case") {
        let name = table.text_at("name");
        if names.contains(&name) {
            reader.problem(
                table.span_of("name"),
                "duplicate-id",
                say!("two cases are called `{name}`", "有两个案例都叫“{name}”"),
                say!("name the behaviour that each protects", "请各按要守住的规则行为命名"),
            );
        }
        names.push(name);
        if let Some(case) = case(table, &bases, book, catalogue, reader) {
            cases.push(case);
        }
    }
    cases
}

fn sheet(node: &Node, catalogue: &Catalogue, reader: &mut Reader<'_>, mut sheet: Sheet) -> Sheet {
    for (key, value) in node.table().unwrap_or_default() {
        let Some(ix) = catalogue.find(&key.name) else {
            reader.problems.push(unknown_fact(&key.name, catalogue).at(&reader.source, key.span));
            continue;
        };
        let Some(fact) = catalogue.get(ix) else { continue };
        match read_value(&fact.kind, value) {
            Ok(value) => {
                sheet.put(ix, Some(value));
            }
            Err(refused) => reader.problems.push(refused.named(&key.name).at(&reader.source, refused.span_in(value))),
        }
    }
    sheet
}

fn case(
    table: &Node,
    bases: &[(&str, Sheet)],
    book: &RuleBook,
    catalogue: &Catalogue,
    reader: &mut Reader<'_>,
) -> Option<Case> {
    let as_of = Day::parse(table.text_at("as_of"));
    if as_of.is_none() {
        let message = say!("this is not a day", "这不是存在的日期");
        reader.problem(table.span_of("as_of"), "bad-day", message, say!("write it as 2026-11-21", "写成 2026-11-21"));
    }
    let mut answers = match table.get("base") {
        None => Sheet::new(),
        Some(base) => match bases.iter().find(|(name, _)| Some(*name) == base.text()) {
            Some((_, sheet)) => sheet.clone(),
            None => {
                let message = say!("no base of that name", "没有这个名称的基础答案");
                reader.problem(base.span, "unknown-base", message, say!("add [base.…] above", "请在上面补上 [base.…]"));
                return None;
            }
        },
    };
    for (id, span) in table.texts("without") {
        match catalogue.find(id) {
            Some(fact) => {
                answers.put(fact, None);
            }
            None => reader.problems.push(unknown_fact(id, catalogue).at(&reader.source, span)),
        }
    }
    if let Some(facts) = table.get("facts") {
        answers = sheet(facts, catalogue, reader, answers);
    }
    let known = |id: &str| {
        book.conditions.iter().any(|item| item.id == id)
            || book.caps.iter().any(|item| item.id == id)
            || book.grounds.iter().any(|item| item.id == id)
    };
    let outcomes = labels(table, "outcomes");
    let readings: BTreeMap<String, Vec<String>> = table
        .get("readings")
        .and_then(Node::table)
        .unwrap_or_default()
        .iter()
        .map(|(key, value)| {
            (key.name.clone(), texts_of(value).unwrap_or_default().iter().map(|(text, _)| (*text).to_owned()).collect())
        })
        .collect();
    for id in outcomes.keys().chain(readings.keys()).filter(|id| !known(id)) {
        let message = say!("`{id}` is not a condition, cap or ground", "“{id}”不是条件、限制或事由");
        reader.problem(table.span_of("name"), "unknown-item", message, correct_the_id());
    }
    let figures = labels(table, "figures");
    for id in figures.keys().filter(|id| !book.figures.iter().any(|figure| figure.id == **id)) {
        let message = say!("`{id}` is not a figure", "“{id}”不是计算项");
        reader.problem(table.span_of("figures"), "unknown-item", message, correct_the_id());
    }
    let points = labels(table, "points");
    for id in points.keys().filter(|id| !book.scored().iter().any(|item| item.id == **id)) {
        let message = say!("`{id}` is not an item or a group", "“{id}”不是评分项目或组");
        reader.problem(table.span_of("points"), "unknown-item", message, correct_the_id());
    }
    let grade = pair(table, "grade", reader).map(|ends| outcome_pair(ends, book, table.span_of("grade"), reader));
    let uncapped =
        pair(table, "uncapped", reader).map(|ends| outcome_pair(ends, book, table.span_of("uncapped"), reader));
    let score = pair(table, "score", reader).and_then(|[low, high]| Some([Ratio::parse(&low)?, Ratio::parse(&high)?]));
    let open = table.get("open").map(|_| {
        let mut facts = Vec::new();
        for (id, span) in table.texts("open") {
            match catalogue.find(id) {
                Some(fact) => facts.push(fact),
                None => reader.problems.push(unknown_fact(id, catalogue).at(&reader.source, span)),
            }
        }
        facts
    });
    let binding = table.get("binding").map(|_| table.strings("binding"));
    for id in binding.iter().flatten().filter(|id| !book.caps.iter().any(|cap| cap.id == **id)) {
        let message = say!("`{id}` is not a cap", "“{id}”不是限制");
        reader.problem(table.span_of("binding"), "unknown-item", message, correct_the_id());
    }
    let next_empty = match table.get("next_empty").map(|node| &node.value) {
        Some(Value::Bool(empty)) => Some(*empty),
        _ => None,
    };
    let case = Case {
        name: table.owned("name"),
        place: reader.source.place(table.span_of("name")),
        as_of: as_of?,
        sheet: answers,
        eligible: table.get("eligible").and_then(Node::text).map(str::to_owned),
        grade,
        uncapped,
        score,
        binding,
        outcomes,
        readings,
        open,
        next_empty,
        figures,
        points,
    };
    let expects = case.eligible.is_some()
        || case.grade.is_some()
        || case.uncapped.is_some()
        || case.score.is_some()
        || case.binding.is_some()
        || case.open.is_some()
        || case.next_empty.is_some()
        || !case.outcomes.is_empty()
        || !case.readings.is_empty()
        || !case.figures.is_empty()
        || !case.points.is_empty();
    if !expects {
        reader.problem(
            table.span_of("name"),
            "empty-case",
            say!("the case expects nothing", "这个案例没有写任何预期"),
            say!("add grade, eligible, outcomes …", "请写上 grade、eligible、outcomes 等预期"),
        );
    }
    Some(case)
}

fn correct_the_id() -> Said {
    say!("correct the id", "请改正编号")
}

fn labels(table: &Node, key: &str) -> BTreeMap<String, String> {
    let entries = table.get(key).and_then(Node::table).unwrap_or_default();
    entries.iter().map(|(key, value)| (key.name.clone(), value.text().unwrap_or_default().to_owned())).collect()
}

fn pair(table: &Node, key: &str, reader: &mut Reader<'_>) -> Option<[String; 2]> {
    table.get(key)?;
    match table.texts(key).as_slice() {
        [(low, _), (high, _)] => Some([(*low).to_owned(), (*high).to_owned()]),
        _ => {
            reader.problem(
                table.span_of(key),
                "wrong-kind",
                say!("`{key}` takes two texts", "“{key}”要写两个值，都加引号"),
                say!("worst and best, or low and high", "依次写最低等级和最高等级，或最低分和最高分"),
            );
            None
        }
    }
}

fn outcome_pair(ends: [String; 2], book: &RuleBook, span: Span, reader: &mut Reader<'_>) -> [String; 2] {
    for outcome in ends.iter().filter(|outcome| !book.grade.outcomes.contains(outcome)) {
        let message = say!("`{outcome}` is not an outcome", "没有“{outcome}”这个等级");
        let Said { en, zh } = joined(book.grade.outcomes.iter().map(String::as_str));
        let help = say!("{en}", "等级有：{zh}");
        reader.problem(span, "unknown-outcome", message, help);
    }
    ends
}
