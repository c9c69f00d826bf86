//! What every reader of workbooks from strangers shares: an `.xlsx` is looked through before another library sees it, those of
//! other formats are read here, numbers become the decimals that a person sees, places are named as spreadsheets name them.
//!
//! # Invariants
//!
//! * What passes [`check`] unpacks within bounds and names no cell outside of every sheet.
//! * A number is what fifteen digits of it say, as in every spreadsheet.
//!
//! # Example
//!
//! ```
//! use ziping_workbook::{Unsound, check, column_name};
//!
//! assert_eq!(check(b"id,name"), Err(Unsound::NotWorkbook));
//! assert_eq!(column_name(27), "AB");
//! ```

mod other;

pub use other::{At, Sheet, Value, other};
use std::ops::ControlFlow;
use ziping_base::calendar::Day;
use ziping_base::diag::Said;
use ziping_base::say;
use ziping_unzip::{Limits, Reason, Refused, Zip};

/// The most cells of a workbook that hold something. A filled-in table of 10,000 rows has some 80,000.
pub const MOST_CELLS: usize = 500_000;

/// Why a file is not given to a reader of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsound {
    /// No workbook.
    NotWorkbook,
    /// A file of an office program that is not read here: older than Excel 97, no workbook at all.
    OldFormat,
    /// Under a password.
    Locked,
    /// Damaged.
    Damaged(Said),
    /// Larger than is accepted.
    TooLarge,
}

impl Unsound {
    /// In words.
    #[must_use]
    pub fn said(&self) -> Said {
        match self {
            Self::NotWorkbook => say!("this is no Excel workbook", "这不是 Excel 工作簿"),
            Self::OldFormat => say!(
                "this file is in a format that is not read: not .xlsx, .xls (Excel 97 or later), .et or .ods",
                "这个文件的格式读不了：不是 .xlsx、.xls（Excel 97 以后）、.et 或 .ods"
            ),
            Self::Locked => say!("this workbook is under a password", "这个工作簿设了打开密码"),
            Self::Damaged(Said { en, zh }) => say!("this workbook is damaged: {en}", "这个工作簿已损坏：{zh}"),
            Self::TooLarge => say!("this workbook is larger than is accepted", "这个工作簿太大"),
        }
    }
}

/// Looks through an `.xlsx` before a reader of cells sees it: its archive entry by entry, the places that its sheets name.
///
/// # Errors
/// Why no reader may see it.
pub fn check(bytes: &[u8]) -> Result<(), Unsound> {
    let archive = |refused: Refused| match refused.reason {
        Reason::NotZip | Reason::Rar | Reason::SevenZip => Unsound::NotWorkbook,
        Reason::ArchiveTooLarge | Reason::TooManyEntries | Reason::EntryTooLarge | Reason::TotalTooLarge => {
            Unsound::TooLarge
        }
        reason => Unsound::Damaged(Said::new(refused.to_string(), reason.in_chinese())),
    };
    let zip = Zip::open(&bytes, &Limits::DOCUMENT).map_err(archive)?;
    if !zip.entries().iter().any(|entry| entry.name().starts_with("xl/")) {
        return Err(Unsound::NotWorkbook);
    }
    for entry in zip.entries() {
        let mut bytes = Vec::new();
        let wanted = entry.name().contains("worksheets/");
        let mut keep = |piece: &[u8]| {
            if wanted {
                bytes.extend_from_slice(piece);
            }
            ControlFlow::Continue(())
        };
        zip.stream(entry, &mut keep).map_err(archive)?;
        if !places_are_sound(&bytes) {
            let why = say!(
                "a cell of `{name}` lies outside of every sheet",
                "“{name}”里有单元格的位置不对",
                name = entry.name()
            );
            return Err(Unsound::Damaged(why));
        }
    }
    Ok(())
}

/// Whether every place that a sheet names (`r`, `ref`) can be one: the reader of cells counts them without a bound.
fn places_are_sound(sheet: &[u8]) -> bool {
    let part = |part: &[u8]| {
        let letters = part.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        letters <= 3 && part.len() - letters <= 7
    };
    let value = |name: &[u8]| {
        let name = name.to_vec();
        let starts = sheet.windows(name.len()).enumerate().filter(move |(_, window)| *window == name.as_slice());
        starts.filter_map(move |(at, window)| {
            let value = sheet.get(at + window.len()..)?;
            value.get(..value.iter().position(|byte| matches!(byte, b'"' | b'\''))?)
        })
    };
    let names: [&[u8]; 4] = [b" r=\"", b" r='", b" ref=\"", b" ref='"];
    names.into_iter().flat_map(value).all(|value| value.split(|byte| *byte == b':').all(part))
}

