//! Evaluation of one condition on many sheets: the same parts as in `eval.rs`, each decided for a block of sheets before
//! the next is looked at. Outcomes only; rows of tables and texts are left to `eval.rs`, sheet by sheet.

mod bits;
mod columns;
mod cost;
mod numbers;

pub use bits::{Bits, Live, NO, OPEN, YES, and, bits, join, not, or, truth};
pub use columns::{Columns, LANES};

use super::compare::count_periods;
use super::eval::evaluate;
use super::expr::{Operand, Test, WindowIx};
use super::moment::{Context, Moment};
use super::time::{ordered, years_full};
use super::trace::NoTrace;
use super::truth::Truth;
use crate::fact::{FactIx, Occurrence};
use columns::{Column, Days, Ends, NO_OPTION};
use cost::{Cost, cost};

/// Some sheets of the columns, one after the other, on a date.
#[derive(Debug, Clone, Copy)]
pub struct Block<'a> {
    columns: &'a Columns,
    moment: &'a Moment,
    at: usize,
}

impl<'a> Block<'a> {
    /// All sheets, so many at a time as fit into the nearest memory.
    pub fn all(columns: &'a Columns, moment: &'a Moment) -> impl Iterator<Item = Self> {
        (0..columns.sheets().len().div_ceil(LANES)).map(move |at| Self { columns, moment, at })
    }

    /// How many sheets.
    #[must_use]
    pub fn count(&self) -> usize {
        (self.columns.sheets().len() - self.at * LANES).min(LANES)
    }

    /// All sheets of the block; places behind the last have none.
    #[must_use]
    pub fn live(&self) -> Live {
        let mut live = [false; LANES];
        live.iter_mut().take(self.count()).for_each(|live| *live = true);
        live
    }

    /// Each sheet as it is evaluated alone.
    pub fn contexts(&self) -> impl Iterator<Item = Context<'a>> + use<'a> {
        let moment = self.moment;
        let sheets = self.columns.sheets().iter().skip(self.at * LANES).take(LANES);
        sheets.map(move |sheet| Context::new(sheet, moment))
    }

    /// A condition on all sheets that are `live`; what comes out for the others means nothing.
    pub fn possible(&self, test: &Test, live: &Live, out: &mut Bits) {
        match test {
            Test::Constant(truth) => out.fill(bits(Truth::known(*truth))),
            Test::Answer(Operand::Fact(fact)) => self.answers(*fact, out),
            Test::Derived(fact, table, derived) => {
                self.answers(*fact, out);
                self.evaluated(derived, &self.holding(*table, live), out);
            }
            Test::OneOf(fact, options, _) => match self.columns.of(*fact) {
                Column::Choice(all) => each(all.get(self.at), out, |option| match option {
                    NO_OPTION => OPEN,
                    option => bits(Truth::known(options >> (option & 63) & 1 == 1)),
                }),
                _ => out.fill(OPEN),
            },
            Test::AnyOf(fact, options) => self.sets(*fact, out, |set| set & options != 0),
            Test::AllOf(fact, options) => self.sets(*fact, out, |set| set & options == *options),
            Test::Empty(fact) => self.sets(*fact, out, |set| set == 0),
            // Readings of periods on both sides are one thing, sheet by sheet.
            Test::Compare(left, _, right, _) | Test::Share(left, right, ..) if count_periods(left, right) => {
                self.evaluated(test, live, out);
            }
            Test::Compare(left, comparison, right, _) => {
                let (mut a, mut b) = (Ends::OPEN, Ends::OPEN);
                self.numbers(left, live, &mut a);
                self.numbers(right, live, &mut b);
                numbers::compared(&a, *comparison, &b, out);
            }
            Test::Share(part, whole, comparison, numerator, denominator) => {
                let (mut a, mut b) = (Ends::OPEN, Ends::OPEN);
                self.numbers(part, live, &mut a);
                self.numbers(whole, live, &mut b);
                numbers::shares(&a, &b, (*comparison, *numerator, *denominator), live, out);
            }
            Test::Within(event, window) => self.within(*event, *window, out),
            Test::Ever(event) => {
                self.days(*event, out, |earliest, latest| bits::possible(latest > Days::NEVER, earliest == Days::NEVER))
            }
            Test::Before(first, second) => self.before(*first, *second, out),
            Test::Since(date, window, at_least) => {
                self.within(*date, *window, out);
                if *at_least {
                    out.iter_mut().for_each(|found| *found = not(*found));
                }
            }
            Test::FiscalYears(fact, wanted, at_least) => {
                for (out, date) in out.iter_mut().zip(self.event(Operand::Fact(*fact)).decoded()) {
                    let truth = match date {
                        Some(Occurrence::On(day)) => years_full(day, self.moment.as_of, *wanted),
                        _ => Truth::Unknown,
                    };
                    *out = bits(if *at_least { truth } else { truth.not() });
                }
            }
            Test::AtLeast(wanted, parts) => self.at_least(*wanted, parts, live, out),
            Test::Readings(readings) => {
                let mut found = [OPEN; LANES];
                out.fill(0);
                for (_, test) in readings {
                    self.possible(test, live, &mut found);
                    join(out, &found, |a, b| a | b);
                }
            }
            Test::Not(inner) => {
                self.possible(inner, live, out);
                out.iter_mut().for_each(|found| *found = not(*found));
            }
            Test::And(parts) => self.all_of(parts.iter(), live, out),
            Test::Or(parts) => self.fold(parts.iter(), YES, or, live, out),
            Test::Answer(Operand::Column(..))
            | Test::Days(..)
            | Test::EachYear(..)
            | Test::Uscc(_)
            | Test::Blank(_)
            | Test::Worked(_)
            | Test::Ran(..)
            | Test::Some(_)
            | Test::Every(..) => self.evaluated(test, live, out),
        }
    }

