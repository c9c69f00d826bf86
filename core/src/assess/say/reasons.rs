//! What decided a condition, in words.

use super::values::percent_of;
use super::{Lang, Speaker};
use crate::fact::{Occurrence, Range};
use crate::rule::{Comparison, Reason, Unit};

impl Speaker<'_> {
    /// A value that took part in deciding, as a sentence without a full stop.
    #[must_use]
    pub fn reason(&self, reason: &Reason) -> String {
        let label = self.fact(reason.fact());
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
                Lang::Zh => format!("与“{}”比先后", self.fact(*other)),
                Lang::En => format!("compared in time with “{}”", self.fact(*other)),
            },
            Reason::Elapsed(_, None, _) | Reason::FiscalYears(_, None, ..) => {
                self.lang.pick("未回答", "not answered").to_owned()
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
            Reason::Rows(..) => self.lang.pick("按表格各行判断", "judged row by row").to_owned(),
        };
        format!("{label}{colon}{said}")
    }

    /// How far a failed comparison is from passing.
    pub(super) fn gap(&self, range: Range, comparison: Comparison, bound: Range, unit: Unit) -> String {
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

    pub(super) fn share(&self, part: Range, whole: Range, comparison: Comparison, (n, d): (i64, i64)) -> String {
        let bound = percent_of(n, d);
        let now = if part.is_exact() && whole.is_exact() && whole.low > 0 {
            percent_of(part.low, whole.low)
        } else {
            self.lang.pick("未定", "open").to_owned()
        };
        format!(
            "{}{now}{}{} {bound}",
            self.lang.pick("占比 ", "share "),
            self.lang.pick("，", "; "),
            self.comparison(comparison)
        )
    }
}
