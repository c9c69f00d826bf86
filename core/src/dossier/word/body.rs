//! The body of a Word file, block by block.

use super::super::paper::{Align, Block, Paper, TO_FILL};
use super::super::xml::{Xml, clean};
use super::parts::NAMESPACES;
use super::{Numbers, Page, front, table};

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
                xml.raw("<w:r><w:t xml:space=\"preserve\">").text(part).raw("</w:t></w:r>");
            }
        }
    }
}

/// `word/document.xml`
pub(super) fn document(paper: &Paper) -> Vec<u8> {
    let mut writer =
        Writer { xml: Xml::document(), page: Page::of(paper.landscape), numbers: Numbers::FromOne, headings: 0 };
    writer.xml.raw("<w:document ").raw(NAMESPACES).raw("><w:body>");
    for block in &paper.blocks {
        writer.block(block, paper);
    }
    writer.page.section(&mut writer.xml, writer.numbers);
    writer.xml.raw("</w:body></w:document>");
    writer.xml.into_bytes()
}

/// Ends a section inside a paragraph of its own, the smallest there is, so that no empty page follows.
pub(super) fn end_section(xml: &mut Xml, page: Page, numbers: Numbers) {
    xml.raw("<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>");
    page.section(xml, numbers);
    xml.raw("</w:pPr></w:p>");
}

/// Writes block after block.
struct Writer {
    xml: Xml,
    /// The page of the section that is being written.
    page: Page,
    /// Its page numbers.
    numbers: Numbers,
    /// Headings so far.
    headings: usize,
}

impl Writer {
    fn block(&mut self, block: &Block, paper: &Paper) {
        let xml = &mut self.xml;
        let width = self.page.text();
        match block {
            Block::Cover(cover) => front::cover(xml, cover, self.page),
            Block::Contents => front::contents(xml, paper),
            Block::Title(text) => paragraph(xml, "Title", Align::Left, |xml| runs(xml, text)),
            Block::Subtitle(text) => paragraph(xml, "Subtitle", Align::Left, |xml| runs(xml, text)),
            Block::Heading(level, text) => {
                self.headings += 1;
                let number = self.headings;
                paragraph(xml, if *level == 1 { "Heading1" } else { "Heading2" }, Align::Left, |xml| {
                    xml.raw("<w:bookmarkStart w:id=\"")
                        .number(number)
                        .raw("\" w:name=\"_Toc")
                        .number(number)
                        .raw("\"/>");
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
            Block::Form(rows) => table::write(xml, &table::form(rows, width), self.page),
            Block::Table(rows) => table::write(xml, &table::grid(rows, width), self.page),
            Block::Seal(lines) => seal(xml, lines),
            Block::Opinion(what, who) => table::opinion(xml, what, who, width),
            Block::NewPage => {
                xml.raw(
                    "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/></w:pPr>",
                );
                xml.raw("<w:r><w:br w:type=\"page\"/></w:r></w:p>");
            }
            Block::Turn { landscape } => {
                end_section(xml, self.page, self.numbers);
                self.page = Page::of(*landscape);
                self.numbers = Numbers::Onward;
            }
        }
    }
}

/// Signatures with room for the seal; kept together on one page.
fn seal(xml: &mut Xml, lines: &[String]) {
    for line in lines {
        paragraph(xml, "Sign", Align::Left, |xml| runs(xml, line));
    }
    paragraph(xml, "SignDate", Align::Right, |xml| runs(xml, &format!("{DATE}　　")));
}
