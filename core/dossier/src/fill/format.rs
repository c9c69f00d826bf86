//! What stands behind a placeholder's name after `|`: the unit of a bare number, a part of a day, and what to say where
//! nothing is entered.

use crate::compose::values;
use crate::paper::{NONE, TO_FILL};
use ziping_base::calendar::Day;
use ziping_rules::fact::{Kind, Range, Value, format_fixed};

/// How to write a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// 数: bare; money in yuan.
    Number,
    /// 元, bare.
    Yuan,
    /// 万元, bare.
    TenThousand,
    /// 亿元, bare.
    HundredMillion,
    /// 年 of a day, or of a heading.
    Year,
    /// 月 of a day.
    Month,
    /// 日 of a day.
    Day,
}

/// What a placeholder asks for beyond its name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) unit: Option<Unit>,
    /// What to say where nothing is entered; `None`: that it is to be filled.
    pub(super) empty: Option<&'static str>,
}

/// All that may stand behind `|`, as people write it.
pub(super) const WRITTEN: &str = "万元、元、亿元、数（number）、年、月、日、空（blank）、无（none）";

impl Format {
    /// The name, and what stands behind it; `None`: something there is not known, or says a thing twice.
    pub(super) fn of(said: &str) -> Option<(&str, Self)> {
        let mut words = said.split('|').map(str::trim);
        let name = words.next().unwrap_or_default();
        let mut format = Self::default();
        for word in words {
            let unit = match word {
                "数" | "number" => Unit::Number,
                "元" | "yuan" => Unit::Yuan,
                "万元" => Unit::TenThousand,
                "亿元" => Unit::HundredMillion,
                "年" | "year" => Unit::Year,
                "月" | "month" => Unit::Month,
                "日" | "day" => Unit::Day,
                "空" | "blank" | "无" | "none" if format.empty.is_none() => {
                    format.empty = Some(if matches!(word, "空" | "blank") { "" } else { NONE });
                    continue;
                }
                _ => return None,
            };
            if format.unit.replace(unit).is_some() {
                return None;
            }
        }
        Some((name, format))
    }

    /// What is said, or what stands for what is not.
    pub(super) fn or_empty(self, said: String) -> String {
        match self.empty {
            Some(empty) if said == TO_FILL => empty.to_owned(),
            _ => said,
        }
    }

    /// A value as asked for; `None`: the unit does not fit. `usual`: as the kit's own form writes it.
    pub(super) fn value(self, kind: &Kind, value: Option<&Value>, usual: String) -> Option<String> {
        let fits = match (self.unit, kind) {
            (None, _) => return Some(self.or_empty(usual)),
            (Some(Unit::Number), Kind::Count | Kind::Score { .. } | Kind::Money { .. } | Kind::Yearly { .. }) => true,
            (Some(Unit::Yuan | Unit::TenThousand | Unit::HundredMillion), Kind::Money { .. } | Kind::Yearly { .. }) => {
                true
            }
            (Some(Unit::Year | Unit::Month | Unit::Day), Kind::Date) => true,
            _ => false,
        };
        if !fits {
            return None;
        }
        let said = match (value, kind) {
            (Some(Value::Number(range)), _) => self.number(*range, kind),
            (Some(Value::Date(day)), _) => self.day(*day)?,
            _ => usual,
        };
        Some(self.or_empty(said))
    }

    fn number(self, range: Range, kind: &Kind) -> String {
        let places = match (kind, self.unit) {
            (Kind::Count, _) => 0,
            (Kind::Score { .. }, _) => 1,
            (_, Some(Unit::TenThousand)) => 6,
            (_, Some(Unit::HundredMillion)) => 10,
            _ => 2,
        };
        values::range(range, |units| values::grouped(&format_fixed(units, places)))
    }

    /// A part of a day; `None`: none is asked for.
    pub(super) fn day(self, day: Day) -> Option<String> {
        let said = day.in_chinese();
        let (year, rest) = said.split_once('年')?;
        let (month, rest) = rest.split_once('月')?;
        let part = match self.unit? {
            Unit::Year => year,
            Unit::Month => month,
            Unit::Day => rest.trim_end_matches('日'),
            Unit::Number | Unit::Yuan | Unit::TenThousand | Unit::HundredMillion => return None,
        };
        Some(part.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_in_every_unit_and_parts_of_days_are_bare() {
        let money = Kind::Money { signed: false };
        let amount = Value::Number(Range::exactly(274_012_345_600));
        let said = |written: &str, kind: &Kind, value: &Value| {
            Format::of(written).and_then(|(_, format)| format.value(kind, Some(value), "usual".to_owned()))
        };
        for (written, wanted) in [
            ("a", "usual"),
            ("a|数", "2,740,123,456"),
            ("a | 元", "2,740,123,456"),
            ("a|万元|空", "274,012.3456"),
            ("a|亿元", "27.40123456"),
        ] {
            assert_eq!(said(written, &money, &amount).as_deref(), Some(wanted), "{written}");
        }
        let day = Value::Date(Day::parse("2026-03-09").unwrap());
        for (written, wanted) in [("a|年", "2026"), ("a|月", "3"), ("a|日", "9")] {
            assert_eq!(said(written, &Kind::Date, &day).as_deref(), Some(wanted));
        }
        assert_eq!(
            said("a|number", &Kind::Score { max: 200 }, &Value::Number(Range::exactly(895))).as_deref(),
            Some("89.5")
        );
        assert_eq!(said("a|万元", &Kind::Date, &day), None);
        assert_eq!(said("a|月", &money, &amount), None);
        for wrong in ["a|", "a|万", "a|元|数", "a|空|无"] {
            assert_eq!(Format::of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_not_entered_is_left_as_the_author_wants() {
        let said = |written: &str| {
            let (_, format) = Format::of(written)?;
            format.value(&Kind::Count, None, TO_FILL.to_owned())
        };
        assert_eq!(said("a").as_deref(), Some(TO_FILL));
        assert_eq!(said("a|空").as_deref(), Some(""));
        assert_eq!(said("a|数|无").as_deref(), Some("无"));
    }
}
