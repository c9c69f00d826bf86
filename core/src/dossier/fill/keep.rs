//! Elements that must not be left empty: Word opens no table cell, header, note or text box without a paragraph, no cell
//! that ends in a table, and no table without rows.

use super::markup::next;
use core::ops::Range;

/// An empty paragraph.
const EMPTY: &str = "<w:p/>";

/// An element that is open.
struct Open<'x> {
    name: &'x str,
    from: usize,
    /// It still needs a paragraph; a table, a row.
    wants: bool,
}

/// Whether an element needs something in it.
fn needs(name: &str) -> bool {
    matches!(name, "w:tc" | "w:tbl" | "w:hdr" | "w:ftr" | "w:txbxContent" | "w:footnote" | "w:endnote")
}

/// The markup with empty paragraphs where blocks that went left none, and without tables that lost all rows.
pub(super) fn keep_paragraphs(xml: &str) -> String {
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
    let mut at = 0;
    while let Ok(Some(tag)) = next(xml, at) {
        at = tag.place.end;
        if tag.opens && !tag.closes {
            open.push(Open { name: tag.name, from: tag.place.start, wants: needs(tag.name) });
            continue;
        }
        let ended = if tag.opens { None } else { open.pop() };
        let mut gone = false;
        if let Some(Open { name, from, wants: true }) = ended {
            gone = name == "w:tbl";
            if gone {
                // What was mended inside of it goes with it.
                edits.retain(|(range, _)| range.start < from);
                edits.push((from..tag.place.end, ""));
            } else {
                edits.push((tag.place.start..tag.place.start, EMPTY));
            }
        }
        let holds = |open: &Open<'_>| needs(open.name) && (open.name != "w:tbl" || tag.name == "w:tr");
        let Some(holder) = open.iter_mut().rev().find(|open| holds(open)) else { continue };
        match tag.name {
            "w:tr" | "w:p" => holder.wants = false,
            // A cell must not end in a table; the others may.
            "w:tbl" if !gone => holder.wants = holder.name == "w:tc",
            _ => {}
        }
    }
    let (mut kept, mut at) = (String::with_capacity(xml.len()), 0);
    for (range, text) in edits {
        kept.push_str(xml.get(at..range.start).unwrap_or_default());
        kept.push_str(text);
        at = range.end;
    }
    kept.push_str(xml.get(at..).unwrap_or_default());
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_left_empty_keeps_a_paragraph() {
        for (left, kept) in [
            ("<w:tc><w:tcPr/></w:tc>", "<w:tc><w:tcPr/><w:p/></w:tc>"),
            ("<w:tc><w:p>a</w:p></w:tc>", "<w:tc><w:p>a</w:p></w:tc>"),
            ("<w:tc><w:sdt><w:p/></w:sdt></w:tc>", "<w:tc><w:sdt><w:p/></w:sdt></w:tc>"),
            (
                "<w:tc><w:p/><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:tc>",
                "<w:tc><w:p/><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/></w:tc>",
            ),
            ("<w:tc><w:tbl><w:tblPr/></w:tbl></w:tc>", "<w:tc><w:p/></w:tc>"),
            ("<w:hdr></w:hdr>", "<w:hdr><w:p/></w:hdr>"),
            (
                "<w:hdr><w:tbl><w:tr><w:tc></w:tc></w:tr></w:tbl></w:hdr>",
                "<w:hdr><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:hdr>",
            ),
            ("<w:body><w:tbl><w:tblPr/></w:tbl></w:body>", "<w:body></w:body>"),
        ] {
            assert_eq!(keep_paragraphs(left), kept);
        }
    }
}
