//! Many sheets turned on their side: the answers to one fact beside each other, so that a condition is looked at once
//! and then decided for one sheet after the other.
//!
//! Answers lie in blocks of a fixed number of sheets and are coded so that a comparison needs no case distinction: an
//! open number has its ends the wrong way round, an occurrence is the earliest and the latest day that it may have had.
//! The compiler makes loops over such blocks into instructions on several sheets at a time.

use super::bits::{NO, OPEN, YES};
use crate::fact::{FactIx, Occurrence, Range, Sheet, Value};
use crate::rule::expr::Operand;
use ziping_base::calendar::Day;

/// How many sheets stand in a block.
pub const LANES: usize = 128;

/// The answers of many sheets, by fact.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// The sheets themselves: rows of tables and texts are looked up there.
    sheets: Vec<Sheet>,
    columns: Vec<Column>,
}

/// The answers to one fact, in the order of the sheets, block by block.
#[derive(Debug, Clone, Default)]
pub(super) enum Column {
    /// Nobody has answered it.
    #[default]
    None,
    /// Whether there is an answer, which is looked up in the sheet: tables and texts.
    Kept(Vec<[bool; LANES]>),
    /// Bools as bits.
    Bool(Vec<[u8; LANES]>),
    /// Numbers, and whether all are so small that no sum of a few leaves 64 bits.
    Number(Vec<Ends>, bool),
    /// Occurrences, and dates, which count as such.
    Event(Vec<Days>),
    /// Options by place; [`NO_OPTION`] where it is open.
    Choice(Vec<[u8; LANES]>),
    /// Sets of options.
    Several(Vec<[Option<u64>; LANES]>),
    /// Amounts by fiscal year.
    Years(Vec<(i32, Vec<Ends>)>),
}

/// Stands for an option that is not answered; a choice has at most 64.
pub(super) const NO_OPTION: u8 = u8::MAX;

/// A range for each sheet of a block.
#[derive(Debug, Clone)]
pub(super) struct Ends {
    pub(super) low: [i64; LANES],
    /// Below the other end where the number is open.
    pub(super) high: [i64; LANES],
}

impl Ends {
    /// All open.
    pub(super) const OPEN: Self = Self { low: [1; LANES], high: [0; LANES] };

    /// One range for all.
    pub(super) const fn all(range: Range) -> Self {
        Self { low: [range.low; LANES], high: [range.high; LANES] }
    }
}

/// For each sheet of a block the days between which something last happened.
#[derive(Debug, Clone)]
pub(super) struct Days {
    pub(super) earliest: [i32; LANES],
    pub(super) latest: [i32; LANES],
}

impl Days {
    /// Stands for never, and for the earliest of what is open.
    pub(super) const NEVER: i32 = i32::MIN;
    /// Stands for ongoing, and for the latest of what is open.
    pub(super) const ONGOING: i32 = i32::MAX;
    /// All open.
    pub(super) const OPEN: Self = Self { earliest: [Self::NEVER; LANES], latest: [Self::ONGOING; LANES] };

    const fn code(occurrence: Occurrence) -> (i32, i32) {
        match occurrence {
            Occurrence::Never => (Self::NEVER, Self::NEVER),
            Occurrence::On(day) => (day.number(), day.number()),
            Occurrence::DayUnknown => (Self::NEVER + 1, Self::ONGOING),
            Occurrence::Ongoing => (Self::ONGOING, Self::ONGOING),
        }
    }

    /// What each sheet answers.
    pub(super) fn decoded(&self) -> impl Iterator<Item = Option<Occurrence>> {
        self.earliest.iter().zip(&self.latest).map(|(earliest, latest)| Self::decode(*earliest, *latest))
    }

    /// What was answered, if it was.
    const fn decode(earliest: i32, latest: i32) -> Option<Occurrence> {
        match (earliest, latest) {
            (Self::NEVER, Self::NEVER) => Some(Occurrence::Never),
            (Self::ONGOING, _) => Some(Occurrence::Ongoing),
            (Self::NEVER, _) => None,
            (earliest, latest) if earliest == latest => Some(Occurrence::On(Day::from_number(earliest))),
            _ => Some(Occurrence::DayUnknown),
        }
    }
}

