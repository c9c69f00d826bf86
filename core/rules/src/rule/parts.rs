//! What a condition is put together of.

use super::expr::{Comparison, Number, ReadingId, Test};
use super::operators::{Compare, Leaf, Share};
use crate::fact::FactIx;

/// The conditions that a condition is put together of, and how. Those of a table's rows are not among them: they hold of a
/// row and not of the organisation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Parts<'t> {
    /// None: it looks at answers itself.
    None,
    /// None: it compares two numbers.
    Compared(Compared<'t>),
    /// Its opposite.
    Not(&'t Test),
    /// All must hold.
    All(&'t [Test]),
    /// One must hold.
    Any(&'t [Test]),
    /// So many must hold.
    AtLeast(u16, &'t [Test]),
    /// They must agree.
    Readings(&'t [(ReadingId, Test)]),
    /// What a table, once filled, gives in place of an answer: the table, and what is worked out.
    Derived(FactIx, &'t Test),
}

/// Two numbers that a condition compares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Compared<'t> {
    /// With one another.
    Amounts(&'t Number, Comparison, &'t Number),
    /// The share of the first in the second, with a fraction: its numerator and denominator.
    Share(&'t Number, &'t Number, i64, i64),
}

impl Test {
    /// What it is put together of.
    #[must_use]
    pub fn parts(&self) -> Parts<'_> {
        match self {
            Self::Not(inner) => Parts::Not(inner),
            Self::And(parts) => Parts::All(parts),
            Self::Or(parts) => Parts::Any(parts),
            Self::AtLeast(wanted, parts) => Parts::AtLeast(*wanted, parts),
            Self::Readings(readings) => Parts::Readings(readings),
            Self::Derived { table, worked_out, .. } => Parts::Derived(*table, worked_out),
            Self::Leaf(Leaf::Compare(Compare { left, comparison, right, .. })) => {
                Parts::Compared(Compared::Amounts(left, *comparison, right))
            }
            Self::Leaf(Leaf::Share(Share { part, whole, numerator, denominator, .. })) => {
                Parts::Compared(Compared::Share(part, whole, *numerator, *denominator))
            }
            Self::Constant(_) | Self::Leaf(_) => Parts::None,
        }
    }

    /// The numbers that it and its parts compare, in the order in which they are written. Those of a table's rows are not
    /// among them.
    #[must_use]
    pub fn compared(&self) -> Vec<Compared<'_>> {
        let mut found = Vec::new();
        self.compared_into(&mut found);
        found
    }

    fn compared_into<'t>(&'t self, found: &mut Vec<Compared<'t>>) {
        match self.parts() {
            Parts::Not(inner) | Parts::Derived(_, inner) => inner.compared_into(found),
            Parts::All(parts) | Parts::Any(parts) | Parts::AtLeast(_, parts) => {
                parts.iter().for_each(|part| part.compared_into(found));
            }
            Parts::Readings(readings) => readings.iter().for_each(|(_, part)| part.compared_into(found)),
            Parts::Compared(compared) => found.push(compared),
            Parts::None => {}
        }
    }
}
