//! What rule books want of one another's changes that cannot be: opposite directions, and levels that fall.

use super::Made;
use super::goal::Goal;
use super::merge::merged;
use crate::grade::GradeRange;
use ziping_regime::RuleBook;
use ziping_rules::rule::{Change, Truth};

/// The most conflicts told of one aim.
const TOLD: usize = 3;

/// Why an aim cannot be had together with those before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// Two changes contradict each other.
    Opposed {
        /// The rule book that the plan holds to, and what it asks for.
        held: (String, Change),
        /// The rule book whose aim is given up, and what it asks for.
        given_up: (String, Change),
    },
    /// What the aim given up takes makes another fall.
    Falls {
        /// The rule book that would fall.
        held: String,
        /// The rule book whose aim is given up.
        given_up: String,
        /// Its changes that do it.
        changes: Vec<Change>,
    },
    /// Both were tried together in all ways that were found, and no choice reached both.
    NotTogether {
        /// The rule books that the plan holds to.
        held: Vec<String>,
        /// The rule book whose aim is given up.
        given_up: String,
    },
}

/// A rule book that nobody aims at and that the plan's changes make fall.
#[derive(Debug, Clone)]
pub struct Fall<'a> {
    /// The rule book.
    pub rulebook: &'a RuleBook,
    /// Its grade on the plan's last day without the changes, and with them.
    pub grade: (GradeRange, GradeRange),
    /// One may apply without the changes and no longer with them.
    pub no_longer_applies: bool,
    /// The changes without any of which it would not fall.
    pub changes: Vec<Change>,
}

/// Why the targets of an aim cannot be reached beside those that the plan holds to; `have`: its changes.
pub(super) fn between(held: &[&Goal<'_>], have: &[Change], given_up: &[&Goal<'_>]) -> Vec<Conflict> {
    let mut found: Vec<Conflict> = Vec::new();
    let mut tell = |conflict: Conflict| {
        if found.len() < TOLD && !found.contains(&conflict) {
            found.push(conflict);
        }
    };
    let name = |goal: &Goal<'_>| goal.search.rulebook.id.clone();
    for goal in given_up {
        for way in &goal.ways {
            let both = match merged(have, way) {
                Ok(both) => both,
                Err(pair) => {
                    let [theirs, mine] = *pair;
                    let rest: Vec<Change> = have.iter().filter(|change| **change != theirs).cloned().collect();
                    for of in held.iter().filter(|of| !of.search.reaches(&rest)) {
                        tell(Conflict::Opposed {
                            held: (name(of), theirs.clone()),
                            given_up: (name(goal), mine.clone()),
                        });
                    }
                    continue;
                }
            };
            for of in held.iter().filter(|of| !of.search.reaches(&both)) {
                let mends = |change: &&Change| {
                    let rest: Vec<Change> = both.iter().filter(|other| other != change).cloned().collect();
                    of.search.reaches(&rest)
                };
                let alone: Vec<Change> = way.iter().filter(mends).cloned().collect();
                let changes = if alone.is_empty() { way.clone() } else { alone };
                tell(Conflict::Falls { held: name(of), given_up: name(goal), changes });
            }
        }
    }
    if found.is_empty()
        && let Some(goal) = given_up.first()
    {
        let mut all: Vec<String> = held.iter().map(|of| name(of)).collect();
        all.dedup();
        found.push(Conflict::NotTogether { held: all, given_up: name(goal) });
    }
    found
}

/// The rule books among `others` that the changes of a plan make fall. What falls of itself while one waits is not among
/// them, nor what can no longer be applied for.
pub(super) fn falls<'a>(plan: &Made<'_>, others: impl Iterator<Item = &'a RuleBook>) -> Vec<Fall<'a>> {
    let fallen = |rulebook: &'a RuleBook| {
        let (without, with) = (plan.stand(rulebook, &[]), plan.stand(rulebook, plan.changes));
        let is_worse = |then: &(GradeRange, Truth)| {
            then.0.worst < without.0.worst || without.1 == Truth::True && then.1 != Truth::True
        };
        is_worse(&with).then(|| {
            let mends = |(at, _): &(usize, &Change)| !is_worse(&plan.stand(rulebook, &plan.without(*at)));
            let alone = plan.changes.iter().enumerate().filter(mends);
            let alone: Vec<Change> = alone.map(|(_, change)| change.clone()).collect();
            Fall {
                rulebook,
                grade: (without.0, with.0),
                no_longer_applies: without.1 == Truth::True && with.1 != Truth::True,
                changes: if alone.is_empty() { plan.changes.to_vec() } else { alone },
            }
        })
    };
    others.filter(|rulebook| !rulebook.status.is_over()).filter_map(fallen).collect()
}
