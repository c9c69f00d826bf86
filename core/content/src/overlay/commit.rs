//! Putting a checked overlay into a library.

use super::{NewBasis, Overlaid};
use crate::derived::{DerivedFigures, derived_list};
use crate::figures::give;
use crate::scores::NewScores;
use ziping_regime::{Basis, OverlayInfo};
use ziping_regime::{Cap, Model, RuleBook, Section};
use ziping_rules::fact::{Catalogue, Fact, FactIx};
use ziping_rules::rule::score::facts_of_scored;
use ziping_rules::rule::{Windows, facts_of};

/// What was made of an overlay.
pub(super) struct Made {
    /// All facts, the overlay's last.
    pub facts: Vec<Fact>,
    /// All windows.
    pub windows: Windows,
    /// All figures worked out from tables.
    pub derived: DerivedFigures,
    /// What elements and aspects come from.
    pub basis: Vec<NewBasis>,
    /// How many facts there were before.
    pub count: usize,
    /// Points that are worked out.
    pub scores: NewScores,
    /// Caps.
    pub caps: Vec<Cap>,
}

/// Puts it in.
pub(super) fn commit(overlaid: &mut Overlaid, place: usize, mut info: OverlayInfo, made: Made) {
    let Made { mut facts, windows, derived, basis, count, scores, caps } = made;
    let library = &mut overlaid.library;
    let new: Vec<FactIx> = (count..facts.len()).map(FactIx::new).collect();
    let mut used = Vec::new();
    for (_, basis, _) in &basis {
        if let Basis::Levels(rules) = basis {
            rules.iter().for_each(|rule| facts_of(&rule.when, &mut used));
        }
    }
    scores.scored().into_iter().for_each(|item| facts_of_scored(item, &mut used));
    caps.iter().for_each(|cap| facts_of(&cap.when, &mut used));
    for (i, fact) in facts.iter_mut().enumerate() {
        fact.forms_only &= !used.contains(&FactIx::new(i));
    }
    library.catalogue = Catalogue::new(facts);
    library.windows = windows;
    library.derived = derived_list(derived);
    let Some(book) = library.regimes.get_mut(place) else { return };
    let elements = match &mut book.grade.model {
        Model::Scored { elements, .. } | Model::Aspects { aspects: elements, .. } => elements.as_mut_slice(),
        Model::Met { .. } => &mut [],
    };
    let mut asked = Vec::new();
    for (place, basis, _) in basis {
        if let Some(element) = elements.get_mut(place) {
            element.basis = basis;
            element.gather_evidence();
            info.derives.push(element.fact);
            asked.push((element.fact, element.facts()));
        }
    }
    for (element, facts) in asked {
        let id = library.catalogue.id(element).to_owned();
        let facts: Vec<FactIx> = facts
            .into_iter()
            .filter(|fact| new.contains(fact) || is_homeless(*fact, book, &library.catalogue))
            .collect();
        ask(book, Some(&id), &facts);
    }
    for standing in &scores.standing {
        let mut facts = Vec::new();
        facts_of_scored(&standing.item, &mut facts);
        facts.retain(|fact| new.contains(fact) || is_homeless(*fact, book, &library.catalogue));
        let beside = standing.aspect.map(|aspect| library.catalogue.id(aspect).to_owned());
        ask(book, beside.as_deref(), &facts);
    }
    // A cap stands on the page after what it looks at, at the end.
    if let Some(section) = book.sections.last_mut() {
        section.items.extend(caps.iter().map(|cap| cap.id.clone()));
    }
    book.caps.extend(caps);
    book.items.extend(scores.standing);
    book.published.extend(scores.published);
    for figure in &scores.given {
        give(book, figure);
    }
    // What nothing uses is for forms: it is asked at the end.
    ask(book, None, &new);
    info.facts = new;
    book.overlays.push(info.clone());
    overlaid.overlays.push(info);
}

/// Whether a fact is asked neither on the organisation page nor by anything of the rule book.
fn is_homeless(fact: FactIx, book: &RuleBook, catalogue: &Catalogue) -> bool {
    let mut used = Vec::new();
    for condition in &book.conditions {
        std::iter::once(&condition.when).chain(&condition.applies).for_each(|test| facts_of(test, &mut used));
    }
    book.caps.iter().for_each(|cap| facts_of(&cap.when, &mut used));
    book.grounds.iter().for_each(|ground| facts_of(&ground.when, &mut used));
    let shared = catalogue.get(fact).is_some_and(|fact| fact.section.is_some());
    !shared && !used.contains(&fact) && !book.elements().iter().any(|element| element.fact == fact)
}

/// Asks facts in the section of an item, or in the last one; each once on the page.
fn ask(book: &mut RuleBook, item: Option<&str>, facts: &[FactIx]) {
    let holds = |section: &Section| section.items.iter().any(|known| Some(known.as_str()) == item);
    let place = book.sections.iter().position(holds).unwrap_or(book.sections.len().saturating_sub(1));
    let asked: Vec<FactIx> = book.sections.iter().flat_map(|section| section.facts.iter().copied()).collect();
    if let Some(section) = book.sections.get_mut(place) {
        section.facts.extend(facts.iter().filter(|fact| !asked.contains(fact)));
    }
}
