//! Number expressions: what an item looks at, exactly.

use super::ratio::{Ratio, Rounding};
use super::span::{End, Span};
use super::{Scored, Shown, facts_of_value, points};
use crate::fact::{FactIx, Range, Value as Answer};
use crate::rule::compare::compare_ends;
use crate::rule::eval::{evaluate, number};
use crate::rule::expr::{Comparison, Number, Operand, Rows, Unit, built_in};
use crate::rule::moment::{Context, cause};
use crate::rule::trace::{Reason, Trace, WorkedReason};
use crate::rule::truth::Truth;
use serde::{Deserialize, Serialize};
use ziping_base::calendar::{Day, Unit as TimeUnit};

/// A figure that the issuer publishes, for a year for instance: a number, or a range until it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Permanent id.
    pub id: String,
    /// The least that it can be; `None`: nothing is known.
    pub low: Option<Ratio>,
    /// The most that it can be.
    pub high: Option<Ratio>,
    /// How it is shown.
    pub shown: Shown,
    /// Without it the rule book is not ready for use: somebody has to give it.
    pub required: bool,
}

impl Given {
    /// What is known of it.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::between(self.low.map_or(End::Below, End::At), self.high.map_or(End::Above, End::At))
    }

    /// Whether it has been published.
    #[must_use]
    pub fn is_published(&self) -> bool {
        self.span().value().is_some()
    }
}

/// A mean over rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mean {
    /// The rows.
    pub rows: Rows,
    /// Of what.
    pub of: Value,
    /// What each row weighs; nothing: all the same.
    pub by: Option<Value>,
}

/// A number expression. Money counts in yuan, points in points, a percentage as a fraction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A given number.
    Fixed(Ratio),
    /// What conditions also count.
    Number(Number, Unit),
    /// Complete years, months or days since a date.
    Passed(Operand, TimeUnit),
    /// The amount of the last closed fiscal year (1), the one before it (2) …; and whether it may be below nothing.
    Yearly(FactIx, u8, bool),
    /// A figure that the issuer publishes.
    Given(Box<Given>),
    /// The sum.
    Sum(Vec<Value>),
    /// With the other sign.
    Negative(Box<Value>),
    /// The product.
    Product(Vec<Value>),
    /// The quotient; none where the base is not above 0.
    Quotient(Box<Value>, Box<Value>),
    /// The least.
    Least(Vec<Value>),
    /// The most.
    Most(Vec<Value>),
    /// Rounded.
    Rounded(Box<Value>, Rounding),
    /// The points of an item or a group.
    Points(Box<Scored>),
    /// A mean over rows.
    Mean(Box<Mean>),
}

/// Decimal places of a unit.
const fn places(unit: Unit) -> u32 {
    match unit {
        Unit::Count => 0,
        Unit::Money => 2,
        Unit::Score => 1,
    }
}

/// One unit of a kind, as a number.
pub(super) fn unit_of(unit: Unit) -> Ratio {
    Ratio::fixed(1, places(unit))
}

/// What a value may be.
pub fn value<T: Trace>(of: &Value, context: &Context<'_>, trace: &mut T) -> Span {
    match of {
        Value::Fixed(ratio) => Span::exactly(*ratio),
        Value::Number(expression, unit) => Span::of(number(expression, context, trace), places(*unit)),
        Value::Passed(date, unit) => passed(*date, *unit, context, trace),
        Value::Yearly(fact, back, signed) => Span::of(yearly(*fact, *back, *signed, context, trace), 2),
        Value::Given(given) => given.span(),
        Value::Sum(parts) => joined(parts, context, trace, Span::plus),
        Value::Product(parts) => joined(parts, context, trace, Span::times),
        Value::Least(parts) => joined(parts, context, trace, Span::least),
        Value::Most(parts) => joined(parts, context, trace, Span::most),
        Value::Negative(inner) => value(inner, context, trace).negated(),
        Value::Quotient(part, base) => {
            let part = value(part, context, trace);
            part.over(value(base, context, trace))
        }
        Value::Rounded(inner, rounding) => value(inner, context, trace).rounded(*rounding),
        Value::Points(scored) => points(scored, context, trace).span(),
        Value::Mean(mean) => over_rows(mean, context, trace),
    }
}

