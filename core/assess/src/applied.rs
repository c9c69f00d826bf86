//! The level applied for: what the applicant says, else what is predicted.

use super::grade::GradeRange;
use ziping_regime::RuleBook;
use ziping_rules::fact::{Sheet, Value};

/// The level applied for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    /// Nobody applies for a level: the regime has none, or gives it without being asked.
    NotAsked,
    /// The applicant says so: an outcome, by place.
    Stated(u8),
    /// Not said. The predicted grade stands in its place, and whatever shows it says so.
    Predicted(GradeRange),
}

/// How a level applied for stands to the predicted grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beyond {
    /// Above the best that is predicted.
    Above,
    /// Within what is predicted, but above its worst: what is still open decides.
    Open,
}

/// The level applied for, beside the predicted grade.
#[must_use]
pub fn applied(rulebook: &RuleBook, sheet: &Sheet, grade: GradeRange) -> Applied {
    let Some(fact) = rulebook.grade.applied else { return Applied::NotAsked };
    match sheet.get(fact) {
        // Its options are the outcomes without the lowest.
        Some(Value::Choice(option)) => Applied::Stated(option.saturating_add(1)),
        _ => Applied::Predicted(grade),
    }
}

impl Applied {
    /// The outcomes that it may be, from the lowest level on: what is ahead for any of them lies ahead. Where no level is
    /// predicted, or none is applied for, all of them.
    #[must_use]
    pub fn levels(self, rulebook: &RuleBook) -> GradeRange {
        let top = rulebook.grade.top();
        match self {
            Self::Stated(place) => GradeRange { worst: place, best: place },
            Self::Predicted(range) if range.best > 0 => GradeRange { worst: range.worst.max(1), best: range.best },
            Self::Predicted(_) | Self::NotAsked => GradeRange { worst: 0, best: top },
        }
    }

    /// What a plan aims at unless it is told: the level applied for, else the next one better than what is certain, and
    /// the best where that is certain already.
    #[must_use]
    pub fn aim(self, rulebook: &RuleBook, grade: GradeRange) -> u8 {
        let top = rulebook.grade.top();
        match self {
            Self::Stated(place) => place.min(top),
            Self::Predicted(_) | Self::NotAsked => grade.worst.saturating_add(1).min(top),
        }
    }

    /// Whether it lies beyond what is predicted; `None`: it does not, or nobody has said what is applied for.
    #[must_use]
    pub const fn beyond(self, grade: GradeRange) -> Option<Beyond> {
        match self {
            Self::Stated(place) if place > grade.best => Some(Beyond::Above),
            Self::Stated(place) if place > grade.worst => Some(Beyond::Open),
            Self::Stated(_) | Self::Predicted(_) | Self::NotAsked => None,
        }
    }
}
