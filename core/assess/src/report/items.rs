//! Items and groups of points in the report: value, row, points, the next row.

use super::LowHigh;
use crate::say::{ScoredWords, Speaker};
use serde::Serialize;
use ziping_regime::Library;
use ziping_rules::fact::FactIx;
use ziping_rules::rule::Truth;
use ziping_rules::rule::score::{
    Counted, End, ItemFinding, LinearPiece, Looked, Place, Points, Ratio, Row, Rule, Scored, Shown, Span, Value,
};

/// An item of a table of points, or a group of items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ItemReport {
    /// Its id.
    pub id: String,
    /// Where the document has it.
    pub clause: String,
    /// `true`, `false` or `unknown`: whether it applies; left out where it always does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, type = "'true' | 'false' | 'unknown'"))]
    pub applies: Option<&'static str>,
    /// The value that is looked up, in its unit; an end that nothing bounds is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub value: Option<ValueReport>,
    /// The rows of the table that it may fall in, as they are printed: one, where everything is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(as = "Option<Vec<_>>", optional))]
    pub rows: Vec<RowReport>,
    /// The points.
    pub points: LowHigh,
    /// The most that it can give.
    pub most: String,
    /// The least that it can give, where that is not nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub least: Option<String>,
    /// The nearest row that gives more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub next: Option<NextReport>,
    /// `ceiling` or `floor`: what was reached is more, or less, than counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, type = "'ceiling' | 'floor'"))]
    pub held: Option<&'static str>,
    /// The document does not say what counts here: the points may be any within its bounds.
    pub not_published: bool,
    /// Figures that the issuer has not published yet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(as = "Option<Vec<_>>", optional))]
    pub unpublished: Vec<String>,
    /// It rests on the applicant's own judgement.
    pub judgement: bool,
    /// What gives the points, as a sentence.
    pub because: String,
    /// Facts that keep it open.
    #[cfg_attr(feature = "types", ts(type = "FactId[]"))]
    pub open: Vec<String>,
    /// Readings in dispute.
    pub readings: Vec<String>,
    /// The part that gives the points of a group of which one counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub taken: Option<String>,
    /// Its parts, where it is a group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(as = "Option<Vec<ItemReport>>", optional))]
    pub parts: Vec<ItemReport>,
}

/// A value that is looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ValueReport {
    /// The least that it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub low: Option<String>,
    /// The most that it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub high: Option<String>,
    /// `number`, `percent` (8 is 8 %), `money` (yuan), `points`, `years`, `months` or `days`.
    #[cfg_attr(
        feature = "types",
        ts(type = "'number' | 'percent' | 'money' | 'points' | 'years' | 'months' | 'days'")
    )]
    pub unit: &'static str,
    /// As people read it.
    pub said: String,
}

/// A row of a table of points.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RowReport {
    /// It begins here, included.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub from: Option<String>,
    /// It begins here, not included.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub above: Option<String>,
    /// It ends here, not included.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub to: Option<String>,
    /// It ends here, included.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub up_to: Option<String>,
    /// The option chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub option: Option<String>,
    /// The table whose rows count.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub table: Option<String>,
    /// How many rows, or steps, certainly count.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub certain: Option<u32>,
    /// How many rows, or steps, may count; left out where nothing bounds them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub possible: Option<u32>,
    /// As people read it.
    pub said: String,
    /// Its points; of rows of a table those of each.
    pub points: LowHigh,
}

/// The nearest row that gives more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct NextReport {
    /// The row.
    pub row: RowReport,
    /// How far the value is from it, in its unit; left out where that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub gap: Option<String>,
    /// How many points more it gives than are certain now.
    pub gain: String,
}

impl ItemReport {
    /// Leaves out what tells the answers behind it: the value, the rows and the sentence.
    pub fn hide(&mut self) {
        self.value = None;
        self.rows.clear();
        self.next = None;
        self.because.clear();
        self.parts.iter_mut().for_each(Self::hide);
    }
}

/// The items of an element or an aspect, or those that stand for themselves, as a report and a page show them; `found` are
/// the findings of `scored`, in the same order.
#[must_use]
pub fn items(library: &Library, speaker: &Speaker<'_>, scored: &[&Scored], found: &[ItemFinding]) -> Vec<ItemReport> {
    let reporter = Items { library, speaker };
    scored.iter().zip(found).map(|(item, found)| reporter.item(item, found)).collect()
}

