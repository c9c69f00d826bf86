//! Facts: what an organisation says of itself. Kinds, values, the catalogue of all facts and one organisation's sheet.

mod catalogue;
pub mod foreign;
mod number;
pub mod pasted;
mod read;
mod sheet;
mod table;
pub mod typed;
mod value;
mod write;

pub use catalogue::{Catalogue, Column, Fact, FactIx, Kind, Passing, TextFormat};
pub use number::{Parts, format_fixed, parse_fixed};
pub use read::unknown_fact;
pub use read::{Answers, MAX_ROWS, MAX_TEXT, Unknown, read_answers, read_answers_on, read_value};
pub use sheet::Sheet;
pub use table::{Beside, CellChange, Table};
pub use value::{Occurrence, Range, Row, Value};
pub use write::{value_to_json, write_answers, write_answers_noting, write_answers_with};

/// The check character of a unified social credit identifier (GB 32100-2015), when the first 17 characters are of its
/// set. Weights are 3^(i−1) mod 31; the check value is (31 − Σ mod 31) mod 31.
#[must_use]
pub fn uscc_check(first_17: &str) -> Option<char> {
    const SET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let mut sum = 0_usize;
    let mut weight = 1_usize;
    let mut count = 0;
    for c in first_17.chars() {
        sum += SET.chars().position(|known| known == c)? * weight;
        weight = weight * 3 % 31;
        count += 1;
    }
    if count != 17 {
        return None;
    }
    SET.chars().nth((31 - sum % 31) % 31)
}

/// Whether `text` is 18 characters of the set with the right check character (GB 32100-2015).
#[must_use]
pub fn uscc_valid(text: &str) -> bool {
    let Some((index, last)) = text.char_indices().nth(17) else { return false };
    text.chars().count() == 18 && text.get(..index).and_then(uscc_check) == Some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_specimen_code_is_valid_and_a_changed_digit_is_not() {
        assert!(uscc_valid("91350100M000100Y43"));
        assert!(!uscc_valid("91350100M000100Y44"));
        assert!(!uscc_valid("91350100M000100Y4"));
        assert!(!uscc_valid("91350100I000100Y43"));
        assert!(!uscc_valid(""));
    }
}
