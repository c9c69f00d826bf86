//! Where paragraphs, table rows and texts stand in a part.

use core::ops::Range;

/// How deep elements may lie in each other: far deeper than editors write.
const DEEPEST: usize = 400;

/// What a part is made of, in the order in which it begins.
#[derive(Debug, Default)]
pub(super) struct Markup {
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) rows: Vec<Row>,
}

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// From its opening to behind its closing tag.
    pub(super) place: Range<usize>,
    /// The contents of its texts, as they stand there.
    pub(super) texts: Vec<Range<usize>>,
    /// The innermost table row around it, by its place among the rows.
    pub(super) row: Option<usize>,
    /// Which element it stands in: where its opening tag is.
    pub(super) parent: usize,
}

/// A table row.
#[derive(Debug)]
pub(super) struct Row {
    /// From its opening to behind its closing tag.
    pub(super) place: Range<usize>,
    /// Which table it stands in: where its opening tag is.
    pub(super) table: usize,
}

/// A tag: where it stands, its name, whether it opens and whether it closes.
pub(super) struct Tag<'x> {
    pub(super) place: Range<usize>,
    pub(super) name: &'x str,
    pub(super) opens: bool,
    pub(super) closes: bool,
}

/// The next tag from a place on. `None`: there is none. `Err`: the markup cannot be followed.
pub(super) fn next(xml: &str, from: usize) -> Result<Option<Tag<'_>>, usize> {
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

/// Reads a part. `Err`: where the markup cannot be followed.
pub(super) fn read(xml: &str) -> Result<Markup, usize> {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let (mut building, mut rows): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut text_from = None;
    let mut found = Markup::default();
    let mut at = 0;
    while let Some(tag) = next(xml, at)? {
        at = tag.place.end;
        let parent = open.last().map_or(0, |(_, place)| *place);
        if tag.opens {
            match tag.name {
                "w:p" => {
                    let row = rows.last().copied();
                    let place = tag.place.clone();
                    found.paragraphs.push(Paragraph { place, parent, row, texts: Vec::new() });
                    if !tag.closes {
                        building.push(found.paragraphs.len() - 1);
                    }
                }
                "w:tr" if !tag.closes => {
                    found.rows.push(Row { place: tag.place.clone(), table: parent });
                    rows.push(found.rows.len() - 1);
                }
                "w:t" if !tag.closes => text_from = Some(tag.place.end),
                _ => {}
            }
            if !tag.closes {
                open.push((tag.name, tag.place.start));
            }
            if open.len() > DEEPEST {
                return Err(tag.place.start);
            }
            continue;
        }
        if open.pop().is_none_or(|(name, _)| name != tag.name) {
            return Err(tag.place.start);
        }
        let paragraph = building.last().and_then(|place| found.paragraphs.get_mut(*place));
        match tag.name {
            "w:t" => {
                if let (Some(from), Some(paragraph)) = (text_from.take(), paragraph) {
                    paragraph.texts.push(from..tag.place.start);
                }
            }
            "w:p" => {
                if let Some(paragraph) = paragraph {
                    paragraph.place.end = tag.place.end;
                }
                building.pop();
            }
            "w:tr" => {
                if let Some(row) = rows.pop().and_then(|place| found.rows.get_mut(place)) {
                    row.place.end = tag.place.end;
                }
            }
            _ => {}
        }
    }
    if open.is_empty() { Ok(found) } else { Err(xml.len()) }
}
