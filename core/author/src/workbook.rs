//! Workbooks as texts by cell: what a person sees in the cell, with merged cells.

use calamine::{Data, DataRef, Reader as _, SheetType, Xlsx};
use regex::Regex;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::LazyLock;
use ziping_base::diag::Diagnostic;
use ziping_base::say;
use ziping_unzip::{Limits, Zip};
use ziping_workbook::{Unsound, Value, check, column_name, decimal, other};

/// The most cells that say something, of all sheets together.
const MOST_CELLS: usize = 50_000;
/// The most sheets.
const MOST_SHEETS: usize = 50;

/// A cell that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it says: a number as it is shown, without separators of thousands.
    pub text: String,
    /// It is a number to the program, not a text.
    pub number: bool,
}

/// A place: row and column, from 0.
pub type At = (u32, u32);

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The cells that say something.
    pub cells: BTreeMap<At, Cell>,
    /// Merged cells: the first and the last place of each.
    pub merged: Vec<(At, At)>,
}

impl Sheet {
    /// Where the text of a place stands: the first cell of what is merged.
    #[must_use]
    pub fn origin(&self, at: At) -> At {
        let holds =
            |(first, last): &&(At, At)| (first.0..=last.0).contains(&at.0) && (first.1..=last.1).contains(&at.1);
        self.merged.iter().find(holds).map_or(at, |(first, _)| *first)
    }

    /// What is seen at a place, and where it stands.
    #[must_use]
    pub fn seen(&self, at: At) -> Option<(At, &Cell)> {
        let origin = self.origin(at);
        Some((origin, self.cells.get(&origin)?))
    }
}

/// A workbook.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Workbook {
    /// Its sheets.
    pub sheets: Vec<Sheet>,
    /// What is in no cell: parts of the file with comments, text boxes, pictures or charts, and the texts in them.
    pub beside: Vec<(String, String)>,
}

/// A place as spreadsheets name it: `B12`.
#[must_use]
pub fn address((row, column): At) -> String {
    let letters = column_name(column);
    format!("{letters}{}", row + 1)
}

/// Reads a workbook.
///
/// # Errors
/// Why it is refused: no workbook of this kind, damaged, protected by a password, larger than tables are.
pub fn read(name: &str, bytes: &[u8]) -> Result<Workbook, Box<Diagnostic>> {
    let refused = |en: &str, zh: &str| {
        let problem = Diagnostic::error("workbook", say!("`{name}` cannot be read: {en}", "“{name}”读不了：{zh}"));
        Box::new(problem.help(say!(
            "save the table as .xlsx in Excel, WPS or LibreOffice, without a password",
            "请在 Excel、WPS 或 LibreOffice 里另存为 .xlsx，不要加密"
        )))
    };
    let unsound = |unsound: Unsound| {
        let said = unsound.said();
        refused(&said.en, &said.zh)
    };
    if let Some(sheets) = other(bytes) {
        let sheets: Vec<Sheet> = sheets.map_err(unsound)?.into_iter().map(seen).collect();
        if sheets.len() > MOST_SHEETS {
            return Err(refused("more than 50 sheets", "工作表超过 50 张"));
        }
        if sheets.iter().map(|sheet| sheet.cells.len()).sum::<usize>() > MOST_CELLS {
            return Err(refused("more than 50000 cells", "单元格超过 50000 个"));
        }
        let unread = "comments, text boxes, pictures and charts are read from .xlsx alone / 批注、文本框、图片和图表只从 .xlsx 读";
        return Ok(Workbook { sheets, beside: vec![(unread.to_owned(), String::new())] });
    }
    check(bytes).map_err(unsound)?;
    let zip = Zip::open(&bytes, &Limits::DOCUMENT).map_err(|_| unsound(Unsound::NotWorkbook))?;
    let beside = beside(&zip);
    let broken = |error: &dyn std::fmt::Display| refused(&error.to_string(), &format!("文件内容有误（{error}）"));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    // Sheets that are a chart have no cells.
    let tables = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = tables.map(|sheet| sheet.name.clone()).collect();
    if names.len() > MOST_SHEETS {
        return Err(refused("more than 50 sheets", "工作表超过 50 张"));
    }
    let mut sheets = Vec::new();
    let mut cells = 0_usize;
    for name in names {
        let styles = book.worksheet_style(&name).map_err(|error| broken(&error))?;
        let percent = |at: At| {
            let format = styles.get(at).and_then(|style| style.number_format.as_ref());
            format.is_some_and(|format| format.format_code.contains('%'))
        };
        let mut sheet = Sheet { name: name.clone(), ..Sheet::default() };
        // Cell by cell: a single cell at the far end of a sheet must not ask for all before it.
        let mut reader = book.worksheet_cells_reader(&name).map_err(|error| broken(&error))?;
        while let Some(cell) = reader.next_cell().map_err(|error| broken(&error))? {
            let at = cell.get_position();
            if let Some(said) = said(cell.get_value(), percent(at)) {
                cells += 1;
                sheet.cells.insert(at, said);
            }
            if cells > MOST_CELLS {
                return Err(refused("more than 50000 cells", "单元格超过 50000 个"));
            }
        }
        drop(reader);
        let mut reader = book.worksheet_cells_reader(&name).map_err(|error| broken(&error))?;
        while let Some(cell) = reader.next_formula().map_err(|error| broken(&error))? {
            let formula = cell.get_value();
            // A formula that was never worked out: it is told as it stands.
            if !formula.is_empty() {
                let unworked = || Cell { text: format!("={formula}"), number: false };
                sheet.cells.entry(cell.get_position()).or_insert_with(unworked);
            }
        }
        drop(reader);
        let merged = book.merge_cells_by_sheet_name(&name).map_err(|error| broken(&error))?;
        sheet.merged = merged.into_iter().map(|merged| (merged.start, merged.end)).collect();
        sheets.push(sheet);
    }
    Ok(Workbook { sheets, beside })
}

