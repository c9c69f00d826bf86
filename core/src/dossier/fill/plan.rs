//! What of a part is filled, repeated or left out: a tree of table rows and blocks with the placeholders in them.

use super::markup::{Markup, Paragraph, Row};
use super::problem::{Fault, FormProblem};
use super::token::{Token, pieces, tokens};
use super::values::{Condition, Said, Values};
use core::cmp::Reverse;
use core::ops::Range;

/// The part as a whole, a table row, or what stands between the beginning and the end of a block.
#[derive(Debug)]
pub(super) struct Node {
    /// From where to where it is replaced.
    place: Range<usize>,
    /// What of that is written: of a block only what is between its ends.
    pub(super) inner: Range<usize>,
    /// What a block asks; `None`: no block.
    pub(super) block: Option<Asked>,
    /// The table that repeats it row by row, and how many rows that has.
    pub(super) repeats: Option<(String, usize)>,
    parent: usize,
    children: Vec<usize>,
    /// What stands directly in it, in order; filled in last.
    pub(super) pieces: Vec<(Range<usize>, Piece)>,
}

/// A piece of a node.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece {
    /// Another node.
    Node(usize),
    /// The first, or a further, piece of an item.
    Item(usize, bool),
}

/// A condition, and how it is written.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    name: String,
    pub(super) condition: Condition,
}

/// A stretch of text that is replaced, or may go.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) put: Put,
    /// The blocks around it within its paragraph.
    pub(super) within: Vec<Asked>,
    pieces: Vec<Range<usize>>,
    name: String,
    paragraph: usize,
}

/// What comes in the place of an item.
#[derive(Debug)]
pub(super) enum Put {
    /// What it says.
    Value(Said),
    /// Nothing: a mark of a block.
    Nothing,
    /// The text that stands there.
    Text,
}

/// A part, planned.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) nodes: Vec<Node>,
    pub(super) items: Vec<Item>,
}

/// The beginning of a block over paragraphs.
struct Begun<'m> {
    name: String,
    condition: Condition,
    paragraph: &'m Paragraph,
    number: usize,
}

/// Reads what a part wants; what is wrong is reported.
struct Reader<'a> {
    xml: &'a str,
    part: &'a str,
    markup: &'a Markup,
    values: &'a Values<'a>,
    problems: &'a mut Vec<FormProblem>,
    nodes: Vec<Node>,
    items: Vec<Item>,
}

fn braced(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
    format!("{{{{{name}}}}}")
}

/// Plans a part.
pub(super) fn plan<'a>(
    part: &'a str,
    xml: &'a str,
    markup: &'a Markup,
    values: &'a Values<'a>,
    problems: &'a mut Vec<FormProblem>,
) -> Plan {
    let mut reader = Reader { xml, part, markup, values, problems, nodes: Vec::new(), items: Vec::new() };
    reader.add(0..xml.len(), 0..xml.len(), None);
    for row in &markup.rows {
        reader.add(row.place.clone(), row.place.clone(), None);
    }
    let mut begun = Vec::new();
    for (number, paragraph) in (1..).zip(&markup.paragraphs) {
        reader.paragraph(number, paragraph, &mut begun);
    }
    for Begun { name, number, .. } in begun {
        reader.problem(number, Fault::OpenBlock(braced(&format!("#{name}"))));
    }
    reader.nest();
    let homes: Vec<usize> = reader.items.iter().map(|item| reader.home(item)).collect();
    reader.repeat(&homes);
    reader.check(&homes);
    reader.arrange(&homes);
    Plan { nodes: reader.nodes, items: reader.items }
}

impl<'a> Reader<'a> {
    fn problem(&mut self, paragraph: usize, fault: Fault) {
        self.problems.push(FormProblem { fault, place: Some((self.part.to_owned(), paragraph)) });
    }

    fn add(&mut self, place: Range<usize>, inner: Range<usize>, block: Option<Asked>) {
        let (children, pieces) = (Vec::new(), Vec::new());
        self.nodes.push(Node { place, inner, block, repeats: None, parent: 0, children, pieces });
    }

    /// A condition by its name; an unknown one is reported and counts as met.
    fn asked(&mut self, number: usize, name: &str) -> Condition {
        self.values.condition(name).unwrap_or_else(|| {
            self.problem(number, Fault::Unknown(braced(&format!("#{name}")), self.values.near(name)));
            Condition::Always(true)
        })
    }

