//! `fact in (a, b)`, `fact == a`, and of ordered options `fact >= a`: a choice is one of some options.

use super::{Operator, add_fact};
use crate::fact::{FactIx, Kind, Value};
use crate::rule::check::{Checker, Typed};
use crate::rule::expr::{Comparison, Test};
use crate::rule::many::{Bits, Block, Cost, Live};
use crate::rule::mistakes::{Found, Variants};
use crate::rule::moment::Context;
use crate::rule::parse::Syntax;
use crate::rule::repair::{Change, Workshop};
use crate::rule::trace::{Reason, Trace};
use crate::rule::truth::Truth;
use serde::{Deserialize, Serialize};
use ziping_base::diag::Span;
use ziping_base::say;

/// A choice is one of some options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneOf {
    /// The choice.
    pub fact: FactIx,
    /// The options, bit by index.
    pub options: u64,
    /// Whether it was compared by order.
    pub by_order: bool,
    /// How many options the choice has.
    pub of: u8,
}

impl OneOf {
    /// `left in (options)`.
    pub(in crate::rule) fn listed(
        checker: &mut Checker<'_, '_>,
        left: &Syntax,
        options: &[(String, Span)],
    ) -> Option<Test> {
        match checker.value(left)? {
            Typed::Choice(fact) => {
                let of = small(checker.options(fact).0.len());
                Some(Self { fact, options: checker.mask(fact, options)?, by_order: false, of }.into())
            }
            other => {
                let help = say!(
                    "`in` looks a choice up in a list of its options",
                    "“in”判断单选的答案是不是括号里列出的选项之一"
                );
                checker.wrong(left.span, &say!("a choice", "单选"), &other, help)
            }
        }
    }

    /// `fact >= option`, `fact == option`.
    pub(in crate::rule) fn compared(
        checker: &mut Checker<'_, '_>,
        fact: FactIx,
        comparison: Comparison,
        option: &str,
        span: Span,
    ) -> Option<Test> {
        let index = checker.option(fact, option, span)?;
        let (options, ordered) = checker.options(fact);
        let count = options.len();
        let by_order = !matches!(comparison, Comparison::Equal | Comparison::Different);
        if by_order && !ordered {
            let id = checker.scope.catalogue.id(fact).to_owned();
            checker.error(
                span,
                "wrong-type",
                say!("the options of `{id}` have no order", "“{id}”的选项没有高低顺序"),
                say!(
                    "use == or `in (…)`, or give the fact `ordered = true`",
                    "改用 == 或“in (…)”，或给这个事实加上“ordered = true”"
                ),
            );
            return None;
        }
        let holds = |i: usize| match comparison {
            Comparison::Less => i < index,
            Comparison::AtMost => i <= index,
            Comparison::More => i > index,
            Comparison::AtLeast => i >= index,
            Comparison::Equal => i == index,
            Comparison::Different => i != index,
        };
        let options = (0..count.min(64)).filter(|i| holds(*i)).fold(0_u64, |mask, i| mask | 1 << i);
        if options == 0 || options.count_ones() as usize == count {
            let message = say!("every option decides this alike", "不论选哪个选项，结果都一样");
            let help = say!("check the option and the comparison", "请核对选项和比较符号");
            checker.error(span, "unreachable", message, help);
            return None;
        }
        Some(Self { fact, options, by_order, of: small(count) }.into())
    }
}

/// A choice has at most 64 options.
fn small(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}

impl Operator for OneOf {
    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        let chosen = match context.sheet.get(self.fact) {
            Some(Value::Choice(index)) => Some(*index),
            _ => None,
        };
        trace.reason(|| Reason::Choice(self.fact, chosen, self.options));
        match chosen {
            Some(index) => Truth::known(self.options >> index & 1 == 1),
            None => {
                trace.open(self.fact);
                Truth::Unknown
            }
        }
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        add_fact(facts, self.fact);
    }

    fn is_timely(&self) -> bool {
        false
    }

    fn repairs(&self, want: bool, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
        if !workshop.changeable(self.fact) {
            return;
        }
        let count = match workshop.catalogue.get(self.fact).map(|fact| &fact.kind) {
            Some(Kind::Choice { options, .. }) => options.len().min(63),
            _ => 0,
        };
        let all = (1_u64 << count) - 1;
        let good = if want { self.options } else { all & !self.options };
        if good == 0 {
            return;
        }
        // Of an order, those above, of which the lowest is taken, or the highest of those below; otherwise any one.
        let nearest = match (self.by_order && want, good & 1 == 0) {
            (false, _) => good,
            (true, true) => good,
            (true, false) => 1 << good.ilog2(),
        };
        found.push(Change::Choose(self.fact, nearest));
    }

    fn mistakes(&self, variants: &mut Variants<'_>, found: Found<'_>) {
        for options in variants.toggled(self.fact, self.options) {
            found(say!("an option more or fewer", "选项多一个或少一个"), Self { options, ..*self }.into());
        }
    }

    fn cost(&self) -> Cost {
        Cost::Block
    }

    fn decide_block(&self, block: &Block<'_>, _live: &Live, out: &mut Bits) {
        block.choices(self.fact, out, |option| Truth::known(self.options >> option & 1 == 1));
    }
}
