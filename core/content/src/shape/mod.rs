//! What may stand in the files of a rule book: every table with its keys. The loader checks against it, and the JSON
//! Schema is made from it, so that the two cannot differ.

mod cases;
mod facts;
mod overlay;
mod score;
mod words;

pub use cases::{CASE, CASES_FILE};
pub use facts::{CHECKS_FILE, EVIDENCE_FILE, FACT, FACTS_FILE, HEADINGS_FILE, HOLIDAYS_FILE, PAPERS_FILE};
pub use overlay::OVERLAY;
pub(crate) use score::{GROUP_OF_ITEMS, ITEM, PUBLISHED};
pub use words::{EVIDENCE_WORDS, FACT_WORDS, LANGUAGE};

use super::written::{self, RuleBook, Written};

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

pub(super) const ID: Key = written::ID.key("id", Want::Text);
pub(super) const ASKS: Key = written::ASKS.key("asks", Want::Texts);
pub(super) const SUGGESTS: Key = written::SUGGESTS.key("suggests", Want::Texts);

/// Of facts and indicators.
pub(super) const CHANGE: Key = may(
    "change",
    Want::OneOf(&["possible", "never"]),
    "never: the past cannot be changed",
    "已成过去、无法改变的，写 never",
);
/// Of facts and indicators.
pub(super) const PERIOD: Key = may(
    "period",
    Want::OneOf(&["last_year", "this_year", "rolling"]),
    "the period it describes, where that passes",
    "所说的期间会过去的，写上一年 last_year、本年 this_year 或滚动 rolling",
);

/// The kinds of files, by the name that the JSON Schema of each has.
#[must_use]
pub fn files() -> [(&'static str, Want, &'static str); 12] {
    [
        ("rulebook", RuleBook::WANT, "a rule book: <regime>/rulebook.toml"),
        ("facts", Want::Table(&FACTS_FILE), "what can be asked: facts.toml, shared or of one regime"),
        ("evidence", Want::Table(&EVIDENCE_FILE), "papers that prove things: evidence.toml"),
        ("checks", Want::Table(&CHECKS_FILE), "consistency checks over facts: checks.toml"),
        ("papers", Want::Table(&PAPERS_FILE), "sentences of papers and when each is printed: papers.toml"),
        ("holidays", Want::Table(&HOLIDAYS_FILE), "the working-day calendar: holidays.toml"),
        ("headings", Want::Table(&HEADINGS_FILE), "what headings of pasted rows may say: headings.toml"),
        ("cases", Want::Table(&CASES_FILE), "facts and expected results: <regime>/cases.toml"),
        ("overlay", Want::Table(&OVERLAY), "an overlay: what an association adds to a rule book"),
        ("fact-words", Want::ById(&FACT_WORDS), "words of facts: facts.zh.toml, facts.en.toml"),
        (
            "words",
            Want::ById(&EVIDENCE_WORDS),
            "words of evidence, checks, sentences and built-in readings: evidence.zh.toml, checks.zh.toml, papers.zh.toml …",
        ),
        ("language", Want::Table(&LANGUAGE), "all words of a rule book: <regime>/zh.toml, <regime>/en.toml"),
    ]
}
