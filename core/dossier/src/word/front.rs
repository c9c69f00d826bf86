//! The cover and the contents of a Word file.

use super::super::paper::{Align, Block, Cover, Paper};
use super::super::xml::Xml;
use super::body::{self, paragraph, runs};
use super::styles::style;
use super::{Numbers, Page, pages, table};
use crate::words;
// A title is never broken inside one of these (GB/T 9704: 回行时词意完整).
use crate::words::layout::titles::WHOLE_WORDS;

/// The title on a cover: taller lines than elsewhere, as two of them may stand there.
const COVER_TITLE: u16 = 800;
/// The height of a line with a label.
const ENTRY: u16 = 600;

/// The title in lines that fit.
fn title_lines(title: &str, page: Page) -> String {
    even_lines(title, "Title", page)
}

/// A text of a cover in lines that fit, broken between words, the lines as even as they can be and the first the longest:
/// no word stands on a line of its own.
fn even_lines(title: &str, id: &str, page: Page) -> String {
    let style = style(id);
    let fits = |line: &str| pages::lines(line, style, page.text(), 0) == 1;
    if fits(title) {
        return title.to_owned();
    }
    let mut breaks: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(rest) = title.get(at..).filter(|rest| !rest.is_empty()) {
        let word = WHOLE_WORDS.iter().filter(|word| rest.starts_with(**word)).map(|word| word.len()).max();
        at += word.unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8));
        breaks.push(at);
    }
    let halves = breaks.iter().filter_map(|at| title.split_at_checked(*at));
    let even = |(first, second): &(&str, &str)| {
        let (first, second) = (first.chars().count(), second.chars().count());
        // A first line that is shorter than the second is the worse the shorter it is.
        if first >= second { first - second } else { 2 * (second - first) }
    };
    let whole = |(first, second): &(&str, &str)| {
        fits(first) && fits(second) && !second.starts_with(['）', '》', '、', '，', '。', '；', '：'])
    };
    match halves.filter(whole).min_by_key(even) {
        Some((first, second)) => format!("{first}\n{second}"),
        None => title.to_owned(),
    }
}

/// The room that a cover leaves free, to be spread over its three gaps.
fn room(cover: &Cover, page: Page) -> u16 {
    let of = |texts: &[String], id: &str| -> u32 {
        let style = style(id);
        texts
            .iter()
            .map(|text| pages::lines(text, style, page.text(), 0) * u32::from(style.line) + u32::from(style.after))
            .sum()
    };
    let title = pages::lines(&title_lines(&cover.title, page), style("Title"), page.text(), 0) * u32::from(COVER_TITLE);
    let line = style("CoverLine");
    // A value may take several lines: a long name would push the foot onto a page of its own.
    let more = |text: &str| pages::lines(text, line, value_width(page), 0).saturating_sub(1) * u32::from(line.line);
    let entries: u32 = cover.lines.iter().map(|(_, text)| u32::from(ENTRY + 20) + more(text)).sum();
    let taken = of(&cover.marks, "CoverMark") + of(std::slice::from_ref(&cover.over), "CoverOver") + title + entries;
    let taken = taken + of(&cover.foot, "CoverFoot");
    // A line to spare: a name may take two.
    u16::try_from(page.body().saturating_sub(taken + u32::from(ENTRY))).unwrap_or_default()
}

pub(super) fn cover(xml: &mut Xml, cover: &Cover, page: Page) {
    let room = room(cover, page);
    for mark in &cover.marks {
        paragraph(xml, "CoverMark", Align::Left, |xml| runs(xml, &even_lines(mark, "CoverMark", page)));
    }
    table::gap(xml, room / 10 * 3);
    paragraph(xml, "CoverOver", Align::Left, |xml| runs(xml, &cover.over));
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Title\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"")
        .number(COVER_TITLE);
    xml.raw("\" w:lineRule=\"exact\"/></w:pPr>");
    runs(xml, &title_lines(&cover.title, page));
    xml.raw("</w:p>");
    table::gap(xml, room / 10 * 4);
    lines(xml, &cover.lines, page);
    table::gap(xml, room / 10 * 3);
    for line in &cover.foot {
        paragraph(xml, "CoverFoot", Align::Left, |xml| runs(xml, &even_lines(line, "CoverFoot", page)));
    }
    body::end_section(xml, page, Numbers::None);
}

