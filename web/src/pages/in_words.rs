//! Answers in words, for tables of them.

use crate::engine::Book;
use crate::site::Site;
use crate::texts::fill;
use ziping_rules::fact::{FactIx, Kind, Occurrence, Value};
use ziping_rules::rule::expr::Unit;

/// An answer in words.
pub(super) fn in_words(site: &Site, book: &Book, fact: FactIx, value: Option<&Value>) -> String {
    let t = site.t;
    let id = site.id_of(fact);
    let (Some(value), Some(kind)) = (value, site.library().catalogue.get(fact).map(|fact| &fact.kind)) else {
        return t.compare_unanswered().to_owned();
    };
    let speaker = book.speaker();
    let unit = match kind {
        Kind::Money { .. } | Kind::Yearly { .. } => Unit::Money,
        Kind::Score { .. } => Unit::Score,
        _ => Unit::Count,
    };
    let option = |place: usize| match kind {
        Kind::Choice { options, .. } | Kind::Several { options } => {
            options.get(place).map(|option| book.words().label("fact", id, option).to_owned()).unwrap_or_default()
        }
        _ => String::new(),
    };
    match value {
        Value::Bool(truth) => if *truth { t.field_yes() } else { t.field_no() }.to_owned(),
        Value::Number(range) => speaker.range(*range, unit),
        Value::Date(day) => day.to_string(),
        Value::Occurrence(Occurrence::On(day)) => day.to_string(),
        Value::Occurrence(occurrence) => speaker.occurrence(Some(*occurrence)),
        Value::Choice(place) => option(usize::from(*place)),
        Value::Several(set) => {
            let chosen = (0..64).filter(|place| set >> place & 1 == 1).map(option);
            chosen.collect::<Vec<_>>().join(t.list_comma())
        }
        Value::Yearly(years) => {
            let year = |(year, range): (_, &_)| format!("{year}: {}", speaker.range(*range, unit));
            years.iter().map(|(y, range)| year((y, range))).collect::<Vec<_>>().join(t.list_comma())
        }
        Value::Table(rows) => fill(t.compare_rows(), &[("n", &rows.len().to_string())]),
        Value::Text(text) => text.clone(),
    }
}
