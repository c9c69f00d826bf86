//! The values of a number at which a condition may change.

use super::eval::number;
use super::expr::{Comparison, Number, Test};
use super::parts::Compared;
use super::uses::facts_of_number;
use super::{Context, NoTrace};
use crate::fact::{FactIx, Range};

/// Adds the values of a fact, or of its total over years, at which a comparison turns, the last before it and the first
/// after it, all other answers being as they are. Between two neighbouring ones of them nothing changes.
pub fn critical(test: &Test, fact: FactIx, context: &Context<'_>, values: &mut Vec<i64>) {
    for compared in test.compared() {
        match compared {
            Compared::Amounts(left, comparison, right) => {
                turns(left, comparison, right, fact, context, values);
                turns(right, comparison.mirrored(), left, fact, context, values);
            }
            Compared::Share(part, whole, numerator, denominator) => {
                let mut scaled = |of: &Number, by: i64, over: i64| {
                    for end in ends(of, context) {
                        let exact = i128::from(end) * i128::from(by) / i128::from(over.max(1));
                        values
                            .extend([exact - 1, exact, exact + 1].into_iter().filter_map(|at| i64::try_from(at).ok()));
                    }
                };
                if mentions(part, fact) {
                    scaled(whole, numerator, denominator);
                }
                if mentions(whole, fact) {
                    scaled(part, denominator, numerator);
                }
            }
        }
    }
}

/// What is left for the fact on one side of a comparison.
fn turns(
    side: &Number,
    comparison: Comparison,
    other: &Number,
    fact: FactIx,
    context: &Context<'_>,
    values: &mut Vec<i64>,
) {
    if !mentions(side, fact) {
        return;
    }
    let rest = match side {
        Number::Plus(parts) => {
            let others = parts.iter().filter(|part| !mentions(part, fact));
            others.map(|part| number(part, context, &mut NoTrace)).fold(Range::exactly(0), Range::plus)
        }
        _ => Range::exactly(0),
    };
    // What is at most the bound turns after it, what is less than the bound before it.
    let steps: &[i64] = match comparison {
        Comparison::Less | Comparison::AtLeast => &[-1, 0],
        Comparison::AtMost | Comparison::More => &[0, 1],
        Comparison::Equal | Comparison::Different => &[-1, 0, 1],
    };
    for end in ends(other, context) {
        for left in [end.saturating_sub(rest.low), end.saturating_sub(rest.high)] {
            values.extend(steps.iter().map(|by| left.saturating_add(*by)));
        }
    }
}

fn ends(of: &Number, context: &Context<'_>) -> [i64; 2] {
    let range = number(of, context, &mut NoTrace);
    [range.low, range.high]
}

fn mentions(number: &Number, fact: FactIx) -> bool {
    let mut facts = Vec::new();
    facts_of_number(number, &mut facts);
    facts.contains(&fact)
}
