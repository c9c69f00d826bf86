//! What is worked out from the rows of a table.
//!
//! A table that is not answered leaves everything open. In an answered table the rows are complete; a blank cell is
//! open, and a row that may or may not satisfy makes the result a range.

mod kept;
mod tally;
#[cfg(test)]
mod tests;
mod timeline;

use super::eval::evaluate;
use super::expr::{Quantity, Rows, Test};
use super::moment::Context;
use super::trace::{Reason, Trace};
use super::truth::Truth;
use crate::fact::{Occurrence, Range, Row, Table, Value};
use kept::worked_out;
use ziping_base::calendar::Day;

/// What is asked of rows.
#[derive(Debug, Clone, Copy)]
enum Asked<'t> {
    /// Whether there is one.
    Some,
    /// Whether each satisfies this.
    Every(&'t Test),
    /// A quantity.
    Quantity(Quantity),
}

/// A truth as a number of things that are so: none or one.
const fn as_range(truth: Truth) -> Range {
    Range { low: if matches!(truth, Truth::True) { 1 } else { 0 }, high: if truth.can_be_true() { 1 } else { 0 } }
}

const fn as_truth(range: Range) -> Truth {
    Truth::of(range.high > 0, range.low <= 0)
}

fn table<'a, T: Trace>(rows: &Rows, context: &Context<'a>, trace: &mut T) -> Option<&'a Table> {
    match context.sheet.get(rows.table) {
        Some(Value::Table(all)) => Some(all),
        _ => {
            trace.open(rows.table);
            None
        }
    }
}

/// Evaluates a condition on each row in silence, keeping what is open.
fn each<'a, T: Trace>(
    all: &'a [Row],
    test: &Test,
    context: &Context<'a>,
    trace: &mut T,
    mut visit: impl FnMut(&'a Row, Truth, &mut T),
) {
    let heard = trace.hush(true);
    for row in all {
        let mark = trace.mark();
        let truth = evaluate(test, &Context { row: Some(row), ..*context }, trace);
        if truth.is_known() {
            trace.settle(mark);
        }
        visit(row, truth, trace);
    }
    trace.hush(heard);
}

/// What the rows come to; `None` where there is no table.
fn found<T: Trace>(rows: &Rows, asked: Asked<'_>, context: &Context<'_>, trace: &mut T) -> Option<Range> {
    let all = table(rows, context, trace)?;
    Some(worked_out(all, rows, asked, context, trace).unwrap_or_else(|| plain(all, rows, asked, context, trace)))
}

/// The days after the moment's on which what the rows come to changes; `None` where the table is too small for that to
/// be worth while, or the condition looks beyond its rows.
pub(super) fn changes(rows: &Rows, quantity: Quantity, context: &Context<'_>) -> Option<Vec<(Day, Range)>> {
    match context.sheet.get(rows.table) {
        Some(Value::Table(all)) => kept::changes(all, rows, Asked::Quantity(quantity), context),
        _ => None,
    }
}

/// The same of a condition on rows: that some satisfy the filter, or that each that does satisfies this.
pub(super) fn turns(rows: &Rows, satisfies: Option<&Test>, context: &Context<'_>) -> Option<Vec<(Day, Range)>> {
    match context.sheet.get(rows.table) {
        Some(Value::Table(all)) => kept::changes(all, rows, satisfies.map_or(Asked::Some, Asked::Every), context),
        _ => None,
    }
}

/// Some row satisfies.
pub(super) fn some<T: Trace>(rows: &Rows, context: &Context<'_>, trace: &mut T) -> Truth {
    truth_of(rows, Asked::Some, context, trace)
}

/// Every row that satisfies the filter satisfies the second condition; true where there is no such row.
pub(super) fn every<T: Trace>(rows: &Rows, satisfies: &Test, context: &Context<'_>, trace: &mut T) -> Truth {
    truth_of(rows, Asked::Every(satisfies), context, trace)
}

fn truth_of<T: Trace>(rows: &Rows, asked: Asked<'_>, context: &Context<'_>, trace: &mut T) -> Truth {
    let start = trace.mark();
    let truth = found(rows, asked, context, trace).map_or(Truth::Unknown, as_truth);
    if truth.is_known() {
        trace.settle(start);
    }
    trace.reason(|| Reason::Rows(rows.table, truth));
    truth
}

