//! Boxes to tick, as content controls and form fields have them.

use crate::scan::{Scan, Tag};
use core::ops::Range;

/// A box to tick.
#[derive(Debug)]
pub(super) struct TickBox<'x> {
    /// The content control, or the beginning of the form field.
    pub(super) place: Range<usize>,
    /// What is shown of a content control; empty for a form field, which programs draw.
    pub(super) content: Range<usize>,
    /// Where its state stands, or is to be put.
    pub(super) state: Range<usize>,
    /// The state as markup, for yes and no.
    pub(super) states: [String; 2],
    /// What is drawn in it, for yes and no: a character and the font of a symbol.
    pub(super) drawn: [(char, &'x str); 2],
}

/// A form field's box while it is read.
#[derive(Default)]
pub(super) struct FormBox {
    pub(super) begins: Range<usize>,
    pub(super) place: Option<(Range<usize>, bool)>,
    pub(super) checked: Option<(Range<usize>, bool)>,
    pub(super) prefix: String,
}

/// The state of a box as markup, for yes and no; without `closes` its first tag only.
fn state_of(prefix: &str, closes: bool) -> [String; 2] {
    let end = if closes { "/" } else { "" };
    ["1", "0"].map(|state| format!("<{prefix}checked {prefix}val=\"{state}\"{end}>"))
}

impl FormBox {
    /// The box that it is, if it is one. Its state stands behind its size and what it was at first.
    pub(super) fn tick<'x>(self, place: &Range<usize>) -> Option<TickBox<'x>> {
        let (at, empty) = self.place?;
        let prefix = &self.prefix;
        let (state, states) = match self.checked {
            Some((checked, closes)) => (checked, state_of(prefix, closes)),
            None if empty => {
                (at, state_of(prefix, true).map(|state| format!("<{prefix}checkBox>{state}</{prefix}checkBox>")))
            }
            None => (at, state_of(prefix, true)),
        };
        Some(TickBox { place: place.clone(), content: 0..0, state, states, drawn: [(' ', ""); 2] })
    }
}

impl<'x> TickBox<'x> {
    /// A content control's box from its first tag: drawn as usual, its state still to be put.
    pub(super) fn of(tag: &Tag<'x>) -> Self {
        let (place, state) = (tag.place.clone(), tag.place.end..tag.place.end);
        let drawn = [('☒', ""), ('☐', "")];
        Self { place, content: 0..0, state, states: state_of(tag.prefix(), true), drawn }
    }

    /// What a tag says of its state, or of how it is drawn.
    pub(super) fn told(&mut self, tag: &Tag<'x>, scan: &Scan<'x>) {
        if tag.local == "checked" {
            self.state = tag.place.clone();
            self.states = state_of(tag.prefix(), tag.closes);
        }
        if !tag.local.ends_with("checkedState") {
            return;
        }
        let code = scan.attribute(tag, "val").and_then(|code| u32::from_str_radix(code, 16).ok());
        let font = scan.attribute(tag, "font").unwrap_or_default();
        let [yes, no] = &mut self.drawn;
        let state = if tag.local == "checkedState" { yes } else { no };
        if let Some(drawn) = code.and_then(char::from_u32) {
            *state = (drawn, font);
        }
    }
}
