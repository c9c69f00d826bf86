//! What a file says, as it is written: for each of its tables a struct of its keys, each value with its place.
//!
//! A table is one list of keys (`keys!`): the name of each is that of its field, what it takes is the field's type, and what
//! it is for is told in both languages. Of that list come the struct, its reading from a node, and the shape ([`Shape`]) that
//! the file is checked against and the JSON Schema is made of.
//!
//! Reading never fails: what is missing or of another kind has been told by the check and is `None` or empty here. What it
//! means (conditions compiled, ids looked up) is the business of whoever takes it from here. Language files are words by kind
//! and id, all read alike (`words_file`); they have shapes only.

mod backing;
mod cases;
mod choices;
mod facts;
mod grade;
mod language;
mod overlay;
mod points;
mod procedure;
mod rulebook;
mod shared;
mod values;

pub(crate) use backing::{Backed, Backing};
pub(crate) use cases::{Case, CasesFile};
pub(crate) use choices::{Change, CheckLevel, ColumnKind, FactKind};
pub(crate) use facts::{Column, Fact, FactsFile};
pub(crate) use grade::{Combination, GradeModel};
pub(crate) use language::{EVIDENCE_WORDS, FACT_WORDS, LANGUAGE};
pub(crate) use overlay::{Form, Given, Indicator, NewCap, NewLevel, Overlay};
pub(crate) use points::{BandRow, Group, Item, Part, Piece, Points, Published, Rows, Steps};
pub(crate) use procedure::Entry;
pub(crate) use rulebook::{Clause, RuleBook};
pub(crate) use shared::{
    Check, ChecksFile, EvidenceFile, HeadingsFile, HolidaysFile, Paper, PapersFile, Sentence, Year,
};
pub(crate) use values::{
    Answers, At, ById, Labels, Sheets, Table, Tables, Text, Texts, Whole, Written, texts_of, whole,
};

use crate::shape::{Key, Want};

/// What a key is for, in both languages, and whether it must be there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About {
    required: bool,
    doc: &'static str,
    doc_zh: &'static str,
}

/// Of a key that must be there.
pub(crate) const fn must(doc: &'static str, doc_zh: &'static str) -> About {
    About { required: true, doc, doc_zh }
}

/// Of a key that may be left out.
pub(crate) const fn may(doc: &'static str, doc_zh: &'static str) -> About {
    About { required: false, doc, doc_zh }
}

impl About {
    /// The key of that name, which takes this.
    pub(crate) const fn key(self, name: &'static str, want: Want) -> Key {
        let Self { required, doc, doc_zh } = self;
        Key { name, want, required, doc, doc_zh }
    }
}

pub(crate) const ID: About = must("permanent id; never renamed or reused", "写永久编号，公布后不改名，也不另作他用");
pub(crate) const CLAUSE: About = must(
    "clause ids as the source cites them; the first is shown",
    "写所依据条款的编号，与原文件一致；有多条的写成一列，页面显示第一条",
);
pub(crate) const ASKS: About = may("evidence that the document itself asks for", "写原文件要求提交的证明材料的编号");
pub(crate) const SUGGESTS: About = may("evidence that the kit suggests", "写本工具建议准备的证明材料的编号");
pub(crate) const INFERRED: About =
    may("the kit's inference; its words say why", "属于本工具推断的写 true，并在文字中说明理由");
pub(crate) const NOTES: About = may("doubts shown here", "写要在这里显示的疑问（[[note]]）的编号");
/// Of rule books and overlays.
pub(crate) const STATUS: About = must(
    "where it stands",
    "写目前的状态：草案 draft、现行 in_force、已发布但没有载明日期 undated、已被取代 superseded、历史文件 historical",
);

/// Of facts and indicators.
pub(crate) const CHANGE: About = may("never: the past cannot be changed", "已成过去、无法改变的，写 never");
/// Of facts and indicators.
pub(crate) const PERIOD: About = may(
    "the period it describes, where that passes",
    "所说的期间会过去的，写上一年 last_year、本年 this_year 或滚动 rolling",
);

/// The kinds of files, by the name that the JSON Schema of each has.
#[must_use]
pub fn files() -> [(&'static str, Want, &'static str); 12] {
    [
        ("rulebook", RuleBook::WANT, "a rule book: <regime>/rulebook.toml"),
        ("facts", FactsFile::WANT, "what can be asked: facts.toml, shared or of one regime"),
        ("evidence", EvidenceFile::WANT, "papers that prove things: evidence.toml"),
        ("checks", ChecksFile::WANT, "consistency checks over facts: checks.toml"),
        ("papers", PapersFile::WANT, "sentences of papers and when each is printed: papers.toml"),
        ("holidays", HolidaysFile::WANT, "the working-day calendar: holidays.toml"),
        ("headings", HeadingsFile::WANT, "what headings of pasted rows may say: headings.toml"),
        ("cases", CasesFile::WANT, "facts and expected results: <regime>/cases.toml"),
        ("overlay", Overlay::WANT, "an overlay: what an association adds to a rule book"),
        ("fact-words", Want::ById(&FACT_WORDS), "words of facts: facts.zh.toml, facts.en.toml"),
        (
            "words",
            Want::ById(&EVIDENCE_WORDS),
            "words of evidence, checks, sentences and built-in readings: evidence.zh.toml, checks.zh.toml, papers.zh.toml …",
        ),
        ("language", Want::Table(&LANGUAGE), "all words of a rule book: <regime>/zh.toml, <regime>/en.toml"),
    ]
}

