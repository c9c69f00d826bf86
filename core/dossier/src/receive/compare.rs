//! What differs between the result in the package and the one that its answers lead to now.
//!
//! The rule book of then need not be here any more, so this compares results, condition by condition;
//! [`ziping_assess::compare`] separates causes where both rule books are at hand.

use super::about::About;
use super::seen::Seen;
use serde::Serialize;
use ziping_assess::{Ends, LowHigh};
use ziping_regime::RuleBook;

/// A difference, as it was seen then and as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Difference {
    /// Another version of the rule book. By itself nothing is wrong.
    RuleBook {
        /// In the package.
        then: String,
        /// The present one.
        now: String,
    },
    /// Other overlays.
    Overlays {
        /// In the package.
        then: Vec<String>,
        /// Those in use here.
        now: Vec<String>,
    },
    /// Manifest and result do not speak of the same regime, rule book and day.
    Head {
        /// In the manifest.
        manifest: String,
        /// In the result.
        result: String,
    },
    /// Manifest and answers name different organisations.
    Organisation {
        /// In the manifest.
        manifest: String,
        /// In the answers.
        answers: String,
    },
    /// Manifest and answers name different levels applied for; empty: none.
    Level {
        /// In the manifest.
        manifest: String,
        /// In the answers.
        answers: String,
    },
    /// Whether one may apply.
    Eligible {
        /// Then.
        then: String,
        /// Now.
        now: String,
    },
    /// The points.
    Score {
        /// Then.
        then: LowHigh,
        /// Now.
        now: LowHigh,
    },
    /// The grade before caps and grounds.
    Uncapped {
        /// Then.
        then: Ends,
        /// Now.
        now: Ends,
    },
    /// The grade.
    Grade {
        /// Then.
        then: Ends,
        /// Now.
        now: Ends,
    },
    /// How a condition, ground or cap turned out; `None`: that rule book does not have it.
    Item {
        /// Which kind.
        kind: ItemKind,
        /// Its id.
        id: String,
        /// Then.
        then: Option<String>,
        /// Now.
        now: Option<String>,
    },
}

/// A kind of item that can turn out differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ItemKind {
    /// A condition.
    Condition,
    /// A ground.
    Ground,
    /// A cap.
    Cap,
}

impl ItemKind {
    /// The kind of its words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::Ground => "ground",
            Self::Cap => "cap",
        }
    }
}

impl Difference {
    /// Whether the result itself differs, not only what it rests on.
    #[must_use]
    pub const fn matters(&self) -> bool {
        match self {
            Self::RuleBook { .. } | Self::Overlays { .. } => false,
            Self::Head { .. }
            | Self::Organisation { .. }
            | Self::Level { .. }
            | Self::Eligible { .. }
            | Self::Score { .. }
            | Self::Uncapped { .. }
            | Self::Grade { .. }
            | Self::Item { .. } => true,
        }
    }
}

/// The items of a result: kind, id, outcome.
pub(super) fn items(seen: &Seen) -> impl Iterator<Item = (ItemKind, &str, &str)> {
    let kind = |kind: &str| if kind == "ground" { ItemKind::Ground } else { ItemKind::Condition };
    let conditions =
        seen.conditions.iter().map(move |judged| (kind(&judged.kind), judged.id.as_str(), judged.outcome.as_str()));
    conditions.chain(seen.caps.iter().map(|cap| (ItemKind::Cap, cap.id.as_str(), cap.outcome.as_str())))
}

/// Whether two ranges of outcomes can both be right: what is left out of an export leaves more open, never something
/// else.
fn meet(then: &Ends, now: &Ends, rulebook: &RuleBook) -> bool {
    let place = |id: &str| rulebook.grade.outcomes.iter().position(|known| known == id);
    match (place(&then.worst), place(&then.best), place(&now.worst), place(&now.best)) {
        (Some(then_worst), Some(then_best), Some(now_worst), Some(now_best)) => {
            then_worst <= now_best && now_worst <= then_best
        }
        _ => false,
    }
}

/// All differences. `partly`: answers that can decide something are left out of the package, so that only
/// contradictions count.
pub(super) fn differences(then: &Seen, now: &Seen, rulebook: &RuleBook, partly: bool) -> Vec<Difference> {
    let mut all = Vec::new();
    if then.version != now.version {
        all.push(Difference::RuleBook { then: then.version.clone(), now: now.version.clone() });
    }
    if then.overlays != now.overlays {
        all.push(Difference::Overlays { then: then.overlays.clone(), now: now.overlays.clone() });
    }
    let open = |outcome: &str| partly && outcome == "unknown";
    if then.eligible != now.eligible && !open(&now.eligible) {
        all.push(Difference::Eligible { then: then.eligible.clone(), now: now.eligible.clone() });
    }
    if let (Some(before), Some(after)) = (&then.score, &now.score)
        && before != after
        && !partly
    {
        all.push(Difference::Score { then: before.clone(), now: after.clone() });
    }
    let differ = |then: &Ends, now: &Ends| if partly { !meet(then, now, rulebook) } else { then != now };
    if differ(&then.uncapped, &now.uncapped) {
        all.push(Difference::Uncapped { then: then.uncapped.clone(), now: now.uncapped.clone() });
    }
    if differ(&then.grade, &now.grade) {
        all.push(Difference::Grade { then: then.grade.clone(), now: now.grade.clone() });
    }
    let find = |seen: &Seen, kind: ItemKind, id: &str| {
        items(seen).find(|item| (item.0, item.1) == (kind, id)).map(|item| item.2.to_owned())
    };
    for (kind, id, outcome) in items(now) {
        let before = find(then, kind, id);
        if before.as_deref() != Some(outcome) && !open(outcome) {
            all.push(Difference::Item { kind, id: id.to_owned(), then: before, now: Some(outcome.to_owned()) });
        }
    }
    for (kind, id, outcome) in items(then) {
        if find(now, kind, id).is_none() {
            all.push(Difference::Item { kind, id: id.to_owned(), then: Some(outcome.to_owned()), now: None });
        }
    }
    all
}

/// Whether manifest and result speak of the same thing.
pub(super) fn head(about: &About, then: &Seen) -> Option<Difference> {
    let manifest = format!("{} {} {}", about.regime, about.rulebook, about.as_of);
    let result = format!("{} {} {}", then.regime, then.version, then.as_of);
    (manifest != result).then_some(Difference::Head { manifest, result })
}
