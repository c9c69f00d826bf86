//! The body of a Word file, block by block.

use super::super::paper::{Align, Block, Cover, Paper, TO_FILL};
use super::super::xml::{Xml, clean};
use super::parts::NAMESPACES;
use super::{Page, table};

/// Room for a seal, between the lines of a signature.
const DATE: &str = "年　　月　　日";

/// A paragraph of a style.
pub(super) fn paragraph(xml: &mut Xml, style: &str, align: Align, inside: impl FnOnce(&mut Xml)) {
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"").raw(style).raw("\"/>");
    match align {
        Align::Left => {}
        Align::Centre => {
            xml.raw("<w:jc w:val=\"center\"/>");
        }
        Align::Right => {
            xml.raw("<w:jc w:val=\"right\"/>");
        }
    }
    xml.raw("</w:pPr>");
    inside(xml);
    xml.raw("</w:p>");
}

/// Text as runs; what is to be filled in has its own style, a line feed is a line break.
pub(super) fn runs(xml: &mut Xml, text: &str) {
    let text = clean(text);
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            xml.raw("<w:r><w:br/></w:r>");
        }
        for (j, part) in line.split(TO_FILL).enumerate() {
            if j > 0 {
                xml.raw("<w:r><w:rPr><w:rStyle w:val=\"ToFill\"/></w:rPr><w:t>").text(TO_FILL).raw("</w:t></w:r>");
            }
            if !part.is_empty() {
                run(xml, "", part);
            }
        }
    }
}

fn run(xml: &mut Xml, properties: &str, text: &str) {
    xml.raw("<w:r>");
    if !properties.is_empty() {
        xml.raw("<w:rPr>").raw(properties).raw("</w:rPr>");
    }
    xml.raw("<w:t xml:space=\"preserve\">").text(text).raw("</w:t></w:r>");
}

/// `word/document.xml`
pub(super) fn document(paper: &Paper) -> Vec<u8> {
    let page = Page::of(paper);
    let mut xml = Xml::document();
    xml.raw("<w:document ").raw(NAMESPACES).raw("><w:body>");
    let mut headings = 0_usize;
    for block in &paper.blocks {
        self::block(&mut xml, block, paper, page, &mut headings);
    }
    page.section(&mut xml, true);
    xml.raw("</w:body></w:document>");
    xml.into_bytes()
}

fn block(xml: &mut Xml, block: &Block, paper: &Paper, page: Page, headings: &mut usize) {
    match block {
        Block::Cover(cover) => self::cover(xml, cover, page),
        Block::Contents => contents(xml, paper),
        Block::Title(text) => paragraph(xml, "Title", Align::Left, |xml| runs(xml, text)),
        Block::Subtitle(text) => paragraph(xml, "Subtitle", Align::Left, |xml| runs(xml, text)),
        Block::Heading(level, text) => {
            *headings += 1;
            let style = if *level == 1 { "Heading1" } else { "Heading2" };
            let number = *headings;
            paragraph(xml, style, Align::Left, |xml| {
                xml.raw("<w:bookmarkStart w:id=\"").number(number).raw("\" w:name=\"_Toc").number(number).raw("\"/>");
                runs(xml, text);
                xml.raw("<w:bookmarkEnd w:id=\"").number(number).raw("\"/>");
            });
        }
        Block::Text(text) => {
            for line in text.split('\n') {
                paragraph(xml, "BodyText", Align::Left, |xml| runs(xml, line));
            }
        }
        Block::Remark(text) => paragraph(xml, "Remark", Align::Left, |xml| runs(xml, text)),
        Block::Item(mark, text) => paragraph(xml, "Item", Align::Left, |xml| {
            runs(xml, mark);
            xml.raw("<w:r><w:tab/></w:r>");
            runs(xml, text);
        }),
        Block::Form(rows) => table::form(xml, rows, page.text()),
        Block::Table(rows) => table::table(xml, rows, page.text()),
        Block::Seal(lines) => seal(xml, lines),
        Block::Opinion(what, who) => table::opinion(xml, what, who, page.text()),
        Block::NewPage => {
            xml.raw("<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/></w:pPr><w:r><w:br w:type=\"page\"/></w:r></w:p>");
        }
    }
}

