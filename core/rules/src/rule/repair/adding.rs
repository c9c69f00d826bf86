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
        self.add_rows_with(rows, count, &[], found);
    }

    /// The same with these figures, by column, which matter to a mean. All others are as they usually are: a mean may look
    /// at them too.
    pub(in crate::rule) fn add_rows_with(
        &self,
        rows: &Rows,
        count: i64,
        figures: &[(usize, i64)],
        found: &mut Vec<Change>,
    ) {
        let Some(Kind::Table { columns }) = self.catalogue.get(rows.table).map(|fact| &fact.kind) else { return };
        let Ok(count @ 1..=200) = usize::try_from(count) else { return };
        let known = match self.context.sheet.get(rows.table) {
            Some(Value::Table(all)) => all.len(),
            _ => 0,
        };
        let figure_of = |place: usize, kind: &Kind| {
            let given = figures.iter().find(|(of, _)| *of == place).map(|(_, figure)| *figure);
            let usual = || match kind {
                Kind::Count => Some(self.usual(rows, place).unwrap_or(1)),
                Kind::Money { .. } | Kind::Score { .. } => self.usual(rows, place),
                _ => None,
            };
            given.or_else(|| if figures.is_empty() { None } else { usual() })
        };
        let cell = |i: usize, place: usize, kind: &Kind| match (figure_of(place, kind), kind) {
            (Some(figure), _) => Some(Value::Number(Range::exactly(figure))),
            (None, Kind::Text(_)) => Some(Value::Text(format!("〔新增{}〕", known + i + 1))),
            (None, _) => self.ample(kind),
        };
        let row = |i: usize| Row {
            cells: columns.iter().enumerate().map(|(place, column)| cell(i, place, &column.kind)).collect(),
        };
        let made: Vec<Row> = (0..count).map(row).collect();
        let good = made.first().is_some_and(|row| {
            evaluate(&rows.filter, &Context { row: Some(row), ..self.context }, &mut NoTrace) == Truth::True
        });
        if good {
            found.push(Change::Rows(rows.table, made, figures.iter().map(|(place, _)| *place).collect()));
        }
    }

    /// A cell of this kind with which a row satisfies most conditions; `None`: it depends on the condition.
    pub(super) fn ample(&self, kind: &Kind) -> Option<Value> {
        match kind {
            Kind::Bool => Some(Value::Bool(true)),
            Kind::Count => Some(Value::Number(Range::exactly(1_000))),
            Kind::Money { .. } => Some(Value::Number(Range::exactly(100_000_000_000))),
            Kind::Score { max } => Some(Value::Number(Range::exactly(*max))),
            // Rows count as they stand on the day at hand: after waiting, those of today may be out of every window.
            Kind::Date => Some(Value::Date(self.context.moment.as_of)),
            Kind::Text(_)
            | Kind::Yearly { .. }
            | Kind::Occurrence
            | Kind::Choice { .. }
            | Kind::Several { .. }
            | Kind::Table { .. } => None,
        }
    }

    /// What a column of numbers is on average, rounded down, of the rows that say it.
    fn usual(&self, rows: &Rows, place: usize) -> Option<i64> {
        let Some(Value::Table(all)) = self.context.sheet.get(rows.table) else { return None };
        let known = all.iter().filter_map(|row| match row.cells.get(place)? {
            Some(Value::Number(range)) if range.is_exact() => Some(i128::from(range.low)),
            _ => None,
        });
        let (sum, count) = known.fold((0_i128, 0_i128), |(sum, count), number| (sum + number, count + 1));
        (count > 0).then(|| i64::try_from(sum.div_euclid(count)).ok()).flatten()
    }
}
