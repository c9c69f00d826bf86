//! Ranges of a value: `60%–80%`, `80%（含）以上`, `满5年不满10年`, `≥5%且<10%`.

use super::number::{Amount, NUMBER, Unit, amount};
use super::pattern;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// An end of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The number.
    pub amount: Amount,
    /// It belongs to the range.
    pub belongs: bool,
    /// The table says so itself. Where it does not, both ends of `60%–80%` are taken to belong, as those of 以上, 以下 and
    /// 以内 do (Civil Code, article 1259).
    pub said: bool,
}

/// A range; an end that is missing is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Band {
    /// The lower end.
    pub from: Option<Edge>,
    /// The upper end.
    pub to: Option<Edge>,
}

const INCLUDED: &str = r"(\((?:不含|含|不包括|包括)[^()]{0,12}\)|\((?:included|excluded|inclusive|exclusive)\))?";

/// One-sided forms: the pattern, and whether the end belongs where nothing else is said, and whether the words say so.
/// A group behind the number says otherwise.
struct Forms(Vec<(Regex, bool, bool)>);

impl Forms {
    fn new(forms: &[(&str, &str, bool, bool)]) -> Self {
        let number = format!("{NUMBER}{INCLUDED}");
        let form = |(before, after, belongs, said): &(&str, &str, bool, bool)| {
            (pattern(&format!("^{before}{number}{after}$")), *belongs, *said)
        };
        Self(forms.iter().map(form).collect())
    }

    fn read(&self, text: &str, other: Option<&str>) -> Option<Edge> {
        self.0.iter().find_map(|(form, belongs, said)| {
            let found = form.captures(text)?;
            let group = |at: usize| found.get(at).map(|found| found.as_str());
            let mut edge = Edge { amount: amount(group(1)?, group(2), other)?, belongs: *belongs, said: *said };
            for mark in [group(3), group(4)].into_iter().flatten().filter(|mark| !mark.is_empty()) {
                edge.belongs = includes(mark);
                edge.said = true;
            }
            Some(edge)
        })
    }
}

fn includes(mark: &str) -> bool {
    !["不含", "不包括", "excluded", "exclusive"].iter().any(|no| mark.contains(no))
}

static LOWER: LazyLock<Forms> = LazyLock::new(|| {
    let marked = format!("以上{INCLUDED}");
    let at_least =
        "(?:≥|不低于|不少于|不小于|不得低于|不得少于|达到|达|满|已满|大于等于|大于或等于|大于或者等于|at least |from )";
    Forms::new(&[
        (at_least, "(?:及以上|以上| or more| and above)?", true, true),
        ("(?:>|超过|高于|大于|多于|more than |over |above )", "(?:以上)?", false, true),
        ("", "(?:及以上|\\+| (?:or|and) (?:more|above|over|higher))", true, true),
        ("", &marked, true, false),
    ])
});

static UPPER: LazyLock<Forms> = LazyLock::new(|| {
    let marked = format!("(?:以下|以内|之内|内){INCLUDED}");
    let at_most = "(?:≤|不超过|不高于|不大于|不多于|小于等于|小于或等于|小于或者等于|at most |up to )";
    Forms::new(&[
        (at_most, "", true, true),
        (
            "(?:<|低于|少于|小于|不足|不满|未满|未达到|未达|不到|less than |fewer than |under |below )",
            "(?:以下)?",
            false,
            true,
        ),
        ("", "(?:及以下| (?:or|and) (?:less|below|fewer|under|lower))", true, true),
        ("", &marked, true, false),
    ])
});

static RANGE: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("^{NUMBER}{INCLUDED}(?:-{{1,2}}|~|至|到| to ){NUMBER}{INCLUDED}(?:之间)?$")));

static CHAIN: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{NUMBER}(≤|<)[^0-9≤<>≥]{{0,30}}(≤|<){NUMBER}$")));