/// The range of a quantity.
pub(super) fn quantity<T: Trace>(rows: &Rows, quantity: Quantity, context: &Context<'_>, trace: &mut T) -> Range {
    let asked = Asked::Quantity(quantity);
    found(rows, asked, context, trace).unwrap_or(Range { low: 0, high: Range::OPEN_HIGH })
}

/// Row after row.
fn plain<T: Trace>(all: &[Row], rows: &Rows, asked: Asked<'_>, context: &Context<'_>, trace: &mut T) -> Range {
    match asked {
        Asked::Some => {
            let mut result = Truth::False;
            each(all, &rows.filter, context, trace, |_, truth, _| result = result.or(truth));
            as_range(result)
        }
        Asked::Every(satisfies) => {
            let mut result = Truth::True;
            each(all, &rows.filter, context, trace, |row, truth, trace| {
                let satisfied = evaluate(satisfies, &Context { row: Some(row), ..*context }, trace);
                result = result.and(truth.not().or(satisfied));
            });
            as_range(result)
        }
        Asked::Quantity(Quantity::Count) => {
            let mut range = Range::exactly(0);
            each(all, &rows.filter, context, trace, |_, truth, _| {
                range.low += i64::from(truth == Truth::True);
                range.high += i64::from(truth.can_be_true());
            });
            range
        }
        Asked::Quantity(Quantity::Total(column)) => {
            let mut range = Range::exactly(0);
            each(all, &rows.filter, context, trace, |row, truth, trace| {
                let cell = amount(row, column).unwrap_or_else(|| {
                    if truth.can_be_true() {
                        trace.open(rows.table);
                    }
                    Range { low: 0, high: Range::OPEN_HIGH }
                });
                if truth == Truth::True {
                    range = range.plus(cell);
                } else if truth == Truth::Unknown {
                    range = range.plus(Range { low: cell.low.min(0), high: cell.high.max(0) });
                }
            });
            range
        }
        Asked::Quantity(Quantity::Mean(column)) => mean(all, rows, column, context, trace),
        Asked::Quantity(Quantity::Distinct(column)) => distinct(all, rows, column, context, trace),
        Asked::Quantity(Quantity::Groups(key, other, wanted)) => {
            groups(all, rows, (key, other, wanted), context, trace)
        }
    }
}

/// Whether two rows that count alike add the same: the cells that are added up or told apart are the same.
fn same_amounts(asked: Asked<'_>, one: &Row, other: &Row) -> bool {
    let same = |column: u16| one.cells.get(usize::from(column)) == other.cells.get(usize::from(column));
    match asked {
        Asked::Some | Asked::Every(_) | Asked::Quantity(Quantity::Count) => true,
        Asked::Quantity(Quantity::Total(column) | Quantity::Mean(column) | Quantity::Distinct(column)) => same(column),
        Asked::Quantity(Quantity::Groups(first, second, _)) => same(first) && same(second),
    }
}

/// The number in a cell; `None`: the cell is blank.
fn amount(row: &Row, column: u16) -> Option<Range> {
    match row.cells.get(usize::from(column)) {
        Some(Some(Value::Number(cell))) => Some(*cell),
        _ => None,
    }
}

/// The mean over the rows that satisfy: of exact numbers in certain rows it is one number, otherwise it lies between the
/// least and the most of the cells that may count. The mean of nothing is not defined, so it is open.
fn mean<T: Trace>(all: &[Row], rows: &Rows, column: u16, context: &Context<'_>, trace: &mut T) -> Range {
    // In wide numbers: neither a sum of many large amounts nor twice that sum fits an amount.
    let (mut sum, mut count, mut open) = (0_i128, 0_i128, false);
    let (mut least, mut most) = (Range::OPEN_HIGH, 0_i64);
    each(all, &rows.filter, context, trace, |row, truth, _| {
        if !truth.can_be_true() {
            return;
        }
        let cell = amount(row, column).unwrap_or(Range { low: 0, high: Range::OPEN_HIGH });
        least = least.min(cell.low);
        most = most.max(cell.high);
        open |= truth == Truth::Unknown || !cell.is_exact();
        if truth == Truth::True {
            sum += i128::from(cell.low);
            count += 1;
        }
    });
    if open || count == 0 {
        trace.open(rows.table);
    }
    if count == 0 {
        return Range { low: 0, high: Range::OPEN_HIGH };
    }
    if open { Range { low: least, high: most } } else { Range::exactly(mean_of(sum, count)) }
}

