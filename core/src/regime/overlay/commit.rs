//! Putting a checked overlay into a library.

use super::{NewBasis, Overlaid};
use crate::fact::{Catalogue, Fact, FactIx};
use crate::regime::basis::{Basis, OverlayInfo};
use crate::regime::derived::{DerivedFigures, derived_list};
use crate::regime::model::{Model, RuleBook, Section};
use crate::rule::{Windows, facts_of};

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
}

/// Puts it in.
pub(super) fn commit(overlaid: &mut Overlaid, place: usize, mut info: OverlayInfo, made: Made) {
    let Made { mut facts, windows, derived, basis, count } = made;
    let library = &mut overlaid.library;
    let new: Vec<FactIx> = (count..facts.len()).map(FactIx::new).collect();
    let mut used = Vec::new();
    for (_, basis, _) in &basis {
        if let Basis::Levels(rules) = basis {
            rules.iter().for_each(|rule| facts_of(&rule.when, &mut used));
        }
    }
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
