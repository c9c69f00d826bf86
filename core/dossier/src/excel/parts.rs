//! The small parts of an Excel file: content types, relations, the workbook, styles.

use super::rows::HEAD_ROW;
use crate::book::Book;
use crate::office::{self, OFFICE, TYPES};
use crate::xml::Xml;
use ziping_base::lang::Lang;

/// The namespace of workbooks and sheets.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// Cell formats by place in `cellXfs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// The title.
    Title = 1,
    /// The remark under it.
    Remark = 2,
    /// A head.
    Head = 3,
    /// Words, wrapped.
    Text = 4,
    /// A whole number.
    Count = 5,
    /// A day.
    Date = 6,
    /// A number with its decimals.
    Decimal = 7,
}

pub(super) fn content_types(sheets: usize) -> Vec<u8> {
    let mut parts = vec![("workbook".to_owned(), "sheet.main"), ("styles".to_owned(), "styles")];
    parts.extend((1..=sheets).map(|number| (format!("worksheets/sheet{number}"), "worksheet")));
    let typed =
        parts.into_iter().map(|(part, kind)| (format!("xl/{part}.xml"), format!("{TYPES}.spreadsheetml.{kind}")));
    office::content_types(&typed.collect::<Vec<_>>())
}

pub(super) fn workbook_relations(sheets: usize) -> Vec<u8> {
    let (sheet, styles) = (format!("{OFFICE}/worksheet"), format!("{OFFICE}/styles"));
    let names: Vec<(String, String)> =
        (1..=sheets).map(|number| (format!("rId{number}"), format!("worksheets/sheet{number}.xml"))).collect();
    let mut relations: Vec<(&str, &str, &str)> =
        names.iter().map(|(id, path)| (id.as_str(), sheet.as_str(), path.as_str())).collect();
    relations.push(("rIdStyles", &styles, "styles.xml"));
    office::relations(&relations)
}

/// The sheets; the head of each is repeated on each printed page.
pub(super) fn workbook(books: &[Book]) -> Vec<u8> {
    let mut xml = Xml::document();
    xml.raw("<workbook xmlns=\"")
        .raw(MAIN)
        .raw("\" xmlns:r=\"")
        .raw(OFFICE)
        .raw("\"><bookViews><workbookView/></bookViews><sheets>");
    for (number, book) in (1..).zip(books) {
        let number: usize = number;
        xml.raw("<sheet name=\"").text(&book.sheet).raw("\" sheetId=\"").number(number);
        xml.raw("\" r:id=\"rId").number(number).raw("\"/>");
    }
    xml.raw("</sheets><definedNames>");
    for (place, book) in books.iter().enumerate() {
        let last = HEAD_ROW as usize + book.rows.len();
        let column = super::rows::column_name(book.columns.len().saturating_sub(1));
        xml.raw("<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"").number(place);
        xml.raw("\" hidden=\"1\">'").text(&book.sheet);
        xml.raw("'!$A$").number(HEAD_ROW).raw(":$").raw(&column).raw("$").number(last).raw("</definedName>");
    }
    for (place, book) in books.iter().enumerate() {
        xml.raw("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"").number(place).raw("\">'");
        xml.text(&book.sheet).raw("'!$").number(HEAD_ROW).raw(":$").number(HEAD_ROW).raw("</definedName>");
    }
    xml.raw("</definedNames></workbook>");
    xml.into_bytes()
}

/// Fonts, grounds, borders and the formats of [`Format`]. Words have the format *text*, so that editing a cell does
/// not turn it into a formula either.
pub(super) fn styles(lang: Lang) -> Vec<u8> {
    let mut xml = Xml::document();
    xml.raw("<styleSheet xmlns=\"").raw(MAIN).raw("\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"");
    // As Word papers write a day.
    xml.text(lang.pick("yyyy\"年\"m\"月\"d\"日\"", "yyyy\\-mm\\-dd")).raw("\"/></numFmts>");
    xml.raw("<fonts count=\"4\">");
    for (name, size, bold) in [("宋体", 11, false), ("黑体", 16, false), ("宋体", 10, false), ("宋体", 11, true)]
    {
        xml.raw("<font>")
            .raw(if bold { "<b/>" } else { "" })
            .raw("<sz val=\"")
            .number(size)
            .raw("\"/><name val=\"")
            .raw(name);
        xml.raw("\"/><charset val=\"134\"/></font>");
    }
    xml.raw("</fonts><fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>");
    xml.raw("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFF2EFE9\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>");
    xml.raw("<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border>");
    for side in ["left", "right", "top", "bottom"] {
        xml.raw("<").raw(side).raw(" style=\"thin\"><color rgb=\"FF808080\"/></").raw(side).raw(">");
    }
    xml.raw("<diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>");
    // number format, font, ground, border, horizontal alignment
    let formats = [
        (0, 0, 0, 0, "general"),
        (49, 1, 0, 0, "center"),
        (49, 2, 0, 0, "left"),
        (49, 3, 2, 1, "center"),
        (49, 0, 0, 1, "left"),
        (1, 0, 0, 1, "center"),
        (164, 0, 0, 1, "center"),
        (0, 0, 0, 1, "center"),
    ];
    xml.raw("<cellXfs count=\"").number(formats.len()).raw("\">");
    for (number, font, fill, border, align) in formats {
        xml.raw("<xf numFmtId=\"").number(number).raw("\" fontId=\"").number(font).raw("\" fillId=\"").number(fill);
        xml.raw("\" borderId=\"").number(border).raw("\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"");
        xml.raw(if number == 49 { " quotePrefix=\"1\"" } else { "" });
        xml.raw("><alignment horizontal=\"").raw(align).raw("\" vertical=\"center\" wrapText=\"1\"/></xf>");
    }
    xml.raw("</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>");
    xml.into_bytes()
}