impl Columns {
    /// Sheets turned on their side; all are of one catalogue.
    #[must_use]
    pub fn new(sheets: Vec<Sheet>) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        for (at, sheet) in sheets.iter().enumerate() {
            for (fact, value) in sheet.answered() {
                if fact.index() >= columns.len() {
                    columns.resize_with(fact.index() + 1, Column::default);
                }
                columns.get_mut(fact.index()).into_iter().for_each(|column| column.put(at, sheets.len(), value));
            }
        }
        Self { sheets, columns }
    }

    /// The sheets.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The answers to a fact.
    pub(super) fn of(&self, fact: FactIx) -> &Column {
        self.columns.get(fact.index()).unwrap_or(&Column::None)
    }

    /// The answers that an operand outside of rows stands for.
    pub(super) fn at(&self, operand: Operand) -> &Column {
        match operand {
            Operand::Fact(fact) => self.of(fact),
            Operand::Column(..) => &Column::None,
        }
    }
}

impl Column {
    /// Puts an answer into the column, which becomes one of its kind.
    fn put(&mut self, at: usize, count: usize, value: &Value) {
        let blocks = count.div_ceil(LANES);
        if let Self::None = self {
            *self = match value {
                Value::Bool(_) => Self::Bool(vec![[OPEN; LANES]; blocks]),
                Value::Number(_) => Self::Number(vec![Ends::OPEN; blocks], true),
                Value::Date(_) | Value::Occurrence(_) => Self::Event(vec![Days::OPEN; blocks]),
                Value::Choice(_) => Self::Choice(vec![[NO_OPTION; LANES]; blocks]),
                Value::Several(_) => Self::Several(vec![[None; LANES]; blocks]),
                Value::Yearly(_) => Self::Years(Vec::new()),
                Value::Table(_) | Value::Text(_) => Self::Kept(vec![[false; LANES]; blocks]),
            };
        }
        match (self, value) {
            (Self::Kept(all), Value::Table(_) | Value::Text(_)) => set(all, at, true),
            (Self::Bool(all), Value::Bool(truth)) => set(all, at, if *truth { YES } else { NO }),
            (Self::Number(all, small), Value::Number(range)) => {
                *small &= is_small(range.low) && is_small(range.high);
                set_range(all, at, *range);
            }
            (Self::Event(all), Value::Date(day)) => set_event(all, at, Occurrence::On(*day)),
            (Self::Event(all), Value::Occurrence(occurrence)) => set_event(all, at, *occurrence),
            (Self::Choice(all), Value::Choice(option)) => set(all, at, *option),
            (Self::Several(all), Value::Several(options)) => set(all, at, Some(*options)),
            (Self::Years(years), Value::Yearly(known)) => {
                for (year, range) in known {
                    match years.iter_mut().find(|(other, _)| other == year) {
                        Some((_, all)) => set_range(all, at, *range),
                        None => {
                            let mut all = vec![Ends::OPEN; blocks];
                            set_range(&mut all, at, *range);
                            years.push((*year, all));
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether thousands of such numbers have a sum.
const fn is_small(number: i64) -> bool {
    number.unsigned_abs().leading_zeros() >= 16
}

fn set<V>(all: &mut [[V; LANES]], at: usize, value: V) {
    if let Some(slot) = all.get_mut(at / LANES).and_then(|block| block.get_mut(at % LANES)) {
        *slot = value;
    }
}

fn set_range(all: &mut [Ends], at: usize, range: Range) {
    let slots = all.get_mut(at / LANES).and_then(|block| {
        let Ends { low, high } = block;
        low.get_mut(at % LANES).zip(high.get_mut(at % LANES))
    });
    if let Some((low, high)) = slots {
        (*low, *high) = (range.low, range.high);
    }
}

fn set_event(all: &mut [Days], at: usize, occurrence: Occurrence) {
    let slots = all.get_mut(at / LANES).and_then(|block| {
        let Days { earliest, latest } = block;
        earliest.get_mut(at % LANES).zip(latest.get_mut(at % LANES))
    });
    if let Some((earliest, latest)) = slots {
        (*earliest, *latest) = Days::code(occurrence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_occurrence_is_known_again_from_its_code() {
        let on = Occurrence::On(Day::EARLIEST);
        for occurrence in [Occurrence::Never, on, Occurrence::DayUnknown, Occurrence::Ongoing] {
            let (earliest, latest) = Days::code(occurrence);
            assert_eq!(Days::decode(earliest, latest), Some(occurrence));
        }
        assert_eq!(Days::decode(Days::NEVER, Days::ONGOING), None);
    }
}
