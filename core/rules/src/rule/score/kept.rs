//! What an item and its parts came to, kept, so that after a change only what looks at it is worked out again.

use super::looks::{Piece, add_facts, visit};
use super::span::Points;
use super::{Group, Rule, Scored, Seen, applies, see};
use crate::fact::FactIx;
use crate::rule::expr::{Number, Test};
use crate::rule::moment::Context;
use crate::rule::operators::Operator;
use crate::rule::parts::{Compared, Parts};
use crate::rule::trace::NoTrace;

/// What an item and its parts came to.
pub struct Kept {
    /// The facts that it looks at.
    facts: Vec<FactIx>,
    /// The day, a reading, or how periods are counted can make it another.
    timely: bool,
    seen: Seen,
    parts: Vec<Self>,
}

/// What is another than when an item was worked out.
#[derive(Debug, Clone, Copy)]
pub struct Touched<'t> {
    /// Facts that are answered otherwise.
    pub facts: &'t [FactIx],
    /// The day is another, or readings are taken to prevail.
    pub time: bool,
}

impl Kept {
    /// Works an item out, its parts each for itself.
    pub fn of(scored: &Scored, context: &Context<'_>) -> Self {
        let parts: Vec<Self> = scored.parts().iter().map(|part| Self::of(part, context)).collect();
        let (mut facts, mut timely) = (Vec::new(), false);
        let mut look = |piece: Piece<'_>| {
            add_facts(&piece, &mut facts);
            timely |= is_timely(&piece);
        };
        let seen = match &scored.rule {
            Rule::Group(group) => {
                if let Some((test, _)) = &scored.applies {
                    look(Piece::Test(test));
                }
                let seen = of_group(scored, group, context, |place| parts.get(place).map(|part| part.seen));
                facts.extend(parts.iter().flat_map(|part| &part.facts));
                timely |= parts.iter().any(|part| part.timely);
                seen
            }
            _ => {
                visit(scored, &mut look);
                see(scored, context, &mut NoTrace)
            }
        };
        Self { facts, timely, seen, parts }
    }

    /// The points that were kept.
    pub fn points(&self, scored: &Scored) -> Points {
        self.seen.counted(scored)
    }

    /// What was kept of a part, by place.
    pub fn part(&self, place: usize) -> Option<&Self> {
        self.parts.get(place)
    }

    /// The points after a change; what does not look at it is as it was.
    pub fn points_after(&self, scored: &Scored, touched: Touched<'_>, context: &Context<'_>) -> Points {
        self.again(scored, touched, context).counted(scored)
    }

    fn again(&self, scored: &Scored, touched: Touched<'_>, context: &Context<'_>) -> Seen {
        let concerned = touched.time && self.timely || self.facts.iter().any(|fact| touched.facts.contains(fact));
        match &scored.rule {
            _ if !concerned => self.seen,
            Rule::Group(group) => of_group(scored, group, context, |place| {
                Some(self.parts.get(place)?.again(group.parts.get(place)?, touched, context))
            }),
            _ => see(scored, context, &mut NoTrace),
        }
    }
}

/// A group whose parts are looked at in their own way.
fn of_group(scored: &Scored, group: &Group, context: &Context<'_>, look: impl Fn(usize) -> Option<Seen>) -> Seen {
    let applies = applies(scored, context, &mut NoTrace);
    let seen = |place: usize, one: &Scored| look(place).unwrap_or_else(|| see(one, context, &mut NoTrace));
    let points = scored.bounded(group.points(scored.bounds(), seen));
    Seen { applies, points }
}

/// Whether something may be another on another day, or under another reading, the answers being the same.
fn is_timely(piece: &Piece<'_>) -> bool {
    match piece {
        Piece::Test(test) => test_is_timely(test),
        Piece::Rows(rows) => test_is_timely(&rows.filter),
        Piece::Number(number) => number_is_timely(number),
        Piece::Fact(_) => false,
        Piece::Passed(..) => true,
    }
}

fn test_is_timely(test: &Test) -> bool {
    match test.parts() {
        Parts::Not(inner) | Parts::Derived(_, inner) => test_is_timely(inner),
        Parts::All(parts) | Parts::Any(parts) | Parts::AtLeast(_, parts) => parts.iter().any(test_is_timely),
        Parts::Readings(_) => true,
        Parts::Compared(Compared::Amounts(left, _, right) | Compared::Share(left, right, ..)) => {
            number_is_timely(left) || number_is_timely(right)
        }
        Parts::None => match test {
            Test::Leaf(leaf) => leaf.is_timely(),
            _ => false,
        },
    }
}

fn number_is_timely(number: &Number) -> bool {
    match number {
        Number::Rows(rows, _) => test_is_timely(&rows.filter),
        Number::Derived { worked_out, .. } => number_is_timely(worked_out),
        Number::Plus(parts) => parts.iter().any(number_is_timely),
        Number::Literal(_) | Number::Answer(..) | Number::Sum(..) | Number::Least(..) => false,
    }
}
