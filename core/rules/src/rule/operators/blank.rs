//! `blank(cell)`: nothing is answered there.

use super::{Operator, add_fact};
use crate::fact::FactIx;
use crate::rule::check::{Call, Checker, Typed};
use crate::rule::expr::Operand;
use crate::rule::moment::{Context, cause};
use crate::rule::trace::Trace;
use crate::rule::truth::Truth;
use serde::{Deserialize, Serialize};

/// Nothing is answered there: of a cell, that it is blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blank(pub Operand);

impl Operator for Blank {
    const CALLED: &'static [&'static str] = &["blank"];

    fn check(checker: &mut Checker<'_, '_>, call: &Call<'_>) -> Option<Typed> {
        let [cell] = call.values else { return call.refused(checker) };
        Some(Typed::Test(Self(checker.cell(cell)?).into()))
    }

    fn evaluate<T: Trace>(&self, context: &Context<'_>, _trace: &mut T) -> Truth {
        Truth::known(context.get(self.0).is_none())
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        add_fact(facts, cause(self.0));
    }

    fn is_timely(&self) -> bool {
        false
    }
}
