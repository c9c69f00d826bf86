//! Which open facts can still make a difference to a condition: all that its evaluation names as open, less what is
//! proved to make none. What cannot be proved stays in.

use super::expr::Test;
use super::parts::Parts;
use super::trace::{NoTrace, Record};
use super::{Context, Truth, evaluate};
use crate::fact::FactIx;

/// The outcomes that a condition may have once everything is answered: perhaps more than it really can have, never
/// fewer. In dispute means that the readings disagree however the answers turn out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// It may hold under every reading.
    pub hold: bool,
    /// It may be in dispute.
    pub dispute: bool,
    /// It may fail under every reading.
    pub fail: bool,
}

impl Reach {
    const fn only(truth: Truth) -> Self {
        Self {
            hold: matches!(truth, Truth::True),
            dispute: matches!(truth, Truth::Unknown),
            fail: matches!(truth, Truth::False),
        }
    }

    const fn not(self) -> Self {
        Self { hold: self.fail, dispute: self.dispute, fail: self.hold }
    }

    /// Of a conjunction, each part being what it will.
    fn all(parts: &[Self]) -> Self {
        let can_go_on = parts.iter().all(|part| part.hold || part.dispute);
        Self {
            hold: parts.iter().all(|part| part.hold),
            dispute: can_go_on && parts.iter().any(|part| part.dispute),
            fail: parts.iter().any(|part| part.fail),
        }
    }
}

/// Which outcomes of a condition make a difference to what it is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Differs {
    /// Whether it holds or is in dispute.
    pub above: bool,
    /// Whether it is in dispute or fails.
    pub below: bool,
}

impl Differs {
    /// Every outcome makes a difference.
    pub const ALL: Self = Self { above: true, below: true };

    const fn not(self) -> Self {
        Self { above: self.below, below: self.above }
    }

    /// Whether two outcomes that can be reached make a difference.
    const fn between(self, reach: Reach) -> bool {
        reach.hold && reach.dispute && self.above
            || reach.dispute && reach.fail && self.below
            || reach.hold && reach.fail && (self.above || self.below)
    }
}

/// The outcomes that a condition may have once everything is answered.
#[must_use]
pub fn reach(test: &Test, context: &Context<'_>) -> Reach {
    let each = |parts: &[Test]| parts.iter().map(|part| reach(part, context)).collect::<Vec<_>>();
    match test.parts() {
        Parts::Not(inner) => reach(inner, context).not(),
        Parts::All(parts) => Reach::all(&each(parts)),
        Parts::Any(parts) => {
            let negated: Vec<Reach> = each(parts).into_iter().map(Reach::not).collect();
            Reach::all(&negated).not()
        }
        Parts::AtLeast(wanted, parts) => {
            let parts = each(parts);
            let count = |fits: fn(&Reach) -> bool| parts.iter().filter(|part| fits(part)).count();
            let wanted = usize::from(wanted);
            Reach {
                hold: count(|part| part.hold) >= wanted,
                dispute: parts.iter().any(|part| part.dispute),
                fail: count(|part| !part.fail) < wanted,
            }
        }
        Parts::Readings(readings) => {
            let parts: Vec<Reach> = readings.iter().map(|(_, part)| reach(part, context)).collect();
            let any = |fits: fn(&Reach) -> bool| parts.iter().any(fits);
            Reach {
                hold: parts.iter().all(|part| part.hold),
                dispute: any(|part| part.dispute) || any(|part| part.hold) && any(|part| part.fail),
                fail: parts.iter().all(|part| part.fail),
            }
        }
        Parts::Derived(table, inner) if context.sheet.get(table).is_some() => reach(inner, context),
        Parts::None | Parts::Compared(_) | Parts::Derived(..) => of_part(test, context).0,
    }
}

/// Of a part that is not taken apart, with its open facts: they are taken to be able to bring it anywhere.
fn of_part(test: &Test, context: &Context<'_>) -> (Reach, Vec<FactIx>) {
    let mut record = Record::default();
    let truth = evaluate(test, context, &mut record);
    let reach = if truth.is_known() || record.open.is_empty() {
        Reach::only(truth)
    } else {
        Reach { hold: true, dispute: true, fail: true }
    };
    (reach, record.open)
}

/// Adds the open facts that may make a difference, each once.
pub fn matters(test: &Test, differs: Differs, context: &Context<'_>, facts: &mut Vec<FactIx>) {
    if !(differs.above || differs.below) || evaluate(test, context, &mut NoTrace).is_known() {
        return;
    }
    // Each part beside what the others leave of the difference.
    let mut beside = |parts: &[&Test], left: &dyn Fn(&[Reach]) -> Differs| {
        let reaches: Vec<Reach> = parts.iter().map(|part| reach(part, context)).collect();
        for (place, part) in parts.iter().enumerate() {
            let mut others = reaches.clone();
            others.remove(place);
            matters(part, left(&others), context, facts);
        }
    };
    match test.parts() {
        Parts::Not(inner) => matters(inner, differs.not(), context, facts),
        // Beside a part that is in dispute at best, it makes no difference whether another holds or is in dispute.
        Parts::All(parts) => beside(&parts.iter().collect::<Vec<_>>(), &|others| Differs {
            above: differs.above && others.iter().all(|other| other.hold),
            ..differs
        }),
        Parts::Any(parts) => beside(&parts.iter().collect::<Vec<_>>(), &|others| Differs {
            below: differs.below && others.iter().all(|other| other.fail),
            ..differs
        }),
        Parts::AtLeast(_, parts) => parts.iter().for_each(|part| matters(part, differs, context, facts)),
        // They hold, or fail, together only.
        Parts::Readings(readings) => {
            beside(&readings.iter().map(|(_, part)| part).collect::<Vec<_>>(), &|others| Differs {
                above: differs.above && others.iter().all(|other| other.hold),
                below: differs.below && others.iter().all(|other| other.fail),
            })
        }
        Parts::Derived(table, inner) if context.sheet.get(table).is_some() => {
            matters(inner, differs, context, facts);
        }
        Parts::None | Parts::Compared(_) | Parts::Derived(..) => {
            let (reach, open) = of_part(test, context);
            if differs.between(reach) {
                for fact in open {
                    if !facts.contains(&fact) {
                        facts.push(fact);
                    }
                }
            }
        }
    }
}
