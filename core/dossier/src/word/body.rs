//! The body of a Word file, block by block.

use super::super::paper::{Align, Block, Paper, pieces};
use super::super::xml::{Xml, clean};
use super::parts::NAMESPACES;
use super::{Numbers, Page, front, pages, table};
use crate::words;

/// A paragraph of a style.
pub(super) fn paragraph(xml: &mut Xml, style: &str, align: Align, inside: impl FnOnce(&mut Xml)) {
    kept(xml, style, align, false, inside);
}

/// A heading; `begins`: it begins a page.
fn heading(xml: &mut Xml, style: &str, begins: bool, inside: impl FnOnce(&mut Xml)) {
    with(xml, style, if begins { "<w:pageBreakBefore/>" } else { "" }, Align::Left, inside);
}

/// A paragraph of a style; `keep`: on the page of the next one.
pub(super) fn kept(xml: &mut Xml, style: &str, align: Align, keep: bool, inside: impl FnOnce(&mut Xml)) {
    with(xml, style, if keep { "<w:keepNext/>" } else { "" }, align, inside);
}

/// A paragraph of a style with another property.
fn with(xml: &mut Xml, style: &str, property: &str, align: Align, inside: impl FnOnce(&mut Xml)) {
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"").raw(style).raw("\"/>").raw(property);
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
        for (part, open) in pieces(line) {
            let style = if open { "<w:rPr><w:rStyle w:val=\"ToFill\"/></w:rPr>" } else { "" };
            xml.raw("<w:r>").raw(style).raw("<w:t xml:space=\"preserve\">").text(part).raw("</w:t></w:r>");
        }
    }
}

/// `word/document.xml`
pub(super) fn document(paper: &Paper) -> Vec<u8> {
    let mut writer =
        Writer { xml: Xml::document(), page: Page::of(paper.landscape), numbers: Numbers::FromOne, headings: 0 };
    writer.xml.raw("<w:document ").raw(NAMESPACES).raw("><w:body>");
    let layout = pages::lay_out(paper);
    for (place, block) in paper.blocks.iter().enumerate() {
        if !layout.let_be.contains(&place) {
            let keep = pages::keeps_next(&paper.blocks, place);
            writer.block(block, paper, keep, layout.begin.contains(&place));
        }
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
    /// `keep`: an item or a remark stays on the page of the next one; `begins`: a heading begins a page.
    fn block(&mut self, block: &Block, paper: &Paper, keep: bool, begins: bool) {
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
                heading(xml, if *level == 1 { "Heading1" } else { "Heading2" }, begins, |xml| {
                    xml.raw("<w:bookmarkStart w:id=\"")
                        .number(number)
                        .raw("\" w:name=\"_Toc")
                        .number(number)
                        .raw("\"/>");
                    runs(xml, text);
                    xml.raw("<w:bookmarkEnd w:id=\"").number(number).raw("\"/>");
                });
            }
            Block::Address(text) => paragraph(xml, "Address", Align::Left, |xml| runs(xml, text)),
            Block::Text(text) => {
                for line in text.split('\n') {
                    kept(xml, "BodyText", Align::Left, keep, |xml| runs(xml, line));
                }
            }
            Block::Remark(text) => kept(xml, "Remark", Align::Left, keep, |xml| runs(xml, text)),
            Block::Item(mark, text) => kept(xml, "Item", Align::Left, keep, |xml| {
                runs(xml, mark);
                xml.raw("<w:r><w:tab/></w:r>");
                runs(xml, text);
            }),
            Block::Form(rows) => table::write(xml, &table::form(rows, self.page), self.page),
            Block::Table(rows) => table::write(xml, &table::grid(rows, self.page), self.page),
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
        kept(xml, "Sign", Align::Left, true, |xml| runs(xml, line));
    }
    paragraph(xml, "SignDate", Align::Right, |xml| runs(xml, &format!("{}　　", words::layout::DATE)));
}
