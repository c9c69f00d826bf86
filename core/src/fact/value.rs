//! Values of facts.

use crate::calendar::Day;
use serde::{Deserialize, Serialize};

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

    /// The sum of two ranges; what is unbounded stays so.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self { low: self.low.saturating_add(other.low), high: self.high.saturating_add(other.high) }
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
    Table(Vec<Row>),
    /// Words.
    Text(String),
}
