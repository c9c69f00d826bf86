//! Answers as a Chinese form writes them.

use super::super::Redaction;
use super::super::paper::{NONE, TO_FILL};
use crate::words;
use ziping_assess::Speaker;
use ziping_base::calendar::Day;
use ziping_regime::Words;
use ziping_rules::fact::{Column, Fact, Kind, Occurrence, Range, Row, TextFormat, Value, format_fixed};
use ziping_rules::rule::Unit;
use ziping_rules::rule::score::{Points, Ratio};

/// Stands where an export for outsiders leaves something out.
pub(in super::super) use crate::words::values::HIDDEN;

/// A day: 2026年3月1日.
pub(in super::super) fn day(day: Day) -> String {
    day.in_chinese()
}

/// A range of numbers, each written by `one`.
pub(in super::super) fn range(range: Range, one: impl Fn(i64) -> String) -> String {
    match (range.low, range.high) {
        (low, high) if low == high => one(low),
        (Range::OPEN_LOW, Range::OPEN_HIGH) => TO_FILL.to_owned(),
        (low, Range::OPEN_HIGH) => words::values::at_least(one(low)),
        (Range::OPEN_LOW, high) => words::values::at_most(one(high)),
        (low, high) => words::values::Between { low: one(low), high: one(high) }.to_string(),
    }
}

/// Points in tenths.
pub(in super::super) fn points(tenths: Range) -> String {
    range(tenths, |units| words::values::points(format_fixed(units, 1)))
}

/// Points as they are worked out, with all their decimals.
pub(in super::super) fn exact_points(points: Points) -> String {
    let end = |end: Ratio| words::values::points(end.shown());
    if points.is_exact() {
        return end(points.low);
    }
    words::values::Between { low: end(points.low), high: end(points.high) }.to_string()
}

/// An amount of money.
pub(super) fn money(speaker: &Speaker<'_>, fen: Range) -> String {
    range(fen, |fen| speaker.number(fen, Unit::Money))
}

/// A count.
pub(super) fn count(units: Range) -> String {
    range(units, |units| units.to_string())
}

/// `1234567.89` as `1,234,567.89`
pub(in super::super) fn grouped(plain: &str) -> String {
    let (sign, rest) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, fraction) = rest.split_once('.').map_or((rest, String::new()), |(w, f)| (w, format!(".{f}")));
    let mut text = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + &fraction
}

/// When something last happened.
pub(super) fn occurrence(occurrence: Occurrence) -> String {
    match occurrence {
        Occurrence::Never => NONE.to_owned(),
        Occurrence::On(on) => words::values::last_time(day(on)),
        Occurrence::DayUnknown => words::values::DAY_UNKNOWN.to_owned(),
        Occurrence::Ongoing => words::values::ONGOING.to_owned(),
    }
}

/// A text as typed, or that it is still to be written.
pub(super) fn text(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() { TO_FILL.to_owned() } else { text.to_owned() }
}

/// Yes or no.
pub(super) const fn yes(truth: bool) -> &'static str {
    if truth { words::values::YES } else { words::values::NO }
}

/// Whether an export for outsiders leaves a fact out.
pub(in super::super) fn hides(redact: Redaction, fact: &Fact) -> bool {
    match &fact.kind {
        Kind::Text(TextFormat::Phone | TextFormat::Email) => redact.contacts,
        Kind::Text(_) if fact.section.as_deref() == Some("contact") || fact.id == "org.address" => {
            redact.contacts || redact.names
        }
        Kind::Text(_) => redact.names,
        Kind::Money { .. } | Kind::Yearly { .. } => redact.amounts,
        // A row without its names and amounts says little; it is left out as a whole.
        Kind::Table { columns } => columns.iter().any(|column| match column.kind {
            Kind::Text(_) => redact.names,
            Kind::Money { .. } => redact.amounts,
            _ => false,
        }),
        Kind::Bool
        | Kind::Count
        | Kind::Date
        | Kind::Occurrence
        | Kind::Choice { .. }
        | Kind::Several { .. }
        | Kind::Score { .. } => false,
    }
}

/// An answer to a fact, or to a column of a table when `column` is its kind.
pub(super) fn value(speaker: &Speaker<'_>, words: &Words, fact: &Fact, kind: &Kind, value: Option<&Value>) -> String {
    let Some(value) = value else { return TO_FILL.to_owned() };
    let label = |i: usize| {
        let options = match kind {
            Kind::Choice { options, .. } | Kind::Several { options } => options.as_slice(),
            _ => &[],
        };
        options.get(i).map_or("", |option| words.label("fact", &fact.id, option)).to_owned()
    };
    match value {
        Value::Bool(truth) => yes(*truth).to_owned(),
        Value::Number(units) => match kind {
            Kind::Money { .. } => money(speaker, *units),
            Kind::Score { .. } => points(*units),
            _ => count(*units),
        },
        Value::Date(on) => day(*on),
        Value::Occurrence(last) => occurrence(*last),
        Value::Choice(i) => label(usize::from(*i)),
        Value::Several(set) => {
            let chosen: Vec<String> = (0..64).filter(|i| set >> i & 1 == 1).map(label).collect();
            if chosen.is_empty() { NONE.to_owned() } else { chosen.join("、") }
        }
        Value::Yearly(years) => {
            let one = |(year, amount): &(i32, Range)| {
                words::values::InYear { year, amount: money(speaker, *amount) }.to_string()
            };
            years.iter().map(one).collect::<Vec<_>>().join("，")
        }
        Value::Table(rows) if rows.is_empty() => NONE.to_owned(),
        Value::Table(rows) => words::values::in_annex(rows.len()),
        Value::Text(written) => text(written),
    }
}

/// The cells of a table's row.
pub(super) fn cells(speaker: &Speaker<'_>, words: &Words, fact: &Fact, row: &Row) -> Vec<String> {
    let Kind::Table { columns } = &fact.kind else { return Vec::new() };
    let cell = |i: usize| row.cells.get(i).and_then(Option::as_ref);
    let said = |(i, column): (usize, &Column)| value(speaker, words, fact, &column.kind, cell(i));
    columns.iter().enumerate().map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_range_says_which_end_is_known() {
        assert_eq!(count(Range { low: 3, high: Range::OPEN_HIGH }), "不少于3");
        assert_eq!(points(Range { low: 140, high: 165 }), "14分至16.5分");
        assert_eq!(count(Range { low: Range::OPEN_LOW, high: Range::OPEN_HIGH }), TO_FILL);
    }
}
