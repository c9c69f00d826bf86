//! A table that somebody else has put together, as an Excel file.

use super::archive::TooLarge;
use super::book::{Book, Cell};
use super::excel::excel;
use serde::{Deserialize, Serialize};
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;

/// A table with its title and its heads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// Above the table, and in the file's properties.
    pub title: String,
    /// A line under it.
    pub remark: String,
    /// Heads and widths in characters of the Latin alphabet.
    pub columns: Vec<(String, u16)>,
    /// The rows; one that is shorter than the heads is blank behind its end.
    pub rows: Vec<Vec<GridCell>>,
}

/// A cell of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum GridCell {
    /// Words; never a formula, whatever they look like.
    Text(String),
    /// A whole number.
    Count(i64),
    /// A day.
    Date(Day),
}

/// The Excel file of a table. `made`: the day that its properties bear.
///
/// # Errors
/// When it would be larger than a zip archive can be.
pub fn grid(grid: &Grid, lang: Lang, made: Day) -> Result<Vec<u8>, TooLarge> {
    let cell = |cell: &GridCell| match cell {
        GridCell::Text(text) => Cell::Text(text.clone()),
        GridCell::Count(count) => Cell::Count(*count),
        GridCell::Date(day) => Cell::Date(*day),
    };
    let book = Book {
        title: grid.title.clone(),
        sheet: grid.title.clone(),
        remark: grid.remark.clone(),
        columns: grid.columns.clone(),
        rows: grid.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
    };
    excel(&[book], "", made, lang)
}
