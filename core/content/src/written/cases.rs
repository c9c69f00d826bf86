//! `cases.toml`: facts and what they should give.

use super::choices::Eligible;
use super::values::{Answers, At, Labels, Lists, Sheets, Tables, Text, Texts};
use super::{keys, may, must};

keys! {
    /// `[[case]]`
    struct Case<'f>("case", "案例") {
        name: Text<'f> = must("the behaviour it protects", "写这个案例要守住的规则行为，各案例不能同名"),
        as_of: Text<'f> = must("assessment date", "写评价基准日，如 2026-11-21"),
        base: Option<Text<'f>> = may("a named fact sheet", "写所用基础答案的名称，即 [base.…] 中的名称"),
        facts: Option<Answers<'f>> = may("answers on top of the base", "写在基础答案之上补充或改动的答案"),
        without: Texts<'f> = may("facts of the base left unanswered", "写基础答案中要当作没有回答的事实"),
        eligible: Option<At<Eligible<'f>>> = may("expected", "写预期能否申报：true、false 或 unknown"),
        grade: Option<Texts<'f>> = may("expected: worst, best", "写预期的最低等级和最高等级"),
        uncapped: Option<Texts<'f>> = may("expected: worst, best", "写不计限制时预期的最低等级和最高等级"),
        score: Option<Texts<'f>> = may("expected: low, high", "写预期的最低分和最高分"),
        binding: Option<Texts<'f>> = may("expected: exactly these caps bind", "写预期起限制作用的全部限制，不多不少"),
        outcomes: Labels<'f> = may(
            "expected: outcome by condition, cap or ground",
            "按条件、限制或事由的编号写预期的判断结果",
        ),
        readings: Lists<'f> = may(
            "expected: readings in dispute by condition, cap or ground",
            "按条件、限制或事由的编号写预期有争议的理解",
        ),
        open: Option<Texts<'f>> = may("expected: all open facts", "写预期尚待回答的全部事实"),
        next_empty: Option<At<bool>> = may(
            "expected: nothing open can change the grade",
            "预期余下的问题都不再影响等级的，写 true",
        ),
        points: Labels<'f> = may(
            "expected: points by item or group: 7, or 0..8",
            "按评分项目或组的编号写预期的得分：7，或 0..8",
        ),
        figures: Labels<'f> = may("expected: figure by id", "按计算项的编号写预期的结果"),
    }
}

keys! {
    /// `cases.toml`
    struct CasesFile<'f>("cases file", "案例文件") {
        base: Sheets<'f> = may("named fact sheets", "基础答案，每组一个名称：[base.名称]"),
        case: Tables<Case<'f>> = may("the cases", "案例，每个一个 [[case]]"),
    }
}
