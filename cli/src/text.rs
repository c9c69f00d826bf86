//! Output for people. Colours appear on a terminal only: the streams strip them elsewhere.

use std::fmt::Write as _;
use ziping_assess::{ItemReport, LowHigh, Report};
use ziping_base::diag::{Diagnostic, Severity, one_line};
use ziping_base::lang::Lang;
use ziping_regime::Words;

pub const BOLD: &str = "\x1b[1m";
pub const RED: &str = "\x1b[31m";
pub const GREEN: &str = "\x1b[32m";
pub const YELLOW: &str = "\x1b[33m";
pub const DIM: &str = "\x1b[2m";
pub const PLAIN: &str = "\x1b[0m";

/// A diagnostic with its head in colour.
pub fn problem(problem: &Diagnostic, lang: Lang) -> String {
    let colour = match problem.severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
    };
    let shown = problem.shown(lang).to_string();
    let (head, rest) = shown.split_once('\n').map_or((shown.as_str(), ""), |(head, rest)| (head, rest));
    if rest.is_empty() { format!("{colour}{head}{PLAIN}") } else { format!("{colour}{head}{PLAIN}\n{rest}") }
}

/// A report as a page of text. `is_today`: no date was given.
pub fn report(report: &Report, words: &Words, lang: Lang, is_today: bool) -> String {
    let title = |kind: &str, id: &str| one_line(words.title(kind, id));
    let mut text = String::new();
    let mut line = |content: String| {
        text.push_str(&content);
        text.push('\n');
    };
    let range = |worst: &str, best: &str| {
        if worst == best {
            title("outcome", worst)
        } else {
            format!("{} – {}", title("outcome", worst), title("outcome", best))
        }
    };
    let today = if is_today { lang.pick("（今天，北京时间）", " (today in China)") } else { "" };
    let organisation = one_line(&report.organisation);
    line(format!("{BOLD}{organisation}{PLAIN} · {} · {}{today}", title("regime", ""), report.as_of));
    let grade = range(&report.grade.worst, &report.grade.best);
    line(format!("{}: {BOLD}{RED}{grade}{PLAIN}", lang.pick("预测结果", "Predicted")));
    if report.grade != report.uncapped {
        line(format!(
            "  {}: {}",
            lang.pick("不计限制", "before caps"),
            range(&report.uncapped.worst, &report.uncapped.best)
        ));
    }
    if let Some(score) = &report.score {
        let points =
            if score.low == score.high { score.low.clone() } else { format!("{}–{}", score.low, score.high) };
        line(format!("  {}: {points}", lang.pick("得分", "score")));
    }
    if report.conditions.iter().any(|condition| condition.kind == "eligibility") {
        line(format!("{}: {}", lang.pick("申报资格", "Eligible"), outcome(report.eligible, lang)));
    }
    line(String::new());
    for condition in &report.conditions {
        if condition.kind == "ground" {
            line(format!(
                "{} {} {DIM}{}{PLAIN}",
                caught(condition.outcome, lang),
                title("ground", &condition.id),
                condition.clause
            ));
        } else {
            line(format!(
                "{} {} {DIM}{}{PLAIN}",
                outcome(condition.outcome, lang),
                title("condition", &condition.id),
                condition.clause
            ));
        }
        if !condition.readings.is_empty() {
            line(format!(
                "      {YELLOW}{}{}{PLAIN}",
                lang.pick("取决于解释：", "depends on the reading: "),
                readings(words, &condition.readings)
            ));
        }
        let settled = if condition.kind == "ground" { "false" } else { "true" };
        for because in condition.because.iter().filter(|_| condition.outcome != settled) {
            line(format!("      {}", one_line(because)));
        }
    }
    for cap in &report.caps {
        let caught = caught(cap.outcome, lang);
        let binds = if cap.binds { lang.pick("，起限制作用", ", binds") } else { "" };
        let limit = match (cap.lowers, lang) {
            (Some(by), Lang::Zh) => format!("下调 {by} 级"),
            (Some(by), Lang::En) => format!("lowers the grade by {by}"),
            (None, _) => format!("{}{}", lang.pick("最高：", "at most "), title("outcome", &cap.limit)),
        };
        line(format!("{caught} {} {DIM}{}{PLAIN} {limit}{binds}", title("cap", &cap.id), cap.clause));
        if !cap.readings.is_empty() {
            line(format!(
                "      {YELLOW}{}{}{PLAIN}",
                lang.pick("取决于解释：", "depends on the reading: "),
                readings(words, &cap.readings)
            ));
        }
        for because in cap.because.iter().filter(|_| cap.outcome != "false") {
            line(format!("      {}", one_line(because)));
        }
        if let (Some(arguable), Some(safe)) = (&cap.free_arguable, &cap.free_safe) {
            line(format!(
                "      {} {safe}{} {arguable}",
                lang.pick("确定解除：", "free from "),
                lang.pick("，可主张：", ", arguably from ")
            ));
        }
    }
    let worked_out = report.elements.iter().filter(|element| !element.items.is_empty());
    for (name, items) in worked_out
        .map(|element| (title("fact", &element.fact), &element.items))
        .chain((!report.items.is_empty()).then(|| (lang.pick("其他项目", "Other items").to_owned(), &report.items)))
    {
        line(format!("\n{BOLD}{name}{PLAIN}"));
        items.iter().flat_map(|item| item_lines(item, words, lang, 1)).for_each(&mut line);
    }
    if !report.next.is_empty() {
        line(format!("\n{BOLD}{}{PLAIN}", lang.pick("接下来最该回答", "Answer next")));
        report.next.iter().take(5).for_each(|fact| line(format!("  {}  {DIM}{fact}{PLAIN}", title("fact", fact))));
    }
    if !report.paths.is_empty() {
        line(format!("\n{BOLD}{}{PLAIN}", lang.pick("通往更高等级", "Ways up")));
        for to in &report.paths {
            let target = if to.target == "eligible" {
                lang.pick("具备申报资格", "eligible").to_owned()
            } else {
                title("outcome", &to.target)
            };
            for path in &to.alternatives {
                let steps: Vec<String> = path.changes.iter().map(|change| one_line(&change.text)).collect();
                line(format!("  {BOLD}{target}{PLAIN}: {}", steps.join(lang.pick("；", "; "))));
            }
            if to.alternatives.is_empty() && to.more {
                let tried = lang.pick("在限定的尝试次数内没有找到路", "none found among those that were tried");
                line(format!("  {BOLD}{target}{PLAIN}: {tried}"));
            } else if to.alternatives.is_empty() {
                line(format!(
                    "  {BOLD}{target}{PLAIN}: {} {}",
                    lang.pick("没有可走的路：", "no way:"),
                    to.why.iter().map(|id| named(words, id)).collect::<Vec<_>>().join(lang.pick("、", ", "))
                ));
            }
        }
    }
    if report.horizon.len() > 1 {
        line(format!("\n{BOLD}{}{PLAIN}", lang.pick("随时间变化", "Over time")));
        for step in &report.horizon {
            let held: Vec<String> = step.assumes.iter().map(|fact| title("fact", fact)).collect();
            let held = if held.is_empty() {
                String::new()
            } else {
                format!("{DIM}{}{}{PLAIN}", lang.pick("　沿用：", "  held: "), held.join(lang.pick("、", ", ")))
            };
            line(format!("  {}  {}{held}", step.from, range(&step.worst, &step.best)));
        }
    }
    if !report.duties.is_empty() {
        line(format!("\n{BOLD}{}{PLAIN}", lang.pick("之后的期限", "Dates that follow")));
    }
    for duty in &report.duties {
        let past = if duty.date < report.as_of { lang.pick("（已过）", " (past)") } else { "" };
        line(format!("  {}{past}  {} {DIM}{}{PLAIN}", duty.date, title("duty", &duty.id), duty.clause));
    }
    if !report.notes.is_empty() {
        line(format!("\n{BOLD}{}{PLAIN}", lang.pick("说明", "Notes")));
        report.notes.iter().for_each(|note| line(format!("  · {}", one_line(note))));
    }
    let _ = writeln!(text);
    text
}

