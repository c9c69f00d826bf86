//! Where paragraphs, table rows, texts and boxes stand in a part.

use super::tick::{FormBox, TickBox};
use crate::scan::{Scan, Space, Tag, unescaped};
use core::ops::Range;

/// What a part is made of, in the order in which it begins.
#[derive(Debug, Default)]
pub(super) struct Markup<'x> {
    pub(super) paragraphs: Vec<Paragraph<'x>>,
    pub(super) rows: Vec<Row>,
    /// Boxes to tick.
    pub(super) boxes: Vec<TickBox<'x>>,
    /// Placeholders where none is filled.
    pub(super) strays: Vec<Stray>,
}

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph<'x> {
    /// From its opening to behind its closing tag.
    pub(super) place: Range<usize>,
    /// The contents of its texts, as they stand there; what tracked changes have deleted is none.
    pub(super) texts: Vec<Range<usize>>,
    /// What else stands in its runs and can be seen: symbols, tabs, breaks, pictures, fields, formulas.
    pub(super) things: Vec<Range<usize>>,
    /// The innermost table row around it, by its place among the rows.
    pub(super) row: Option<usize>,
    /// Which element it stands in: where its opening tag is.
    pub(super) parent: usize,
    /// What the names of its elements begin with.
    pub(super) prefix: &'x str,
    /// A section of pages ends in it.
    pub(super) ends_section: bool,
}

/// A table row.
#[derive(Debug)]
pub(super) struct Row {
    /// From its opening to behind its closing tag.
    pub(super) place: Range<usize>,
    /// Which table it stands in: where its opening tag is.
    pub(super) table: usize,
    /// Its cells that are merged with others above or below, by the first column of the table's grid.
    pub(super) merged: Vec<Merged>,
}

/// A cell that is merged with others above or below.
#[derive(Debug, Clone)]
pub(super) struct Merged {
    /// The first column of the grid that it takes.
    pub(super) column: usize,
    /// It is the uppermost; else it goes on with the one above.
    pub(super) begins: bool,
    /// From its opening to behind its closing tag.
    pub(super) place: Range<usize>,
}

/// A placeholder where none is filled.
#[derive(Debug)]
pub(super) struct Stray {
    /// The paragraph, counted from 1; 0: before the first.
    pub(super) paragraph: usize,
    /// It.
    pub(super) said: String,
    pub(super) place: StrayPlace,
}

/// Where a placeholder stands that is not filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StrayPlace {
    /// In the instruction of a field, such as `MERGEFIELD`.
    Field,
    /// In what a mail-merge field shows, which the next update replaces.
    MergeField,
    /// In a formula.
    Formula,
    /// In an attribute: the description of a picture, the name of a control, `WordArt` of before.
    Attribute,
    /// In a text of another vocabulary.
    Other,
}

/// An element that is open.
struct Open<'x> {
    tag: Tag<'x>,
    kind: OpenKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OpenKind {
    Paragraph,
    Row,
    Cell,
    Text,
    /// What stands in a run beside its texts.
    Thing,
    /// What tracked changes have deleted or moved away.
    Deleted,
    Control,
    Content,
    FormBox,
    Other,
}

/// A content control while it is read.
struct Control<'x> {
    tick: Option<TickBox<'x>>,
}

/// A complex field while it is read: what it is told, and whether that has ended.
#[derive(Default)]
struct Field {
    told: String,
    shows: bool,
}

struct Builder<'x> {
    xml: &'x str,
    found: Markup<'x>,
    open: Vec<Open<'x>>,
    /// The open paragraphs and rows, by their places.
    building: Vec<usize>,
    rows: Vec<usize>,
    /// Columns of the grid that the cells of each open row have taken.
    columns: Vec<usize>,
    /// Of each open cell: its span, and how it is merged.
    cells: Vec<(usize, Option<bool>)>,
    controls: Vec<Control<'x>>,
    form: Option<FormBox>,
    fields: Vec<Field>,
}

/// Two braces, of either width.
pub(super) fn has_braces(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let twice = matches!(c, '{' | '｛') && matches!(before, '{' | '｛');
        before = c;
        twice
    })
}

/// A placeholder out of a longer text, for a message.
pub(super) fn excerpt(text: &str) -> String {
    let text = unescaped(text);
    let from = text.find(['{', '｛']).unwrap_or_default();
    let said = text.get(from..).unwrap_or_default();
    let end = said.find(['}', '｝']).unwrap_or(said.len());
    let rest = said.get(end..).unwrap_or_default().chars().take_while(|c| matches!(c, '}' | '｝')).take(2);
    let said = said.get(..end).unwrap_or_default().chars().take(60).chain(rest);
    said.filter(|c| !ziping_base::diag::is_hidden(*c)).collect()
}

