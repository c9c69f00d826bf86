//! Groups: parts that are added up, or of which the best or the first counts; out of so many points, with a weight.

use super::ratio::Ratio;
use super::span::Points;
use super::{Absent, Scored, Seen};
use crate::rule::truth::Truth;
use serde::{Deserialize, Serialize};

/// Which parts of a group count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Take {
    /// All of them, added up.
    Sum,
    /// The best.
    Best,
    /// The worst.
    Worst,
    /// The first that applies.
    First,
    /// The mean of those that apply.
    Mean,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Its parts, as they are printed.
    pub parts: Vec<Scored>,
    /// Which count.
    pub take: Take,
    /// The points of its parts count this much.
    pub weight: Ratio,
}

impl Group {
    /// What its parts come to; `look` looks at one of them, given its place too. What makes no difference any more is not looked at.
    pub(super) fn points(&self, bounds: (Ratio, Ratio), look: impl FnMut(usize, &Scored) -> Seen) -> Points {
        let raw = match self.take {
            Take::Sum => self.sum(look),
            Take::Best => self.chosen(look, Ratio::max),
            Take::Worst => self.chosen(look, Ratio::min),
            Take::First => self.first(look),
            Take::Mean => self.mean(look),
        };
        if self.weight == Ratio::ONE {
            return raw;
        }
        let weigh = |points: Ratio, unbounded: Ratio| points.times(self.weight).unwrap_or(unbounded);
        Points { low: weigh(raw.low, bounds.0), high: weigh(raw.high, bounds.1), ..raw }
    }

    /// The sum. Where a part that does not apply is taken out of both sides, the rest counts for the whole.
    fn sum(&self, mut look: impl FnMut(usize, &Scored) -> Seen) -> Points {
        if self.parts.iter().any(Scored::may_be_left_out) {
            return self.sum_of_rest(look);
        }
        self.parts.iter().enumerate().map(|(place, one)| look(place, one).counted(one)).sum()
    }

    fn sum_of_rest(&self, mut look: impl FnMut(usize, &Scored) -> Seen) -> Points {
        let whole = self.parts.iter().filter(|one| !one.bonus).fold(Ratio::ZERO, |sum, one| sum.added(one.most));
        // What those with the part and those without it would give: with several parts in doubt, each way of all of them.
        let (mut out, mut in_doubt) = (Vec::new(), Vec::new());
        let mut points: Vec<Points> = Vec::new();
        for (place, one) in self.parts.iter().enumerate() {
            let seen = look(place, one);
            if !one.may_be_left_out() {
                points.push(seen.counted(one));
                continue;
            }
            points.push(seen.points);
            match seen.applies {
                Truth::True => {}
                Truth::False => out.push(place),
                Truth::Unknown => in_doubt.push(place),
            }
        }
        let of = |left_out: &dyn Fn(usize) -> bool| {
            let kept = || self.parts.iter().zip(&points).enumerate().filter(|(place, _)| !left_out(*place));
            let sum: Points = kept().map(|(_, (_, points))| *points).sum();
            let rest =
                kept().filter(|(_, (one, _))| !one.bonus).fold(Ratio::ZERO, |sum, (_, (one, _))| sum.added(one.most));
            let scale = |points: Ratio| points.times(whole).and_then(|all| all.over(rest));
            match (scale(sum.low), scale(sum.high)) {
                (Some(low), Some(high)) => Points { low, high, ..sum },
                // Nothing is left to be scored by: the document does not say what counts.
                _ => Points { low: Ratio::ZERO, high: whole, silent: true },
            }
        };
        if in_doubt.len() > MOST_IN_DOUBT {
            // Too many ways: anything that the group can give.
            return Points { low: Ratio::ZERO, high: whole, silent: false };
        }
        let ways = 0..1_u32 << in_doubt.len();
        let way = |way: u32| {
            of(&|place| {
                let doubted = in_doubt.iter().position(|other| *other == place);
                out.contains(&place) || doubted.is_some_and(|at| way >> at & 1 == 1)
            })
        };
        ways.map(way).reduce(Points::or).unwrap_or(Points::exactly(Ratio::ZERO))
    }

    /// The best, or the worst, of what applies; nothing where nothing does.
    fn chosen(&self, mut look: impl FnMut(usize, &Scored) -> Seen, choose: fn(Ratio, Ratio) -> Ratio) -> Points {
        // What certainly applies, and what may beside it.
        let (mut certain, mut doubted): (Option<Points>, Vec<Points>) = (None, Vec::new());
        let join = |a: Points, b: Points| Points {
            low: choose(a.low, b.low),
            high: choose(a.high, b.high),
            silent: a.silent || b.silent,
        };
        for (place, one) in self.parts.iter().enumerate() {
            let Seen { applies, points } = look(place, one);
            match applies {
                Truth::False => {}
                Truth::True => certain = Some(certain.map_or(points, |known| join(known, points))),
                Truth::Unknown => doubted.push(points),
            }
        }
        let base = certain.unwrap_or(Points::exactly(Ratio::ZERO));
        doubted.into_iter().fold(base, |known, points| {
            // With it or without it.
            known.or(if certain.is_some() { join(known, points) } else { points.or(known) })
        })
    }

    /// The first that applies; nothing where none does.
    fn first(&self, mut look: impl FnMut(usize, &Scored) -> Seen) -> Points {
        let mut found: Option<Points> = None;
        for (place, one) in self.parts.iter().enumerate() {
            let Seen { applies, points } = look(place, one);
            if !applies.can_be_true() {
                continue;
            }
            found = Some(found.map_or(points, |known| known.or(points)));
            if applies == Truth::True {
                return found.unwrap_or(points);
            }
        }
        let nothing = Points::exactly(Ratio::ZERO);
        found.map_or(nothing, |known| known.or(nothing))
    }

    fn mean(&self, mut look: impl FnMut(usize, &Scored) -> Seen) -> Points {
        let mut sum: Option<(Points, i64)> = None;
        let mut hull: Option<Points> = None;
        let mut in_doubt = false;
        for (place, one) in self.parts.iter().enumerate() {
            let Seen { applies, points } = look(place, one);
            if !applies.can_be_true() {
                continue;
            }
            hull = Some(hull.map_or(points, |hull| hull.or(points)));
            in_doubt |= applies == Truth::Unknown;
            sum = Some(sum.map_or((points, 1), |(sum, count)| (sum.plus(points), count + 1)));
        }
        let nothing = Points::exactly(Ratio::ZERO);
        let (Some((sum, count)), Some(hull)) = (sum, hull) else { return nothing };
        if in_doubt {
            // The mean of some of them lies between the least and the most; of none there is nothing.
            return hull.or(nothing);
        }
        let share = |points: Ratio, otherwise: Ratio| points.over(Ratio::whole(count)).unwrap_or(otherwise);
        Points { low: share(sum.low, hull.low), high: share(sum.high, hull.high), ..sum }
    }
}

/// So many parts whose applying is open are tried out.
const MOST_IN_DOUBT: usize = 6;

impl Scored {
    fn may_be_left_out(&self) -> bool {
        matches!(&self.applies, Some((_, Absent::LeftOut)))
    }
}