/// A line of a table of points with its parts below it: title, clause, points of how many, and why.
fn item_lines(item: &ItemReport, words: &Words, lang: Lang, depth: usize) -> Vec<String> {
    let indent = "  ".repeat(depth);
    let title = one_line(words.title("item", &item.id));
    let LowHigh { low, high } = &item.points;
    let points = if low == high { low.clone() } else { format!("{low}–{high}") };
    let of = lang.pick("满分", "of");
    let mut lines = vec![
        format!("{indent}{points} ({of} {}) {title} {DIM}{}{PLAIN}", item.most, item.clause),
        format!("{indent}    {}", one_line(&item.because)),
    ];
    if !item.readings.is_empty() {
        let named = readings(words, &item.readings);
        let depends = lang.pick("取决于解释：", "depends on the reading: ");
        lines.push(format!("{indent}    {YELLOW}{depends}{named}{PLAIN}"));
    }
    lines.extend(item.parts.iter().flat_map(|part| item_lines(part, words, lang, depth + 1)));
    lines
}

/// The title of whatever has an id.
fn named(words: &Words, id: &str) -> String {
    let kinds = ["condition", "cap", "ground", "fact"];
    kinds.iter().find_map(|kind| words.find(kind, id)).map_or_else(|| one_line(id), |of| one_line(&of.title))
}

/// Titles of readings.
fn readings(words: &Words, ids: &[String]) -> String {
    ids.iter().map(|id| one_line(words.title("reading", id))).collect::<Vec<_>>().join(" / ")
}

/// A cap or ground: caught or clear.
fn caught(outcome: &str, lang: Lang) -> String {
    let (colour, sign, zh, en) = match outcome {
        "true" => (RED, "✕", "已触发", "caught  "),
        "false" => (GREEN, "✓", "未触发", "clear   "),
        _ => (YELLOW, "?", "未定  ", "open    "),
    };
    format!("{colour}{sign} {}{PLAIN}", lang.pick(zh, en))
}

fn outcome(outcome: &str, lang: Lang) -> String {
    let (colour, sign, zh, en) = match outcome {
        "true" => (GREEN, "✓", "符合  ", "met     "),
        "false" => (RED, "✕", "不符合", "not met "),
        "not_applicable" => (DIM, "–", "不适用", "n/a     "),
        _ => (YELLOW, "?", "未定  ", "open    "),
    };
    format!("{colour}{sign} {}{PLAIN}", lang.pick(zh, en))
}
