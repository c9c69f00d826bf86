//! What people type, paste or keep in spreadsheets, read into exact values. One reader for fields of the page, pasted
//! rows and whatever else holds typed values; what cannot be read without guessing is refused, with what to do.
//!
//! Answer files are not typed: [`super::read_value`] reads them, in one spelling only.

mod closed;
mod code;
mod day;
mod decimal;
mod fault;
mod line;
mod number;
mod numeral;
mod range;
mod unit;

pub use closed::{read_occurrence, read_one_of};
pub use code::{UsccDoubt, UsccOdd, uscc_doubt, uscc_right};
pub use day::{read_day, read_serial};
pub use fault::Fault;
pub use line::{half_width, one_line, several_lines, straight};
pub use range::{read_number, read_number_in};
pub use unit::Unit;

use super::{Kind, MAX_TEXT, Value};

/// Reads yes or no, in the words and signs that lists use; nothing typed is no answer.
///
/// # Errors
/// [`Fault::NotYesOrNo`].
pub fn read_yes_no(text: &str) -> Result<Option<bool>, Fault> {
    match line::narrowed(text).trim().to_ascii_lowercase().as_str() {
        "" => Ok(None),
        "是" | "有" | "对" | "√" | "✓" | "✔" | "☑" | "yes" | "y" | "true" | "1" => Ok(Some(true)),
        "否" | "无" | "没有" | "不是" | "×" | "✕" | "✗" | "✘" | "☐" | "no" | "n" | "false" | "0" => {
            Ok(Some(false))
        }
        _ => Err(Fault::NotYesOrNo),
    }
}

/// Reads one cell of a table's column; an empty cell is no answer. `unit`: that of amounts which name none of their own,
/// as under a heading `合同额（万元）`.
///
/// # Errors
/// Why the text is no value of this kind.
pub fn read_cell(kind: &Kind, unit: Unit, text: &str) -> Result<Option<Value>, Fault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match kind {
        Kind::Count | Kind::Money { .. } | Kind::Score { .. } => {
            read_number_in(kind, unit, text).map(|range| range.map(Value::Number))
        }
        Kind::Date => read_day(text).map(|day| day.map(Value::Date)),
        Kind::Bool => read_yes_no(text).map(|truth| truth.map(Value::Bool)),
        Kind::Text(_) if text.chars().count() > MAX_TEXT => Err(Fault::TooLong),
        Kind::Text(_)
        | Kind::Yearly { .. }
        | Kind::Occurrence
        | Kind::Choice { .. }
        | Kind::Several { .. }
        | Kind::Table { .. } => Ok(Some(Value::Text(several_lines(text.trim())))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{Range, TextFormat};

    #[test]
    fn a_cell_is_read_by_the_kind_of_its_column() {
        let read = |kind: &Kind, text: &str| read_cell(kind, Unit::WAN, text);
        let money = Kind::Money { signed: false };
        assert_eq!(read(&money, "80"), Ok(Some(Value::Number(Range::exactly(80_000_000)))));
        assert_eq!(read(&Kind::Count, "80"), Ok(Some(Value::Number(Range::exactly(80)))), "a unit of money");
        assert_eq!(read(&Kind::Bool, " 是 "), Ok(Some(Value::Bool(true))));
        assert_eq!(read(&Kind::Bool, "Ｎ"), Ok(Some(Value::Bool(false))));
        assert_eq!(read(&Kind::Bool, "也许"), Err(Fault::NotYesOrNo));
        assert_eq!(read(&Kind::Text(TextFormat::Line), " 甲 "), Ok(Some(Value::Text("甲".into()))));
        let long = |characters: usize| read(&Kind::Text(TextFormat::Line), &"长".repeat(characters));
        assert!(long(20_000).is_ok(), "as many as an answer file holds");
        assert_eq!(long(20_001), Err(Fault::TooLong));
        for kind in [money, Kind::Count, Kind::Bool, Kind::Date, Kind::Text(TextFormat::Line)] {
            assert_eq!(read(&kind, " \u{3000}\t"), Ok(None), "{kind:?}");
        }
    }
}
