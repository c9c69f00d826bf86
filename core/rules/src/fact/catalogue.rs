//! What can be asked: every fact with its kind.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A fact's number in its catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FactIx(u16);

impl FactIx {
    /// The fact at a place in the catalogue (at most 65,535).
    #[must_use]
    pub fn new(index: usize) -> Self {
        Self(u16::try_from(index).unwrap_or(u16::MAX))
    }

    /// The place in the catalogue.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// How a text is checked and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextFormat {
    /// One line.
    Line,
    /// Several lines.
    Block,
    /// Unified social credit identifier (GB 32100-2015).
    Uscc,
    /// A telephone number.
    Phone,
    /// A mail address.
    Email,
}

/// The kind of a fact or of a table's column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// True or false.
    Bool,
    /// A whole number, at least 0.
    Count,
    /// Yuan, exact to the fen; at least 0 unless `signed`.
    Money {
        /// May be negative.
        signed: bool,
    },
    /// Money by fiscal year.
    Yearly {
        /// May be negative.
        signed: bool,
    },
    /// A day.
    Date,
    /// Never, a day, happened on an unknown day, or ongoing.
    Occurrence,
    /// One of some options.
    Choice {
        /// Option ids, ascending when `ordered`.
        options: Vec<String>,
        /// Whether the options ascend.
        ordered: bool,
    },
    /// A set of options.
    Several {
        /// Option ids.
        options: Vec<String>,
    },
    /// Points, to one decimal, from 0 to `max` tenths.
    Score {
        /// The most, in tenths of a point.
        max: i64,
    },
    /// Words.
    Text(TextFormat),
    /// Rows.
    Table {
        /// The columns.
        columns: Vec<Column>,
    },
}

impl Kind {
    /// The word that rule books use for it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Count => "count",
            Self::Money { .. } => "money",
            Self::Yearly { .. } => "yearly",
            Self::Date => "date",
            Self::Occurrence => "occurrence",
            Self::Choice { .. } => "choice",
            Self::Several { .. } => "several",
            Self::Score { .. } => "score",
            Self::Text(_) => "text",
            Self::Table { .. } => "table",
        }
    }

    /// Decimal places of its numbers: 2 for money, 1 for points, 0 otherwise.
    #[must_use]
    pub const fn places(&self) -> u32 {
        match self {
            Self::Money { .. } | Self::Yearly { .. } => 2,
            Self::Score { .. } => 1,
            Self::Bool
            | Self::Count
            | Self::Date
            | Self::Occurrence
            | Self::Choice { .. }
            | Self::Several { .. }
            | Self::Text(_)
            | Self::Table { .. } => 0,
        }
    }

    /// The least and the most a number of this kind can be: what the kind itself rules out.
    #[must_use]
    pub const fn bounds(&self) -> super::Range {
        use super::Range;
        match self {
            Self::Money { signed: true } | Self::Yearly { signed: true } => {
                Range { low: Range::OPEN_LOW, high: Range::OPEN_HIGH }
            }
            Self::Score { max } => Range { low: 0, high: *max },
            Self::Bool
            | Self::Count
            | Self::Money { .. }
            | Self::Yearly { .. }
            | Self::Date
            | Self::Occurrence
            | Self::Choice { .. }
            | Self::Several { .. }
            | Self::Text(_)
            | Self::Table { .. } => Range { low: 0, high: Range::OPEN_HIGH },
        }
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its id within the table.
    pub id: String,
    /// Text, count, money, date, bool or score.
    pub kind: Kind,
}

/// The period that a fact describes, where it describes one that passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Passing {
    /// The calendar year before the assessment date's (上年度).
    LastYear,
    /// The assessment date's calendar year (本年度).
    ThisYear,
    /// A window that moves with every day (近三个月, 近三年 as a typed count).
    Rolling,
}

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Permanent id.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Heading on the organisation page; shared facts only.
    pub section: Option<String>,
    /// The past cannot be changed: no path proposes to.
    pub fixed: bool,
    /// The period that it describes.
    pub passing: Option<Passing>,
    /// Options of a choice that stay true whatever passes, bit by index.
    pub timeless: u64,
    /// Used in forms only; no condition may use it.
    pub forms_only: bool,
    /// Ids under which regimes asked it before it was shared. They are never used again; answers under them are
    /// answers to this fact.
    pub former: Vec<String>,
}

impl Fact {
    /// A fact of which nothing else is said.
    #[must_use]
    pub fn new(id: impl Into<String>, kind: Kind) -> Self {
        Self {
            id: id.into(),
            kind,
            section: None,
            fixed: false,
            passing: None,
            timeless: 0,
            forms_only: false,
            former: Vec::new(),
        }
    }
}

/// All facts, in the order of the content.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Catalogue {
    facts: Vec<Fact>,
    #[serde(skip)]
    index: HashMap<String, FactIx>,
}

impl Catalogue {
    /// A catalogue of these facts; of two with one id the first is kept.
    #[must_use]
    pub fn new(facts: Vec<Fact>) -> Self {
        let mut catalogue = Self { facts, index: HashMap::new() };
        catalogue.reindex();
        catalogue
    }

    /// Rebuilds the look-up table after the catalogue was read from a pack.
    pub fn reindex(&mut self) {
        self.index.clear();
        for (i, fact) in self.facts.iter().enumerate() {
            self.index.entry(fact.id.clone()).or_insert_with(|| FactIx::new(i));
        }
        // A fact's own id comes before what another was called once.
        for (i, fact) in self.facts.iter().enumerate() {
            for former in &fact.former {
                self.index.entry(former.clone()).or_insert_with(|| FactIx::new(i));
            }
        }
    }

    /// The fact with an id, or that once had it.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<FactIx> {
        self.index.get(id).copied()
    }

    /// The definition of a fact.
    #[must_use]
    pub fn get(&self, fact: FactIx) -> Option<&Fact> {
        self.facts.get(fact.index())
    }

    /// A fact's id, or an empty text for a number that is not in the catalogue.
    #[must_use]
    pub fn id(&self, fact: FactIx) -> &str {
        self.get(fact).map_or("", |fact| fact.id.as_str())
    }

    /// All facts with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (FactIx, &Fact)> {
        self.facts.iter().enumerate().map(|(i, fact)| (FactIx::new(i), fact))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }
}
