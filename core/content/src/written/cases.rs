//! The shape of `cases.toml`.

use crate::shape::{Shape, Want, may, must};

pub static CASE: Shape = Shape {
    name: "case",
    zh: "案例",
    keys: &[
        must("name", Want::Text, "the behaviour it protects", "写这个案例要守住的规则行为，各案例不能同名"),
        must("as_of", Want::Text, "assessment date", "写评价基准日，如 2026-11-21"),
        may("base", Want::Text, "a named fact sheet", "写所用基础答案的名称，即 [base.…] 中的名称"),
        may("facts", Want::Answers, "answers on top of the base", "写在基础答案之上补充或改动的答案"),
        may("without", Want::Texts, "facts of the base left unanswered", "写基础答案中要当作没有回答的事实"),
        may(
            "eligible",
            Want::OneOf(&["true", "false", "unknown"]),
            "expected",
            "写预期能否申报：true、false 或 unknown",
        ),
        may("grade", Want::Texts, "expected: worst, best", "写预期的最低等级和最高等级"),
        may("uncapped", Want::Texts, "expected: worst, best", "写不计限制时预期的最低等级和最高等级"),
        may("score", Want::Texts, "expected: low, high", "写预期的最低分和最高分"),
        may("binding", Want::Texts, "expected: exactly these caps bind", "写预期起限制作用的全部限制，不多不少"),
        may(
            "outcomes",
            Want::Labels,
            "expected: outcome by condition, cap or ground",
            "按条件、限制或事由的编号写预期的判断结果",
        ),
        may(
            "readings",
            Want::Lists,
            "expected: readings in dispute by condition, cap or ground",
            "按条件、限制或事由的编号写预期有争议的理解",
        ),
        may("open", Want::Texts, "expected: all open facts", "写预期尚待回答的全部事实"),
        may(
            "next_empty",
            Want::Bool,
            "expected: nothing open can change the grade",
            "预期余下的问题都不再影响等级的，写 true",
        ),
        may(
            "points",
            Want::Labels,
            "expected: points by item or group: 7, or 0..8",
            "按评分项目或组的编号写预期的得分：7，或 0..8",
        ),
        may("figures", Want::Labels, "expected: figure by id", "按计算项的编号写预期的结果"),
    ],
};

/// `cases.toml`
pub static CASES_FILE: Shape = Shape {
    name: "cases file",
    zh: "案例文件",
    keys: &[
        may("base", Want::Sheets, "named fact sheets", "基础答案，每组一个名称：[base.名称]"),
        may("case", Want::Tables(&CASE), "the cases", "案例，每个一个 [[case]]"),
    ],
};
