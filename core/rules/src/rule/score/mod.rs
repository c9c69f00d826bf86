//! Points that are worked out: the rows of a printed table as data, evaluated exactly, as ranges while something is open.
//!
//! An item is one line of a table ([`Scored`]); a group has parts. Each kind of item is one file here. What an item looks
//! at is a number expression ([`Value`]).

mod attainable;
mod bands;
mod choices;
mod explain;
mod group;
mod improve;
mod kept;
mod looks;
mod means;
mod mistakes;
mod pieces;
mod ratio;
mod rows;
mod span;
mod steps;
mod together;
mod value;
mod within;

pub use bands::{Bands, Row, Undefined};
pub use choices::Choices;
pub use explain::{ItemFinding, Looked, Place, explain};
pub use group::{Group, Take};
pub use improve::improvements;
pub use looks::{breakpoints_of, facts_of_scored, facts_of_value};
pub use mistakes::{ItemMistake, item_mistakes, last_place};
pub use pieces::{Piece as LinearPiece, Pieces};
pub use ratio::{Ratio, Rounding, RoundingMode};
pub use rows::{Counted, RowPoints};
pub use span::{End, Points, Span};
pub use steps::{PartOfStep, Steps};
pub use together::Shared;
pub use value::{Given, Mean, Value, Worked, value};
pub(crate) use within::change_in_value;
pub use within::{Change, Changing, change_in_item, change_in_test};

pub(crate) use attainable::compares_alike;
pub(crate) use improve::reach_worked;
pub use improve::{leave_out_what_goes_farther, propose, tried};
pub use kept::{Kept, Touched};
pub(crate) use looks::{breakpoints_of_value, windows_of_value};
pub use looks::{item_looks_at_a_mean, looks_at_a_mean};
pub(crate) use means::move_column_mean;
pub(crate) use value::worked;

use super::eval::evaluate;
use super::expr::Test;
use super::moment::Context;
use super::trace::Trace;
use super::truth::Truth;
use serde::{Deserialize, Serialize};

/// What counts for an item that does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Absent {
    /// All its points.
    Full,
    /// None.
    Nothing,
    /// It is taken out of both sides: the rest of its group counts for the whole.
    LeftOut,
}

/// The unit in which a value is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Shown {
    /// As a number.
    #[default]
    Plain,
    /// In percent.
    Percent,
    /// In yuan.
    Money,
    /// In points.
    Points,
    /// In complete years.
    Years,
    /// In complete months.
    Months,
    /// In days.
    Days,
}

/// An item of a table of points, or a group of items.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scored {
    /// Permanent id.
    pub id: String,
    /// Where the document has it; the first is shown.
    pub clauses: Vec<String>,
    /// Evidence that the document asks for.
    pub asks: Vec<String>,
    /// Evidence that the kit suggests.
    pub suggests: Vec<String>,
    /// The least that it can give.
    pub least: Ratio,
    /// The most that it can give.
    pub most: Ratio,
    /// It comes on top of what its group is out of.
    pub bonus: bool,
    /// Where false, it does not apply; what counts then.
    pub applies: Option<(Test, Absent)>,
    /// How its points are rounded.
    pub rounding: Option<Rounding>,
    /// What gives its points.
    pub rule: Rule,
    /// How its value is shown.
    pub shown: Shown,
    /// What its parts have in common, decided together.
    pub shared: Shared,
}

/// What gives the points of an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Rule {
    /// The row that a value falls in.
    Bands(Bands),
    /// The grade that the applicant chooses.
    Choices(Choices),
    /// Rows of tables, each kind with its own points, on top of a base.
    Rows(Ratio, Vec<RowPoints>),
    /// A number expression, and what counts where it has no value.
    Worth(Value, Undefined),
    /// So many points for each step from a standard on.
    Steps(Box<Steps>),
    /// Linear pieces of a value.
    Pieces(Pieces),
    /// Its parts.
    Group(Group),
}

impl Scored {
    /// The clause that is shown.
    #[must_use]
    pub fn clause(&self) -> &str {
        self.clauses.first().map_or("", String::as_str)
    }

    /// Its parts, where it has any.
    #[must_use]
    pub fn parts(&self) -> &[Self] {
        match &self.rule {
            Rule::Group(group) => &group.parts,
            Rule::Bands(_) | Rule::Choices(_) | Rule::Rows(..) | Rule::Worth(..) | Rule::Steps(_) | Rule::Pieces(_) => {
                &[]
            }
        }
    }

    /// It and all parts below it, in the order of the table.
    pub fn all(&self) -> Vec<&Self> {
        let mut all = vec![self];
        self.parts().iter().for_each(|part| all.extend(part.all()));
        all
    }

    const fn bounds(&self) -> (Ratio, Ratio) {
        (self.least, self.most)
    }
}

impl Rule {
    /// The number expression that is looked up, where there is one.
    const fn value(&self) -> Option<&Value> {
        match self {
            Self::Bands(bands) => Some(&bands.value),
            Self::Worth(value, _) => Some(value),
            Self::Steps(steps) => Some(&steps.value),
            Self::Pieces(pieces) => Some(&pieces.value),
            Self::Choices(_) | Self::Rows(..) | Self::Group(_) => None,
        }
    }
}

/// The points of an item or a group; what its parts have in common is decided together.
pub fn points<T: Trace>(scored: &Scored, context: &Context<'_>, trace: &mut T) -> Points {
    let mark = trace.mark();
    let points = together::narrowed(scored, part(scored, context, trace), context);
    if points.is_exact() {
        trace.settle(mark);
    }
    points
}

/// An item looked at once: whether it applies, and its points where it does.
#[derive(Debug, Clone, Copy)]
struct Seen {
    applies: Truth,
    points: Points,
}

