//! The open facts that may still change a grade: all that decide it and are open, less those of which it is proved that
//! no answer can change anything.
//!
//! Caps, grounds, conditions and points pull a grade down, so each makes the most difference where the others pull
//! least. A fact that makes none even there makes none at all.

use super::grade::{Levels, bands_of, level, open_of, total, uncapped};
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

/// What caps take away that lower the grade.
struct Lowering {
    /// All of them together, where each can hold.
    most: u8,
    /// Those that hold, or are in dispute, whatever is answered: from the worst end.
    worst: u8,
    /// Those that hold whatever is answered: from the best end.
    best: u8,
}

impl Lowering {
    fn of(caps: &[(&Cap, Reach)], skipped: Option<usize>) -> Self {
        let mut all = Self { most: 0, worst: 0, best: 0 };
        let others = caps.iter().enumerate().filter(|(place, _)| Some(*place) != skipped);
        for (_, (Cap { lowers, .. }, when)) in others {
            if when.hold || when.dispute {
                all.most = all.most.saturating_add(*lowers);
            }
            if !when.fail {
                all.worst = all.worst.saturating_add(*lowers);
            }
            if !when.fail && !when.dispute {
                all.best = all.best.saturating_add(*lowers);
            }
        }
        all
    }

    const fn taken_from(&self, room: Room) -> Room {
        Room { worst: room.worst.saturating_sub(self.worst), best: room.best.saturating_sub(self.best) }
    }

    const fn added_to(&self, room: Room) -> Room {
        Room { worst: room.worst.saturating_add(self.most), best: room.best.saturating_add(self.most) }
    }
}

/// Open facts that may still change the grade, each once, in the order in which they are met.
pub(super) fn undecided(rulebook: &RuleBook, sheet: &Sheet, moment: &Moment) -> Vec<FactIx> {
    let context = Context::new(sheet, moment);
    let caps: Vec<(&Cap, Reach)> = rulebook.caps.iter().map(|cap| (cap, reach(&cap.when, &context))).collect();
    let grounds: Vec<Reach> = rulebook.grounds.iter().map(|ground| reach(&ground.when, &context)).collect();
    let all = Lowering::of(&caps, None);
    let highest = base(rulebook, &context);
    let base = all.taken_from(highest);
    // Grounds: one that is not ruled out makes the worst end the worst of all.
    let under = |skipped_cap: Option<usize>, skipped_ground: Option<usize>, room: Room| {
        let limits = caps.iter().enumerate().filter(|(place, (cap, _))| cap.lowers == 0 && Some(*place) != skipped_cap);
        let room = limits.fold(room, |room, (_, (cap, when))| room.under(cap.limit, *when));
        let caught = grounds.iter().enumerate().any(|(place, when)| Some(place) != skipped_ground && !when.fail);
        if caught { Room { worst: 0, ..room } } else { room }
    };
    let mut facts = Vec::new();
    let allowed = under(None, None, Room::full(rulebook.grade.top()));
    // What will be lowered makes a difference above the limits too.
    let room = all.added_to(allowed);
    match &rulebook.grade.model {
        Model::Scored { elements, bands } => {
            if points_matter(bands, total(elements, &context), room, &all) {
                elements.iter().for_each(|element| add(&mut facts, open_of(element, &context, rulebook.grade.top())));
            }
        }
        Model::Aspects { aspects, between } => of_aspects(rulebook, aspects, *between, room, &context, &mut facts),
        Model::Met { .. } => {}
    }
    let lowest = uncapped(rulebook, &context).1.worst;
    for (place, (cap, _)) in caps.iter().enumerate() {
        let differs = if cap.lowers > 0 {
            let others = Lowering::of(&caps, Some(place));
            // Where even the lowest grade that it leaves is no lower than the limits, it takes nothing away.
            let left = lowest.saturating_sub(others.most).saturating_sub(cap.lowers);
            let high = others.taken_from(highest);
            Differs { above: high.best > 0 && left < allowed.best, below: high.worst > 0 && left < allowed.worst }
        } else {
            under(Some(place), None, base).pulled_to(cap.limit)
        };
        matters(&cap.when, differs, &context, &mut facts);
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
fn points_matter(bands: &[Band], total: Range, room: Room, lowering: &Lowering) -> bool {
    let grade = |points: i64| {
        let range = bands_of(bands, Range::exactly(points));
        // What is lowered to the lowest outcome in any case is all the same.
        lowering.taken_from(Room { worst: range.worst, best: range.best }.within(room))
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