fn joined<T: Trace>(parts: &[Value], context: &Context<'_>, trace: &mut T, join: fn(Span, Span) -> Span) -> Span {
    let mut spans = parts.iter().map(|part| value(part, context, trace));
    let first = spans.next().unwrap_or(Span::exactly(Ratio::ZERO));
    spans.fold(first, join)
}

fn yearly<T: Trace>(fact: FactIx, back: u8, signed: bool, context: &Context<'_>, trace: &mut T) -> Range {
    let year = context.moment.fiscal_year - i32::from(back);
    let known = match context.sheet.get(fact) {
        Some(Answer::Yearly(known)) => known.iter().find(|(of, _)| *of == year).map(|(_, range)| *range),
        _ => None,
    };
    if known.is_none_or(|range| !range.is_exact()) {
        trace.open(fact);
    }
    known.unwrap_or(Range { low: if signed { Range::OPEN_LOW } else { 0 }, high: Range::OPEN_HIGH })
}

/// Complete years, months or days. On the corresponding day itself the last may be said to be over or not to be.
fn passed<T: Trace>(date: Operand, unit: TimeUnit, context: &Context<'_>, trace: &mut T) -> Span {
    let Some(Answer::Date(day)) = context.get(date) else {
        trace.open(cause(date));
        return Span::between(End::At(Ratio::ZERO), End::Above);
    };
    let as_of = context.moment.as_of;
    let count = complete(*day, as_of, unit);
    let most = Ratio::whole(i64::from(count));
    if count == 0 || corresponding(*day, count, unit) < as_of {
        return Span::exactly(most);
    }
    match context.moment.day_is_over() {
        Some(true) => Span::exactly(most),
        Some(false) => Span::exactly(Ratio::whole(i64::from(count - 1))),
        None => {
            trace.reading(built_in::CORRESPONDING_DAY);
            Span::between(End::At(Ratio::whole(i64::from(count - 1))), End::At(most))
        }
    }
}

/// The day on which so many years, months or days since a day end.
pub(super) fn corresponding(day: Day, count: i32, unit: TimeUnit) -> Day {
    match unit {
        TimeUnit::Years => day.plus_months(12 * count),
        TimeUnit::Months => day.plus_months(count),
        TimeUnit::Days => day.plus_days(count),
    }
}

/// How many years, months or days have come to their corresponding day.
fn complete(day: Day, as_of: Day, unit: TimeUnit) -> i32 {
    let month = |day: Day| i32::try_from(day.month()).unwrap_or(0);
    let mut count = match unit {
        TimeUnit::Years => as_of.year() - day.year(),
        TimeUnit::Months => (as_of.year() - day.year()) * 12 + month(as_of) - month(day),
        TimeUnit::Days => as_of.number() - day.number(),
    };
    while count > 0 && corresponding(day, count, unit) > as_of {
        count -= 1;
    }
    count.max(0)
}

/// A mean over rows: of certain rows it is what it is, otherwise it lies between the least and the most of the rows that
/// may count. Of no rows there is none.
fn over_rows<T: Trace>(mean: &Mean, context: &Context<'_>, trace: &mut T) -> Span {
    let Some(Answer::Table(all)) = context.sheet.get(mean.rows.table) else {
        trace.open(mean.rows.table);
        return Span { undefined: true, ..Span::OPEN };
    };
    let heard = trace.hush(true);
    let (mut sum, mut weights) = (Span::exactly(Ratio::ZERO), Span::exactly(Ratio::ZERO));
    let mut hull: Option<Span> = None;
    let (mut certain, mut exact) = (false, true);
    for row in all.iter() {
        let in_row = Context { row: Some(row), ..*context };
        let mark = trace.mark();
        let counts = evaluate(&mean.rows.filter, &in_row, trace);
        if counts.is_known() {
            trace.settle(mark);
        }
        if !counts.can_be_true() {
            continue;
        }
        let own = value(&mean.of, &in_row, trace);
        let weight = mean.by.as_ref().map_or(Span::exactly(Ratio::ONE), |by| value(by, &in_row, trace));
        exact &= counts == Truth::True && own.is_known() && weight.is_known();
        certain |= counts == Truth::True && weight.low > End::At(Ratio::ZERO);
        hull = Some(hull.map_or(own, |hull| hull.or(own)));
        sum = sum.plus(own.times(weight));
        weights = weights.plus(weight);
    }
    trace.hush(heard);
    match hull {
        None => Span::NONE,
        Some(_) if exact => sum.over(weights),
        Some(hull) => Span { undefined: hull.undefined || !certain, ..hull },
    }
}