/// A table of a file by its list of keys. `Band("band", "分档")`: what it is called in both languages; then for each key its
/// name, what it takes and what it is for. `Item("item", "评分项目", node)` keeps its node as well, for its place and the
/// words in it.
macro_rules! keys {
    ($(#[$about:meta])* struct $table:ident<$file:lifetime>($name:literal, $zh:literal $(, $node:ident)?) {
        $($(#[$note:meta])* $key:ident: $of:ty = $doc:expr,)+
    }) => {
        $(#[$about])*
        #[derive(Debug)]
        pub(crate) struct $table<$file> {
            $(pub $node: &$file ziping_base::node::Node,)?
            $($(#[$note])* pub $key: $of,)+
        }

        impl<$file> $crate::written::Table<$file> for $table<$file> {
            const SHAPE: &'static $crate::shape::Shape = &$crate::shape::Shape {
                name: $name,
                zh: $zh,
                keys: &[$($doc.key(stringify!($key), <$of as $crate::written::Written<$file>>::WANT)),+],
            };
        }

        impl<$file> $crate::written::Written<$file> for $table<$file> {
            const WANT: $crate::shape::Want =
                $crate::shape::Want::Table(<Self as $crate::written::Table<$file>>::SHAPE);

            fn read(node: Option<&$file ziping_base::node::Node>, outer: ziping_base::diag::Span) -> Self {
                let span = node.map_or(outer, |node| node.span);
                let of = |key: &str| node.and_then(|node| node.get(key));
                Self {
                    $($node: node.unwrap_or(&$crate::written::values::NOTHING),)?
                    $($key: $crate::written::Written::read(of(stringify!($key)), span),)+
                }
            }
        }
    };
}
use keys;

#[cfg(test)]
mod tests {
    use super::values::{Cited, Texts};
    use super::*;
    use ziping_base::diag::{Source, Span};
    use ziping_base::node::{Node, read_toml};
    use ziping_regime::{EntryKind, Status};

    keys! {
        /// A table of every kind of value.
        struct Sample<'f>("sample", "样例") {
            id: Text<'f> = ID,
            when: Option<Text<'f>> = may("when", "何时"),
            years: Whole = must("how many", "几年"),
            status: At<Status> = STATUS,
            clause: Cited<'f> = CLAUSE,
            notes: Texts<'f> = NOTES,
            inferred: bool = INFERRED,
        }
    }

    fn node(text: &str) -> Node {
        read_toml(&Source { name: "a.toml", text }).unwrap()
    }

    #[test]
    fn the_shape_has_the_keys_of_the_struct_with_what_they_take_and_whether_they_must_be_there() {
        let keys: Vec<(&str, bool)> = Sample::SHAPE.keys.iter().map(|key| (key.name, key.required)).collect();
        let expected = [
            ("id", true),
            ("when", false),
            ("years", true),
            ("status", true),
            ("clause", true),
            ("notes", false),
            ("inferred", false),
        ];
        assert_eq!(keys, expected);
        let wants = |key: usize| Sample::SHAPE.keys[key].want;
        assert!(matches!(wants(1), Want::Text) && matches!(wants(2), Want::Whole) && matches!(wants(6), Want::Bool));
        assert!(matches!(wants(3), Want::OneOf(words) if words.contains(&"in_force")));
        assert!(matches!(wants(4), Want::TextOrTexts) && matches!(wants(5), Want::Texts));
    }

    #[test]
    fn values_are_read_with_their_places() {
        let text = "id = 'a'\nyears = 3\nstatus = 'in_force'\nclause = '一'\nnotes = ['x', 'y']\ninferred = true\n";
        let node = node(text);
        let sample = Sample::of(&node);
        assert_eq!((sample.id.text(), sample.id.span), ("a", Span::new(5, 8)));
        assert_eq!((sample.years.value, sample.status.value), (Some(3), Some(Status::InForce)));
        assert_eq!(
            (sample.clause.strings(), sample.notes.strings()),
            (vec!["一".to_owned()], vec!["x".into(), "y".into()])
        );
        assert!(sample.inferred && sample.when.is_none());
    }

    #[test]
    fn what_is_missing_is_where_its_table_is_and_what_is_of_another_kind_where_it_is() {
        let node = node("id = 7\nwhen = true\nnotes = [1]\n");
        let sample = Sample::of(&node);
        assert_eq!((sample.id.value, sample.id.text(), sample.id.span), (None, "", Span::new(5, 6)));
        assert!(sample.when.is_some_and(|when| when.value.is_none()));
        assert_eq!((sample.years.value, sample.years.span), (None, node.span));
        assert!(sample.notes.is_empty() && sample.clause.is_empty() && !sample.inferred);
    }

    #[test]
    fn the_entries_of_a_kind_stand_under_its_name() {
        for kind in EntryKind::ALL {
            let node = node(&format!("[[{}]]\nid = 'a'\n", kind.name()));
            let book = RuleBook::of(&node);
            let found: Vec<usize> = EntryKind::ALL.iter().map(|kind| book.entries(*kind).len()).collect();
            assert_eq!((found.iter().sum::<usize>(), book.entries(kind).len()), (1, 1), "{}", kind.name());
        }
    }
}
