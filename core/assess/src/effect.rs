//! What a change of the rules does to answers: what came out before, and what comes out after.

use super::grade::{GradeRange, eligible, grade};
use serde::{Deserialize, Serialize};
use ziping_base::calendar::Day;
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::Sheet;
use ziping_rules::rule::{Moment, Truth};

/// What comes out for a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// Whether the organisation may apply; `None`: it is open.
    pub eligible: Option<bool>,
    /// Worst and best outcome, by id.
    pub grade: [String; 2],
}

/// A sheet that comes to another result by other rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// What came out before.
    pub before: Stand,
    /// What comes out now.
    pub after: Stand,
}

impl Stand {
    /// In the ids of a rule book.
    pub(super) fn of(rulebook: &RuleBook, eligible: Truth, GradeRange { worst, best }: GradeRange) -> Self {
        let outcome = |place: u8| rulebook.grade.outcomes.get(usize::from(place)).cloned().unwrap_or_default();
        let eligible = match eligible {
            Truth::True => Some(true),
            Truth::False => Some(false),
            Truth::Unknown => None,
        };
        Self { eligible, grade: [outcome(worst), outcome(best)] }
    }
}

impl Effect {
    /// From one to the other; `None`: both are the same.
    pub(super) fn between(before: Stand, after: Stand) -> Option<Self> {
        (before != after).then_some(Self { before, after })
    }
}

fn stand(library: &Library, rulebook: &RuleBook, sheet: &Sheet, as_of: Day) -> Stand {
    let moment = Moment::new(as_of, &library.windows);
    Stand::of(rulebook, eligible(rulebook, sheet, &moment), grade(rulebook, sheet, &moment).grade)
}

/// What a change of the rules does to one organisation on a date: `before` and `after` with its answers in the numbers of
/// each. `None`: the same comes out, or the rule book is not on both sides.
#[must_use]
pub fn effect(before: (&Library, &Sheet), after: (&Library, &Sheet), regime: &str, as_of: Day) -> Option<Effect> {
    let of = |(library, sheet): (&Library, &Sheet)| Some(stand(library, library.regime(regime)?, sheet, as_of));
    Effect::between(of(before)?, of(after)?)
}
