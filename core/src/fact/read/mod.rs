//! Answer files: reading them without losing or guessing anything.

mod refused;
mod value;

use super::{Catalogue, Occurrence, Sheet, Value};
use crate::calendar::Day;
use crate::diag::{Diagnostic, Said, Source, did_you_mean, nearest};
use crate::node::{Key, Node, Value as Raw, read_json};
use crate::say;
use refused::wrong_kind;
pub use value::read_value;

/// An answer file's contents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// The organisation's name as the file gives it.
    pub organisation: String,
    /// The answers.
    pub sheet: Sheet,
}

/// Reads an answer file (`*.ziping.json`, schema 1).
///
/// # Errors
/// Every problem, each with its place: broken JSON, another schema, unknown keys and facts (with the nearest known
/// one), values of the wrong kind or out of range. Nothing is dropped: with any error there is no sheet.
pub fn read_answers(source: &Source<'_>, catalogue: &Catalogue) -> Result<Answers, Vec<Diagnostic>> {
    let node = read_json(source).map_err(|error| vec![error])?;
    let mut problems = Vec::new();
    let mut answers = Answers::default();
    let Some(entries) = node.table() else {
        return Err(vec![
            not_answers(&node)
                .help(say!(
                    "export the answers again, or start from {{\"schema\": 1, \"organisation\": \"…\", \"facts\": {{}}}}",
                    "请重新导出答案，或从 {{\"schema\": 1, \"organisation\": \"…\", \"facts\": {{}}}} 写起"
                ))
                .at(source, node.span),
        ]);
    };
    match node.get("schema") {
        Some(Node { value: Raw::Number(number), .. }) if number == "1" => {}
        Some(other) => {
            return Err(vec![
                Diagnostic::error(
                    "other-schema",
                    say!(
                        "this answer file is of another schema; this version reads schema 1",
                        "这是别的版本的答案文件，本版读 schema 1"
                    ),
                )
                .help(say!(
                    "open it with the version of Ziping that wrote it, or with a newer one",
                    "请用写出它的那一版或更新的版本打开"
                ))
                .at(source, other.span),
            ]);
        }
        None => problems.push(
            Diagnostic::error("missing-key", say!("`schema` is missing", "缺少“schema”"))
                .help(say!(
                    "add \"schema\": 1; if this is not an answer file, choose another",
                    "加上 \"schema\": 1；如果这不是答案文件，请另选一个"
                ))
                .at(source, crate::diag::Span::new(node.span.start, node.span.start + 1)),
        ),
    }
    for (key, value) in entries {
        match key.name.as_str() {
            "schema" => {}
            "organisation" => match value.text() {
                Some(name) => answers.organisation = name.to_owned(),
                None => {
                    problems.push(wrong_kind("organisation", &say!("a text", "文字"), value).at(source, value.span))
                }
            },
            "facts" => match value.table() {
                Some(facts) => read_facts(facts, catalogue, source, &mut answers.sheet, &mut problems),
                None => {
                    let wanted = say!("an object of fact ids and answers", "由事实编号和答案组成的对象");
                    problems.push(wrong_kind("facts", &wanted, value).at(source, value.span));
                }
            },
            other => problems.push(
                Diagnostic::error("unknown-key", say!("unknown key `{other}`", "不认识的键“{other}”"))
                    .help(say!(
                        "an answer file has `schema`, `organisation` and `facts`",
                        "答案文件只有 schema、organisation 和 facts，请删去这一项"
                    ))
                    .at(source, key.span),
            ),
        }
    }
    if problems.is_empty() { Ok(answers) } else { Err(problems) }
}

/// Reads an answer file for an assessment on a date: an event after that date is an error too.
///
/// # Errors
/// As [`read_answers`], and each event that is said to have happened after `as_of`.
pub fn read_answers_on(source: &Source<'_>, catalogue: &Catalogue, as_of: Day) -> Result<Answers, Vec<Diagnostic>> {
    let answers = read_answers(source, catalogue)?;
    let late: Vec<(&str, Day)> = answers
        .sheet
        .answered()
        .filter_map(|(ix, value)| match value {
            Value::Occurrence(Occurrence::On(day)) if *day > as_of => Some((catalogue.id(ix), *day)),
            _ => None,
        })
        .collect();
    if late.is_empty() {
        return Ok(answers);
    }
    let node = read_json(source).map_err(|error| vec![error])?;
    let place = |id: &str| node.get("facts").and_then(|facts| facts.get(id)).map_or(node.span, |value| value.span);
    Err(late
        .into_iter()
        .map(|(id, day)| {
            let message =
                say!("`{id}`: {day} is after the assessment date {as_of}", "“{id}”：{day} 在评价基准日 {as_of} 之后");
            Diagnostic::error("after-assessment-date", message)
                .help(say!("correct the day, or assess on a later date", "改正日期，或把基准日改晚"))
                .at(source, place(id))
        })
        .collect())
}

fn read_facts(
    facts: &[(Key, Node)],
    catalogue: &Catalogue,
    source: &Source<'_>,
    sheet: &mut Sheet,
    problems: &mut Vec<Diagnostic>,
) {
    for (key, node) in facts {
        let Some(ix) = catalogue.find(&key.name) else {
            problems.push(unknown_fact(&key.name, catalogue).at(source, key.span));
            continue;
        };
        let Some(fact) = catalogue.get(ix) else { continue };
        match read_value(&fact.kind, node) {
            Ok(value) => {
                sheet.put(ix, Some(value));
            }
            Err(problem) => problems.push(problem.named(&key.name).at(source, problem.span_in(node))),
        }
    }
}

fn not_answers(node: &Node) -> Diagnostic {
    let Said { en, zh } = node.value.kind();
    let message =
        Said::new(format!("an answer file is an object, this is {en}"), format!("答案文件应是对象，这里是{zh}"));
    Diagnostic::error("wrong-kind", message)
}

/// An error for a fact id that the catalogue does not have.
#[must_use]
pub(crate) fn unknown_fact(id: &str, catalogue: &Catalogue) -> Diagnostic {
    let error = Diagnostic::error("unknown-fact", say!("unknown fact `{id}`", "没有“{id}”这个事实"));
    match nearest(id, catalogue.iter().map(|(_, fact)| fact.id.as_str())) {
        Some(known) => error.help(did_you_mean(known)),
        None => error.help(say!(
            "remove it, or load the rule book or overlay that defines it",
            "删去这一项，或先载入定义它的规则或补充规则"
        )),
    }
}
