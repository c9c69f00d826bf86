//! `ever(event)`: it has happened.

use super::{Operator, add_fact};
use crate::fact::{FactIx, Occurrence, Value};
use crate::rule::check::{Call, Checker, Typed};
use crate::rule::expr::Operand;
use crate::rule::many::{Bits, Block, Cost, Live};
use crate::rule::moment::{Context, cause};
use crate::rule::repair::{Change, Workshop};
use crate::rule::time::{happened, occurrence};
use crate::rule::trace::{Reason, Trace};
use crate::rule::truth::Truth;
use serde::{Deserialize, Serialize};

/// It has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ever(pub Operand);

impl Operator for Ever {
    const CALLED: &'static [&'static str] = &["ever"];

    fn check(checker: &mut Checker<'_, '_>, call: &Call<'_>) -> Option<Typed> {
        let [event] = call.values else { return call.refused(checker) };
        Some(Typed::Test(Self(checker.event(event)?).into()))
    }

    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        let occurrence = occurrence(self.0, context);
        trace.reason(|| Reason::Ever(cause(self.0), occurrence));
        if occurrence.is_none() {
            trace.open(cause(self.0));
        }
        happened(occurrence)
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        add_fact(facts, cause(self.0));
    }

    fn is_timely(&self) -> bool {
        false
    }

    fn repairs(&self, want: bool, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
        let Operand::Fact(fact) = self.0 else { return };
        match (occurrence(self.0, &workshop.context), want) {
            (None, false) => found.push(Change::Set(fact, Value::Occurrence(Occurrence::Never))),
            (None | Some(Occurrence::Never), true) => found.extend(workshop.happens(fact, workshop.base)),
            (Some(_), _) => {}
        }
    }

    fn cost(&self) -> Cost {
        Cost::Block
    }

    fn decide_block(&self, block: &Block<'_>, _live: &Live, out: &mut Bits) {
        block.happened(self.0, out);
    }
}
