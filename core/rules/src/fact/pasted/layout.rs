//! How pasted lines are laid out: where the headings stand, and which pasted column is which of the table.

use super::headings::{Named, Spelt, unit_of};
use super::names::Names;
use crate::fact::typed::{Unit, read_day, read_number, read_yes_no};
use crate::fact::{Column, Kind};

/// A pasted column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Under {
    /// Which column of the table it is; `None`: it is left out.
    pub column: Option<usize>,
    /// The unit of its amounts, where they name none of their own.
    pub unit: Unit,
    /// Its numbers are days as spreadsheets count them.
    pub serial: bool,
}

/// What has to be decided by whoever pasted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Two pasted columns are to be the same one.
    Twice {
        /// The places of both, from 0.
        places: [usize; 2],
        /// The column of the table.
        column: usize,
    },
    /// A heading may name any of these columns.
    Several {
        /// The place of the pasted column, from 0.
        place: usize,
        /// Columns of the table.
        columns: Vec<usize>,
    },
    /// The unit in a heading cannot be read.
    Unit {
        /// The place of the pasted column, from 0.
        place: usize,
        /// The column of the table.
        column: usize,
    },
}

/// How lines are laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// The line of headings, from 0; what stands above is left out. `None`: there is none.
    pub headings: Option<usize>,
    /// The pasted columns.
    pub columns: Vec<Under>,
    /// What the headings leave open.
    open: Vec<Problem>,
}

/// In how many lines headings are looked for: titles stand above them.
const LOOKED: usize = 8;

impl Layout {
    /// How lines of cells are most likely laid out: by their headings, or else in the order of the table's columns.
    /// `table`, `labels`: the table's id, and its columns' names as they are shown. `headings`: whether there are any, if
    /// that is known.
    #[must_use]
    pub fn guess(
        lines: &[Vec<String>],
        headings: Option<bool>,
        (table, columns, labels): (&str, &[Column], &[String]),
        names: &Names,
    ) -> Self {
        let named = Named::new(table, columns, labels, names);
        let line = match headings {
            Some(false) => None,
            Some(true) => Some(heading_line(lines, &named).unwrap_or(0)),
            None => heading_line(lines, &named).or_else(|| strange_headings(lines)),
        };
        let wide = lines.iter().map(Vec::len).max().unwrap_or(0);
        let mut layout = match line.and_then(|line| lines.get(line)) {
            Some(cells) => Self { headings: line, ..by_headings(cells, &named, columns) },
            None => in_order(lines, columns.len()),
        };
        layout.columns.resize(wide.max(layout.columns.len()), Under::default());
        layout
    }

    /// Lays a pasted column out otherwise.
    pub fn set(&mut self, place: usize, under: Under) {
        if let Some(column) = self.columns.get_mut(place) {
            *column = under;
        }
        self.open.retain(|problem| match problem {
            Problem::Twice { .. } => true,
            Problem::Several { place: open, .. } | Problem::Unit { place: open, .. } => *open != place,
        });
    }

    /// What is still to be decided.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = self.open.clone();
        for (place, under) in self.columns.iter().enumerate() {
            let earlier = self.columns.iter().take(place).position(|known| known.column == under.column);
            if let (Some(column), Some(first)) = (under.column, earlier) {
                problems.push(Problem::Twice { places: [first, place], column });
            }
        }
        problems
    }
}

/// Whether a cell holds what no heading is: a number or a day.
fn is_data(cell: &str) -> bool {
    matches!(read_number(&Kind::Money { signed: true }, cell), Ok(Some(_))) || matches!(read_day(cell), Ok(Some(_)))
}

/// The first line most of whose cells name columns. A line that holds a number or a day is a row.
fn heading_line(lines: &[Vec<String>], named: &Named<'_>) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (place, line) in lines.iter().enumerate().take(LOOKED) {
        if line.iter().any(|cell| is_data(cell)) {
            break;
        }
        let known = line.iter().filter(|cell| !named.fitting(&Spelt::of(cell)).is_empty()).count();
        if known > best.map_or(0, |(_, most)| most) {
            best = Some((place, known));
        }
    }
    best.map(|(place, _)| place)
}

/// The first line, if it looks like headings that nobody knows: words only, and numbers, days, yes or no below.
fn strange_headings(lines: &[Vec<String>]) -> Option<usize> {
    let (first, rest) = lines.split_first()?;
    let below = |cell: &String| is_data(cell) || matches!(read_yes_no(cell), Ok(Some(_)));
    let words = first.iter().all(|cell| !cell.trim().is_empty() && !below(cell));
    (words && rest.iter().flatten().any(below)).then_some(0)
}

fn by_headings(line: &[String], named: &Named<'_>, columns: &[Column]) -> Layout {
    let mut layout = Layout::default();
    for (place, heading) in line.iter().enumerate() {
        let spelt = Spelt::of(heading);
        let mut under = Under::default();
        match named.fitting(&spelt).as_slice() {
            [] => {}
            [column] => {
                under.column = Some(*column);
                let unit = match (named.label(*column), columns.get(*column)) {
                    (Some(label), Some(column)) => unit_of(&spelt, label, &column.kind),
                    _ => None,
                };
                if unit.is_none() {
                    layout.open.push(Problem::Unit { place, column: *column });
                }
                under.unit = unit.unwrap_or_default();
            }
            several => layout.open.push(Problem::Several { place, columns: several.to_vec() }),
        }
        layout.columns.push(under);
    }
    layout
}

/// The table's own order; a first column more that counts 1, 2, 3 is none of it.
fn in_order(lines: &[Vec<String>], columns: usize) -> Layout {
    let counts = lines.len() > 1
        && lines.iter().all(|line| line.len() > columns)
        && lines.iter().zip(1_usize..).all(|(line, n)| line.first().is_some_and(|cell| cell.trim() == n.to_string()));
    let mut all = Vec::new();
    if counts {
        all.push(Under::default());
    }
    all.extend((0..columns).map(|column| Under { column: Some(column), ..Under::default() }));
    Layout { headings: None, columns: all, open: Vec::new() }
}
