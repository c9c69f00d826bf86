//! What keys take, as it is read.

use crate::shape::{Shape, Want};
use std::ops::Deref;
use ziping_base::diag::Span;
use ziping_base::node::{Key, Node, Value as NodeValue};

/// Stands for a table that is missing.
pub(super) static NOTHING: Node = Node { span: Span::new(0, 0), value: NodeValue::Null };

/// What a key takes.
pub(crate) trait Written<'f>: Sized {
    /// As the check asks for it.
    const WANT: Want;

    /// Reads it from the node of its key. `table`: where the table stands, which is the place of what is missing in it.
    fn read(node: Option<&'f Node>, table: Span) -> Self;
}

/// A table by its list of keys.
pub(crate) trait Table<'f>: Written<'f> {
    const SHAPE: &'static Shape;

    /// Reads it from its node.
    fn of(node: &'f Node) -> Self {
        Self::read(Some(node), node.span)
    }
}

/// A single value.
pub(crate) trait Value<'f>: Sized {
    const WANT: Want;

    /// `None`: the node is of another kind.
    fn of(node: &'f Node) -> Option<Self>;
}

/// A value with its place. It is `None` where it is missing or of another kind, which the check has told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<T> {
    pub value: Option<T>,
    /// Where it stands; of what is missing: where its table stands.
    pub span: Span,
}

/// A text.
pub(crate) type Text<'f> = At<&'f str>;
/// A whole number.
pub(crate) type Whole = At<i64>;

impl<'f> Text<'f> {
    /// The text; empty where there is none.
    pub fn text(&self) -> &'f str {
        self.value.unwrap_or_default()
    }

    /// The same, to keep.
    pub fn owned(&self) -> String {
        self.text().to_owned()
    }
}

impl<'f, T: Value<'f>> At<T> {
    /// The value of a node.
    fn of_node(node: &'f Node) -> Self {
        Self { value: T::of(node), span: node.span }
    }
}

impl At<bool> {
    /// Whether it is written as true.
    pub fn is_on(&self) -> bool {
        self.value == Some(true)
    }
}

impl<'f, T: Value<'f>> Written<'f> for At<T> {
    const WANT: Want = T::WANT;

    fn read(node: Option<&'f Node>, table: Span) -> Self {
        node.map_or(Self { value: None, span: table }, Self::of_node)
    }
}

impl<'f> Value<'f> for &'f str {
    const WANT: Want = Want::Text;

    fn of(node: &'f Node) -> Option<Self> {
        node.text()
    }
}

impl<'f> Value<'f> for i64 {
    const WANT: Want = Want::Whole;

    fn of(node: &'f Node) -> Option<Self> {
        whole(node)
    }
}

impl<'f> Value<'f> for bool {
    const WANT: Want = Want::Bool;

    fn of(node: &'f Node) -> Option<Self> {
        match node.value {
            NodeValue::Bool(truth) => Some(truth),
            _ => None,
        }
    }
}

/// True where it is written so.
impl<'f> Written<'f> for bool {
    const WANT: Want = Want::Bool;

    fn read(node: Option<&'f Node>, _: Span) -> Self {
        node.and_then(Value::of) == Some(true)
    }
}

/// What may be left out, and is `None` then.
impl<'f, T: Written<'f>> Written<'f> for Option<T> {
    const WANT: Want = T::WANT;

    fn read(node: Option<&'f Node>, table: Span) -> Self {
        node.map(|node| T::read(Some(node), table))
    }
}

/// A list of texts, each with its place. A text that stands where a list should is a list of one.
#[derive(Debug)]
pub(crate) struct Texts<'f> {
    all: Vec<(&'f str, Span)>,
    pub span: Span,
}

impl Texts<'_> {
    /// To keep.
    pub fn strings(&self) -> Vec<String> {
        self.all.iter().map(|(text, _)| (*text).to_owned()).collect()
    }
}

