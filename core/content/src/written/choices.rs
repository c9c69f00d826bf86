//! Words of files that stand for something: each key takes only some.

use super::points::{Holes, Overlaps};
use super::values::Value;
use super::{Combination, GradeModel};
use crate::shape::Want;
use ziping_base::node::Node;
use ziping_regime::{ConditionKind, DurationUnit, DutyKind, Form, SentencePart, Status, Writing};
use ziping_rules::fact::{Passing, TextFormat};
use ziping_rules::rule::score::{Absent, PartOfStep, Shown, Take};

/// The kind of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FactKind {
    Bool,
    Count,
    Money,
    Yearly,
    Date,
    Occurrence,
    Choice,
    Several,
    Score,
    Text,
    Table,
}

/// The kind of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    Text,
    Count,
    Money,
    Date,
    Bool,
    Score,
}

/// Whether a fact can still change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    Possible,
    /// It is past.
    Never,
}

/// How bad a breach of a check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CheckLevel {
    Error,
    Warning,
}

impl<'f> Value<'f> for Form {
    const WANT: Want = Want::OneOf(&Self::NAMES);

    fn of(node: &'f Node) -> Option<Self> {
        node.text().and_then(Self::parse)
    }
}

/// Whether one may apply in a case, as it is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Eligible<'f>(pub &'f str);

impl<'f> Value<'f> for Eligible<'f> {
    const WANT: Want = Want::OneOf(&["true", "false", "unknown"]);

    fn of(node: &'f Node) -> Option<Self> {
        node.text().map(Self)
    }
}

impl Value<'_> for SentencePart {
    const WANT: Want = Want::OneOf(Self::NAMES);

    fn of(node: &Node) -> Option<Self> {
        Self::parse(node.text()?)
    }
}

/// The words that a key may take, and what each stands for.
macro_rules! words {
    ($($of:ident { $($word:literal => $value:ident,)+ })+) => {
        $(impl Value<'_> for $of {
            const WANT: Want = Want::OneOf(&[$($word),+]);

            fn of(node: &Node) -> Option<Self> {
                match node.text()? {
                    $($word => Some(Self::$value),)+
                    _ => None,
                }
            }
        })+
    };
}

words! {
    FactKind {
        "bool" => Bool,
        "count" => Count,
        "money" => Money,
        "yearly" => Yearly,
        "date" => Date,
        "occurrence" => Occurrence,
        "choice" => Choice,
        "several" => Several,
        "score" => Score,
        "text" => Text,
        "table" => Table,
    }
    ColumnKind {
        "text" => Text,
        "count" => Count,
        "money" => Money,
        "date" => Date,
        "bool" => Bool,
        "score" => Score,
    }
    TextFormat {
        "line" => Line,
        "block" => Block,
        "uscc" => Uscc,
        "phone" => Phone,
        "email" => Email,
    }
    Change {
        "possible" => Possible,
        "never" => Never,
    }
    Passing {
        "last_year" => LastYear,
        "this_year" => ThisYear,
        "rolling" => Rolling,
    }
    CheckLevel {
        "error" => Error,
        "warning" => Warning,
    }
    Status {
        "draft" => Draft,
        "in_force" => InForce,
        "undated" => Undated,
        "superseded" => Superseded,
        "historical" => Historical,
    }
    ConditionKind {
        "eligibility" => Eligibility,
        "requirement" => Requirement,
    }
    GradeModel {
        "scored" => Scored,
        "aspects" => Aspects,
        "met" => Met,
    }
    Combination {
        "lowest" => Lowest,
        "between" => Between,
    }
    DurationUnit {
        "working_days" => WorkingDays,
        "days" => Days,
        "months" => Months,
    }
    Writing {
        "letter" => Letter,
        "notice" => Notice,
        "outline" => Outline,
        "pledge" => Pledge,
    }
    Absent {
        "nothing" => Nothing,
        "full" => Full,
        "left_out" => LeftOut,
    }
    Holes {
        "not_published" => NotPublished,
    }
    Overlaps {
        "reading" => Reading,
    }
    PartOfStep {
        "started" => Started,
        "full" => Full,
        "reading" => Reading,
    }
    Shown {
        "number" => Plain,
        "percent" => Percent,
        "money" => Money,
        "points" => Points,
    }
    Take {
        "sum" => Sum,
        "best" => Best,
        "worst" => Worst,
        "first" => First,
        "mean" => Mean,
    }
    DutyKind {
        "latest" => Latest,
        "opens" => Opens,
        "ends" => Ends,
        "yearly" => Yearly,
    }
}
