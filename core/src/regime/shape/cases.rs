//! The shape of `cases.toml`.

use super::{Shape, Want, may, must};

static CASE: Shape = Shape {
    name: "case",
    keys: &[
        must("name", Want::Text, "the behaviour it protects"),
        must("as_of", Want::Text, "assessment date"),
        may("base", Want::Text, "a named fact sheet"),
        may("facts", Want::Answers, "answers on top of the base"),
        may("without", Want::Texts, "facts of the base left unanswered"),
        may("eligible", Want::OneOf(&["true", "false", "unknown"]), "expected"),
        may("grade", Want::Texts, "expected: worst, best"),
        may("uncapped", Want::Texts, "expected: worst, best"),
        may("score", Want::Texts, "expected: low, high"),
        may("binding", Want::Texts, "expected: exactly these caps bind"),
        may("outcomes", Want::Labels, "expected: outcome by condition, cap or ground"),
        may("readings", Want::Lists, "expected: readings in dispute by condition, cap or ground"),
        may("open", Want::Texts, "expected: all open facts"),
        may("next_empty", Want::Bool, "expected: nothing open can change the grade"),
        may("figures", Want::Labels, "expected: figure by id"),
    ],
};

/// `cases.toml`
pub static CASES_FILE: Shape = Shape {
    name: "cases file",
    keys: &[may("base", Want::Sheets, "named fact sheets"), may("case", Want::Tables(&CASE), "the cases")],
};