/// Reads a part. `Err`: where the markup cannot be followed.
pub(super) fn read(xml: &str) -> Result<Markup<'_>, usize> {
    let mut builder = Builder {
        xml,
        found: Markup::default(),
        open: Vec::new(),
        building: Vec::new(),
        rows: Vec::new(),
        columns: Vec::new(),
        cells: Vec::new(),
        controls: Vec::new(),
        form: None,
        fields: Vec::new(),
    };
    let mut scan = Scan::new(xml);
    let mut at = 0;
    while let Some(tag) = scan.next()? {
        builder.said(at..tag.place.start);
        at = tag.place.end;
        if tag.opens {
            let kind = builder.begin(&tag, &scan);
            if tag.closes {
                builder.end(&tag, kind, &tag.place);
            } else {
                builder.open.push(Open { tag, kind });
            }
        } else if let Some(Open { tag: begun, kind }) = builder.open.pop() {
            builder.end(&begun, kind, &(begun.place.start..tag.place.end));
        }
    }
    Ok(builder.found)
}

impl<'x> Builder<'x> {
    fn inside(&self, kind: OpenKind) -> bool {
        self.open.iter().any(|open| open.kind == kind)
    }

    /// Whether a thing of the paragraph at hand is open already, which takes what is in it along.
    fn in_thing(&self) -> bool {
        let kinds = self.open.iter().rev().map(|open| open.kind);
        kinds.take_while(|kind| *kind != OpenKind::Paragraph).any(|kind| kind == OpenKind::Thing)
    }

    fn stray(&mut self, text: &str, place: StrayPlace) {
        let paragraph = self.found.paragraphs.len();
        self.found.strays.push(Stray { paragraph, said: excerpt(text), place });
    }

    /// A text between two tags.
    fn said(&mut self, place: Range<usize>) {
        let Some(text) = self.xml.get(place).filter(|text| !text.trim().is_empty()) else { return };
        let Some(open) = self.open.last() else { return };
        if self.inside(OpenKind::Deleted) {
            return;
        }
        if open.kind == OpenKind::Text {
            let merges =
                self.fields.iter().any(|field| field.shows && field.told.trim_start().starts_with("MERGEFIELD"));
            if merges && has_braces(text) {
                self.stray(text, StrayPlace::MergeField);
            }
        } else if open.tag.is_word("instrText") {
            if let Some(field) = self.fields.last_mut() {
                field.told.push_str(text);
            }
            if has_braces(text) {
                self.stray(text, StrayPlace::Field);
            }
        } else if has_braces(text) && !open.tag.is_word("delText") {
            let formula = open.tag.space == Space::Math;
            self.stray(text, if formula { StrayPlace::Formula } else { StrayPlace::Other });
        }
    }

    fn begin(&mut self, tag: &Tag<'x>, scan: &Scan<'x>) -> OpenKind {
        if self.xml.get(tag.place.clone()).is_some_and(has_braces) && !self.inside(OpenKind::Deleted) {
            let told = scan.attributes(tag).into_iter().find(|attribute| has_braces(attribute.value));
            if let Some(told) = told {
                let field = tag.is_word("fldSimple");
                self.stray(told.value, if field { StrayPlace::Field } else { StrayPlace::Attribute });
            }
        }
        let parent = self.open.last();
        let above = parent.map_or(0, |open| open.tag.place.start);
        let in_run = parent.is_some_and(|open| open.tag.is_word("r"));
        let in_cell_properties = parent.is_some_and(|open| open.tag.is_word("tcPr"));
        let in_math = parent.is_none_or(|open| open.tag.space == Space::Math);
        if !tag.is_word(tag.local) {
            if tag.space == Space::WordLater && tag.local.to_ascii_lowercase().contains("check") {
                self.control_state(tag, scan);
            }
            let formula = tag.space == Space::Math && !in_math;
            let thing = (in_run || formula) && !self.building.is_empty() && !self.in_thing();
            return if thing { OpenKind::Thing } else { OpenKind::Other };
        }
        match tag.local {
            "p" => {
                let (row, parent) = (self.rows.last().copied(), above);
                let (place, prefix) = (tag.place.clone(), tag.prefix());
                self.building.push(self.found.paragraphs.len());
                self.found.paragraphs.push(Paragraph { place, parent, row, prefix, ..Paragraph::default() });
                OpenKind::Paragraph
            }
            "tr" => {
                self.rows.push(self.found.rows.len());
                self.found.rows.push(Row { place: tag.place.clone(), table: above, merged: Vec::new() });
                self.columns.push(0);
                OpenKind::Row
            }
            "gridBefore" => {
                let span = scan.attribute(tag, "val").and_then(|span| span.parse().ok()).unwrap_or(0);
                if let Some(columns) = self.columns.last_mut() {
                    *columns += span;
                }
                OpenKind::Other
            }
            "tc" => {
                self.cells.push((1, None));
                OpenKind::Cell
            }
            "gridSpan" | "vMerge" if in_cell_properties => {
                let value = scan.attribute(tag, "val");
                if let Some(cell) = self.cells.last_mut() {
                    if tag.local == "vMerge" {
                        cell.1 = Some(value == Some("restart"));
                    } else {
                        cell.0 = value.and_then(|span| span.parse().ok()).unwrap_or(1);
                    }
                }
                OpenKind::Other
            }
            "sectPr" => {
                if let Some(paragraph) = self.building.last().and_then(|at| self.found.paragraphs.get_mut(*at)) {
                    paragraph.ends_section = true;
                }
                OpenKind::Other
            }
            "t" if !self.in_thing() && !self.inside(OpenKind::Deleted) => OpenKind::Text,
            // In the properties of a run or row they only say that its mark is deleted.
            "del" | "moveFrom" if !tag.closes => OpenKind::Deleted,
            "sdt" => {
                self.controls.push(Control { tick: None });
                OpenKind::Control
            }
            "sdtContent" => {
                if let Some(tick) = self.controls.last_mut().and_then(|control| control.tick.as_mut()) {
                    tick.content = tag.place.end..tag.place.end;
                }
                OpenKind::Content
            }
            "checkBox" => OpenKind::FormBox,
            "checked" => {
                if let Some(form) = &mut self.form {
                    form.checked = Some((tag.place.clone(), tag.closes));
                }
                OpenKind::Other
            }
            "rPr" | "delText" | "t" | "lastRenderedPageBreak" | "annotationRef" => OpenKind::Other,
            _ if in_run && !self.building.is_empty() && !self.in_thing() => {
                if tag.local == "fldChar" {
                    self.field(tag, scan);
                }
                OpenKind::Thing
            }
            _ => OpenKind::Other,
        }
    }

