//! Evaluation: one pass over a compiled condition, three-valued, on ranges.
//!
//! Sound by construction: every part answers for all completions of what is open and for all readings. A part that is
//! decided settles its causes; a conjunction that fails keeps only the parts that fail it.

use super::compare::{compare, share};
use super::expr::{Number, Operand, Test};
use super::moment::{Context, cause};
use super::rows;
use super::score::worked;
use super::series::{each_year, fiscal};
use super::time::{before, days, fiscal_years, happened, occurrence, ran, since, within};
use super::trace::{Reason, Trace};
use super::truth::Truth;
use crate::fact::{FactIx, Range, Value};

/// Evaluates a condition.
pub fn evaluate<T: Trace>(test: &Test, context: &Context<'_>, trace: &mut T) -> Truth {
    match test {
        Test::Constant(truth) => Truth::known(*truth),
        Test::Answer(operand) => answer(*operand, context, trace),
        Test::Derived(fact, table, derived) => {
            if context.sheet.get(*table).is_some() {
                evaluate(derived, context, trace)
            } else {
                answer(Operand::Fact(*fact), context, trace)
            }
        }
        Test::OneOf(fact, options, _) => {
            let chosen = match context.sheet.get(*fact) {
                Some(Value::Choice(index)) => Some(*index),
                _ => None,
            };
            trace.reason(|| Reason::Choice(*fact, chosen, *options));
            match chosen {
                Some(index) => Truth::known(options >> index & 1 == 1),
                None => {
                    trace.open(*fact);
                    Truth::Unknown
                }
            }
        }
        Test::AnyOf(fact, options) => set(*fact, *options, context, trace, |set| set & options != 0),
        Test::AllOf(fact, options) => set(*fact, *options, context, trace, |set| set & options == *options),
        Test::Empty(fact) => set(*fact, 0, context, trace, |set| set == 0),
        Test::Compare(left, comparison, right, unit) => compare(left, *comparison, right, *unit, context, trace),
        Test::Share(part, whole, comparison, numerator, denominator) => {
            share(part, whole, *comparison, (*numerator, *denominator), context, trace)
        }
        Test::Within(event, window) => within(*event, *window, context, trace),
        Test::Ever(event) => {
            let occurrence = occurrence(*event, context);
            trace.reason(|| Reason::Ever(cause(*event), occurrence));
            if occurrence.is_none() {
                trace.open(cause(*event));
            }
            happened(occurrence)
        }
        Test::Before(first, second) => before(*first, *second, context, trace),
        Test::Since(date, window, at_least) => {
            let truth = since(*date, *window, context, trace);
            if *at_least { truth } else { truth.not() }
        }
        Test::FiscalYears(fact, wanted, at_least) => fiscal_years(*fact, *wanted, *at_least, context, trace),
        Test::Days(left, comparison, right) => days(*left, *comparison, *right, context, trace),
        Test::EachYear(left, comparison, right) => each_year(*left, *comparison, *right, context, trace),
        Test::Uscc(fact) => match context.sheet.get(*fact) {
            Some(Value::Text(text)) => Truth::known(crate::fact::uscc_valid(text)),
            _ => {
                trace.open(*fact);
                Truth::Unknown
            }
        },
        Test::Blank(operand) => Truth::known(context.get(*operand).is_none()),
        Test::Worked(compared) => worked(compared, context, trace),
        Test::Ran(start, end, window) => ran(*start, *end, *window, context, trace),
        Test::Some(rows) => rows::some(rows, context, trace),
        Test::Every(rows, satisfies) => rows::every(rows, satisfies, context, trace),
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

fn answer<T: Trace>(operand: Operand, context: &Context<'_>, trace: &mut T) -> Truth {
    let value = match context.get(operand) {
        Some(Value::Bool(truth)) => Some(*truth),
        _ => None,
    };
    trace.reason(|| Reason::Answer(cause(operand), value));
    match value {
        Some(truth) => Truth::known(truth),
        None => {
            trace.open(cause(operand));
            Truth::Unknown
        }
    }
}

fn set<T: Trace>(
    fact: FactIx,
    options: u64,
    context: &Context<'_>,
    trace: &mut T,
    holds: impl Fn(u64) -> bool,
) -> Truth {
    let chosen = match context.sheet.get(fact) {
        Some(Value::Several(set)) => Some(*set),
        _ => None,
    };
    trace.reason(|| Reason::Several(fact, chosen, options));
    match chosen {
        Some(set) => Truth::known(holds(set)),
        None => {
            trace.open(fact);
            Truth::Unknown
        }
    }
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
        Number::Derived(fact, table, derived, low, high) => {
            if context.sheet.get(*table).is_some() {
                number(derived, context, trace)
            } else {
                number(&Number::Answer(Operand::Fact(*fact), *low, *high), context, trace)
            }
        }
        Number::Plus(parts) => parts.iter().fold(Range::exactly(0), |sum, part| sum.plus(number(part, context, trace))),
    }
}