/// The letters of a column, from 0: A, …, Z, AA, ….
#[must_use]
pub fn column_name(column: u32) -> String {
    let (mut rest, mut letters) = (u64::from(column) + 1, Vec::new());
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// A number as a plain decimal; `None` where it is none that anybody typed. Spreadsheets keep and show 15 digits that count; what lies behind comes of counting in
/// binary, and would turn 0.3 into 0.30000000000000004.
#[expect(clippy::disallowed_types, reason = "spreadsheets hold numbers so; here it becomes an exact decimal")]
#[must_use]
pub fn decimal(number: f64) -> Option<String> {
    if !number.is_finite() {
        return None;
    }
    let spelt = format!("{:.14e}", number.abs());
    let (digits, power) = spelt.split_once('e')?;
    let power: i32 = power.parse().ok()?;
    let digits = digits.replace('.', "");
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    // Neither longer than anybody can read, nor finer than anything that is asked.
    if !(-15..=30).contains(&power) {
        return None;
    }
    let sign = if number < 0.0 { "-" } else { "" };
    let length = i32::try_from(digits.len()).ok()?;
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    Some(if power < 0 {
        format!("{sign}0.{}{digits}", zeros(-power - 1))
    } else if power + 1 >= length {
        format!("{sign}{digits}{}", zeros(power + 1 - length))
    } else {
        let (whole, part) = digits.split_at_checked(usize::try_from(power + 1).ok()?)?;
        format!("{sign}{whole}.{part}")
    })
}

/// The day that a spreadsheet counts with a number. From 1900, 1 is its first day and 60 one that there was not.
#[must_use]
pub fn day_of(serial: i32, from_1904: bool) -> Option<Day> {
    /// 9999-12-31.
    const LAST: i32 = 2_958_465;
    if from_1904 {
        return Some(Day::new(1904, 1, 1)?.plus_days(serial)).filter(|_| serial >= 0);
    }
    if (1..60).contains(&serial) {
        return Some(Day::new(1899, 12, 31)?.plus_days(serial));
    }
    if serial > 60 && serial <= LAST { Some(Day::new(1899, 12, 30)?.plus_days(serial)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_each_kind_of_workbook_counts_them() {
        let day = |text| Day::parse(text);
        assert_eq!(day_of(1, false), day("1900-01-01"));
        assert_eq!(day_of(59, false), day("1900-02-28"));
        assert_eq!(day_of(60, false), None, "there was no 29 February 1900");
        assert_eq!(day_of(61, false), day("1900-03-01"));
        assert_eq!(day_of(45352, false), day("2024-03-01"));
        assert_eq!(day_of(45352 - 1462, true), day("2024-03-01"));
        assert_eq!(day_of(0, false), None);
    }

    #[test]
    fn numbers_become_the_decimals_that_spreadsheets_show() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (1_234_567.89 * 1.1, "1358024.679"),
            (12_000_000.0, "12000000"),
            (-0.05, "-0.05"),
            (1e15, "1000000000000000"),
            (123_456_789_012_345.0, "123456789012345"),
            (0.000_012, "0.000012"),
            (13_800_138_000.0, "13800138000"),
        ] {
            assert_eq!(decimal(number).as_deref(), Some(text), "{number}");
        }
        for text in ["NaN", "inf", "1e40", "1e-20"] {
            assert_eq!(decimal(text.parse().unwrap()), None, "{text}");
        }
    }

    #[test]
    fn places_outside_of_every_sheet_are_seen() {
        for sound in [
            "",
            "<row r=\"1048576\"><c r='XFD1048576' s=\"1\"/>",
            "<dimension ref=\"A1:XFD1048576\"/><x sqref=\"A1 B2:C3\"/>",
        ] {
            assert!(places_are_sound(sound.as_bytes()), "{sound}");
        }
        for wrong in [
            "<c r=\"A99999999999\"/>",
            "<c r='ZZZZZZ9'/>",
            "<row r=\"12345678\">",
            "<dimension ref=\"A1:B123456789\"/>",
        ] {
            assert!(!places_are_sound(wrong.as_bytes()), "{wrong}");
        }
    }

    #[test]
    fn a_column_has_the_letters_that_spreadsheets_give_it() {
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(column_name(column), letters);
        }
    }
}
