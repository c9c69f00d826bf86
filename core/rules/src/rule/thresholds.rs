//! Thresholds: the numbers that answers are compared with, and on which side of one given answers lie.

use super::expr::{Number, Rows, Test, Unit, Windows};
use super::operators::Operator;
use super::score::{End, Ratio, Row, Rule, Scored, Shown, Span, Value, value};
use super::{Context, Moment, NoTrace, number};
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
    Thresholds { found: &mut found, table: None }.of_test(test);
    found
}

/// The thresholds of an item itself; those of the parts of a group are found there.
#[must_use]
pub fn thresholds_of_item(scored: &Scored) -> Vec<Threshold> {
    let mut found = Vec::new();
    let mut thresholds = Thresholds { found: &mut found, table: None };
    if let Some((test, _)) = &scored.applies {
        thresholds.of_test(test);
    }
    match &scored.rule {
        Rule::Bands(bands) => {
            for (place, Row { from, to, .. }) in bands.rows.iter().enumerate() {
                let ends = [from, to].into_iter().flatten();
                ends.for_each(|end| thresholds.values(&bands.value, end, scored.shown, Some(place)));
            }
        }
        Rule::Steps(steps) => thresholds.values(&steps.value, &steps.standard, scored.shown, None),
        Rule::Pieces(pieces) => {
            for (place, piece) in pieces.pieces.iter().enumerate() {
                thresholds.values(&pieces.value, &piece.to, scored.shown, Some(place));
            }
        }
        Rule::Rows(_, kinds) => {
            for (place, kind) in kinds.iter().enumerate() {
                let before = thresholds.found.len();
                thresholds.of_rows(&kind.rows);
                thresholds.found.iter_mut().skip(before).for_each(|one| one.row = Some(place));
            }
        }
        Rule::Choices(_) | Rule::Worth(..) | Rule::Group(_) => {}
    }
    found
}

/// Thresholds that are taken down, each once.
pub(super) struct Thresholds<'f> {
    found: &'f mut Vec<Threshold>,
    /// The table whose rows are looked at.
    table: Option<FactIx>,
}

impl Thresholds<'_> {
    /// The same, of each row of a table.
    pub(super) fn in_table(&mut self, table: FactIx) -> Thresholds<'_> {
        Thresholds { found: self.found, table: Some(table) }
    }

    /// Those of a condition.
    pub(super) fn of_test(&mut self, test: &Test) {
        if let Test::Leaf(leaf) = test {
            leaf.thresholds(self);
        }
        test.children(&mut |part| self.of_test(part));
    }

    /// Those of the condition on rows.
    pub(super) fn of_rows(&mut self, rows: &Rows) {
        self.in_table(rows.table).of_test(&rows.filter);
    }

    fn of_number(&mut self, number: &Number) {
        match number {
            Number::Rows(rows, _) => self.of_rows(rows),
            Number::Derived { worked_out, .. } => self.of_number(worked_out),
            Number::Plus(parts) => parts.iter().for_each(|part| self.of_number(part)),
            Number::Literal(_) | Number::Answer(..) | Number::Sum(..) | Number::Least(..) => {}
        }
    }

    /// Two numbers of a unit, and those within them.
    pub(super) fn numbers(&mut self, left: &Number, right: &Number, unit: Unit) {
        let at = match (left, right) {
            (_, Number::Literal(units)) | (Number::Literal(units), _) => Some(in_unit(*units, unit)),
            _ => None,
        };
        self.add(Sides::Numbers(left.clone(), right.clone()), at, shown_as(unit), None);
        [left, right].into_iter().for_each(|number| self.of_number(number));
    }

    /// A share beside a fraction.
    pub(super) fn share(&mut self, part: &Number, whole: &Number, numerator: i64, denominator: i64) {
        let at = Ratio::new(i128::from(numerator), i128::from(denominator));
        let sides = Sides::Share(part.clone(), whole.clone(), numerator, denominator);
        self.add(sides, at, Shown::Percent, None);
        [part, whole].into_iter().for_each(|number| self.of_number(number));
    }

    /// Two number expressions; the row of the item that they are of, by place.
    pub(super) fn values(&mut self, of: &Value, at: &Value, shown: Shown, row: Option<usize>) {
        let given = match (of, at) {
            (_, Value::Fixed(at)) | (Value::Fixed(at), _) => Some(*at),
            _ => None,
        };
        self.add(Sides::Values(of.clone(), at.clone()), given, shown, row);
    }

    fn add(&mut self, sides: Sides, at: Option<Ratio>, shown: Shown, row: Option<usize>) {
        let table = self.table;
        if !self.found.iter().any(|known| known.sides == sides && known.table == table) {
            self.found.push(Threshold { sides, table, row, at, shown });
        }
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
