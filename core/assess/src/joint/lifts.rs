//! What a change of a plan lifts: which targets are missed without it, by which clauses, and what papers prove it.

use super::Made;
use super::goal::Goal;
use crate::paths::{Need, Target};
use crate::proof::{Use, cites, needs};
use ziping_regime::{Backing, Element, RuleBook};
use ziping_rules::fact::{FactIx, Sheet};
use ziping_rules::rule::score::{Scored, facts_of_scored};
use ziping_rules::rule::{Change, facts_of};

/// What a change does for a rule book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lift {
    /// The rule book's id.
    pub regime: String,
    /// What is missed without the change.
    pub targets: Vec<Target>,
    /// The clauses that ask for it, each once; never empty.
    pub clauses: Vec<String>,
    /// The papers that prove it, by evidence id; whether the document itself asks for each.
    pub papers: Vec<(String, bool)>,
}

/// What the change at a place of a plan lifts, in the order of the targets.
pub(super) fn of(plan: &Made<'_>, at: usize, goals: &[&Goal<'_>]) -> Vec<Lift> {
    let Some(change) = plan.changes.get(at) else { return Vec::new() };
    let without = plan.without(at);
    let rest = Made { changes: &without, ..*plan };
    let ((then, on), (short, day)) = (plan.then(), rest.then());
    let mut lifts: Vec<Lift> = Vec::new();
    for goal in goals.iter().filter(|goal| !goal.search.is_reached(&short, day)) {
        let rulebook = goal.search.rulebook;
        let met = |need: &Need<'_>, sheet: &Sheet, day| need.is_met(rulebook, sheet, &goal.search.moment(day));
        let turned = goal.search.needs.iter().filter(|need| met(need, &then, on) && !met(need, &short, day));
        let mut sources: Vec<Source<'_>> =
            turned.flat_map(|need| sources(rulebook, need, &change.touched(), change)).collect();
        if sources.is_empty() {
            // One of several things that are enough together, such as a factor that makes up for another.
            let touched = |need: &&Need<'_>| looks_at(need, &change.touched());
            let all = goal.search.needs.iter().filter(touched);
            sources = all.flat_map(|need| self::sources(rulebook, need, &change.touched(), change)).collect();
        }
        if sources.is_empty() {
            sources.push(Source::Backing(&rulebook.grade.backing, None));
        }
        let place = lifts.iter().position(|lift| lift.regime == rulebook.id);
        let lift = match place.and_then(|place| lifts.get_mut(place)) {
            Some(lift) => lift,
            None => {
                let (targets, clauses, papers) = (Vec::new(), Vec::new(), Vec::new());
                lifts.push(Lift { regime: rulebook.id.clone(), targets, clauses, papers });
                let Some(new) = lifts.last_mut() else { continue };
                new
            }
        };
        lift.targets.push(goal.search.target);
        for source in sources {
            source.add(plan, rulebook, &then, lift);
        }
    }
    lifts
}

/// Where a rule book asks for something.
#[derive(Clone, Copy)]
enum Source<'a> {
    /// A condition, cap, ground, element or aspect; the clause of one of its levels, where it is that.
    Backing(&'a Backing, Option<&'a str>),
    /// An item or a group of points.
    Item(&'a Scored),
}

impl Source<'_> {
    fn add(self, plan: &Made<'_>, rulebook: &RuleBook, then: &Sheet, lift: &mut Lift) {
        let clause = match self {
            Self::Backing(backing, of_level) => of_level.unwrap_or(backing.clause()),
            Self::Item(item) => item.clause(),
        };
        if !lift.clauses.iter().any(|known| known == clause) {
            lift.clauses.push(clause.to_owned());
        }
        let calls = |used: &Use<'_>| match self {
            Self::Backing(backing, _) => used.is_of(backing),
            Self::Item(item) => used.is_of_item(item),
        };
        for need in needs([rulebook]) {
            let called = need.uses.iter().find(|used| calls(used) && cites(plan.library, then, used, need.paper));
            let known = lift.papers.iter().any(|(paper, _)| paper == need.paper);
            lift.papers.extend(called.filter(|_| !known).map(|used| (need.paper.to_owned(), used.asked)));
        }
    }
}

/// Where a rule book asks for what a target needs, as far as a change has to do with it.
fn sources<'a>(rulebook: &'a RuleBook, need: &Need<'a>, touched: &[FactIx], change: &Change) -> Vec<Source<'a>> {
    match need {
        Need::Test(id, ..) | Need::Applies(id, ..) => named(rulebook, id).into_iter().collect(),
        Need::Level(aspect, _) => vec![Source::Backing(&aspect.backing, None)],
        Need::Points(elements, _) => {
            let gains = |fact: FactIx| match change {
                Change::Points { rooms, .. } => rooms.iter().any(|(of, _, gain)| *of == fact && *gain > 0),
                _ => touched.contains(&fact),
            };
            // How many points a grade takes stands elsewhere than what the elements give.
            let grade = Source::Backing(&rulebook.grade.backing, None);
            elements.iter().flat_map(|element| of_element(element, &gains)).chain([grade]).collect()
        }
    }
}

/// An element whose own points move, or its items that look at what moves.
fn of_element<'a>(element: &'a Element, moves: &impl Fn(FactIx) -> bool) -> Vec<Source<'a>> {
    let own = moves(element.fact) || indicators(element).any(moves);
    let items = element.items().iter().flat_map(Scored::all).filter(|item| item.parts().is_empty());
    let items = items.filter(|item| {
        let mut facts = Vec::new();
        facts_of_scored(item, &mut facts);
        facts.into_iter().any(moves)
    });
    own.then_some(Source::Backing(&element.backing, None)).into_iter().chain(items.map(Source::Item)).collect()
}

fn indicators(element: &Element) -> impl Iterator<Item = FactIx> + '_ {
    let own = match &element.basis {
        ziping_regime::Basis::Indicators(indicators) => indicators.as_slice(),
        ziping_regime::Basis::Typed | ziping_regime::Basis::Levels(_) | ziping_regime::Basis::Items(_) => &[],
    };
    own.iter().map(|indicator| indicator.fact)
}

/// The condition, cap, ground or level with an id.
fn named<'a>(rulebook: &'a RuleBook, id: &str) -> Option<Source<'a>> {
    let conditions = rulebook.conditions.iter().map(|one| (&one.id, &one.backing));
    let caps = rulebook.caps.iter().map(|one| (&one.id, &one.backing));
    let grounds = rulebook.grounds.iter().map(|one| (&one.id, &one.backing));
    let mut all = conditions.chain(caps).chain(grounds);
    if let Some((_, backing)) = all.find(|(known, _)| *known == id) {
        return Some(Source::Backing(backing, None));
    }
    rulebook.elements().iter().find_map(|aspect| {
        let rule = aspect.level_rules().iter().find(|rule| rule.id == id)?;
        Some(Source::Backing(&aspect.backing, Some(&rule.clause)))
    })
}

fn looks_at(need: &Need<'_>, touched: &[FactIx]) -> bool {
    let mut facts = Vec::new();
    need.tests().into_iter().for_each(|test| facts_of(test, &mut facts));
    match need {
        Need::Level(aspect, _) => facts.push(aspect.fact),
        Need::Points(elements, _) => {
            for element in *elements {
                facts.push(element.fact);
                facts.extend(indicators(element));
                element.items().iter().for_each(|item| facts_of_scored(item, &mut facts));
            }
        }
        Need::Test(..) | Need::Applies(..) => {}
    }
    facts.iter().any(|fact| touched.contains(fact))
}
