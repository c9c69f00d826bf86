//! The tags of a part of an office file, in order, with their places and what their names mean whatever prefix an editor
//! gave them.

use core::cmp::Reverse;
use core::ops::Range;
use quick_xml::NsReader;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;
use quick_xml::name::{QName, ResolveResult};
use std::borrow::Cow;

/// How deep elements may lie in each other: far deeper than editors write.
const DEEPEST: usize = 400;

/// Which vocabulary a name belongs to; those that nothing here asks for are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// WordprocessingML, transitional or strict.
    Word,
    /// What Word 2010 and later add to it.
    WordLater,
    /// Formulas.
    Math,
    /// Relations from the markup to other parts.
    Relations,
    /// Anything else, and names without a prefix.
    Other,
}

impl Space {
    fn of(resolved: &ResolveResult<'_>) -> Self {
        let ResolveResult::Bound(namespace) = resolved else { return Self::Other };
        match namespace.as_ref() {
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | b"http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            b"http://schemas.microsoft.com/office/word/2010/wordml"
            | b"http://schemas.microsoft.com/office/word/2012/wordml" => Self::WordLater,
            b"http://schemas.openxmlformats.org/officeDocument/2006/math"
            | b"http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            | b"http://purl.oclc.org/ooxml/officeDocument/relationships" => Self::Relations,
            _ => Self::Other,
        }
    }
}

/// A tag: where it stands, its name, whether it opens and whether it closes.
#[derive(Debug, Clone)]
pub(super) struct Tag<'x> {
    pub(super) place: Range<usize>,
    pub(super) space: Space,
    /// The name without its prefix.
    pub(super) local: &'x str,
    /// The name as it is written.
    pub(super) name: &'x str,
    pub(super) opens: bool,
    pub(super) closes: bool,
}

impl<'x> Tag<'x> {
    /// Whether it is this element of WordprocessingML.
    pub(super) fn is_word(&self, local: &str) -> bool {
        self.space == Space::Word && self.local == local
    }

    /// The prefix with its colon; empty where there is none.
    pub(super) fn prefix(&self) -> &'x str {
        self.name.strip_suffix(self.local).unwrap_or_default()
    }
}

/// An attribute.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attribute<'x> {
    pub(super) space: Space,
    /// The name without its prefix.
    pub(super) local: &'x str,
    /// The name as it is written.
    pub(super) key: &'x str,
    /// The value as it is written.
    pub(super) value: &'x str,
}

/// Goes through the tags of a part.
pub(super) struct Scan<'x> {
    xml: &'x str,
    reader: NsReader<&'x [u8]>,
    depth: usize,
}

impl<'x> Scan<'x> {
    pub(super) fn new(xml: &'x str) -> Self {
        let mut reader = NsReader::from_str(xml);
        reader.config_mut().trim_text(false);
        Self { xml, reader, depth: 0 }
    }

    fn at(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// The next tag; `None`: there is none. Comments, texts and instructions are passed over.
    ///
    /// # Errors
    /// Where the markup cannot be followed, or has a document type, which could define entities; Word files have none.
    pub(super) fn next(&mut self) -> Result<Option<Tag<'x>>, usize> {
        loop {
            let from = self.at();
            let (space, opens, closes) = match self.reader.read_resolved_event() {
                Ok((resolved, Event::Start(_))) => (Space::of(&resolved), true, false),
                Ok((resolved, Event::Empty(_))) => (Space::of(&resolved), true, true),
                Ok((resolved, Event::End(_))) => (Space::of(&resolved), false, true),
                Ok((_, Event::Eof)) if self.depth == 0 => return Ok(None),
                Ok((_, Event::Eof | Event::DocType(_))) | Err(_) => return Err(from),
                Ok(_) => continue,
            };
            match (opens, closes) {
                (true, false) => self.depth += 1,
                (false, _) => self.depth = self.depth.saturating_sub(1),
                (true, true) => {}
            }
            if self.depth > DEEPEST {
                return Err(from);
            }
            let place = from..self.at();
            let inner = self.xml.get(place.start + 1..place.end.saturating_sub(1)).ok_or(from)?;
            let inner = if opens { inner } else { inner.strip_prefix('/').unwrap_or(inner) };
            let name = inner.split([' ', '\t', '\r', '\n', '/']).next().unwrap_or_default();
            let local = name.rsplit(':').next().unwrap_or(name);
            return Ok(Some(Tag { place, space, local, name, opens, closes }));
        }
    }

