//! Evaluation of one condition on many sheets: the same parts as in `eval.rs`, each decided for a block of sheets before
//! the next is looked at. Outcomes only; rows of tables and texts are left to `eval.rs`, sheet by sheet.

use super::columns::{Column, Columns};
use super::compare::{compare_ranges, share_of};
use super::eval::{evaluate, number};
use super::expr::{Number, Operand, Test, WindowIx};
use super::moment::{Context, Moment};
use super::time::{happened, in_window, ordered, years_full};
use super::trace::NoTrace;
use super::truth::Truth;
use crate::calendar::Bounds;
use crate::fact::{FactIx, Occurrence, Range};

/// What each sheet of a block can still turn out to be: bit 1 true, bit 2 false.
pub type Possible = Vec<u8>;

/// True only.
pub const YES: u8 = 1;
/// False only.
pub const NO: u8 = 2;
/// Both.
pub const OPEN: u8 = 3;

#[inline]
const fn bits(truth: Truth) -> u8 {
    match truth {
        Truth::True => YES,
        Truth::False => NO,
        Truth::Unknown => OPEN,
    }
}

/// The opposite.
#[inline]
pub const fn not(a: u8) -> u8 {
    ((a & 1) << 1) | (a >> 1)
}

/// Both hold.
#[inline]
pub const fn and(a: u8, b: u8) -> u8 {
    (a & b & 1) | ((a | b) & 2)
}

/// At least one holds.
#[inline]
pub const fn or(a: u8, b: u8) -> u8 {
    ((a | b) & 1) | (a & b & 2)
}

/// Some sheets of the columns, one after the other, on a date.
#[derive(Debug, Clone, Copy)]
pub struct Block<'a> {
    columns: &'a Columns,
    moment: &'a Moment,
    from: usize,
    to: usize,
}

impl<'a> Block<'a> {
    /// Blocks of a size that stays in the nearest memory.
    pub fn all(columns: &'a Columns, moment: &'a Moment) -> impl Iterator<Item = Self> {
        const SIZE: usize = 256;
        let count = columns.sheets().len();
        let from = (0..count).step_by(SIZE);
        from.map(move |from| Self { columns, moment, from, to: (from + SIZE).min(count) })
    }

