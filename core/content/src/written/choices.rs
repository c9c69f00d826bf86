//! Words of files that stand for something.

use super::points::{Holes, Overlaps};
use super::values::Value;
use super::{Combination, GradeModel};
use crate::shape::Want;
use ziping_base::node::Node;
use ziping_regime::{ConditionKind, DurationUnit, DutyKind, Status, Writing};
use ziping_rules::rule::score::{Absent, PartOfStep, Shown, Take};

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
