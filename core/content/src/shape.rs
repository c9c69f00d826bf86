//! What may stand in a table of a file: its keys and what they take. The loader checks against it, and the JSON Schema is made
//! of it, so that the two cannot differ. The shapes themselves are in [`crate::written`].

/// What a key takes.
#[derive(Debug, Clone, Copy)]
pub enum Want {
    /// A text.
    Text,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// True or false.
    Bool,
    /// A whole number.
    Whole,
    /// A list of texts.
    Texts,
    /// A text or a list of texts.
    TextOrTexts,
    /// A table of texts by free keys.
    Labels,
    /// A table of this shape.
    Table(&'static Shape),
    /// A list of tables of this shape.
    Tables(&'static Shape),
    /// Tables of this shape by free keys.
    ById(&'static Shape),
    /// Lists of texts by free keys.
    Lists,
    /// Answers by the ids of their facts; their values are checked with the facts.
    Answers,
    /// Named sets of answers.
    Sheets,
}

/// A key.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub want: Want,
    /// It must be there.
    pub required: bool,
    /// What it is for: shown in editors, and where it is missing.
    pub doc: &'static str,
    /// What to write there, in Chinese.
    pub doc_zh: &'static str,
}

/// A kind of table.
#[derive(Debug)]
pub struct Shape {
    /// What it is called.
    pub name: &'static str,
    /// What it is called in Chinese.
    pub zh: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
}

pub(super) const fn must(name: &'static str, want: Want, doc: &'static str, doc_zh: &'static str) -> Key {
    Key { name, want, required: true, doc, doc_zh }
}

pub(super) const fn may(name: &'static str, want: Want, doc: &'static str, doc_zh: &'static str) -> Key {
    Key { name, want, required: false, doc, doc_zh }
}
