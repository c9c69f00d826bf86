//! Proposals as TOML.

use super::{Expected, Proposals};
use crate::toml_text::quoted;
use std::fmt::Write as _;
use ziping_base::lang::Lang;
use ziping_rules::fact::{Catalogue, value_to_json};

/// The cases as text, to be put at the end of an overlay or into `cases.toml`. Each is named `computed: …`, until a human
/// has read it and given it a name.
#[must_use]
pub fn write(proposals: &Proposals, catalogue: &Catalogue, lang: Lang) -> String {
    let mut text = String::new();
    let head = lang.pick(
        "# 以下案例是算出来的，须由人阅读：结果是程序今天的答案，不是原文件的答案。\n# 逐个与原文件对照，对的改个说明规则的名称；不对的，改规则。\n",
        "# These cases are computed, to be read by a human: the results are what the program says today, not what the\n# document says. Compare each with the document; give those that are right a name that tells the rule; where one is\n# wrong, correct the rule.\n",
    );
    text.push_str(head);
    let Some(as_of) = proposals.as_of else { return text };
    let mut names: Vec<String> = Vec::new();
    for case in &proposals.cases {
        let what = lang.pick(&case.what.zh, &case.what.en);
        let name = match lang {
            Lang::Zh => format!("计算所得：{} {what}", case.id),
            Lang::En => format!("computed: {}, {what}", case.id),
        };
        let mut unique = name.clone();
        let mut count = 1;
        while names.contains(&unique) {
            count += 1;
            unique = format!("{name} ({count})");
        }
        let _ = writeln!(text, "\n[[case]]\nname = {}\nas_of = \"{as_of}\"", quoted(&unique));
        names.push(unique);
        let facts: Vec<String> = case
            .sheet
            .all_typed()
            .filter_map(|(fact, value)| {
                let fact = catalogue.get(fact)?;
                Some(format!("{} = {}", quoted(&fact.id), inline(&value_to_json(&fact.kind, value))))
            })
            .collect();
        if !facts.is_empty() {
            let _ = writeln!(text, "facts = {{ {} }}", facts.join(", "));
        }
        let id = quoted(&case.id);
        let _ = match &case.expected {
            Expected::Points(points) => writeln!(text, "points = {{ {id} = {} }}", quoted(points)),
            Expected::Outcome(outcome) => writeln!(text, "outcomes = {{ {id} = {} }}", quoted(outcome)),
            Expected::Grade(worst, best) => writeln!(text, "grade = [{}, {}]", quoted(worst), quoted(best)),
        };
    }
    if !proposals.missed.is_empty() {
        let _ = writeln!(
            text,
            "\n{}",
            lang.pick(
                "# 这些界限没有找到合适的答案，请自己写：",
                "# For these thresholds no answers were found; write them yourself:"
            )
        );
        for (id, what) in &proposals.missed {
            let _ = writeln!(text, "#   {id} {}", lang.pick(&what.zh, &what.en));
        }
    }
    if proposals.left_off > 0 {
        let more = proposals.left_off;
        let _ = match lang {
            Lang::Zh => writeln!(text, "\n# 还有 {more} 个没有列出"),
            Lang::En => writeln!(text, "\n# {more} more are left out"),
        };
    }
    text
}

/// A value of an answer file as TOML writes it on one line.
fn inline(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => "\"\"".to_owned(),
        serde_json::Value::Bool(truth) => truth.to_string(),
        serde_json::Value::Number(number) => number.to_string(),
        serde_json::Value::String(text) => quoted(text),
        serde_json::Value::Array(all) => format!("[{}]", all.iter().map(inline).collect::<Vec<_>>().join(", ")),
        serde_json::Value::Object(all) => {
            let entries: Vec<String> =
                all.iter().map(|(key, value)| format!("{} = {}", quoted(key), inline(value))).collect();
            if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
        }
    }
}
