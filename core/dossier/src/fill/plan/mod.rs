//! What of a part is filled, repeated or left out: a tree of table rows and blocks with the placeholders in them.

mod boxes;
mod paragraph;
mod record;

use super::markup::{Markup, Paragraph};
use super::problem::{Fault, FormProblem};
use super::values::{Condition, Said, Values};
use core::cmp::Reverse;
use core::ops::Range;
use paragraph::Begun;

/// The part as a whole, or something in it that may go or be repeated.
#[derive(Debug)]
pub(super) struct Node {
    /// From where to where it is replaced.
    place: Range<usize>,
    /// What of that is written: of a block only what is between its ends.
    pub(super) inner: Range<usize>,
    kind: NodeKind,
    /// What has to hold for it to stay.
    pub(super) blocks: Vec<Asked>,
    /// The table that repeats it row by row, and how many rows that has.
    pub(super) repeats: Option<(String, usize)>,
    parent: usize,
    children: Vec<usize>,
    /// What stands directly in it, in order; filled in last.
    pub(super) pieces: Vec<(Range<usize>, Piece)>,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NodeKind {
    /// The part as a whole, or several table rows that are one record.
    Group,
    /// A table row, by its place among the rows.
    Row(usize),
    /// What stands between the beginning and the end of a block over paragraphs or rows.
    Block,
    /// A symbol, tab, picture or the like within a block of one paragraph.
    Thing,
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
    /// It is to be answered with no.
    pub(super) not: bool,
}

impl Asked {
    /// What nothing is.
    fn never() -> Self {
        Self { name: String::new(), condition: Condition::Always(Some(false)), not: false }
    }

    /// Its beginning, as it is written.
    fn said(&self) -> String {
        braced(&format!("{}{}", if self.not { '^' } else { '#' }, self.name))
    }

    /// Whether `{{/name}}` ends it: with its whole name, without the option, or with nothing.
    fn is_ended_by(&self, end: &str) -> bool {
        ends(&self.name, end)
    }

    /// The table that it asks whether it has rows, or repeats record by record.
    fn table(&self) -> Option<&str> {
        match &self.condition {
            Condition::Table(table, ..) | Condition::Record(table, _) if !self.not => Some(table),
            _ => None,
        }
    }
}

fn ends(name: &str, end: &str) -> bool {
    end.is_empty() || name == end || name.split('=').next().is_some_and(|name| name.trim() == end)
}

/// A stretch of a part that is replaced, or may go.
#[derive(Debug)]
pub(super) struct Item<'x> {
    pub(super) put: Put,
    /// The blocks around it within its paragraph.
    pub(super) within: Vec<Asked>,
    /// What the names of elements around it begin with.
    pub(super) prefix: &'x str,
    pieces: Vec<Range<usize>>,
    name: String,
    paragraph: usize,
}

/// What comes in the place of an item.
#[derive(Debug)]
pub(super) enum Put {
    /// What it says.
    Value(Said),
    /// Markup, for yes and for no or unknown.
    State(Asked, [String; 2]),
    /// Nothing: a mark of a block.
    Nothing,
    /// The text that stands there.
    Text,
}

/// A part, planned.
#[derive(Debug)]
pub(super) struct Plan<'x> {
    pub(super) nodes: Vec<Node>,
    pub(super) items: Vec<Item<'x>>,
    /// How many placeholders there are.
    pub(super) placeholders: usize,
    /// Whether anything in it may go.
    pub(super) blocks: bool,
}

/// Reads what a part wants; what is wrong is reported.
struct Reader<'a> {
    xml: &'a str,
    part: &'a str,
    markup: &'a Markup<'a>,
    values: &'a Values<'a>,
    problems: Vec<FormProblem>,
    nodes: Vec<Node>,
    items: Vec<Item<'a>>,
    placeholders: usize,
}

