//! Values of facts.

use super::Table;
use serde::{Deserialize, Serialize};
use ziping_base::calendar::Day;

/// A number known exactly (`low == high`) or as a range, both ends included, in the smallest unit of its kind: fen
/// for money, tenths for points, one for counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Range {
    /// The least it may be.
    pub low: i64,
    /// The most it may be; [`Range::OPEN_HIGH`] when nothing bounds it.
    pub high: i64,
}

impl Range {
    /// Stands for *no upper bound*.
    pub const OPEN_HIGH: i64 = i64::MAX;
    /// Stands for *no lower bound*.
    pub const OPEN_LOW: i64 = i64::MIN;
    /// The largest number that there is, either way.
    pub(crate) const MOST: i64 = i64::MAX - 1;

    /// Known exactly.
    #[must_use]
    pub const fn exactly(units: i64) -> Self {
        Self { low: units, high: units }
    }

    /// Whether it is one number.
    #[must_use]
    pub const fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// The sum of two ranges; what is unbounded stays so. Of a sum that no number here holds it is known that it is at
    /// least, or at most, as much as one can hold.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        const fn end(a: i64, b: i64, unbounded: i64) -> i64 {
            if a == unbounded || b == unbounded {
                return unbounded;
            }
            match a.checked_add(b) {
                Some(sum) => sum,
                None if a < 0 => {
                    if unbounded < 0 {
                        Range::OPEN_LOW
                    } else {
                        -Range::MOST
                    }
                }
                None => {
                    if unbounded < 0 {
                        Range::MOST
                    } else {
                        Range::OPEN_HIGH
                    }
                }
            }
        }
        Self { low: end(self.low, other.low, Self::OPEN_LOW), high: end(self.high, other.high, Self::OPEN_HIGH) }
    }
}

/// When something last happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Occurrence {
    /// Never.
    Never,
    /// Last on this day (penalties: the day of the decision).
    On(Day),
    /// It happened, the day is not known.
    DayUnknown,
    /// It goes on now.
    Ongoing,
}

/// One row of a table, a cell for each column, `None` where a cell is blank.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Row {
    /// Cells in the order of the fact's columns.
    pub cells: Vec<Option<Value>>,
}

impl Row {
    /// Whether every cell is blank, or holds nothing but white space: such a row was added and not filled in.
    #[must_use]
    pub fn says_nothing(&self) -> bool {
        self.cells.iter().flatten().all(|cell| matches!(cell, Value::Text(text) if text.trim().is_empty()))
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// A bool.
    Bool(bool),
    /// A count, an amount of money or points.
    Number(Range),
    /// A day.
    Date(Day),
    /// An occurrence.
    Occurrence(Occurrence),
    /// The index of an option.
    Choice(u8),
    /// A set of options, bit by index.
    Several(u64),
    /// Money by fiscal year, ascending.
    Yearly(Vec<(i32, Range)>),
    /// Rows.
    Table(Table),
    /// Words.
    Text(String),
}
