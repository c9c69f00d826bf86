//! `any(set, a, b)`: a set of choices holds any of some options.

use super::{AllOf, Operator, add_fact, sets};
use crate::fact::FactIx;
use crate::rule::check::{Call, Checker, Typed};
use crate::rule::many::{Bits, Block, Cost, Live};
use crate::rule::mistakes::{Found, Variants};
use crate::rule::moment::Context;
use crate::rule::repair::{Change, Workshop};
use crate::rule::trace::Trace;
use crate::rule::truth::Truth;
use serde::{Deserialize, Serialize};
use ziping_base::say;

/// A set holds any of some options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnyOf {
    /// The set.
    pub fact: FactIx,
    /// The options, bit by index.
    pub options: u64,
}

impl Operator for AnyOf {
    const CALLED: &'static [&'static str] = &["any"];

    fn check(checker: &mut Checker<'_, '_>, call: &Call<'_>) -> Option<Typed> {
        let (fact, options) = sets::of_options(checker, call)?;
        Some(Typed::Test(Self { fact, options }.into()))
    }

    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        sets::decide(self.fact, self.options, context, trace, |set| set & self.options != 0)
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        add_fact(facts, self.fact);
    }

    fn is_timely(&self) -> bool {
        false
    }

    fn repairs(&self, want: bool, _workshop: &Workshop<'_>, found: &mut Vec<Change>) {
        let Self { fact, options } = *self;
        found.push(if want { Change::Gain(fact, options) } else { Change::Drop(fact, options) });
    }

    fn mistakes(&self, variants: &mut Variants<'_>, found: Found<'_>) {
        let Self { fact, options } = *self;
        found(say!("all for any", "任一写成全部"), AllOf { fact, options }.into());
        for options in variants.toggled(fact, options) {
            found(say!("an option more or fewer", "选项多一个或少一个"), Self { fact, options }.into());
        }
    }

    fn cost(&self) -> Cost {
        Cost::Block
    }

    fn decide_block(&self, block: &Block<'_>, _live: &Live, out: &mut Bits) {
        block.sets(self.fact, out, |set| set & self.options != 0);
    }
}
