//! What an item's parts have in common is decided together: a fact that is open and used twice is one thing, and so is a
//! reading. The range is put together from the cases that can be told apart; each is sound, so the whole is.

use super::bands::Row;
use super::kept::{Kept, Touched};
use super::looks::{Piece, visit};
use super::span::Points;
use super::value::{Value, unit_of};
use super::{Rule, Scored};
use crate::fact::{FactIx, Range, Sheet, Value as Answer};
use crate::rule::expr::{Number, Operand, ReadingId, Rows, Test};
use crate::rule::moment::{Context, World};
use crate::rule::operators::{Answer as Asked, Leaf, Operator, SomeRow};
use crate::rule::parts::{Compared, Parts};
use serde::{Deserialize, Serialize};

/// The most cases looked at.
const CASES: usize = 96;
/// The most pieces that one number is cut into.
const PIECES: usize = 24;

/// What can be told apart of an answer that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Apart {
    /// Yes and no.
    Bool,
    /// Options, so many; 0: nobody knows how many there are.
    Options(u8),
    /// A number between two ends, with the values from which on something is another.
    Number(i64, i64, Vec<i64>),
}

/// What the parts of an item have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// Facts that are looked at more than once.
    pub facts: Vec<(FactIx, Apart)>,
    /// Periods are counted more than once.
    pub periods: bool,
    /// Readings that stand in more than one place, by dispute.
    pub readings: Vec<Vec<ReadingId>>,
}

impl Shared {
    /// Whether there is nothing.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.facts.is_empty() && !self.periods && self.readings.is_empty()
    }

    /// What an item's parts have in common.
    ///
    /// What only one of them looks at is decided there, and nothing is in common here: the points of a group rise with those
    /// of each part, so that the range is the same, and of the other parts nothing is looked at again.
    #[must_use]
    pub fn of(scored: &Scored) -> Self {
        let seen = Seen::of(scored);
        let mut cuts = Vec::new();
        scored.all().into_iter().for_each(|one| cuts_of(one, &mut cuts));
        let shared = seen.shared(&cuts);
        let holds_all = |part: &&Scored| part.applies.is_none() && Seen::of(part).is_all_of(&seen, &shared);
        if scored.parts().iter().any(|part| holds_all(&part)) { Self::default() } else { shared }
    }
}

/// What was seen, each time anew.
#[derive(Default)]
struct Seen {
    facts: Vec<(FactIx, Apart)>,
    periods: usize,
    readings: Vec<Vec<ReadingId>>,
}

impl Seen {
    fn of(scored: &Scored) -> Self {
        let mut seen = Self::default();
        visit(scored, &mut |piece| seen.piece(&piece));
        seen
    }

    /// Whether what is shared was seen here each time that it was seen in all.
    fn is_all_of(&self, all: &Self, shared: &Shared) -> bool {
        let times = |seen: &Self, fact: FactIx| seen.facts.iter().filter(|(other, _)| *other == fact).count();
        let disputed =
            |seen: &Self, dispute: &Vec<ReadingId>| seen.readings.iter().filter(|other| *other == dispute).count();
        shared.facts.iter().all(|(fact, _)| times(self, *fact) == times(all, *fact))
            && (!shared.periods || self.periods == all.periods)
            && shared.readings.iter().all(|dispute| disputed(self, dispute) == disputed(all, dispute))
    }

