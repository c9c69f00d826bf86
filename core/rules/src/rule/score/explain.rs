//! Why an item gives what it gives: the value, the row, what the next row would take, what is not published.

use super::bands::{Row, Undefined};
use super::looks::{Piece, add_facts, visit, visit_value};
use super::ratio::Ratio;
use super::rows::Counted;
use super::span::{End, Points, Span};
use super::together::narrowed;
use super::value::{Given, givens, value};
use super::{Group, Reached, Rule, Scored, Seen, Take, applies, as_applying};
use crate::fact::{FactIx, Value as Answer};
use crate::rule::expr::{Number, Operand, ReadingId};
use crate::rule::moment::Context;
use crate::rule::trace::{NoTrace, Record, Trace};
use crate::rule::truth::Truth;
use std::cell::Cell;

/// What gives the points of an item as it stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Looked {
    /// A value in a table of bands; the rows that it may lie in, as they are printed; whether it may lie between them.
    Band {
        /// The rows, by place.
        rows: Vec<usize>,
        /// It may lie where the document says nothing.
        in_gap: bool,
    },
    /// A grade chosen: the option.
    Choice(Option<u8>),
    /// Rows of tables that count, for each kind of rows.
    Rows(Vec<Counted>),
    /// The value itself.
    Worth,
    /// Steps from the standard: the fewest and the most that count, where anything bounds them.
    Steps(Ratio, Option<Ratio>),
    /// Linear pieces that the value may lie in, by place.
    Pieces {
        /// The pieces.
        pieces: Vec<usize>,
        /// It may lie where the document says nothing.
        in_gap: bool,
    },
    /// The parts; which of them gives the points, where one does.
    Parts(Option<usize>),
}

/// A row that would give more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The row, or the option, by place; nothing for another row of a table.
    pub row: Option<usize>,
    /// The points that it gives.
    pub points: Ratio,
    /// Where it begins (or, for values that should be low, ends); nothing where that is not known.
    pub at: Option<Ratio>,
    /// Its end must be passed, not only reached.
    pub beyond: bool,
    /// The value must fall to it.
    pub down: bool,
}

/// What was found for an item or a group.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemFinding {
    /// Its id.
    pub id: String,
    /// Whether it applies.
    pub applies: Truth,
    /// The points.
    pub points: Points,
    /// The value that is looked up, where there is one.
    pub value: Option<Span>,
    /// What gives the points.
    pub looked: Looked,
    /// The nearest row that gives more.
    pub next: Option<Place>,
    /// More was reached than counts: the most holds it.
    pub at_ceiling: bool,
    /// Less was reached than counts: the least holds it.
    pub at_floor: bool,
    /// Figures that the issuer has not published.
    pub unpublished: Vec<String>,
    /// Facts that keep it open.
    pub open: Vec<FactIx>,
    /// Readings in dispute.
    pub readings: Vec<ReadingId>,
    /// It rests on the applicant's own judgement.
    pub judgement: bool,
    /// Whether anything that it looks at is answered.
    pub answered: bool,
    /// Its parts.
    pub parts: Vec<ItemFinding>,
}

/// Explains an item and its parts.
#[must_use]
pub fn explain(scored: &Scored, context: &Context<'_>) -> ItemFinding {
    explained(scored, context, &mut Record::default()).0
}

