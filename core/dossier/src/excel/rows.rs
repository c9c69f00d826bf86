//! The sheet of an Excel file.

use super::super::book::{Book, Cell};
use super::super::xml::{Xml, clean};
use super::parts::{Format, MAIN};

/// The row of the heads, below the title and the remark.
pub(super) const HEAD_ROW: u32 = 3;
/// The most characters that a cell may hold.
const LONGEST: usize = 32_767;

/// The widest sheet that an A4 page on its side takes at its full size, in characters of the Latin alphabet. The kit's own
/// papers are no wider; a desk's table that is goes on A3.
pub(super) const A4: u16 = 130;
/// Paper sizes as the format numbers them.
const A4_PAPER: u8 = 9;
const A3_PAPER: u8 = 8;

/// The letters of a column.
pub(super) fn column_name(index: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or_default());
    match index / 26 {
        0 => letter(index).to_string(),
        first => format!("{}{}", column_name(first - 1), letter(index)),
    }
}

/// Text as the format wants it: `_x0041_` would be read as a character code, so the underscore that begins one is
/// written as its own code; what is longer than a cell may be is cut.
fn escaped(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len());
    for (i, c) in text.char_indices().take(LONGEST) {
        let code = text.get(i + 1..i + 7).map(str::as_bytes);
        let looks_coded = c == '_'
            && matches!(code, Some([b'x', a, b, c, d, b'_']) if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()));
        if looks_coded {
            out.push_str("_x005F_");
        } else {
            out.push(c);
        }
    }
    out
}

fn cell(xml: &mut Xml, column: usize, row: u32, format: Format, value: &Cell) {
    xml.raw("<c r=\"").raw(&column_name(column)).number(row).raw("\" s=\"").number(format as u8);
    match value {
        Cell::Text(text) => {
            xml.raw("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">").text(&escaped(text)).raw("</t></is></c>");
        }
        Cell::Count(number) => {
            xml.raw("\"><v>").number(number).raw("</v></c>");
        }
        Cell::Decimal(number) => {
            xml.raw("\"><v>").raw(&number.shown()).raw("</v></c>");
        }
        // Serial days count from 1899-12-30 for every date after February 1900; earlier ones are words.
        Cell::Date(day) => {
            let serial = day.number() - 693_594;
            if serial > 60 {
                xml.raw("\"><v>").number(serial).raw("</v></c>");
            } else {
                xml.raw("\" t=\"inlineStr\"><is><t>").number(day).raw("</t></is></c>");
            }
        }
    }
}

/// Lines that a text takes in a column: a Chinese character is as wide as two Latin ones.
fn lines(text: &str, width: u16) -> u32 {
    let width = u32::from(width.max(4)) - 2;
    let of = |line: &str| {
        let units: u32 = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        units.div_ceil(width).max(1)
    };
    text.split('\n').map(of).sum()
}

/// `xl/worksheets/sheet1.xml`: frozen heads, filters, widths, A4 on its side, one page wide.
pub(super) fn sheet(book: &Book) -> Vec<u8> {
    let mut xml = Xml::document();
    let last_column = column_name(book.columns.len().saturating_sub(1));
    let last_row = HEAD_ROW as usize + book.rows.len();
    xml.raw("<worksheet xmlns=\"")
        .raw(MAIN)
        .raw("\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><dimension ref=\"A1:");
    xml.raw(&last_column)
        .number(last_row)
        .raw("\"/><sheetViews><sheetView workbookViewId=\"0\" showGridLines=\"0\"><pane ySplit=\"")
        .number(HEAD_ROW);
    xml.raw("\" topLeftCell=\"A")
        .number(HEAD_ROW + 1)
        .raw("\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>");
    for (i, (_, width)) in book.columns.iter().enumerate() {
        xml.raw("<col min=\"")
            .number(i + 1)
            .raw("\" max=\"")
            .number(i + 1)
            .raw("\" width=\"")
            .number(width)
            .raw("\" customWidth=\"1\"/>");
    }
    xml.raw("</cols><sheetData><row r=\"1\" ht=\"30\" customHeight=\"1\">");
    cell(&mut xml, 0, 1, Format::Title, &Cell::Text(book.title.clone()));
    let wide: u16 = book.columns.iter().map(|(_, width)| *width).sum();
    xml.raw("</row><row r=\"2\" ht=\"").number(16 * lines(&book.remark, wide)).raw("\" customHeight=\"1\">");
    cell(&mut xml, 0, 2, Format::Remark, &Cell::Text(book.remark.clone()));
    xml.raw("</row><row r=\"").number(HEAD_ROW).raw("\" ht=\"24\" customHeight=\"1\">");
    for (i, (head, _)) in book.columns.iter().enumerate() {
        cell(&mut xml, i, HEAD_ROW, Format::Head, &Cell::Text(head.clone()));
    }
    xml.raw("</row>");
    for (row, cells) in (HEAD_ROW + 1..).zip(&book.rows) {
        let height = cells
            .iter()
            .zip(&book.columns)
            .map(|(value, (_, width))| if let Cell::Text(text) = value { lines(text, *width) } else { 1 })
            .max()
            .unwrap_or(1);
        // The tallest row that there can be is 409 points.
        xml.raw("<row r=\"")
            .number(row)
            .raw("\" ht=\"")
            .number((15 * height + 5).min(409))
            .raw("\" customHeight=\"1\">");
        for (i, value) in cells.iter().enumerate() {
            let format = match value {
                Cell::Text(_) => Format::Text,
                Cell::Count(_) => Format::Count,
                Cell::Decimal(_) => Format::Decimal,
                Cell::Date(_) => Format::Date,
            };
            cell(&mut xml, i, row, format, value);
        }
        xml.raw("</row>");
    }
    xml.raw("</sheetData><autoFilter ref=\"A")
        .number(HEAD_ROW)
        .raw(":")
        .raw(&last_column)
        .number(last_row)
        .raw("\"/><mergeCells count=\"2\">");
    for row in [1, 2] {
        xml.raw("<mergeCell ref=\"A").number(row).raw(":").raw(&last_column).number(row).raw("\"/>");
    }
    xml.raw("</mergeCells><printOptions horizontalCentered=\"1\"/><pageMargins left=\"0.4\" right=\"0.4\" top=\"0.7\" bottom=\"0.7\" header=\"0.3\" footer=\"0.3\"/>");
    let paper = if wide > A4 { A3_PAPER } else { A4_PAPER };
    xml.raw("<pageSetup paperSize=\"").number(paper);
    xml.raw("\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/><headerFooter><oddFooter>&amp;C— &amp;P —</oddFooter></headerFooter></worksheet>");
    xml.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_past_z() {
        let names: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(column_name).collect();
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn what_looks_like_a_character_code_stays_what_was_typed() {
        assert_eq!(escaped("_x0041_"), "_x005F_x0041_");
        assert_eq!(escaped("a_x_b_x00ZZ_"), "a_x_b_x00ZZ_");
        assert_eq!(escaped("=1+1"), "=1+1");
    }
}
