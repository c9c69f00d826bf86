//! What the operators on sets of choices share.

use crate::fact::{FactIx, Value};
use crate::rule::check::{Call, Checker, Typed};
use crate::rule::moment::Context;
use crate::rule::parse::SyntaxKind;
use crate::rule::trace::{Reason, Trace};
use crate::rule::truth::Truth;
use ziping_base::say;

/// `any(set, a, b)`, `all(set, a, b)`: the set and its options, bit by index.
pub(super) fn of_options(checker: &mut Checker<'_, '_>, call: &Call<'_>) -> Option<(FactIx, u64)> {
    let [set, options @ ..] = call.values else { return call.refused(checker) };
    if options.is_empty() {
        return call.refused(checker);
    }
    let fact = match checker.value(set)? {
        Typed::Several(fact) => fact,
        other => {
            let help = say!(
                "any(…) and all(…) take a fact of kind several and options",
                "any(…) 和 all(…) 里先写种类为多选（several）的事实，再写选项"
            );
            return checker.wrong(set.span, &say!("a set of choices", "多选"), &other, help);
        }
    };
    let mut names = Vec::new();
    for option in options {
        match &option.kind {
            SyntaxKind::Word(word) | SyntaxKind::Number(word) => names.push((word.clone(), option.span)),
            _ => checker.error(
                option.span,
                "wrong-type",
                say!("an option is expected here", "这里应是选项"),
                say!("write the options' ids", "写选项的编号"),
            ),
        }
    }
    Some((fact, checker.mask(fact, &names)?))
}

/// Decides a condition on a set.
pub(super) fn decide<T: Trace>(
    fact: FactIx,
    options: u64,
    context: &Context<'_>,
    trace: &mut T,
    holds: impl Fn(u64) -> bool,
) -> Truth {
    let chosen = match context.sheet.get(fact) {
        Some(Value::Several(set)) => Some(*set),
        _ => None,
    };
    trace.reason(|| Reason::Several(fact, chosen, options));
    match chosen {
        Some(set) => Truth::known(holds(set)),
        None => {
            trace.open(fact);
            Truth::Unknown
        }
    }
}