    /// The attributes of the tag that was read last; declarations of prefixes are none.
    pub(super) fn attributes(&self, tag: &Tag<'x>) -> Vec<Attribute<'x>> {
        let Some(inner) = self.xml.get(tag.place.start + 1..tag.place.end.saturating_sub(1)) else { return Vec::new() };
        let inner = if tag.closes { inner.strip_suffix('/').unwrap_or(inner) } else { inner };
        let read = |key: &'x [u8], value: Cow<'x, [u8]>| {
            let Cow::Borrowed(value) = value else { return None };
            let (key, value) = (core::str::from_utf8(key).ok()?, core::str::from_utf8(value).ok()?);
            let (space, _) = self.reader.resolver().resolve_attribute(QName(key.as_bytes()));
            let local = key.rsplit(':').next().unwrap_or(key);
            Some(Attribute { space: Space::of(&space), local, key, value })
        };
        Attributes::new(inner, tag.name.len())
            .flatten()
            .filter(|attribute| attribute.key.as_namespace_binding().is_none())
            .filter_map(|attribute| read(attribute.key.0, attribute.value))
            .collect()
    }

    /// The value of an attribute by its name without prefix.
    pub(super) fn attribute(&self, tag: &Tag<'x>, local: &str) -> Option<&'x str> {
        self.attributes(tag).into_iter().find(|attribute| attribute.local == local).map(|attribute| attribute.value)
    }
}

/// A text of a part as it reads: the five entities and characters by number.
pub(super) fn unescaped(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), |text| text.into_owned())
}

/// A text with stretches of it replaced; they stand in order and do not overlap. What lies in one that went before it is
/// left out.
pub(super) fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, Reverse(range.end)));
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (range, new) in edits {
        if range.start < at {
            continue;
        }
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(&new);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_the_same_whatever_prefix_they_have() {
        let xml = r#"<?xml version="1.0"?><n:a xmlns:n="http://purl.oclc.org/ooxml/wordprocessingml/main" xmlns:q="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><!-- <n:x> --><n:b q:id="rId1" n:v='a"b>'/>t &amp; <c/></n:a >"#;
        let mut scan = Scan::new(xml);
        let mut seen = Vec::new();
        while let Some(tag) = scan.next().unwrap() {
            let attributes = if tag.opens { scan.attributes(&tag) } else { Vec::new() };
            let said: Vec<_> = attributes.iter().map(|found| (found.space, found.local, found.value)).collect();
            seen.push((tag.space, tag.local, xml[tag.place.clone()].to_owned(), said));
        }
        assert_eq!(seen.len(), 4, "{seen:?}");
        assert_eq!(seen[0].0, Space::Word);
        assert_eq!((seen[1].0, seen[1].1, seen[1].2.as_str()), (Space::Word, "b", r#"<n:b q:id="rId1" n:v='a"b>'/>"#));
        assert_eq!(seen[1].3, [(Space::Relations, "id", "rId1"), (Space::Word, "v", "a\"b>")]);
        assert_eq!((seen[2].0, seen[2].2.as_str()), (Space::Other, "<c/>"));
        assert_eq!(seen[3].2, "</n:a >");
    }

    #[test]
    fn what_cannot_be_followed_is_refused() {
        for bad in ["<a><b></a></b>", "<a>", "<!DOCTYPE a [<!ENTITY x \"y\">]><a/>", "<a b=\"></a>", "</a>"] {
            let mut scan = Scan::new(bad);
            assert!(loop {
                match scan.next() {
                    Ok(Some(_)) => {}
                    Ok(None) => break false,
                    Err(_) => break true,
                }
            });
        }
    }
}
