//! What a rule book uses of everything that an organisation has answered.

use super::advice::advised;
use ziping_regime::{DutyFrom, Element, Library, RuleBook};
use ziping_rules::fact::{FactIx, Sheet};
use ziping_rules::rule::facts_of;
use ziping_rules::rule::score::facts_of_scored;

/// The shared facts that every form asks, whatever the regime.
pub(super) const OF_EVERY_FORM: [&str; 11] = [
    "org.name",
    "org.uscc",
    "org.kind",
    "org.established",
    "org.address",
    "org.province",
    "org.legal_representative",
    "org.registered_capital",
    "contact.name",
    "contact.phone",
    "contact.email",
];

/// The facts that a rule book uses, in the catalogue's order, each once: those of its conditions, caps, grounds, elements
/// and figures with the tables that they are worked out from, those that its papers and forms ask, and those that its
/// dates follow. What is asked for advice only ([`advised`]) is not among them.
#[must_use]
pub fn uses(library: &Library, rulebook: &RuleBook) -> Vec<FactIx> {
    let mut facts = looked_at(rulebook);
    facts.extend(rulebook.sections.iter().flat_map(|section| section.facts.iter().copied()));
    let advised = advised(library, rulebook);
    facts.retain(|fact| !advised.contains(fact));
    let catalogue = &library.catalogue;
    facts.extend(rulebook.documents.iter().flat_map(|document| document.facts.iter().copied()));
    facts.extend(rulebook.duties.iter().filter_map(|duty| match duty.from {
        DutyFrom::Event(event) => Some(event),
        DutyFrom::Issue | DutyFrom::Expiry => None,
    }));
    facts.extend(rulebook.certificate(catalogue));
    facts.extend(rulebook.grade.applied);
    facts.extend(OF_EVERY_FORM.iter().filter_map(|id| catalogue.find(id)));
    // Printed beside the registered capital where it is known; forms do not demand it.
    facts.extend(catalogue.find("org.paid_in_capital"));
    // A figure that may be typed goes with the table that replaces it, and what that looks at.
    for derived in &library.derived {
        if facts.contains(&derived.fact) || facts.contains(&derived.table) {
            facts.extend([derived.fact, derived.table]);
            facts.extend(derived.value.facts());
        }
    }
    facts.sort_unstable();
    facts.dedup();
    facts
}

/// What decides: the facts of conditions, caps, grounds, elements and figures.
fn looked_at(rulebook: &RuleBook) -> Vec<FactIx> {
    let mut facts = Vec::new();
    for condition in &rulebook.conditions {
        std::iter::once(&condition.when).chain(&condition.applies).for_each(|test| facts_of(test, &mut facts));
    }
    rulebook.caps.iter().for_each(|cap| facts_of(&cap.when, &mut facts));
    rulebook.grounds.iter().for_each(|ground| facts_of(&ground.when, &mut facts));
    // What is typed where an overlay works it out is compared with that.
    facts.extend(rulebook.elements().iter().map(|element| element.fact));
    facts.extend(rulebook.elements().iter().flat_map(Element::facts));
    rulebook.items.iter().for_each(|standing| facts_of_scored(&standing.item, &mut facts));
    facts.extend(rulebook.figures.iter().flat_map(|figure| figure.value.facts()));
    facts
}

/// The answers to these facts, and no others.
#[must_use]
pub fn only(sheet: &Sheet, facts: &[FactIx]) -> Sheet {
    let mut kept = Sheet::new();
    for fact in facts {
        if let Some(value) = sheet.get(*fact) {
            kept.put(*fact, Some(value.clone()));
        }
    }
    kept
}
