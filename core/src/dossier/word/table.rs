//! Forms and tables of a Word file.

use super::super::paper::{Align, FormRow, Table};
use super::super::xml::Xml;
use super::body::{paragraph, runs};

/// What a cell says and how.
struct Cell<'a> {
    text: &'a str,
    style: &'static str,
    align: Align,
    width: u32,
    span: u8,
    /// Light ground, as labels and heads have it.
    shaded: bool,
}

/// How a row behaves.
#[derive(Clone, Copy)]
struct RowKind {
    /// Repeated at the head of each page.
    head: bool,
    /// At least this high, in twentieths of a point.
    height: u32,
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

fn row(xml: &mut Xml, kind: RowKind, cells: &[Cell<'_>]) {
    xml.raw("<w:tr><w:trPr><w:cantSplit/>");
    if kind.height > 0 {
        xml.raw("<w:trHeight w:val=\"").number(kind.height).raw("\" w:hRule=\"atLeast\"/>");
    }
    if kind.head {
        xml.raw("<w:tblHeader/>");
    }
    xml.raw("</w:trPr>");
    for cell in cells {
        xml.raw("<w:tc><w:tcPr><w:tcW w:w=\"").number(cell.width).raw("\" w:type=\"dxa\"/>");
        if cell.span > 1 {
            xml.raw("<w:gridSpan w:val=\"").number(cell.span).raw("\"/>");
        }
        if cell.shaded {
            xml.raw("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2EFE9\"/>");
        }
        xml.raw("<w:vAlign w:val=\"center\"/></w:tcPr>");
        paragraph(xml, cell.style, cell.align, |xml| runs(xml, cell.text));
        xml.raw("</w:tc>");
    }
    xml.raw("</w:tr>");
}

/// The smallest paragraph there is: two tables that touch would become one.
fn end(xml: &mut Xml) {
    xml.raw("</w:tbl><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/></w:pPr></w:p>");
}

/// Rows under a repeated head. A row stays on one page.
pub(super) fn table(xml: &mut Xml, table: &Table, width: u32) {
    let shares: u32 = table.columns.iter().map(|column| u32::from(column.share)).sum::<u32>().max(1);
    let widths: Vec<u32> = table.columns.iter().map(|column| width * u32::from(column.share) / shares).collect();
    begin(xml, &widths);
    let sized = || table.columns.iter().zip(&widths);
    let head: Vec<Cell<'_>> = sized()
        .map(|(column, width)| Cell { text: &column.head, style: "TableHead", align: Align::Centre, width: *width, span: 1, shaded: true })
        .collect();
    row(xml, RowKind { head: true, height: 0 }, &head);
    for cells in &table.rows {
        let cells: Vec<Cell<'_>> = sized()
            .zip(cells)
            .map(|((column, width), text)| Cell { text, style: "TableText", align: column.align, width: *width, span: 1, shaded: false })
            .collect();
        row(xml, RowKind { head: false, height: 0 }, &cells);
    }
    end(xml);
}

/// Labels and values, four columns: label, value, label, value.
pub(super) fn form(xml: &mut Xml, rows: &[FormRow], width: u32) {
    let label = width * 18 / 100;
    let value = width / 2 - label;
    let rest = width - label - value - label;
    begin(xml, &[label, value, label, rest]);
    let label_cell = |text| Cell { text, style: "FormLabel", align: Align::Centre, width: label, span: 1, shaded: true };
    let value_cell = |text, width, span| Cell { text, style: "FormText", align: Align::Left, width, span, shaded: false };
    let whole = value + label + rest;
    for entry in rows {
        match entry {
            FormRow::Wide(name, text) => {
                row(xml, RowKind { head: false, height: 480 }, &[label_cell(name), value_cell(text, whole, 3)]);
            }
            FormRow::Pair([(name, text), (second_name, second)]) => row(
                xml,
                RowKind { head: false, height: 480 },
                &[label_cell(name), value_cell(text, value, 1), label_cell(second_name), value_cell(second, rest, 1)],
            ),
            FormRow::Block(name, text) => {
                row(xml, RowKind { head: false, height: 1900 }, &[label_cell(name), value_cell(text, whole, 3)]);
            }
        }
    }
    end(xml);
}

/// A box in which others write, with room for a signature and a seal.
pub(super) fn opinion(xml: &mut Xml, what: &str, who: &str, width: u32) {
    let label = width * 18 / 100;
    begin(xml, &[label, width - label]);
    xml.raw("<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"3600\" w:hRule=\"atLeast\"/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"").number(label);
    xml.raw("\" w:type=\"dxa\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2EFE9\"/><w:vAlign w:val=\"center\"/></w:tcPr>");
    paragraph(xml, "FormLabel", Align::Centre, |xml| runs(xml, what));
    xml.raw("</w:tc><w:tc><w:tcPr><w:tcW w:w=\"").number(width - label).raw("\" w:type=\"dxa\"/><w:vAlign w:val=\"bottom\"/></w:tcPr>");
    paragraph(xml, "FormText", Align::Left, |xml| runs(xml, &format!("（由{who}填写）")));
    for line in ["负责人（签字）：　　　　　　　", "（盖章）　　　　　　　", "年　　　月　　　日　　"] {
        paragraph(xml, "FormText", Align::Right, |xml| runs(xml, line));
    }
    xml.raw("</w:tc></w:tr>");
    end(xml);
}