/// What a person sees in a sheet of another kind of workbook than `.xlsx`.
fn seen(sheet: ziping_workbook::Sheet) -> Sheet {
    let cell = |value: Value| {
        let (text, number) = match value {
            Value::Text(text) => (text, false),
            Value::Number(number) => (number, true),
            Value::Percent(number) => (shown(&number, true), true),
            Value::Day(day) => (day.to_string(), false),
            Value::Truth(true) => ("TRUE".to_owned(), false),
            Value::Truth(false) => ("FALSE".to_owned(), false),
            Value::Error(error) => (error.to_owned(), false),
            Value::TooFine | Value::Time | Value::Unworked => ("?".to_owned(), false),
        };
        Cell { text: trimmed(&text).to_owned(), number }
    };
    let cells = sheet.cells.into_iter().map(|(at, value)| (at, cell(value))).collect();
    Sheet { name: sheet.name, cells, merged: sheet.merged }
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

static TEXT: LazyLock<Regex> = LazyLock::new(|| crate::phrase::pattern(r"<(?:\w+:)?t(?: [^>]*)?>([^<]*)</(?:\w+:)?t>"));

/// What stands beside the cells, with its text.
fn beside(zip: &Zip<'_>) -> Vec<(String, String)> {
    let of_interest = |name: &str| {
        let below = name.strip_prefix("xl/").unwrap_or_default();
        let folders = [
            "comments",
            "threadedComments/",
            "drawings/",
            "media/",
            "charts/",
            "chartsheets/",
            "embeddings/",
            "diagrams/",
        ];
        folders.iter().any(|folder| below.starts_with(folder)) && !below.contains("_rels/")
    };
    let entries = zip.entries().iter().filter(|entry| of_interest(entry.name()));
    let said = entries.map(|entry| {
        let text = zip.read(entry, Limits::DOCUMENT.single).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let text = text.unwrap_or_default();
        let found = TEXT.captures_iter(&text).filter_map(|found| Some(found.get(1)?.as_str().to_owned()));
        let found: Vec<String> = found.collect();
        let plain = ["&lt;", "&gt;", "&quot;", "&apos;", "&amp;"].iter().zip(["<", ">", "\"", "'", "&"]);
        let text = plain.fold(found.join(" "), |text, (coded, sign)| text.replace(coded, sign));
        (entry.name().to_owned(), text)
    });
    // A part of a drawing that says nothing is one with the part that does: comments have both.
    said.filter(|(name, text)| !text.is_empty() || !name.ends_with(".vml")).collect()
}

fn said(value: &DataRef<'_>, percent: bool) -> Option<Cell> {
    let (text, number) = match Data::from(value.clone()) {
        Data::Empty => return None,
        Data::Int(number) => (shown(&number.to_string(), percent), true),
        Data::Float(number) => (shown(&decimal(number).unwrap_or_else(|| number.to_string()), percent), true),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => (text, false),
        Data::Bool(true) => ("TRUE".to_owned(), false),
        Data::Bool(false) => ("FALSE".to_owned(), false),
        Data::DateTime(day) => (day.to_string(), true),
        Data::Error(error) => (error.to_string(), false),
    };
    let text = trimmed(&text).to_owned();
    (!text.is_empty()).then_some(Cell { text, number })
}

/// A number as it is shown: of a percentage the point moves two places to the right.
fn shown(number: &str, percent: bool) -> String {
    if !percent || number.contains(|c: char| !c.is_ascii_digit() && !"-.".contains(c)) {
        return number.to_owned();
    }
    let (sign, size) = number.strip_prefix('-').map_or(("", number), |size| ("-", size));
    let (whole, behind) = size.split_once('.').unwrap_or((size, ""));
    let behind = format!("{behind:0<2}");
    let (more, rest) = behind.split_at(2);
    let whole = format!("{whole}{more}");
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() { format!("{sign}{whole}%") } else { format!("{sign}{whole}.{rest}%") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_as_spreadsheets_name_them() {
        let named = [(0, 0), (11, 1), (0, 25), (0, 26), (0, 701), (0, 702)].map(address);
        assert_eq!(named, ["A1", "B12", "Z1", "AA1", "ZZ1", "AAA1"]);
    }

    #[test]
    fn a_percentage_is_what_the_cell_shows() {
        let percentages = ["0.6", "0.05", "1", "0.125", "-0.1", "0", "12.5"].map(|number| shown(number, true));
        assert_eq!(percentages, ["60%", "5%", "100%", "12.5%", "-10%", "0%", "1250%"]);
        assert_eq!(decimal(0.1 + 0.2).as_deref(), Some("0.3"));
        assert_eq!(decimal(0.07 * 3.0).map(|number| shown(&number, true)).as_deref(), Some("21%"));
    }

    #[test]
    fn what_is_no_workbook_is_refused_with_a_reason() {
        for bytes in [&b""[..], b"PK\x03\x04", b"id,name\n1,2\n"] {
            let problem = read("x.xlsx", bytes).unwrap_err();
            assert_eq!(problem.code, "workbook");
            assert!(problem.zh.message.contains("x.xlsx"));
        }
        // What older programs write, by its first bytes: the check that all readers of workbooks share knows it.
        let old = read("x.xls", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]).unwrap_err();
        assert!(old.message.contains(".et or .ods"), "{old}");
    }
}
