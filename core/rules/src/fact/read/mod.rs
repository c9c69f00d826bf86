//! Answer files: reading them without losing or guessing anything.

mod refused;
mod unknown;
mod value;

use super::typed::straight;
use super::{Catalogue, Kind, Occurrence, Range, Sheet, TextFormat, Value};
use refused::wrong_kind;
pub use unknown::Unknown;
use value::lost_characters;
pub use value::{MAX_ROWS, MAX_TEXT, read_value};
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Said, Source, TOLD, did_you_mean, nearest, not_told};
use ziping_base::node::{Key, Node, Value as Raw, read_json};
use ziping_base::say;

/// An answer file's contents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// The organisation's name as the file gives it.
    pub organisation: String,
    /// The answers.
    pub sheet: Sheet,
    /// What somebody has yet to find out.
    pub unknown: Unknown,
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
                .at(source, ziping_base::diag::Span::new(node.span.start, node.span.start + 1)),
        ),
    }
    for (key, value) in entries {
        match key.name.as_str() {
            "schema" => {}
            "organisation" => match value.text() {
                Some(name) if name.contains(char::REPLACEMENT_CHARACTER) => {
                    problems.push(lost_characters().named("organisation").at(source, value.span));
                }
                Some(name) => answers.organisation = straight(name),
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
            "unknown" => unknown::read(value, catalogue, source, &mut answers.unknown, &mut problems),
            other => problems.push(
                Diagnostic::error("unknown-key", say!("unknown key `{other}`", "不认识的键“{other}”"))
                    .help(say!(
                        "an answer file has `schema`, `organisation`, `facts` and `unknown`",
                        "答案文件只有 schema、organisation、facts 和 unknown，请删去这一项"
                    ))
                    .at(source, key.span),
            ),
        }
    }
    let noted = node.get("unknown").map_or(node.span, |value| value.span);
    problems.extend(unknown::answered(&answers, catalogue).map(|problem| problem.at(source, noted)));
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
    // Answers under a fact's own id come before those under ids that it had.
    let own = |key: &Key| catalogue.find(&key.name).is_none_or(|ix| catalogue.id(ix) == key.name);
    let (first, later): (Vec<_>, Vec<_>) = facts.iter().partition(|(key, _)| own(key));
    let mut more = 0;
    for (key, node) in first.into_iter().chain(later) {
        let told = problems.len() < TOLD;
        let Some((ix, fact)) = catalogue.find(&key.name).and_then(|ix| Some((ix, catalogue.get(ix)?))) else {
            if told {
                problems.push(unknown_fact(&key.name, catalogue).at(source, key.span));
            } else {
                more += 1;
            }
            continue;
        };
        match read_value(&fact.kind, node) {
            Ok(value) => match sheet.get(ix) {
                None => {
                    sheet.put(ix, Some(value));
                }
                Some(before) => match together(&fact.kind, before, value) {
                    Some(both) => {
                        sheet.put(ix, Some(both));
                    }
                    None if told => problems.push(too_long_together(&key.name, &fact.id).at(source, node.span)),
                    None => more += 1,
                },
            },
            Err(problem) if told => problems.push(problem.named(&key.name).at(source, problem.span_in(node))),
            Err(_) => more += 1,
        }
    }
    problems.extend(not_told(more));
}

/// Two answers to one fact, given under two of its ids: different texts one after the other, different numbers as a range
/// that has both. `None` where the text gets too long for an answer.
fn together(kind: &Kind, before: &Value, value: Value) -> Option<Value> {
    match (before, value) {
        (Value::Text(first), Value::Text(second)) if second.contains(first.as_str()) => Some(Value::Text(second)),
        (Value::Text(first), Value::Text(second)) if !first.contains(&second) => {
            let between = if *kind == Kind::Text(TextFormat::Block) { "\n" } else { "；" };
            let both = format!("{first}{between}{second}");
            (both.chars().count() <= value::MAX_TEXT).then_some(Value::Text(both))
        }
        (Value::Number(first), Value::Number(second)) => {
            Some(Value::Number(Range { low: first.low.min(second.low), high: first.high.max(second.high) }))
        }
        (before, _) => Some(before.clone()),
    }
}

fn too_long_together(id: &str, now: &str) -> Diagnostic {
    let message = say!(
        "`{id}` is asked as `{now}` now, and the two answers together are too long",
        "“{id}”现在并入“{now}”，两处答案合起来太长"
    );
    Diagnostic::error("too-long", message).help(say!("keep one of them, or shorten them", "请只留一处，或改短一些"))
}

fn not_answers(node: &Node) -> Diagnostic {
    let Said { en, zh } = node.value.kind();
    let message =
        Said::new(format!("an answer file is an object, this is {en}"), format!("答案文件应是对象，这里是{zh}"));
    Diagnostic::error("wrong-kind", message)
}