/// Explains an item, and says what its group needs of it; what keeps it open is added to the record of its group. Each
/// item is evaluated once.
fn explained(scored: &Scored, context: &Context<'_>, around: &mut Record) -> (ItemFinding, Seen) {
    let mut record = Record::default();
    record.hush(true);
    let applies = applies(scored, context, &mut record);
    // What does not apply is shown all the same, and keeps nothing open.
    let mut aside = Record::default();
    let trace = if applies.can_be_true() { &mut record } else { &mut aside };
    let mut parts = Vec::new();
    let reached = match &scored.rule {
        Rule::Group(group) => with_parts(scored, group, context, trace, &mut parts),
        _ => as_applying(scored, context, trace),
    };
    let seen = Seen { applies, points: reached.points };
    let alone = seen.counted(scored);
    let points = narrowed(scored, alone, context);
    let looked = looked(scored, &reached, &parts, points, context);
    let next = next(scored, &reached, &looked, points.low, context);
    let raw = match &scored.rule {
        Rule::Rows(..) | Rule::Worth(..) => reached.value,
        Rule::Group(group) if group.take == Take::Sum => sum_of(group, &parts),
        _ => None,
    };
    let (open, readings) =
        if points.is_exact() { Default::default() } else { (record.open.clone(), record.readings.clone()) };
    around.extend(record);
    let finding = ItemFinding {
        id: scored.id.clone(),
        applies,
        points,
        value: reached.value.filter(|_| !matches!(scored.rule, Rule::Rows(..))),
        looked,
        next,
        at_ceiling: raw.is_some_and(|raw| raw.defined && raw.low > End::At(scored.most)),
        at_floor: raw.is_some_and(|raw| raw.defined && raw.high < End::At(scored.least)),
        unpublished: unpublished(scored),
        open,
        readings,
        judgement: matches!(scored.rule, Rule::Choices(_)) || parts.iter().any(|part| part.judgement),
        answered: answered(scored, &parts, context),
        parts,
    };
    (finding, seen)
}

/// What the parts of a group come to, each explained. Those that make no difference any more keep nothing open.
fn with_parts(
    scored: &Scored,
    group: &Group,
    context: &Context<'_>,
    trace: &mut Record,
    parts: &mut Vec<ItemFinding>,
) -> Reached {
    let start = trace.mark();
    parts.reserve(group.parts.len());
    let raw = group.points(scored.bounds(), |_, one| {
        let mark = trace.mark();
        let (finding, mut seen) = explained(one, context, trace);
        // As `see_part` has it: what this part alone has in common is decided in it.
        if scored.shared.is_nothing() && one.applies.is_none() {
            seen.points = finding.points;
        }
        parts.push(finding);
        if group.take == Take::Sum && seen.counted(one).is_exact() {
            trace.settle(mark);
        }
        seen
    });
    for one in group.parts.iter().skip(parts.len()) {
        parts.push(explained(one, context, &mut Record::default()).0);
    }
    let points = scored.bounded(raw);
    if points.is_exact() {
        trace.settle(start);
    }
    Reached { points, value: None, rows: Vec::new(), steps: (Ratio::ZERO, None) }
}

/// What gives the points of an item.
fn looked(scored: &Scored, reached: &Reached, parts: &[ItemFinding], points: Points, context: &Context<'_>) -> Looked {
    let span = reached.value.unwrap_or(Span::OPEN);
    match &scored.rule {
        Rule::Bands(bands) => {
            let places = bands.places(span, context);
            let in_gap = places.in_gap || span.undefined && bands.undefined == Undefined::Unpublished;
            Looked::Band { rows: places.rows, in_gap }
        }
        Rule::Choices(choices) => Looked::Choice(match context.sheet.get(choices.fact) {
            Some(Answer::Choice(option)) => Some(*option),
            _ => None,
        }),
        Rule::Rows(..) => Looked::Rows(reached.rows.clone()),
        Rule::Worth(..) => Looked::Worth,
        Rule::Steps(_) => Looked::Steps(reached.steps.0, reached.steps.1),
        Rule::Pieces(pieces) => {
            let in_gap =
                pieces.may_lie_outside(span, context) || span.undefined && pieces.undefined == Undefined::Unpublished;
            Looked::Pieces { pieces: pieces.places(span, context), in_gap }
        }
        Rule::Group(group) => {
            let one = points.is_exact() && matches!(group.take, Take::Best | Take::Worst | Take::First);
            let gives = |part: &ItemFinding| {
                part.applies == Truth::True
                    && part.points.is_exact()
                    && part.points.low.times(group.weight) == Some(points.low)
            };
            Looked::Parts(if one { parts.iter().position(gives) } else { None })
        }
    }
}

/// The least that the parts of a group come to before any bound.
fn sum_of(group: &Group, parts: &[ItemFinding]) -> Option<Span> {
    let sum = parts.iter().try_fold(Ratio::ZERO, |sum, part| sum.plus(part.points.low))?;
    sum.times(group.weight).map(Span::exactly)
}