static FALLING: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{NUMBER}(≥|>)[^0-9≤<>≥]{{0,30}}(≥|>){NUMBER}$")));

static ONE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^(?:=|为)?{NUMBER}$")));

/// Reads a range of a value, in plain signs ([`super::plain`]); nothing where any of it is not understood.
#[must_use]
pub fn band(text: &str) -> Option<Band> {
    // Longer than ranges are.
    if text.chars().count() > 80 {
        return None;
    }
    if let Some(found) = RANGE.captures(text) {
        return between(&found);
    }
    if let Some(found) = CHAIN.captures(text) {
        return chained(&found, (1, 5), (3, 4), "≤");
    }
    if let Some(found) = FALLING.captures(text) {
        return chained(&found, (5, 1), (4, 3), "≥");
    }
    if let Some(from) = LOWER.read(text, None) {
        return Some(Band { from: Some(from), to: None });
    }
    if let Some(to) = UPPER.read(text, None) {
        return Some(Band { from: None, to: Some(to) });
    }
    if let Some(found) = ONE.captures(text) {
        let group = |at: usize| found.get(at).map(|found| found.as_str());
        let edge = Edge { amount: amount(group(1)?, group(2), None)?, belongs: true, said: true };
        // A bare 40% does not say whether it is the least, the most or just that; three items are three items.
        let counted = matches!(edge.amount.unit, Unit::Plain | Unit::Years | Unit::Months);
        if !counted || edge.amount.text.contains('.') {
            return None;
        }
        return Some(Band { from: Some(edge.clone()), to: Some(edge) });
    }
    two_sided(text)
}

fn between(found: &Captures<'_>) -> Option<Band> {
    let group = |at: usize| found.get(at).map(|found| found.as_str());
    let edge = |at: usize, other: Option<&str>| {
        let mark = group(at + 2).filter(|mark| !mark.is_empty());
        let belongs = mark.is_none_or(includes);
        Some(Edge { amount: amount(group(at)?, group(at + 1), other)?, belongs, said: mark.is_some() })
    };
    let (from, to) = (edge(1, group(5))?, edge(4, group(2))?);
    (from.amount.unit == to.amount.unit && from.amount.size <= to.amount.size)
        .then_some(Band { from: Some(from), to: Some(to) })
}

/// `60%≤x<80%`: the places of the numbers and of their signs.
fn chained(found: &Captures<'_>, numbers: (usize, usize), signs: (usize, usize), equal: &str) -> Option<Band> {
    let group = |at: usize| found.get(at).map(|found| found.as_str());
    let edge = |at: usize, sign: usize, other: usize| {
        let belongs = group(sign) == Some(equal);
        Some(Edge { amount: amount(group(at)?, group(at + 1), group(other + 1))?, belongs, said: true })
    };
    let (from, to) = (edge(numbers.0, signs.0, numbers.1)?, edge(numbers.1, signs.1, numbers.0)?);
    (from.amount.unit == to.amount.unit && from.amount.size <= to.amount.size)
        .then_some(Band { from: Some(from), to: Some(to) })
}

