//! A bool answer, written as the fact's id.

use super::{Operator, add_fact};
use crate::fact::{FactIx, Value};
use crate::rule::expr::Operand;
use crate::rule::many::{Bits, Block, Cost, Live};
use crate::rule::moment::{Context, cause};
use crate::rule::repair::{Change, Workshop};
use crate::rule::trace::{NoTrace, Reason, Trace};
use crate::rule::truth::Truth;
use serde::{Deserialize, Serialize};

/// A bool answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer(pub Operand);

impl Operator for Answer {
    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        let value = match context.get(self.0) {
            Some(Value::Bool(truth)) => Some(*truth),
            _ => None,
        };
        trace.reason(|| Reason::Answer(cause(self.0), value));
        match value {
            Some(truth) => Truth::known(truth),
            None => {
                trace.open(cause(self.0));
                Truth::Unknown
            }
        }
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        add_fact(facts, cause(self.0));
    }

    fn is_timely(&self) -> bool {
        false
    }

    fn repairs(&self, want: bool, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
        if let Operand::Fact(fact) = self.0
            && workshop.changeable(fact)
        {
            found.push(Change::Set(fact, Value::Bool(want)));
        }
    }

    fn cost(&self) -> Cost {
        Cost::Block
    }

    fn decide_block(&self, block: &Block<'_>, live: &Live, out: &mut Bits) {
        match self.0 {
            Operand::Fact(fact) => block.answers(fact, out),
            Operand::Column(..) => block.one_by_one(live, out, |context| self.evaluate(context, &mut NoTrace)),
        }
    }
}
