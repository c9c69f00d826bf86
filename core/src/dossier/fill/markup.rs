//! Where paragraphs, table rows and texts stand in a part.

use core::ops::Range;

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// From its opening to behind its closing tag.
    pub(super) place: Range<usize>,
    /// The contents of its texts, as they stand there.
    pub(super) texts: Vec<Range<usize>>,
    /// The innermost table row around it.
    pub(super) row: Option<Range<usize>>,
    /// Which element it stands in: where its opening tag is.
    pub(super) parent: usize,
    /// It stands in a table cell, which must keep a paragraph.
    pub(super) in_cell: bool,
}

/// A tag: where it stands, its name, whether it opens and whether it closes.
struct Tag<'x> {
    place: Range<usize>,
    name: &'x str,
    opens: bool,
    closes: bool,
}

/// The next tag from a place on. `None`: there is none. `Err`: the markup cannot be followed.
fn next(xml: &str, from: usize) -> Result<Option<Tag<'_>>, usize> {
    let mut at = from;
    loop {
        let Some(start) = xml.get(at..).and_then(|rest| rest.find('<')).map(|found| at + found) else {
            return Ok(None);
        };
        let rest = xml.get(start..).unwrap_or_default();
        let skipped =
            [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")].into_iter().find(|(head, _)| rest.starts_with(head));
        if let Some((_, end)) = skipped {
            at = start + rest.find(end).ok_or(start)? + end.len();
            continue;
        }
        // A document type could define entities; Word files have none.
        if rest.starts_with("<!") {
            return Err(start);
        }
        let mut quote = None;
        let closed = rest.bytes().position(|byte| match (quote, byte) {
            (None, b'"' | b'\'') => {
                quote = Some(byte);
                false
            }
            (None, b'>') => true,
            (Some(open), byte) if open == byte => {
                quote = None;
                false
            }
            _ => false,
        });
        let end = start + closed.ok_or(start)? + 1;
        let inner = xml.get(start + 1..end - 1).unwrap_or_default();
        let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let empty = inner.ends_with('/');
        let name = inner.split([' ', '\t', '\r', '\n', '/']).next().unwrap_or_default();
        return Ok(Some(Tag { place: start..end, name, opens: !closing, closes: closing || empty }));
    }
}

/// All paragraphs of a part, in the order in which they end. `Err`: where the markup cannot be followed.
pub(super) fn paragraphs(xml: &str) -> Result<Vec<Paragraph>, usize> {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut building: Vec<Paragraph> = Vec::new();
    let mut rows: Vec<usize> = Vec::new();
    let mut text_from = None;
    let (mut done, mut ended_rows, mut at) = (Vec::new(), Vec::new(), 0);
    while let Some(tag) = next(xml, at)? {
        at = tag.place.end;
        if tag.opens && !tag.closes {
            match tag.name {
                "w:p" => {
                    let (parent, place) = open.last().copied().unwrap_or_default();
                    let start = tag.place.start;
                    building.push(Paragraph {
                        place: start..start,
                        parent: place,
                        in_cell: parent == "w:tc",
                        ..Paragraph::default()
                    });
                }
                "w:tr" => rows.push(tag.place.start),
                "w:t" => text_from = Some(tag.place.end),
                _ => {}
            }
            open.push((tag.name, tag.place.start));
        } else if !tag.opens {
            if open.pop().is_none_or(|(name, _)| name != tag.name) {
                return Err(tag.place.start);
            }
            match tag.name {
                "w:t" => {
                    if let (Some(from), Some(paragraph)) = (text_from.take(), building.last_mut()) {
                        paragraph.texts.push(from..tag.place.start);
                    }
                }
                "w:p" => {
                    if let Some(mut paragraph) = building.pop() {
                        paragraph.place.end = tag.place.end;
                        done.push(paragraph);
                    }
                }
                "w:tr" => ended_rows.extend(rows.pop().map(|start| start..tag.place.end)),
                _ => {}
            }
        }
    }
    if !open.is_empty() {
        return Err(xml.len());
    }
    for paragraph in &mut done {
        let around = |row: &&Range<usize>| row.start < paragraph.place.start && paragraph.place.end <= row.end;
        paragraph.row = ended_rows.iter().filter(around).min_by_key(|row| row.len()).cloned();
    }
    done.sort_by_key(|paragraph| paragraph.place.start);
    Ok(done)
}
