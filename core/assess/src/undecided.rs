//! The open facts that may still change a grade: all that decide it and are open, less those of which it is proved that
//! no answer can change anything.
//!
//! Caps, grounds, conditions and points pull a grade down, so each makes the most difference where the others pull
//! least. A fact that makes none even there makes none at all.

use super::grade::{Levels, bands_of, level, open_of, total};
use ziping_regime::{Band, Basis, Cap, ConditionKind, Element, LevelRule, Model, RuleBook};
use ziping_rules::fact::{FactIx, Range, Sheet};
use ziping_rules::rule::{Context, Differs, Moment, Reach, Test, matters, reach};

/// How high the grade can still come, its worst and its best end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Room {
    worst: u8,
    best: u8,
}

impl Room {
    const fn full(top: u8) -> Self {
        Self { worst: top, best: top }
    }

    fn within(self, other: Self) -> Self {
        Self { worst: self.worst.min(other.worst), best: self.best.min(other.best) }
    }

    /// Under a limit with a condition.
    fn under(self, limit: u8, when: Reach) -> Self {
        Self {
            worst: if when.fail { self.worst } else { self.worst.min(limit) },
            best: if when.fail || when.dispute { self.best } else { self.best.min(limit) },
        }
    }

    /// What makes a difference of something that pulls the ends down to a limit.
    const fn pulled_to(self, limit: u8) -> Differs {
        Differs { above: limit < self.best, below: limit < self.worst }
    }

    /// What makes a difference of something that has to hold for a place to be reached.
    const fn needed_for(self, place: u8) -> Differs {
        Differs { above: place <= self.worst, below: place <= self.best }
    }
}

/// Open facts that may still change the grade, each once, in the order in which they are met.
pub(super) fn undecided(rulebook: &RuleBook, sheet: &Sheet, moment: &Moment) -> Vec<FactIx> {
    let context = Context::new(sheet, moment);
    // What lowers a grade leaves it room to be another: only limits take room away.
    let limit = |cap: &Cap| if cap.lowers > 0 { u8::MAX } else { cap.limit };
    let caps: Vec<(u8, Reach)> = rulebook.caps.iter().map(|cap| (limit(cap), reach(&cap.when, &context))).collect();
    let grounds: Vec<Reach> = rulebook.grounds.iter().map(|ground| reach(&ground.when, &context)).collect();
    let base = base(rulebook, &context);
    // Grounds: one that is not ruled out makes the worst end the worst of all.
    let under = |skipped_cap: Option<usize>, skipped_ground: Option<usize>, room: Room| {
        let other_caps = caps.iter().enumerate().filter(|(place, _)| Some(*place) != skipped_cap);
        let room = other_caps.fold(room, |room, (_, (limit, when))| room.under(*limit, *when));
        let caught = grounds.iter().enumerate().any(|(place, when)| Some(place) != skipped_ground && !when.fail);
        if caught { Room { worst: 0, ..room } } else { room }
    };
    let mut facts = Vec::new();
    let room = under(None, None, Room::full(rulebook.grade.top()));
    match &rulebook.grade.model {
        Model::Scored { elements, bands } => {
            if points_matter(bands, total(elements, &context), room) {
                elements.iter().for_each(|element| add(&mut facts, open_of(element, &context, rulebook.grade.top())));
            }
        }
        Model::Aspects { aspects, between } => of_aspects(rulebook, aspects, *between, room, &context, &mut facts),
        Model::Met { .. } => {}
    }
    for (place, cap) in rulebook.caps.iter().enumerate() {
        let limit = if cap.lowers > 0 { 0 } else { cap.limit };
        matters(&cap.when, under(Some(place), None, base).pulled_to(limit), &context, &mut facts);
    }
    for (place, ground) in rulebook.grounds.iter().enumerate() {
        let differs = Differs { above: false, below: under(None, Some(place), base).worst > 0 };
        matters(&ground.when, differs, &context, &mut facts);
    }
    if let Model::Met { of, .. } = &rulebook.grade.model {
        of_conditions(rulebook, *of, room, &context, &mut facts);
    }
    facts
}

