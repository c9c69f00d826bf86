//! Sentences for people, in Chinese and English, from what an evaluation left behind.

use super::finding::{FigureFinding, Figured};
use super::grade::GradeRange;
use crate::calendar::{Period, Unit as PeriodUnit, Window};
use crate::fact::{FactIx, Kind, Occurrence, Range, Value, format_fixed};
use crate::regime::{Library, RuleBook, Words};
use crate::rule::{Change, Comparison, Reason, Truth, Unit};
use serde::{Deserialize, Serialize};

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// As in file names and the `lang` attribute's first part.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }
}

/// Speaks of one regime in one language.
#[derive(Debug, Clone, Copy)]
pub struct Speaker<'a> {
    library: &'a Library,
    rulebook: &'a RuleBook,
    words: &'a Words,
    lang: Lang,
}

impl<'a> Speaker<'a> {
    /// A speaker with the words of its language.
    #[must_use]
    pub const fn new(library: &'a Library, rulebook: &'a RuleBook, words: &'a Words, lang: Lang) -> Self {
        Self { library, rulebook, words, lang }
    }

    /// The language.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    const fn pick<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// A fact's label.
    #[must_use]
    pub fn fact(&self, fact: FactIx) -> &'a str {
        self.words.title("fact", self.library.catalogue.id(fact))
    }

    /// An outcome's id by place.
    #[must_use]
    pub fn outcome(&self, place: u8) -> &'a str {
        self.rulebook.grade.outcomes.get(usize::from(place)).map_or("", String::as_str)
    }

    /// An outcome's label by place.
    #[must_use]
    pub fn outcome_title(&self, place: u8) -> &'a str {
        self.words.title("outcome", self.outcome(place))
    }

    /// A range of outcomes: `B`, `B–AA`.
    #[must_use]
    pub fn grades(&self, range: GradeRange) -> String {
        if range.is_decided() {
            self.outcome_title(range.worst).to_owned()
        } else {
            format!("{}–{}", self.outcome_title(range.worst), self.outcome_title(range.best))
        }
    }

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
            Unit::Score => format!("{}{}", format_fixed(units, 1), self.pick(" 分", " points")),
        }
    }

    /// A range of a unit; *not answered* where nothing bounds it.
    #[must_use]
    pub fn range(&self, range: Range, unit: Unit) -> String {
        match (range.low, range.high) {
            (low, high) if low == high => self.number(low, unit),
            (0 | Range::OPEN_LOW, Range::OPEN_HIGH) => self.pick("未回答", "not answered").to_owned(),
            (low, Range::OPEN_HIGH) => match self.lang {
                Lang::Zh => format!("至少 {}", self.number(low, unit)),
                Lang::En => format!("at least {}", self.number(low, unit)),
            },
            (low, high) => format!("{}–{}", self.number(low, unit), self.number(high, unit)),
        }
    }

    fn period(&self, period: Period) -> String {
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

    fn window(&self, window: Window) -> String {
        match self.lang {
            Lang::Zh => format!("{}{}", if window.recent { "近" } else { "" }, window.period),
            Lang::En => format!("the last {}", self.period(window.period)),
        }
    }

    fn comparison(&self, comparison: Comparison) -> &'static str {
        match (self.lang, comparison) {
            (Lang::Zh, Comparison::Less) => "须少于",
            (Lang::Zh, Comparison::AtMost) => "须不超过",
            (Lang::Zh, Comparison::More) => "须多于",
            (Lang::Zh, Comparison::AtLeast) => "须不少于",
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
            None => self.pick("未回答", "not answered").to_owned(),
            Some(Occurrence::Never) => self.pick("从未", "never").to_owned(),
            Some(Occurrence::On(day)) => match self.lang {
                Lang::Zh => format!("最近一次 {day}"),
                Lang::En => format!("last on {day}"),
            },
            Some(Occurrence::DayUnknown) => self.pick("发生过，日期不详", "it happened, day unknown").to_owned(),
            Some(Occurrence::Ongoing) => self.pick("正在持续", "ongoing").to_owned(),
        }
    }

    fn options(&self, fact: FactIx, set: u64) -> String {
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
        if chosen.is_empty() { self.pick("无", "none").to_owned() } else { chosen.join(self.pick("、", ", ")) }
    }

    /// A value that took part in deciding, as a sentence without a full stop.
    #[must_use]
    pub fn reason(&self, reason: &Reason) -> String {
        let label = self.fact(reason.fact());
        let colon = self.pick("：", ": ");
        let said = match reason {
            Reason::Answer(_, None) | Reason::Choice(_, None, _) | Reason::Several(_, None, _) => {
                self.pick("未回答", "not answered").to_owned()
            }
            Reason::Answer(_, Some(true)) => self.pick("是", "yes").to_owned(),
            Reason::Answer(_, Some(false)) => self.pick("否", "no").to_owned(),
            Reason::Choice(fact, Some(index), _) => self.options(*fact, 1 << index),
            Reason::Several(fact, Some(set), _) => self.options(*fact, *set),
            Reason::Number(_, range, comparison, bound, unit) => {
                let gap = self.gap(*range, *comparison, *bound, *unit);
                format!(
                    "{}{}{} {}{gap}",
                    self.range(*range, *unit),
                    self.pick("，", "; "),
                    self.comparison(*comparison),
                    self.range(*bound, *unit)
                )
            }
            Reason::Share(_, part, whole, comparison, n, d) => self.share(*part, *whole, *comparison, (*n, *d)),
            Reason::Event(_, occurrence, window) => {
                let said = self.occurrence(*occurrence);
                match (occurrence, self.lang) {
                    (Some(Occurrence::On(day)), lang) => {
                        let (arguable, safe) = window.free_from(*day);
                        match lang {
                            Lang::Zh => format!(
                                "{said}；{}的期间自 {safe} 起确定已过，{arguable} 起可主张已过",
                                self.window(*window)
                            ),
                            Lang::En => format!(
                                "{said}; {} are certainly over from {safe}, arguably from {arguable}",
                                self.window(*window)
                            ),
                        }
                    }
                    (_, Lang::Zh) => format!("{said}（看{}）", self.window(*window)),
                    (_, Lang::En) => format!("{said} (looking at {})", self.window(*window)),
                }
            }
            Reason::Ever(_, occurrence) => self.occurrence(*occurrence),
            Reason::Order(_, other) => match self.lang {
                Lang::Zh => format!("与「{}」比先后", self.fact(*other)),
                Lang::En => format!("compared in time with “{}”", self.fact(*other)),
            },
            Reason::Elapsed(_, None, _) | Reason::FiscalYears(_, None, ..) => {
                self.pick("未回答", "not answered").to_owned()
            }
            Reason::Elapsed(_, Some(day), window) => {
                let full = window.period.after(*day);
                match self.lang {
                    Lang::Zh => {
                        format!("自 {day} 起算，{full} 满 {}（当日可主张，次日确定）", self.period(window.period))
                    }
                    Lang::En => format!(
                        "since {day}; {} are complete on {full} (arguable that day, certain the next)",
                        self.period(window.period)
                    ),
                }
            }
            Reason::FiscalYears(_, Some(day), complete, with_part, wanted) => {
                match (self.lang, complete == with_part) {
                    (Lang::Zh, true) => format!("{day} 成立，已满 {complete} 个会计年度，须满 {wanted} 个"),
                    (Lang::Zh, false) => format!(
                        "{day} 成立，完整会计年度 {complete} 个，成立当年也算为 {with_part} 个，须满 {wanted} 个"
                    ),
                    (Lang::En, true) => {
                        format!("established on {day}; {complete} full fiscal years of {wanted} wanted")
                    }
                    (Lang::En, false) => format!(
                        "established on {day}; {complete} complete fiscal years, {with_part} with the founding part-year, {wanted} wanted"
                    ),
                }
            }
            Reason::Rows(..) => self.pick("按表格各行判断", "judged row by row").to_owned(),
        };
        format!("{label}{colon}{said}")
    }

    /// How far a failed comparison is from passing.
    fn gap(&self, range: Range, comparison: Comparison, bound: Range, unit: Unit) -> String {
        let short = match comparison {
            Comparison::AtLeast if range.high < bound.low => bound.low - range.high,
            Comparison::More if range.high <= bound.low => bound.low - range.high + 1,
            Comparison::AtMost if range.low > bound.high => range.low - bound.high,
            Comparison::Less if range.low >= bound.high => range.low - bound.high + 1,
            _ => return String::new(),
        };
        match (self.lang, comparison) {
            (Lang::Zh, Comparison::AtLeast | Comparison::More) => format!("，还差 {}", self.number(short, unit)),
            (Lang::Zh, _) => format!("，超出 {}", self.number(short, unit)),
            (Lang::En, Comparison::AtLeast | Comparison::More) => format!("; {} short", self.number(short, unit)),
            (Lang::En, _) => format!("; {} too much", self.number(short, unit)),
        }
    }

    fn share(&self, part: Range, whole: Range, comparison: Comparison, (n, d): (i64, i64)) -> String {
        let bound = percent_of(n, d);
        let now = if part.is_exact() && whole.is_exact() && whole.low > 0 {
            percent_of(part.low, whole.low)
        } else {
            self.pick("未定", "open").to_owned()
        };
        format!("{}{now}{}{} {bound}", self.pick("占比 ", "share "), self.pick("，", "; "), self.comparison(comparison))
    }

    /// A figure worked out from a table.
    #[must_use]
    pub fn figure(&self, figure: &FigureFinding) -> String {
        let nothing = self.pick("没有可以计算的行", "no rows to work it out from");
        if !figure.answered {
            return self.pick("未回答", "not answered").to_owned();
        }
        match figure.value {
            // A mean of no rows is not a number.
            Figured::Number(Range { low: 0, high: Range::OPEN_HIGH }, _) => nothing.to_owned(),
            Figured::Number(range, unit) => self.range(range, unit),
            Figured::Share(_, Range { high: 0, .. }) => nothing.to_owned(),
            Figured::Share(part, whole) if part.is_exact() && whole.is_exact() => {
                format!("{}（{} / {}）", percent_of(part.low, whole.low), part.low, whole.low)
            }
            Figured::Share(part, whole) => {
                format!("{} / {}", self.range(part, Unit::Count), self.range(whole, Unit::Count))
            }
            Figured::Truth(Truth::True) => self.pick("是", "yes").to_owned(),
            Figured::Truth(Truth::False) => self.pick("否", "no").to_owned(),
            Figured::Truth(Truth::Unknown) => self.pick("未定", "open").to_owned(),
        }
    }

    /// Stands before what a document refers to but does not contain.
    #[must_use]
    pub const fn not_published(&self) -> &'static str {
        self.pick("本文件未载明：", "Not published in this document: ")
    }

    /// Where a number must get, as an answer that is still open or as a change of one that is given.
    fn moved(&self, label: &str, from: Range, to: i64, unit: Unit, raise: bool, open: bool) -> String {
        let to = self.number(to, unit);
        if open || (from.low <= 0 && from.high == Range::OPEN_HIGH) {
            return match (self.lang, raise) {
                (Lang::Zh, true) => format!("前提：{label}至少 {to}"),
                (Lang::Zh, false) => format!("前提：{label}至多 {to}"),
                (Lang::En, true) => format!("provided that {label} is at least {to}"),
                (Lang::En, false) => format!("provided that {label} is at most {to}"),
            };
        }
        let from = self.range(from, unit);
        match (self.lang, raise) {
            (Lang::Zh, true) => format!("{label}由 {from} 提高到至少 {to}"),
            (Lang::Zh, false) => format!("{label}由 {from} 降到至多 {to}"),
            (Lang::En, true) => format!("raise {label} from {from} to at least {to}"),
            (Lang::En, false) => format!("lower {label} from {from} to at most {to}"),
        }
    }

    /// A change of a path, as a short instruction; `open`: its fact is not answered yet.
    #[must_use]
    pub fn change(&self, change: &Change, open: bool) -> String {
        let zh = self.lang == Lang::Zh;
        match change {
            Change::Wait { until, arguable } => {
                if zh {
                    format!("等到 {until}（{arguable} 起可主张）")
                } else {
                    format!("wait until {until} (arguable from {arguable})")
                }
            }
            Change::Points { at_least, safe, rooms } => {
                let range = if at_least == safe {
                    format_fixed(*safe, 1)
                } else {
                    format!("{}–{}", format_fixed(*at_least, 1), format_fixed(*safe, 1))
                };
                let room: Vec<String> = rooms
                    .iter()
                    .take(3)
                    .map(|(fact, room, _)| format!("{} +{}", self.fact(*fact), format_fixed(*room, 1)))
                    .collect();
                if zh {
                    format!("再得 {range} 分（余地：{}）", room.join("、"))
                } else {
                    format!("earn {range} more points (room: {})", room.join(", "))
                }
            }
            Change::Number { fact, year, from, to, raise } => {
                let unit = self.unit(*fact);
                let label = match year {
                    Some(year) if zh => format!("{year} 年{}", self.fact(*fact)),
                    Some(year) => format!("{} of {year}", self.fact(*fact)),
                    None => self.fact(*fact).to_owned(),
                };
                self.moved(&label, *from, *to, unit, *raise, open)
            }
            Change::Total { fact, first, years, from, to, raise } => {
                let last = first + i32::from(*years) - 1;
                let label = if zh {
                    format!("{first}—{last} 年{}合计", self.fact(*fact))
                } else {
                    format!("{} over {first}–{last}", self.fact(*fact))
                };
                self.moved(&label, *from, *to, self.unit(*fact), *raise, open)
            }
            Change::Set(fact, value) => self.set(*fact, value, open),
            Change::End(fact, _) => {
                if zh {
                    format!("先结束「{}」，结束之日起才开始计算", self.fact(*fact))
                } else {
                    format!("end “{}” first: time counts from that day", self.fact(*fact))
                }
            }
            Change::Choose(fact, options) => {
                let ordered = matches!(
                    self.library.catalogue.get(*fact).map(|fact| &fact.kind),
                    Some(Kind::Choice { ordered: true, .. })
                );
                let many = options.count_ones() > 1;
                if open {
                    let chosen = self.options(*fact, *options);
                    return match (zh, many) {
                        (true, true) => format!("前提：{}为「{chosen}」之一", self.fact(*fact)),
                        (true, false) => format!("前提：{}为「{chosen}」", self.fact(*fact)),
                        (false, true) => format!("provided that {} is one of {chosen}", self.fact(*fact)),
                        (false, false) => format!("provided that {} is “{chosen}”", self.fact(*fact)),
                    };
                }
                match (zh, many) {
                    (true, true) => format!("{}为下列之一：{}", self.fact(*fact), self.options(*fact, *options)),
                    (true, false) if ordered => {
                        format!("{}达到「{}」", self.fact(*fact), self.options(*fact, *options))
                    }
                    (true, false) => format!("{}改为「{}」", self.fact(*fact), self.options(*fact, *options)),
                    (false, true) => format!("{}: one of {}", self.fact(*fact), self.options(*fact, *options)),
                    (false, false) => format!("{}: reach “{}”", self.fact(*fact), self.options(*fact, *options)),
                }
            }
            Change::Gain(fact, options) => {
                if zh {
                    format!("{}至少有一项：{}", self.fact(*fact), self.options(*fact, *options))
                } else {
                    format!("{}: at least one of {}", self.fact(*fact), self.options(*fact, *options))
                }
            }
            Change::Drop(fact, options) => {
                if zh {
                    format!("{}去掉：{}", self.fact(*fact), self.options(*fact, *options))
                } else {
                    format!("{}: give up {}", self.fact(*fact), self.options(*fact, *options))
                }
            }
            Change::Rows(table, rows) => {
                if zh {
                    format!("{}再有 {} 条符合要求的", self.fact(*table), rows.len())
                } else {
                    format!("{}: {} more that qualify", self.fact(*table), rows.len())
                }
            }
        }
    }

    fn set(&self, fact: FactIx, value: &Value, open: bool) -> String {
        let label = self.fact(fact);
        let value = match value {
            Value::Bool(true) => self.pick("是", "yes").to_owned(),
            Value::Bool(false) => self.pick("否", "no").to_owned(),
            Value::Date(day) => match self.lang {
                Lang::Zh => format!("不晚于 {day}"),
                Lang::En => format!("no later than {day}"),
            },
            Value::Occurrence(occurrence) => self.occurrence(Some(*occurrence)),
            Value::Several(set) => self.options(fact, *set),
            Value::Choice(index) => self.options(fact, 1 << index),
            Value::Number(range) => self.range(*range, self.unit(fact)),
            Value::Text(text) => text.clone(),
            Value::Yearly(_) | Value::Table(_) => String::new(),
        };
        match (self.lang, open) {
            (Lang::Zh, true) => format!("前提：{label}为「{value}」"),
            (Lang::Zh, false) => format!("{label}改为「{value}」"),
            (Lang::En, true) => format!("provided that {label} is “{value}”"),
            (Lang::En, false) => format!("{label} becomes “{value}”"),
        }
    }

    /// An overlay in use: its title, version and what it says of itself.
    #[must_use]
    pub fn overlay(&self, title: &str, version: &str, text: &str) -> String {
        match self.lang {
            Lang::Zh => format!("已加用补充规则「{title}」{version}：{text}"),
            Lang::En => format!("The overlay “{title}” {version} is in use: {text}"),
        }
    }

    /// A typed score or level that differs from what an overlay gives.
    #[must_use]
    pub fn overlay_differs(&self, fact: FactIx, typed: (String, String), worked_out: (String, String)) -> String {
        let said = |(low, high): (String, String)| if low == high { low } else { format!("{low}–{high}") };
        let (typed, worked_out) = (said(typed), said(worked_out));
        match self.lang {
            Lang::Zh => {
                format!("「{}」填写为 {typed}，按补充规则为 {worked_out}，以后者计", self.fact(fact))
            }
            Lang::En => {
                format!("“{}” is entered as {typed}; the overlay gives {worked_out}, which is used", self.fact(fact))
            }
        }
    }

    fn unit(&self, fact: FactIx) -> Unit {
        match self.library.catalogue.get(fact).map(|fact| &fact.kind) {
            Some(Kind::Money { .. } | Kind::Yearly { .. }) => Unit::Money,
            Some(Kind::Score { .. }) => Unit::Score,
            _ => Unit::Count,
        }
    }
}

/// `12,345.67`
fn grouped(fen: i64) -> String {
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
    }
    text
}

/// A fraction in percent, cut off after two decimals: what falls short of a bound never reads as the bound.
fn percent_of(n: i64, d: i64) -> String {
    let hundredths = i128::from(n) * 10_000 / i128::from(d.max(1));
    format!("{}%", format_fixed(i64::try_from(hundredths).unwrap_or(i64::MAX), 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_by_three() {
        assert_eq!(grouped(123_456_789), "1,234,567.89");
        assert_eq!(grouped(-100), "-1");
        assert_eq!(percent_of(30, 100), "30%");
        assert_eq!(percent_of(2, 3), "66.66%");
    }
}
