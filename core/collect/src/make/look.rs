//! How a workbook looks: formats of cells, and what every sheet has in common.

use crate::answer::Put;
use crate::keys::{ColumnKey, RowKey, SheetKind};
use crate::make::lists::Lists;
use crate::tongue::{Tongue, both};
use crate::words;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, ProtectionOptions, Worksheet, XlsxError,
};
use ziping_base::diag::Said;
use ziping_rules::fact::{Kind, TextFormat, format_fixed};

const BODY: &str = "宋体";
const HEADING: &str = "黑体";

/// The formats of cells.
pub(super) struct Look {
    pub(super) title: Format,
    pub(super) lead: Format,
    pub(super) note: Format,
    pub(super) head: Format,
    pub(super) group: Format,
    pub(super) words: Format,
    pub(super) section: Format,
    pub(super) bold: Format,
    pub(super) plain: Format,
    pub(super) small: Format,
    pub(super) centred: Format,
    pub(super) key: Format,
}

fn body() -> Format {
    Format::new().set_font_name(BODY).set_font_size(10).set_text_wrap().set_align(FormatAlign::VerticalCenter)
}

fn framed(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color("808080")
}

impl Look {
    pub(super) fn new() -> Self {
        let heading =
            |size: u8| Format::new().set_font_name(HEADING).set_font_size(size).set_align(FormatAlign::VerticalCenter);
        Self {
            title: heading(16).set_text_wrap(),
            note: body().set_align(FormatAlign::Top),
            lead: body().set_font_size(11).set_align(FormatAlign::Top),
            head: framed(body()).set_bold().set_align(FormatAlign::Center).set_background_color("F2EFE9"),
            group: framed(heading(11)).set_background_color("E4E9EE"),
            words: framed(body()).set_indent(1),
            section: heading(13).set_text_wrap(),
            plain: Format::new().set_font_name(BODY).set_font_size(10),
            bold: Format::new().set_font_name(BODY).set_font_size(10).set_bold(),
            small: framed(body()).set_indent(1).set_font_size(9).set_font_color("444444"),
            centred: framed(body()).set_align(FormatAlign::Center),
            key: Format::new().set_num_format("@").set_font_size(8),
        }
    }

    /// A cell to be filled in with an answer of a kind.
    pub(super) fn answer(kind: &Kind) -> Format {
        let cell = framed(body()).set_unlocked().set_background_color("FFF8DC");
        match kind {
            Kind::Count => cell.set_num_format("0").set_align(FormatAlign::Right),
            Kind::Money { .. } | Kind::Yearly { .. } => cell.set_num_format("#,##0.00").set_align(FormatAlign::Right),
            Kind::Score { .. } => cell.set_num_format("0.0").set_align(FormatAlign::Right),
            Kind::Date | Kind::Occurrence => cell.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
            Kind::Bool => cell.set_num_format("@").set_align(FormatAlign::Center),
            Kind::Choice { .. } | Kind::Several { .. } | Kind::Text(_) | Kind::Table { .. } => cell.set_num_format("@"),
        }
    }
}

/// Puts an answer into a cell, or leaves it blank to be filled in.
pub(super) fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    answer: Option<&Put>,
    format: &Format,
) -> Result<(), XlsxError> {
    match answer {
        None => sheet.write_blank(row, column, format)?,
        Some(Put::Text(text)) => sheet.write_string_with_format(row, column, text, format)?,
        Some(Put::Number(text)) => number(sheet, row, column, text, format)?,
        Some(Put::Day(day)) => {
            let year = u16::try_from(day.year()).unwrap_or_default();
            let (month, date) = (u8::try_from(day.month()), u8::try_from(day.day_of_month()));
            let time = ExcelDateTime::from_ymd(year, month.unwrap_or_default(), date.unwrap_or_default())?;
            sheet.write_datetime_with_format(row, column, &time, format)?
        }
    };
    Ok(())
}

#[expect(clippy::disallowed_types, reason = "spreadsheets hold numbers so; of 15 digits each comes back as it was")]
fn number<'s>(
    sheet: &'s mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<&'s mut Worksheet, XlsxError> {
    match text.parse::<f64>() {
        Ok(number) => sheet.write_number_with_format(row, column, number, format),
        Err(_) => sheet.write_string_with_format(row, column, text, format),
    }
}

