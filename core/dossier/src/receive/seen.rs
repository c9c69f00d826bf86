//! A result as far as it is compared: the one in the package, and the one that the answers lead to now.

use super::shown;
use serde::{Deserialize, Serialize};
use ziping_assess::{Assessment, Ends, LowHigh, Outcome};
use ziping_base::calendar::Day;
use ziping_base::node::json;
use ziping_regime::RuleBook;
use ziping_rules::fact::format_fixed;

/// A result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Regime id.
    pub regime: String,
    /// The rule book's version.
    pub version: String,
    /// The assessment date.
    pub as_of: String,
    /// `true`, `false` or `unknown`.
    pub eligible: String,
    /// Points, where the regime scores.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<LowHigh>,
    /// Before caps and grounds.
    pub uncapped: Ends,
    /// What a successful application would get.
    pub grade: Ends,
    /// Overlays in use, as `id@version`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<String>,
    /// Conditions and grounds.
    pub conditions: Vec<Judged>,
    /// Caps.
    pub caps: Vec<Caught>,
}

/// How a condition or ground turned out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// Its id.
    pub id: String,
    /// `eligibility`, `requirement` or `ground`.
    pub kind: String,
    /// `true`, `false`, `unknown` or `not_applicable`.
    pub outcome: String,
}

/// How a cap turned out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caught {
    /// Its id.
    pub id: String,
    /// `true`, `false`, `unknown` or `not_applicable`.
    pub outcome: String,
}

/// The most overlays, conditions or caps of a result that are looked at.
const MOST: usize = 2_000;

impl Seen {
    /// A result file, made fit to be shown. `None`: it is not one.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut seen: Self = serde_json::from_value(json::read(text)?).ok()?;
        let known = |outcome: &str| matches!(outcome, "true" | "false" | "unknown" | "not_applicable");
        let outcomes =
            seen.conditions.iter().map(|judged| &judged.outcome).chain(seen.caps.iter().map(|cap| &cap.outcome));
        let sound = known(&seen.eligible) && outcomes.into_iter().all(|outcome| known(outcome));
        if !sound || [seen.conditions.len(), seen.caps.len(), seen.overlays.len()].iter().any(|count| *count > MOST) {
            return None;
        }
        let Ends { worst, best } = &mut seen.grade;
        let (grade, uncapped) = ([worst, best], [&mut seen.uncapped.worst, &mut seen.uncapped.best]);
        let head = [&mut seen.regime, &mut seen.version, &mut seen.as_of];
        let score = seen.score.iter_mut().flat_map(|score| [&mut score.low, &mut score.high]);
        let conditions = seen.conditions.iter_mut().flat_map(|judged| [&mut judged.id, &mut judged.kind]);
        let rest = seen.overlays.iter_mut().chain(seen.caps.iter_mut().map(|cap| &mut cap.id)).chain(conditions);
        for text in grade.into_iter().chain(uncapped).chain(head).chain(score).chain(rest) {
            *text = shown(text, 120);
        }
        Some(seen)
    }

    /// The result of an assessment.
    pub(super) fn of(rulebook: &RuleBook, found: &Assessment, as_of: Day) -> Self {
        let outcome = |place: u8| rulebook.grade.outcomes.get(usize::from(place)).cloned().unwrap_or_default();
        let ends = |range: ziping_assess::GradeRange| Ends { worst: outcome(range.worst), best: outcome(range.best) };
        let conditions = rulebook.conditions.iter().zip(&found.conditions).map(|(condition, found)| Judged {
            id: condition.id.clone(),
            kind: match condition.kind {
                ziping_regime::ConditionKind::Eligibility => "eligibility",
                ziping_regime::ConditionKind::Requirement => "requirement",
            }
            .to_owned(),
            outcome: found.outcome.name().to_owned(),
        });
        let grounds = rulebook.grounds.iter().zip(&found.grounds).map(|(ground, found)| Judged {
            id: ground.id.clone(),
            kind: "ground".to_owned(),
            outcome: found.outcome.name().to_owned(),
        });
        let caps = rulebook.caps.iter().zip(&found.caps);
        Self {
            regime: rulebook.id.clone(),
            version: rulebook.version.clone(),
            as_of: as_of.to_string(),
            eligible: Outcome::from(found.eligible).name().to_owned(),
            score: found
                .score
                .map(|range| LowHigh { low: format_fixed(range.low, 1), high: format_fixed(range.high, 1) }),
            uncapped: ends(found.uncapped),
            grade: ends(found.grade),
            overlays: rulebook.overlays.iter().map(|overlay| format!("{}@{}", overlay.id, overlay.version)).collect(),
            conditions: conditions.chain(grounds).collect(),
            caps: caps
                .map(|(cap, found)| Caught { id: cap.id.clone(), outcome: found.finding.outcome.name().to_owned() })
                .collect(),
        }
    }
}