struct Items<'a> {
    library: &'a Library,
    speaker: &'a Speaker<'a>,
}

impl Items<'_> {
    fn ids(&self, facts: &[FactIx]) -> Vec<String> {
        facts.iter().map(|fact| self.library.catalogue.id(*fact).to_owned()).collect()
    }

    fn item(&self, item: &Scored, found: &ItemFinding) -> ItemReport {
        let rows = self.rows(item, found);
        let next = found.next.map(|next| self.next(item, found, next));
        let taken = match found.looked {
            Looked::Parts(Some(place)) => item.parts().get(place).map(|part| part.id.clone()),
            _ => None,
        };
        ItemReport {
            id: item.id.clone(),
            clause: item.clause().to_owned(),
            applies: item.applies.is_some().then(|| super::Outcome::from(found.applies).name()),
            value: found.value.map(|value| self.value(value, item.shown)),
            because: self.because(item, found, &rows, next.as_ref()),
            rows,
            points: shown(found.points),
            most: item.most.shown(),
            least: (item.least != Ratio::ZERO).then(|| item.least.shown()),
            next,
            held: match (found.at_ceiling, found.at_floor) {
                (true, _) => Some("ceiling"),
                (_, true) => Some("floor"),
                _ => None,
            },
            not_published: found.points.silent,
            unpublished: found.unpublished.clone(),
            judgement: found.judgement,
            open: self.ids(&found.open),
            readings: found.readings.clone(),
            taken,
            parts: item.parts().iter().zip(&found.parts).map(|(part, found)| self.item(part, found)).collect(),
        }
    }

    fn value(&self, value: Span, unit: Shown) -> ValueReport {
        let end = |end: End| match end {
            End::At(at) => Some(in_unit(at, unit)),
            End::Below | End::Above => None,
        };
        let defined = value.defined;
        ValueReport {
            low: end(value.low).filter(|_| defined),
            high: end(value.high).filter(|_| defined),
            unit: unit_name(unit),
            said: self.speaker.span(value, unit),
        }
    }

    fn rows(&self, item: &Scored, found: &ItemFinding) -> Vec<RowReport> {
        match (&item.rule, &found.looked) {
            (Rule::Bands(bands), Looked::Band { rows, .. }) => {
                rows.iter().filter_map(|place| bands.rows.get(*place)).map(|row| self.row(row, item.shown)).collect()
            }
            (Rule::Choices(_), Looked::Choice(Some(option))) => vec![self.option(item, usize::from(*option))],
            (Rule::Steps(_), Looked::Steps(fewest, most)) => vec![RowReport {
                certain: u32::try_from(fewest.floor()).ok(),
                possible: most.and_then(|most| u32::try_from(most.floor()).ok()),
                said: self.speaker.steps(*fewest, *most),
                points: shown(found.points),
                ..RowReport::default()
            }],
            (Rule::Pieces(all), Looked::Pieces { pieces, .. }) => {
                let of = pieces.iter().filter_map(|place| all.pieces.get(*place));
                of.map(|piece| self.piece(piece, item.shown)).collect()
            }
            (Rule::Rows(_, kinds), Looked::Rows(counted)) => {
                let each = kinds.iter().zip(counted);
                each.map(|(kind, counted)| self.counted(&kind.each, *counted)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn row(&self, row: &Row, unit: Shown) -> RowReport {
        let (from, to) = (row.from.as_ref().map(|from| end(from, unit)), row.to.as_ref().map(|to| end(to, unit)));
        RowReport {
            from: from.clone().filter(|_| !row.above),
            above: from.filter(|_| row.above),
            to: to.clone().filter(|_| !row.up_to),
            up_to: to.filter(|_| row.up_to),
            said: self.speaker.band(row, unit),
            points: shown(row.points()),
            ..RowReport::default()
        }
    }

    fn piece(&self, piece: &LinearPiece, unit: Shown) -> RowReport {
        RowReport {
            from: Some(end(&piece.from, unit)),
            up_to: Some(end(&piece.to, unit)),
            said: self.speaker.between(&piece.from, &piece.to, unit),
            points: LowHigh { low: piece.first.shown(), high: piece.last.shown() },
            ..RowReport::default()
        }
    }

    fn option(&self, item: &Scored, option: usize) -> RowReport {
        let Rule::Choices(choices) = &item.rule else { return RowReport::default() };
        let given = choices.points.get(option).copied().flatten();
        let (low, high) = given.unwrap_or((item.least, item.most));
        let id = match self.library.catalogue.get(choices.fact).map(|fact| &fact.kind) {
            Some(ziping_rules::fact::Kind::Choice { options, .. }) => options.get(option).cloned(),
            _ => None,
        };
        RowReport {
            said: self.speaker.option(choices.fact, option),
            option: id,
            points: shown(Points::between(low, high)),
            ..RowReport::default()
        }
    }

    fn counted(&self, each: &Value, counted: Counted) -> RowReport {
        let points = match each {
            Value::Fixed(each) => LowHigh { low: each.shown(), high: each.shown() },
            _ => LowHigh { low: "…".to_owned(), high: "…".to_owned() },
        };
        RowReport {
            table: Some(self.library.catalogue.id(counted.table).to_owned()),
            certain: Some(counted.certain),
            possible: (counted.possible != u32::MAX).then_some(counted.possible),
            said: self.speaker.counted(counted),
            points,
            ..RowReport::default()
        }
    }

    fn next(&self, item: &Scored, found: &ItemFinding, next: Place) -> NextReport {
        let row = match (&item.rule, next.row) {
            (Rule::Bands(bands), Some(place)) => {
                bands.rows.get(place).map(|row| self.row(row, item.shown)).unwrap_or_default()
            }
            (Rule::Choices(_), Some(option)) => self.option(item, option),
            (Rule::Rows(_, kinds), _) => {
                let positive = |kind: &&ziping_rules::rule::score::RowPoints| matches!(&kind.each, Value::Fixed(each) if each.is_positive());
                let kind = kinds.iter().find(positive);
                kind.map(|kind| RowReport {
                    table: Some(self.library.catalogue.id(kind.rows.table).to_owned()),
                    said: self.speaker.another_row(kind.rows.table),
                    points: shown(Points::exactly(match &kind.each {
                        Value::Fixed(each) => *each,
                        _ => Ratio::ZERO,
                    })),
                    ..RowReport::default()
                })
                .unwrap_or_default()
            }
            _ => RowReport::default(),
        };
        let at = found.value.map(|value| if next.down { value.high } else { value.low });
        let gap = match (at, next.at) {
            (Some(End::At(now)), Some(at)) => at.minus(now).map(|gap| if next.down { gap.negated() } else { gap }),
            _ => None,
        };
        let gain = next.points.minus(found.points.low).unwrap_or(Ratio::ZERO);
        NextReport { row, gap: gap.map(|gap| in_unit(gap, item.shown)), gain: gain.shown() }
    }

    /// What gives the points, as a sentence.
    fn because(&self, item: &Scored, found: &ItemFinding, rows: &[RowReport], next: Option<&NextReport>) -> String {
        let rows: Vec<&str> = rows.iter().map(|row| row.said.as_str()).collect();
        let value = found.value.map(|value| self.speaker.span(value, item.shown));
        let in_gap = matches!(found.looked, Looked::Band { in_gap: true, .. } | Looked::Pieces { in_gap: true, .. });
        let next = next.map(|next| (next.row.said.as_str(), next.gain.as_str()));
        let applies = item.applies.is_none() || found.applies != Truth::False;
        self.speaker.scored(item, found, ScoredWords { value, rows, in_gap, next, applies })
    }
}

/// Points as decimals.
pub(crate) fn shown(points: Points) -> LowHigh {
    LowHigh { low: points.low.shown(), high: points.high.shown() }
}

/// An end of a row: a number in its unit, or the id of the figure that the issuer publishes.
fn end(value: &Value, unit: Shown) -> String {
    match value {
        Value::Fixed(at) => in_unit(*at, unit),
        Value::Given(given) => given.id.clone(),
        _ => "…".to_owned(),
    }
}

/// A number in its unit: a fraction in percent.
fn in_unit(number: Ratio, unit: Shown) -> String {
    match unit {
        Shown::Percent => number.times(Ratio::whole(100)).unwrap_or(number).shown(),
        Shown::Plain | Shown::Money | Shown::Points | Shown::Years | Shown::Months | Shown::Days => number.shown(),
    }
}

const fn unit_name(unit: Shown) -> &'static str {
    match unit {
        Shown::Plain => "number",
        Shown::Percent => "percent",
        Shown::Money => "money",
        Shown::Points => "points",
        Shown::Years => "years",
        Shown::Months => "months",
        Shown::Days => "days",
    }
}
