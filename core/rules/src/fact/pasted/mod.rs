//! Rows copied from a spreadsheet or a CSV file: which pasted column is which of a table, and what the cells hold.
//!
//! What is pasted is first laid out ([`Layout::guess`]); whoever pasted it may lay it out otherwise; then the rows are
//! read ([`read_rows`]). Nothing is left out without being named.

mod cells;
mod headings;
mod layout;
mod names;

pub use cells::{Divider, cells};
pub use layout::{Layout, Problem, Under};
pub use names::Names;

use super::typed::{Fault, read_cell, read_serial};
use super::{Column, Kind, Row, Value};
use headings::Spelt;

/// A cell that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its row among those read, from 0.
    pub row: usize,
    /// The column of the table.
    pub column: usize,
    /// What it holds.
    pub text: String,
    /// Why.
    pub fault: Fault,
}

/// Why a line is no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// It stands above the headings.
    Above,
    /// It sums up others.
    Total,
}

/// Rows read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pasted {
    /// The rows; a cell that could not be read is blank in them.
    pub rows: Vec<Row>,
    /// Cells that could not be read.
    pub unread: Vec<Unread>,
    /// Lines that are no rows, from 0, with their first words.
    pub left_out: Vec<(usize, LeftOut, String)>,
    /// Pasted columns that hold something and belong to no column of the table, from 0.
    pub lost: Vec<usize>,
    /// Columns of the table that nothing was pasted for.
    pub missing: Vec<usize>,
}

/// Reads lines of cells as they are laid out.
#[must_use]
pub fn read_rows(lines: &[Vec<String>], layout: &Layout, columns: &[Column], names: &Names) -> Pasted {
    let mut pasted = Pasted::default();
    let first = layout.headings.map_or(0, |line| line + 1);
    let mut lost = vec![false; layout.columns.len()];
    let totals: Vec<String> = names.totals.iter().map(|word| Spelt::of(word).whole).collect();
    for (place, line) in lines.iter().enumerate() {
        let words = || line.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty()).unwrap_or_default();
        if place < first {
            if Some(place) != layout.headings {
                pasted.left_out.push((place, LeftOut::Above, words().to_owned()));
            }
            continue;
        }
        if totals.contains(&Spelt::of(words()).outside) {
            pasted.left_out.push((place, LeftOut::Total, words().to_owned()));
            continue;
        }
        let mut row = Row { cells: vec![None; columns.len()] };
        for ((cell, under), lost) in line.iter().zip(&layout.columns).zip(&mut lost) {
            let Some(at) = under.column else {
                *lost |= !cell.trim().is_empty();
                continue;
            };
            let (Some(column), Some(slot)) = (columns.get(at), row.cells.get_mut(at)) else { continue };
            match read(&column.kind, under, cell) {
                Ok(value) => *slot = value,
                Err(fault) => {
                    pasted.unread.push(Unread {
                        row: pasted.rows.len(),
                        column: at,
                        text: cell.trim().to_owned(),
                        fault,
                    });
                }
            }
        }
        pasted.rows.push(row);
    }
    let named = |column: &usize| layout.columns.iter().any(|under| under.column == Some(*column));
    pasted.lost = lost.iter().enumerate().filter(|(_, lost)| **lost).map(|(place, _)| place).collect();
    pasted.missing = (0..columns.len()).filter(|column| !named(column)).collect();
    pasted
}

fn read(kind: &Kind, under: &Under, cell: &str) -> Result<Option<Value>, Fault> {
    match (read_cell(kind, under.unit, cell), kind) {
        (Err(Fault::Serial(day)), Kind::Date) if under.serial && read_serial(cell.trim()).is_some() => {
            Ok(Some(Value::Date(day)))
        }
        (read, _) => read,
    }
}

#[cfg(test)]
mod tests;