    /// How many sheets.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.to - self.from
    }

    /// Each sheet as it is evaluated alone.
    pub fn contexts(&self) -> impl Iterator<Item = Context<'a>> + use<'a> {
        let sheets = self.columns.sheets().get(self.from..self.to).unwrap_or_default();
        let moment = self.moment;
        sheets.iter().map(move |sheet| Context::new(sheet, moment))
    }

    fn part<'c, V>(&self, column: &'c [V]) -> &'c [V] {
        column.get(self.from..self.to).unwrap_or_default()
    }

    /// A condition on all sheets that are `live`; what comes out for the others means nothing.
    #[must_use]
    pub fn possible(&self, test: &Test, live: &[bool]) -> Possible {
        match test {
            Test::Constant(truth) => vec![bits(Truth::known(*truth)); self.count()],
            Test::Answer(Operand::Fact(fact)) => self.answers(*fact),
            Test::Derived(fact, table, derived) => {
                let mut all = self.answers(*fact);
                let contexts = self.contexts().zip(live).zip(&mut all);
                for ((context, _), slot) in contexts.filter(|((c, live), _)| **live && c.sheet.get(*table).is_some()) {
                    *slot = bits(evaluate(derived, &context, &mut NoTrace));
                }
                all
            }
            Test::OneOf(fact, options, _) => match self.columns.of(*fact) {
                Column::Choice(all) => self.each(all, |option| match option {
                    Some(option) => Truth::known(options >> option & 1 == 1),
                    None => Truth::Unknown,
                }),
                _ => self.open(),
            },
            Test::AnyOf(fact, options) => self.sets(*fact, |set| set & options != 0),
            Test::AllOf(fact, options) => self.sets(*fact, |set| set & options == *options),
            Test::Empty(fact) => self.sets(*fact, |set| set == 0),
            Test::Compare(Number::Answer(Operand::Fact(fact), low, high), comparison, Number::Literal(bound), _) => {
                let (open, bound) = (Range { low: *low, high: *high }, Range::exactly(*bound));
                match self.columns.of(*fact) {
                    Column::Number(all) => {
                        self.each(all, |range| compare_ranges(range.unwrap_or(open), *comparison, bound))
                    }
                    _ => vec![bits(compare_ranges(open, *comparison, bound)); self.count()],
                }
            }
            Test::Compare(left, comparison, right, _) => {
                let (left, right) = (self.numbers(left, live), self.numbers(right, live));
                left.iter().zip(&right).map(|(a, b)| bits(compare_ranges(*a, *comparison, *b))).collect()
            }
            Test::Share(part, whole, comparison, numerator, denominator) => {
                let (part, whole) = (self.numbers(part, live), self.numbers(whole, live));
                let one = |(p, w): (&Range, &Range)| bits(share_of(*p, *w, *comparison, (*numerator, *denominator)));
                part.iter().zip(&whole).map(one).collect()
            }
            Test::Within(event, window) => {
                self.windowed(*event, *window, |event, bounds| in_window(event, bounds, &mut NoTrace))
            }
            Test::Ever(event) => self.events(*event, happened),
            Test::Before(first, second) => match (self.columns.at(*first), self.columns.at(*second)) {
                (Column::Event(a), Column::Event(b)) => {
                    self.part(a).iter().zip(self.part(b)).map(|(a, b)| bits(ordered(*a, *b))).collect()
                }
                (Column::Event(a), _) => self.each(a, |a| ordered(a, None)),
                (_, Column::Event(b)) => self.each(b, |b| ordered(None, b)),
                _ => self.open(),
            },
            Test::Since(date, window, at_least) => self.windowed(*date, *window, |date, bounds| match date {
                None => Truth::Unknown,
                date if *at_least => in_window(date, bounds, &mut NoTrace).not(),
                date => in_window(date, bounds, &mut NoTrace),
            }),
            Test::FiscalYears(fact, wanted, at_least) => self.events(Operand::Fact(*fact), |date| match date {
                Some(Occurrence::On(day)) if *at_least => years_full(day, self.moment.as_of, *wanted),
                Some(Occurrence::On(day)) => years_full(day, self.moment.as_of, *wanted).not(),
                _ => Truth::Unknown,
            }),
            Test::AtLeast(wanted, parts) => self.at_least(*wanted, parts, live),
            Test::Readings(readings) => {
                let mut all = vec![0; self.count()];
                for (_, test) in readings {
                    join(&mut all, &self.possible(test, live), |a, b| a | b);
                }
                all
            }
            Test::Not(inner) => self.possible(inner, live).into_iter().map(not).collect(),
            Test::And(parts) => self.fold(parts, NO, live),
            Test::Or(parts) => self.fold(parts, YES, live),
            // One sheet after the other.
            Test::Answer(Operand::Column(..))
            | Test::Days(..)
            | Test::EachYear(..)
            | Test::Uscc(_)
            | Test::Ran(..)
            | Test::Some(_)
            | Test::Every(..) => {
                let one = |(context, live): (Context<'_>, &bool)| {
                    if *live { bits(evaluate(test, &context, &mut NoTrace)) } else { OPEN }
                };
                self.contexts().zip(live).map(one).collect()
            }
        }
    }

    /// A conjunction (`decider` NO) or a disjunction (`decider` YES); a sheet that is decided is left out from then on.
    fn fold(&self, parts: &[Test], decider: u8, live: &[bool]) -> Possible {
        let mut all = vec![not(decider); self.count()];
        let mut live = live.to_vec();
        for part in parts {
            if !live.contains(&true) {
                break;
            }
            let found = self.possible(part, &live);
            if decider == NO {
                join(&mut all, &found, and);
            } else {
                join(&mut all, &found, or);
            }
            live.iter_mut().zip(&all).for_each(|(live, found)| *live &= *found != decider);
        }
        all
    }

    fn at_least(&self, wanted: u16, parts: &[Test], live: &[bool]) -> Possible {
        let mut counts = vec![(0_u16, 0_u16); self.count()];
        for part in parts {
            for ((certain, possible), found) in counts.iter_mut().zip(self.possible(part, live)) {
                *certain += u16::from(found == YES);
                *possible += u16::from(found & YES);
            }
        }
        counts.iter().map(|(certain, possible)| bits(Truth::of(*possible >= wanted, *certain < wanted))).collect()
    }

    fn open(&self) -> Possible {
        vec![OPEN; self.count()]
    }

    fn each<V: Copy>(&self, column: &[V], one: impl Fn(V) -> Truth) -> Possible {
        self.part(column).iter().map(|value| bits(one(*value))).collect()
    }

    fn answers(&self, fact: FactIx) -> Possible {
        match self.columns.of(fact) {
            Column::Bool(all) => self.part(all).to_vec(),
            _ => self.open(),
        }
    }

    fn sets(&self, fact: FactIx, holds: impl Fn(u64) -> bool) -> Possible {
        match self.columns.of(fact) {
            Column::Several(all) => self.each(all, |set| set.map_or(Truth::Unknown, |set| Truth::known(holds(set)))),
            _ => self.open(),
        }
    }

    fn events(&self, event: Operand, one: impl Fn(Option<Occurrence>) -> Truth) -> Possible {
        match self.columns.at(event) {
            Column::Event(all) => self.each(all, one),
            _ => self.open(),
        }
    }

    fn windowed(
        &self,
        event: Operand,
        window: WindowIx,
        one: impl Fn(Option<Occurrence>, &Bounds) -> Truth,
    ) -> Possible {
        match self.moment.bounds(window) {
            Some(bounds) => self.events(event, |event| one(event, bounds)),
            None => self.open(),
        }
    }

    /// A number of all live sheets.
    fn numbers(&self, expression: &Number, live: &[bool]) -> Vec<Range> {
        match expression {
            Number::Literal(units) => vec![Range::exactly(*units); self.count()],
            Number::Answer(Operand::Fact(fact), low, high) => self.answered(*fact, Range { low: *low, high: *high }),
            Number::Sum(fact, years, signed) => {
                self.years((*fact, *years, *signed), Some(Range::exactly(0)), Range::plus)
            }
            Number::Least(fact, years, signed) => {
                let least = |a: Range, b: Range| Range { low: a.low.min(b.low), high: a.high.min(b.high) };
                self.years((*fact, *years, *signed), None, least)
            }
            Number::Derived(fact, table, derived, low, high) => {
                let mut all = self.answered(*fact, Range { low: *low, high: *high });
                let contexts = self.contexts().zip(live).zip(&mut all);
                for ((context, _), slot) in contexts.filter(|((c, live), _)| **live && c.sheet.get(*table).is_some()) {
                    *slot = number(derived, &context, &mut NoTrace);
                }
                all
            }
            Number::Plus(parts) => {
                let mut all = vec![Range::exactly(0); self.count()];
                for part in parts {
                    join(&mut all, &self.numbers(part, live), Range::plus);
                }
                all
            }
            Number::Answer(Operand::Column(..), ..) | Number::Rows(..) => {
                let one = |(context, live): (Context<'_>, &bool)| {
                    if *live { number(expression, &context, &mut NoTrace) } else { Range::exactly(0) }
                };
                self.contexts().zip(live).map(one).collect()
            }
        }
    }

    /// The numbers answered, and what they may be while they are not.
    #[must_use]
    pub fn answered(&self, fact: FactIx, open: Range) -> Vec<Range> {
        match self.columns.of(fact) {
            Column::Number(all) => self.part(all).iter().map(|range| range.unwrap_or(open)).collect(),
            _ => vec![open; self.count()],
        }
    }

    /// The closed fiscal years folded into one, as in `series.rs`.
    fn years(
        &self,
        (fact, years, signed): (FactIx, u8, bool),
        start: Option<Range>,
        fold: impl Fn(Range, Range) -> Range,
    ) -> Vec<Range> {
        let last = self.moment.fiscal_year;
        let closed = last.saturating_sub(i32::from(years))..last;
        let mut all = vec![(start, 0_u8); self.count()];
        if let Column::Years(known) = self.columns.of(fact) {
            for (_, column) in known.iter().filter(|(year, _)| closed.contains(year)) {
                for ((folded, seen), range) in all.iter_mut().zip(self.part(column)) {
                    if let Some(range) = range {
                        *folded = Some(folded.map_or(*range, |folded| fold(folded, *range)));
                        *seen += 1;
                    }
                }
            }
        }
        let open = Range { low: if signed { Range::OPEN_LOW } else { 0 }, high: Range::OPEN_HIGH };
        let whole = |(folded, seen): (Option<Range>, u8)| {
            let folded = if seen < years { Some(folded.map_or(open, |folded| fold(folded, open))) } else { folded };
            folded.unwrap_or(Range::exactly(0))
        };
        all.into_iter().map(whole).collect()
    }
}

#[inline]
fn join<V: Copy>(all: &mut [V], other: &[V], join: impl Fn(V, V) -> V) {
    all.iter_mut().zip(other).for_each(|(a, b)| *a = join(*a, *b));
}
