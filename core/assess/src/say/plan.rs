//! What a plan asks for, and by when.

use super::Speaker;
use crate::earliest::Earliest;
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;
use ziping_rules::rule::Change;

impl Speaker<'_> {
    /// A change as a plan says it; `open`: it asks no more than that what is not answered turns out well. What a closed
    /// year brought is what it is: the plan says what is wanted, not that it be raised.
    #[must_use]
    pub fn planned(&self, change: &Change, open: bool) -> String {
        match change {
            Change::Wait { .. } => {
                self.lang().pick("等待，其他情况保持不变", "wait, all else staying as it is").to_owned()
            }
            Change::Number { year: Some(_), .. } | Change::Total { .. } if !open => {
                let wanted = self.wanted(change);
                match self.lang() {
                    Lang::Zh => format!("{wanted}；所列年度已经结束，数额不能再改变，只能由以后的年度达到"),
                    Lang::En => format!("{wanted}; those years are closed, so only later years can bring it"),
                }
            }
            _ => self.change(change, open),
        }
    }

    /// From when a change of a plan can be made: effort has no day of its own.
    #[must_use]
    pub fn when(&self, change: &Change, earliest: Earliest) -> String {
        if let Change::Wait { until, arguable } = change {
            return self.from_days(*until, *arguable);
        }
        match earliest {
            Earliest::Check => self.lang().pick("核实后填写", "check, then answer").to_owned(),
            Earliest::NewYear { year, from } => match self.lang() {
                Lang::Zh => {
                    let (year, from, s) = (self.year(year), self.day(from), self.space());
                    format!("{year}的数额自{s}{from}{s}起计入")
                }
                Lang::En => format!("figures of {year} count from {from}"),
            },
            Earliest::On(day) | Earliest::NotBefore(day) => self.from_days(day, day),
            Earliest::Effort => self.lang().pick("取决于落实", "when it is done").to_owned(),
        }
    }

    /// When all of a plan, or all that serves one aim, can be reached.
    #[must_use]
    pub fn reached(&self, earliest: Earliest) -> String {
        let s = self.space();
        match (self.lang(), earliest) {
            (Lang::Zh, Earliest::Check) => "核实并填写以后即可确定。".to_owned(),
            (Lang::En, Earliest::Check) => "settled once it is checked and answered".to_owned(),
            (Lang::Zh, Earliest::Effort) => "何时达到，取决于措施何时落实。".to_owned(),
            (Lang::En, Earliest::Effort) => "reached when the changes are made".to_owned(),
            (Lang::Zh, Earliest::On(day)) => format!("最早可于{s}{}{s}达到。", self.day(day)),
            (Lang::En, Earliest::On(day)) => format!("reached on {day} at the earliest"),
            (Lang::Zh, Earliest::NotBefore(day)) => {
                format!("措施落实以后才能达到，按稳妥的算法不早于{s}{}。", self.day(day))
            }
            (Lang::En, Earliest::NotBefore(day)) => format!("reached when the changes are made, not before {day}"),
            (Lang::Zh, Earliest::NewYear { year, from }) => {
                let (year, from) = (self.year(year), self.day(from));
                format!("已结束会计年度的数额不能再改变；{year}的数额自{s}{from}{s}起计入，此前不能达到。")
            }
            (Lang::En, Earliest::NewYear { year, from }) => {
                format!("figures of closed years cannot change; those of {year} count from {from}, not reached before")
            }
        }
    }

    /// A fiscal year.
    fn year(&self, year: i32) -> String {
        if self.space().is_empty() { format!("{year}年度") } else { format!("{year} 年度") }
    }

    /// A day under both readings: from when it holds for certain, and since when it can be argued.
    #[must_use]
    pub fn from_days(&self, safe: Day, arguable: Day) -> String {
        let (certain, arguable_day, s) = (self.day(safe), self.day(arguable), self.space());
        match (self.lang(), safe == arguable) {
            (Lang::Zh, true) => format!("{certain}{s}起"),
            (Lang::Zh, false) => format!("{certain}{s}起（按较宽的理解，{arguable_day}{s}起即可）"),
            (Lang::En, true) => format!("from {certain}"),
            (Lang::En, false) => format!("from {certain} (arguable from {arguable_day})"),
        }
    }
}
