//! The levels of an aspect that conditions give.

use super::reader::Reader;
use ziping_base::diag::Span;
use ziping_base::say;
use ziping_regime::{Basis, LevelRule};

/// The conditions of an aspect's levels in their order; every level above the lowest needs one. `aspect`: its id.
pub(super) fn levels(
    mut rules: Vec<LevelRule>,
    aspect: &str,
    outcomes: &[String],
    span: Span,
    reader: &mut Reader<'_>,
) -> Basis {
    for (level, outcome) in (0_u8..).zip(outcomes).skip(1) {
        if !rules.iter().any(|rule| rule.level == level) {
            reader.problem(
                span,
                "level-missing",
                say!("`{aspect}` has no condition for the level `{outcome}`", "“{aspect}”没有等级“{outcome}”的条件"),
                say!(
                    "add a [[level]]; when = \"false\" where conditions alone cannot reach it",
                    "加一节 [[level]]；单凭条件达不到的等级，写 when = \"false\""
                ),
            );
        }
    }
    rules.sort_by_key(|rule| rule.level);
    Basis::Levels(rules)
}
