//! `ziping compare`: two assessments, what changed in the grade, and why.

use crate::args::{Format, How};
use crate::assess::{Failure, Setup};
use std::path::Path;
use ziping_core::assess::{Cause, Difference, GradeRange, Lang, Side, Speaker, compare};
use ziping_core::calendar::Day;

/// What is compared.
pub struct Request<'a> {
    /// How the first is assessed.
    pub how: &'a How,
    /// Date of the second.
    pub to_as_of: Option<Day>,
    /// Content of the second.
    pub to_content: Option<&'a Path>,
    /// The first answer file.
    pub before: &'a Path,
    /// The second answer file.
    pub after: &'a Path,
}

/// Compares; `false` when an answer file is bad.
///
/// # Errors
/// Bad content.
pub fn run(request: &Request<'_>, format: Format) -> Result<bool, Failure> {
    let first = Setup::new(request.how)?;
    let second = first.other(request.how, request.to_as_of, request.to_content)?;
    let (Some(before), Some(after)) = (first.open(request.before), second.open(request.after)) else {
        return Ok(false);
    };
    let (Some(from_book), Some(to_book)) = (first.rulebook(), second.rulebook()) else { return Ok(false) };
    let from =
        Side { library: &first.content().library, rulebook: from_book, sheet: &before.sheet, as_of: first.as_of() };
    let to = Side { library: &second.content().library, rulebook: to_book, sheet: &after.sheet, as_of: second.as_of() };
    let speaker = Speaker::new(to.library, to_book, second.words(), second.lang());
    let steps = compare(from, to);
    match format {
        Format::Json => {
            let outcome = |place: u8| speaker.outcome(place);
            let ends =
                |range: GradeRange| serde_json::json!({ "worst": outcome(range.worst), "best": outcome(range.best) });
            let all: Vec<_> = steps
                .iter()
                .map(|step| {
                    let (kind, detail) = match &step.cause {
                        Cause::Answers(facts) => {
                            let ids: Vec<&str> = facts.iter().map(|fact| from.library.catalogue.id(*fact)).collect();
                            ("answers", serde_json::json!(ids))
                        }
                        Cause::Date(a, b) => ("date", serde_json::json!([a.to_string(), b.to_string()])),
                        Cause::RuleBook(a, b) => ("rule_book", serde_json::json!([a, b])),
                    };
                    serde_json::json!({ "cause": kind, "detail": detail, "before": ends(step.before), "after": ends(step.after) })
                })
                .collect();
            anstream::println!("{}", serde_json::Value::Array(all));
        }
        Format::Text if steps.is_empty() => {
            let zh = second.lang() == Lang::Zh;
            anstream::println!("{}", if zh { "两次评估相同" } else { "the two assessments are the same" });
        }
        Format::Text => steps.iter().for_each(|step| anstream::println!("{}", say(step, &speaker, second.lang()))),
    }
    Ok(true)
}

fn say(step: &Difference, speaker: &Speaker<'_>, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let cause = match &step.cause {
        Cause::Answers(facts) => {
            let titles: Vec<&str> = facts.iter().map(|fact| speaker.fact(*fact)).collect();
            if zh {
                format!("回答有变：{}", titles.join("、"))
            } else {
                format!("changed answers: {}", titles.join(", "))
            }
        }
        Cause::Date(a, b) if zh => format!("日期由 {a} 到 {b}"),
        Cause::Date(a, b) => format!("the date, from {a} to {b}"),
        Cause::RuleBook(a, b) if zh => format!("规则版本由 {a} 到 {b}"),
        Cause::RuleBook(a, b) => format!("the rule book, from {a} to {b}"),
    };
    format!("{} → {}  {cause}", speaker.grades(step.before), speaker.grades(step.after))
}
