//! Elements that must not be left empty: Word opens no table cell, header, note or text box without a paragraph, no cell
//! that ends in a table, and no table without rows.

use crate::scan::{Scan, Tag, edited};
use core::ops::Range;

/// An element that is open.
struct Open<'x> {
    name: &'x str,
    from: usize,
    /// It must not be empty.
    needs: bool,
    /// It still needs a paragraph; a table, a row.
    wants: bool,
}

/// Whether an element needs something in it.
fn needs(tag: &Tag<'_>) -> bool {
    ["tc", "tbl", "hdr", "ftr", "txbxContent", "footnote", "endnote"].iter().any(|local| tag.is_word(local))
}

/// The markup with empty paragraphs where blocks that went left none, and without tables that lost all rows.
pub(super) fn keep_paragraphs(xml: &str) -> String {
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut scan = Scan::new(xml);
    while let Ok(Some(tag)) = scan.next() {
        if tag.opens && !tag.closes {
            let (needs, name) = (needs(&tag), tag.local);
            open.push(Open { name, from: tag.place.start, needs, wants: needs });
            continue;
        }
        let ended = if tag.opens { None } else { open.pop() };
        let mut gone = false;
        if let Some(Open { name, from, wants: true, .. }) = ended {
            gone = name == "tbl";
            if gone {
                // What was mended inside of it goes with it.
                edits.retain(|(range, _)| range.start < from);
                edits.push((from..tag.place.end, String::new()));
            } else {
                edits.push((tag.place.start..tag.place.start, format!("<{}p/>", tag.prefix())));
            }
        }
        let holds = |open: &Open<'_>| open.needs && (open.name != "tbl" || tag.local == "tr");
        let Some(holder) = open.iter_mut().rev().find(|open| holds(open)) else { continue };
        if tag.is_word("tr") || tag.is_word("p") {
            holder.wants = false;
        } else if tag.is_word("tbl") && !gone {
            // A cell must not end in a table; the others may.
            holder.wants = holder.name == "tc";
        }
    }
    edited(xml, edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

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
            let whole = |text: &str, prefix: &str| {
                let xml = format!("<w:x xmlns:w=\"{WORD}\">{text}</w:x>");
                xml.replace("w:", prefix).replace("xmlns:w=", &format!("xmlns:{}=", prefix.trim_end_matches(':')))
            };
            for prefix in ["w:", "ns0:"] {
                assert_eq!(keep_paragraphs(&whole(left, prefix)), whole(kept, prefix));
            }
        }
    }
}