    /// The state of a content control's box, and how it is drawn.
    fn control_state(&mut self, tag: &Tag<'x>, scan: &Scan<'x>) {
        let Some(control) = self.controls.last_mut() else { return };
        if tag.local == "checkbox" {
            // A box without anything in it says nothing of its state: it stands open.
            control.tick = (!tag.closes).then(|| TickBox::of(tag));
        } else if let Some(tick) = &mut control.tick {
            tick.told(tag, scan);
        }
    }

    /// The beginning, middle or end of a field.
    fn field(&mut self, tag: &Tag<'x>, scan: &Scan<'x>) {
        match scan.attribute(tag, "fldCharType") {
            Some("begin") => {
                self.fields.push(Field::default());
                self.form = Some(FormBox { begins: tag.place.clone(), ..FormBox::default() });
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.shows = true;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    /// Where the closing tag of an element stands.
    fn closing(&self, place: &Range<usize>) -> usize {
        let whole = self.xml.get(place.clone()).unwrap_or_default();
        place.start + whole.rfind("</").unwrap_or(whole.len())
    }

    /// An element has ended: `begun` is its first tag, `place` all of it.
    fn end(&mut self, begun: &Tag<'x>, kind: OpenKind, place: &Range<usize>) {
        match kind {
            OpenKind::Paragraph => {
                if let Some(paragraph) = self.building.pop().and_then(|at| self.found.paragraphs.get_mut(at)) {
                    paragraph.place = place.clone();
                }
            }
            OpenKind::Row => {
                self.columns.pop();
                if let Some(row) = self.rows.pop().and_then(|at| self.found.rows.get_mut(at)) {
                    row.place = place.clone();
                }
            }
            OpenKind::Cell => {
                let Some((span, merged)) = self.cells.pop() else { return };
                let Some(columns) = self.columns.last_mut() else { return };
                let column = *columns;
                *columns += span;
                if let (Some(begins), Some(row)) =
                    (merged, self.rows.last().and_then(|at| self.found.rows.get_mut(*at)))
                {
                    row.merged.push(Merged { column, begins, place: place.clone() });
                }
            }
            OpenKind::Text | OpenKind::Thing => {
                let closing = self.closing(place);
                let Some(paragraph) = self.building.last().and_then(|at| self.found.paragraphs.get_mut(*at)) else {
                    return;
                };
                if kind == OpenKind::Thing {
                    if begun.is_word("fldChar")
                        && let Some(form) = self.form.take_if(|form| form.begins.start == place.start)
                        && let Some(tick) = form.tick(place)
                    {
                        self.found.boxes.push(tick);
                    }
                    paragraph.things.push(place.clone());
                } else if !begun.closes {
                    paragraph.texts.push(begun.place.end..closing);
                }
            }
            OpenKind::FormBox => {
                let closing = if begun.closes { place.clone() } else { self.closing(place)..self.closing(place) };
                if let Some(form) = &mut self.form {
                    form.place = Some((closing, begun.closes));
                    begun.prefix().clone_into(&mut form.prefix);
                }
            }
            OpenKind::Content => {
                if let Some(tick) = self.controls.last_mut().and_then(|control| control.tick.as_mut()) {
                    tick.content.end = place.end;
                }
            }
            OpenKind::Control => {
                if let Some(Control { tick: Some(mut tick) }) = self.controls.pop() {
                    tick.place = place.clone();
                    self.found.boxes.push(tick);
                }
            }
            OpenKind::Deleted | OpenKind::Other => {}
        }
    }
}