    fn piece(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Test(test) => self.test(test),
            Piece::Rows(rows) => self.rows(rows),
            Piece::Number(number) => self.number(number),
            // Which options there are is known where the points are.
            Piece::Fact(fact) => self.facts.push((*fact, Apart::Options(0))),
            Piece::Passed(..) => self.periods += 1,
        }
    }

    fn rows(&mut self, rows: &Rows) {
        self.test(&rows.filter);
    }

    fn number(&mut self, number: &Number) {
        match number {
            Number::Answer(Operand::Fact(fact), low, high) | Number::Derived { fact, low, high, .. } => {
                self.facts.push((*fact, Apart::Number(*low, *high, Vec::new())));
            }
            Number::Rows(rows, _) => self.rows(rows),
            Number::Plus(parts) => parts.iter().for_each(|part| self.number(part)),
            Number::Literal(_) | Number::Answer(Operand::Column(..), ..) | Number::Sum(..) | Number::Least(..) => {}
        }
    }

    fn test(&mut self, test: &Test) {
        match test.parts() {
            Parts::Not(inner) | Parts::Derived(_, inner) => self.test(inner),
            Parts::All(parts) | Parts::Any(parts) | Parts::AtLeast(_, parts) => {
                parts.iter().for_each(|part| self.test(part));
            }
            Parts::Readings(readings) => {
                self.readings.push(readings.iter().map(|(id, _)| id.clone()).collect());
                readings.iter().for_each(|(_, part)| self.test(part));
            }
            Parts::Compared(Compared::Amounts(left, _, right)) => {
                self.number(left);
                self.number(right);
            }
            Parts::Compared(Compared::Share(part, whole, ..)) => {
                self.number(part);
                self.number(whole);
            }
            Parts::None => {
                if let Test::Leaf(leaf) = test {
                    self.leaf(leaf);
                }
            }
        }
    }

    fn leaf(&mut self, leaf: &Leaf) {
        match leaf {
            Leaf::Answer(Asked(Operand::Fact(fact))) => self.facts.push((*fact, Apart::Bool)),
            Leaf::OneOf(choice) => self.facts.push((choice.fact, Apart::Options(choice.of))),
            Leaf::SomeRow(SomeRow(rows)) => self.rows(rows),
            Leaf::EveryRow(every) => {
                self.rows(&every.rows);
                self.test(&every.holds);
            }
            // What expressions have in common is found where they stand.
            Leaf::Worked(_) => {}
            _ => {
                let mut windows = Vec::new();
                leaf.windows(&mut windows);
                self.periods += windows.len();
            }
        }
    }

    fn shared(&self, cuts: &[(FactIx, Vec<i64>, u8)]) -> Shared {
        let mut shared = Shared { periods: self.periods > 1, ..Shared::default() };
        for (place, (fact, apart)) in self.facts.iter().enumerate() {
            let again = self.facts.iter().enumerate().any(|(other, (of, _))| other != place && of == fact);
            if !again || shared.facts.iter().any(|(known, _)| known == fact) {
                continue;
            }
            let mine = cuts.iter().filter(|(of, ..)| of == fact);
            let apart = match apart {
                Apart::Number(low, high, _) => {
                    let mut at: Vec<i64> = mine.flat_map(|(_, at, _)| at.iter().copied()).collect();
                    at.sort_unstable();
                    at.dedup();
                    Apart::Number(*low, *high, at)
                }
                Apart::Options(_) => {
                    let seen = self.facts.iter().filter(|(of, _)| of == fact).map(|(_, apart)| match apart {
                        Apart::Options(options) => *options,
                        Apart::Number(..) | Apart::Bool => 0,
                    });
                    Apart::Options(mine.map(|(.., options)| *options).chain(seen).max().unwrap_or(0))
                }
                Apart::Bool => Apart::Bool,
            };
            if apart != Apart::Options(0) {
                shared.facts.push((*fact, apart));
            }
        }
        for (place, dispute) in self.readings.iter().enumerate() {
            let again = self.readings.iter().enumerate().any(|(other, of)| other != place && of == dispute);
            if again && !shared.readings.contains(dispute) {
                shared.readings.push(dispute.clone());
            }
        }
        shared
    }
}

/// The values of facts at which an item turns, and how many options a choice has.
fn cuts_of(scored: &Scored, cuts: &mut Vec<(FactIx, Vec<i64>, u8)>) {
    match &scored.rule {
        Rule::Bands(bands) => {
            if let Value::Number(Number::Answer(Operand::Fact(fact), ..), unit) = &bands.value {
                let ends = bands.rows.iter().flat_map(|Row { from, to, .. }| [from, to]).flatten();
                let units = ends.filter_map(|end| match end {
                    Value::Fixed(at) => at.over(unit_of(*unit)).and_then(|units| i64::try_from(units.floor()).ok()),
                    _ => None,
                });
                // The value itself and the one after it: whether an end belongs to its row is not asked here.
                cuts.push((*fact, units.flat_map(|units| [units, units.saturating_add(1)]).collect(), 0));
            }
        }
        Rule::Choices(choices) => {
            cuts.push((choices.fact, Vec::new(), u8::try_from(choices.points.len()).unwrap_or(0)));
        }
        Rule::Rows(..) | Rule::Worth(..) | Rule::Steps(_) | Rule::Pieces(_) | Rule::Group(_) => {}
    }
}

