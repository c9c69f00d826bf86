//! One organisation's answers.

use super::{FactIx, Row, Value};

/// The fact sheet: a value or nothing for each fact of the catalogue.
///
/// An organisation answers a fraction of the catalogue, and many sheets are graded in a row: the values lie close
/// together, found through a short place for each fact.
///
/// Rows that say nothing count for nothing: [`Sheet::get`], by which everything is judged and written, gives a table
/// without them, and no answer where a table has only such rows. [`Sheet::typed`] gives it as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// For each fact the place of its value, from 1; 0 where it is not answered.
    places: Vec<u16>,
    /// The values, in no order.
    values: Vec<Value>,
    /// The fact of each value.
    owners: Vec<FactIx>,
    /// Tables as they were typed, where they have rows that say nothing.
    typed: Vec<(FactIx, Value)>,
}

/// What counts of an answer, where that is less than what was typed; `None`: nothing of it.
fn counting(value: &Value) -> Option<Option<Value>> {
    let Value::Table(rows) = value else { return None };
    if !rows.iter().any(Row::says_nothing) {
        return None;
    }
    let rows: Vec<Row> = rows.iter().filter(|row| !row.says_nothing()).cloned().collect();
    Some((!rows.is_empty()).then(|| Value::Table(rows.into())))
}

impl Sheet {
    /// Nothing answered.
    #[must_use]
    pub const fn new() -> Self {
        Self { places: Vec::new(), values: Vec::new(), owners: Vec::new(), typed: Vec::new() }
    }

    /// The answer to a fact, if there is one.
    #[must_use]
    #[inline]
    pub fn get(&self, fact: FactIx) -> Option<&Value> {
        let place = self.places.get(fact.index())?;
        // Place 0 wraps to one that no sheet has.
        self.values.get(usize::from(place.wrapping_sub(1)))
    }

    /// The answer to a fact as it was typed: a table with the rows that say nothing.
    #[must_use]
    pub fn typed(&self, fact: FactIx) -> Option<&Value> {
        self.typed.iter().find(|(known, _)| *known == fact).map(|(_, value)| value).or_else(|| self.get(fact))
    }

    /// Sets or clears an answer and returns what was there, as it was typed.
    pub fn put(&mut self, fact: FactIx, value: Option<Value>) -> Option<Value> {
        let known = self.typed.iter().position(|(known, _)| *known == fact);
        let before = known.map(|place| self.typed.swap_remove(place).1);
        let counts = match value {
            Some(value) => match counting(&value) {
                Some(counts) => {
                    self.typed.push((fact, value));
                    counts
                }
                None => Some(value),
            },
            None => None,
        };
        let counted = self.set(fact, counts);
        before.or(counted)
    }

    /// Sets or clears what counts and returns what counted.
    fn set(&mut self, fact: FactIx, value: Option<Value>) -> Option<Value> {
        let index = fact.index();
        let place = self.places.get(index).map_or(0, |place| usize::from(*place));
        match (self.values.get_mut(place.wrapping_sub(1)), value) {
            (Some(slot), Some(value)) => Some(std::mem::replace(slot, value)),
            (Some(_), None) => Some(self.remove(index, place - 1)),
            (None, Some(value)) => {
                self.values.push(value);
                self.owners.push(fact);
                self.set_place(index, self.values.len());
                None
            }
            (None, None) => None,
        }
    }

    /// Takes a value out; the last one moves into its place.
    fn remove(&mut self, index: usize, at: usize) -> Value {
        let value = self.values.swap_remove(at);
        self.owners.swap_remove(at);
        if let Some(moved) = self.owners.get(at) {
            self.set_place(moved.index(), at + 1);
        }
        self.set_place(index, 0);
        value
    }

    fn set_place(&mut self, index: usize, place: usize) {
        if index >= self.places.len() {
            self.places.resize(index + 1, 0);
        }
        if let Some(slot) = self.places.get_mut(index) {
            // A catalogue has at most 65,535 facts, so there are never more values.
            *slot = u16::try_from(place).unwrap_or(0);
        }
    }

