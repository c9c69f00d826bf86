//! Forms and tables of a Word file.

use super::super::paper::{Align, FormRow, Table};
use super::super::xml::Xml;
use super::body::{kept, paragraph, runs};
use super::{Page, pages};
use crate::words;

/// A cell: what it says and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell<'a> {
    pub(super) text: &'a str,
    pub(super) style: &'static str,
    align: Align,
    pub(super) width: u32,
    span: u8,
    /// Light ground, as labels and heads have it.
    shaded: bool,
    /// Lines around it; a note under a table has none.
    ruled: bool,
}

/// A row. It stays on one page, unless it takes most of one.
#[derive(Debug, Clone)]
pub(super) struct Row<'a> {
    pub(super) cells: Vec<Cell<'a>>,
    /// Repeated at the head of each page.
    pub(super) head: bool,
    /// At least this high, in twentieths of a point.
    pub(super) height: u32,
    /// Stays on the page of the next row, or of what follows the table.
    pub(super) keep: bool,
}

/// A table as it is laid out: widths of its columns and its rows.
#[derive(Debug, Clone)]
pub(super) struct Grid<'a> {
    widths: Vec<u32>,
    pub(super) rows: Vec<Row<'a>>,
}

/// The height of the empty paragraph after a table: two tables that touch would become one.
pub(super) const AFTER: u16 = 120;
/// Room for writing and a seal in a box for opinions.
const ROOM: u16 = 1800;
/// The lines of a signature in such a box.
const SIGNATURE: [&str; 3] =
    [words::layout::signature::PERSON, words::layout::signature::SEAL, words::layout::signature::DATE];

/// The height of such a box.
pub(super) fn opinion_height() -> u32 {
    let line = super::styles::style("FormText");
    // Four lines; above, between and below them and the room, the larger of the spaces that meet.
    u32::from(ROOM) + 4 * u32::from(line.line) + 6 * u32::from(line.before.max(line.after))
}

/// Keeps rows together where a page's end would tear apart what belongs together: a table of up to `whole` stays in one
/// piece, and of a longer one no row stands alone on a page, neither the first under its head nor the last.
fn keep_together(rows: &mut [Row<'_>], whole: u32, page: Page) {
    let heights: Vec<u32> = rows.iter().map(pages::row_height).collect();
    let small = heights.iter().sum::<u32>() <= whole;
    let count = rows.len();
    let has_note = rows.last().is_some_and(|row| row.cells.iter().any(|cell| !cell.ruled));
    for (place, row) in rows.iter_mut().enumerate() {
        let heads = row.head;
        // A note counts for nothing beside the rows that it belongs to.
        let noted = count > 2 && place + 3 == count && has_note;
        let edge = place == 0 || place + 2 == count || noted;
        let pair = heights.get(place..place + 2).is_some_and(|pair| pair.iter().sum::<u32>() <= page.body() / 3);
        row.keep = place + 1 < count && (heads || small || (edge && pair));
    }
}

/// How rows under a repeated head are laid out.
pub(super) fn grid(table: &Table, page: Page) -> Grid<'_> {
    let width = page.text();
    let shares: u32 = table.columns.iter().map(|column| u32::from(column.share)).sum::<u32>().max(1);
    let widths: Vec<u32> = table.columns.iter().map(|column| width * u32::from(column.share) / shares).collect();
    let sized = || table.columns.iter().zip(&widths);
    let head = sized()
        .map(|(column, width)| Cell {
            text: &column.head,
            style: "TableHead",
            align: Align::Centre,
            width: *width,
            span: 1,
            shaded: true,
            ruled: true,
        })
        .collect();
    let mut rows = vec![Row { cells: head, head: true, height: 0, keep: true }];
    for cells in &table.rows {
        let cells = sized()
            .zip(cells)
            .map(|((column, width), text)| Cell {
                text,
                style: "TableText",
                align: column.align,
                width: *width,
                span: 1,
                shaded: false,
                ruled: true,
            })
            .collect();
        rows.push(Row { cells, head: false, height: 0, keep: false });
    }
    if let Some(note) = &table.note {
        let span = u8::try_from(widths.len()).unwrap_or(u8::MAX);
        let width = widths.iter().sum();
        let cell = Cell { text: note, style: "Remark", align: Align::Left, width, span, shaded: false, ruled: false };
        rows.push(Row { cells: vec![cell], head: false, height: 0, keep: false });
    }
    keep_together(&mut rows, page.body() / 3, page);
    Grid { widths, rows }
}