fn cover(xml: &mut Xml, cover: &Cover, page: Page) {
    for mark in &cover.marks {
        paragraph(xml, "CoverMark", Align::Left, |xml| runs(xml, mark));
    }
    spacer(xml, 1900);
    paragraph(xml, "CoverOver", Align::Left, |xml| runs(xml, &cover.over));
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Title\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"800\" w:lineRule=\"exact\"/></w:pPr>");
    runs(xml, &cover.title);
    xml.raw("</w:p>");
    spacer(xml, 2400);
    lines(xml, &cover.lines, page);
    spacer(xml, 1300);
    for line in &cover.foot {
        paragraph(xml, "CoverOver", Align::Left, |xml| run(xml, "<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>", line));
    }
    // The section ends inside its last paragraph, so that no empty page follows.
    xml.raw("<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>");
    page.section(xml, false);
    xml.raw("</w:pPr></w:p>");
}

/// Labels with a ruled line under each value.
fn lines(xml: &mut Xml, lines: &[(String, String)], page: Page) {
    const LABEL: u32 = 2600;
    let value = (page.text() * 88 / 100).saturating_sub(LABEL);
    xml.raw("<w:tbl><w:tblPr><w:tblW w:w=\"").number(LABEL + value).raw("\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>");
    xml.raw("<w:tblGrid><w:gridCol w:w=\"").number(LABEL).raw("\"/><w:gridCol w:w=\"").number(value).raw("\"/></w:tblGrid>");
    for (label, text) in lines {
        xml.raw("<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"680\" w:hRule=\"atLeast\"/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"").number(LABEL);
        xml.raw("\" w:type=\"dxa\"/><w:vAlign w:val=\"bottom\"/></w:tcPr>");
        cell(xml, "distribute", &format!("{label}："));
        xml.raw("</w:tc><w:tc><w:tcPr><w:tcW w:w=\"").number(value);
        xml.raw("\" w:type=\"dxa\"/><w:tcBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/></w:tcBorders><w:vAlign w:val=\"bottom\"/></w:tcPr>");
        cell(xml, "center", text);
        xml.raw("</w:tc></w:tr>");
    }
    xml.raw("</w:tbl>");
}

fn cell(xml: &mut Xml, align: &str, text: &str) {
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"CoverLine\"/><w:jc w:val=\"").raw(align).raw("\"/></w:pPr>");
    runs(xml, text);
    xml.raw("</w:p>");
}

fn spacer(xml: &mut Xml, height: u32) {
    xml.raw("<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"").number(height).raw("\" w:lineRule=\"exact\"/></w:pPr></w:p>");
}

/// The contents: a field over the headings, filled with what the headings say; each page number is a reference that
/// programs work out. Word offers to renew it on opening (`dirty`).
fn contents(xml: &mut Xml, paper: &Paper) {
    paragraph(xml, "TOCHeading", Align::Left, |xml| runs(xml, "目　录"));
    let headings: Vec<(u8, &str)> = paper
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(level, text) => Some((*level, text.as_str())),
            _ => None,
        })
        .collect();
    for (i, (level, text)) in headings.iter().enumerate() {
        let number = i + 1;
        let style = if *level == 1 { "TOC1" } else { "TOC2" };
        paragraph(xml, style, Align::Left, |xml| {
            if number == 1 {
                xml.raw("<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-2\" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
            }
            xml.raw("<w:hyperlink w:anchor=\"_Toc").number(number).raw("\" w:history=\"1\">");
            runs(xml, text);
            xml.raw("<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGEREF _Toc");
            xml.number(number).raw(" \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>…</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:hyperlink>");
            if number == headings.len() {
                xml.raw("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
            }
        });
    }
}

/// Signatures with room for the seal; kept together on one page.
fn seal(xml: &mut Xml, lines: &[String]) {
    for line in lines {
        paragraph(xml, "Sign", Align::Left, |xml| runs(xml, line));
    }
    paragraph(xml, "SignDate", Align::Right, |xml| runs(xml, &format!("{DATE}　　")));
}
