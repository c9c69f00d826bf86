//! Which rule books an organisation has begun to answer.

use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::{FactIx, Sheet};
use ziping_rules::rule::facts_of;

/// The rule books of which a question of their own is answered, not only one that others among them share, in their order.
/// Those that are over are not among them.
#[must_use]
pub fn begun<'a>(library: &Library, rulebooks: &[&'a RuleBook], sheet: &Sheet) -> Vec<&'a RuleBook> {
    let facts: Vec<Vec<FactIx>> = rulebooks.iter().map(|rulebook| facts(rulebook)).collect();
    let own =
        |of: &[FactIx], fact: FactIx| of.contains(&fact) && facts.iter().filter(|all| all.contains(&fact)).count() == 1;
    // What is asked of every organisation, on the page of its own, begins nothing.
    let shared = |fact: FactIx| library.catalogue.get(fact).is_some_and(|fact| fact.section.is_some());
    let answered: Vec<FactIx> = sheet.answered().map(|(fact, _)| fact).filter(|fact| !shared(*fact)).collect();
    let begun = |of: &[FactIx]| answered.iter().any(|fact| own(of, *fact));
    let all = rulebooks.iter().zip(&facts);
    all.filter(|(rulebook, of)| !rulebook.status.is_over() && begun(of)).map(|(rulebook, _)| *rulebook).collect()
}

/// The facts that a rule book looks at or asks.
fn facts(rulebook: &RuleBook) -> Vec<FactIx> {
    let mut facts: Vec<FactIx> = rulebook.sections.iter().flat_map(|section| section.facts.iter().copied()).collect();
    facts.extend(rulebook.elements().iter().map(|element| element.fact));
    rulebook.conditions.iter().for_each(|condition| facts_of(&condition.when, &mut facts));
    rulebook.caps.iter().for_each(|cap| facts_of(&cap.when, &mut facts));
    rulebook.grounds.iter().for_each(|ground| facts_of(&ground.when, &mut facts));
    facts
}