/// How labels and values are laid out: four columns of label, value, label, value.
pub(super) fn form<'p>(rows: &'p [FormRow], page: Page) -> Grid<'p> {
    let width = page.text();
    const LINE: u32 = 480;
    const ROOMY: u32 = 1900;
    let label = width * 21 / 100;
    let value = width / 2 - label;
    let rest = width - label - value - label;
    let label_cell = |text: &'p str| Cell {
        text,
        style: "FormLabel",
        align: Align::Left,
        width: label,
        span: 1,
        shaded: true,
        ruled: true,
    };
    let value_cell = |text, width, span| Cell {
        text,
        style: "FormText",
        align: Align::Left,
        width,
        span,
        shaded: false,
        ruled: true,
    };
    let whole = value + label + rest;
    let row = |entry: &'p FormRow| match entry {
        FormRow::Wide(name, text) => {
            Row { cells: vec![label_cell(name), value_cell(text, whole, 3)], head: false, height: LINE, keep: false }
        }
        FormRow::Pair([(name, text), (second_name, second)]) => Row {
            cells: vec![
                label_cell(name),
                value_cell(text, value, 1),
                label_cell(second_name),
                value_cell(second, rest, 1),
            ],
            head: false,
            height: LINE,
            keep: false,
        },
        FormRow::Block(name, text) => {
            Row { cells: vec![label_cell(name), value_cell(text, whole, 3)], head: false, height: ROOMY, keep: false }
        }
    };
    // Boxes with room for a text go to the next page one by one; a form of short answers stays in one piece.
    let roomy = rows.iter().any(|row| matches!(row, FormRow::Block(..)));
    let whole = if roomy { 0 } else { page.body() / 2 };
    let mut rows: Vec<Row<'p>> = rows.iter().map(row).collect();
    keep_together(&mut rows, whole, page);
    Grid { widths: vec![label, value, label, rest], rows }
}

fn begin(xml: &mut Xml, widths: &[u32]) {
    let total: u32 = widths.iter().sum();
    xml.raw("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"").number(total);
    xml.raw("\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
    for width in widths {
        xml.raw("<w:gridCol w:w=\"").number(width).raw("\"/>");
    }
    xml.raw("</w:tblGrid>");
}

fn end(xml: &mut Xml) {
    xml.raw("</w:tbl>");
    gap(xml, AFTER);
}

/// An empty paragraph of a height.
pub(super) fn gap(xml: &mut Xml, height: u16) {
    xml.raw("<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"").number(height);
    xml.raw("\" w:lineRule=\"exact\"/></w:pPr></w:p>");
}

/// Writes a table.
pub(super) fn write(xml: &mut Xml, grid: &Grid<'_>, page: Page) {
    begin(xml, &grid.widths);
    for row in &grid.rows {
        xml.raw("<w:tr><w:trPr>");
        if !pages::divides(row, page) {
            xml.raw("<w:cantSplit/>");
        }
        if row.height > 0 {
            xml.raw("<w:trHeight w:val=\"").number(row.height).raw("\" w:hRule=\"atLeast\"/>");
        }
        if row.head {
            xml.raw("<w:tblHeader/>");
        }
        xml.raw("</w:trPr>");
        for cell in &row.cells {
            xml.raw("<w:tc><w:tcPr><w:tcW w:w=\"").number(cell.width).raw("\" w:type=\"dxa\"/>");
            if cell.span > 1 {
                xml.raw("<w:gridSpan w:val=\"").number(cell.span).raw("\"/>");
            }
            if !cell.ruled {
                xml.raw("<w:tcBorders><w:left w:val=\"nil\"/><w:bottom w:val=\"nil\"/><w:right w:val=\"nil\"/></w:tcBorders>");
            }
            if cell.shaded {
                shade(xml);
            }
            xml.raw("<w:vAlign w:val=\"center\"/></w:tcPr>");
            kept(xml, cell.style, cell.align, row.keep, |xml| runs(xml, cell.text));
            xml.raw("</w:tc>");
        }
        xml.raw("</w:tr>");
    }
    end(xml);
}

fn shade(xml: &mut Xml) {
    xml.raw("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2EFE9\"/>");
}

/// A box in which others write, with room for a signature and a seal.
pub(super) fn opinion(xml: &mut Xml, what: &str, who: &str, width: u32) {
    let label = width * 18 / 100;
    begin(xml, &[label, width - label]);
    xml.raw("<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"")
        .number(label)
        .raw("\" w:type=\"dxa\"/>");
    shade(xml);
    xml.raw("<w:vAlign w:val=\"center\"/></w:tcPr>");
    paragraph(xml, "FormLabel", Align::Left, |xml| runs(xml, what));
    xml.raw("</w:tc><w:tc><w:tcPr><w:tcW w:w=\"")
        .number(width - label)
        .raw("\" w:type=\"dxa\"/><w:vAlign w:val=\"top\"/></w:tcPr>");
    paragraph(xml, "FormText", Align::Left, |xml| runs(xml, &words::layout::filled_in_by(who)));
    gap(xml, ROOM);
    for line in SIGNATURE {
        paragraph(xml, "FormText", Align::Right, |xml| runs(xml, line));
    }
    xml.raw("</w:tc></w:tr>");
    end(xml);
}