    fn paragraph(&mut self, number: usize, paragraph: &'a Paragraph, begun: &mut Vec<Begun<'a>>) {
        let (tokens, unclosed) = tokens(self.xml, paragraph);
        if let Some(rest) = unclosed {
            self.problem(number, Fault::Unclosed(rest));
        }
        let mut within: Vec<Asked> = Vec::new();
        let alone = tokens.iter().filter(|(token, _)| !token.is_blank()).count() == 1;
        for (place, (token, range)) in tokens.iter().enumerate() {
            let (put, name) = match token {
                Token::Text(_) if within.is_empty() => continue,
                Token::Text(_) => (Put::Text, String::new()),
                Token::Value(name) => match self.values.get(name) {
                    Some(said) => (Put::Value(said), name.clone()),
                    None => {
                        self.problem(number, Fault::Unknown(braced(name), self.values.near(name)));
                        continue;
                    }
                },
                Token::Begin(name) => {
                    let condition = self.asked(number, name);
                    let ends = |(token, _): &(Token, Range<usize>)| matches!(token, Token::End(end) if end == name);
                    if !tokens.iter().skip(place).any(ends) {
                        self.marks(number, paragraph, alone, &braced(&format!("#{name}")));
                        begun.push(Begun { name: name.clone(), condition, paragraph, number });
                        continue;
                    }
                    within.push(Asked { name: name.clone(), condition });
                    (Put::Nothing, String::new())
                }
                Token::End(name) => {
                    if within.last().is_none_or(|asked| asked.name != *name) {
                        self.end(number, paragraph, alone, name, begun);
                        continue;
                    }
                    within.pop();
                    (Put::Nothing, String::new())
                }
            };
            // A mark of a block goes whether the block stays or not.
            let within = if matches!(put, Put::Nothing) { Vec::new() } else { within.clone() };
            self.items.push(Item { put, within, pieces: pieces(paragraph, range), name, paragraph: number });
        }
        for asked in within {
            self.problem(number, Fault::OpenBlock(braced(&format!("#{}", asked.name))));
        }
    }

    /// Whether a paragraph can be taken out as the beginning or end of a block.
    fn marks(&mut self, number: usize, paragraph: &Paragraph, alone: bool, said: &str) {
        let markup = self.xml.get(paragraph.place.clone()).unwrap_or_default();
        let holds = |element: &str| markup.contains(element);
        if !alone || holds("<w:drawing") || holds("<w:pict") {
            self.problem(number, Fault::BesideText(said.to_owned()));
        } else if holds("<w:sectPr") {
            self.problem(number, Fault::AtSection(said.to_owned()));
        }
    }

    /// The end of a block over paragraphs or rows.
    fn end(&mut self, number: usize, end: &'a Paragraph, alone: bool, name: &str, begun: &mut Vec<Begun<'a>>) {
        let said = braced(&format!("/{name}"));
        let Some(Begun { condition, paragraph: begin, .. }) = begun.pop_if(|begun| begun.name == name) else {
            return self.problem(number, Fault::EndsNothing(said));
        };
        self.marks(number, end, alone, &said);
        let asked = Some(Asked { name: name.to_owned(), condition });
        let rows = |paragraph: &Paragraph| paragraph.row.and_then(|row| self.markup.rows.get(row));
        if begin.parent == end.parent {
            self.add(begin.place.start..end.place.end, begin.place.end..end.place.start, asked);
        } else if let (Some(first), Some(last)) = (rows(begin), rows(end))
            && first.table == last.table
            && first.place != last.place
            && self.only(first, begin)
            && self.only(last, end)
        {
            self.add(first.place.start..last.place.end, first.place.end..last.place.start, asked);
        } else {
            self.problem(number, Fault::Crosses(said));
        }
    }

    /// Whether a row says nothing but what one paragraph of it says.
    fn only(&self, row: &Row, said: &Paragraph) -> bool {
        let inside = |paragraph: &&Paragraph| {
            row.place.start < paragraph.place.start
                && paragraph.place.end <= row.place.end
                && paragraph.place != said.place
        };
        let text = |range: &Range<usize>| self.xml.get(range.clone()).unwrap_or_default();
        let blank = |paragraph: &Paragraph| paragraph.texts.iter().all(|range| text(range).trim().is_empty());
        self.markup.paragraphs.iter().filter(inside).all(blank)
    }

    /// Puts the nodes into each other. They never overlap by halves, for each is a run of whole elements.
    fn nest(&mut self) {
        self.nodes.sort_by_key(|node| (node.place.start, Reverse(node.place.end)));
        let mut around: Vec<(usize, usize)> = Vec::new();
        for place in 0..self.nodes.len() {
            let Some(Range { start, end }) = self.nodes.get(place).map(|node| node.place.clone()) else { continue };
            while around.last().is_some_and(|(_, over)| *over <= start) {
                around.pop();
            }
            let parent = around.last().map_or(0, |(parent, _)| *parent);
            around.push((place, end));
            if place == 0 {
                continue;
            }
            if let Some(node) = self.nodes.get_mut(place) {
                node.parent = parent;
            }
            if let Some(node) = self.nodes.get_mut(parent) {
                node.children.push(place);
            }
        }
    }

