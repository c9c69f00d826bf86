//! What is decided first: what costs little for many sheets at once, so that the rest is looked at where it matters.

use crate::rule::expr::{Number, Test};

/// What a condition costs for a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cost {
    /// All sheets of a block in a few steps.
    Block,
    /// A few steps for each sheet.
    Sheet,
    /// A look into each sheet.
    Rows,
}

impl Cost {
    /// Ascending.
    pub(super) const ALL: [Self; 3] = [Self::Block, Self::Sheet, Self::Rows];
}

/// What a condition costs.
pub(super) fn cost(test: &Test) -> Cost {
    let dearest = |parts: &mut dyn Iterator<Item = &Test>| parts.map(cost).max().unwrap_or(Cost::Block);
    match test {
        Test::Constant(_)
        | Test::Answer(_)
        | Test::OneOf(..)
        | Test::AnyOf(..)
        | Test::AllOf(..)
        | Test::Empty(_)
        | Test::Within(..)
        | Test::Ever(_)
        | Test::Since(..) => Cost::Block,
        Test::Before(..) | Test::FiscalYears(..) => Cost::Sheet,
        Test::Compare(left, _, right, _) => cost_of_number(left).max(cost_of_number(right)),
        Test::Share(part, whole, ..) => Cost::Sheet.max(cost_of_number(part)).max(cost_of_number(whole)),
        Test::Derived(..)
        | Test::Days(..)
        | Test::EachYear(..)
        | Test::Uscc(_)
        | Test::Blank(_)
        | Test::Worked(_)
        | Test::Ran(..)
        | Test::Some(_)
        | Test::Every(..) => Cost::Rows,
        Test::Not(inner) => cost(inner),
        Test::Readings(readings) => dearest(&mut readings.iter().map(|(_, test)| test)),
        Test::AtLeast(_, parts) | Test::And(parts) | Test::Or(parts) => dearest(&mut parts.iter()),
    }
}

fn cost_of_number(number: &Number) -> Cost {
    match number {
        Number::Literal(_) | Number::Answer(..) => Cost::Block,
        Number::Sum(..) | Number::Least(..) => Cost::Sheet,
        Number::Rows(..) | Number::Derived(..) => Cost::Rows,
        Number::Plus(parts) => parts.iter().map(cost_of_number).max().unwrap_or(Cost::Block),
    }
}
