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
                    let (year, from) = (self.year(year), self.day(from));
                    format!("{year}的数额自{}{from}{}起计入", self.space(), self.space())
                }
                Lang::En => format!("figures of {year} count from {from}"),
            },
            Earliest::On(day) | Earliest::NotBefore(day) => self.from_days(day, day),
            Earliest::Effort => self.lang().pick("取决于落实", "when it is done").to_owned(),
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