fn add(facts: &mut Vec<FactIx>, more: Vec<FactIx>) {
    for fact in more {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
}

/// How high the grade can come before caps and grounds.
fn base(rulebook: &RuleBook, context: &Context<'_>) -> Room {
    let top = rulebook.grade.top();
    match &rulebook.grade.model {
        Model::Scored { elements, bands } => {
            let range = bands_of(bands, Range::exactly(total(elements, context).high));
            Room { worst: range.worst, best: range.best }
        }
        Model::Aspects { aspects, between } => {
            let rooms = || aspects.iter().map(|aspect| highest(aspect, context, top));
            let lowest = rooms().fold(Room::full(top), Room::within);
            let best = if *between { rooms().map(|room| room.best).max().unwrap_or(0) } else { lowest.best };
            Room { best, ..lowest }
        }
        Model::Met { of, .. } => holding(rulebook, *of, context)
            .iter()
            .fold(Room::full(1), |room, (_, holds)| room.under(0, opposite(*holds))),
    }
}

/// The conditions that decide whether it is met, and what they may come to: satisfied, or not applicable.
fn holding(rulebook: &RuleBook, of: ConditionKind, context: &Context<'_>) -> Vec<(Test, Reach)> {
    let mine = rulebook.conditions.iter().filter(|condition| condition.kind == of);
    mine.map(|condition| {
        let holds = match &condition.applies {
            None => condition.when.clone(),
            Some(applies) => Test::Or(vec![Test::Not(Box::new(applies.clone())), condition.when.clone()]),
        };
        let reach = reach(&holds, context);
        (holds, reach)
    })
    .collect()
}

fn of_conditions(rulebook: &RuleBook, of: ConditionKind, room: Room, context: &Context<'_>, facts: &mut Vec<FactIx>) {
    let all = holding(rulebook, of, context);
    let disputed = all.iter().filter(|(_, reach)| !reach.hold).count();
    for (test, own) in &all {
        let others_hold = disputed == usize::from(!own.hold);
        let differs = room.needed_for(1);
        matters(test, Differs { above: differs.above && others_hold, ..differs }, context, facts);
    }
}

/// Whether two totals that are still possible make different grades.
fn points_matter(bands: &[Band], total: Range, room: Room) -> bool {
    let grade = |points: i64| {
        let range = bands_of(bands, Range::exactly(points));
        Room { worst: range.worst, best: range.best }.within(room)
    };
    // A grade changes where a band begins or ends, or where rounding (half up, to whole points) comes to one.
    let edges = bands.iter().flat_map(|band| [band.from - 5, band.from, band.to, band.to + 1]);
    let edges = edges.flat_map(|edge| [edge - 1, edge, edge + 1]);
    let first = grade(total.low);
    edges.filter(|points| (total.low..=total.high).contains(points)).chain([total.high]).any(|at| grade(at) != first)
}

const fn opposite(when: Reach) -> Reach {
    Reach { hold: when.fail, fail: when.hold, ..when }
}

/// How high an aspect can come.
fn highest(aspect: &Element, context: &Context<'_>, top: u8) -> Room {
    let rules = aspect.level_rules().iter();
    match &aspect.basis {
        Basis::Typed | Basis::Indicators(_) | Basis::Items(_) => {
            let Levels { best, .. } = level(aspect, context, top);
            Room::full(best)
        }
        Basis::Levels(_) => {
            rules.fold(Room::full(top), |room, rule| below_rule(room, rule, reach(&rule.when, context)))
        }
    }
}

/// A rule that fails keeps an aspect below its level.
fn below_rule(room: Room, rule: &LevelRule, holds: Reach) -> Room {
    room.under(rule.level.saturating_sub(1), opposite(holds))
}

fn of_aspects(
    rulebook: &RuleBook,
    aspects: &[Element],
    between: bool,
    room: Room,
    context: &Context<'_>,
    facts: &mut Vec<FactIx>,
) {
    let top = rulebook.grade.top();
    for (place, aspect) in aspects.iter().enumerate() {
        let others = || aspects.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, other)| other);
        let lowest = others().map(|other| highest(other, context, top)).fold(room, Room::within);
        let left = if between {
            // Where another aspect is as high already, the best end does not hang on this one.
            let reached = others().map(|other| level(other, context, top).worst).max().unwrap_or(0);
            let best = if reached >= highest(aspect, context, top).best.min(room.best) { 0 } else { room.best };
            Room { best, ..lowest }
        } else {
            lowest
        };
        match &aspect.basis {
            Basis::Levels(rules) => {
                for (at, rule) in rules.iter().enumerate() {
                    let own = rules.iter().enumerate().filter(|(other, _)| *other != at);
                    let own = own.fold(left, |room, (_, rule)| below_rule(room, rule, reach(&rule.when, context)));
                    matters(&rule.when, own.needed_for(rule.level), context, facts);
                }
            }
            Basis::Typed | Basis::Indicators(_) | Basis::Items(_) => {
                if left.worst > 0 || left.best > 0 {
                    add(facts, open_of(aspect, context, top));
                }
            }
        }
    }
}
