//! Linear pieces: between the two ends of a piece points grow or fall evenly with the value.

use super::bands::Undefined;
use super::ratio::Ratio;
use super::span::{End, Points, Span};
use super::value::{Value, value};
use crate::rule::moment::Context;
use crate::rule::trace::NoTrace;
use serde::{Deserialize, Serialize};

/// One piece, both ends included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    /// Where it begins.
    pub from: Value,
    /// Where it ends.
    pub to: Value,
    /// The points where it begins.
    pub first: Ratio,
    /// The points where it ends.
    pub last: Ratio,
}

/// Pieces of a value; outside of them nothing is published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pieces {
    /// What is looked up.
    pub value: Value,
    /// The pieces, ascending.
    pub pieces: Vec<Piece>,
    /// Where the value has none.
    pub undefined: Undefined,
}

impl Piece {
    fn ends(&self, context: &Context<'_>) -> (Span, Span) {
        (value(&self.from, context, &mut NoTrace), value(&self.to, context, &mut NoTrace))
    }

    /// The points of the part of a span that may lie in it; nothing where none may.
    fn points(&self, span: Span, context: &Context<'_>) -> Option<Points> {
        let (from, to) = self.ends(context);
        if span.high < from.low || span.low > to.high {
            return None;
        }
        let hull = Points::between(self.first.min(self.last), self.first.max(self.last));
        let Some(start) = from.value() else { return Some(hull) };
        // How far along: least for the least value and the latest end, most the other way round.
        let along = |at: End, end: End| -> Option<Ratio> {
            match (at, end) {
                (End::At(at), End::At(end)) => at.minus(start)?.over(end.minus(start)?),
                (End::At(_), _) => Some(Ratio::ZERO),
                _ => None,
            }
        };
        let keep = |share: Ratio| share.max(Ratio::ZERO).min(Ratio::ONE);
        let low = keep(along(span.low.max(End::At(start)), to.high).unwrap_or(Ratio::ZERO));
        let high = keep(along(span.high.min(to.high), to.low.max(End::At(start))).unwrap_or(Ratio::ONE));
        let at = |share: Ratio| {
            let gain = self.last.minus(self.first)?;
            // The end itself is reached exactly, whatever comes before it.
            if share == Ratio::ONE { Some(self.last) } else { self.first.plus(gain.times(share)?) }
        };
        match (at(low), at(high)) {
            (Some(a), Some(b)) => Some(Points::between(a.min(b), a.max(b))),
            _ => Some(hull),
        }
    }
}

impl Pieces {
    /// The pieces that a value may lie in.
    pub(super) fn places(&self, span: Span, context: &Context<'_>) -> Vec<usize> {
        let may = |piece: &Piece| {
            let (from, to) = piece.ends(context);
            span.defined && span.high >= from.low && span.low <= to.high
        };
        self.pieces.iter().enumerate().filter(|(_, piece)| may(piece)).map(|(place, _)| place).collect()
    }

    /// Whether a value may lie where there is no piece.
    pub(super) fn may_lie_outside(&self, span: Span, context: &Context<'_>) -> bool {
        if !span.defined {
            return false;
        }
        let mut covered: Option<End> = None;
        for piece in &self.pieces {
            let (from, to) = piece.ends(context);
            // As late as it may begin, as early as it may end.
            let short = covered.is_none_or(|covered| covered < from.high);
            if short {
                let begun = covered.unwrap_or(End::Below);
                if span.low < from.high && span.high > begun {
                    return true;
                }
            }
            covered = Some(covered.map_or(to.low, |covered| covered.max(to.low)));
        }
        covered.is_none_or(|covered| span.high > covered)
    }

    /// The points of a value.
    pub(super) fn points_of(&self, span: Span, bounds: (Ratio, Ratio), context: &Context<'_>) -> Points {
        let anything = Points { low: bounds.0, high: bounds.1, silent: true };
        let mut found: Option<Points> = None;
        let mut add = |points: Points| found = Some(found.map_or(points, |known| known.or(points)));
        if span.defined {
            self.pieces.iter().filter_map(|piece| piece.points(span, context)).for_each(&mut add);
            if self.may_lie_outside(span, context) {
                add(anything);
            }
        }
        if span.undefined {
            add(match self.undefined {
                Undefined::Points(points) => Points::exactly(points),
                Undefined::Unpublished => anything,
            });
        }
        found.unwrap_or(anything)
    }

    /// The values at which so many points are reached: the bound, and whether it is a least one.
    pub(super) fn reached_at(&self, points: Ratio, context: &Context<'_>) -> Vec<(Ratio, bool)> {
        let at = |piece: &Piece| -> Option<(Ratio, bool)> {
            let (from, to) = piece.ends(context);
            let (from, to) = (from.value()?, to.value()?);
            let gain = piece.last.minus(piece.first)?;
            let share = points.minus(piece.first)?.over(gain)?;
            if share < Ratio::ZERO || share > Ratio::ONE {
                return None;
            }
            Some((from.plus(to.minus(from)?.times(share)?)?, gain.is_positive()))
        };
        self.pieces.iter().filter_map(at).collect()
    }
}
