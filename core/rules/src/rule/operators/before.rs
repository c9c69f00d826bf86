//! `before(first, second)`: one thing last happened before another did.

use super::{Operator, add_fact};
use crate::fact::{FactIx, Occurrence, Value};
use crate::rule::check::{Call, Checker, Typed};
use crate::rule::expr::Operand;
use crate::rule::many::{Bits, Block, Cost, Live};
use crate::rule::mistakes::{Found, Variants};
use crate::rule::moment::{Context, cause};
use crate::rule::repair::{Change, Workshop};
use crate::rule::time::occurrence;
use crate::rule::trace::{Reason, Trace};
use crate::rule::truth::Truth;
use serde::{Deserialize, Serialize};
use ziping_base::say;

/// The last of the first is earlier than the last of the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// What comes first.
    pub first: Operand,
    /// What comes after it.
    pub second: Operand,
}

impl Operator for Before {
    const CALLED: &'static [&'static str] = &["before"];

    fn check(checker: &mut Checker<'_, '_>, call: &Call<'_>) -> Option<Typed> {
        let [first, second] = call.values else { return call.refused(checker) };
        let (first, second) = (checker.event(first), checker.event(second));
        Some(Typed::Test(Self { first: first?, second: second? }.into()))
    }

    #[inline(never)]
    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        trace.reason(|| Reason::Order(cause(self.first), cause(self.second)));
        let (a, b) = (occurrence(self.first, context), occurrence(self.second, context));
        let truth = ordered(a, b);
        if truth == Truth::Unknown {
            if !matches!(a, Some(Occurrence::On(_) | Occurrence::Ongoing)) {
                trace.open(cause(self.first));
            }
            if !matches!(b, Some(Occurrence::On(_) | Occurrence::Ongoing)) {
                trace.open(cause(self.second));
            }
        }
        truth
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        add_fact(facts, cause(self.first));
        add_fact(facts, cause(self.second));
    }

    fn repairs(&self, want: bool, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
        if let (Operand::Fact(first), false, Some(Occurrence::On(day))) =
            (self.first, want, occurrence(self.second, &workshop.context))
        {
            // What is open may turn out so; what is known can only happen anew, from now on.
            let known = workshop.context.sheet.get(first);
            let open = matches!(known, None | Some(Value::Occurrence(Occurrence::DayUnknown)));
            let on = if open { day } else { day.max(workshop.base) };
            found.push(Change::Set(first, Value::Occurrence(Occurrence::On(on))));
        }
    }

    fn mistakes(&self, _variants: &mut Variants<'_>, found: Found<'_>) {
        found(say!("the other way round", "先后颠倒"), Self { first: self.second, second: self.first }.into());
    }

    fn cost(&self) -> Cost {
        Cost::Sheet
    }

    fn decide_block(&self, block: &Block<'_>, _live: &Live, out: &mut Bits) {
        block.events(self.first, self.second, out, ordered);
    }
}

/// Whether the last of one was earlier than the last of another.
fn ordered(a: Option<Occurrence>, b: Option<Occurrence>) -> Truth {
    match (a, b) {
        (Some(Occurrence::Never), _) | (_, Some(Occurrence::Never)) => Truth::False,
        (Some(Occurrence::On(a)), Some(Occurrence::On(b))) => Truth::known(a < b),
        (Some(Occurrence::On(_)), Some(Occurrence::Ongoing)) => Truth::True,
        (Some(Occurrence::Ongoing), Some(_)) => Truth::False,
        (
            Some(Occurrence::On(_) | Occurrence::DayUnknown),
            Some(Occurrence::DayUnknown | Occurrence::On(_) | Occurrence::Ongoing),
        )
        | (None, _)
        | (_, None) => Truth::Unknown,
    }
}
