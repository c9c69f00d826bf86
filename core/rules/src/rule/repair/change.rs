//! A single change of the answers or of the date.

use crate::fact::{FactIx, Occurrence, Range, Row, Sheet, Value};
use serde::{Deserialize, Serialize};
use ziping_base::calendar::Day;

/// A blank cell of a table, and what it is taken to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filled {
    /// The row, counted from 0 among those that say something.
    pub row: usize,
    /// The column, counted from 0.
    pub column: usize,
    /// The cell.
    pub value: Value,
}

/// One change to the answers or to the date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Answer or obtain: the fact becomes this value.
    Set(FactIx, Value),
    /// Something that goes on ends, on this day at the earliest.
    End(FactIx, Day),
    /// A choice becomes one of these options (bit by index); the lowest is taken.
    Choose(FactIx, u64),
    /// A set gains one of these options; the lowest is taken.
    Gain(FactIx, u64),
    /// A set loses these options.
    Drop(FactIx, u64),
    /// A number (of a fiscal year, where given) moves from a range to at least (`true`) or at most a value.
    Number {
        /// Which fact.
        fact: FactIx,
        /// Which fiscal year of it.
        year: Option<i32>,
        /// Where it stands.
        from: Range,
        /// Where it must get.
        to: i64,
        /// At least `to`, or at most.
        raise: bool,
        /// The last value that still does, where going on past `to` does not do for ever.
        no_further: Option<i64>,
    },
    /// The total of several fiscal years moves from a range to at least (`true`) or at most a value.
    Total {
        /// Which fact.
        fact: FactIx,
        /// The first of the years.
        first: i32,
        /// How many years.
        years: u8,
        /// Where the total stands.
        from: Range,
        /// Where it must get.
        to: i64,
        /// At least `to`, or at most.
        raise: bool,
        /// The last value that still does, where going on past `to` does not do for ever.
        no_further: Option<i64>,
    },
    /// So many more points, spread over elements with room: what each gains, in tenths.
    Points {
        /// The least that can be enough, should the open parts of a range turn out well.
        at_least: i64,
        /// What is enough in any case.
        safe: i64,
        /// Elements with room, most first: the fact, its room, what this path adds to it.
        rooms: Vec<(FactIx, i64, i64)>,
    },
    /// Rows like these are added; the columns whose figures matter, where some do.
    Rows(FactIx, Vec<Row>, Vec<usize>),
    /// Blank cells of rows that are there turn out to be such.
    Complete(FactIx, Vec<Filled>),
    /// Wait until a day.
    Wait {
        /// Safe under every reading.
        until: Day,
        /// The first day that can be argued for.
        arguable: Day,
    },
}

impl Change {
    /// What it changes: two changes of one target are one.
    #[must_use]
    pub const fn target(&self) -> (Option<FactIx>, Option<i32>) {
        match self {
            Self::Set(fact, _)
            | Self::End(fact, _)
            | Self::Choose(fact, _)
            | Self::Gain(fact, _)
            | Self::Drop(fact, _)
            | Self::Rows(fact, ..) => (Some(*fact), None),
            Self::Number { fact, year, .. } => (Some(*fact), *year),
            Self::Total { fact, .. } | Self::Complete(fact, _) => (Some(*fact), Some(0)),
            Self::Points { .. } => (None, Some(0)),
            Self::Wait { .. } => (None, None),
        }
    }

    /// The facts that making it changes.
    #[must_use]
    pub fn touched(&self) -> Vec<FactIx> {
        match self {
            Self::Points { rooms, .. } => rooms.iter().map(|(fact, ..)| *fact).collect(),
            _ => self.target().0.into_iter().collect(),
        }
    }

