//! What an item looks at: facts, windows, the days on which it can change of itself.

use super::bands::Row;
use super::value::{Value, corresponding};
use super::{Rule, Scored};
use crate::fact::{FactIx, Value as Answer};
use crate::rule::breakpoints::{collect_breakpoints, in_number};
use crate::rule::expr::{Operand, Quantity, Rows, Test, Windows};
use crate::rule::moment::{Context, cause};
use crate::rule::operators::Leaf;
use crate::rule::parts::Parts;
use crate::rule::uses::{facts_of, facts_of_number, used_windows, windows_of_number};
use crate::rule::{Number, WindowIx};
use ziping_base::calendar::{Day, Unit as TimeUnit};

/// So far ahead changes of themselves are looked for.
const YEARS: i32 = 100;

/// What an item is made of, one after the other.
pub(super) enum Piece<'t> {
    /// A condition on the organisation.
    Test(&'t Test),
    /// A condition on rows of a table.
    Rows(&'t Rows),
    /// A number that conditions count too.
    Number(&'t Number),
    /// An answer itself.
    Fact(FactIx),
    /// Time passed since a date; the rows in which its count alone is looked up, where it is.
    Passed(Operand, TimeUnit, Option<&'t [Row]>),
}

/// Visits what an item and its parts are made of.
pub(super) fn visit<'t>(scored: &'t Scored, look: &mut dyn FnMut(Piece<'t>)) {
    if let Some((test, _)) = &scored.applies {
        look(Piece::Test(test));
    }
    match &scored.rule {
        Rule::Bands(bands) => {
            match &bands.value {
                Value::Passed(date, unit) => look(Piece::Passed(*date, *unit, Some(&bands.rows))),
                value => visit_value(value, look),
            }
            for Row { from, to, .. } in &bands.rows {
                [from, to].into_iter().flatten().for_each(|end| visit_value(end, look));
            }
        }
        Rule::Choices(choices) => look(Piece::Fact(choices.fact)),
        Rule::Rows(_, kinds) => {
            for kind in kinds {
                look(Piece::Rows(&kind.rows));
                visit_value(&kind.each, look);
            }
        }
        Rule::Worth(value, _) => visit_value(value, look),
        Rule::Steps(steps) => {
            visit_value(&steps.value, look);
            visit_value(&steps.standard, look);
        }
        Rule::Pieces(pieces) => {
            visit_value(&pieces.value, look);
            for piece in &pieces.pieces {
                visit_value(&piece.from, look);
                visit_value(&piece.to, look);
            }
        }
        Rule::Group(group) => group.parts.iter().for_each(|part| visit(part, look)),
    }
}

/// Visits what a number expression is made of.
pub(super) fn visit_value<'t>(value: &'t Value, look: &mut dyn FnMut(Piece<'t>)) {
    match value {
        Value::Fixed(_) | Value::Given(_) => {}
        Value::Number(number, _) => look(Piece::Number(number)),
        Value::Passed(date, unit) => look(Piece::Passed(*date, *unit, None)),
        Value::Yearly(fact, ..) => look(Piece::Fact(*fact)),
        Value::Sum(parts) | Value::Product(parts) | Value::Least(parts) | Value::Most(parts) => {
            parts.iter().for_each(|part| visit_value(part, look));
        }
        Value::Negative(inner) | Value::Rounded(inner, _) => visit_value(inner, look),
        Value::Quotient(part, base) => {
            visit_value(part, look);
            visit_value(base, look);
        }
        Value::Points(scored) => visit(scored, look),
        Value::Mean(mean) => {
            look(Piece::Rows(&mean.rows));
            visit_value(&mean.of, look);
            mean.by.iter().for_each(|by| visit_value(by, look));
        }
    }
}

/// Whether a condition compares something worked out of a mean over rows.
pub fn looks_at_a_mean(test: &Test) -> bool {
    match test {
        Test::Leaf(Leaf::Worked(worked)) => value_has_a_mean(&worked.left) || value_has_a_mean(&worked.right),
        Test::Leaf(Leaf::Compare(compared)) => [&compared.left, &compared.right].into_iter().any(is_a_mean),
        _ => match test.parts() {
            Parts::Not(inner) | Parts::Derived(_, inner) => looks_at_a_mean(inner),
            Parts::All(parts) | Parts::Any(parts) | Parts::AtLeast(_, parts) => parts.iter().any(looks_at_a_mean),
            Parts::Readings(readings) => readings.iter().any(|(_, part)| looks_at_a_mean(part)),
            Parts::Compared(_) | Parts::None => false,
        },
    }
}

const fn is_a_mean(number: &Number) -> bool {
    matches!(number, Number::Rows(_, Quantity::Mean(_)))
}

/// Whether an item or one of its parts looks at a mean over rows.
pub fn item_looks_at_a_mean(scored: &Scored) -> bool {
    match &scored.rule {
        Rule::Bands(bands) => value_has_a_mean(&bands.value),
        Rule::Worth(value, _) => value_has_a_mean(value),
        Rule::Steps(steps) => value_has_a_mean(&steps.value),
        Rule::Pieces(pieces) => value_has_a_mean(&pieces.value),
        Rule::Group(group) => group.parts.iter().any(item_looks_at_a_mean),
        Rule::Choices(_) | Rule::Rows(..) => false,
    }
}

fn value_has_a_mean(value: &Value) -> bool {
    match value {
        Value::Mean(_) => true,
        Value::Number(number, _) => is_a_mean(number),
        Value::Points(scored) => item_looks_at_a_mean(scored),
        Value::Sum(parts) | Value::Product(parts) | Value::Least(parts) | Value::Most(parts) => {
            parts.iter().any(value_has_a_mean)
        }
        Value::Negative(inner) | Value::Rounded(inner, _) => value_has_a_mean(inner),
        Value::Quotient(part, base) => value_has_a_mean(part) || value_has_a_mean(base),
        Value::Fixed(_) | Value::Passed(..) | Value::Yearly(..) | Value::Given(_) => false,
    }
}

pub(super) fn add_facts(piece: &Piece<'_>, facts: &mut Vec<FactIx>) {
    let mut add = |fact: FactIx| {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    };
    match piece {
        Piece::Test(test) => facts_of(test, facts),
        Piece::Rows(rows) => {
            add(rows.table);
            facts_of(&rows.filter, facts);
        }
        Piece::Number(number) => facts_of_number(number, facts),
        Piece::Fact(fact) => add(*fact),
        Piece::Passed(date, ..) => add(cause(*date)),
    }
}

/// Adds the facts that an item looks at, each once.
pub fn facts_of_scored(scored: &Scored, facts: &mut Vec<FactIx>) {
    visit(scored, &mut |piece| add_facts(&piece, facts));
}

/// Adds the facts that a number expression looks at, each once.
pub fn facts_of_value(value: &Value, facts: &mut Vec<FactIx>) {
    visit_value(value, &mut |piece| add_facts(&piece, facts));
}

/// Adds the windows that a number expression looks through.
pub(crate) fn windows_of_value(value: &Value, used: &mut Vec<WindowIx>) {
    visit_value(value, &mut |piece| match piece {
        Piece::Test(test) => used_windows(test, used),
        Piece::Rows(rows) => used_windows(&rows.filter, used),
        Piece::Number(number) => windows_of_number(number, used),
        Piece::Fact(_) | Piece::Passed(..) => {}
    });
}

/// Adds every day after the moment's on which the points of an item may differ from the day before.
pub fn breakpoints_of(scored: &Scored, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
    visit(scored, &mut |piece| piece_breakpoints(&piece, context, windows, days));
}

/// The same of a number expression.
pub(crate) fn breakpoints_of_value(value: &Value, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
    visit_value(value, &mut |piece| piece_breakpoints(&piece, context, windows, days));
}

fn piece_breakpoints(piece: &Piece<'_>, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
    match piece {
        Piece::Test(test) => collect_breakpoints(test, context, windows, days),
        Piece::Number(number) => in_number(number, context, windows, days),
        Piece::Rows(rows) => {
            if let Some(Answer::Table(all)) = context.sheet.get(rows.table) {
                for row in all.iter() {
                    collect_breakpoints(&rows.filter, &Context { row: Some(row), ..*context }, windows, days);
                }
            }
        }
        Piece::Passed(date, unit, rows) => {
            of_passing(*date, *unit, rows.and_then(counts_of).as_deref(), context, days);
        }
        Piece::Fact(_) => {}
    }
}

/// The counts from which on a count may lie in another row: at an end or right after it. Nothing where an end is no fixed
/// number, so that every count may.
fn counts_of(rows: &[Row]) -> Option<Vec<i32>> {
    let mut counts = Vec::new();
    for end in rows.iter().flat_map(|row| [&row.from, &row.to]).flatten() {
        let Value::Fixed(at) = end else { return None };
        let at = i32::try_from(at.floor()).ok()?;
        counts.extend([at, at.checked_add(1)?]);
    }
    counts.sort_unstable();
    counts.dedup();
    Some(counts)
}

/// The days on which another year or month is complete, and the day after each; of these only counts, where such are given.
fn of_passing(date: Operand, unit: TimeUnit, counts: Option<&[i32]>, context: &Context<'_>, days: &mut Vec<Day>) {
    let rows: Vec<Option<&crate::fact::Row>> = match date {
        Operand::Fact(_) => vec![None],
        Operand::Column(table, _) => match context.sheet.get(table) {
            Some(Answer::Table(all)) => all.iter().map(Some).collect(),
            _ => Vec::new(),
        },
    };
    let as_of = context.moment.as_of;
    let end = as_of.plus_months(12 * YEARS);
    for row in rows {
        let Some(Answer::Date(day)) = (Context { row: row.or(context.row), ..*context }).get(date) else { continue };
        let mut add = |on: Day| {
            if on >= as_of && on <= end {
                days.extend([on, on.plus_days(1)]);
            }
        };
        if let Some(counts) = counts {
            // No date lies a thousand years back, and no band need be looked for beyond that.
            let most = match unit {
                TimeUnit::Years => 1_000,
                TimeUnit::Months => 12_000,
                TimeUnit::Days => 366_000,
            };
            let within = counts.iter().filter(|count| (1..=most).contains(*count));
            within.for_each(|count| add(corresponding(*day, *count, unit)));
            continue;
        }
        let behind = (as_of.year() - day.year()).max(0);
        let mut count = match unit {
            TimeUnit::Years => behind,
            TimeUnit::Months => behind * 12,
            TimeUnit::Days => (as_of.number() - day.number()).max(0),
        }
        .saturating_sub(13)
        .max(1);
        while corresponding(*day, count, unit) <= end {
            add(corresponding(*day, count, unit));
            count += 1;
        }
    }
}