/// Plans a part.
pub(super) fn plan<'a>(
    part: &'a str,
    xml: &'a str,
    markup: &'a Markup<'a>,
    values: &'a Values<'a>,
    problems: &mut Vec<FormProblem>,
) -> Plan<'a> {
    let (nodes, items) = (Vec::new(), Vec::new());
    let found = Vec::new();
    let mut reader = Reader { xml, part, markup, values, problems: found, nodes, items, placeholders: 0 };
    reader.add(0..xml.len(), 0..xml.len(), NodeKind::Group, Vec::new());
    for (place, row) in markup.rows.iter().enumerate() {
        reader.add(row.place.clone(), row.place.clone(), NodeKind::Row(place), Vec::new());
    }
    let mut begun = Vec::new();
    for (number, paragraph) in (1..).zip(&markup.paragraphs) {
        reader.paragraph(number, paragraph, &mut begun);
    }
    for Begun { asked, number, .. } in begun {
        reader.problem(number, Fault::OpenBlock(asked.said()));
    }
    let mut told: Vec<(usize, &str)> = Vec::new();
    for stray in &markup.strays {
        // A text box is written twice, for programs of today and of before.
        if !told.contains(&(stray.paragraph, stray.said.as_str())) {
            told.push((stray.paragraph, &stray.said));
            reader.problem(stray.paragraph.max(1), Fault::Stray(stray.said.clone(), stray.place));
        }
    }
    reader.nest();
    let mut homes = reader.homes();
    reader.repeat(&homes);
    if reader.group() {
        reader.nest();
        homes = reader.homes();
    }
    reader.check(&homes);
    reader.arrange(&homes);
    problems.append(&mut reader.problems);
    let blocks = reader.nodes.iter().any(|node| !node.blocks.is_empty());
    Plan { nodes: reader.nodes, items: reader.items, placeholders: reader.placeholders, blocks }
}

impl<'a> Reader<'a> {
    fn problem(&mut self, paragraph: usize, fault: Fault) {
        self.problems.push(FormProblem { fault, place: Some((self.part.to_owned(), paragraph)) });
    }

    fn add(&mut self, place: Range<usize>, inner: Range<usize>, kind: NodeKind, blocks: Vec<Asked>) {
        let (children, pieces) = (Vec::new(), Vec::new());
        let repeats = blocks.iter().find_map(|asked| match &asked.condition {
            Condition::Record(table, times) => Some((table.clone(), *times)),
            _ => None,
        });
        self.nodes.push(Node { place, inner, kind, blocks, repeats, parent: 0, children, pieces });
    }

    /// A condition by its name; a wrong one is reported and counts as met.
    fn asked(&mut self, number: usize, name: &str, not: bool) -> Asked {
        let mut asked = Asked { name: name.to_owned(), condition: Condition::Always(Some(!not)), not };
        match self.values.condition(name, &asked.said()) {
            Ok(condition) => asked.condition = condition,
            Err(fault) => self.problem(number, fault),
        }
        asked
    }

    /// Puts the nodes into each other. They never overlap by halves, for each is a run of whole elements.
    fn nest(&mut self) {
        let key = |node: &Node| (node.place.start, Reverse(node.place.end));
        self.nodes.sort_by_key(key);
        self.nodes.iter_mut().for_each(|node| node.children.clear());
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

    /// The innermost node around each item.
    fn homes(&self) -> Vec<usize> {
        self.items.iter().map(|item| self.home(item)).collect()
    }

    fn home(&self, item: &Item<'_>) -> usize {
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
                self.nodes.get(*place).is_some_and(|node| match node.kind {
                    NodeKind::Row(_) => true,
                    NodeKind::Block => node.blocks.iter().any(|asked| asked.table() == Some(&table)),
                    NodeKind::Group | NodeKind::Thing => false,
                })
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
            Condition::Column(table, _) if !reader.repeats(from, table) => Some(asked.said()),
            Condition::Column(..) | Condition::Always(_) | Condition::Table(..) | Condition::Record(..) => None,
        };
        let mut wrong: Vec<(usize, String)> = Vec::new();
        for (item, home) in self.items.iter().zip(homes) {
            let state = match &item.put {
                Put::State(asked, _) => Some(asked),
                _ => None,
            };
            let asked = item.within.iter().chain(state);
            wrong.extend(asked.filter_map(|asked| Some((item.paragraph, outside(self, *home, asked)?))));
        }
        for node in &self.nodes {
            if node.kind != NodeKind::Block {
                continue;
            }
            let Some(said) = node.blocks.iter().find_map(|asked| outside(self, node.parent, asked)) else { continue };
            let begins = |paragraph: &Paragraph<'_>| paragraph.place.start >= node.place.start;
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
            node.pieces.sort_by_key(|(range, _)| (range.start, range.end));
        }
    }
}

fn braced(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
    format!("{{{{{name}}}}}")
}
