//! Conditions for applying that time alone will meet.

use super::finding::{Assessment, Outcome};
use super::first_days::of_itself;
use std::convert::identity;
use ziping_base::calendar::Day;
use ziping_regime::{ConditionKind, Library, RuleBook};
use ziping_rules::fact::Sheet;
use ziping_rules::rule::{Context, Moment, NoTrace, Truth, evaluate};

/// A condition for applying that is not met today, and when it is met without anything else changing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coming {
    /// Its place in the rule book's list of conditions.
    pub place: usize,
    /// The first day on which it is met under some reading.
    pub arguable: Day,
    /// The first day on which it is met under every reading.
    pub safe: Day,
}

/// The conditions for applying that are not met, or in dispute, and that time alone meets, in the order of the rule book; none
/// for a procedure that assesses nobody.
#[must_use]
pub fn coming(
    library: &Library,
    rulebook: &RuleBook,
    procedure: &str,
    sheet: &Sheet,
    found: &Assessment,
) -> Vec<Coming> {
    if !rulebook.assesses(procedure) {
        return Vec::new();
    }
    let moment = Moment::new(found.as_of, &library.windows);
    let context = Context::new(sheet, &moment);
    let open = found.conditions.iter().filter(|finding| matches!(finding.outcome, Outcome::False | Outcome::Unknown));
    open.filter_map(|finding| {
        let condition = rulebook.conditions.get(finding.place)?;
        if condition.kind != ConditionKind::Eligibility {
            return None;
        }
        // Whether it applies may be open while it is met.
        let now = evaluate(&condition.when, &context, &mut NoTrace);
        if now == Truth::True {
            return None;
        }
        let (arguable, safe) = of_itself(library, &condition.when, &context, now == Truth::Unknown, identity)?;
        Some(Coming { place: finding.place, arguable, safe })
    })
    .collect()
}
