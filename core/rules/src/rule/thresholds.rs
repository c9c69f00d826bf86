//! Thresholds: the numbers that answers are compared with, and on which side of one given answers lie.

use super::expr::{Number, Rows, Test, Unit, Windows};
use super::score::{End, Ratio, Row, Rule, Scored, Shown, Span, Value, value};
use super::{Context, Moment, NoTrace, Parts, number};
use crate::fact::{FactIx, Range, Sheet, Value as Answer};
use std::cmp::Ordering;
use ziping_base::calendar::Day;

/// A number that answers are compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Threshold {
    /// What is compared.
    sides: Sides,
    /// The table whose rows it looks at, where it does.
    table: Option<FactIx>,
    /// The row of the item that it stands in, by place.
    pub row: Option<usize>,
    /// The number, where it is given.
    pub at: Option<Ratio>,
    /// How it is shown.
    pub shown: Shown,
}

#[derive(Debug, Clone, PartialEq)]
enum Sides {
    Numbers(Number, Number),
    /// Part and whole beside a fraction.
    Share(Number, Number, i64, i64),
    Values(Value, Value),
}

impl Threshold {
    /// Whether both what is compared and its bound are known from answers: a figure that is not published is not.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        match &self.sides {
            Sides::Values(_, Value::Given(given)) => given.is_published(),
            Sides::Numbers(..) | Sides::Share(..) | Sides::Values(..) => true,
        }
    }

    /// The sides that answers can lie on at all: nothing has more points than the most.
    #[must_use]
    pub fn sides(&self) -> Vec<Ordering> {
        let (windows, sheet) = (Windows::default(), Sheet::new());
        let moment = Moment::new(Day::first_of_year(2026), &windows);
        let context = Context::new(&sheet, &moment);
        let mut sides = vec![Ordering::Less, Ordering::Equal, Ordering::Greater];
        let Some(at) = self.at.map(End::At) else { return sides };
        let all = match &self.sides {
            Sides::Values(left, _) => value(left, &context, &mut NoTrace),
            Sides::Numbers(left, Number::Literal(_)) => Span::of(
                number(left, &context, &mut NoTrace),
                if self.shown == Shown::Money { 2 } else { u32::from(self.shown == Shown::Points) },
            ),
            Sides::Numbers(..) | Sides::Share(..) => return sides,
        };
        sides.retain(|side| match side {
            Ordering::Less => all.low < at,
            Ordering::Equal => true,
            Ordering::Greater => all.high > at,
        });
        sides
    }

    /// On which sides of it the answers of a case lie: below, on or above; nothing where that is not known. A threshold
    /// within a table is looked at for each row.
    #[must_use]
    pub fn sides_of(&self, context: &Context<'_>) -> Vec<Ordering> {
        let Some(table) = self.table else { return self.side(context).into_iter().collect() };
        match context.sheet.get(table) {
            Some(Answer::Table(all)) => {
                let in_row = |row| self.side(&Context { row: Some(row), ..*context });
                all.iter().filter_map(in_row).collect()
            }
            _ => Vec::new(),
        }
    }

    fn side(&self, context: &Context<'_>) -> Option<Ordering> {
        let exact = |of: &Number| {
            let range: Range = number(of, context, &mut NoTrace);
            range.is_exact().then_some(range.low)
        };
        match &self.sides {
            Sides::Numbers(left, right) => Some(exact(left)?.cmp(&exact(right)?)),
            Sides::Share(part, whole, n, d) => {
                let (part, whole) = (i128::from(exact(part)?), i128::from(exact(whole)?));
                (whole > 0).then(|| (part * i128::from(*d)).cmp(&(whole * i128::from(*n))))
            }
            Sides::Values(left, right) => {
                let of = |side: &Value| value(side, context, &mut NoTrace);
                beside(of(left), of(right))
            }
        }
    }
}

/// How a value that is known, or known to be on one side, lies.
fn beside(left: Span, right: Span) -> Option<Ordering> {
    if !left.defined || left.undefined || !right.defined || right.undefined {
        return None;
    }
    if left.value().is_some() && left.value() == right.value() {
        return Some(Ordering::Equal);
    }
    // What a reading leaves open on the corresponding day itself, or experts choose, touches the bound with one end.
    if let (End::At(low), End::At(high), Some(bound)) = (left.low, left.high, right.value())
        && (low == bound || high == bound)
    {
        return Some(Ordering::Equal);
    }
    if left.high < right.low && left.high != End::Above {
        return Some(Ordering::Less);
    }
    (left.low > right.high && left.low != End::Below).then_some(Ordering::Greater)
}

/// The thresholds of a condition, each once.
#[must_use]
pub fn thresholds_of_test(test: &Test) -> Vec<Threshold> {
    let mut found = Vec::new();
    of_test(test, None, &mut found);
    found
}

