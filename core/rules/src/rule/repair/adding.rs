//! Rows added to a table.

use super::Workshop;
use super::change::Change;
use crate::fact::{Kind, Range, Row, Value};
use crate::rule::eval::evaluate;
use crate::rule::expr::Rows;
use crate::rule::{Context, NoTrace, Truth};

impl Workshop<'_> {
    /// Rows that satisfy, so many, told apart by their texts.
    pub(in crate::rule) fn add_rows(&self, rows: &Rows, count: i64, found: &mut Vec<Change>) {
        let Some(Kind::Table { columns }) = self.catalogue.get(rows.table).map(|fact| &fact.kind) else { return };
        let Ok(count @ 1..=200) = usize::try_from(count) else { return };
        // Rows count as they stand on the day at hand: after waiting, those of today may be out of every window.
        let as_of = self.context.moment.as_of;
        let known = match self.context.sheet.get(rows.table) {
            Some(Value::Table(all)) => all.len(),
            _ => 0,
        };
        let row = |i: usize| Row {
            cells: columns
                .iter()
                .map(|column| match &column.kind {
                    Kind::Bool => Some(Value::Bool(true)),
                    Kind::Count => Some(Value::Number(Range::exactly(1_000))),
                    Kind::Money { .. } => Some(Value::Number(Range::exactly(100_000_000_000))),
                    Kind::Score { max } => Some(Value::Number(Range::exactly(*max))),
                    Kind::Date => Some(Value::Date(as_of)),
                    Kind::Text(_) => Some(Value::Text(format!("〔新增{}〕", known + i + 1))),
                    Kind::Yearly { .. }
                    | Kind::Occurrence
                    | Kind::Choice { .. }
                    | Kind::Several { .. }
                    | Kind::Table { .. } => None,
                })
                .collect(),
        };
        let made: Vec<Row> = (0..count).map(row).collect();
        let good = made.first().is_some_and(|row| {
            evaluate(&rows.filter, &Context { row: Some(row), ..self.context }, &mut NoTrace) == Truth::True
        });
        if good {
            found.push(Change::Rows(rows.table, made));
        }
    }
}
