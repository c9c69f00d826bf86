//! One organisation's answers.

use super::{FactIx, Value};

/// The fact sheet: a value or nothing for each fact of the catalogue.
///
/// An organisation answers a fraction of the catalogue, and many sheets are graded in a row: the values lie close
/// together, found through a short place for each fact.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// For each fact the place of its value, from 1; 0 where it is not answered.
    places: Vec<u16>,
    /// The values, in no order.
    values: Vec<Value>,
    /// The fact of each value.
    owners: Vec<FactIx>,
}

impl Sheet {
    /// Nothing answered.
    #[must_use]
    pub const fn new() -> Self {
        Self { places: Vec::new(), values: Vec::new(), owners: Vec::new() }
    }

    /// The answer to a fact, if there is one.
    #[must_use]
    #[inline]
    pub fn get(&self, fact: FactIx) -> Option<&Value> {
        let place = self.places.get(fact.index())?;
        // Place 0 wraps to one that no sheet has.
        self.values.get(usize::from(place.wrapping_sub(1)))
    }

    /// Sets or clears an answer and returns what was there.
    pub fn put(&mut self, fact: FactIx, value: Option<Value>) -> Option<Value> {
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
}

/// Sheets are equal when the same facts have the same answers, whatever was put first.
impl PartialEq for Sheet {
    fn eq(&self, other: &Self) -> bool {
        self.values.len() == other.values.len() && self.answered().eq(other.answered())
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