/// How wide a label on a cover is.
const LABEL: u32 = 2950;

/// How wide a value beside it is.
fn value_width(page: Page) -> u32 {
    (page.text() * 90 / 100).saturating_sub(LABEL)
}

/// Labels with a ruled line under each value.
fn lines(xml: &mut Xml, lines: &[(String, String)], page: Page) {
    let value = value_width(page);
    xml.raw("<w:tbl><w:tblPr><w:tblW w:w=\"")
        .number(LABEL + value)
        .raw("\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>");
    xml.raw("<w:tblGrid><w:gridCol w:w=\"")
        .number(LABEL)
        .raw("\"/><w:gridCol w:w=\"")
        .number(value)
        .raw("\"/></w:tblGrid>");
    for (label, text) in lines {
        xml.raw("<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"")
            .number(ENTRY)
            .raw("\" w:hRule=\"atLeast\"/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"")
            .number(LABEL);
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

/// The contents: a field over the headings, filled with what the headings say and the pages on which they are
/// counted to stand. Word offers to renew it on opening (`dirty`).
pub(super) fn contents(xml: &mut Xml, paper: &Paper) {
    paragraph(xml, "TOCHeading", Align::Left, |xml| runs(xml, words::layout::CONTENTS));
    let headings: Vec<(u8, &str)> = paper
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(level, text) => Some((*level, text.as_str())),
            _ => None,
        })
        .collect();
    let pages = pages::lay_out(paper).headings;
    for (i, ((level, text), page)) in headings.iter().zip(&pages).enumerate() {
        let number = i + 1;
        let style = if *level == 1 { "TOC1" } else { "TOC2" };
        paragraph(xml, style, Align::Left, |xml| {
            if number == 1 {
                xml.raw("<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-2\" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
            }
            xml.raw("<w:hyperlink w:anchor=\"_Toc").number(number).raw("\" w:history=\"1\">");
            runs(xml, text);
            xml.raw("<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGEREF _Toc");
            xml.number(number)
                .raw(" \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>");
            xml.number(page).raw("</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:hyperlink>");
            if number == headings.len() {
                xml.raw("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_foot_of_a_cover_leaves_no_word_on_a_line_of_its_own() {
        for document in [
            "计算机信息系统集成企业资质运行维护能力评定条件（暂行）",
            "信息化和工业化融合管理体系贯标咨询服务机构监督与评级管理办法",
        ] {
            let broken = even_lines(&format!("依据《{document}》整理"), "CoverFoot", Page::UPRIGHT);
            let lines: Vec<usize> = broken.split('\n').map(|line| line.chars().count()).collect();
            assert!(matches!(lines.as_slice(), [first, second] if first.abs_diff(*second) <= 4), "{broken}");
        }
        let short = "依据《信息系统业务安全服务资质评定管理办法》整理";
        assert_eq!(even_lines(short, "CoverFoot", Page::UPRIGHT), short);
    }

    #[test]
    fn a_long_title_is_broken_between_words() {
        let broken = |title: &str| title_lines(title, Page::UPRIGHT);
        assert_eq!(
            broken("计算机信息系统集成企业资质运行维护能力评定申报表"),
            "计算机信息系统集成企业资质\n运行维护能力评定申报表"
        );
        assert_eq!(broken("软件企业评估年度申报表"), "软件企业评估年度申报表");
        // Nothing is known of its words, and a mark never begins a line.
        let broken = broken("一二三四五六七八九十甲（乙丙丁戊己庚辛壬癸子丑寅卯）辰");
        assert_eq!(broken.chars().filter(|c| *c == '\n').count(), 1);
        assert!(!broken.contains("\n）"), "{broken}");
    }
}
