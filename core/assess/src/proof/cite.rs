//! Which side a paper proves: whoever says that something never happened hands in the declaration for it, whoever has had
//! it hands in what shows it.

use super::{Caller, Need, Records, Standing, Use, UseKind};
use ziping_regime::{Evidence, Library};
use ziping_rules::fact::{FactIx, Occurrence, Sheet, Value};
use ziping_rules::rule::facts_of;
use ziping_rules::rule::score::facts_of_scored;

/// Whether it is declared that something has happened, or is so; what is not answered is not declared.
fn declared(sheet: &Sheet, fact: FactIx) -> bool {
    match sheet.get(fact) {
        Some(Value::Occurrence(Occurrence::On(_) | Occurrence::DayUnknown | Occurrence::Ongoing)) => true,
        Some(Value::Bool(so)) => *so,
        Some(Value::Occurrence(Occurrence::Never)) | None => false,
        // Papers name nothing else.
        Some(_) => false,
    }
}

/// The facts that something looks at; elements and aspects are answered themselves and look at none.
fn facts(used: &Use<'_>) -> Vec<FactIx> {
    let rulebook = used.rulebook;
    let test = match used.kind {
        UseKind::Condition => rulebook.conditions.get(used.place).map(|condition| &condition.when),
        UseKind::Cap => rulebook.caps.get(used.place).map(|cap| &cap.when),
        UseKind::Ground => rulebook.grounds.get(used.place).map(|ground| &ground.when),
        UseKind::Element | UseKind::Aspect | UseKind::Item => None,
    };
    let mut facts = Vec::new();
    if let Caller::Item(item) = used.by {
        facts_of_scored(item, &mut facts);
    }
    if let Some(test) = test {
        facts_of(test, &mut facts);
    }
    facts
}

fn evidence<'a>(library: &'a Library, paper: &str) -> Option<&'a Evidence> {
    library.evidence.iter().find(|evidence| evidence.id == paper)
}

/// Whether something cites a paper with these answers.
#[must_use]
pub fn cites(library: &Library, sheet: &Sheet, used: &Use<'_>, paper: &str) -> bool {
    let Some(evidence) = evidence(library, paper) else { return true };
    let looked_at = facts(used);
    // Of what the paper speaks of, what this looks at; where it looks at none of it, all.
    let is_declared = |of: &[FactIx]| {
        let any = !of.iter().any(|fact| looked_at.contains(fact));
        of.iter().filter(|fact| any || looked_at.contains(fact)).any(|fact| declared(sheet, *fact))
    };
    // A declaration is limited to what is denied: it proves this as long as nothing of this is declared.
    !is_declared(&evidence.denies) && (evidence.shows.is_empty() || is_declared(&evidence.shows))
}

/// Whether anything cites a paper with these answers; else it is not applicable.
#[must_use]
pub fn applies(library: &Library, sheet: &Sheet, need: &Need<'_>) -> bool {
    need.uses.iter().any(|used| cites(library, sheet, used, need.paper))
}

/// Whether a paper is still wanted: it applies to these answers, and is not at hand.
#[must_use]
pub fn is_missing(library: &Library, sheet: &Sheet, records: &Records, need: &Need<'_>) -> bool {
    records.of(need.paper).standing == Standing::Missing && applies(library, sheet, need)
}
