//! Workbooks of other programs and older ones: `.xls`, WPS's `.et` (the same records) and `.ods`. Each cell is kept where it
//! stands, so that one far away costs nothing.

mod biff;
mod compound;
mod ods;

use crate::{MOST_CELLS, Unsound};
use std::collections::BTreeMap;
use ziping_base::calendar::Day;
use ziping_unzip::{Limits, Zip};

/// The most sheets.
const MOST_SHEETS: usize = 500;

/// A place: row and column, from 0.
pub type At = (u32, u32);

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A number as a plain decimal.
    Number(String),
    /// The same, shown as a percentage: 0.6 is shown as 60%.
    Percent(String),
    /// A number that cannot be shown.
    TooFine,
    /// A day.
    Day(Day),
    /// A time, or a day that there is not.
    Time,
    /// True or false.
    Truth(bool),
    /// An error, as it is shown.
    Error(&'static str),
    /// A formula without its result.
    Unworked,
}

/// A sheet with the cells that hold something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its cells.
    pub cells: BTreeMap<At, Value>,
    /// Merged cells: the first and the last place of each.
    pub merged: Vec<(At, At)>,
}

/// The sheets of a workbook that is not an `.xlsx`, told by what is in it, whatever its name; `None`: it is none of these.
///
/// # Errors
/// Why it is not read: a password, damage, too large, older than Excel 97.
#[must_use]
pub fn other(bytes: &[u8]) -> Option<Result<Vec<Sheet>, Unsound>> {
    if bytes.starts_with(&compound::SIGNATURE) {
        return Some(biff::sheets(bytes));
    }
    let zip = Zip::open(&bytes, &Limits::DOCUMENT).ok()?;
    zip.find("mimetype")?;
    Some(ods::sheets(&zip))
}

/// Puts cells where they stand, as far as there may be so many.
struct Room(usize);

impl Default for Room {
    fn default() -> Self {
        Self(MOST_CELLS)
    }
}

impl Room {
    fn put(&mut self, sheet: &mut Sheet, at: At, value: Value) -> Result<(), Unsound> {
        if matches!(&value, Value::Text(text) if text.trim().is_empty()) {
            return Ok(());
        }
        self.0 = self.0.checked_sub(1).ok_or(Unsound::TooLarge)?;
        sheet.cells.insert(at, value);
        Ok(())
    }
}
