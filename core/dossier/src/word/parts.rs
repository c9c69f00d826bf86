//! The small parts of a Word file: content types, relations, settings, footer.

use crate::office::{self, OFFICE, TYPES};
use crate::xml::Xml;

/// The namespaces of a part with text.
pub(super) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

pub(super) fn content_types() -> Vec<u8> {
    let own = [
        ("word/document", "wordprocessingml.document.main"),
        ("word/styles", "wordprocessingml.styles"),
        ("word/fontTable", "wordprocessingml.fontTable"),
        ("word/settings", "wordprocessingml.settings"),
        ("word/footer1", "wordprocessingml.footer"),
        ("docProps/app", "extended-properties"),
    ];
    office::content_types(&own.map(|(part, kind)| (format!("{part}.xml"), format!("{TYPES}.{kind}"))))
}

pub(super) fn package_relations() -> Vec<u8> {
    let application = ("rId3", &*format!("{OFFICE}/extended-properties"), "docProps/app.xml");
    office::package_relations("word/document.xml", &[application])
}

pub(super) fn document_relations() -> Vec<u8> {
    office::relations(&[
        ("rIdStyles", &format!("{OFFICE}/styles"), "styles.xml"),
        ("rIdFonts", &format!("{OFFICE}/fontTable"), "fontTable.xml"),
        ("rIdSettings", &format!("{OFFICE}/settings"), "settings.xml"),
        ("rIdFooter", &format!("{OFFICE}/footer"), "footer1.xml"),
    ])
}

pub(super) fn settings() -> Vec<u8> {
    let mut xml = Xml::document();
    xml.raw("<w:settings ").raw(NAMESPACES).raw(">");
    xml.raw("<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"420\"/>");
    xml.raw("<w:characterSpacingControl w:val=\"compressPunctuation\"/>");
    // A line that ends in a break of its own is not stretched over the whole width.
    xml.raw("<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>");
    xml.raw("<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>");
    xml.raw("</w:settings>");
    xml.into_bytes()
}

/// The page number between dashes, as GB/T 9704 has it.
pub(super) fn footer() -> Vec<u8> {
    let mut xml = Xml::document();
    xml.raw("<w:ftr ")
        .raw(NAMESPACES)
        .raw("><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t xml:space=\"preserve\">— </w:t></w:r>");
    xml.raw("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>");
    xml.raw("<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
    xml.raw("<w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>");
    xml.into_bytes()
}

pub(super) fn application() -> Vec<u8> {
    let mut xml = Xml::document();
    xml.raw("<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Ziping</Application></Properties>");
    xml.into_bytes()
}