/// What two spans can still turn out to be beside each other. What has no value satisfies no comparison.
#[must_use]
pub(crate) fn compare_spans(left: Span, comparison: Comparison, right: Span) -> Truth {
    if !left.defined || !right.defined {
        return Truth::False;
    }
    let same = left.value().is_some() && left.value() == right.value();
    let truth = compare_ends((left.low, left.high), comparison, (right.low, right.high), same);
    if left.undefined || right.undefined { Truth::of(truth.can_be_true(), true) } else { truth }
}

impl Value {
    /// Whether it is 0 as it is written, which is nothing of anything.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Fixed(ratio) if *ratio == Ratio::ZERO)
    }
}

/// Adds the published figures that a number expression uses.
pub(super) fn givens<'v>(value: &'v Value, found: &mut Vec<&'v Given>) {
    match value {
        Value::Given(given) => found.push(given),
        Value::Sum(parts) | Value::Product(parts) | Value::Least(parts) | Value::Most(parts) => {
            parts.iter().for_each(|part| givens(part, found));
        }
        Value::Negative(inner) | Value::Rounded(inner, _) => givens(inner, found),
        Value::Quotient(part, base) => {
            givens(part, found);
            givens(base, found);
        }
        Value::Mean(mean) => {
            givens(&mean.of, found);
            mean.by.iter().for_each(|by| givens(by, found));
        }
        Value::Fixed(_) | Value::Number(..) | Value::Passed(..) | Value::Yearly(..) | Value::Points(_) => {}
    }
}

/// A comparison of two number expressions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Worked {
    /// On the left.
    pub left: Value,
    /// How they compare.
    pub comparison: Comparison,
    /// On the right.
    pub right: Value,
    /// How both are shown.
    pub shown: Shown,
}

/// Evaluates a comparison of number expressions.
pub(crate) fn worked<T: Trace>(of: &Worked, context: &Context<'_>, trace: &mut T) -> Truth {
    let start = trace.mark();
    let left = value(&of.left, context, trace);
    let right = value(&of.right, context, trace);
    let truth = compare_spans(left, of.comparison, right);
    if truth.is_known() {
        trace.settle(start);
    }
    if T::ON {
        let item = match (&of.left, &of.right) {
            (Value::Points(scored), _) | (_, Value::Points(scored)) => Some(scored.id.clone()),
            _ => None,
        };
        let mut facts = Vec::new();
        facts_of_value(&of.left, &mut facts);
        facts_of_value(&of.right, &mut facts);
        if let Some(fact) = facts.first() {
            let (comparison, shown) = (of.comparison, of.shown);
            let said = WorkedReason { item, value: left, comparison, bound: right, shown };
            trace.reason(|| Reason::Worked(*fact, Box::new(said)));
        }
    }
    truth
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_months_and_days_are_complete_on_their_corresponding_day() {
        let day = |text: &str| Day::parse(text).unwrap();
        let (founded, as_of) = (day("2019-04-21"), day("2026-11-20"));
        let count = |unit| complete(founded, as_of, unit);
        assert_eq!([TimeUnit::Years, TimeUnit::Months, TimeUnit::Days].map(count), [7, 90, 2770]);
        assert_eq!(complete(founded, day("2026-11-21"), TimeUnit::Months), 91);
        // The last day of a shorter month stands for the day that it does not have.
        assert_eq!(complete(day("2026-01-31"), day("2026-02-28"), TimeUnit::Months), 1);
        assert_eq!(complete(as_of, founded, TimeUnit::Months), 0);
    }
}
