//! What must change, in words.

use super::Speaker;
use super::values::unit_of;
use ziping_base::lang::Lang;
use ziping_rules::fact::{Column, FactIx, Kind, Occurrence, Range, Row, Value, format_fixed};
use ziping_rules::rule::{Change, Filled, Unit};

/// Where a number must get: at least or at most how much, and the last value that still does where there is one.
#[derive(Clone, Copy)]
struct Goal {
    to: i64,
    raise: bool,
    no_further: Option<i64>,
}

/// The most rows that are named by their numbers; longer lists are read by nobody.
const NAMED: usize = 20;

/// The numbers of the rows that have one of these cells, counted from 1, each once and in order.
pub(crate) fn row_numbers(cells: &[Filled]) -> Vec<usize> {
    let mut rows: Vec<usize> = cells.iter().map(|cell| cell.row + 1).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// What kind of answer is to become another.
#[derive(Clone, Copy)]
enum Given {
    Day,
    Event,
    YesOrNo,
    Choice,
    Other,
}

impl Given {
    const fn of(value: &Value) -> Self {
        match value {
            Value::Date(_) => Self::Day,
            Value::Occurrence(_) => Self::Event,
            Value::Bool(_) => Self::YesOrNo,
            Value::Choice(_) => Self::Choice,
            Value::Several(_) | Value::Number(_) | Value::Text(_) | Value::Yearly(_) | Value::Table(_) => Self::Other,
        }
    }
}

impl Speaker<'_> {
    /// A change of a path, as a short instruction; `open`: its fact is not answered yet.
    #[must_use]
    pub fn change(&self, change: &Change, open: bool) -> String {
        let zh = self.lang == Lang::Zh;
        match change {
            Change::Wait { until, arguable } if zh => {
                let (s, until, arguable) = (self.space(), self.day(*until), self.day(*arguable));
                format!("等到{s}{until}（按较宽的理解，{arguable}{s}起即可）")
            }
            Change::Wait { until, arguable } => format!("wait until {until} (arguable from {arguable})"),
            Change::Points { at_least, safe, rooms } => self.earned(*at_least, *safe, rooms),
            Change::Number { fact, from, to, raise, no_further, .. }
            | Change::Total { fact, from, to, raise, no_further, .. } => {
                let goal = Goal { to: *to, raise: *raise, no_further: *no_further };
                self.moved(&self.figure_moved(change), *from, goal, self.unit(*fact), open)
            }
            Change::Set(fact, value) => self.set(*fact, value, open),
            Change::End(fact, _) if zh => format!("先结束“{}”，结束之日起才开始计算", self.fact(*fact)),
            Change::End(fact, _) => format!("end “{}” first: time counts from that day", self.fact(*fact)),
            Change::Choose(fact, options) => self.choose(*fact, *options, open),
            Change::Gain(fact, options) if zh => {
                format!("{}至少有一项：{}", self.fact(*fact), self.options(*fact, *options))
            }
            Change::Gain(fact, options) => {
                format!("{}: at least one of {}", self.fact(*fact), self.options(*fact, *options))
            }
            Change::Drop(fact, options) if zh => {
                format!("{}去掉：{}", self.fact(*fact), self.options(*fact, *options))
            }
            Change::Drop(fact, options) => {
                format!("{}: give up {}", self.fact(*fact), self.options(*fact, *options))
            }
            Change::Rows(table, rows, columns) => {
                let figures = self.figures_of(*table, rows, columns);
                if zh {
                    format!("{}再有 {} 条符合要求的{figures}", self.fact(*table), rows.len())
                } else {
                    format!("{}: {} more that qualify{figures}", self.fact(*table), rows.len())
                }
            }
            Change::Complete(table, cells) => self.completed(*table, cells),
        }
    }

    /// Rows that turn out to qualify once what they leave blank is there.
    fn completed(&self, table: FactIx, cells: &[Filled]) -> String {
        let id = self.library.catalogue.id(table);
        let columns: &[Column] = match self.library.catalogue.get(table).map(|fact| &fact.kind) {
            Some(Kind::Table { columns }) => columns,
            _ => &[],
        };
        let blank = columns.iter().enumerate().filter(|(place, _)| cells.iter().any(|cell| cell.column == *place));
        let blank: Vec<String> =
            blank.map(|(_, column)| format!("“{}”", self.words.label("fact", id, &column.id))).collect();
        let rows: Vec<String> = row_numbers(cells).iter().map(ToString::to_string).collect();
        let table = self.fact(table);
        match (self.lang, rows.len()) {
            (Lang::Zh, n) if n > NAMED => format!("前提：{table}有 {n} 条补填{}后符合要求", blank.concat()),
            (Lang::En, n) if n > NAMED => {
                format!("provided that {n} rows of {table} qualify with {}", blank.join(", "))
            }
            (Lang::Zh, _) => format!("前提：{table}第 {} 条补填{}后符合要求", rows.join("、"), blank.concat()),
            (Lang::En, 1) => {
                format!("provided that {table}, row {}, qualifies with {}", rows.join(", "), blank.join(", "))
            }
            (Lang::En, _) => {
                format!("provided that {table}, rows {}, qualify with {}", rows.join(", "), blank.join(", "))
            }
        }
    }

    /// The figures of added rows that matter, in brackets; nothing where none does.
    fn figures_of(&self, table: FactIx, rows: &[Row], columns: &[usize]) -> String {
        let id = self.library.catalogue.id(table);
        let Some(Kind::Table { columns: all }) = self.library.catalogue.get(table).map(|fact| &fact.kind) else {
            return String::new();
        };
        let figures = columns.iter().filter_map(|place| {
            let column = all.get(*place)?;
            let each = rows.iter().filter_map(|row| match row.cells.get(*place)? {
                Some(Value::Number(range)) => Some(*range),
                _ => None,
            });
            let range = each.reduce(|a, b| Range { low: a.low.min(b.low), high: a.high.max(b.high) })?;
            let name = self.words.label("fact", id, &column.id);
            Some(format!("{name} {}", self.range(range, unit_of(&column.kind))))
        });
        let figures: Vec<String> = figures.collect();
        match self.lang {
            _ if figures.is_empty() => String::new(),
            Lang::Zh => format!("（每条{}）", figures.join("，")),
            Lang::En => format!(" (each with {})", figures.join(", ")),
        }
    }

    /// What is wanted of a figure that nobody can move any more, as that of a closed fiscal year; other changes as
    /// [`Self::change`] says them.
    #[must_use]
    pub fn wanted(&self, change: &Change) -> String {
        match change {
            Change::Number { fact, from, to, raise, no_further, .. }
            | Change::Total { fact, from, to, raise, no_further, .. } => {
                let unit = self.unit(*fact);
                let goal = Goal { to: *to, raise: *raise, no_further: *no_further };
                let (figure, to) = (self.figure_moved(change), self.goal(goal, unit));
                let now = self.range(*from, unit);
                match self.lang {
                    Lang::Zh => format!("{figure}须{to}，现为 {now}"),
                    Lang::En => format!("{figure} must be {to}; it is {now}"),
                }
            }
            other => self.change(other, false),
        }
    }

    /// The figure that a change moves: a fact, of a year or of several where it is by year.
    fn figure_moved(&self, change: &Change) -> String {
        let zh = self.lang == Lang::Zh;
        match change {
            Change::Number { fact, year: Some(year), .. } if zh && self.formal => {
                format!("{year}年度{}", self.fact(*fact))
            }
            Change::Number { fact, year: Some(year), .. } if zh => format!("{year} 年{}", self.fact(*fact)),
            Change::Number { fact, year: Some(year), .. } => format!("{} of {year}", self.fact(*fact)),
            Change::Total { fact, first, years, .. } => {
                let last = first + i32::from(*years) - 1;
                match self.lang {
                    Lang::Zh if self.formal => format!("{first}至{last}年度{}合计", self.fact(*fact)),
                    Lang::Zh => format!("{first}—{last} 年{}合计", self.fact(*fact)),
                    Lang::En => format!("{} over {first}–{last}", self.fact(*fact)),
                }
            }
            other => other.target().0.map_or("", |fact| self.fact(fact)).to_owned(),
        }
    }

    /// The round number that must be passed, or not be reached, where a bound lies its unit's smallest step beyond one:
    /// more than CNY 0, not at least one fen. Both say the same, as nothing lies between.
    fn beyond(to: i64, unit: Unit, raise: bool) -> Option<i64> {
        let round = match unit {
            Unit::Count => return None,
            Unit::Money => 100,
            Unit::Score => 10,
        };
        let step = if raise { 1 } else { -1 };
        let passed = to.checked_sub(step)?;
        (passed.rem_euclid(round) == 0).then_some(passed)
    }

    /// At least or at most a number, or beyond a round one.
    fn bound(&self, to: i64, unit: Unit, raise: bool) -> String {
        let passed = Self::beyond(to, unit, raise);
        let bound = match (self.lang, raise, passed.is_some()) {
            (Lang::Zh, true, false) => "至少",
            (Lang::Zh, true, true) => "高于",
            (Lang::Zh, false, false) => "至多",
            (Lang::Zh, false, true) => "低于",
            (Lang::En, true, false) => "at least",
            (Lang::En, true, true) => "more than",
            (Lang::En, false, false) => "at most",
            (Lang::En, false, true) => "less than",
        };
        format!("{bound} {}", self.number(passed.unwrap_or(to), unit))
    }

    /// Where a number must get, with both bounds where it must not get beyond one.
    fn goal(&self, goal: Goal, unit: Unit) -> String {
        let Goal { to, raise, no_further } = goal;
        match no_further {
            None => self.bound(to, unit, raise),
            Some(end) if end == to => match self.lang {
                // The condition asks for this very number, or beyond it another one would fail unless what it is compared with moves too.
                Lang::Zh => format!("{}（换成别的数要重新核对）", self.number(to, unit)),
                Lang::En => format!("{} (any other number has to be checked again)", self.number(to, unit)),
            },
            Some(end) => {
                format!(
                    "{}{}{}",
                    self.bound(to, unit, raise),
                    self.lang.pick("、", " and "),
                    self.bound(end, unit, !raise)
                )
            }
        }
    }

    /// Where a number must get, as an answer that is still open or as a change of one that is given.
    fn moved(&self, label: &str, from: Range, goal: Goal, unit: Unit, open: bool) -> String {
        let raise = goal.raise;
        let to = self.goal(goal, unit);
        if open || (from.low <= 0 && from.high == Range::OPEN_HIGH) {
            return match self.lang {
                Lang::Zh if goal.no_further == Some(goal.to) => format!("前提：{label}为 {to}"),
                Lang::Zh => format!("前提：{label}{to}"),
                Lang::En => format!("provided that {label} is {to}"),
            };
        }
        let from = self.range(from, unit);
        // One is raised *to* a number, and passes another.
        let passes = goal.no_further != Some(goal.to) && Self::beyond(goal.to, unit, raise).is_some();
        // A number stands apart from Chinese words, a bound begins with one.
        let gap = if goal.no_further == Some(goal.to) { " " } else { "" };
        match (self.lang, raise) {
            (Lang::Zh, true) if passes => format!("{label}由 {from} 提高，须{to}"),
            (Lang::Zh, false) if passes => format!("{label}由 {from} 降低，须{to}"),
            (Lang::Zh, true) => format!("{label}由 {from} 提高到{gap}{to}"),
            (Lang::Zh, false) => format!("{label}由 {from} 降到{gap}{to}"),
            (Lang::En, true) => format!("raise {label} from {from} to {to}"),
            (Lang::En, false) => format!("lower {label} from {from} to {to}"),
        }
    }

    /// Points to earn: the least that can be enough, what is enough in any case, and where there is room.
    fn earned(&self, at_least: i64, safe: i64, rooms: &[(FactIx, i64, i64)]) -> String {
        let points = |tenths: i64| format_fixed(tenths, 1);
        let room = |(fact, room, _): &(FactIx, i64, i64)| format!("{} +{}", self.fact(*fact), points(*room));
        let rooms: Vec<String> = rooms.iter().take(3).map(room).collect();
        let (least, most) = (points(at_least), points(safe));
        match (self.lang, at_least == safe, at_least <= 0) {
            (Lang::Zh, true, _) => format!("再得 {most} 分（还能加分的：{}）", rooms.join("、")),
            (Lang::Zh, false, true) => {
                format!("最多再得 {most} 分，尚未确定的结果有利时可能不需要（还能加分的：{}）", rooms.join("、"))
            }
            (Lang::Zh, false, false) => {
                format!("再得 {least} 至 {most} 分，视尚未确定的结果而定（还能加分的：{}）", rooms.join("、"))
            }
            (Lang::En, true, _) => format!("earn {most} more points (room: {})", rooms.join(", ")),
            (Lang::En, false, true) => {
                let rooms = rooms.join(", ");
                format!("earn up to {most} more points, perhaps none if what is open turns out well (room: {rooms})")
            }
            (Lang::En, false, false) => {
                let rooms = rooms.join(", ");
                format!("earn {least} to {most} more points, as what is open turns out (room: {rooms})")
            }
        }
    }

    fn choose(&self, fact: FactIx, set: u64, open: bool) -> String {
        if let Some(Kind::Choice { options, ordered: true }) = self.library.catalogue.get(fact).map(|fact| &fact.kind)
            && let Some(said) = self.reach(fact, set, options.len(), open)
        {
            return said;
        }
        let (label, chosen) = (self.fact(fact), self.options(fact, set));
        match (self.lang, set.count_ones() > 1, open) {
            (Lang::Zh, true, true) => format!("前提：{label}为“{chosen}”之一"),
            (Lang::Zh, false, true) => format!("前提：{label}为“{chosen}”"),
            (Lang::Zh, true, false) => format!("{label}为下列之一：{chosen}"),
            (Lang::Zh, false, false) => format!("{label}改为“{chosen}”"),
            (Lang::En, true, true) => format!("provided that {label} is one of {chosen}"),
            (Lang::En, false, true) => format!("provided that {label} is “{chosen}”"),
            (Lang::En, true, false) => format!("{label}: one of {chosen}"),
            (Lang::En, false, false) => format!("{label}: reach “{chosen}”"),
        }
    }

    /// The least that an ordered choice of so many options must be, where all options from one on will do.
    fn reach(&self, fact: FactIx, set: u64, count: usize, open: bool) -> Option<String> {
        let lowest = set.trailing_zeros();
        let all = 1_u64.checked_shl(u32::try_from(count).unwrap_or(64)).map_or(u64::MAX, |bit| bit - 1);
        let upwards = all.checked_shr(lowest).and_then(|rest| rest.checked_shl(lowest)) == Some(set);
        if !upwards || lowest == 0 {
            return None;
        }
        let (label, level) = (self.fact(fact), self.options(fact, 1_u64.checked_shl(lowest).unwrap_or(0)));
        let last = set.count_ones() == 1;
        Some(match (self.lang, open, last) {
            (Lang::Zh, true, true) => format!("前提：{label}达到“{level}”"),
            (Lang::Zh, true, false) => format!("前提：{label}达到“{level}”或以上"),
            (Lang::Zh, false, true) => format!("{label}达到“{level}”"),
            (Lang::Zh, false, false) => format!("{label}达到“{level}”或以上"),
            (Lang::En, true, true) => format!("provided that {label} is “{level}”"),
            (Lang::En, true, false) => format!("provided that {label} is at least “{level}”"),
            (Lang::En, false, true) => format!("{label}: reach “{level}”"),
            (Lang::En, false, false) => format!("{label}: reach at least “{level}”"),
        })
    }

    fn set(&self, fact: FactIx, value: &Value, open: bool) -> String {
        let label = self.fact(fact);
        let given = Given::of(value);
        let wanted = matches!(value, Value::Bool(true));
        let value = match value {
            Value::Bool(true) => self.lang.pick("是", "yes").to_owned(),
            Value::Bool(false) => self.lang.pick("否", "no").to_owned(),
            Value::Date(day) => match self.lang {
                Lang::Zh => format!("不晚于{}{}", self.space(), self.day(*day)),
                Lang::En => format!("no later than {day}"),
            },
            Value::Occurrence(Occurrence::Never) => self.lang.pick("从未发生", "never").to_owned(),
            // A day of several that would do: a lapse long ago, an event that must have come about.
            Value::Occurrence(Occurrence::On(day)) => match (self.lang, open) {
                (Lang::Zh, true) => {
                    format!("最近一次发生在{}{}，或者在同样满足条件的日子", self.space(), self.day(*day))
                }
                (Lang::Zh, false) => format!("已经发生，比如在{}{}", self.space(), self.day(*day)),
                (Lang::En, true) => format!("last on {day}, or on another day that will do"),
                (Lang::En, false) => format!("something that has happened, say on {day}"),
            },
            Value::Occurrence(occurrence) => self.occurrence(Some(*occurrence)),
            Value::Several(set) => self.options(fact, *set),
            Value::Choice(index) => self.options(fact, 1 << index),
            Value::Number(range) => self.range(*range, self.unit(fact)),
            Value::Text(text) => text.clone(),
            Value::Yearly(_) | Value::Table(_) => String::new(),
        };
        // A title can be a whole statement: only quotes tell it from what it must be. What is so is to change, not what is
        // answered.
        match (self.lang, open, given) {
            (Lang::Zh, true, Given::Day) => format!("前提：{label}{value}"),
            (Lang::Zh, true, Given::Event) => format!("前提：“{label}”{value}"),
            (Lang::Zh, true, _) => format!("前提：“{label}”为“{value}”"),
            (Lang::Zh, false, Given::Day) => format!("{label}须{value}：只能由实际符合的情形满足，日期本身不能改填"),
            (Lang::Zh, false, Given::Event) => format!("“{label}”须{value}，以实际情况为准"),
            (Lang::Zh, false, Given::YesOrNo) if wanted => format!("落实“{label}”，落实后如实填“{value}”"),
            (Lang::Zh, false, Given::YesOrNo) => format!("消除“{label}”的情形，消除后如实填“{value}”"),
            (Lang::Zh, false, Given::Choice) => format!("“{label}”须为“{value}”，以实际情况为准"),
            (Lang::Zh, false, Given::Other) => format!("“{label}”改为“{value}”"),
            (Lang::En, true, _) => format!("provided that {label} is “{value}”"),
            (Lang::En, false, Given::Day) => {
                format!("{label} must be {value}: only what really is so will do, the date itself cannot be changed")
            }
            (Lang::En, false, Given::Event) => format!("{label} must be “{value}”, as it really is"),
            (Lang::En, false, Given::YesOrNo) => format!("make {label} truly “{value}”"),
            (Lang::En, false, Given::Choice) => format!("{label} must be “{value}”, as it really is"),
            (Lang::En, false, Given::Other) => format!("{label} becomes “{value}”"),
        }
    }
}