/// The points of an item from the cases that can be told apart, which are never more than those of all at once; those at once
/// where they are known, or where nothing is in common.
pub(super) fn narrowed(scored: &Scored, whole: Points, context: &Context<'_>) -> Points {
    if whole.is_exact() || scored.shared.is_nothing() {
        return whole;
    }
    let mut cases = 1;
    let mut varied: Vec<(FactIx, Vec<Answer>)> = Vec::new();
    for (fact, apart) in &scored.shared.facts {
        let answers = answers(*fact, apart, context.sheet);
        if !answers.is_empty() && cases * answers.len() <= CASES {
            cases *= answers.len();
            varied.push((*fact, answers));
        }
    }
    let mut worlds = World::all(scored.shared.periods, &scored.shared.readings);
    if worlds.len() * cases > CASES {
        worlds.truncate(1);
        worlds.iter_mut().for_each(|world| *world = None);
    }
    if worlds.len() * cases <= 1 {
        return whole;
    }
    // What looks at nothing that differs is worked out once.
    let kept = Kept::of(scored, context);
    let facts: Vec<FactIx> = varied.iter().map(|(fact, _)| *fact).collect();
    let mut sheet = (!varied.is_empty()).then(|| context.sheet.clone());
    let mut found: Option<Points> = None;
    for world in &worlds {
        let moment = world.as_ref().map(|world| context.moment.under(world.clone()));
        for case in 0..cases {
            if let Some(sheet) = &mut sheet {
                answer(sheet, &varied, case);
            }
            let context = Context {
                sheet: sheet.as_ref().unwrap_or(context.sheet),
                moment: moment.as_ref().unwrap_or(context.moment),
                row: context.row,
            };
            let touched = Touched { facts: &facts, time: world.is_some() };
            let points = kept.points_after(scored, touched, &context);
            let all = found.map_or(points, |known| known.or(points));
            // More cases can only make it wider.
            if all == whole {
                return whole;
            }
            found = Some(all);
        }
    }
    let narrowed = found.unwrap_or(whole);
    let (low, high) = (narrowed.low.max(whole.low), narrowed.high.min(whole.high));
    if low <= high { Points { low, high, ..narrowed } } else { whole }
}

/// Answers facts as in one of the cases, in which each answer of one goes with each answer of the others.
fn answer(sheet: &mut Sheet, varied: &[(FactIx, Vec<Answer>)], case: usize) {
    let mut left = case;
    for (fact, answers) in varied {
        sheet.put(*fact, answers.get(left % answers.len()).cloned());
        left /= answers.len();
    }
}

/// The answers that can be told apart of a fact that is open; none where it is not.
fn answers(fact: FactIx, apart: &Apart, sheet: &Sheet) -> Vec<Answer> {
    match (apart, sheet.get(fact)) {
        (Apart::Bool, None) => vec![Answer::Bool(false), Answer::Bool(true)],
        (Apart::Options(count), None) => (0..*count).map(Answer::Choice).collect(),
        (Apart::Number(low, high, cuts), None) => pieces(Range { low: *low, high: *high }, cuts),
        (Apart::Number(_, _, cuts), Some(Answer::Number(range))) if !range.is_exact() => pieces(*range, cuts),
        _ => Vec::new(),
    }
}

/// A range cut where something is another, and in between so that no piece spans too much.
fn pieces(range: Range, cuts: &[i64]) -> Vec<Answer> {
    let mut starts = vec![range.low];
    starts.extend(cuts.iter().copied().filter(|cut| *cut > range.low && *cut <= range.high));
    // Twice as far each time: a quotient changes by a factor, not by a distance.
    let mut at = range.low.max(0).saturating_add(1);
    while starts.len() < PIECES && at <= range.high && at < Range::MOST / 2 {
        if !starts.contains(&at) && at > range.low {
            starts.push(at);
        }
        at = at.saturating_mul(if cuts.is_empty() { 8 } else { 1_000 });
    }
    starts.sort_unstable();
    starts.dedup();
    if starts.len() > PIECES * 2 {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|start| start - 1).chain([range.high]);
    starts.iter().zip(ends).map(|(low, high)| Answer::Number(Range { low: *low, high })).collect()
}