/// An error for a fact id that the catalogue does not have.
#[must_use]
pub fn unknown_fact(id: &str, catalogue: &Catalogue) -> Diagnostic {
    let error = Diagnostic::error("unknown-fact", say!("unknown fact `{id}`", "没有“{id}”这个事实"));
    match nearest(id, catalogue.iter().map(|(_, fact)| fact.id.as_str())) {
        Some(known) => error.help(did_you_mean(known)),
        None => error.help(say!(
            "remove it, or load the rule book or overlay that defines it",
            "删去这一项，或先载入定义它的规则或补充规则"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{Fact, FactIx, Value, write_answers, write_answers_noting};

    fn catalogue() -> Catalogue {
        let fact = |id: &str, kind, former: &[&str]| Fact {
            forms_only: true,
            former: former.iter().map(|id| (*id).to_owned()).collect(),
            ..Fact::new(id, kind)
        };
        Catalogue::new(vec![
            fact("all.story", Kind::Text(TextFormat::Block), &["a.story", "b.story"]),
            fact("all.lead", Kind::Text(TextFormat::Line), &["a.lead", "b.lead"]),
            fact("all.hands", Kind::Count, &["a.hands", "b.hands"]),
        ])
    }

    fn read(facts: &str) -> Result<Answers, Vec<Diagnostic>> {
        let text = format!("{{\"schema\": 1, \"organisation\": \"\", \"facts\": {{{facts}}}}}");
        read_answers(&Source { name: "answers.json", text: &text }, &catalogue())
    }

    fn value(facts: &str, place: usize) -> Option<Value> {
        read(facts).unwrap().sheet.get(FactIx::new(place)).cloned()
    }

    #[test]
    fn an_answer_under_a_former_id_is_one_to_the_fact_and_is_written_under_its_own() {
        let answers = read(r#""b.story": "一九九八年成立", "a.hands": 12"#).unwrap();
        let again = write_answers("", &answers.sheet, &catalogue());
        assert!(again.contains("all.story") && again.contains("all.hands"), "{again}");
        assert!(!again.contains("b.story") && !again.contains("a.hands"), "{again}");
        let source = Source { name: "again.json", text: &again };
        assert_eq!(read_answers(&source, &catalogue()).unwrap(), answers);
    }

    #[test]
    fn nothing_of_answers_under_several_ids_is_dropped() {
        let text = |facts, place| match value(facts, place) {
            Some(Value::Text(text)) => text,
            other => format!("{other:?}"),
        };
        // The fact's own id comes first, wherever it stands.
        assert_eq!(text(r#""a.story": "甲", "all.story": "乙""#, 0), "乙\n甲");
        assert_eq!(text(r#""a.lead": "王", "b.lead": "李""#, 1), "王；李");
        // The same, or the same and more, is said once.
        assert_eq!(text(r#""a.lead": "王", "b.lead": "王，总经理""#, 1), "王，总经理");
        assert_eq!(text(r#""a.lead": "王，总经理", "b.lead": "王", "all.lead": """#, 1), "王，总经理");
        let range = |low, high| Some(Value::Number(Range { low, high }));
        assert_eq!(value(r#""a.hands": 12, "b.hands": 15, "all.hands": 13"#, 2), range(12, 15));
        assert_eq!(value(r#""a.hands": {"low": "3", "high": "5"}, "b.hands": 4"#, 2), range(3, 5));
        assert_eq!(value(r#""a.hands": 12, "b.hands": 12"#, 2), range(12, 12));
    }

    fn noted(facts: &str, unknown: &str) -> Result<Answers, Vec<String>> {
        let text = format!("{{\"schema\": 1, \"organisation\": \"\", \"facts\": {{{facts}}}, \"unknown\": {unknown}}}");
        let read = read_answers(&Source { name: "answers.json", text: &text }, &catalogue());
        read.map_err(|problems| {
            assert!(problems.iter().all(|problem| problem.place.is_some()));
            problems.into_iter().map(|problem| problem.code).collect()
        })
    }

    #[test]
    fn what_is_not_known_yet_is_read_with_its_note_and_written_again() {
        let answers = noted(r#""all.hands": 12"#, r#"{"a.lead": "问过财务", "all.story": ""}"#).unwrap();
        let notes: Vec<_> = answers.unknown.iter().map(|(fact, note)| (fact.index(), note.as_str())).collect();
        assert_eq!(notes, [(0, ""), (1, "问过财务")], "a former id means the fact");
        let again = write_answers_noting("", &answers.sheet, &answers.unknown, &catalogue());
        let source = Source { name: "again.json", text: &again };
        assert_eq!(read_answers(&source, &catalogue()).unwrap(), answers);
        // Where nothing is noted the file is as it always was.
        let plain = write_answers_noting("", &answers.sheet, &Unknown::new(), &catalogue());
        assert_eq!(plain, write_answers("", &answers.sheet, &catalogue()));
        assert!(!plain.contains("unknown"));
    }

    #[test]
    fn what_is_both_answered_and_not_known_or_no_fact_or_no_text_is_refused() {
        let codes = |facts, unknown| noted(facts, unknown).unwrap_err();
        assert_eq!(codes(r#""all.hands": 12"#, r#"{"a.hands": "谁知道"}"#), ["answered-and-unknown"]);
        assert_eq!(codes("", r#"{"all.handz": ""}"#), ["unknown-fact"]);
        assert_eq!(codes("", r#"{"all.hands": 3}"#), ["wrong-kind"]);
        assert_eq!(codes("", r#"["all.hands"]"#), ["wrong-kind"]);
        let long = format!(r#"{{"all.hands": "{}"}}"#, "长".repeat(MAX_TEXT + 1));
        assert_eq!(codes("", &long), ["too-long"]);
        assert_eq!(codes("", "{\"all.hands\": \"\u{fffd}\"}"), ["damaged-text"]);
    }

    #[test]
    fn texts_that_get_too_long_together_are_refused_with_their_place() {
        let (a, b) = ("甲".repeat(12_000), "乙".repeat(12_000));
        let problems = read(&format!(r#""a.story": "{a}", "b.story": "{b}""#)).unwrap_err();
        let said: Vec<_> = problems.iter().map(|problem| (problem.code.as_str(), problem.place.is_some())).collect();
        assert_eq!(said, [("too-long", true)]);
    }
}
