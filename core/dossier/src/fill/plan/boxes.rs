//! Boxes to tick that placeholders rule: those of content controls and of form fields.

use super::paragraph::{after, before, is_field};
use super::{Asked, Put, Reader};
use crate::fill::markup::Paragraph;
use crate::fill::tick::TickBox;
use crate::fill::token::Token;
use crate::fill::values::Condition;
use crate::xml::Xml;
use core::ops::Range;

/// A box that a placeholder rules.
pub(super) struct Ruled<'a> {
    tick: &'a TickBox<'a>,
    asked: Asked,
    /// Which tokens of the paragraph are drawn in the box and are replaced by its state.
    pub(super) drawn: Vec<usize>,
    /// The block that rules it from around it, by its place among the pairs.
    pub(super) pair: Option<usize>,
}

impl<'a> Reader<'a> {
    /// Which boxes of a paragraph placeholders rule: those that stand alone between the marks of a block, and those with
    /// a block or a box of their own in what they show.
    pub(super) fn ruled(
        &mut self,
        number: usize,
        paragraph: &'a Paragraph<'a>,
        tokens: &[(Token, Range<usize>)],
        places: &[Vec<Range<usize>>],
        pairs: &[(usize, usize)],
    ) -> Vec<Ruled<'a>> {
        let mut found = Vec::new();
        if self.markup.boxes.is_empty() || tokens.iter().all(|(token, _)| matches!(token, Token::Text(_))) {
            return found;
        }
        let here = |tick: &&TickBox<'_>| {
            let (outer, inner) = (&paragraph.place, &tick.place);
            (outer.start <= inner.start && inner.end <= outer.end)
                || (tick.content.start <= outer.start && outer.end <= tick.content.end)
        };
        let markup = self.markup;
        for tick in markup.boxes.iter().filter(here) {
            let shown = |at: usize| {
                let pieces = places.get(at).map(Vec::as_slice).unwrap_or_default();
                !pieces.is_empty() && tick.content.start <= before(pieces) && after(pieces) <= tick.content.end
            };
            let drawn: Vec<usize> = (0..tokens.len()).filter(|at| shown(*at)).collect();
            let own = drawn.iter().find_map(|at| match tokens.get(*at) {
                Some((Token::Box(name), _)) => Some((name, false)),
                Some((Token::Begin { name, not }, _)) if pairs.iter().any(|(b, e)| b == at && shown(*e)) => {
                    Some((name, *not))
                }
                _ => None,
            });
            if let Some((name, not)) = own {
                let asked = self.asked(number, name, not);
                found.push(Ruled { tick, asked, drawn, pair: None });
                continue;
            }
            let around = |(begin, end): &(usize, usize)| {
                let from = places.get(*begin).map_or(usize::MAX, |pieces| after(pieces));
                let to = places.get(*end).map_or(0, |pieces| before(pieces));
                let texts = (begin + 1..*end).filter(|at| !drawn.contains(at));
                let blank = |at: usize| tokens.get(at).is_some_and(|(token, _)| token.is_blank());
                let part_of_it = |thing: &Range<usize>| {
                    let said = self.xml.get(thing.clone()).unwrap_or_default();
                    (tick.place.start <= thing.start && thing.end <= tick.place.end)
                        || (tick.content.is_empty() && is_field(said))
                };
                let mut between = paragraph.things.iter().filter(|thing| from <= thing.start && thing.end <= to);
                let one = markup.boxes.iter().filter(|tick| from <= tick.place.start && tick.place.end <= to).count();
                from <= tick.place.start
                    && tick.place.end <= to
                    && one == 1
                    && texts.into_iter().all(blank)
                    && between.all(part_of_it)
            };
            if let Some(pair) = pairs.iter().position(around)
                && let Some((Token::Begin { name, not }, _)) = pairs.get(pair).and_then(|pair| tokens.get(pair.0))
            {
                // What is wrong with the name is said where the mark is read.
                let condition = self.values.condition(name, "").unwrap_or(Condition::Always(None));
                let asked = Asked { name: name.clone(), condition, not: *not };
                found.push(Ruled { tick, asked, drawn, pair: Some(pair) });
            }
        }
        found
    }

    /// Puts boxes into their states; answers what is drawn in them anew.
    pub(super) fn draw(
        &mut self,
        ruled: Vec<Ruled<'a>>,
        inline: &[(Range<usize>, Asked)],
        at: (usize, &'a Paragraph<'a>),
    ) -> Vec<Range<usize>> {
        let mut drawn = Vec::new();
        let paragraph = at.1;
        for Ruled { tick, asked, .. } in ruled {
            let inside = |place: &Range<usize>| tick.content.start <= place.start && place.end <= tick.content.end;
            let around =
                inline.iter().filter(|(range, _)| range.start <= tick.place.start && tick.place.end <= range.end);
            let within: Vec<Asked> = around.map(|(_, asked)| asked.clone()).collect();
            let state = Put::State(asked.clone(), tick.states.clone());
            self.item(state, Vec::new(), vec![tick.state.clone()], &asked.name, at);
            let text = paragraph.texts.iter().find(|place| inside(place)).map(|place| place.start..place.start);
            let thing = || paragraph.things.iter().find(|place| inside(place)).cloned();
            let as_text = text.is_some();
            if let Some(place) = text.or_else(thing) {
                let markup = tick.drawn.map(|drawn| glyph(drawn, paragraph.prefix, as_text));
                // A thing that is replaced is no node of its own, so that it can be.
                drawn.push(if as_text { tick.content.clone() } else { place.clone() });
                if !as_text {
                    drawn.push(tick.content.clone());
                }
                self.item(Put::State(asked.clone(), markup), within, vec![place], &asked.name, at);
            }
        }
        drawn
    }
}

/// What is drawn in a box: within a text, or as an element of a run.
fn glyph((drawn, font): (char, &str), prefix: &str, as_text: bool) -> String {
    let symbol = ["Wingdings", "Webdings", "Symbol"].iter().any(|known| font.starts_with(known));
    let mut xml = Xml::default();
    if symbol {
        let code = u32::from(drawn) & 0xff | 0xf000;
        let sym = format!("<{prefix}sym {prefix}font=\"{font}\" {prefix}char=\"{code:04X}\"/>");
        return if as_text { format!("</{prefix}t>{sym}<{prefix}t xml:space=\"preserve\">") } else { sym };
    }
    xml.text(&drawn.to_string());
    let text = String::from_utf8(xml.into_bytes()).unwrap_or_default();
    if as_text { text } else { format!("<{prefix}t>{text}</{prefix}t>") }
}
