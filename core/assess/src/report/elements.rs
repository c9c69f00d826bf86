//! Elements and aspects in the report, with the indicators and level conditions that an overlay gives them.

use super::items::{self, ItemReport};
use crate::finding::{Assessment, ElementFinding, Finding};
use crate::say::Speaker;
use serde::Serialize;
use ziping_regime::{Basis, Element, Library, Model, RuleBook};
use ziping_rules::fact::{FactIx, format_fixed};

/// An element of the score or an aspect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ElementReport {
    /// Its fact.
    pub fact: String,
    /// Its clause.
    pub clause: String,
    /// Least points, or lowest level.
    pub low: String,
    /// Most points, or highest level.
    pub high: String,
    /// The most points that it can give; not for aspects.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub max: Option<String>,
    /// Facts that keep it open.
    pub open: Vec<String>,
    /// Its indicators, where an overlay divides it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(as = "Option<Vec<_>>", optional))]
    pub indicators: Vec<IndicatorReport>,
    /// The conditions of its levels, where an overlay has them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(as = "Option<Vec<_>>", optional))]
    pub levels: Vec<LevelReport>,
    /// Its items and groups of points, where they are worked out; of an aspect those shown beside it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(as = "Option<Vec<_>>", optional))]
    pub items: Vec<ItemReport>,
}

/// An indicator of an overlay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct IndicatorReport {
    /// Its fact.
    pub fact: String,
    /// Where the overlay's document has it.
    pub clause: String,
    /// Least points.
    pub low: String,
    /// Most points.
    pub high: String,
    /// The most points that it can give.
    pub max: String,
}

/// A level's condition of an overlay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct LevelReport {
    /// Its id.
    pub id: String,
    /// The level.
    pub level: String,
    /// Where the overlay's document has it.
    pub clause: String,
    /// `true`, `false` or `unknown`.
    pub outcome: &'static str,
    /// What decided it.
    pub because: Vec<String>,
    /// Facts that keep it open.
    pub open: Vec<String>,
    /// Readings in dispute.
    pub readings: Vec<String>,
}

/// The elements or aspects of an assessment.
pub(super) fn elements(
    library: &Library,
    rulebook: &RuleBook,
    speaker: &Speaker<'_>,
    assessment: &Assessment,
) -> Vec<ElementReport> {
    let ids = |facts: &[FactIx]| facts.iter().map(|fact| library.catalogue.id(*fact).to_owned()).collect::<Vec<_>>();
    let scored = matches!(rulebook.grade.model, Model::Scored { .. });
    let one = |(element, found): (&Element, &ElementFinding)| {
        let (low, high) = match found.exact {
            Some(points) => (points.low.shown(), points.high.shown()),
            None => speaker.element_ends(found.range),
        };
        ElementReport {
            fact: library.catalogue.id(element.fact).to_owned(),
            clause: element.backing.clause().to_owned(),
            low,
            high,
            max: scored.then(|| format_fixed(found.max, 1)),
            open: ids(&found.open),
            indicators: indicators(library, element, found),
            items: items::items(library, speaker, &rulebook.items_of(element), &found.items),
            levels: element
                .level_rules()
                .iter()
                .zip(&found.levels)
                .map(|(rule, finding): (_, &Finding)| LevelReport {
                    id: rule.id.clone(),
                    level: speaker.outcome(rule.level).to_owned(),
                    clause: rule.clause.clone(),
                    outcome: finding.outcome.name(),
                    because: finding.reasons.iter().map(|reason| speaker.reason(reason)).collect(),
                    open: ids(&finding.open),
                    readings: finding.readings.clone(),
                })
                .collect(),
        }
    };
    rulebook.elements().iter().zip(&assessment.elements).map(one).collect()
}

fn indicators(library: &Library, element: &Element, found: &ElementFinding) -> Vec<IndicatorReport> {
    let Basis::Indicators(indicators) = &element.basis else { return Vec::new() };
    indicators
        .iter()
        .zip(&found.indicators)
        .map(|(indicator, found)| IndicatorReport {
            fact: library.catalogue.id(indicator.fact).to_owned(),
            clause: indicator.clause.clone(),
            low: format_fixed(found.range.low, 1),
            high: format_fixed(found.range.high, 1),
            max: format_fixed(found.max, 1),
        })
        .collect()
}
