//! The points that an item can give where those are few: a comparison that no such points tell from another is the same.

use super::bands::Undefined;
use super::ratio::Ratio;
use super::value::{Value, Worked};
use super::{Rule, Scored};
use crate::rule::expr::Comparison;
use std::cmp::Ordering;

/// Both ends of whatever an item can give, its bounds among them; `None` where there is no end of them.
fn ends(scored: &Scored) -> Option<Vec<Ratio>> {
    let mut all = vec![Ratio::ZERO, scored.least, scored.most];
    match &scored.rule {
        Rule::Bands(bands) => {
            all.extend(bands.rows.iter().flat_map(|row| [row.low, row.high]));
            if let Undefined::Points(points) = bands.undefined {
                all.push(points);
            }
        }
        Rule::Choices(choices) => all.extend(choices.points.iter().flatten().flat_map(|(low, high)| [*low, *high])),
        Rule::Rows(..) | Rule::Worth(..) | Rule::Steps(_) | Rule::Pieces(_) | Rule::Group(_) => return None,
    }
    let rounded = |points: Ratio| scored.rounding.map_or(points, |rounding| points.rounded(rounding));
    Some(all.into_iter().map(|points| rounded(points).min(scored.most).max(scored.least)).collect())
}

fn holds(comparison: Comparison, order: Ordering) -> bool {
    match comparison {
        Comparison::Less => order == Ordering::Less,
        Comparison::AtMost => order != Ordering::Greater,
        Comparison::More => order == Ordering::Greater,
        Comparison::AtLeast => order != Ordering::Less,
        Comparison::Equal => order == Ordering::Equal,
        Comparison::Different => order != Ordering::Equal,
    }
}

/// Whether two comparisons of the points of an item with a given number come to the same for all points that it can give.
pub(crate) fn compares_alike(one: &Worked, other: &Worked) -> bool {
    let (Value::Points(scored), Value::Fixed(at), Value::Points(_), Value::Fixed(bound)) =
        (&one.left, &one.right, &other.left, &other.right)
    else {
        return false;
    };
    // A range between two ends is told apart by what lies between them only where equality is asked.
    let by_ends = |comparison: Comparison| !matches!(comparison, Comparison::Equal | Comparison::Different);
    by_ends(one.comparison)
        && by_ends(other.comparison)
        && ends(scored).is_some_and(|ends| {
            ends.iter().all(|end| holds(one.comparison, end.cmp(at)) == holds(other.comparison, end.cmp(bound)))
        })
}
