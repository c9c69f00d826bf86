//! One organisation's answers.

use super::{FactIx, Value};

/// The fact sheet: a value or nothing for each fact of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    values: Vec<Option<Value>>,
}

impl Sheet {
    /// Nothing answered.
    #[must_use]
    pub const fn new() -> Self {
        Self { values: Vec::new() }
    }

    /// The answer to a fact, if there is one.
    #[must_use]
    #[inline]
    pub fn get(&self, fact: FactIx) -> Option<&Value> {
        match self.values.get(fact.index()) {
            Some(Some(value)) => Some(value),
            Some(None) | None => None,
        }
    }

    /// Sets or clears an answer and returns what was there.
    pub fn put(&mut self, fact: FactIx, value: Option<Value>) -> Option<Value> {
        let index = fact.index();
        if index >= self.values.len() {
            self.values.resize(index + 1, None);
        }
        match self.values.get_mut(index) {
            Some(slot) => std::mem::replace(slot, value),
            None => None,
        }
    }

    /// The facts answered, in the catalogue's order.
    pub fn answered(&self) -> impl Iterator<Item = (FactIx, &Value)> {
        self.values.iter().enumerate().filter_map(|(i, value)| Some((FactIx::new(i), value.as_ref()?)))
    }
}
