//! `series <= other`: two amounts by fiscal year compare in every year that both have.

use super::{Operator, add_fact};
use crate::fact::{FactIx, Value};
use crate::rule::compare::compare_ranges;
use crate::rule::expr::Comparison;
use crate::rule::mistakes::{Found, Variants, instead};
use crate::rule::moment::Context;
use crate::rule::trace::Trace;
use crate::rule::truth::Truth;
use serde::{Deserialize, Serialize};

/// Two series compare in every year that both have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EachYear {
    /// On the left.
    pub left: FactIx,
    /// How they compare.
    pub comparison: Comparison,
    /// On the right.
    pub right: FactIx,
}

impl Operator for EachYear {
    #[inline(never)]
    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        let Self { left, comparison, right } = *self;
        let (Some(Value::Yearly(a)), Some(Value::Yearly(b))) = (context.sheet.get(left), context.sheet.get(right))
        else {
            trace.open(left);
            trace.open(right);
            return Truth::Unknown;
        };
        let mut truth = Truth::True;
        for (year, money) in a {
            if let Some((_, other)) = b.iter().find(|(other, _)| other == year) {
                truth = truth.and(compare_ranges(*money, comparison, *other));
            }
        }
        if truth == Truth::Unknown {
            trace.open(left);
            trace.open(right);
        }
        truth
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        add_fact(facts, self.left);
        add_fact(facts, self.right);
    }

    fn mistakes(&self, _variants: &mut Variants<'_>, found: Found<'_>) {
        found(instead(self.comparison), Self { comparison: self.comparison.edge(), ..*self }.into());
    }
}
