//! Steps: so many points for each step above or below a standard.

use super::bands::Undefined;
use super::ratio::Ratio;
use super::span::{End, Points, Span};
use super::value::{Value, value};
use crate::rule::expr::built_in;
use crate::rule::moment::Context;
use crate::rule::trace::Trace;
use serde::{Deserialize, Serialize};

/// What part of a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartOfStep {
    /// It counts as a whole one.
    Started,
    /// It does not count.
    Full,
    /// The document does not say: either reading.
    Reading,
}

/// Steps from a standard on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Steps {
    /// What is looked at.
    pub value: Value,
    /// Where steps begin.
    pub standard: Value,
    /// How long a step is, above 0.
    pub each: Ratio,
    /// They go down from the standard.
    pub below: bool,
    /// The points at the standard and on its other side.
    pub base: Ratio,
    /// The points of each step.
    pub points: Ratio,
    /// What part of a step does.
    pub part: PartOfStep,
    /// Where the value has none.
    pub undefined: Undefined,
}

impl Steps {
    /// How many steps a value is away, with their parts; never less than none.
    fn away(&self, span: Span, context: &Context<'_>) -> Span {
        let standard = value(&self.standard, context, &mut crate::rule::trace::NoTrace);
        let distance = if self.below { standard.plus(span.negated()) } else { span.plus(standard.negated()) };
        let none = Span::exactly(Ratio::ZERO);
        distance.most(none).over(Span::exactly(self.each))
    }

    /// How many steps count: the fewest and the most, where anything bounds them.
    pub(super) fn counted(&self, span: Span, context: &Context<'_>) -> (Ratio, Option<Ratio>) {
        let away = self.away(span, context);
        let whole = |number: i128| i64::try_from(number).ok().map(Ratio::whole);
        let (floor, ceil) = (|at: Ratio| whole(at.floor()), |at: Ratio| whole(at.ceil()));
        let low = match away.low {
            End::At(at) => if self.part == PartOfStep::Started { ceil(at) } else { floor(at) }.unwrap_or(Ratio::ZERO),
            End::Below | End::Above => Ratio::ZERO,
        };
        let high = match away.high {
            End::At(at) => {
                if self.part == PartOfStep::Full {
                    floor(at)
                } else {
                    ceil(at)
                }
            }
            End::Below | End::Above => None,
        };
        (low, high)
    }

    /// The points of a value, so many steps away.
    pub(super) fn points_of<T: Trace>(
        &self,
        span: Span,
        (fewest, most): (Ratio, Option<Ratio>),
        bounds: (Ratio, Ratio),
        trace: &mut T,
    ) -> Points {
        let anything = Points { low: bounds.0, high: bounds.1, silent: true };
        let none = match self.undefined {
            Undefined::Points(points) => Points::exactly(points),
            Undefined::Unpublished => anything,
        };
        if !span.defined {
            return none;
        }
        if T::CAUSES && self.part == PartOfStep::Reading && span.value().is_some() && most != Some(fewest) {
            trace.reading(built_in::STARTED_STEP);
            trace.reading(built_in::FULL_STEP);
        }
        let of =
            |steps: Option<Ratio>| steps.and_then(|steps| self.points.times(steps)).and_then(|own| own.plus(self.base));
        let (near, far) = (of(Some(fewest)), of(most));
        let (low, high) = if self.points.is_negative() { (far, near) } else { (near, far) };
        let points = Points::between(low.unwrap_or(bounds.0), high.unwrap_or(bounds.1)).within(bounds.0, bounds.1);
        if span.undefined { points.or(none) } else { points }
    }

    /// Where a value gets so many points at least: the bound, and whether it is a least one.
    pub(super) fn reached_at(&self, points: Ratio, context: &Context<'_>) -> Option<(Ratio, bool)> {
        let standard = value(&self.standard, context, &mut crate::rule::trace::NoTrace).value()?;
        let steps = points.minus(self.base)?.over(self.points)?;
        // What is deducted: at most so many steps; what is given: at least so many.
        let steps = if self.points.is_negative() { steps.floor() } else { steps.ceil() };
        let away = Ratio::whole(i64::try_from(steps.max(0)).ok()?).times(self.each)?;
        let at = if self.below { standard.minus(away)? } else { standard.plus(away)? };
        Some((at, self.below == self.points.is_negative()))
    }
}
