//! What tables say beside their rules: weights, what is given on top, and what keeps the grade down.

use super::number::plain;
use super::pattern;
use regex::Regex;
use std::sync::LazyLock;

static WEIGHT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:权重|权数|占比|占总分(?:的)?|占|按|weight:?(?: of)?) ?[:为]?(\d+(?:\.\d+)?%)(?:计|计入|折算)?")
});
static BARE_WEIGHT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d+(?:\.\d+)?%)$"));
static BONUS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"加分项|附加分|附加项|额外加分|\(加分\)|\(附加\)|^bonus\b|\(bonus\)"));
static ON_TOP: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:(.*?)的)?,?(?:另|额外|再)?加(\d+(?:\.\d+)?)分(?:\((?:加分|附加)\))?$"));
static LIKE_A_GATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"一票否决|最高(?:只能)?(?:评|定|为|评为|定为)?[A-Za-z0-9一二三四五甲乙丙丁]+级|(?:下调|降低?|降)(?:\d+|一|两|二)(?:个)?(?:等)?级",
        r"|直接(?:评|定|列)为|不得(?:评|定)|不能(?:评|定)|取消(?:评级|资格)|at most grade|veto",
    ))
});
static LIMITS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(.+?)(?:的)?,?(?:等级)?最高(?:只能)?(?:评为|定为|评|定|为)?([A-Za-z0-9甲乙丙丁]+)级?$")
});
static LOWERS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(.+?)(?:的)?,?(?:等级)?(?:下调|降低|降)(1|一)(?:个)?(?:等)?级$"));
static NOTHING: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(.+?)(?:项)?(?:得0分|得零分|不得分|为0分)$"));
static BELOW: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(.+?)(?:项)?(?:得分)?(低于|不足|不满|少于|未达到|不到)(\d+(?:\.\d+)?)分$"));
static NOT_FULL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(.+?)(?:项)?(?:未得满分|不得满分|没有得满分|没得满分|不是满分|未满分)$"));
static WITHOUT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:没有|无|未建立|未制定)(.+?)$"));
static NUMBERED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:\(?[一二三四五六七八九十]{1,3}[,.)]|\(?\d{1,2}[,)]|[①-⑳])"));
static AT_MOST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:.*,)?(.+?)(?:的)?(?:得分)?(?:合计|总计|累计)?(?:不超过|最高|最多)(\d+(?:\.\d+)?)分$")
});

/// The weight that a text gives, as it is printed: `12%`. `own`: the text stands in a column of weights.
#[must_use]
pub fn weight(text: &str, own: bool) -> Option<String> {
    let plain = plain(text).to_lowercase();
    if own && let Some(found) = BARE_WEIGHT.captures(plain.trim()) {
        return found.get(1).map(|found| found.as_str().to_owned());
    }
    let mut all = WEIGHT.captures_iter(&plain).filter_map(|found| found.get(1).map(|found| found.as_str().to_owned()));
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

/// Whether a text says that its points come on top.
#[must_use]
pub fn is_bonus(text: &str) -> bool {
    BONUS.is_match(&plain(text).to_lowercase())
}

/// `获得认定的另加1分`: for what, as far as it is said, and the points.
#[must_use]
pub fn on_top(text: &str) -> Option<(String, String)> {
    let plain = plain(text);
    let found = ON_TOP.captures(plain.trim_matches([';', ',', ' ']))?;
    let group = |at: usize| found.get(at).map_or("", |found| found.as_str()).to_owned();
    Some((group(1), group(2)))
}

/// What happens to the points of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// It gives none.
    Nothing,
    /// It gives fewer than so many.
    Below(String),
    /// It does not give all.
    NotFull,
    /// What it is about is not there.
    Without,
}

/// What keeps the grade down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// The name of the line, as the sentence has it.
    pub line: String,
    /// What about it.
    pub when: When,
    /// At most this grade; nothing: one grade lower.
    pub limit: Option<String>,
}

