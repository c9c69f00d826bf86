//! The cells of a workbook, read from its bytes within bounds.

use crate::refused::Refused;
use crate::tongue::both;
use crate::words;
use calamine::{CellErrorType, DataRef, Reader as _, Xlsx};
use std::collections::BTreeMap;
use std::fmt;
use std::io::Cursor;
use ziping_base::calendar::Day;
use ziping_base::diag::Said;
use ziping_rules::fact::typed::read_day;
use ziping_workbook::{MOST_CELLS, Unsound, Value, check, column_name, day_of, decimal, other};

/// Where a cell is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The name of its sheet.
    pub sheet: String,
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
}

impl fmt::Display for Spot {
    /// As spreadsheets write it: `问题!E12`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!{}{}", self.sheet, column_name(self.column), u64::from(self.row) + 1)
    }
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Held {
    /// Words.
    Text(String),
    /// A number as a plain decimal, of at most 15 digits that count, as spreadsheets keep them.
    Number(String),
    /// A day.
    Day(Day),
    /// True or false.
    Truth(bool),
    /// Something that is no answer.
    Broken(Said),
}

impl Held {
    /// As it is shown in a message.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) => text.trim().to_owned(),
            Self::Day(day) => day.to_string(),
            Self::Truth(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Broken(_) => String::new(),
        }
    }

    /// Whether nobody would see anything.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

/// A sheet with the cells that hold something, by row and column from 0.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    pub(crate) name: String,
    pub(crate) cells: BTreeMap<(u32, u32), Held>,
}

impl Grid {
    pub(crate) fn get(&self, row: u32, column: u32) -> Option<&Held> {
        self.cells.get(&(row, column))
    }

    /// The words of a cell, or nothing.
    pub(crate) fn words(&self, row: u32, column: u32) -> &str {
        match self.get(row, column) {
            Some(Held::Text(text) | Held::Number(text)) => text,
            _ => "",
        }
    }

    /// The cells of a row that hold something, by column.
    pub(crate) fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Held)> {
        self.cells.range((row, 0)..=(row, u32::MAX)).map(|((_, column), held)| (*column, held))
    }

    /// The rows that hold something, in order.
    pub(crate) fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.cells.keys().map(|(row, _)| *row).collect();
        rows.dedup();
        rows
    }

    pub(crate) fn spot(&self, row: u32, column: u32) -> Spot {
        Spot { sheet: self.name.clone(), row, column }
    }
}

/// Reads all sheets of a workbook (`.xlsx`, `.xls`, `.et`, `.ods`).
///
/// # Errors
/// Why it is no workbook that can be read: another format, a password, damage, too large.
pub(crate) fn open(bytes: &[u8]) -> Result<Vec<Grid>, Refused> {
    if let Some(sheets) = other(bytes) {
        return Ok(sheets?.into_iter().map(grid).collect());
    }
    check(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let from_1904 = book.has_1904_epoch();
    let mut grids = Vec::new();
    let mut count = 0_usize;
    for name in book.sheet_names() {
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else {
            // A sheet that holds a chart has no cells.
            continue;
        };
        let mut grid = Grid { name: name.clone(), cells: BTreeMap::new() };
        while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(|error| damaged(&error))? {
            let held = held(&cell.value, from_1904).or_else(|| {
                // What a formula comes to is kept beside it by Excel, WPS and LibreOffice, not by every program.
                cell.formula.filter(|_| matches!(cell.value, DataRef::Empty)).map(|_| unworked())
            });
            if let Some(held) = held.filter(|held| !held.is_blank()) {
                count += 1;
                if count > MOST_CELLS {
                    return Err(Refused::Unsound(Unsound::TooLarge));
                }
                grid.cells.insert(cell.pos, held);
            }
        }
        grids.push(grid);
    }
    Ok(grids)
}

fn damaged(error: &calamine::XlsxError) -> Refused {
    Refused::Unsound(Unsound::Damaged(Said::english(error.to_string())))
}

/// The cells of a sheet of another kind of workbook.
fn grid(sheet: ziping_workbook::Sheet) -> Grid {
    let held = |value: Value| match value {
        Value::Text(text) => Held::Text(text),
        Value::Number(number) | Value::Percent(number) => Held::Number(number),
        Value::TooFine => not_a_number(),
        Value::Day(day) => Held::Day(day),
        Value::Time => no_day(),
        Value::Truth(truth) => Held::Truth(truth),
        Value::Error(shown) => error(shown),
        Value::Unworked => unworked(),
    };
    Grid { name: sheet.name, cells: sheet.cells.into_iter().map(|(at, value)| (at, held(value))).collect() }
}

fn unworked() -> Held {
    Held::Broken(both(words::reading::cells::unworked))
}

fn error(shown: &str) -> Held {
    Held::Broken(both(|lang| words::reading::cells::error(lang, shown)))
}

/// What a cell holds; `None` where it holds nothing.
fn held(value: &DataRef<'_>, from_1904: bool) -> Option<Held> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => Held::Number(number.to_string()),
        DataRef::Float(number) => decimal(*number).map_or_else(not_a_number, Held::Number),
        DataRef::String(text) => Held::Text(text.clone()),
        DataRef::SharedString(text) => Held::Text((*text).to_owned()),
        DataRef::Bool(truth) => Held::Truth(*truth),
        DataRef::DateTime(time) if time.is_duration() => no_day(),
        DataRef::DateTime(time) => {
            let serial = decimal(time.as_f64()).and_then(|text| text.split('.').next()?.parse::<i32>().ok());
            serial.and_then(|serial| day_of(serial, from_1904)).map_or_else(no_day, Held::Day)
        }
        DataRef::DateTimeIso(text) => match read_day(text) {
            Ok(Some(day)) => Held::Day(day),
            _ => Held::Text(text.clone()),
        },
        DataRef::DurationIso(_) => no_day(),
        DataRef::Error(found) => error(error_name(found)),
    })
}

fn not_a_number() -> Held {
    Held::Broken(both(words::reading::cells::not_a_number))
}

fn no_day() -> Held {
    Held::Broken(both(words::reading::cells::no_day))
}

const fn error_name(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        _ => "#ERROR!",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_written_as_spreadsheets_write_it() {
        let spot = Spot { sheet: "问题".to_owned(), row: 11, column: 4 };
        assert_eq!(spot.to_string(), "问题!E12");
    }
}
