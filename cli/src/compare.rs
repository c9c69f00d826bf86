//! `ziping compare`: two assessments, what changed in the grade, and why.

use crate::args::{Format, How};
use crate::assess::{Failure, Setup};
use std::path::{Path, PathBuf};
use ziping_assess::{Cause, Difference, GradeRange, ItemDifference, Rules, Side, Speaker, compare};
use ziping_base::calendar::Day;
use ziping_base::diag::one_line;
use ziping_base::lang::Lang;
use ziping_regime::Library;
use ziping_rules::rule::score::Points;

/// What is compared.
pub struct Request<'a> {
    /// How the first is assessed.
    pub how: &'a How,
    /// The language.
    pub lang: Lang,
    /// Date of the second.
    pub to_as_of: Option<Day>,
    /// Content of the second.
    pub to_content: Option<&'a Path>,
    /// Overlays of the second; `None`: those of the first.
    pub to_overlays: Option<&'a [PathBuf]>,
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
    let first = Setup::new(request.how, request.lang)?;
    let second = first.other(request.how, request.to_as_of, request.to_content, request.to_overlays)?;
    // What the document alone gives, to tell its changes from those of overlays.
    let first_plain = first.other(request.how, None, None, Some(&[]))?;
    let second_plain = first.other(request.how, request.to_as_of, request.to_content, Some(&[]))?;
    let (Some(before), Some(after)) = (first.open(request.before), second.open(request.after)) else {
        return Ok(false);
    };
    let (Some(rules_before), Some(rules_after)) = (rules(&first), rules(&second)) else { return Ok(false) };
    let (Some(plain_before), Some(plain_after)) = (rules(&first_plain), rules(&second_plain)) else { return Ok(false) };
    let from = Side { rules: rules_before, plain: plain_before, sheet: &before.sheet, as_of: first.as_of() };
    let to = Side { rules: rules_after, plain: plain_after, sheet: &after.sheet, as_of: second.as_of() };
    let speaker = Speaker::new(to.rules.library, to.rules.rulebook, second.words(), second.lang());
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
                        Cause::Answers(facts) => ("answers", serde_json::json!(facts)),
                        Cause::Date(a, b) => ("date", serde_json::json!([a.to_string(), b.to_string()])),
                        Cause::RuleBook(a, b) => ("rule_book", serde_json::json!([a, b])),
                        Cause::Overlays(a, b) => ("overlays", serde_json::json!([a, b])),
                    };
                    let mut one = serde_json::json!({ "cause": kind, "detail": detail, "before": ends(step.before), "after": ends(step.after) });
                    if let (Some(one), false) = (one.as_object_mut(), step.items.is_empty()) {
                        one.insert("items".to_owned(), step.items.iter().map(item).collect());
                    }
                    one
                })
                .collect();
            anstream::println!("{}", serde_json::Value::Array(all));
        }
        Format::Text if steps.is_empty() => {
            let zh = second.lang() == Lang::Zh;
            anstream::println!("{}", if zh { "两次评估相同" } else { "the two assessments are the same" });
        }
        Format::Text => steps
            .iter()
            .for_each(|step| anstream::println!("{}", one_line(&say(step, to.rules.library, &speaker, second.lang())))),
    }
    Ok(true)
}

fn say<'c>(step: &'c Difference, library: &Library, speaker: &Speaker<'c>, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let cause = match &step.cause {
        Cause::Answers(facts) => {
            // A fact of an overlay that was taken off has no words any more.
            let title = |id: &'c String| library.catalogue.find(id).map_or(id.as_str(), |fact| speaker.fact(fact));
            let titles: Vec<&str> = facts.iter().map(title).collect();
            if zh {
                format!("回答有变：{}", titles.join("、"))
            } else {
                format!("changed answers: {}", titles.join(", "))
            }
        }
        Cause::Date(a, b) if zh => format!("日期由 {a} 到 {b}"),
        Cause::Date(a, b) => format!("the date, from {a} to {b}"),
        Cause::RuleBook(a, b) if zh => format!("规则版本由 {a} 到 {b}"),
        Cause::RuleBook(a, b) => format!("the rule book, from version {a} to {b}"),
        Cause::Overlays(a, b) => overlays(a, b, zh),
    };
    let mut said = format!("{} → {}  {cause}", speaker.grades(step.before), speaker.grades(step.after));
    let none = || if zh { "没有" } else { "none" }.to_owned();
    let points = |points: Option<Points>| points.map_or_else(none, |points| speaker.points(points));
    for item in &step.items {
        let title = speaker.item(&item.id);
        let title = if title.is_empty() { item.id.clone() } else { title };
        said.push_str(&format!(
            "{}{title} {} → {}",
            if zh { "；" } else { "; " },
            points(item.before),
            points(item.after)
        ));
    }
    said
}

/// An item whose points changed, as JSON.
fn item(of: &ItemDifference) -> serde_json::Value {
    let ends = |points: Option<Points>| {
        points.map(|points| serde_json::json!({ "low": points.low.shown(), "high": points.high.shown() }))
    };
    serde_json::json!({ "id": of.id, "before": ends(of.before), "after": ends(of.after) })
}

fn rules(setup: &Setup) -> Option<Rules<'_>> {
    Some(Rules { library: &setup.content().library, rulebook: setup.rulebook()? })
}

/// Overlays put on, taken off or exchanged.
fn overlays(before: &[String], after: &[String], zh: bool) -> String {
    let (a, b) = (before.join(", "), after.join(", "));
    match (zh, before.is_empty(), after.is_empty()) {
        (true, true, _) => format!("加上补充规则 {b}"),
        (true, false, true) => format!("去掉补充规则 {a}"),
        (true, false, false) if a == b => format!("补充规则 {a} 的内容有变"),
        (true, false, false) => format!("补充规则由 {a} 换成 {b}"),
        (false, true, _) => format!("overlays laid on: {b}"),
        (false, false, true) => format!("overlays taken off: {a}"),
        (false, false, false) if a == b => format!("other content of the overlays {a}"),
        (false, false, false) => format!("overlays, from {a} to {b}"),
    }
}