    /// The facts answered, in the catalogue's order.
    pub fn answered(&self) -> impl Iterator<Item = (FactIx, &Value)> {
        let facts = self.places.iter().enumerate().filter(|(_, place)| **place != 0).map(|(i, _)| FactIx::new(i));
        facts.filter_map(|fact| Some((fact, self.get(fact)?)))
    }

    /// All answers as they were typed, in the catalogue's order.
    pub fn all_typed(&self) -> impl Iterator<Item = (FactIx, &Value)> {
        let last = self.typed.iter().map(|(fact, _)| fact.index() + 1).max().unwrap_or(0);
        let facts = (0..self.places.len().max(last)).map(FactIx::new);
        facts.filter_map(|fact| Some((fact, self.typed(fact)?)))
    }
}

/// Sheets are equal when the same facts have the same answers as they were typed, whatever was put first.
impl PartialEq for Sheet {
    fn eq(&self, other: &Self) -> bool {
        self.values.len() == other.values.len()
            && self.typed.len() == other.typed.len()
            && self.all_typed().eq(other.all_typed())
    }
}

impl Eq for Sheet {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_there_until_it_is_taken_back_in_any_order() {
        let mut sheet = Sheet::new();
        let mut plain: Vec<Option<Value>> = vec![None; 60];
        // Every residue of 61 in an order that mixes puts, changes and removals.
        let mut step = 1_usize;
        for round in 0..2_000_usize {
            step = step * 37 % 61;
            let value = (round % 3 != 0).then_some(Value::Choice(u8::try_from(round % 251).unwrap()));
            let before = sheet.put(FactIx::new(step - 1), value.clone());
            assert_eq!(before, std::mem::replace(&mut plain[step - 1], value));
            for (i, expected) in plain.iter().enumerate() {
                assert_eq!(sheet.get(FactIx::new(i)), expected.as_ref());
            }
            let answered: Vec<usize> = sheet.answered().map(|(fact, _)| fact.index()).collect();
            assert!(answered.is_sorted());
            assert_eq!(answered.len(), plain.iter().flatten().count());
        }
    }

    fn table(rows: &[Option<&str>]) -> Value {
        let row = |text: &Option<&str>| Row { cells: vec![text.map(|text| Value::Text(text.to_owned())), None] };
        Value::Table(rows.iter().map(row).collect())
    }

    #[test]
    fn a_row_that_says_nothing_counts_for_nothing_and_stays_as_it_was_typed() {
        let fact = FactIx::new(4);
        let mut sheet = Sheet::new();
        let typed = table(&[None, Some("甲"), Some(" \u{3000}")]);
        assert_eq!(sheet.put(fact, Some(typed.clone())), None);
        assert_eq!(sheet.get(fact), Some(&table(&[Some("甲")])));
        assert_eq!(sheet.typed(fact), Some(&typed));
        assert_eq!(sheet.put(fact, Some(table(&[None]))), Some(typed), "what was there is given back as typed");
        assert_eq!(sheet.get(fact), None, "a table of such rows is no answer");
        assert_eq!(sheet.answered().count(), 0);
        assert_eq!(sheet.all_typed().count(), 1);
        assert_ne!(sheet, Sheet::new());
        assert_eq!(sheet.put(fact, Some(table(&[]))), Some(table(&[None])));
        assert_eq!(sheet.get(fact), Some(&table(&[])), "that there are none is an answer");
        assert_eq!(sheet.put(fact, None), Some(table(&[])));
        assert_eq!(sheet, Sheet::new());
    }

    #[test]
    fn sheets_with_the_same_answers_are_equal() {
        let (first, second) = (FactIx::new(3), FactIx::new(7));
        let (mut a, mut b) = (Sheet::new(), Sheet::new());
        a.put(first, Some(Value::Bool(true)));
        a.put(second, Some(Value::Bool(false)));
        b.put(second, Some(Value::Bool(false)));
        assert_ne!(a, b);
        b.put(first, Some(Value::Bool(true)));
        assert_eq!(a, b);
        a.put(second, None);
        b.put(second, None);
        assert_eq!(a, b);
        assert_eq!(a.put(second, None), None);
    }
}
