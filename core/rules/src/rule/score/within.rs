//! Going through the items and number expressions of conditions and items, to change them: figures of the year come in this
//! way, and mistakes that are tried.

use super::value::Value;
use super::{Rule, Scored};
use crate::rule::expr::{Rows, Test};
use crate::rule::operators::Operator;

/// What is gone through: it may be changed, and what it then holds is gone through next.
#[derive(Debug)]
pub enum Changing<'p> {
    /// An item or a group.
    Item(&'p mut Scored),
    /// A number expression.
    Value(&'p mut Value),
}

/// What is done with each.
pub type Change<'c> = dyn FnMut(Changing<'_>) + 'c;

/// Goes through every item and number expression that a condition looks at, from the outside in.
pub fn change_in_test(test: &mut Test, change: &mut Change<'_>) {
    if let Test::Leaf(leaf) = test {
        leaf.change_within(change);
    }
    test.children_mut(&mut |part| change_in_test(part, change));
}

fn in_rows(rows: &mut Rows, change: &mut Change<'_>) {
    change_in_test(&mut rows.filter, change);
}

/// Goes through an item, its parts and every number expression of them.
pub fn change_in_item(scored: &mut Scored, change: &mut Change<'_>) {
    change(Changing::Item(scored));
    if let Some((test, _)) = &mut scored.applies {
        change_in_test(test, change);
    }
    match &mut scored.rule {
        Rule::Bands(bands) => {
            change_in_value(&mut bands.value, change);
            for row in &mut bands.rows {
                [&mut row.from, &mut row.to].into_iter().flatten().for_each(|end| change_in_value(end, change));
            }
        }
        Rule::Rows(_, kinds) => {
            for kind in kinds {
                in_rows(&mut kind.rows, change);
                change_in_value(&mut kind.each, change);
            }
        }
        Rule::Worth(value, _) => change_in_value(value, change),
        Rule::Steps(steps) => {
            change_in_value(&mut steps.value, change);
            change_in_value(&mut steps.standard, change);
        }
        Rule::Pieces(pieces) => {
            change_in_value(&mut pieces.value, change);
            for piece in &mut pieces.pieces {
                [&mut piece.from, &mut piece.to].into_iter().for_each(|end| change_in_value(end, change));
            }
        }
        Rule::Group(group) => group.parts.iter_mut().for_each(|part| change_in_item(part, change)),
        Rule::Choices(_) => {}
    }
}

/// Goes through a number expression and what it is worked out from.
pub(crate) fn change_in_value(value: &mut Value, change: &mut Change<'_>) {
    change(Changing::Value(value));
    match value {
        Value::Sum(parts) | Value::Product(parts) | Value::Least(parts) | Value::Most(parts) => {
            parts.iter_mut().for_each(|part| change_in_value(part, change));
        }
        Value::Negative(inner) | Value::Rounded(inner, _) => change_in_value(inner, change),
        Value::Quotient(part, base) => {
            change_in_value(part, change);
            change_in_value(base, change);
        }
        Value::Points(scored) => change_in_item(scored, change),
        Value::Mean(mean) => {
            in_rows(&mut mean.rows, change);
            change_in_value(&mut mean.of, change);
            mean.by.iter_mut().for_each(|by| change_in_value(by, change));
        }
        Value::Fixed(_) | Value::Number(..) | Value::Passed(..) | Value::Yearly(..) | Value::Given(_) => {}
    }
}