    /// Makes the change.
    pub fn apply(&self, sheet: &mut Sheet, as_of: &mut Day) {
        match self {
            Self::Set(fact, value) => {
                sheet.put(*fact, Some(value.clone()));
            }
            Self::End(fact, day) => {
                sheet.put(*fact, Some(Value::Occurrence(Occurrence::On(*day))));
            }
            Self::Choose(fact, options) => {
                sheet.put(*fact, Some(Value::Choice(lowest(*options))));
            }
            Self::Gain(fact, options) => {
                let set = held(sheet, *fact) | 1_u64 << lowest(*options);
                sheet.put(*fact, Some(Value::Several(set)));
            }
            Self::Drop(fact, options) => {
                let set = held(sheet, *fact) & !options;
                sheet.put(*fact, Some(Value::Several(set)));
            }
            Self::Number { fact, year: None, to, raise, .. } => {
                let now = match sheet.get(*fact) {
                    Some(Value::Number(range)) => *range,
                    _ => Range::exactly(*to),
                };
                sheet.put(*fact, Some(Value::Number(moved(now, *to, *raise))));
            }
            Self::Number { fact, year: Some(year), to, raise, .. } => {
                let mut years = match sheet.get(*fact) {
                    Some(Value::Yearly(years)) => years.clone(),
                    _ => Vec::new(),
                };
                match years.iter_mut().find(|(known, _)| known == year) {
                    Some((_, money)) => *money = moved(*money, *to, *raise),
                    None => years.push((*year, Range::exactly(*to))),
                }
                years.sort_by_key(|(year, _)| *year);
                sheet.put(*fact, Some(Value::Yearly(years)));
            }
            Self::Total { fact, first, years, to, raise, .. } => {
                let mut known = match sheet.get(*fact) {
                    Some(Value::Yearly(known)) => known.clone(),
                    _ => Vec::new(),
                };
                move_total(&mut known, *first, *years, *to, *raise);
                sheet.put(*fact, Some(Value::Yearly(known)));
            }
            Self::Points { rooms, .. } => {
                for (fact, _, gain) in rooms {
                    let now = match sheet.get(*fact) {
                        Some(Value::Number(range)) => *range,
                        _ => Range::exactly(0),
                    };
                    if *gain > 0 {
                        let low = now.low + gain;
                        sheet.put(*fact, Some(Value::Number(Range { low, high: now.high.max(low) })));
                    }
                }
            }
            Self::Rows(table, rows, _) => {
                let all = match sheet.get(*table) {
                    Some(Value::Table(all)) => all.with(rows),
                    _ => rows.clone().into(),
                };
                sheet.put(*table, Some(Value::Table(all)));
            }
            Self::Complete(table, cells) => {
                let Some(Value::Table(all)) = sheet.get(*table) else { return };
                let mut rows = all.to_vec();
                for Filled { row, column, value } in cells {
                    let cell = rows.get_mut(*row).and_then(|row| row.cells.get_mut(*column));
                    cell.into_iter().for_each(|cell| *cell = Some(value.clone()));
                }
                sheet.put(*table, Some(Value::Table(rows.into())));
            }
            Self::Wait { until, .. } => *as_of = (*as_of).max(*until),
        }
    }
}

/// Brings the total of fiscal years to a value: what is open takes up the difference, otherwise the last year does.
pub(super) fn move_total(known: &mut Vec<(i32, Range)>, first: i32, years: u8, to: i64, raise: bool) {
    let span = first..first + i32::from(years);
    let missing: Vec<i32> = span.clone().filter(|year| !known.iter().any(|(of, _)| of == year)).collect();
    let of = |known: &[(i32, Range)], end: fn(&Range) -> i64| {
        known.iter().filter(|(year, _)| span.contains(year)).map(|(_, range)| end(range)).fold(0, i64::saturating_add)
    };
    let now = if raise { of(known, |range| range.low) } else { of(known, |range| range.high) };
    let gap = to.saturating_sub(now);
    match i64::try_from(missing.len()) {
        Ok(count @ 1..) if gap >= 0 => {
            // Whole fen: the last open year takes the remainder of a sum that must be reached.
            let each = gap / count;
            let rest = if raise { gap % count } else { 0 };
            for (i, year) in missing.iter().enumerate() {
                let extra = if i + 1 == missing.len() { rest } else { 0 };
                known.push((*year, Range::exactly(each + extra)));
            }
        }
        _ => {
            known.extend(missing.iter().map(|year| (*year, Range::exactly(0))));
            let mut left = gap;
            known.sort_by_key(|(year, _)| *year);
            for (_, range) in known.iter_mut().rev().filter(|(year, _)| span.contains(year)) {
                let end = if raise { range.low } else { range.high };
                let moved_to = end.saturating_add(left).max(0);
                left = left.saturating_sub(moved_to - end);
                *range = moved(*range, moved_to, raise);
                if left == 0 {
                    break;
                }
            }
        }
    }
    known.sort_by_key(|(year, _)| *year);
}

pub(super) fn lowest(options: u64) -> u8 {
    u8::try_from(options.trailing_zeros()).unwrap_or(63).min(63)
}

pub(in crate::rule) fn held(sheet: &Sheet, fact: FactIx) -> u64 {
    match sheet.get(fact) {
        Some(Value::Several(set)) => *set,
        _ => 0,
    }
}

pub(super) fn moved(now: Range, to: i64, raise: bool) -> Range {
    if raise {
        Range { low: now.low.max(to), high: now.high.max(to) }
    } else {
        Range { low: now.low.min(to), high: now.high.min(to) }
    }
}
