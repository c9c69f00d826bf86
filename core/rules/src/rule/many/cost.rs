//! What is decided first: what costs little for many sheets at once, so that the rest is looked at where it matters.

use crate::rule::expr::{Number, Test};
use crate::rule::operators::Operator;

/// What a condition costs for a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rule) enum Cost {
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

    /// What working out a number costs.
    pub(in crate::rule) fn of_number(number: &Number) -> Self {
        match number {
            Number::Literal(_) | Number::Answer(..) => Self::Block,
            Number::Sum(..) | Number::Least(..) => Self::Sheet,
            Number::Rows(..) | Number::Derived { .. } => Self::Rows,
            Number::Plus(parts) => parts.iter().map(Self::of_number).max().unwrap_or(Self::Block),
        }
    }
}

/// What a condition costs.
pub(super) fn cost(test: &Test) -> Cost {
    match test {
        Test::Constant(_) => Cost::Block,
        Test::Leaf(leaf) => leaf.cost(),
        Test::Derived { .. } => Cost::Rows,
        _ => {
            let mut dearest = Cost::Block;
            test.children(&mut |part| dearest = dearest.max(cost(part)));
            dearest
        }
    }
}
