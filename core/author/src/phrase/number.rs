//! Numbers as tables print them.

use ziping_rules::fact::typed::half_width;
use ziping_rules::rule::score::Ratio;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Pieces, people, times; or nothing.
    Plain,
    /// Percent.
    Percent,
    /// Yuan.
    Money,
    /// Years.
    Years,
    /// Months.
    Months,
}

/// A number as it is printed, with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// As overlays write it: `60%`, `1000万元`, `10`.
    pub text: String,
    /// What it comes to, in one of its unit (yuan, percent), to be compared.
    pub size: Ratio,
    /// What it counts.
    pub unit: Unit,
    /// No unit is printed with it.
    pub bare: bool,
}

impl Amount {
    /// The same number with the unit that is printed elsewhere, such as in the heading: `万元`. Nothing: no such unit.
    #[must_use]
    pub fn in_unit(&self, unit: &str) -> Option<Self> {
        let known = [
            "%", "亿元", "万元", "元", "年", "个月", "人", "名", "项", "次", "个", "件", "家", "起", "yuan", "years",
            "months",
        ];
        if !self.bare || !known.contains(&unit) {
            return None;
        }
        amount(&self.text, Some(unit), None)
    }
}

/// A number and its unit, as a part of a pattern: two groups.
pub(super) const NUMBER: &str = r"(\d+(?:\.\d+)?) ?(%|个?百分点|亿元|万元|亿|万|元|周年|年|个月|人|名|项|次|个|件|家|起|例|位|条|篇|种|台|yuan|years?|months?|people|persons?|items?|times?|percentage points?)?";

/// Reads the two groups of [`NUMBER`]; where no unit is printed, that of the other end of a range.
pub(super) fn amount(digits: &str, unit: Option<&str>, other: Option<&str>) -> Option<Amount> {
    let number = Ratio::parse(digits)?;
    let unit = unit.or(other).unwrap_or_default();
    let bare = unit.is_empty();
    let (text, scale, unit) = match unit {
        "%" | "个百分点" | "百分点" | "percentage point" | "percentage points" => {
            (format!("{digits}%"), 1, Unit::Percent)
        }
        "亿元" | "亿" => (format!("{digits}亿元"), 100_000_000, Unit::Money),
        "万元" | "万" => (format!("{digits}万元"), 10_000, Unit::Money),
        "元" | "yuan" => (format!("{digits}元"), 1, Unit::Money),
        "周年" | "年" | "year" | "years" => (digits.to_owned(), 1, Unit::Years),
        "个月" | "month" | "months" => (digits.to_owned(), 1, Unit::Months),
        _ => (digits.to_owned(), 1, Unit::Plain),
    };
    Some(Amount { text, size: number.times(Ratio::whole(scale))?, unit, bare })
}

/// A text in the signs that the patterns know: wide letters, digits and signs narrow, one kind of dash, no separators of
/// thousands, no white space but single blanks between words of letters.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut narrow = String::new();
    for c in text.chars() {
        let c = match c {
            '\u{3000}' | '\t' | '\r' | '\u{a0}' => ' ',
            '〜' | '∼' => '~',
            '–' | '—' | '―' | '−' | '‒' | '‐' => '-',
            '≦' | '⩽' => '≤',
            '≧' | '⩾' => '≥',
            '﹪' => '%',
            '。' => ';',
            '、' => ',',
            c => half_width(c),
        };
        narrow.push(c);
    }
    let narrow = narrow.replace("<=", "≤").replace(">=", "≥");
    let chars: Vec<char> = narrow.chars().collect();
    let mut all = String::new();
    for (place, c) in chars.iter().copied().enumerate() {
        let at = |offset: usize| chars.get(place + offset).copied();
        let before = all.chars().next_back();
        match c {
            // 1,000 but not 1,2 and not 8,60.
            ',' if before.is_some_and(|b| b.is_ascii_digit())
                && (1..=3).all(|offset| at(offset).is_some_and(|c| c.is_ascii_digit()))
                && !at(4).is_some_and(|c| c.is_ascii_digit()) => {}
            ' ' => {
                let next = chars.iter().skip(place).copied().find(|c| *c != ' ');
                let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || ")%.,:;".contains(c));
                if word(before) && word(next) && next.is_some_and(|c| c.is_ascii_alphanumeric()) {
                    all.push(' ');
                }
            }
            c => all.push(c),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_signs_thousands_and_blanks_are_made_plain() {
        for (printed, read) in [
            ("８０％（含）以上", "80%(含)以上"),
            ("60% – 80%", "60%-80%"),
            ("1,000 万元 以上", "1000万元以上"),
            ("1,2,3", "1,2,3"),
            ("at least  10 years", "at least 10 years"),
            ("≥ 60 %", "≥60%"),
            ("12,345,678元", "12345678元"),
        ] {
            assert_eq!(plain(printed), read, "{printed}");
        }
    }

    #[test]
    fn amounts_keep_their_unit() {
        let of = |digits, unit| amount(digits, unit, None).map(|amount| (amount.text, amount.size, amount.unit));
        assert_eq!(of("60", Some("%")), Some(("60%".into(), Ratio::whole(60), Unit::Percent)));
        assert_eq!(of("1.5", Some("亿元")), Some(("1.5亿元".into(), Ratio::whole(150_000_000), Unit::Money)));
        assert_eq!(of("10", Some("年")), Some(("10".into(), Ratio::whole(10), Unit::Years)));
        assert_eq!(of("3", Some("项")), Some(("3".into(), Ratio::whole(3), Unit::Plain)));
        assert_eq!(amount("60", None, Some("%")).map(|amount| amount.text), Some("60%".into()));
    }
}
