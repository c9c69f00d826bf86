//! Eligibility, score and grade alone, for many sheets: nothing is explained, no sentence is made.

use super::grade::{GradeRange, eligible, exact_score, grade};
use super::report::shown;
use super::report::{Ends, LowHigh};
use serde::Serialize;
use ziping_base::diag::Diagnostic;
use ziping_regime::RuleBook;
use ziping_rules::fact::{Sheet, format_fixed};
use ziping_rules::rule::{Moment, Truth};

/// The part of a report that says what comes out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct OutcomeReport {
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
}

/// One sheet among many that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Refused {
    /// Its line, or its place in a list, from 1.
    pub line: usize,
    /// Every problem.
    pub errors: Vec<Diagnostic>,
}

/// What comes out for a sheet on a date.
#[must_use]
pub fn outcome_report(rulebook: &RuleBook, organisation: &str, sheet: &Sheet, moment: &Moment) -> OutcomeReport {
    let graded = grade(rulebook, sheet, moment);
    let outcome = |place: u8| rulebook.grade.outcomes.get(usize::from(place)).cloned().unwrap_or_default();
    let ends = |range: GradeRange| Ends { worst: outcome(range.worst), best: outcome(range.best) };
    OutcomeReport {
        regime: rulebook.id.clone(),
        version: rulebook.version.clone(),
        as_of: moment.as_of.to_string(),
        organisation: organisation.to_owned(),
        eligible: match eligible(rulebook, sheet, moment) {
            Truth::True => "true",
            Truth::False => "false",
            Truth::Unknown => "unknown",
        },
        score: match exact_score(rulebook, sheet, moment) {
            Some(points) => Some(shown(points)),
            None => {
                graded.score.map(|range| LowHigh { low: format_fixed(range.low, 1), high: format_fixed(range.high, 1) })
            }
        },
        uncapped: ends(graded.uncapped),
        grade: ends(graded.grade),
    }
}