impl<'f> Deref for Texts<'f> {
    type Target = [(&'f str, Span)];

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

impl<'f> Written<'f> for Texts<'f> {
    const WANT: Want = Want::Texts;

    fn read(node: Option<&'f Node>, table: Span) -> Self {
        let Some(node) = node else { return Self { all: Vec::new(), span: table } };
        let all = node.text().map_or_else(|| texts_of(node).unwrap_or_default(), |text| vec![(text, node.span)]);
        Self { all, span: node.span }
    }
}

/// The clauses that something cites: a text, or a list of texts.
#[derive(Debug)]
pub(crate) struct Cited<'f>(Texts<'f>);

impl<'f> Deref for Cited<'f> {
    type Target = Texts<'f>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'f> Written<'f> for Cited<'f> {
    const WANT: Want = Want::TextOrTexts;

    fn read(node: Option<&'f Node>, table: Span) -> Self {
        Self(Texts::read(node, table))
    }
}

/// Texts by free keys.
#[derive(Debug)]
pub(crate) struct Labels<'f> {
    all: Vec<(&'f Key, Text<'f>)>,
    pub span: Span,
}

impl<'f> Deref for Labels<'f> {
    type Target = [(&'f Key, Text<'f>)];

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

impl<'f> Written<'f> for Labels<'f> {
    const WANT: Want = Want::Labels;

    fn read(node: Option<&'f Node>, table: Span) -> Self {
        let entries = node.and_then(Node::table).unwrap_or_default();
        let all = entries.iter().map(|(key, node)| (key, Text::of_node(node))).collect();
        Self { all, span: node.map_or(table, |node| node.span) }
    }
}

/// Lists of texts by free keys.
#[derive(Debug)]
pub(crate) struct Lists<'f>(Vec<(&'f Key, Texts<'f>)>);

impl<'f> Deref for Lists<'f> {
    type Target = [(&'f Key, Texts<'f>)];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'f> Written<'f> for Lists<'f> {
    const WANT: Want = Want::Lists;

    fn read(node: Option<&'f Node>, table: Span) -> Self {
        let entries = node.and_then(Node::table).unwrap_or_default();
        Self(entries.iter().map(|(key, node)| (key, Texts::read(Some(node), table))).collect())
    }
}

/// Answers by the ids of their facts: what they are depends on the facts.
#[derive(Debug)]
pub(crate) struct Answers<'f>(&'f [(Key, Node)]);

impl<'f> Deref for Answers<'f> {
    type Target = [(Key, Node)];

    fn deref(&self) -> &Self::Target {
        self.0
    }
}

impl<'f> Written<'f> for Answers<'f> {
    const WANT: Want = Want::Answers;

    fn read(node: Option<&'f Node>, _: Span) -> Self {
        Self(node.and_then(Node::table).unwrap_or_default())
    }
}

/// Named sets of answers.
#[derive(Debug)]
pub(crate) struct Sheets<'f>(Vec<(&'f Key, Answers<'f>)>);

impl<'f> Deref for Sheets<'f> {
    type Target = [(&'f Key, Answers<'f>)];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'f> Written<'f> for Sheets<'f> {
    const WANT: Want = Want::Sheets;

    fn read(node: Option<&'f Node>, table: Span) -> Self {
        let entries = node.and_then(Node::table).unwrap_or_default();
        Self(entries.iter().map(|(key, node)| (key, Answers::read(Some(node), table))).collect())
    }
}

/// Tables by free keys.
#[derive(Debug)]
pub(crate) struct ById<'f, T>(Vec<(&'f Key, T)>);

impl<'f, T> Deref for ById<'f, T> {
    type Target = [(&'f Key, T)];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'f, T: Table<'f>> Written<'f> for ById<'f, T> {
    const WANT: Want = Want::ById(T::SHAPE);

    fn read(node: Option<&'f Node>, _: Span) -> Self {
        let entries = node.and_then(Node::table).unwrap_or_default();
        Self(entries.iter().map(|(key, node)| (key, T::of(node))).collect())
    }
}

/// A list of tables, `[[…]]`.
#[derive(Debug)]
pub(crate) struct Tables<T> {
    all: Vec<T>,
    pub span: Span,
}

impl<T> Deref for Tables<T> {
    type Target = [T];

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

impl<'f, T: Table<'f>> Written<'f> for Tables<T> {
    const WANT: Want = Want::Tables(T::SHAPE);

    fn read(node: Option<&'f Node>, table: Span) -> Self {
        let items = node.and_then(Node::list).unwrap_or_default();
        let all = items.iter().map(T::of).collect();
        Self { all, span: node.map_or(table, |node| node.span) }
    }
}

/// A whole number.
pub(crate) fn whole(node: &Node) -> Option<i64> {
    match &node.value {
        NodeValue::Number(spelling) => spelling.parse().ok(),
        _ => None,
    }
}

/// A list of texts.
pub(crate) fn texts_of(node: &Node) -> Option<Vec<(&str, Span)>> {
    node.list()?.iter().map(|item| Some((item.text()?, item.span))).collect()
}
