//! What must change, in words.

use super::{Lang, Speaker};
use crate::fact::{FactIx, Kind, Range, Value, format_fixed};
use crate::rule::{Change, Unit};

impl Speaker<'_> {
    /// Where a number must get, as an answer that is still open or as a change of one that is given.
    pub(super) fn moved(&self, label: &str, from: Range, to: i64, unit: Unit, raise: bool, open: bool) -> String {
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
                    format!("先结束“{}”，结束之日起才开始计算", self.fact(*fact))
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
                        (true, true) => format!("前提：{}为“{chosen}”之一", self.fact(*fact)),
                        (true, false) => format!("前提：{}为“{chosen}”", self.fact(*fact)),
                        (false, true) => format!("provided that {} is one of {chosen}", self.fact(*fact)),
                        (false, false) => format!("provided that {} is “{chosen}”", self.fact(*fact)),
                    };
                }
                match (zh, many) {
                    (true, true) => format!("{}为下列之一：{}", self.fact(*fact), self.options(*fact, *options)),
                    (true, false) if ordered => {
                        format!("{}达到“{}”", self.fact(*fact), self.options(*fact, *options))
                    }
                    (true, false) => format!("{}改为“{}”", self.fact(*fact), self.options(*fact, *options)),
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

    pub(super) fn set(&self, fact: FactIx, value: &Value, open: bool) -> String {
        let label = self.fact(fact);
        let value = match value {
            Value::Bool(true) => self.lang.pick("是", "yes").to_owned(),
            Value::Bool(false) => self.lang.pick("否", "no").to_owned(),
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
            (Lang::Zh, true) => format!("前提：{label}为“{value}”"),
            (Lang::Zh, false) => format!("{label}改为“{value}”"),
            (Lang::En, true) => format!("provided that {label} is “{value}”"),
            (Lang::En, false) => format!("{label} becomes “{value}”"),
        }
    }
}
