//! What a change of the rules does to one organisation, thing by thing: what is judged otherwise, which questions are new,
//! which answers no longer count. Its answers stay as they are.

use super::compare::{Rules, lines_of};
use super::effect::{Effect, Stand};
use super::finding::{Assessment, Outcome, assess};
use super::report::shown;
use super::uses::uses;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ziping_base::calendar::Day;
use ziping_regime::{Library, Model, RuleBook};
use ziping_rules::fact::{Range, Sheet, format_fixed};

/// A kind of thing that is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Judged {
    /// A condition, by its id.
    Condition,
    /// A disqualifying factor, by its id.
    Cap,
    /// A ground for cancelling, by its id.
    Ground,
    /// An element of the score or an aspect, by the id of its fact.
    Element,
    /// A line of a table of points, by its id.
    Item,
}

impl Judged {
    /// The kind of its words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::Cap => "cap",
            Self::Ground => "ground",
            Self::Element => "fact",
            Self::Item => "item",
        }
    }
}

/// How a thing is judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// The outcome of a condition or ground.
    Outcome(Outcome),
    /// A cap: its outcome, and the best outcome that it leaves, by id; by how many it lowers, where it does that instead.
    Cap(Outcome, String, u8),
    /// Points: the least and the most, as decimals.
    Points(String, String),
    /// Levels of an aspect: the worst and the best, by the ids of the outcomes.
    Levels(String, String),
}

/// A thing on one side of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// How it is judged.
    pub verdict: Verdict,
    /// The clauses that it follows.
    pub clauses: Vec<String>,
}

/// A thing that is judged otherwise after a change, or that there is on one side only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejudged {
    /// Its kind.
    pub what: Judged,
    /// Its id.
    pub id: String,
    /// Before; `None`: it was not there.
    pub before: Option<Judgement>,
    /// After; `None`: it is gone.
    pub after: Option<Judgement>,
}

/// What a change of the rules does to one organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Before and after, where another result comes out.
    pub effect: Option<Effect>,
    /// What is judged otherwise, in the order of the rule book, what is gone after it.
    pub rejudged: Vec<Rejudged>,
    /// Questions that were not asked before and are not answered, by the ids of their facts.
    pub asked: Vec<String>,
    /// Questions that were answered and are not asked any more, by the ids of their facts.
    pub dropped: Vec<String>,
}

impl Changed {
    /// Whether nothing is otherwise.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.effect.is_none() && self.rejudged.is_empty() && self.asked.is_empty() && self.dropped.is_empty()
    }
}

/// What a change of the rules does to one organisation on a date: `before` and `after` with its answers in the numbers of
/// each. `None`: the rule book is not on both sides.
#[must_use]
pub fn changed(before: (&Library, &Sheet), after: (&Library, &Sheet), regime: &str, as_of: Day) -> Option<Changed> {
    let (old, new) = (before.0.regime(regime)?, after.0.regime(regime)?);
    let (then, now) = (judged(before, old, as_of), judged(after, new, as_of));
    let mut was: BTreeMap<Named, Judgement> = then.things.into_iter().collect();
    let mut rejudged = Vec::new();
    for ((what, id), after) in now.things {
        let before = was.remove(&(what, id.clone()));
        if before.as_ref().is_none_or(|before| before.verdict != after.verdict) {
            rejudged.push(Rejudged { what, id, before, after: Some(after) });
        }
    }
    let gone = was.into_iter().map(|((what, id), before)| Rejudged { what, id, before: Some(before), after: None });
    rejudged.extend(gone);
    let (had, has) = (asked(before.0, old), asked(after.0, new));
    let is_answered = |(library, sheet): (&Library, &Sheet), id: &str| {
        library.catalogue.find(id).is_some_and(|fact| sheet.get(fact).is_some())
    };
    let is_new = |id: &&&str| !had.contains(*id) && !is_answered(after, id);
    let is_dropped = |id: &&&str| !has.contains(*id) && is_answered(before, id);
    Some(Changed {
        effect: Effect::between(then.stand, now.stand),
        rejudged,
        asked: has.iter().filter(is_new).map(|id| (*id).to_owned()).collect(),
        dropped: had.iter().filter(is_dropped).map(|id| (*id).to_owned()).collect(),
    })
}

/// The ids of what a rule book asks.
fn asked<'a>(library: &'a Library, rulebook: &RuleBook) -> Vec<&'a str> {
    uses(library, rulebook).into_iter().map(|fact| library.catalogue.id(fact)).collect()
}

/// A thing by its kind and its id.
type Named = (Judged, String);

/// How a rule book judges an organisation.
struct Side {
    stand: Stand,
    /// Everything that it judges, in its order.
    things: Vec<(Named, Judgement)>,
}

fn judged((library, sheet): (&Library, &Sheet), rulebook: &RuleBook, as_of: Day) -> Side {
    let Assessment { eligible, grade, conditions, caps, grounds, elements, .. } =
        assess(library, rulebook, sheet, as_of);
    let mut all = Vec::new();
    let mut put = |what, id: &str, verdict, clauses: &[String]| {
        all.push(((what, id.to_owned()), Judgement { verdict, clauses: clauses.to_vec() }));
    };
    for (condition, found) in rulebook.conditions.iter().zip(conditions) {
        put(Judged::Condition, &condition.id, Verdict::Outcome(found.outcome), &condition.backing.clauses);
    }
    for (cap, found) in rulebook.caps.iter().zip(caps) {
        let verdict = Verdict::Cap(found.finding.outcome, outcome(rulebook, cap.limit.into()), cap.lowers);
        put(Judged::Cap, &cap.id, verdict, &cap.backing.clauses);
    }
    for (ground, found) in rulebook.grounds.iter().zip(grounds) {
        put(Judged::Ground, &ground.id, Verdict::Outcome(found.outcome), &ground.backing.clauses);
    }
    let are_levels = matches!(rulebook.grade.model, Model::Aspects { .. });
    for (element, found) in rulebook.elements().iter().zip(elements) {
        let verdict = match found.exact.map(shown) {
            Some(exact) => Verdict::Points(exact.low, exact.high),
            None if are_levels => levels(rulebook, found.range),
            None => Verdict::Points(format_fixed(found.range.low, 1), format_fixed(found.range.high, 1)),
        };
        put(Judged::Element, library.catalogue.id(element.fact), verdict, &element.backing.clauses);
    }
    for (item, points) in lines_of(Rules { library, rulebook }, sheet, as_of) {
        let found = shown(points);
        put(Judged::Item, &item.id, Verdict::Points(found.low, found.high), &item.clauses);
    }
    Side { stand: Stand::of(rulebook, eligible, grade), things: all }
}

/// Levels by their places as ids.
fn levels(rulebook: &RuleBook, range: Range) -> Verdict {
    Verdict::Levels(outcome(rulebook, range.low), outcome(rulebook, range.high))
}

/// The id of the outcome at a place.
fn outcome(rulebook: &RuleBook, place: i64) -> String {
    let outcome = usize::try_from(place).ok().and_then(|place| rulebook.grade.outcomes.get(place));
    outcome.cloned().unwrap_or_default()
}