/// The thresholds of an item itself; those of the parts of a group are found there.
#[must_use]
pub fn thresholds_of_item(scored: &Scored) -> Vec<Threshold> {
    let mut found = Vec::new();
    if let Some((test, _)) = &scored.applies {
        of_test(test, None, &mut found);
    }
    let mut add = |of: &Value, at: &Value, row: Option<usize>| {
        add_values(of, at, scored.shown, None, row, &mut found);
    };
    match &scored.rule {
        Rule::Bands(bands) => {
            for (place, Row { from, to, .. }) in bands.rows.iter().enumerate() {
                [from, to].into_iter().flatten().for_each(|end| add(&bands.value, end, Some(place)));
            }
        }
        Rule::Steps(steps) => add(&steps.value, &steps.standard, None),
        Rule::Pieces(pieces) => {
            for (place, piece) in pieces.pieces.iter().enumerate() {
                add(&pieces.value, &piece.to, Some(place));
            }
        }
        Rule::Rows(_, kinds) => {
            for (place, kind) in kinds.iter().enumerate() {
                let before = found.len();
                of_rows(&kind.rows, &mut found);
                found.iter_mut().skip(before).for_each(|one| one.row = Some(place));
            }
        }
        Rule::Choices(_) | Rule::Worth(..) | Rule::Group(_) => {}
    }
    found
}

fn of_rows(rows: &Rows, found: &mut Vec<Threshold>) {
    of_test(&rows.filter, Some(rows.table), found);
}

fn of_test(test: &Test, table: Option<FactIx>, found: &mut Vec<Threshold>) {
    match test {
        Test::Compare(left, _, right, unit) => {
            let (at, shown) = match (left, right) {
                (_, Number::Literal(units)) | (Number::Literal(units), _) => {
                    (Some(in_unit(*units, *unit)), shown_as(*unit))
                }
                _ => (None, shown_as(*unit)),
            };
            add(Sides::Numbers(left.clone(), right.clone()), (at, shown), table, found);
            [left, right].into_iter().for_each(|number| of_number(number, found));
        }
        Test::Share(part, whole, _, n, d) => {
            let at = Ratio::new(i128::from(*n), i128::from(*d));
            add(Sides::Share(part.clone(), whole.clone(), *n, *d), (at, Shown::Percent), table, found);
            [part, whole].into_iter().for_each(|number| of_number(number, found));
        }
        Test::Worked(worked) => add_values(&worked.left, &worked.right, worked.shown, table, None, found),
        Test::Some(rows) => of_rows(rows, found),
        Test::Every(rows, holds) => {
            of_rows(rows, found);
            of_test(holds, Some(rows.table), found);
        }
        _ => match test.parts() {
            Parts::Not(inner) | Parts::Derived(_, inner) => of_test(inner, table, found),
            Parts::All(parts) | Parts::Any(parts) | Parts::AtLeast(_, parts) => {
                parts.iter().for_each(|part| of_test(part, table, found));
            }
            Parts::Readings(readings) => readings.iter().for_each(|(_, part)| of_test(part, table, found)),
            Parts::Compared(_) | Parts::None => {}
        },
    }
}

fn of_number(number: &Number, found: &mut Vec<Threshold>) {
    match number {
        Number::Rows(rows, _) => of_rows(rows, found),
        Number::Derived(_, _, inner, ..) => of_number(inner, found),
        Number::Plus(parts) => parts.iter().for_each(|part| of_number(part, found)),
        Number::Literal(_) | Number::Answer(..) | Number::Sum(..) | Number::Least(..) => {}
    }
}

fn add_values(
    of: &Value,
    at: &Value,
    shown: Shown,
    table: Option<FactIx>,
    row: Option<usize>,
    found: &mut Vec<Threshold>,
) {
    let given = match (of, at) {
        (_, Value::Fixed(at)) | (Value::Fixed(at), _) => Some(*at),
        _ => None,
    };
    let known = found.len();
    add(Sides::Values(of.clone(), at.clone()), (given, shown), table, found);
    found.iter_mut().skip(known).for_each(|one| one.row = row);
}

fn add(sides: Sides, (at, shown): (Option<Ratio>, Shown), table: Option<FactIx>, found: &mut Vec<Threshold>) {
    if !found.iter().any(|known| known.sides == sides && known.table == table) {
        found.push(Threshold { sides, table, row: None, at, shown });
    }
}

fn in_unit(units: i64, unit: Unit) -> Ratio {
    match unit {
        Unit::Count => Ratio::whole(units),
        Unit::Money => Ratio::fixed(units, 2),
        Unit::Score => Ratio::fixed(units, 1),
    }
}

const fn shown_as(unit: Unit) -> Shown {
    match unit {
        Unit::Count => Shown::Plain,
        Unit::Money => Shown::Money,
        Unit::Score => Shown::Points,
    }
}
