//! `count >= 50`, `sum(revenue, 3 fiscal years) >= 1亿元`: two numbers of one unit compare.

use super::Operator;
use crate::fact::{FactIx, Range};
use crate::rule::breakpoints::in_number;
use crate::rule::check::{Checker, possible};
use crate::rule::compare::{compare_ranges, count_periods, in_each_world, subject};
use crate::rule::eval::number;
use crate::rule::expr::{Comparison, Number, Test, Unit, WindowIx, Windows};
use crate::rule::many::{Bits, Block, Cost, Live};
use crate::rule::mistakes::{Found, Variants, instead};
use crate::rule::moment::Context;
use crate::rule::repair::{Change, Workshop};
use crate::rule::rows;
use crate::rule::thresholds::Thresholds;
use crate::rule::trace::{NoTrace, Reason, Trace};
use crate::rule::truth::Truth;
use crate::rule::uses::{facts_of_number, windows_of_number};
use serde::{Deserialize, Serialize};
use ziping_base::calendar::Day;
use ziping_base::diag::Span;
use ziping_base::say;

/// Two numbers of one unit compare.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Compare {
    /// On the left.
    pub left: Number,
    /// How they compare.
    pub comparison: Comparison,
    /// On the right.
    pub right: Number,
    /// The unit of both.
    pub unit: Unit,
}

impl Compare {
    /// Two numbers beside each other; a comparison that the kinds alone decide is a mistake.
    pub(in crate::rule) fn checked(self, checker: &mut Checker<'_, '_>, span: Span) -> Option<Test> {
        let decided = compare_ranges(possible(&self.left), self.comparison, possible(&self.right));
        if decided.is_known() {
            let message = if decided == Truth::True {
                say!("this always holds, whatever is answered", "不论怎样回答，这里总是成立")
            } else {
                say!("this never holds, whatever is answered", "不论怎样回答，这里都不会成立")
            };
            let help = say!("check the bound and the comparison", "请核对界限和比较符号");
            checker.error(span, "unreachable", message, help);
            return None;
        }
        Some(self.into())
    }

    /// With a mistake in one of the numbers.
    fn with(&self, left: Number, right: Number) -> Test {
        Self { left, right, ..*self }.into()
    }
}

impl Operator for Compare {
    #[inline(never)]
    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
        let Self { left, comparison, right, unit } = self;
        let start = trace.mark();
        let a = number(left, context, trace);
        let b = number(right, context, trace);
        let mut truth = compare_ranges(a, *comparison, b);
        if truth == Truth::Unknown && count_periods(left, right) && !context.moment.is_imagined() {
            truth = in_each_world(context, |context| {
                let (a, b) = (number(left, context, &mut NoTrace), number(right, context, &mut NoTrace));
                compare_ranges(a, *comparison, b)
            });
        }
        if truth.is_known() {
            trace.settle(start);
        }
        if T::ON {
            match (subject(left), subject(right)) {
                (Some(fact), _) => trace.reason(|| Reason::Number(fact, a, *comparison, b, *unit)),
                (None, Some(fact)) => trace.reason(|| Reason::Number(fact, b, comparison.mirrored(), a, *unit)),
                (None, None) => {}
            }
        }
        truth
    }

    fn facts(&self, facts: &mut Vec<FactIx>) {
        facts_of_number(&self.left, facts);
        facts_of_number(&self.right, facts);
    }

    fn windows(&self, used: &mut Vec<WindowIx>) {
        windows_of_number(&self.left, used);
        windows_of_number(&self.right, used);
    }

    fn breakpoints(&self, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
        if !in_large_table(self, context, days) {
            in_number(&self.left, context, windows, days);
            in_number(&self.right, context, windows, days);
        }
    }

    fn repairs(&self, want: bool, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
        // What can move stands on the left: `50 <= count` is `count >= 50`.
        let (left, comparison, right) = if subject(&self.left).is_none() && subject(&self.right).is_some() {
            (&self.right, self.comparison.mirrored(), &self.left)
        } else {
            (&self.left, self.comparison, &self.right)
        };
        let comparison = if want { comparison } else { comparison.negated() };
        let a = number(left, &workshop.context, &mut NoTrace);
        let b = number(right, &workshop.context, &mut NoTrace);
        let (above, below) = ((b.high.saturating_add(1), true), (b.low.saturating_sub(1), false));
        let bounds = match comparison {
            Comparison::AtLeast => [Some((b.high, true)), None],
            Comparison::More => [Some(above), None],
            Comparison::AtMost => [Some((b.low, false)), None],
            Comparison::Less => [Some(below), None],
            Comparison::Equal => [Some((b.low, a.high < b.low)), None],
            Comparison::Different => [Some(above), Some(below)],
        };
        for (bound, raise) in bounds.into_iter().flatten() {
            if bound != Range::OPEN_HIGH && bound != Range::OPEN_LOW {
                workshop.shift(left, a, bound, raise, found);
            }
        }
    }

    fn mistakes(&self, variants: &mut Variants<'_>, found: Found<'_>) {
        let Self { left, comparison, right, .. } = self;
        found(instead(*comparison), Self { comparison: comparison.edge(), ..self.clone() }.into());
        variants.in_number(left, &mut |mistake, left| found(mistake, self.with(left, right.clone())));
        variants.in_number(right, &mut |mistake, right| found(mistake, self.with(left.clone(), right)));
    }

    fn thresholds(&self, found: &mut Thresholds<'_>) {
        found.numbers(&self.left, &self.right, self.unit);
    }

    fn cost(&self) -> Cost {
        Cost::of_number(&self.left).max(Cost::of_number(&self.right))
    }

    fn decide_block(&self, block: &Block<'_>, live: &Live, out: &mut Bits) {
        let Self { left, comparison, right, .. } = self;
        // Readings of periods on both sides are one thing, sheet by sheet.
        if count_periods(left, right) {
            return block.one_by_one(live, out, |context| self.evaluate(context, &mut NoTrace));
        }
        block.compared(left, *comparison, right, live, out);
    }
}

/// Of many rows beside a given number only the days on which the comparison turns; whether it was such a comparison.
fn in_large_table(compare: &Compare, context: &Context<'_>, days: &mut Vec<Day>) -> bool {
    let (of, bound, comparison) = match (&compare.left, &compare.right) {
        (of, Number::Literal(bound)) => (of, *bound, compare.comparison),
        (Number::Literal(bound), of) => (of, *bound, compare.comparison.mirrored()),
        _ => return false,
    };
    let Some(steps) = steps(of, context) else { return false };
    let turned = |range: Range| compare_ranges(range, comparison, Range::exactly(bound));
    let mut last = turned(number(of, context, &mut NoTrace));
    for (day, range) in steps {
        let truth = turned(range);
        if truth != last {
            days.push(day);
        }
        last = truth;
    }
    true
}

/// How a number that many rows give changes over time.
fn steps(of: &Number, context: &Context<'_>) -> Option<Vec<(Day, Range)>> {
    match of {
        Number::Rows(of, quantity) => rows::changes(of, *quantity, context),
        Number::Derived { table, worked_out, .. } if context.sheet.get(*table).is_some() => steps(worked_out, context),
        Number::Derived { .. }
        | Number::Literal(_)
        | Number::Answer(..)
        | Number::Sum(..)
        | Number::Least(..)
        | Number::Plus(_) => None,
    }
}
