//! What the placeholders of a paragraph want: values, blocks within it, and the marks of blocks over paragraphs and rows.

use super::{Asked, Item, NodeKind, Put, Reader, braced, ends};
use crate::fill::markup::{Paragraph, Row};
use crate::fill::problem::Fault;
use crate::fill::token::{Pieces, Token, tokens};
use crate::fill::values::Condition;
use core::ops::Range;

/// The beginning of a block over paragraphs.
pub(super) struct Begun<'m> {
    pub(super) asked: Asked,
    paragraph: &'m Paragraph<'m>,
    pub(super) number: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn paragraph(&mut self, number: usize, paragraph: &'a Paragraph<'a>, begun: &mut Vec<Begun<'a>>) {
        let (tokens, unclosed) = tokens(self.xml, paragraph);
        if let Some(rest) = unclosed {
            self.problem(number, Fault::Unclosed(rest));
        }
        self.placeholders += tokens.iter().filter(|(token, _)| !matches!(token, Token::Text(_))).count();
        let pieces = Pieces::of(paragraph);
        let places: Vec<Vec<Range<usize>>> = tokens.iter().map(|(_, range)| pieces.at(range)).collect();
        let pairs = pairs(&tokens);
        // Where a token stands among the pairs, as their beginning or end.
        let mut pair_of: Vec<Option<usize>> = vec![None; tokens.len()];
        for (place, (begin, end)) in pairs.iter().enumerate() {
            for at in [*begin, *end] {
                if let Some(pair) = pair_of.get_mut(at) {
                    *pair = Some(place);
                }
            }
        }
        let pair_of = |at: usize| pair_of.get(at).copied().flatten();
        let ruled = self.ruled(number, paragraph, &tokens, &places, &pairs);
        let alone = tokens.iter().filter(|(token, _)| !token.is_blank()).count() == 1;
        let mut within: Vec<Asked> = Vec::new();
        let mut inline: Vec<(Range<usize>, Asked)> = Vec::new();
        for (at, (token, _)) in tokens.iter().enumerate() {
            let pieces = places.get(at).cloned().unwrap_or_default();
            if ruled.iter().any(|ruled| ruled.drawn.contains(&at)) {
                self.item(Put::Nothing, Vec::new(), pieces, "", (number, paragraph));
                continue;
            }
            let (put, name) = match token {
                Token::Text(_) if within.is_empty() => continue,
                Token::Text(_) => (Put::Text, ""),
                Token::Value(name) => match self.values.get(name, &braced(name)) {
                    Ok(said) => (Put::Value(said), name.as_str()),
                    Err(fault) => {
                        self.problem(number, fault);
                        continue;
                    }
                },
                Token::Box(name) => {
                    let asked = self.asked(number, name, false);
                    (Put::State(asked, ["☑", "☐"].map(str::to_owned)), name.as_str())
                }
                Token::Begin { name, not } => {
                    let asked = self.asked(number, name, *not);
                    let pair = pair_of(at);
                    let Some((_, end)) = pair.and_then(|pair| pairs.get(pair)) else {
                        self.marks(number, paragraph, alone, &asked.said());
                        begun.push(Begun { asked, paragraph, number });
                        continue;
                    };
                    let between = after(&pieces)..places.get(*end).map_or(0, |pieces| before(pieces));
                    // What rules a box from around it takes nothing away.
                    let asked = if ruled.iter().any(|ruled| ruled.pair == pair) {
                        Asked { condition: Condition::Always(Some(!not)), ..asked }
                    } else {
                        inline.push((between.clone(), asked.clone()));
                        asked
                    };
                    self.whole_fields(number, paragraph, &between, &asked);
                    within.push(asked);
                    (Put::Nothing, "")
                }
                Token::End(name) => {
                    if pair_of(at).is_none() {
                        self.end(number, paragraph, alone, name, begun);
                        continue;
                    }
                    within.pop();
                    (Put::Nothing, "")
                }
            };
            // A mark of a block goes whether the block stays or not.
            let within = if matches!(put, Put::Nothing) { Vec::new() } else { within.clone() };
            self.item(put, within, pieces, name, (number, paragraph));
        }
        let drawn = self.draw(ruled, &inline, (number, paragraph));
        // Blocks and things stand in order, and blocks in each other.
        let (mut next, mut around): (usize, Vec<&(Range<usize>, Asked)>) = (0, Vec::new());
        for thing in &paragraph.things {
            while let Some(block) = inline.get(next).filter(|(range, _)| range.start <= thing.start) {
                around.retain(|(range, _)| block.0.start < range.end);
                around.push(block);
                next += 1;
            }
            around.retain(|(range, _)| thing.end <= range.end);
            let mut blocks: Vec<Asked> = around.iter().map(|(_, asked)| asked.clone()).collect();
            if drawn.iter().any(|drawn| drawn.start <= thing.start && thing.end <= drawn.end) {
                blocks.push(Asked::never());
            }
            if !blocks.is_empty() && !drawn.contains(thing) {
                self.add(thing.clone(), thing.clone(), NodeKind::Thing, blocks);
            }
        }
    }

    pub(super) fn item(
        &mut self,
        put: Put,
        within: Vec<Asked>,
        pieces: Vec<Range<usize>>,
        name: &str,
        (number, paragraph): (usize, &'a Paragraph<'a>),
    ) {
        let prefix = paragraph.prefix;
        self.items.push(Item { put, within, prefix, pieces, name: name.to_owned(), paragraph: number });
    }

    /// A block takes a field whole or not at all.
    fn whole_fields(&mut self, number: usize, paragraph: &Paragraph<'_>, between: &Range<usize>, asked: &Asked) {
        let (mut depth, mut broken) = (0_i32, false);
        let first = paragraph.things.partition_point(|at| at.start < between.start);
        let things = paragraph.things.iter().skip(first);
        for thing in things.take_while(|at| at.end <= between.end) {
            let said = self.xml.get(thing.clone()).unwrap_or_default();
            if said.contains("\"begin\"") && is_field(said) {
                depth += 1;
            } else if said.contains("\"end\"") && is_field(said) {
                depth -= 1;
            }
            broken |= depth < 0;
        }
        if broken || depth != 0 {
            self.problem(number, Fault::HalfField(asked.said()));
        }
    }

    /// Whether a paragraph can be taken out as the beginning or end of a block.
    fn marks(&mut self, number: usize, paragraph: &Paragraph<'_>, alone: bool, said: &str) {
        // White space may go with the mark; a break of the page may not.
        let seen = |thing: &Range<usize>| {
            let thing = self.xml.get(thing.clone()).unwrap_or_default();
            let name = thing.split([' ', '/', '>']).next().unwrap_or_default();
            !(name.ends_with("tab") || (name.ends_with("br") && !thing.contains("type=")))
        };
        if !alone || paragraph.things.iter().any(seen) {
            self.problem(number, Fault::BesideText(said.to_owned()));
        } else if paragraph.ends_section {
            self.problem(number, Fault::AtSection(said.to_owned()));
        }
    }

    /// The end of a block over paragraphs or rows.
    fn end(&mut self, number: usize, end: &'a Paragraph<'a>, alone: bool, name: &str, begun: &mut Vec<Begun<'a>>) {
        let said = braced(&format!("/{name}"));
        let Some(Begun { asked, paragraph: begin, .. }) = begun.pop_if(|begun| begun.asked.is_ended_by(name)) else {
            return self.problem(number, Fault::EndsNothing(said));
        };
        self.marks(number, end, alone, &said);
        let rows = |paragraph: &Paragraph<'_>| paragraph.row.and_then(|row| self.markup.rows.get(row));
        if begin.parent == end.parent {
            let (place, inner) = (begin.place.start..end.place.end, begin.place.end..end.place.start);
            self.add(place, inner, NodeKind::Block, vec![asked]);
        } else if let (Some(first), Some(last)) = (rows(begin), rows(end))
            && first.table == last.table
            && first.place != last.place
            && self.only(first, begin)
            && self.only(last, end)
        {
            let (place, inner) = (first.place.start..last.place.end, first.place.end..last.place.start);
            self.add(place, inner, NodeKind::Block, vec![asked]);
        } else {
            self.problem(number, Fault::Crosses(said));
        }
    }

    /// Whether a row says nothing but what one paragraph of it says.
    fn only(&self, row: &Row, said: &Paragraph<'_>) -> bool {
        let inside = |paragraph: &&Paragraph<'_>| {
            row.place.start < paragraph.place.start
                && paragraph.place.end <= row.place.end
                && paragraph.place != said.place
        };
        let text = |range: &Range<usize>| self.xml.get(range.clone()).unwrap_or_default();
        let blank = |paragraph: &Paragraph<'_>| paragraph.texts.iter().all(|range| text(range).trim().is_empty());
        self.markup.paragraphs.iter().filter(inside).all(blank)
    }
}

/// Which tokens of a paragraph begin and end a block in it.
fn pairs(tokens: &[(Token, Range<usize>)]) -> Vec<(usize, usize)> {
    let mut begun: Vec<(usize, &str)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, (token, _)) in tokens.iter().enumerate() {
        match token {
            Token::Begin { name, .. } => begun.push((at, name)),
            Token::End(end) => {
                // A beginning that nothing in the paragraph ends is of a block over paragraphs.
                while let Some((begin, name)) = begun.pop() {
                    if ends(name, end) {
                        pairs.push((begin, at));
                        break;
                    }
                }
            }
            Token::Text(_) | Token::Value(_) | Token::Box(_) => {}
        }
    }
    pairs
}

pub(super) fn before(pieces: &[Range<usize>]) -> usize {
    pieces.first().map_or(0, |piece| piece.start)
}

pub(super) fn after(pieces: &[Range<usize>]) -> usize {
    pieces.last().map_or(usize::MAX, |piece| piece.end)
}

/// Whether an element is a mark of a field, or what a field is told.
pub(super) fn is_field(said: &str) -> bool {
    let name = said.split([' ', '/', '>']).next().unwrap_or_default();
    name.ends_with("fldChar") || name.ends_with("instrText")
}