/// The sentences of a text, without `注：`.
#[must_use]
pub fn sentences(text: &str) -> Vec<String> {
    let plain = plain(&text.replace(['\n', '\u{b}', '。'], ";"));
    let bare = plain.trim_start_matches(['注', ':', ' ', '备', '说', '明']);
    let parts = bare.split(';').map(|part| NUMBERED.replace(part.trim(), "").trim_matches([',', ' ']).to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

/// Whether a sentence is about what keeps the grade down.
#[must_use]
pub fn is_like_a_gate(sentence: &str) -> bool {
    LIKE_A_GATE.is_match(sentence)
}

/// What keeps the grade down, where the sentence is wholly understood.
#[must_use]
pub fn gate(sentence: &str) -> Option<Gate> {
    let (about, limit) = match LIMITS.captures(sentence) {
        Some(found) => (found.get(1)?.as_str().to_owned(), Some(found.get(2)?.as_str().to_owned())),
        None => (LOWERS.captures(sentence)?.get(1)?.as_str().to_owned(), None),
    };
    let about = about.trim_end_matches([',', '的']);
    let name = |pattern: &Regex| pattern.captures(about).and_then(|found| Some(found.get(1)?.as_str().to_owned()));
    let (line, when) = if let Some(found) = BELOW.captures(about) {
        (found.get(1)?.as_str().to_owned(), When::Below(found.get(3)?.as_str().to_owned()))
    } else if let Some(line) = name(&NOT_FULL) {
        (line, When::NotFull)
    } else if let Some(line) = name(&NOTHING) {
        (line, When::Nothing)
    } else {
        (name(&WITHOUT)?, When::Without)
    };
    Some(Gate { line, when, limit })
}

/// `竞争能力合计不超过18分`: of what, and how many points.
#[must_use]
pub fn at_most(sentence: &str) -> Option<(String, String)> {
    let found = AT_MOST.captures(sentence)?;
    Some((found.get(1)?.as_str().to_owned(), found.get(2)?.as_str().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_read_where_only_one_is_said() {
        for (text, own, expected) in [
            ("基础信用（权重12%）", false, Some("12%")),
            ("基础信用（100分，占12%）", false, Some("12%")),
            ("按 12.5% 计入", false, Some("12.5%")),
            ("Foundation (weight 12%)", false, Some("12%")),
            ("12%", true, Some("12%")),
            ("12%", false, None),
            ("12", true, None),
            ("权重12%，其中制度占30%", false, None),
            ("基础信用（12分）", false, None),
        ] {
            assert_eq!(weight(text, own).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn what_comes_on_top_is_told_from_what_is_added_up() {
        for (text, expected) in [
            ("加分项", true),
            ("获得的另加1分（加分）", true),
            ("Bonus: prize", true),
            ("每增加1项加2分", false),
            ("加班管理", false),
        ] {
            assert_eq!(is_bonus(text), expected, "{text}");
        }
        assert_eq!(on_top("获得的另加1分（加分）"), Some(("获得".into(), "1".into())));
        assert_eq!(on_top("加2分"), Some((String::new(), "2".into())));
        assert_eq!(on_top("每项加2分，最高6分"), None);
    }

    #[test]
    fn a_gate_is_read_wholly_or_not_at_all() {
        let read = |text: &str| gate(text).map(|gate| (gate.line, gate.when, gate.limit));
        let limit = |grade: &str| Some(grade.to_owned());
        for (text, expected) in [
            ("投诉项得0分的,最高A级", Some(("投诉".into(), When::Nothing, limit("A")))),
            ("没有保密制度的,最高AA级", Some(("保密制度".into(), When::Without, limit("AA")))),
            ("资产负债率得分低于5分的,最高评为B级", Some(("资产负债率".into(), When::Below("5".into()), limit("B")))),
            ("现金流不足3.5分的,最高A级", Some(("现金流".into(), When::Below("3.5".into()), limit("A")))),
            ("偿还未得满分的,最高AA级", Some(("偿还".into(), When::NotFull, limit("AA")))),
            ("投诉不得分的,降一级", Some(("投诉".into(), When::Nothing, None))),
            ("有重大事故的,一票否决", None),
            ("由评审组综合评定,最高A级", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        for (text, expected) in [
            ("有重大事故的,一票否决", true),
            ("投诉项得0分的,最高A级", true),
            ("停产半年的,直接定为C级", true),
            ("最高分为100分", false),
            ("本表自2026年起试行", false),
        ] {
            assert_eq!(is_like_a_gate(text), expected, "{text}");
        }
        assert_eq!(sentences("注：甲的，最高A级；乙。"), ["甲的,最高A级", "乙"]);
        assert_eq!(sentences("一、甲。\n（2）乙；3.5分以下的"), ["甲", "乙", "3.5分以下的"]);
        assert_eq!(at_most("第20项加分后,竞争能力合计不超过18分"), Some(("竞争能力".into(), "18".into())));
    }
}