/// The nearest row that gives more than so many points.
fn next(scored: &Scored, reached: &Reached, looked: &Looked, points: Ratio, context: &Context<'_>) -> Option<Place> {
    match &scored.rule {
        Rule::Bands(bands) => {
            let span = reached.value?;
            // Where the document says nothing nobody knows which row would be more.
            if matches!(looked, Looked::Band { rows, .. } if rows.is_empty()) {
                return None;
            }
            next_row(&bands.rows, span, points, context)
        }
        Rule::Choices(choices) => {
            // Of what is not chosen nobody knows what is more.
            context.sheet.get(choices.fact)?;
            let better = choices.points.iter().enumerate().filter_map(|(place, given)| Some((place, (*given)?.0)));
            better.filter(|(_, more)| *more > points).min_by_key(|(_, more)| *more).map(|(place, points)| Place {
                row: Some(place),
                points,
                at: None,
                beyond: false,
                down: false,
            })
        }
        Rule::Rows(_, kinds) => kinds.iter().find_map(|kind| {
            let each = match value(&kind.each, context, &mut NoTrace).value() {
                Some(each) if each.is_positive() => each,
                _ => return None,
            };
            let then = points.plus(each)?.min(scored.most);
            (then > points).then_some(Place { row: None, points: then, at: None, beyond: false, down: false })
        }),
        Rule::Worth(..) | Rule::Steps(_) | Rule::Pieces(_) | Rule::Group(_) => None,
    }
}

/// The nearest row that gives more than so many points: by its points, then in the order of the table.
fn next_row(rows: &[Row], span: Span, points: Ratio, context: &Context<'_>) -> Option<Place> {
    let better = rows.iter().enumerate().filter(|(_, row)| row.low > points);
    let (place, row) = better.min_by_key(|(_, row)| row.low)?;
    let ends = row.ends(context);
    // What lies above the value is reached where it begins, what lies below where it ends.
    let down = span.defined && ends.to.high < span.low || ends.to.high == span.low && !row.up_to;
    let (end, beyond) = if down { (ends.to, !row.up_to) } else { (ends.from, row.above) };
    Some(Place { row: Some(place), points: row.low, at: end.value(), beyond, down })
}

/// Whether anything that an item looks at is answered.
fn answered(scored: &Scored, parts: &[ItemFinding], context: &Context<'_>) -> bool {
    let found = Cell::new(parts.iter().any(|part| part.answered));
    let mut facts = Vec::new();
    let mut look = |piece: Piece<'_>| {
        if found.get() {
            return;
        }
        if let Piece::Number(Number::Answer(Operand::Fact(fact), ..)) | Piece::Fact(fact) = &piece {
            found.set(context.sheet.get(*fact).is_some());
        } else {
            facts.clear();
            add_facts(&piece, &mut facts);
            found.set(facts.iter().any(|fact| context.sheet.get(*fact).is_some()));
        }
    };
    match (&scored.rule, &scored.applies) {
        // The parts have said so for themselves.
        (Rule::Group(_), Some((test, _))) => look(Piece::Test(test)),
        (Rule::Group(_), None) => {}
        (rule, _) => {
            // Nearly always the value itself says so.
            if let Some(value) = rule.value() {
                visit_value(value, &mut look);
            }
            if !found.get() {
                visit(scored, &mut look);
            }
        }
    }
    found.get()
}

/// The figures that an item needs and that are not published.
fn unpublished(scored: &Scored) -> Vec<String> {
    let mut all: Vec<&Given> = Vec::new();
    let mut given = |value| givens(value, &mut all);
    if let Some(value) = scored.rule.value() {
        given(value);
    }
    match &scored.rule {
        Rule::Bands(bands) => bands.rows.iter().flat_map(|row| [&row.from, &row.to]).flatten().for_each(given),
        Rule::Steps(steps) => given(&steps.standard),
        Rule::Pieces(pieces) => pieces.pieces.iter().flat_map(|piece| [&piece.from, &piece.to]).for_each(given),
        Rule::Rows(_, kinds) => kinds.iter().for_each(|kind| given(&kind.each)),
        Rule::Worth(..) | Rule::Choices(_) | Rule::Group(_) => {}
    }
    let mut missing: Vec<String> = Vec::new();
    for given in all.into_iter().filter(|given| !given.is_published()) {
        if !missing.contains(&given.id) {
            missing.push(given.id.clone());
        }
    }
    missing
}
