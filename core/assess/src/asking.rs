//! What is asked one question at a time: first what one is, then whether one may apply, then what decides the grade.

use super::finding::{Assessment, Outcome};
use ziping_regime::{ConditionKind, Library, Model, RuleBook};
use ziping_rules::fact::{FactIx, Sheet};
use ziping_rules::rule::{Test, facts_of};

/// The questions that lie ahead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asking {
    /// Open facts in the order in which they are asked.
    pub order: Vec<FactIx>,
    /// How many questions there can still be, those of `order` among them. Answers given, it never grows: what the rules
    /// have decided stays decided.
    pub at_most: Vec<FactIx>,
}

/// The questions that lie ahead of a sheet, from its assessment and the open facts that can change its grade, the most
/// telling first (`next`). What one is comes first, as the organisation's own page asks it, then what else decides
/// whether one may apply, then `next`.
#[must_use]
pub fn asking(
    library: &Library,
    rulebook: &RuleBook,
    sheet: &Sheet,
    assessment: &Assessment,
    next: &[FactIx],
) -> Asking {
    let mut order: Vec<FactIx> = Vec::new();
    let eligibility = rulebook.conditions.iter().zip(&assessment.conditions);
    let eligibility = eligibility.filter(|(condition, _)| condition.kind == ConditionKind::Eligibility);
    let open: Vec<FactIx> = eligibility.flat_map(|(_, found)| found.open.iter().copied()).collect();
    let about_oneself =
        |fact: &FactIx| library.catalogue.get(*fact).is_some_and(|fact| fact.section.as_deref() == Some("org"));
    let mut oneself: Vec<FactIx> = open.iter().chain(next).copied().filter(about_oneself).collect();
    // The catalogue is in the order of the content: kind, registration, name, address.
    oneself.sort_unstable();
    for fact in oneself.iter().chain(&open).chain(next) {
        if !order.contains(fact) {
            order.push(*fact);
        }
    }
    let at_most = at_most(library, rulebook, sheet, assessment, &order);
    Asking { order, at_most }
}

/// Every open fact that something not decided yet may come to look at, each once.
fn at_most(
    library: &Library,
    rulebook: &RuleBook,
    sheet: &Sheet,
    assessment: &Assessment,
    order: &[FactIx],
) -> Vec<FactIx> {
    let mut looked_at = Vec::new();
    let mut look = |test: &Test| facts_of(test, &mut looked_at);
    let deciding = match &rulebook.grade.model {
        Model::Met { of, .. } => Some(*of),
        Model::Scored { .. } | Model::Aspects { .. } => None,
    };
    for (condition, found) in rulebook.conditions.iter().zip(&assessment.conditions) {
        let matters = condition.kind == ConditionKind::Eligibility || Some(condition.kind) == deciding;
        if matters && found.outcome == Outcome::Unknown {
            look(&condition.when);
            condition.applies.iter().for_each(&mut look);
        }
    }
    for (cap, found) in rulebook.caps.iter().zip(&assessment.caps) {
        if found.finding.outcome == Outcome::Unknown && found.would_lower(assessment.grade.best) {
            look(&cap.when);
        }
    }
    for (ground, found) in rulebook.grounds.iter().zip(&assessment.grounds) {
        if found.outcome == Outcome::Unknown {
            look(&ground.when);
        }
    }
    let mut found: Vec<FactIx> = order.to_vec();
    let open_elements = assessment.elements.iter().flat_map(|element| element.open.iter().copied());
    let unanswered = looked_at.into_iter().filter(|fact| sheet.get(*fact).is_none()).chain(open_elements);
    for fact in unanswered {
        // A table that may stand in for typed figures is no question of its own: the figures are.
        let stands_in = library.derived.iter().any(|derived| derived.table == fact);
        if !stands_in && !found.contains(&fact) {
            found.push(fact);
        }
    }
    found
}
