//! What a report is made of: the JSON of `ziping assess`.

use super::elements::ElementReport;
use super::items::ItemReport;
use serde::{Deserialize, Serialize};

/// A range of outcomes by id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Ends {
    /// The worst.
    #[cfg_attr(feature = "types", ts(type = "Outcome"))]
    pub worst: String,
    /// The best.
    #[cfg_attr(feature = "types", ts(type = "Outcome"))]
    pub best: String,
}

/// A range of decimals.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct LowHigh {
    /// The least.
    pub low: String,
    /// The most.
    pub high: String,
}

/// A condition in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ConditionReport {
    /// Its id.
    pub id: String,
    /// Its clause.
    pub clause: String,
    /// `eligibility`, `requirement` or `ground`.
    #[cfg_attr(feature = "types", ts(type = "'eligibility' | 'requirement' | 'ground'"))]
    pub kind: &'static str,
    /// `true`, `false`, `unknown` or `not_applicable`.
    #[cfg_attr(feature = "types", ts(type = "'true' | 'false' | 'unknown' | 'not_applicable'"))]
    pub outcome: &'static str,
    /// What decided it.
    pub because: Vec<String>,
    /// Facts that keep it open.
    #[cfg_attr(feature = "types", ts(type = "FactId[]"))]
    pub open: Vec<String>,
    /// Readings in dispute.
    pub readings: Vec<String>,
}

/// A cap in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CapReport {
    /// Its id.
    pub id: String,
    /// Its clause.
    pub clause: String,
    /// The best outcome while it holds.
    #[cfg_attr(feature = "types", ts(type = "Outcome"))]
    pub limit: String,
    /// By how many outcomes it lowers the grade, where it does not limit it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub lowers: Option<u8>,
    /// `true`, `false` or `unknown`.
    #[cfg_attr(feature = "types", ts(type = "'true' | 'false' | 'unknown'"))]
    pub outcome: &'static str,
    /// It holds and lowers the grade.
    pub binds: bool,
    /// First day free under some reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub free_arguable: Option<String>,
    /// First day free under every reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub free_safe: Option<String>,
    /// What decided it.
    pub because: Vec<String>,
    /// Facts that keep it open.
    #[cfg_attr(feature = "types", ts(type = "FactId[]"))]
    pub open: Vec<String>,
    /// Readings in dispute.
    pub readings: Vec<String>,
}

/// A figure in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FigureReport {
    /// Its id.
    pub id: String,
    /// Its clause.
    pub clause: String,
    /// Its value as a sentence part.
    pub value: String,
}

/// A change of a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ChangeReport {
    /// `wait`, `points`, `number`, `answer`, `rows` or `complete`.
    #[cfg_attr(feature = "types", ts(type = "'wait' | 'points' | 'number' | 'answer' | 'rows' | 'complete'"))]
    pub kind: &'static str,
    /// The fact, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, type = "FactId"))]
    pub fact: Option<String>,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub from: Option<String>,
    /// Where it must get: an amount, points, a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub to: Option<String>,
    /// What can be enough, or is arguable.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub arguable: Option<String>,
    /// The last amount that still does, where going on past `to` does not do for ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub no_further: Option<String>,
    /// In words.
    pub text: String,
}

/// One way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct PathReport {
    /// The changes, all of them needed.
    pub changes: Vec<ChangeReport>,
    /// Open facts taken to turn out well, and facts about a period that has passed by then, taken to stay as they are.
    #[cfg_attr(feature = "types", ts(type = "FactId[]"))]
    pub rests_on: Vec<String>,
    /// The latter of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, type = "FactId[]"))]
    pub assumes: Option<Vec<String>>,
    /// The assessment date at which it reaches the target.
    pub on: String,
}

/// The ways to one target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct PathsReport {
    /// An outcome, or `eligible`.
    #[cfg_attr(feature = "types", ts(type = "Outcome | 'eligible'"))]
    pub target: String,
    /// The ways, the cheapest first.
    pub alternatives: Vec<PathReport>,
    /// There are, or may be, more; with no alternative: the search was broken off before it found one.
    pub more: bool,
    /// Where there is none: what stands in the way.
    pub why: Vec<String>,
}

/// A step of the horizon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct HorizonReport {
    /// First day.
    pub from: String,
    /// The worst.
    #[cfg_attr(feature = "types", ts(type = "Outcome"))]
    pub worst: String,
    /// The best.
    #[cfg_attr(feature = "types", ts(type = "Outcome"))]
    pub best: String,
    /// Facts about a passed period on which it rests.
    #[cfg_attr(feature = "types", ts(type = "FactId[]"))]
    pub assumes: Vec<String>,
    /// What lapsed or matured.
    pub changed: Vec<String>,
}

/// A date that follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct DutyReport {
    /// The duty's id.
    pub id: String,
    /// Its clause.
    pub clause: String,
    /// The safe day.
    pub date: String,
    /// The arguable day.
    pub arguable: String,
    /// It rests on working days not known yet.
    pub provisional: bool,
    /// The day is inferred.
    pub inferred: bool,
    /// Which occasion of a yearly duty.
    pub occasion: u16,
}

/// The whole result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Report {
    /// The regime.
    #[cfg_attr(feature = "types", ts(type = "RegimeId"))]
    pub regime: String,
    /// The rule book's version.
    pub version: String,
    /// The assessment date.
    pub as_of: String,
    /// The organisation's name.
    pub organisation: String,
    /// `true`, `false` or `unknown`.
    #[cfg_attr(feature = "types", ts(type = "'true' | 'false' | 'unknown'"))]
    pub eligible: &'static str,
    /// Points, where the regime scores.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub score: Option<LowHigh>,
    /// Before caps and grounds.
    pub uncapped: Ends,
    /// What a successful application would get.
    pub grade: Ends,
    /// Overlays in use, as `id@version`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<String>,
    /// Elements of the score or aspects.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elements: Vec<ElementReport>,
    /// Items and groups of points that stand for themselves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(as = "Option<Vec<_>>", optional))]
    pub items: Vec<ItemReport>,
    /// Conditions and grounds.
    pub conditions: Vec<ConditionReport>,
    /// Caps.
    pub caps: Vec<CapReport>,
    /// Figures.
    pub figures: Vec<FigureReport>,
    /// Open facts that can still change the grade, most narrowing first.
    #[cfg_attr(feature = "types", ts(type = "FactId[]"))]
    pub next: Vec<String>,
    /// Ways to better grades.
    pub paths: Vec<PathsReport>,
    /// Unmet conditions that an authority may relax.
    pub relaxable: Vec<String>,
    /// The grade over time.
    pub horizon: Vec<HorizonReport>,
    /// Dates that follow.
    pub duties: Vec<DutyReport>,
    /// Inconsistencies, readings in play, status and doubts, advice.
    pub notes: Vec<String>,
}
