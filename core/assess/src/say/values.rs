//! Amounts, numbers, periods and options as people read them.

use super::Speaker;
use ziping_base::calendar::{Period, Unit as PeriodUnit, Window};
use ziping_base::lang::Lang;
use ziping_rules::fact::{FactIx, Kind, Occurrence, Range, format_fixed};
use ziping_rules::rule::{Comparison, Unit};

impl Speaker<'_> {
    /// An amount in the way it is said: `1.2亿元`, `CNY 120,000,000`.
    #[must_use]
    pub fn money(&self, fen: i64) -> String {
        match self.lang {
            Lang::Zh => {
                let magnitude = fen.unsigned_abs();
                // Whole hundreds of the larger unit read better in it.
                if magnitude >= 10_000_000_000 && magnitude.is_multiple_of(100_000_000) {
                    format!("{}亿元", format_fixed(fen / 100_000_000, 2))
                } else if magnitude >= 1_000_000 && magnitude.is_multiple_of(10_000) {
                    format!("{}万元", format_fixed(fen / 10_000, 2))
                } else {
                    format!("{}元", grouped(fen))
                }
            }
            Lang::En => format!("CNY {}", grouped(fen)),
        }
    }

    /// A number of a unit.
    #[must_use]
    pub fn number(&self, units: i64, unit: Unit) -> String {
        match unit {
            Unit::Count => units.to_string(),
            Unit::Money => self.money(units),
            Unit::Score => format!("{}{}", format_fixed(units, 1), self.lang.pick(" 分", " points")),
        }
    }

    /// A range of a unit; *not answered* where nothing bounds it.
    #[must_use]
    pub fn range(&self, range: Range, unit: Unit) -> String {
        match (range.low, range.high) {
            (low, high) if low == high => self.number(low, unit),
            (0 | Range::OPEN_LOW, Range::OPEN_HIGH) => self.lang.pick("未回答", "not answered").to_owned(),
            (low, Range::OPEN_HIGH) => match self.lang {
                Lang::Zh => format!("至少 {}", self.number(low, unit)),
                Lang::En => format!("at least {}", self.number(low, unit)),
            },
            (low, high) => format!("{}{}{}", self.number(low, unit), self.dash(), self.number(high, unit)),
        }
    }

    /// What stands between the ends of a range: on Chinese papers a word, as everywhere else on paper.
    pub(super) const fn dash(&self) -> &'static str {
        match (self.lang, self.formal) {
            (Lang::Zh, true) => "至",
            (Lang::Zh, false) | (Lang::En, _) => "–",
        }
    }

    pub(super) fn period(&self, period: Period) -> String {
        match self.lang {
            Lang::Zh => period.to_string(),
            Lang::En => {
                let unit = match period.unit {
                    PeriodUnit::Years => "year",
                    PeriodUnit::Months => "month",
                    PeriodUnit::Days => "day",
                };
                format!("{} {unit}{}", period.count, if period.count == 1 { "" } else { "s" })
            }
        }
    }

    pub(super) fn window(&self, window: Window) -> String {
        match self.lang {
            Lang::Zh => format!("{}{}", if window.recent { "近" } else { "" }, window.period),
            Lang::En => format!("the last {}", self.period(window.period)),
        }
    }

    /// What a number of a unit must be, or without one a share: people count *more* and *fewer*, amounts and points
    /// stand *above* and *below*.
    pub(super) fn comparison(&self, comparison: Comparison, unit: Option<Unit>) -> &'static str {
        let counted = unit == Some(Unit::Count);
        match (self.lang, comparison) {
            (Lang::Zh, Comparison::Less) if counted => "须少于",
            (Lang::Zh, Comparison::Less) => "须低于",
            (Lang::Zh, Comparison::AtMost) => "须不超过",
            (Lang::Zh, Comparison::More) if counted => "须多于",
            (Lang::Zh, Comparison::More) => "须高于",
            (Lang::Zh, Comparison::AtLeast) if counted || unit == Some(Unit::Money) => "须不少于",
            (Lang::Zh, Comparison::AtLeast) => "须不低于",
            (Lang::Zh, Comparison::Equal) => "须等于",
            (Lang::Zh, Comparison::Different) => "须不等于",
            (Lang::En, Comparison::Less) => "must be less than",
            (Lang::En, Comparison::AtMost) => "must be at most",
            (Lang::En, Comparison::More) => "must be more than",
            (Lang::En, Comparison::AtLeast) => "must be at least",
            (Lang::En, Comparison::Equal) => "must be",
            (Lang::En, Comparison::Different) => "must not be",
        }
    }

    /// An occurrence as it is said.
    #[must_use]
    pub fn occurrence(&self, occurrence: Option<Occurrence>) -> String {
        match occurrence {
            None => self.lang.pick("未回答", "not answered").to_owned(),
            Some(Occurrence::Never) => self.lang.pick("从未", "never").to_owned(),
            Some(Occurrence::On(day)) => match self.lang {
                Lang::Zh => format!("最近一次为{}{}", self.space(), self.day(day)),
                Lang::En => format!("last on {day}"),
            },
            Some(Occurrence::DayUnknown) => self.lang.pick("发生过，日期不详", "it happened, day unknown").to_owned(),
            Some(Occurrence::Ongoing) => self.lang.pick("目前仍在持续", "ongoing").to_owned(),
        }
    }

    pub(super) fn options(&self, fact: FactIx, set: u64) -> String {
        let id = self.library.catalogue.id(fact);
        let options = match self.library.catalogue.get(fact).map(|fact| &fact.kind) {
            Some(Kind::Choice { options, .. } | Kind::Several { options }) => options.as_slice(),
            _ => &[],
        };
        let chosen: Vec<&str> = options
            .iter()
            .enumerate()
            .filter(|(i, _)| set.checked_shr(u32::try_from(*i).unwrap_or(64)).unwrap_or(0) & 1 == 1)
            .map(|(_, option)| self.words.label("fact", id, option))
            .collect();
        if chosen.is_empty() {
            self.lang.pick("无", "none").to_owned()
        } else {
            chosen.join(self.lang.pick("、", ", "))
        }
    }

    /// What a fact's numbers are counted in.
    #[must_use]
    pub fn unit(&self, fact: FactIx) -> Unit {
        self.library.catalogue.get(fact).map_or(Unit::Count, |fact| unit_of(&fact.kind))
    }
}

