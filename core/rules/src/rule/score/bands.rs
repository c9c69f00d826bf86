//! Bands of a value: the row that the value falls in gives the points.
//!
//! Where rows overlap, either may be meant: a reading. Where the value falls in no row, the document does not say what
//! counts, and the points lie anywhere within the item's bounds.

use super::ratio::Ratio;
use super::span::{End, Points, Span};
use super::value::{Value, value};
use crate::rule::expr::built_in;
use crate::rule::moment::Context;
use crate::rule::trace::{NoTrace, Trace};
use serde::{Deserialize, Serialize};

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Where it begins; nothing: from below.
    pub from: Option<Value>,
    /// Its beginning does not belong to it.
    pub above: bool,
    /// Where it ends; nothing: without end.
    pub to: Option<Value>,
    /// Its end belongs to it.
    pub up_to: bool,
    /// The points: both ends of what experts choose from, or one number.
    pub low: Ratio,
    /// The most of them.
    pub high: Ratio,
}

/// What counts where a value has none, because its base is not above 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Undefined {
    /// The document does not say.
    Unpublished,
    /// It says these points.
    Points(Ratio),
}

/// A table of bands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bands {
    /// What is looked up.
    pub value: Value,
    /// The rows, as they are printed.
    pub rows: Vec<Row>,
    /// Between which rows nothing is published: after one (nothing: below all), before one (nothing: above all).
    pub gaps: Vec<(Option<u16>, Option<u16>)>,
    /// Where the value has none.
    pub undefined: Undefined,
    /// Each row begins and ends with given numbers, and the rows ascend without a gap or an overlap: the points where each
    /// begins, from the lowest on. The common case, looked up at once.
    pub steps: Vec<(End, u16)>,
}

/// Where a row begins and ends, as far as that is known.
pub(super) struct Ends {
    pub(super) from: Span,
    pub(super) to: Span,
}

impl Row {
    pub(super) fn ends(&self, context: &Context<'_>) -> Ends {
        let of = |end: Option<&Value>, none: End| {
            end.map_or(Span::between(none, none), |end| value(end, context, &mut NoTrace))
        };
        Ends { from: of(self.from.as_ref(), End::Below), to: of(self.to.as_ref(), End::Above) }
    }

    /// Whether a value may lie in it.
    pub(super) fn may_hold(&self, span: Span, ends: &Ends) -> bool {
        let begun = span.high > ends.from.low || span.high == ends.from.low && !self.above;
        let not_over = span.low < ends.to.high || span.low == ends.to.high && (self.up_to || self.to.is_none());
        begun && not_over
    }

    /// Its points.
    #[must_use]
    pub const fn points(&self) -> Points {
        Points::between(self.low, self.high)
    }
}

impl Bands {
    /// The row of a known value where rows are steps; nothing in it: below all of them.
    fn row_at(&self, span: Span) -> Option<Option<usize>> {
        let at = span.value().filter(|_| !self.steps.is_empty())?;
        let begun = self.steps.partition_point(|(from, _)| *from <= End::At(at));
        Some(begun.checked_sub(1).and_then(|place| self.steps.get(place)).map(|(_, row)| usize::from(*row)))
    }

    /// Where a value may be.
    pub(super) fn places(&self, span: Span, context: &Context<'_>) -> Places {
        let mut places = Places::default();
        if !span.defined {
            return places;
        }
        if let Some(row) = self.row_at(span) {
            places.rows.extend(row);
            places.in_gap = row.is_none();
            return places;
        }
        let all: Vec<Ends> = self.rows.iter().map(|row| row.ends(context)).collect();
        for (place, (row, ends)) in self.rows.iter().zip(&all).enumerate() {
            if row.may_hold(span, ends) {
                places.rows.push(place);
            }
        }
        places.in_gap = self.gaps.iter().any(|(after, before)| {
            let of = |place: &Option<u16>| {
                let place = usize::from((*place)?);
                Some((self.rows.get(place)?, all.get(place)?))
            };
            let past =
                of(after).is_none_or(|(row, ends)| span.high > ends.to.low || span.high == ends.to.low && !row.up_to);
            let short = of(before)
                .is_none_or(|(row, ends)| span.low < ends.from.high || span.low == ends.from.high && row.above);
            past && short
        });
        places
    }

    /// The points of what a value may be.
    pub(super) fn points_of<T: Trace>(
        &self,
        span: Span,
        bounds: (Ratio, Ratio),
        context: &Context<'_>,
        trace: &mut T,
    ) -> Points {
        let anything = Points { low: bounds.0, high: bounds.1, silent: true };
        if let Some(row) = self.row_at(span) {
            return row.and_then(|row| self.rows.get(row)).map_or(anything, Row::points);
        }
        let places = self.places(span, context);
        let mut found: Option<Points> = None;
        let mut add = |points: Points| found = Some(found.map_or(points, |known| known.or(points)));
        let rows = places.rows.iter().filter_map(|place| self.rows.get(*place));
        rows.for_each(|row| add(row.points()));
        if places.in_gap {
            add(anything);
        }
        if span.undefined {
            match self.undefined {
                Undefined::Points(points) => add(Points::exactly(points)),
                Undefined::Unpublished => add(anything),
            }
        }
        // One value in several rows: the document can be read either way.
        if T::CAUSES && places.rows.len() > 1 && span.value().is_some() && self.ends_are_known(context) {
            trace.reading(built_in::LOWER_POINTS);
            trace.reading(built_in::HIGHER_POINTS);
        }
        found.unwrap_or(anything)
    }

    fn ends_are_known(&self, context: &Context<'_>) -> bool {
        self.rows.iter().all(|row| {
            let ends = row.ends(context);
            (row.from.is_none() || ends.from.value().is_some()) && (row.to.is_none() || ends.to.value().is_some())
        })
    }
}

/// The rows that a value may lie in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// Those that it may lie in, by place.
    pub(super) rows: Vec<usize>,
    /// It may lie where nothing is published.
    pub(super) in_gap: bool,
}
