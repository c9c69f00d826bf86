//! The grade of a rule book.

use super::values::{At, Cited, Tables, Text, Texts, Whole};
use super::{ASKS, CLAUSE, INFERRED, NOTES, SUGGESTS, keys, may, must};
use ziping_regime::ConditionKind;

/// How a grade is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GradeModel {
    Scored,
    Aspects,
    Met,
}

/// How aspects combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Combination {
    /// The lowest decides.
    Lowest,
    /// That is not published: somewhere between them.
    Between,
}

keys! {
    /// What goes into a grade: an element of a score, or an aspect.
    struct Element<'f>("element", "要素或方面") {
        fact: Text<'f> = must("the fact that goes into the grade", "写计入评定的事实的编号"),
        clause: Cited<'f> = CLAUSE,
        asks: Texts<'f> = ASKS,
        suggests: Texts<'f> = SUGGESTS,
        inferred: bool = INFERRED,
        notes: Texts<'f> = NOTES,
    }
}

keys! {
    /// The points of an outcome.
    struct Band<'f>("band", "分档") {
        outcome: Text<'f> = must("the outcome", "写这一档对应的等级"),
        from: Whole = must("points, inclusive", "写这一档的最低分，含本数"),
        to: Whole = must("points, inclusive", "写这一档的最高分，含本数"),
    }
}

keys! {
    /// How the grade is found.
    struct Grade<'f>("grade", "等级评定") {
        model: At<GradeModel> = must(
            "how the grade is found",
            "写怎样评定：按分数 scored，按各方面 aspects，按是否符合 met",
        ),
        clause: Cited<'f> = CLAUSE,
        outcomes: Texts<'f> = must("outcomes, ascending", "写全部等级，由低到高"),
        element: Tables<Element<'f>> = may(
            "scored: what is added up",
            "scored：写相加的各要素，每项一个 [[grade.element]]",
        ),
        band: Tables<Band<'f>> = may("scored: published bands", "scored：写公布的分档，每档一个 [[grade.band]]"),
        aspect: Tables<Element<'f>> = may(
            "aspects: ordered choices whose options are the outcomes",
            "aspects：写各方面，都是有序的单选，选项就是各等级",
        ),
        rule: Option<At<Combination>> = may(
            "aspects: how they combine",
            "aspects：以最低的方面为准的写 lowest，没有公布合成办法的写 between",
        ),
        of: Option<At<ConditionKind>> = may("met: which conditions decide", "met：写由哪一类条件决定"),
        applied_level: Option<Text<'f>> = may(
            "the fact that says which level is applied for; leave out where nobody applies for one",
            "写说明申报哪一等级的事实的编号；不由申请人申报等级的，不写",
        ),
        relaxable: Texts<'f> = may("met: conditions that an authority may relax", "met：写主管部门可以放宽的要求"),
        inferred: bool = INFERRED,
        notes: Texts<'f> = NOTES,
    }
}