    /// The innermost node around an item.
    fn home(&self, item: &Item) -> usize {
        let at = item.pieces.first().map_or(0, |piece| piece.start);
        let mut home = 0;
        while let Some(node) = self.nodes.get(home) {
            let after = node
                .children
                .partition_point(|child| self.nodes.get(*child).is_some_and(|child| child.inner.start <= at));
            let child = after.checked_sub(1).and_then(|before| node.children.get(before)).copied();
            match child.filter(|child| self.nodes.get(*child).is_some_and(|child| child.inner.contains(&at))) {
                Some(child) => home = child,
                None => break,
            }
        }
        home
    }

    /// A node and all around it, the innermost first, without the part as a whole.
    fn outward(&self, from: usize) -> impl Iterator<Item = usize> + '_ {
        let up = |place: &usize| self.nodes.get(*place).map(|node| node.parent);
        core::iter::successors(Some(from), up).take_while(|place| *place != 0)
    }

    fn repeats(&self, from: usize, table: &str) -> bool {
        self.outward(from).any(|place| {
            self.nodes.get(place).is_some_and(|node| node.repeats.as_ref().is_some_and(|(known, _)| known == table))
        })
    }

    /// Which rows and blocks are repeated: the innermost around a column of a table, unless one further out is repeated
    /// for the same table already.
    fn repeat(&mut self, homes: &[usize]) {
        for (item, home) in homes.iter().enumerate() {
            let Some(Item { put: Put::Value(Said::Rows(table, cells)), name, paragraph, .. }) = self.items.get(item)
            else {
                continue;
            };
            let (table, times, said, number) = (table.clone(), cells.len(), braced(name), *paragraph);
            let can = self.outward(*home).find(|place| {
                let block = self.nodes.get(*place).and_then(|node| node.block.as_ref());
                block.is_none_or(|asked| asked.name == table)
            });
            match can.and_then(|place| self.nodes.get_mut(place)) {
                None => self.problem(number, Fault::OutsideRow(said)),
                Some(Node { repeats: Some((other, _)), .. }) if *other != table => {
                    let other = other.clone();
                    self.problem(number, Fault::OtherTable(said, other));
                }
                Some(node) => node.repeats = Some((table, times)),
            }
        }
        for place in 1..self.nodes.len() {
            let Some(node) = self.nodes.get(place) else { continue };
            if node.repeats.as_ref().is_some_and(|(table, _)| self.repeats(node.parent, table))
                && let Some(node) = self.nodes.get_mut(place)
            {
                node.repeats = None;
            }
        }
    }

    /// Conditions on a column of a table stand where the table is repeated.
    fn check(&mut self, homes: &[usize]) {
        let outside = |reader: &Self, from: usize, asked: &Asked| match &asked.condition {
            Condition::Column(table, _) if !reader.repeats(from, table) => Some(braced(&format!("#{}", asked.name))),
            Condition::Column(..) | Condition::Always(_) => None,
        };
        let mut wrong: Vec<(usize, String)> = Vec::new();
        for (item, home) in self.items.iter().zip(homes) {
            wrong.extend(item.within.iter().filter_map(|asked| Some((item.paragraph, outside(self, *home, asked)?))));
        }
        for node in &self.nodes {
            let Some(said) = node.block.as_ref().and_then(|asked| outside(self, node.parent, asked)) else { continue };
            let begins = |paragraph: &Paragraph| paragraph.place.start >= node.place.start;
            wrong.push((self.markup.paragraphs.iter().position(begins).unwrap_or_default() + 1, said));
        }
        wrong.dedup();
        for (number, said) in wrong {
            self.problem(number, Fault::OutsideRow(said));
        }
    }

    /// Lists what stands directly in each node, in order.
    fn arrange(&mut self, homes: &[usize]) {
        for place in 0..self.nodes.len() {
            let Some(node) = self.nodes.get(place) else { continue };
            let inside = |child: &&usize| {
                self.nodes
                    .get(**child)
                    .is_some_and(|child| child.place.start >= node.inner.start && child.place.end <= node.inner.end)
            };
            let children = node.children.iter().filter(inside);
            let placed =
                children.filter_map(|child| Some((self.nodes.get(*child)?.place.clone(), Piece::Node(*child))));
            let placed: Vec<_> = placed.collect();
            if let Some(node) = self.nodes.get_mut(place) {
                node.pieces = placed;
            }
        }
        for (place, (item, home)) in self.items.iter().zip(homes).enumerate() {
            let pieces = item.pieces.iter().enumerate().map(|(i, range)| (range.clone(), Piece::Item(place, i == 0)));
            if let Some(node) = self.nodes.get_mut(*home) {
                node.pieces.extend(pieces);
            }
        }
        for node in &mut self.nodes {
            node.pieces.sort_by_key(|(range, _)| range.start);
        }
    }
}