    /// A conjunction: the cheap parts first, the others where they can still decide.
    pub fn all_of<'t>(&self, parts: impl Iterator<Item = &'t Test> + Clone, live: &Live, out: &mut Bits) {
        self.fold(parts, NO, and, live, out);
    }

    /// Joins parts until `decider` comes out, as long as a sheet is live that is not decided.
    fn fold<'t>(
        &self,
        parts: impl Iterator<Item = &'t Test> + Clone,
        decider: u8,
        both: impl Fn(u8, u8) -> u8,
        live: &Live,
        out: &mut Bits,
    ) {
        out.fill(not(decider));
        let (mut live, mut found) = (*live, [OPEN; LANES]);
        for step in Cost::ALL {
            for part in parts.clone().filter(|part| cost(part) == step) {
                // What is looked at sheet by sheet is worth asking each time which sheets still matter.
                if step != Cost::Block {
                    live.iter_mut().zip(&*out).for_each(|(live, found)| *live &= *found != decider);
                    if !live.contains(&true) {
                        return;
                    }
                }
                self.possible(part, &live, &mut found);
                join(out, &found, &both);
            }
        }
    }

    fn at_least(&self, wanted: u16, parts: &[Test], live: &Live, out: &mut Bits) {
        let (mut certain, mut possible) = ([0_u16; LANES], [0_u16; LANES]);
        for part in parts {
            self.possible(part, live, out);
            for ((certain, possible), found) in certain.iter_mut().zip(&mut possible).zip(&*out) {
                *certain += u16::from(*found == YES);
                *possible += u16::from(found & YES);
            }
        }
        for ((out, certain), possible) in out.iter_mut().zip(certain).zip(possible) {
            *out = bits::possible(possible >= wanted, certain < wanted);
        }
    }

    fn answers(&self, fact: FactIx, out: &mut Bits) {
        match self.columns.of(fact) {
            Column::Bool(all) => each(all.get(self.at), out, |found| found),
            _ => out.fill(OPEN),
        }
    }

    fn sets(&self, fact: FactIx, out: &mut Bits, holds: impl Fn(u64) -> bool) {
        match self.columns.of(fact) {
            Column::Several(all) => {
                each(all.get(self.at), out, |set| set.map_or(OPEN, |set| bits(Truth::known(holds(set)))));
            }
            _ => out.fill(OPEN),
        }
    }

    fn event(&self, event: Operand) -> &'a Days {
        match self.columns.at(event) {
            Column::Event(all) => all.get(self.at).unwrap_or(&Days::OPEN),
            _ => &Days::OPEN,
        }
    }

    fn days(&self, event: Operand, out: &mut Bits, one: impl Fn(i32, i32) -> u8) {
        let Days { earliest, latest } = self.event(event);
        let days = earliest.iter().zip(latest);
        out.iter_mut().zip(days).for_each(|(out, (earliest, latest))| *out = one(*earliest, *latest));
    }

    fn within(&self, event: Operand, window: WindowIx, out: &mut Bits) {
        let Some(bounds) = self.moment.bounds(window) else { return out.fill(OPEN) };
        let (inside, outside) = bounds.edges();
        let (inside, outside) = (inside.number(), outside.number());
        self.days(event, out, |earliest, latest| bits::possible(latest >= inside, earliest <= outside));
    }

    fn before(&self, first: Operand, second: Operand, out: &mut Bits) {
        let pairs = self.event(first).decoded().zip(self.event(second).decoded());
        out.iter_mut().zip(pairs).for_each(|(out, (a, b))| *out = bits(ordered(a, b)));
    }

    /// The live sheets that hold an answer which is looked up there.
    fn holding(&self, fact: FactIx, live: &Live) -> Live {
        let mut holding = [false; LANES];
        if let Column::Kept(all) = self.columns.of(fact)
            && let Some(kept) = all.get(self.at)
        {
            holding.iter_mut().zip(kept).zip(live).for_each(|((slot, kept), live)| *slot = *kept && *live);
        }
        holding
    }

    /// A condition on the live sheets, one after the other.
    fn evaluated(&self, test: &Test, live: &Live, out: &mut Bits) {
        self.alone(live, |at, context| {
            if let Some(slot) = out.get_mut(at) {
                *slot = bits(evaluate(test, context, &mut NoTrace));
            }
        });
    }

    /// Looks at each live sheet alone.
    fn alone(&self, live: &Live, mut look: impl FnMut(usize, &Context<'_>)) {
        if !live.contains(&true) {
            return;
        }
        for ((at, context), _) in self.contexts().enumerate().zip(live).filter(|(_, live)| **live) {
            look(at, &context);
        }
    }
}

fn each<V: Copy>(all: Option<&[V; LANES]>, out: &mut Bits, one: impl Fn(V) -> u8) {
    match all {
        Some(all) => out.iter_mut().zip(all).for_each(|(out, value)| *out = one(*value)),
        None => out.fill(OPEN),
    }
}
