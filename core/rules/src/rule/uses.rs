//! The facts and the windows that conditions and numbers look at.

use super::expr::{Number, Operand, Rows, Test, WindowIx};
use super::operators::{Operator, add_fact};
use crate::fact::FactIx;

/// Adds the windows that a condition looks at.
pub(super) fn used_windows(test: &Test, used: &mut Vec<WindowIx>) {
    if let Test::Leaf(leaf) = test {
        leaf.windows(used);
    }
    test.children(&mut |part| used_windows(part, used));
}

/// Adds the windows that a number looks at.
pub(super) fn windows_of_number(number: &Number, used: &mut Vec<WindowIx>) {
    match number {
        Number::Literal(_) | Number::Answer(..) | Number::Sum(..) | Number::Least(..) => {}
        Number::Rows(rows, _) => used_windows(&rows.filter, used),
        Number::Derived { worked_out, .. } => windows_of_number(worked_out, used),
        Number::Plus(parts) => parts.iter().for_each(|part| windows_of_number(part, used)),
    }
}

/// Adds the facts that a condition looks at, each once.
pub fn facts_of(test: &Test, facts: &mut Vec<FactIx>) {
    match test {
        Test::Leaf(leaf) => leaf.facts(facts),
        // What a table replaces looks at nothing but the table.
        Test::Derived { fact, table, .. } => {
            add_fact(facts, *fact);
            add_fact(facts, *table);
        }
        _ => test.children(&mut |part| facts_of(part, facts)),
    }
}

/// Adds the facts that choosing rows looks at, each once: the table, and those beside it that the condition names.
pub(super) fn facts_of_rows(rows: &Rows, facts: &mut Vec<FactIx>) {
    add_fact(facts, rows.table);
    facts_of(&rows.filter, facts);
}

/// Adds the facts that a number is worked out from, each once.
pub fn facts_of_number(number: &Number, facts: &mut Vec<FactIx>) {
    match number {
        Number::Literal(_) => {}
        Number::Answer(Operand::Fact(fact) | Operand::Column(fact, _), ..)
        | Number::Sum(fact, ..)
        | Number::Least(fact, ..) => add_fact(facts, *fact),
        Number::Rows(rows, _) => facts_of_rows(rows, facts),
        Number::Derived { fact, table, .. } => {
            add_fact(facts, *fact);
            add_fact(facts, *table);
        }
        Number::Plus(parts) => parts.iter().for_each(|part| facts_of_number(part, facts)),
    }
}
