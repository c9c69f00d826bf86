//! What decided a condition, in words.

use super::Speaker;
use super::values::{percent_of, percent_up};
use std::cmp::Ordering;
use ziping_base::lang::Lang;
use ziping_rules::fact::{Kind, Occurrence, Range};
use ziping_rules::rule::{Comparison, Reason, Unit};

impl Speaker<'_> {
    /// A value that took part in deciding, as a sentence without a full stop.
    #[must_use]
    pub fn reason(&self, reason: &Reason) -> String {
        let label = self.subject(reason);
        let colon = self.lang.pick("：", ": ");
        let said = match reason {
            Reason::Answer(_, None) | Reason::Choice(_, None, _) | Reason::Several(_, None, _) => {
                self.lang.pick("未回答", "not answered").to_owned()
            }
            Reason::Answer(_, Some(true)) => self.lang.pick("是", "yes").to_owned(),
            Reason::Answer(_, Some(false)) => self.lang.pick("否", "no").to_owned(),
            Reason::Choice(fact, Some(index), _) => self.options(*fact, 1 << index),
            Reason::Several(fact, Some(set), _) => self.options(*fact, *set),
            Reason::Number(_, range, comparison, bound, unit) => {
                let gap = self.gap(*range, *comparison, *bound, *unit);
                format!(
                    "{}{}{} {}{gap}",
                    self.range(*range, *unit),
                    self.lang.pick("，", "; "),
                    self.comparison(*comparison, Some(*unit)),
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
                                "{said}；{}的期间自{s}{}{s}起确定届满，按较宽的理解自{s}{}{s}起届满",
                                self.window(*window),
                                self.day(safe),
                                self.day(arguable),
                                s = self.space()
                            ),
                            Lang::En => format!(
                                "{said}; {} are certainly over from {safe}, arguably from {arguable}",
                                self.window(*window)
                            ),
                        }
                    }
                    // What never happened did not happen within any time either; what is open is open for all of them.
                    (Some(Occurrence::Never) | None, _) => said,
                    (Some(Occurrence::Ongoing), lang) => match (lang, window.recent) {
                        (Lang::Zh, true) => format!("{said}，在{}之内", self.window(*window)),
                        (Lang::Zh, false) => format!("{said}，结束以后才开始计算{}", self.window(*window)),
                        (Lang::En, true) => format!("{said}, within {}", self.window(*window)),
                        (Lang::En, false) => {
                            format!("{said}; {} are counted only once it has ended", self.period(window.period))
                        }
                    },
                    (Some(Occurrence::DayUnknown), Lang::Zh) => {
                        format!("{said}，是否在{}之内不能确定", self.window(*window))
                    }
                    (Some(Occurrence::DayUnknown), Lang::En) => {
                        format!("{said}, so that nobody can tell whether within {}", self.window(*window))
                    }
                }
            }
            Reason::Ever(_, occurrence) => self.occurrence(*occurrence),
            Reason::Order(_, other) => match self.lang {
                Lang::Zh => format!("与“{}”比先后", self.fact(*other)),
                Lang::En => format!("compared in time with “{}”", self.fact(*other)),
            },
            Reason::Elapsed(_, None, _) | Reason::FiscalYears(_, None, ..) => {
                self.lang.pick("未回答", "not answered").to_owned()
            }
            Reason::Elapsed(_, Some(day), window) => {
                let full = window.period.after(*day);
                match self.lang {
                    Lang::Zh => format!(
                        "自{s}{}{s}起算，{}{s}满 {}（按较宽的理解当日即满，次日确定）",
                        self.day(*day),
                        self.day(full),
                        self.period(window.period),
                        s = self.space()
                    ),
                    Lang::En => format!(
                        "since {day}; {} are complete on {full} (arguable that day, certain the next)",
                        self.period(window.period)
                    ),
                }
            }
            Reason::FiscalYears(_, Some(day), complete, with_part, wanted, at_least) => {
                let (s, day) = (self.space(), self.day(*day));
                let wanted = match (self.lang, at_least) {
                    (Lang::Zh, true) => format!("须满 {wanted} 个"),
                    (Lang::Zh, false) => format!("须不满 {wanted} 个"),
                    (Lang::En, true) => format!("{wanted} wanted"),
                    (Lang::En, false) => format!("fewer than {wanted} wanted"),
                };
                match (self.lang, complete == with_part) {
                    (Lang::Zh, true) => format!("{day}{s}成立，已满 {complete} 个会计年度，{wanted}"),
                    (Lang::Zh, false) => {
                        format!("{day}{s}成立，完整会计年度 {complete} 个，成立当年也算为 {with_part} 个，{wanted}")
                    }
                    (Lang::En, true) if *at_least => {
                        format!("established on {day}; {complete} full fiscal years of {wanted}")
                    }
                    (Lang::En, true) => format!("established on {day}; {complete} full fiscal years, {wanted}"),
                    (Lang::En, false) => format!(
                        "established on {day}; {complete} complete fiscal years, {with_part} with the founding part-year, {wanted}"
                    ),
                }
            }
            Reason::Worked(_, said) => return self.worked(said, reason.fact()),
            Reason::Rows(..) => self.lang.pick("逐行判断", "judged row by row").to_owned(),
        };
        format!("{label}{colon}{said}")
    }

    /// What a value is of: a fact, or what the rows of a table come to.
    fn subject(&self, reason: &Reason) -> String {
        let label = self.fact(reason.fact());
        let of_rows = matches!(reason, Reason::Number(..) | Reason::Share(..))
            && self.library.catalogue.get(reason.fact()).is_some_and(|fact| matches!(fact.kind, Kind::Table { .. }));
        match (of_rows, self.lang) {
            (false, _) => label.to_owned(),
            (true, Lang::Zh) => format!("按“{label}”各行计算"),
            (true, Lang::En) => format!("worked out of “{label}”"),
        }
    }

    /// How far a failed comparison is from passing. What is counted is short by whole pieces; amounts and points can be
    /// as near to a bound as one likes, and nobody is told to find one fen more.
    pub(super) fn gap(&self, range: Range, comparison: Comparison, bound: Range, unit: Unit) -> String {
        let counted = unit == Unit::Count;
        let short = match comparison {
            Comparison::AtLeast | Comparison::More if range.high < bound.low => bound.low - range.high,
            Comparison::AtMost | Comparison::Less if range.low > bound.high => range.low - bound.high,
            Comparison::More if range.high == bound.low => 0,
            Comparison::Less if range.low == bound.high => 0,
            _ => return String::new(),
        };
        let strict = matches!(comparison, Comparison::More | Comparison::Less);
        let upwards = matches!(comparison, Comparison::AtLeast | Comparison::More);
        if strict && !counted && short == 0 {
            // That nothing is not more than nothing needs no words.
            return if bound.low == 0 { String::new() } else { self.touches(upwards).to_owned() };
        }
        let by = self.number(short + i64::from(strict && counted), unit);
        match (self.lang, upwards, strict && !counted) {
            (Lang::Zh, true, true) => format!("，还差超过 {by}"),
            (Lang::Zh, true, false) => format!("，还差 {by}"),
            (Lang::Zh, false, _) => format!("，超出 {by}"),
            (Lang::En, true, true) => format!("; more than {by} short"),
            (Lang::En, true, false) => format!("; {by} short"),
            (Lang::En, false, _) => format!("; {by} too much"),
        }
    }

    /// A bound that must be passed, or not be reached, is met exactly.
    fn touches(&self, upwards: bool) -> &'static str {
        match (self.lang, upwards) {
            (Lang::Zh, true) => "，刚好相等还不够",
            (Lang::Zh, false) => "，不得达到",
            (Lang::En, true) => "; exactly as much is not enough",
            (Lang::En, false) => "; it must not be reached",
        }
    }

    /// A share as far as it is known: one percentage, between two, at least or at most one.
    fn part_of(&self, part: Range, whole: Range) -> String {
        if part.is_exact() && whole.is_exact() && whole.low > 0 {
            return percent_of(part.low, whole.low);
        }
        let least = (part.low > 0 && whole.high > 0 && whole.high != Range::OPEN_HIGH)
            .then(|| percent_of(part.low, whole.high));
        let most = (whole.low > 0 && part.high != Range::OPEN_HIGH).then(|| percent_up(part.high, whole.low));
        // That a share is at most more than the whole says nothing.
        let most = most.filter(|_| least.is_some() || part.high <= whole.low);
        match (self.lang, least, most) {
            (_, None, None) => self.lang.pick("未定", "open").to_owned(),
            (_, Some(least), Some(most)) => format!("{least}{}{most}", self.dash()),
            (Lang::Zh, Some(least), None) => format!("至少 {least}"),
            (Lang::En, Some(least), None) => format!("at least {least}"),
            (Lang::Zh, None, Some(most)) => format!("至多 {most}"),
            (Lang::En, None, Some(most)) => format!("at most {most}"),
        }
    }

    /// A share, and what it must be.
    pub(super) fn share(&self, part: Range, whole: Range, comparison: Comparison, (n, d): (i64, i64)) -> String {
        let bound = percent_of(n, d);
        let known = part.is_exact() && whole.is_exact() && whole.low > 0;
        let beside = (i128::from(part.low) * i128::from(d)).cmp(&(i128::from(n) * i128::from(whole.low)));
        // What is above a bound never reads as the bound.
        let now = match beside {
            Ordering::Greater if known && percent_of(part.low, whole.low) == bound => percent_up(part.low, whole.low),
            _ => self.part_of(part, whole),
        };
        let touches = match comparison {
            Comparison::More | Comparison::Less if known && n > 0 && beside == Ordering::Equal => {
                self.touches(comparison == Comparison::More)
            }
            _ => "",
        };
        format!(
            "{}{now}{}{} {bound}{touches}",
            // A number stands apart from the words beside it, a word does not.
            if now.starts_with(|first: char| first.is_ascii()) {
                self.lang.pick("占比 ", "share ")
            } else {
                self.lang.pick("占比", "share ")
            },
            self.lang.pick("，", "; "),
            self.comparison(comparison, None)
        )
    }
}
