//! `uscc_valid(text)`: a text is a valid unified social credit identifier (GB 32100-2015), however it is typed: small letters and
//! full-width ones are said beside the field.

use super::{Operator, add_fact};
use crate::fact::typed::uscc_right;
use crate::fact::{FactIx, Value};
use crate::rule::check::{Call, Checker, Typed};
use crate::rule::expr::Operand;
use crate::rule::moment::Context;
use crate::rule::trace::Trace;
use crate::rule::truth::Truth;
use serde::{Deserialize, Serialize};
use ziping_base::say;

/// A text is a valid unified social credit identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uscc(pub FactIx);

impl Operator for Uscc {
    const CALLED: &'static [&'static str] = &["uscc_valid"];

    fn check(checker: &mut Checker<'_, '_>, call: &Call<'_>) -> Option<Typed> {
        let [text] = call.values else { return call.refused(checker) };
        match checker.value(text)? {
            Typed::Text(Operand::Fact(fact)) => Some(Typed::Test(Self(fact).into())),
            other => {
                let help =
                    say!("uscc_valid(…) takes a fact of kind text", "uscc_valid(…) 里写种类为文字（text）的事实");
                checker.wrong(text.span, &say!("a text", "文字"), &other, help)
            }
        }
    }

    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        match context.sheet.get(self.0) {
            Some(Value::Text(text)) => Truth::known(uscc_right(text)),
            _ => {
                trace.open(self.0);
                Truth::Unknown
            }
        }
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        add_fact(facts, self.0);
    }

    fn is_timely(&self) -> bool {
        false
    }
}
