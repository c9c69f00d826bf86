//! What Word and Excel files have in common (Open Packaging Conventions, ISO/IEC 29500-2): which part is what, which
//! belongs to which, and who made it of what day.

use super::xml::Xml;
use ziping_base::calendar::Day;

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
/// What kinds of relations begin with.
pub(super) const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// What the types of parts begin with.
pub(super) const TYPES: &str = "application/vnd.openxmlformats-officedocument";

/// The types of parts, by path and type, and those that every file has.
pub(super) fn content_types(parts: &[(String, String)]) -> Vec<u8> {
    let mut xml = Xml::document();
    xml.raw("<Types xmlns=\"").raw(PACKAGE).raw("/content-types\">");
    xml.raw("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>");
    xml.raw("<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    for (part, kind) in parts {
        xml.raw("<Override PartName=\"/").raw(part).raw("\" ContentType=\"").raw(kind).raw("+xml\"/>");
    }
    xml.raw("<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>");
    xml.raw("</Types>");
    xml.into_bytes()
}

/// Relations by id, kind and target.
pub(super) fn relations(list: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut xml = Xml::document();
    xml.raw("<Relationships xmlns=\"").raw(PACKAGE).raw("/relationships\">");
    for (id, kind, target) in list {
        xml.raw("<Relationship Id=\"").raw(id).raw("\" Type=\"").raw(kind).raw("\" Target=\"").raw(target).raw("\"/>");
    }
    xml.raw("</Relationships>");
    xml.into_bytes()
}

/// Where the file begins, and its properties; `more`: further relations of the file.
pub(super) fn package_relations(begin: &str, more: &[(&str, &str, &str)]) -> Vec<u8> {
    let (document, properties) =
        (format!("{OFFICE}/officeDocument"), format!("{PACKAGE}/relationships/metadata/core-properties"));
    relations(&[&[("rId1", document.as_str(), begin), ("rId2", &properties, "docProps/core.xml")], more].concat())
}

/// Title, author, day; the language where it is always the same.
pub(super) fn properties(title: &str, author: &str, made: Day, language: Option<&str>) -> Vec<u8> {
    let mut xml = Xml::document();
    xml.raw("<cp:coreProperties xmlns:cp=\"").raw(PACKAGE).raw("/metadata/core-properties\" ");
    xml.raw("xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" ");
    xml.raw("xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>").text(title);
    xml.raw("</dc:title><dc:creator>").text(author).raw("</dc:creator>");
    if let Some(language) = language {
        xml.raw("<dc:language>").raw(language).raw("</dc:language>");
    }
    for element in ["created", "modified"] {
        xml.raw("<dcterms:").raw(element).raw(" xsi:type=\"dcterms:W3CDTF\">").number(made).raw("T00:00:00Z</dcterms:");
        xml.raw(element).raw(">");
    }
    xml.raw("</cp:coreProperties>");
    xml.into_bytes()
}