/// A mean rounded half up.
fn mean_of(sum: i128, count: i128) -> i64 {
    i64::try_from((2 * sum + count).div_euclid(2 * count)).unwrap_or(Range::OPEN_HIGH)
}

/// A cell as something that can be told from others of its column.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'r> {
    Text(&'r str),
    Number(i64),
    Set(u64),
}

/// `None`: the cell is blank, or says too little to be told from others. Texts after trimming.
fn key(row: &Row, column: u16) -> Option<Key<'_>> {
    Some(match row.cells.get(usize::from(column))?.as_ref()? {
        Value::Text(text) => Key::Text(Some(text.trim()).filter(|text| !text.is_empty())?),
        Value::Bool(truth) => Key::Number(i64::from(*truth)),
        Value::Number(range) => Key::Number(Some(range.low).filter(|_| range.is_exact())?),
        Value::Date(day) | Value::Occurrence(Occurrence::On(day)) => Key::Number(day.number().into()),
        Value::Occurrence(Occurrence::Never) => Key::Number(i64::MIN),
        Value::Occurrence(Occurrence::Ongoing) => Key::Number(i64::MAX),
        Value::Choice(option) => Key::Number((*option).into()),
        Value::Several(options) => Key::Set(*options),
        // No column holds the last two.
        Value::Occurrence(Occurrence::DayUnknown) | Value::Yearly(_) | Value::Table(_) => return None,
    })
}

/// Sorts values and joins those that are the same: certain when one of them is.
fn joined<K: Ord>(values: &mut Vec<(K, bool)>) {
    values.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    values.dedup_by(|later, first| {
        let same = later.0 == first.0;
        first.1 |= same && later.1;
        same
    });
}

/// Different values: each row that satisfies adds its value; one that may, may; a blank may be one seen or a new one.
fn distinct<T: Trace>(all: &[Row], rows: &Rows, column: u16, context: &Context<'_>, trace: &mut T) -> Range {
    let mut values: Vec<(Key<'_>, bool)> = Vec::with_capacity(all.len());
    let (mut blank_certain, mut blank_possible) = (false, 0_i64);
    each(all, &rows.filter, context, trace, |row, truth, trace| match key(row, column) {
        Some(value) if truth.can_be_true() => values.push((value, truth == Truth::True)),
        None if truth.can_be_true() => {
            trace.open(rows.table);
            blank_certain |= truth == Truth::True;
            blank_possible += 1;
        }
        Some(_) | None => {}
    });
    joined(&mut values);
    let certain = values.iter().filter(|(_, certain)| *certain).count();
    let count = |n: usize| i64::try_from(n).unwrap_or(Range::OPEN_HIGH);
    let low = count(certain).max(i64::from(blank_certain));
    Range { low, high: count(values.len()) + blank_possible }
}

/// Different values of one column that have at least `wanted` different values of another.
fn groups<T: Trace>(
    all: &[Row],
    rows: &Rows,
    (first, second, wanted): (u16, u16, u32),
    context: &Context<'_>,
    trace: &mut T,
) -> Range {
    type Member<'m> = (Key<'m>, Key<'m>);
    let mut members: Vec<(Member<'_>, bool)> = Vec::with_capacity(all.len());
    let mut blanks = 0_i64;
    each(all, &rows.filter, context, trace, |row, truth, trace| {
        if !truth.can_be_true() {
            return;
        }
        match (key(row, first), key(row, second)) {
            (Some(name), Some(value)) => members.push(((name, value), truth == Truth::True)),
            (Some(_) | None, None) | (None, Some(_)) => {
                trace.open(rows.table);
                blanks += 1;
            }
        }
    });
    joined(&mut members);
    let groups = || members.chunk_by(|a, b| a.0.0 == b.0.0);
    let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
    let count = |n: usize| i64::try_from(n).unwrap_or(Range::OPEN_HIGH);
    let certain = groups().filter(|group| group.iter().filter(|(_, certain)| *certain).count() >= wanted).count();
    let possible = groups().filter(|group| group.len() >= wanted).count();
    Range { low: count(certain), high: count(possible).saturating_add(blanks) }
}