/// A lower and an upper end one after the other, in either order.
fn two_sided(text: &str) -> Option<Band> {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(1).collect();
    let joined = |text: &str| -> Option<String> {
        let text = text.trim_start_matches([',', ';', ' ']);
        let text = ["且", "并", "但", "and ", "but "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
        (!text.is_empty()).then(|| text.trim_start_matches([',', ' ']).to_owned())
    };
    ends.into_iter().find_map(|at| {
        let (left, right) = text.split_at_checked(at)?;
        let left = left.trim_end_matches([',', ' ']);
        let right = joined(right)?;
        let lower_first = LOWER.read(left, None).zip(UPPER.read(&right, None));
        let (from, to) = lower_first.or_else(|| LOWER.read(&right, None).zip(UPPER.read(left, None)))?;
        // 5–10年: the unit stands once, behind the second.
        let mut from = from;
        if from.amount.unit != to.amount.unit && from.amount.text.chars().all(|c| c.is_ascii_digit() || c == '.') {
            let digits = from.amount.text.clone();
            let unit = to.amount.text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').to_owned();
            let unit = match to.amount.unit {
                super::Unit::Years => "年".to_owned(),
                super::Unit::Months => "个月".to_owned(),
                _ => unit,
            };
            from.amount = amount(&digits, Some(&unit), None)?;
        }
        (from.amount.unit == to.amount.unit && from.amount.size <= to.amount.size)
            .then_some(Band { from: Some(from), to: Some(to) })
    })
}

#[cfg(test)]
mod tests {
    use super::super::plain;
    use super::*;

    /// Lower end, upper end: `[` and `]` where it belongs, `!` where the table says so itself.
    fn read(text: &str) -> String {
        let Some(Band { from, to }) = band(&plain(text)) else { return "unread".into() };
        let mark = |edge: &Edge| if edge.said { "!" } else { "" };
        let from = from.map_or("…".into(), |edge| {
            format!("{}{}{}", if edge.belongs { "[" } else { "(" }, edge.amount.text, mark(&edge))
        });
        let to = to.map_or("…".into(), |edge| {
            format!("{}{}{}", edge.amount.text, mark(&edge), if edge.belongs { "]" } else { ")" })
        });
        format!("{from} {to}")
    }

    #[test]
    fn ranges_are_read_as_they_are_printed() {
        for (text, expected) in [
            ("60%–80%", "[60% 80%]"),
            ("60-80%", "[60% 80%]"),
            ("60%～80%", "[60% 80%]"),
            ("60%至80%（不含）", "[60% 80%!)"),
            ("60%（含）—80%", "[60%! 80%]"),
            ("80%（含）以上", "[80%! …"),
            ("80%以上（含80%）", "[80%! …"),
            ("80%以上（不含）", "(80%! …"),
            ("80%以上", "[80% …"),
            ("80%及以上", "[80%! …"),
            ("不低于80%", "[80%! …"),
            ("≥80%", "[80%! …"),
            (">80%", "(80%! …"),
            ("超过80%", "(80%! …"),
            ("60%以下", "… 60%]"),
            ("60%以下（不含60%）", "… 60%!)"),
            ("不足60%", "… 60%!)"),
            ("低于60%", "… 60%!)"),
            ("≤ 60 %", "… 60%!]"),
            ("60%≤x＜80%", "[60%! 80%!)"),
            ("80%>资产负债率≥60%", "[60%! 80%!)"),
            ("满5年不满10年", "[5! 10!)"),
            ("5年以上，不足10年", "[5 10!)"),
            ("5年以上10年以下", "[5 10]"),
            ("5至10年（含10年）", "[5 10!]"),
            ("1000万元以上2000万元以下", "[1000万元 2000万元]"),
            ("5000万元（含）-1亿元", "[5000万元! 1亿元]"),
            ("不足2000万元，1000万元以上", "[1000万元 2000万元!)"),
            ("1,000–2,000万元", "[1000万元 2000万元]"),
            ("≥5%且<10%", "[5%! 10%!)"),
            ("3项", "[3! 3!]"),
            ("5项及以上", "[5! …"),
            ("at least 10 years", "[10! …"),
            ("5 to 10 years", "[5 10]"),
            ("10 or more", "[10! …"),
            ("less than 5%", "… 5%!)"),
            ("at least 5% and less than 10%", "[5%! 10%!)"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_wholly_understood_is_no_range() {
        for text in [
            "",
            "行业平均以上",
            "60%-80%左右",
            "约60%",
            "80%-60%",
            "60%-80万元",
            "每增加1项",
            "60%以上且有制度",
            "5年以上或10项",
            "1千元以上",
            "10万人以上",
            "前20名",
            "40%",
            "1000万元",
            "1.5",
            "60%-80%-90%",
        ] {
            assert_eq!(read(text), "unread", "{text}");
        }
    }
}
