//! A case: answers and what is expected of their assessment.

use std::collections::BTreeMap;
use ziping_base::calendar::Day;
use ziping_base::diag::Place;
use ziping_rules::fact::{FactIx, Sheet};
use ziping_rules::rule::score::Ratio;

/// A case.
#[derive(Debug, Clone)]
pub struct Case {
    /// The behaviour it protects.
    pub name: String,
    /// Where it stands.
    pub place: Place,
    /// Assessment date.
    pub as_of: Day,
    /// The answers.
    pub sheet: Sheet,
    /// `true`, `false`, `unknown`.
    pub eligible: Option<String>,
    /// Worst and best outcome.
    pub grade: Option<[String; 2]>,
    /// Worst and best outcome before caps.
    pub uncapped: Option<[String; 2]>,
    /// Low and high total.
    pub score: Option<[Ratio; 2]>,
    /// Points by item or group: `7`, or `0..8`.
    pub points: BTreeMap<String, String>,
    /// Exactly these caps bind.
    pub binding: Option<Vec<String>>,
    /// Outcomes by condition, cap or ground.
    pub outcomes: BTreeMap<String, String>,
    /// Readings in dispute by condition, cap or ground, as a set.
    pub readings: BTreeMap<String, Vec<String>>,
    /// All open facts, as a set.
    pub open: Option<Vec<FactIx>>,
    /// Nothing open can change the grade.
    pub next_empty: Option<bool>,
    /// Figures by id.
    pub figures: BTreeMap<String, String>,
}