/// The check of what is typed into cells of a kind, from one row to another. It warns and lets pass what it does not know:
/// the reader knows more, such as 1200万 or a range.
pub(super) fn check(
    sheet: &mut Worksheet,
    rows: (u32, u32),
    column: u16,
    kind: &Kind,
    names: &[String],
    lists: &mut Lists,
    tongue: Tongue,
) -> Result<(), XlsxError> {
    let plain = DataValidation::new().set_error_style(DataValidationErrorStyle::Warning);
    let of = |text: &str| Formula::new(text);
    let (check, said) = match kind {
        Kind::Bool | Kind::Choice { .. } => {
            let stops = DataValidation::new().set_error_style(DataValidationErrorStyle::Stop);
            (stops.allow_list_formula(of(&lists.range(names))), both(words::sheets::checks::choice))
        }
        Kind::Occurrence => {
            // A day may be typed as well.
            let free = DataValidation::new().allow_list_formula(of(&lists.range(names))).show_error_message(false);
            sheet.add_data_validation(rows.0, column, rows.1, column, &free)?;
            return Ok(());
        }
        Kind::Count => {
            (plain.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)), both(words::sheets::checks::count))
        }
        Kind::Money { signed } | Kind::Yearly { signed } => {
            let least = if *signed { "-1000000000000000" } else { "0" };
            let rule = DataValidationRule::GreaterThanOrEqualTo(of(least));
            let said = both(words::sheets::checks::money);
            (plain.allow_decimal_number_formula(rule), said)
        }
        Kind::Score { max } => {
            let max = format_fixed(*max, 1);
            let rule = DataValidationRule::Between(of("0"), of(&max));
            let said = both(|lang| words::sheets::checks::score(lang, &max));
            (plain.allow_decimal_number_formula(rule), said)
        }
        Kind::Date => {
            let rule = DataValidationRule::GreaterThanOrEqualTo(ExcelDateTime::from_ymd(1900, 1, 1)?);
            let said = both(words::sheets::checks::date);
            (plain.allow_date(rule), said)
        }
        Kind::Text(TextFormat::Uscc) => {
            (plain.allow_text_length(DataValidationRule::EqualTo(18)), both(words::sheets::checks::uscc))
        }
        Kind::Text(_) | Kind::Several { .. } | Kind::Table { .. } => return Ok(()),
    };
    let check = check.set_error_title(heading(tongue))?.set_error_message(tongue.lines(&said))?;
    sheet.add_data_validation(rows.0, column, rows.1, column, &check)?;
    Ok(())
}

fn heading(tongue: Tongue) -> String {
    tongue.line(&both(words::sheets::checks::title))
}

/// What a sheet is for, as far as its frame goes.
pub(super) struct Frame<'f> {
    pub(super) name: &'f str,
    /// Widths of the columns behind the hidden one, in characters.
    pub(super) widths: &'f [u8],
    /// The last row of the heads, which are repeated on each page.
    pub(super) head: u32,
    /// Rows may be put in and taken out.
    pub(super) grows: bool,
    pub(super) landscape: bool,
}

/// Gives a sheet its name, its widths, its protection and how it is printed: on A4, as wide as a page.
pub(super) fn frame(sheet: &mut Worksheet, frame: &Frame<'_>) -> Result<(), XlsxError> {
    sheet.set_name(frame.name)?;
    sheet.set_column_hidden(0)?;
    sheet.set_row_hidden(0)?;
    for (column, width) in (1_u16..).zip(frame.widths) {
        sheet.set_column_width(column, *width)?;
    }
    let options = ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_rows: frame.grows,
        delete_rows: frame.grows,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    };
    sheet.protect_with_options(&options);
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.5, 0.5, 0.5, 0.6, 0.3, 0.3);
    if frame.landscape {
        sheet.set_landscape();
    }
    if frame.head > 0 {
        sheet.set_freeze_panes(frame.head + 1, 0)?.set_repeat_rows(1, frame.head)?;
    }
    sheet.set_footer("&C&P / &N&R&A").set_screen_gridlines(false);
    Ok(())
}

/// A name that a sheet can have: at most 31 characters, none of which spreadsheets keep for themselves, and no other
/// sheet's.
pub(super) fn sheet_name(wanted: &str, taken: &mut Vec<String>) -> String {
    let fits = |text: &str, most: usize| -> String {
        let kept = ['[', ']', ':', '*', '?', '/', '\\'];
        let words = text.split(|c: char| kept.contains(&c) || c.is_whitespace()).filter(|word| !word.is_empty());
        let allowed = words.collect::<Vec<_>>().join(" ");
        let mut name = String::new();
        for c in allowed.chars() {
            if name.encode_utf16().count() + c.len_utf16() > most {
                break;
            }
            name.push(c);
        }
        name.trim().trim_matches('\'').to_owned()
    };
    let wanted = if fits(wanted, 31).is_empty() { "Sheet" } else { wanted };
    let mut name = fits(wanted, 31);
    let is_taken = |name: &str, taken: &[String]| taken.iter().any(|known| known.to_lowercase() == name.to_lowercase());
    let mut number = 2;
    while is_taken(&name, taken) {
        name = format!("{} {number}", fits(wanted, 27));
        number += 1;
    }
    taken.push(name.clone());
    name
}

