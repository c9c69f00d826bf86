//! Many sheets turned on their side: the answers to one fact beside each other, so that a condition is looked at once
//! and then decided for one sheet after the other.

use super::expr::Operand;
use crate::fact::{FactIx, Occurrence, Range, Sheet, Value};

/// The answers of many sheets, by fact.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// The sheets themselves: rows of tables and texts are looked up there.
    sheets: Vec<Sheet>,
    columns: Vec<Column>,
}

/// The answers to one fact, in the order of the sheets; `None` where it is open.
#[derive(Debug, Clone, Default)]
pub(super) enum Column {
    /// Nobody has answered it, or its answers are looked up in the sheets.
    #[default]
    None,
    /// Bools as bits: 1 true, 2 false, 3 open.
    Bool(Vec<u8>),
    /// Numbers.
    Number(Vec<Option<Range>>),
    /// Occurrences, and dates, which count as such.
    Event(Vec<Option<Occurrence>>),
    /// Options by place.
    Choice(Vec<Option<u8>>),
    /// Sets of options.
    Several(Vec<Option<u64>>),
    /// Amounts by fiscal year.
    Years(Vec<(i32, Vec<Option<Range>>)>),
}

impl Columns {
    /// Sheets turned on their side; all are of one catalogue.
    #[must_use]
    pub fn new(sheets: Vec<Sheet>) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        for (at, sheet) in sheets.iter().enumerate() {
            for (fact, value) in sheet.answered() {
                if fact.index() >= columns.len() {
                    columns.resize_with(fact.index() + 1, Column::default);
                }
                columns.get_mut(fact.index()).into_iter().for_each(|column| column.put(at, sheets.len(), value));
            }
        }
        Self { sheets, columns }
    }

    /// The sheets.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The answers to a fact.
    pub(super) fn of(&self, fact: FactIx) -> &Column {
        self.columns.get(fact.index()).unwrap_or(&Column::None)
    }

    /// The answers that an operand outside of rows stands for.
    pub(super) fn at(&self, operand: Operand) -> &Column {
        match operand {
            Operand::Fact(fact) => self.of(fact),
            Operand::Column(..) => &Column::None,
        }
    }
}

impl Column {
    /// Puts an answer into the column, which becomes one of its kind.
    fn put(&mut self, at: usize, count: usize, value: &Value) {
        if let Self::None = self {
            *self = match value {
                Value::Bool(_) => Self::Bool(vec![3; count]),
                Value::Number(_) => Self::Number(vec![None; count]),
                Value::Date(_) | Value::Occurrence(_) => Self::Event(vec![None; count]),
                Value::Choice(_) => Self::Choice(vec![None; count]),
                Value::Several(_) => Self::Several(vec![None; count]),
                Value::Yearly(_) => Self::Years(Vec::new()),
                Value::Table(_) | Value::Text(_) => Self::None,
            };
        }
        match (self, value) {
            (Self::Bool(all), Value::Bool(truth)) => set(all, at, if *truth { 1 } else { 2 }),
            (Self::Number(all), Value::Number(range)) => set(all, at, Some(*range)),
            (Self::Event(all), Value::Date(day)) => set(all, at, Some(Occurrence::On(*day))),
            (Self::Event(all), Value::Occurrence(occurrence)) => set(all, at, Some(*occurrence)),
            (Self::Choice(all), Value::Choice(option)) => set(all, at, Some(*option)),
            (Self::Several(all), Value::Several(options)) => set(all, at, Some(*options)),
            (Self::Years(years), Value::Yearly(known)) => {
                for (year, range) in known {
                    match years.iter_mut().find(|(other, _)| other == year) {
                        Some((_, all)) => set(all, at, Some(*range)),
                        None => {
                            let mut all = vec![None; count];
                            set(&mut all, at, Some(*range));
                            years.push((*year, all));
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

fn set<V>(all: &mut [V], at: usize, value: V) {
    if let Some(slot) = all.get_mut(at) {
        *slot = value;
    }
}
