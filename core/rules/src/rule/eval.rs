//! Evaluation: one pass over a compiled condition, three-valued, on ranges.
//!
//! Sound by construction: every part answers for all completions of what is open and for all readings. A part that is
//! decided settles its causes; a conjunction that fails keeps only the parts that fail it. What looks at answers is decided
//! by its operator (`operators/`).

use super::expr::{Number, Operand, Test};
use super::moment::{Context, cause};
use super::operators::{Answer, Operator};
use super::rows;
use super::series::fiscal;
use super::trace::Trace;
use super::truth::Truth;
use crate::fact::{Range, Value};

/// Evaluates a condition.
pub fn evaluate<T: Trace>(test: &Test, context: &Context<'_>, trace: &mut T) -> Truth {
    match test {
        Test::Constant(truth) => Truth::known(*truth),
        Test::Leaf(leaf) => leaf.evaluate(context, trace),
        Test::Derived { fact, table, worked_out } => {
            if context.sheet.get(*table).is_some() {
                evaluate(worked_out, context, trace)
            } else {
                Answer(Operand::Fact(*fact)).evaluate(context, trace)
            }
        }
        Test::AtLeast(wanted, parts) => at_least(*wanted, parts, context, trace),
        Test::Readings(readings) => disputed(readings, context, trace),
        Test::Not(inner) => {
            trace.turn();
            let truth = evaluate(inner, context, trace).not();
            trace.turn();
            truth
        }
        Test::And(parts) => fold(parts, Truth::False, context, trace),
        Test::Or(parts) => fold(parts, Truth::True, context, trace),
    }
}

/// The other parts that decide the same way: of what fails, all that fails is told. They are asked for reasons only.
#[inline(never)]
fn others<T: Trace>(parts: &[Test], decider: Truth, context: &Context<'_>, trace: &mut T) {
    for part in parts {
        let mark = trace.mark();
        if evaluate(part, context, trace) == decider {
            trace.settle(mark);
        } else {
            trace.cut(mark, trace.mark());
        }
    }
}

/// A conjunction (`decider` false) or a disjunction (`decider` true): the first part that decides is the reason; where it
/// decides against what is wanted, all parts that do.
fn fold<T: Trace>(parts: &[Test], decider: Truth, context: &Context<'_>, trace: &mut T) -> Truth {
    let start = trace.mark();
    let mut result = decider.not();
    let mut rest = parts;
    while let Some((part, after)) = rest.split_first() {
        rest = after;
        let mark = trace.mark();
        let truth = evaluate(part, context, trace);
        if truth == decider {
            if T::ON {
                trace.settle(mark);
                trace.cut(start, mark);
                if trace.failing(decider) {
                    others(rest, decider, context, trace);
                }
            }
            return decider;
        }
        if truth == Truth::Unknown {
            result = Truth::Unknown;
        } else if T::ON {
            trace.settle(mark);
        }
    }
    result
}

#[inline(never)]
fn at_least<T: Trace>(wanted: u16, parts: &[Test], context: &Context<'_>, trace: &mut T) -> Truth {
    let start = trace.mark();
    let (mut certain, mut possible) = (0_u16, 0_u16);
    for part in parts {
        let mark = trace.mark();
        let truth = evaluate(part, context, trace);
        if truth.is_known() {
            trace.settle(mark);
        }
        certain += u16::from(truth == Truth::True);
        possible += u16::from(truth.can_be_true());
    }
    let truth = Truth::of(possible >= wanted, certain < wanted);
    if truth.is_known() {
        trace.settle(start);
    }
    truth
}

#[inline(never)]
fn disputed<T: Trace>(readings: &[(String, Test)], context: &Context<'_>, trace: &mut T) -> Truth {
    if context.moment.is_imagined()
        && let Some((_, prevailing)) = readings.iter().find(|(id, _)| context.moment.prevails(id))
    {
        return evaluate(prevailing, context, trace);
    }
    let start = trace.mark();
    let (mut can_be_true, mut can_be_false) = (false, false);
    let mut first = None;
    let mut disagree = false;
    for (_, test) in readings {
        let mark = trace.mark();
        let truth = evaluate(test, context, trace);
        if truth.is_known() {
            trace.settle(mark);
        }
        disagree |= *first.get_or_insert(truth) != truth;
        can_be_true |= truth.can_be_true();
        can_be_false |= truth.can_be_false();
    }
    let truth = Truth::of(can_be_true, can_be_false);
    if truth.is_known() {
        trace.settle(start);
    } else if disagree {
        for (id, _) in readings {
            trace.reading(id);
        }
    }
    truth
}

/// The range of a number; what is open is reported.
pub fn number<T: Trace>(expression: &Number, context: &Context<'_>, trace: &mut T) -> Range {
    match expression {
        Number::Literal(units) => Range::exactly(*units),
        Number::Answer(operand, low, high) => match context.get(*operand) {
            Some(Value::Number(range)) => {
                if !range.is_exact() {
                    trace.open(cause(*operand));
                }
                *range
            }
            _ => {
                trace.open(cause(*operand));
                Range { low: *low, high: *high }
            }
        },
        Number::Sum(fact, years, signed) => {
            fiscal((*fact, *years, *signed), context, trace, Some(Range::exactly(0)), Range::plus)
        }
        Number::Least(fact, years, signed) => {
            let least = |a: Range, b: Range| Range { low: a.low.min(b.low), high: a.high.min(b.high) };
            fiscal((*fact, *years, *signed), context, trace, None, least)
        }
        Number::Rows(rows, quantity) => rows::quantity(rows, *quantity, context, trace),
        Number::Derived { fact, table, worked_out, low, high } => {
            if context.sheet.get(*table).is_some() {
                number(worked_out, context, trace)
            } else {
                number(&Number::Answer(Operand::Fact(*fact), *low, *high), context, trace)
            }
        }
        Number::Plus(parts) => parts.iter().fold(Range::exactly(0), |sum, part| sum.plus(number(part, context, trace))),
    }
}
