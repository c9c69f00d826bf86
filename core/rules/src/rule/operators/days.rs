//! `date >= 2024-01-01`, `date < today`: two days compare.

use super::{Operator, add_fact};
use crate::fact::{FactIx, Occurrence, Range};
use crate::rule::compare::compare_ranges;
use crate::rule::expr::{Comparison, Date, Windows};
use crate::rule::mistakes::{Found, Variants, instead};
use crate::rule::moment::{Context, cause};
use crate::rule::time::occurrence;
use crate::rule::trace::Trace;
use crate::rule::truth::Truth;
use serde::{Deserialize, Serialize};
use ziping_base::calendar::Day;

/// Two days compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// On the left.
    pub left: Date,
    /// How they compare.
    pub comparison: Comparison,
    /// On the right.
    pub right: Date,
}

impl Operator for Days {
    #[inline(never)]
    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        let resolve = |date: Date, trace: &mut T| match date {
            Date::Literal(day) => Some(day),
            Date::Today => Some(context.moment.as_of),
            Date::Answer(operand) => match occurrence(operand, context) {
                Some(Occurrence::On(day)) => Some(day),
                _ => {
                    trace.open(cause(operand));
                    None
                }
            },
        };
        match (resolve(self.left, trace), resolve(self.right, trace)) {
            (Some(a), Some(b)) => {
                let range = |day: Day| Range::exactly(i64::from(day.number()));
                compare_ranges(range(a), self.comparison, range(b))
            }
            _ => Truth::Unknown,
        }
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        for date in [self.left, self.right] {
            if let Date::Answer(source) = date {
                add_fact(facts, cause(source));
            }
        }
    }

    fn breakpoints(&self, context: &Context<'_>, _windows: &Windows, days: &mut Vec<Day>) {
        for date in [self.left, self.right] {
            match date {
                Date::Literal(day) => days.extend([day, day.plus_days(1)]),
                Date::Answer(operand) => {
                    if let Some(Occurrence::On(day)) = occurrence(operand, context) {
                        days.extend([day, day.plus_days(1)]);
                    }
                }
                Date::Today => {}
            }
        }
    }

    fn mistakes(&self, _variants: &mut Variants<'_>, found: Found<'_>) {
        found(instead(self.comparison), Self { comparison: self.comparison.edge(), ..*self }.into());
    }
}
