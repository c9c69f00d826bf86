//! The small parts of a Word file: content types, relations, settings, footer, properties.

use super::super::xml::Xml;
use crate::calendar::Day;

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The namespaces of a part with text.
pub(super) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

pub(super) fn content_types() -> Vec<u8> {
    let mut xml = Xml::document();
    xml.raw("<Types xmlns=\"").raw(PACKAGE).raw("/content-types\">");
    xml.raw("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>");
    xml.raw("<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    for (part, kind) in [
        ("document", "document.main"),
        ("styles", "styles"),
        ("fontTable", "fontTable"),
        ("settings", "settings"),
        ("footer1", "footer"),
    ] {
        xml.raw("<Override PartName=\"/word/")
            .raw(part)
            .raw(".xml\" ContentType=\"")
            .raw(WORD)
            .raw(".")
            .raw(kind)
            .raw("+xml\"/>");
    }
    xml.raw("<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>");
    xml.raw("<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>");
    xml.raw("</Types>");
    xml.into_bytes()
}

fn relations(list: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut xml = Xml::document();
    xml.raw("<Relationships xmlns=\"").raw(PACKAGE).raw("/relationships\">");
    for (id, kind, target) in list {
        xml.raw("<Relationship Id=\"").raw(id).raw("\" Type=\"").raw(kind).raw("\" Target=\"").raw(target).raw("\"/>");
    }
    xml.raw("</Relationships>");
    xml.into_bytes()
}

pub(super) fn package_relations() -> Vec<u8> {
    relations(&[
        ("rId1", &format!("{OFFICE}/officeDocument"), "word/document.xml"),
        ("rId2", &format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
        ("rId3", &format!("{OFFICE}/extended-properties"), "docProps/app.xml"),
    ])
}

pub(super) fn document_relations() -> Vec<u8> {
    relations(&[
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
    xml.raw("<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>");
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

pub(super) fn properties(title: &str, author: &str, made: Day) -> Vec<u8> {
    let mut xml = Xml::document();
    xml.raw("<cp:coreProperties xmlns:cp=\"").raw(PACKAGE).raw("/metadata/core-properties\" ");
    xml.raw("xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" ");
    xml.raw("xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>").text(title);
    xml.raw("</dc:title><dc:creator>").text(author).raw("</dc:creator><dc:language>zh-CN</dc:language>");
    for element in ["created", "modified"] {
        xml.raw("<dcterms:").raw(element).raw(" xsi:type=\"dcterms:W3CDTF\">").number(made).raw("T00:00:00Z</dcterms:");
        xml.raw(element).raw(">");
    }
    xml.raw("</cp:coreProperties>");
    xml.into_bytes()
}

pub(super) fn application() -> Vec<u8> {
    let mut xml = Xml::document();
    xml.raw("<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Ziping</Application></Properties>");
    xml.into_bytes()
}
