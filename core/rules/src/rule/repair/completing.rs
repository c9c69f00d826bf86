//! Blank cells of rows that are there already, filled: what a row still leaves open may turn out well.

use super::Workshop;
use super::change::{Change, Filled};
use crate::fact::{Kind, Row, Sheet, Value};
use crate::rule::eval::evaluate;
use crate::rule::expr::{Rows, Test};
use crate::rule::uses::facts_of;
use crate::rule::{Context, NoTrace, Truth};

/// The longest table whose rows are looked through, which is done at each step of the search for a way.
const LONGEST: usize = 500;

/// Whether a condition looks at rows with blank cells of a table that is too long to be looked through: that nothing is proposed is
/// no proof then.
#[must_use]
pub fn leaves_rows_open(test: &Test, sheet: &Sheet) -> bool {
    let mut facts = Vec::new();
    facts_of(test, &mut facts);
    facts.into_iter().any(|fact| match sheet.get(fact) {
        Some(Value::Table(all)) => all.len() > LONGEST && all.iter().any(|row| row.cells.iter().any(Option::is_none)),
        _ => false,
    })
}

impl Workshop<'_> {
    /// Blank cells filled so that so many more rows satisfy: as many as there are, where there are fewer.
    pub(in crate::rule) fn complete_rows(&self, rows: &Rows, count: i64, found: &mut Vec<Change>) {
        let most = usize::try_from(count).unwrap_or(0);
        let open = self.rows_of(rows).filter(|(_, row)| self.of_row(&rows.filter, row) == Truth::Unknown);
        let filled = open.filter_map(|known| self.completed(rows, known, &[&rows.filter]));
        let cells: Vec<Filled> = filled.take(most).flatten().collect();
        if !cells.is_empty() {
            found.push(Change::Complete(rows.table, cells));
        }
    }

    /// Blank cells filled so that every row that may satisfy `rows` satisfies both it and `holds`; nothing where there is one that
    /// cannot.
    pub(in crate::rule) fn complete_every(&self, rows: &Rows, holds: &Test, found: &mut Vec<Change>) {
        let mut cells = Vec::new();
        let fails =
            |row: &Row| self.of_row(&rows.filter, row) != Truth::False && self.of_row(holds, row) != Truth::True;
        for known in self.rows_of(rows).filter(|(_, row)| fails(row)) {
            let Some(filled) = self.completed(rows, known, &[&rows.filter, holds]) else { return };
            cells.extend(filled);
        }
        if !cells.is_empty() {
            found.push(Change::Complete(rows.table, cells));
        }
    }

    /// The rows of an answered table with their places, unless there are very many.
    fn rows_of(&self, rows: &Rows) -> impl Iterator<Item = (usize, &Row)> {
        let all: &[Row] = match self.context.sheet.get(rows.table) {
            Some(Value::Table(all)) if all.len() <= LONGEST => all,
            _ => &[],
        };
        all.iter().enumerate()
    }

    fn of_row(&self, test: &Test, row: &Row) -> Truth {
        evaluate(test, &Context { row: Some(row), ..self.context }, &mut NoTrace)
    }

    /// The blank cells that make a row satisfy all of this when they are filled, and none that need not be.
    fn completed(&self, rows: &Rows, (place, row): (usize, &Row), wanted: &[&Test]) -> Option<Vec<Filled>> {
        let Some(Kind::Table { columns }) = self.catalogue.get(rows.table).map(|fact| &fact.kind) else { return None };
        let good = |row: &Row| wanted.iter().all(|test| self.of_row(test, row) == Truth::True);
        let with = |row: &Row, column: usize, value: Option<Value>| {
            let mut row = row.clone();
            row.cells.get_mut(column).into_iter().for_each(|cell| cell.clone_from(&value));
            row
        };
        let blank: Vec<usize> =
            row.cells.iter().enumerate().filter(|(_, cell)| cell.is_none()).map(|(column, _)| column).collect();
        let values = |column: usize| columns.get(column).map_or_else(Vec::new, |column| self.likely(&column.kind, row));
        let mut full =
            blank.iter().fold(row.clone(), |row, column| with(&row, *column, values(*column).into_iter().next()));
        // One after the other becomes whatever else it may be.
        for column in &blank {
            if good(&full) {
                break;
            }
            let other =
                values(*column).into_iter().map(|value| with(&full, *column, Some(value))).find(|row| good(row));
            full = other.unwrap_or(full);
        }
        if !good(&full) {
            return None;
        }
        let needed = blank.into_iter().filter_map(|column| {
            let without = with(&full, column, None);
            if good(&without) {
                full = without;
                return None;
            }
            let value = full.cells.get(column)?.clone()?;
            Some(Filled { row: place, column, value })
        });
        Some(needed.collect())
    }

    /// What a blank cell of a row may well be, the likeliest first.
    fn likely(&self, kind: &Kind, row: &Row) -> Vec<Value> {
        let others: Vec<Value> = match kind {
            Kind::Bool => vec![Value::Bool(false)],
            // What began no later than it ended.
            Kind::Date => row.cells.iter().flatten().filter(|cell| matches!(cell, Value::Date(_))).cloned().collect(),
            Kind::Choice { options, .. } => {
                (0..options.len()).filter_map(|i| u8::try_from(i).ok()).map(Value::Choice).collect()
            }
            _ => Vec::new(),
        };
        self.ample(kind).into_iter().chain(others).collect()
    }
}