/// The unit in which a kind counts.
pub(super) const fn unit_of(kind: &Kind) -> Unit {
    match kind {
        Kind::Money { .. } | Kind::Yearly { .. } => Unit::Money,
        Kind::Score { .. } => Unit::Score,
        _ => Unit::Count,
    }
}

/// `12,345.67`, `12,345`, `12,345.60`
pub(super) fn grouped(fen: i64) -> String {
    let plain = format_fixed(fen, 2);
    let (sign, rest) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut text = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
        // Fen are written with both places: 0.50 and not 0.5.
        if fraction.len() == 1 {
            text.push('0');
        }
    }
    text
}

/// A fraction in percent, cut off after two decimals: what falls short of a bound never reads as the bound.
pub fn percent_of(n: i64, d: i64) -> String {
    let hundredths = i128::from(n) * 10_000 / i128::from(d.max(1));
    format!("{}%", format_fixed(i64::try_from(hundredths).unwrap_or(i64::MAX), 2))
}

/// The same rounded up: the most that a share can be.
pub(super) fn percent_up(n: i64, d: i64) -> String {
    let hundredths = (i128::from(n) * 10_000 + i128::from(d.max(1)) - 1).div_euclid(i128::from(d.max(1)));
    format!("{}%", format_fixed(i64::try_from(hundredths).unwrap_or(i64::MAX), 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_by_three() {
        assert_eq!(grouped(123_456_789), "1,234,567.89");
        assert_eq!(grouped(-100), "-1");
        assert_eq!(grouped(123_450), "1,234.50");
        assert_eq!(percent_of(30, 100), "30%");
        assert_eq!(percent_of(2, 3), "66.66%");
    }
}
