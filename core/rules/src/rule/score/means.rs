//! How a mean over rows is moved: rows are added, as few as can do it, each as good as it takes.

use super::improve::whole_units;
use super::ratio::Ratio;
use super::value::{Mean, Value, unit_of, value};
use crate::fact::{Column, Kind, Range, Value as Answer};
use crate::rule::eval::evaluate;
use crate::rule::expr::{Number, Operand, Rows, Unit};
use crate::rule::moment::Context;
use crate::rule::repair::{Change, Workshop};
use crate::rule::trace::NoTrace;
use crate::rule::truth::Truth;

/// What the rows come to that count now.
struct Sums {
    /// The sum of what the mean is of, each times its weight.
    sum: Ratio,
    weights: Ratio,
    count: i64,
}

impl Sums {
    /// `None`: something of them is open, and what more rows would come to with it cannot be said.
    fn of(mean: &Mean, context: &Context<'_>) -> Option<Self> {
        let mut sums = Self { sum: Ratio::ZERO, weights: Ratio::ZERO, count: 0 };
        let Some(Answer::Table(all)) = context.sheet.get(mean.rows.table) else { return Some(sums) };
        for row in all.iter() {
            let in_row = Context { row: Some(row), ..*context };
            match evaluate(&mean.rows.filter, &in_row, &mut NoTrace) {
                Truth::True => {}
                Truth::False => continue,
                Truth::Unknown => return None,
            }
            let own = value(&mean.of, &in_row, &mut NoTrace).value()?;
            let weight = match &mean.by {
                Some(by) => value(by, &in_row, &mut NoTrace).value()?,
                None => Ratio::ONE,
            };
            sums.sum = sums.sum.plus(own.times(weight)?)?;
            sums.weights = sums.weights.plus(weight)?;
            sums.count += 1;
        }
        Some(sums)
    }

    /// What each added row weighs: as much as those that are there, on average; in whole units.
    fn usual_weight(&self, unit: Ratio) -> Option<i64> {
        let each = self.weights.over(Ratio::whole(self.count.max(1)))?.over(unit)?;
        whole_units(each, true, false).map(|units| units.max(1))
    }
}

/// A column that a number expression is, by its place, with its unit.
fn column_of(of: &Value) -> Option<(usize, Unit)> {
    match of {
        Value::Number(Number::Answer(Operand::Column(_, place), ..), unit) => Some((usize::from(*place), *unit)),
        _ => None,
    }
}

/// Adds a change that brings a mean to a bound: at least to it (`raise`), or at most; past it where it must be passed. Of
/// a mean of anything but a column, or by anything but a column, none is known.
pub(super) fn move_mean(
    mean: &Mean,
    at: Ratio,
    raise: bool,
    beyond: bool,
    workshop: &Workshop<'_>,
    found: &mut Vec<Change>,
) {
    let Some(Kind::Table { columns }) = workshop.catalogue.get(mean.rows.table).map(|fact| &fact.kind) else { return };
    if let Some((count, figures)) = rows_to(mean, columns, at, raise, beyond, &workshop.context) {
        workshop.add_rows_with(&mean.rows, count, &figures, found);
    }
}

/// How many rows, and with which figures by column.
fn rows_to(
    mean: &Mean,
    columns: &[Column],
    at: Ratio,
    raise: bool,
    beyond: bool,
    context: &Context<'_>,
) -> Option<(i64, Vec<(usize, i64)>)> {
    let (place, unit) = column_of(&mean.of)?;
    let unit = unit_of(unit);
    let sums = Sums::of(mean, context)?;
    let weight = match &mean.by {
        None => None,
        Some(by) => {
            let (place, unit) = column_of(by)?;
            Some((place, sums.usual_weight(unit_of(unit))?, unit_of(unit)))
        }
    };
    let each = weight.map_or(Some(Ratio::ONE), |(_, units, unit)| Ratio::whole(units).times(unit))?;
    let Range { low, high } = columns.get(place)?.kind.bounds();
    // What is still missing of a sum that comes to the bound, counted towards it, below 0 where there is more than enough.
    let towards = |ratio: Ratio| if raise { ratio } else { ratio.negated() };
    let missing = towards(at.times(sums.weights)?.minus(sums.sum)?);
    let farthest = if raise { high } else { low };
    let count = if farthest == Range::OPEN_HIGH || farthest == Range::OPEN_LOW {
        1
    } else {
        // What a row that is as good as can be brings beyond the bound.
        let brings = towards(Ratio::whole(farthest).times(unit)?.minus(at)?).times(each)?;
        if brings.is_positive() {
            whole_units(missing.over(brings)?, true, beyond)?.max(1)
        } else if sums.count == 0 && brings == Ratio::ZERO && !beyond {
            1
        } else {
            return None;
        }
    };
    let added = each.times(Ratio::whole(count))?;
    let figure = at.times(sums.weights.plus(added)?)?.minus(sums.sum)?.over(added)?.over(unit)?;
    let figure = whole_units(figure, raise, beyond)?;
    (low..=high).contains(&figure).then(|| {
        let weight = weight.map(|(place, units, _)| (place, units));
        (count, std::iter::once((place, figure)).chain(weight).collect())
    })
}

/// The same of a mean of a column that a condition counts, in units of the column.
pub(crate) fn move_column_mean(
    rows: &Rows,
    column: u16,
    bound: i64,
    raise: bool,
    workshop: &Workshop<'_>,
    found: &mut Vec<Change>,
) {
    let Some(Kind::Table { columns }) = workshop.catalogue.get(rows.table).map(|fact| &fact.kind) else { return };
    let Some(kind) = columns.get(usize::from(column)).map(|column| &column.kind) else { return };
    let Range { low, high } = kind.bounds();
    let unit = match kind {
        Kind::Money { .. } => Unit::Money,
        Kind::Score { .. } => Unit::Score,
        _ => Unit::Count,
    };
    let of = Value::Number(Number::Answer(Operand::Column(rows.table, column), low, high), unit);
    let mean = Mean { rows: rows.clone(), of, by: None };
    if let Some(at) = Ratio::whole(bound).times(unit_of(unit)) {
        move_mean(&mean, at, raise, false, workshop, found);
    }
}
