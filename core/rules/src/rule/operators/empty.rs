//! `empty(set)`: no option of a set of choices is chosen.

use super::{Operator, add_fact, sets};
use crate::fact::{FactIx, Value};
use crate::rule::check::{Call, Checker, Typed};
use crate::rule::many::{Bits, Block, Cost, Live};
use crate::rule::moment::Context;
use crate::rule::repair::{Change, Workshop};
use crate::rule::trace::Trace;
use crate::rule::truth::Truth;
use serde::{Deserialize, Serialize};
use ziping_base::say;

/// A set is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Empty(pub FactIx);

impl Operator for Empty {
    const CALLED: &'static [&'static str] = &["empty"];

    fn check(checker: &mut Checker<'_, '_>, call: &Call<'_>) -> Option<Typed> {
        let [set] = call.values else { return call.refused(checker) };
        match checker.value(set)? {
            Typed::Several(fact) => Some(Typed::Test(Self(fact).into())),
            other => {
                let help = say!("empty(…) takes a fact of kind several", "empty(…) 里写种类为多选（several）的事实");
                checker.wrong(set.span, &say!("a set of choices", "多选"), &other, help)
            }
        }
    }

    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        sets::decide(self.0, 0, context, trace, |set| set == 0)
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        add_fact(facts, self.0);
    }

    fn is_timely(&self) -> bool {
        false
    }

    fn repairs(&self, want: bool, _workshop: &Workshop<'_>, found: &mut Vec<Change>) {
        found.push(if want { Change::Set(self.0, Value::Several(0)) } else { Change::Gain(self.0, u64::MAX) });
    }

    fn cost(&self) -> Cost {
        Cost::Block
    }

    fn decide_block(&self, block: &Block<'_>, _live: &Live, out: &mut Bits) {
        block.sets(self.0, out, |set| set == 0);
    }
}