impl Seen {
    /// What counts: the points where it applies, what its table gives where it does not.
    fn counted(self, scored: &Scored) -> Points {
        let not_applying = match &scored.applies {
            Some((_, Absent::Full)) => Points::exactly(scored.most),
            Some((_, Absent::Nothing | Absent::LeftOut)) | None => Points::exactly(Ratio::ZERO),
        };
        match self.applies {
            Truth::True => self.points,
            Truth::False => not_applying,
            Truth::Unknown => self.points.or(not_applying),
        }
    }
}

/// The points of a part, its own parts each for itself.
fn part<T: Trace>(scored: &Scored, context: &Context<'_>, trace: &mut T) -> Points {
    let mark = trace.mark();
    let points = see(scored, context, trace).counted(scored);
    if points.is_exact() {
        trace.settle(mark);
    }
    points
}

/// Looks at an item once. The points of one that does not apply are not looked at.
fn see<T: Trace>(scored: &Scored, context: &Context<'_>, trace: &mut T) -> Seen {
    let applies = applies(scored, context, trace);
    let points =
        if applies.can_be_true() { as_applying(scored, context, trace).points } else { Points::exactly(Ratio::ZERO) };
    Seen { applies, points }
}

/// Looks at a part of a group. What this part alone has in common is decided here ([`Shared::of`]).
fn see_part<T: Trace>(group: &Scored, one: &Scored, context: &Context<'_>, trace: &mut T) -> Seen {
    let seen = see(one, context, trace);
    if group.shared.is_nothing() {
        Seen { points: together::narrowed(one, seen.points, context), ..seen }
    } else {
        seen
    }
}

/// Whether an item applies.
fn applies<T: Trace>(scored: &Scored, context: &Context<'_>, trace: &mut T) -> Truth {
    let Some((test, _)) = &scored.applies else { return Truth::True };
    let heard = trace.hush(true);
    let mark = trace.mark();
    let truth = evaluate(test, context, trace);
    if truth.is_known() {
        trace.settle(mark);
    }
    trace.hush(heard);
    truth
}

/// The points of an item that applies, with what they come from.
struct Reached {
    points: Points,
    /// The value that is looked up, or what the rows come to before any bound; nothing for choices and groups.
    value: Option<Span>,
    /// How many rows of each kind count, where that is taken down.
    rows: Vec<Counted>,
    /// The fewest steps that count, and the most, where steps give the points.
    steps: (Ratio, Option<Ratio>),
}

/// Looks at an item that applies, once.
fn as_applying<T: Trace>(scored: &Scored, context: &Context<'_>, trace: &mut T) -> Reached {
    let mark = trace.mark();
    let heard = trace.hush(true);
    let bounds = scored.bounds();
    let mut rows = Vec::new();
    let mut counted = (Ratio::ZERO, None);
    let (raw, value) = match &scored.rule {
        Rule::Bands(bands) => {
            let span = value(&bands.value, context, trace);
            (bands.points_of(span, bounds, context, trace), Some(span))
        }
        Rule::Choices(choices) => (choices.points(bounds, context, trace), None),
        Rule::Rows(base, kinds) => {
            let (mut sum, mut before) = (Points::exactly(*base), Span::exactly(*base));
            for kind in kinds {
                let (counted, come_to) = kind.count(context, trace);
                let own = kind.points_of(come_to, bounds);
                let (low, high) = (sum.low.plus(own.low), sum.high.plus(own.high));
                sum = Points {
                    low: low.unwrap_or(bounds.0),
                    high: high.unwrap_or(bounds.1),
                    silent: sum.silent || own.silent,
                };
                if T::ON {
                    before = before.plus(come_to);
                    rows.push(counted);
                }
            }
            (sum, Some(before))
        }
        Rule::Worth(of, undefined) => {
            let span = value(of, context, trace);
            (worth(span, *undefined, bounds), Some(span))
        }
        Rule::Steps(steps) => {
            let span = value(&steps.value, context, trace);
            counted = steps.counted(span, context);
            (steps.points_of(span, counted, bounds, trace), Some(span))
        }
        Rule::Pieces(pieces) => {
            let span = value(&pieces.value, context, trace);
            (pieces.points_of(span, bounds, context), Some(span))
        }
        Rule::Group(group) => {
            let points = group.points(bounds, |_, one| {
                let mark = trace.mark();
                let seen = see_part(scored, one, context, trace);
                if group.take == Take::Sum && seen.counted(one).is_exact() {
                    trace.settle(mark);
                }
                seen
            });
            (points, None)
        }
    };
    trace.hush(heard);
    let points = scored.bounded(raw);
    if points.is_exact() {
        trace.settle(mark);
    }
    Reached { points, value, rows, steps: counted }
}

impl Scored {
    /// Points rounded as the document says, within the item's bounds.
    fn bounded(&self, raw: Points) -> Points {
        let rounded = self.rounding.map_or(raw, |rounding| raw.each(|points| points.rounded(rounding)));
        rounded.within(self.least, self.most)
    }
}

/// The points that a number expression gives.
fn worth(span: Span, undefined: Undefined, bounds: (Ratio, Ratio)) -> Points {
    let end = |end: End| match end {
        End::Below => bounds.0,
        End::At(points) => points.min(bounds.1).max(bounds.0),
        End::Above => bounds.1,
    };
    let anything = Points { low: bounds.0, high: bounds.1, silent: true };
    let low = end(span.low);
    let defined = Points::between(low, if span.low == span.high { low } else { end(span.high) });
    let none = match undefined {
        Undefined::Points(points) => Points::exactly(points),
        Undefined::Unpublished => anything,
    };
    match (span.defined, span.undefined) {
        (true, true) => defined.or(none),
        (true, false) => defined,
        (false, _) => none,
    }
}
