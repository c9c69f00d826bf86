//! How a question is answered, in a sentence for its kind.

use ziping_base::diag::Said;
use ziping_base::say;
use ziping_rules::fact::{Kind, TextFormat, format_fixed};

/// How to answer a question of a kind.
pub(super) fn how(kind: &Kind) -> Said {
    match kind {
        Kind::Bool => say!("Choose yes or no.", "从列表里选“是”或“否”。"),
        Kind::Count => {
            say!("A whole number; a range such as 12–15 if you are not sure.", "填整数；拿不准的可以填区间，如 12–15。")
        }
        Kind::Money { .. } => say!(
            "In yuan; 1200万 or a range such as 100–120万 will do too.",
            "以元为单位；也可以写 1200万，拿不准的可以填区间，如 100–120万。"
        ),
        Kind::Yearly { .. } => say!(
            "In yuan for each fiscal year; 0 for a year without any, blank for one that you do not know.",
            "按会计年度填，以元为单位；没有的年度填 0，不知道的留空。"
        ),
        Kind::Date => say!("Year, month, day: 2024-03-01.", "填年、月、日，如 2024-03-01。"),
        Kind::Occurrence => say!(
            "If it never happened choose “never”; else write the last day, such as 2026-03-01 (of a penalty the day of the decision), or choose “yes, day unknown” or “ongoing”.",
            "没有发生过的选“从未”；发生过的填最近一次的日期，如 2026-03-01（处罚填决定日期），或者选“有，日期不详”“正在持续”。"
        ),
        Kind::Choice { .. } => say!("Choose one from the list.", "从列表里选一项。"),
        Kind::Several { .. } => say!(
            "Choose “yes” beside each that applies; beside the last line if none does.",
            "下面各行，符合的选“是”，其余留空；一项也没有的，在最后一行选“是”。"
        ),
        Kind::Score { max } => {
            let max = format_fixed(*max, 1);
            say!(
                "Points from 0 to {max}, at most one decimal; a range such as 14–16 if you are not sure.",
                "填 0 到 {max} 分，最多一位小数；拿不准的可以填区间，如 14–16。"
            )
        }
        Kind::Text(TextFormat::Line) => say!("A line of words.", "填一行文字。"),
        Kind::Text(TextFormat::Block) => {
            say!("Words; Alt+Enter begins a new line.", "填文字；换行按 Alt+Enter。")
        }
        Kind::Text(TextFormat::Uscc) => say!("18 characters, as on the licence.", "填 18 位代码，与证照一致。"),
        Kind::Text(TextFormat::Phone) => say!("A telephone number.", "填电话号码。"),
        Kind::Text(TextFormat::Email) => say!("A mail address.", "填电子邮箱。"),
        Kind::Table { .. } => say!("Rows can be added.", "不够可以加行。"),
    }
}

/// The unit that an answer is in, where it has one.
pub(super) fn unit(kind: &Kind) -> Option<Said> {
    match kind {
        Kind::Money { .. } | Kind::Yearly { .. } => Some(say!("yuan", "元")),
        Kind::Score { .. } => Some(say!("points", "分")),
        Kind::Bool
        | Kind::Count
        | Kind::Date
        | Kind::Occurrence
        | Kind::Choice { .. }
        | Kind::Several { .. }
        | Kind::Text(_)
        | Kind::Table { .. } => None,
    }
}

/// What rests on an answer, in a few lines; for forms alone where nothing does.
pub(super) fn why(why: &[Said]) -> Said {
    const SHOWN: usize = 3;
    if why.is_empty() {
        return say!("printed in the application papers", "填写申报材料用");
    }
    let join = |pick: fn(&Said) -> &str, more: String| {
        let mut all: Vec<&str> = why.iter().take(SHOWN).map(pick).collect();
        if why.len() > SHOWN {
            all.push(&more);
        }
        all.join("\n")
    };
    let more = why.len().saturating_sub(SHOWN);
    Said::new(join(|said| &said.en, format!("and {more} more")), join(|said| &said.zh, format!("另有 {more} 处")))
}