/// The rows that a text takes up in so many characters of width, where a Chinese one is as wide as two.
pub(super) fn lines(text: &str, width: usize) -> usize {
    let wide = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    text.lines().map(|line| wide(line).div_ceil(width.max(1)).max(1)).sum::<usize>().max(1)
}

/// Makes a row as high as its words need in columns of so many characters: programs other than Excel do not do it when
/// they open a workbook.
pub(super) fn fit(sheet: &mut Worksheet, row: u32, cells: &[(&str, usize)]) -> Result<(), XlsxError> {
    let needed = cells.iter().map(|(text, width)| lines(text, width.saturating_sub(1))).max().unwrap_or(1);
    // In points; spreadsheets allow 409.
    let height = u32::try_from(needed).unwrap_or(1).saturating_mul(14).saturating_add(6).clamp(20, 409);
    sheet.set_row_height(row, height)?;
    Ok(())
}

/// The row of the title of a [`grid`], that of the heads of its columns, and the first one below them.
const TITLE: u32 = 1;
const HEADS: u32 = 2;
pub(super) const BELOW: u32 = HEADS + 1;

/// A column of a [`grid`].
pub(super) struct GridColumn {
    /// What is found in it when the workbook comes back.
    pub(super) key: ColumnKey,
    /// Its width, in characters.
    pub(super) width: u8,
    /// The words over it.
    pub(super) head: Said,
}

impl GridColumn {
    pub(super) const fn new(key: ColumnKey, width: u8, head: Said) -> Self {
        Self { key, width, head }
    }

    /// All columns of a grid, each with its width.
    pub(super) fn all<const N: usize>(columns: [(ColumnKey, Said); N], widths: [u8; N]) -> Vec<Self> {
        columns.into_iter().zip(widths).map(|((key, head), width)| Self::new(key, width, head)).collect()
    }
}

/// Begins a sheet whose columns stand from the first row of answers to the last: its frame, its keys, a title, heads.
pub(super) fn grid(
    kind: &SheetKind,
    name: &str,
    title: &Said,
    columns: &[GridColumn],
    tongue: Tongue,
    look: &Look,
) -> Result<Worksheet, XlsxError> {
    let widths: Vec<u8> = columns.iter().map(|column| column.width).collect();
    let mut sheet = Worksheet::new();
    frame(&mut sheet, &Frame { name, widths: &widths, head: HEADS, grows: false, landscape: true })?;
    sheet.write_string_with_format(0, 0, kind.mark(), &look.key)?;
    for (place, column) in (1_u16..).zip(columns) {
        sheet.write_string_with_format(0, place, column.key.text(), &look.key)?;
    }
    let last = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    sheet.write_string_with_format(TITLE, 0, RowKey::Own.text(), &look.key)?;
    sheet.merge_range(TITLE, 1, TITLE, last, &tongue.line(title), &look.title)?;
    sheet.set_row_height(TITLE, 28)?;
    sheet.write_string_with_format(HEADS, 0, RowKey::Head.text(), &look.key)?;
    let heads: Vec<Said> = columns.iter().map(|column| column.head.clone()).collect();
    head(&mut sheet, HEADS, &heads, &widths, tongue, look)?;
    Ok(sheet)
}

/// Words over the columns, as wide as these are.
pub(super) fn head(
    sheet: &mut Worksheet,
    row: u32,
    heads: &[Said],
    widths: &[u8],
    tongue: Tongue,
    look: &Look,
) -> Result<(), XlsxError> {
    let words: Vec<String> = heads.iter().map(|said| tongue.lines(said)).collect();
    for (column, text) in (1_u16..).zip(&words) {
        sheet.write_string_with_format(row, column, text, &look.head)?;
    }
    let cells: Vec<(&str, usize)> =
        words.iter().zip(widths).map(|(text, width)| (text.as_str(), usize::from(*width))).collect();
    fit(sheet, row, &cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_s_name_is_one_that_spreadsheets_take() {
        let mut taken = vec!["问题".to_owned()];
        assert_eq!(sheet_name("问题", &mut taken), "问题 2");
        assert_eq!(sheet_name("a/b: [c]?", &mut taken), "a b c");
        assert_eq!(sheet_name("A/B: [C]?", &mut taken), "A B C 2");
        assert_eq!(sheet_name("'甲'", &mut taken), "甲");
        assert_eq!(sheet_name(&"长".repeat(50), &mut taken).chars().count(), 31);
        assert_eq!(sheet_name(&"长".repeat(50), &mut taken).chars().count(), 29, "and a number");
        assert_eq!(sheet_name("", &mut taken), "Sheet");
    }

    #[test]
    fn a_text_takes_up_as_many_lines_as_it_is_wide() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("1234567890", 10), 1);
        assert_eq!(lines("一二三四五六", 10), 2);
        assert_eq!(lines("甲\n乙", 10), 2);
    }
}
