//! Answers being set up: a sheet, and the row at hand inside a table.

use ziping_base::calendar::Day;
use ziping_rules::fact::{Catalogue, FactIx, Kind, Occurrence, Range, Row, Sheet, Value};
use ziping_rules::rule::{Context, Moment, NoTrace, Operand, Test, Truth, Windows, evaluate};

/// What stays the same while answers are set up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Set<'a> {
    pub catalogue: &'a Catalogue,
    pub windows: &'a Windows,
    pub moment: &'a Moment,
}

impl Set<'_> {
    pub(super) const fn today(&self) -> Day {
        self.moment.as_of
    }

    pub(super) fn kind(&self, operand: Operand) -> Option<&Kind> {
        match operand {
            Operand::Fact(fact) => self.catalogue.get(fact).map(|fact| &fact.kind),
            Operand::Column(table, column) => match &self.catalogue.get(table)?.kind {
                Kind::Table { columns } => columns.get(usize::from(column)).map(|column| &column.kind),
                _ => None,
            },
        }
    }
}

/// Answers, and the row at hand.
#[derive(Debug, Clone, Default)]
pub(super) struct Stage {
    pub sheet: Sheet,
    pub row: Option<Row>,
}

impl Stage {
    pub(super) fn put(&mut self, operand: Operand, value: Value) -> Option<()> {
        // Days that no answer may have: a thousand years ago.
        if let Value::Date(day) | Value::Occurrence(Occurrence::On(day)) = &value
            && !(Day::EARLIEST..=Day::LATEST).contains(day)
        {
            return None;
        }
        match operand {
            Operand::Fact(fact) => {
                self.sheet.put(fact, Some(value));
            }
            Operand::Column(_, column) => {
                *self.row.as_mut()?.cells.get_mut(usize::from(column))? = Some(value);
            }
        }
        Some(())
    }

    /// Takes an answer back.
    pub(super) fn clear(&mut self, operand: Operand) -> Option<()> {
        match operand {
            Operand::Fact(fact) => {
                self.sheet.put(fact, None);
            }
            Operand::Column(_, column) => *self.row.as_mut()?.cells.get_mut(usize::from(column))? = None,
        }
        Some(())
    }

    pub(super) fn context<'s>(&'s self, set: &Set<'s>) -> Context<'s> {
        Context { row: self.row.as_ref(), ..Context::new(&self.sheet, set.moment) }
    }

    pub(super) fn holds(&self, test: &Test, set: &Set<'_>) -> Truth {
        evaluate(test, &self.context(set), &mut NoTrace)
    }

    /// A row of blank cells for a table.
    pub(super) fn blank(table: FactIx, set: &Set<'_>) -> Option<Row> {
        match &set.catalogue.get(table)?.kind {
            Kind::Table { columns } => Some(Row { cells: vec![None; columns.len()] }),
            _ => None,
        }
    }

    /// Adds rows to a table.
    pub(super) fn add(&mut self, table: FactIx, rows: &[Row]) {
        let all = match self.sheet.get(table) {
            Some(Value::Table(all)) => all.with(rows),
            _ => rows.to_vec().into(),
        };
        self.sheet.put(table, Some(Value::Table(all)));
    }
}

/// A row in which every cell is filled: names are numbered, everything else is plain.
pub(super) fn filled(mut row: Row, table: FactIx, place: usize, set: &Set<'_>) -> Row {
    for (column, cell) in row.cells.iter_mut().enumerate() {
        let of = Operand::Column(table, u16::try_from(column).unwrap_or(u16::MAX));
        if cell.is_none()
            && let Some(kind) = set.kind(of)
        {
            *cell = plain(kind, place, set.today());
        }
    }
    row
}

/// Any answer of a kind.
pub(super) fn plain(kind: &Kind, place: usize, today: Day) -> Option<Value> {
    Some(match kind {
        Kind::Bool => Value::Bool(true),
        Kind::Count => Value::Number(Range::exactly(1)),
        Kind::Money { .. } => Value::Number(Range::exactly(100)),
        Kind::Score { .. } => Value::Number(Range::exactly(10)),
        Kind::Date => Value::Date(today),
        Kind::Text(_) => Value::Text(format!("示例{}", place + 1)),
        Kind::Choice { .. } => Value::Choice(0),
        Kind::Several { .. } => Value::Several(0),
        Kind::Occurrence => Value::Occurrence(Occurrence::Never),
        Kind::Yearly { .. } | Kind::Table { .. } => return None,
    })
}
