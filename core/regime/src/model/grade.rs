//! How a grade is found: elements, bands, models.

use super::Basis;
use super::{Backing, ConditionKind};
use serde::{Deserialize, Serialize};
use ziping_rules::fact::FactIx;

/// How the grade is found, with its outcomes in ascending order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grade {
    /// Outcome ids, ascending.
    pub outcomes: Vec<String>,
    /// Clauses.
    pub backing: Backing,
    /// The model.
    pub model: Model,
    /// The fact that says which level is applied for: a choice of the outcomes without the lowest. `None`: nobody applies
    /// for a level.
    pub applied: Option<FactIx>,
}

/// The models.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Model {
    /// Points in elements, bands, caps.
    Scored {
        /// What is added up.
        elements: Vec<Element>,
        /// Published bands, ascending.
        bands: Vec<Band>,
    },
    /// A level in each aspect.
    Aspects {
        /// The aspects: ordered choices whose options are the outcomes.
        aspects: Vec<Element>,
        /// No rule is published that combines them: anything from the lowest to the highest.
        between: bool,
    },
    /// Met when all conditions of a kind hold.
    Met {
        /// Which conditions decide.
        of: ConditionKind,
        /// Conditions that an authority may relax.
        relaxable: Vec<String>,
    },
}

impl Grade {
    /// The best outcome, by place.
    #[must_use]
    pub fn top(&self) -> u8 {
        u8::try_from(self.outcomes.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    /// The kind of the words of what goes into the grade.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self.model {
            Model::Scored { .. } => "element",
            Model::Aspects { .. } | Model::Met { .. } => "aspect",
        }
    }
}

/// A fact that goes into the grade.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Element {
    /// The fact.
    pub fact: FactIx,
    /// The most it can give, in tenths of a point; 0 for an aspect.
    pub max: i64,
    /// Where its points or its level come from.
    pub basis: Basis,
    /// Clauses and evidence.
    pub backing: Backing,
}

/// A published band, both ends included, in tenths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// The outcome, by place.
    pub outcome: u8,
    /// From.
    pub from: i64,
    /// To.
    pub to: i64,
}
