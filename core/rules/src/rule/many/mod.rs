//! Evaluation of one condition on many sheets: the same parts as in `eval.rs`, each decided for a block of sheets before
//! the next is looked at. Outcomes only; what has no way of its own for a block (rows of tables, texts) is decided sheet by
//! sheet.

mod bits;
mod columns;
mod cost;
mod numbers;

pub use bits::{Bits, Live, NO, OPEN, YES, and, bits, join, not, or, truth};
pub use columns::{Columns, LANES};

use super::eval::evaluate;
use super::expr::{Operand, Test, WindowIx};
use super::moment::{Context, Moment};
use super::operators::Operator;
use super::trace::NoTrace;
use super::truth::Truth;
use crate::fact::{FactIx, Occurrence};
use columns::{Column, Days, NO_OPTION};
pub(in crate::rule) use cost::Cost;
use cost::cost;
use ziping_base::calendar::Day;

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
            Test::Leaf(leaf) => leaf.decide_block(self, live, out),
            Test::Derived { fact, table, worked_out } => {
                self.answers(*fact, out);
                let holding = self.holding(*table, live);
                self.one_by_one(&holding, out, |context| evaluate(worked_out, context, &mut NoTrace));
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

    /// The assessment date.
    pub(in crate::rule) const fn as_of(&self) -> Day {
        self.moment.as_of
    }

    /// Bool answers.
    pub(in crate::rule) fn answers(&self, fact: FactIx, out: &mut Bits) {
        match self.columns.of(fact) {
            Column::Bool(all) => each(all.get(self.at), out, |found| found),
            _ => out.fill(OPEN),
        }
    }

    /// What holds of a choice, by the place of the option.
    pub(in crate::rule) fn choices(&self, fact: FactIx, out: &mut Bits, holds: impl Fn(u8) -> Truth) {
        match self.columns.of(fact) {
            Column::Choice(all) => each(all.get(self.at), out, |option| match option {
                NO_OPTION => OPEN,
                option => bits(holds(option & 63)),
            }),
            _ => out.fill(OPEN),
        }
    }

    /// What holds of a set of choices, bit by index.
    pub(in crate::rule) fn sets(&self, fact: FactIx, out: &mut Bits, holds: impl Fn(u64) -> bool) {
        match self.columns.of(fact) {
            Column::Several(all) => {
                each(all.get(self.at), out, |set| set.map_or(OPEN, |set| bits(Truth::known(holds(set)))));
            }
            _ => out.fill(OPEN),
        }
    }

    fn days_of(&self, event: Operand) -> &'a Days {
        match self.columns.at(event) {
            Column::Event(all) => all.get(self.at).unwrap_or(&Days::OPEN),
            _ => &Days::OPEN,
        }
    }

    fn days(&self, event: Operand, out: &mut Bits, one: impl Fn(i32, i32) -> u8) {
        let Days { earliest, latest } = self.days_of(event);
        let days = earliest.iter().zip(latest);
        out.iter_mut().zip(days).for_each(|(out, (earliest, latest))| *out = one(*earliest, *latest));
    }

    /// Whether something has happened.
    pub(in crate::rule) fn happened(&self, event: Operand, out: &mut Bits) {
        self.days(event, out, |earliest, latest| bits::possible(latest > Days::NEVER, earliest == Days::NEVER));
    }

    /// Whether what last happened lies in a window.
    pub(in crate::rule) fn in_window(&self, event: Operand, window: WindowIx, out: &mut Bits) {
        let Some(bounds) = self.moment.bounds(window) else { return out.fill(OPEN) };
        let (inside, outside) = bounds.edges();
        let (inside, outside) = (inside.number(), outside.number());
        self.days(event, out, |earliest, latest| bits::possible(latest >= inside, earliest <= outside));
    }

    /// What holds of when something last happened; nothing where it is open.
    pub(in crate::rule) fn event(&self, event: Operand, out: &mut Bits, holds: impl Fn(Option<Occurrence>) -> Truth) {
        out.iter_mut().zip(self.days_of(event).decoded()).for_each(|(out, when)| *out = bits(holds(when)));
    }

    /// What holds of when two things last happened.
    pub(in crate::rule) fn events(
        &self,
        first: Operand,
        second: Operand,
        out: &mut Bits,
        hold: impl Fn(Option<Occurrence>, Option<Occurrence>) -> Truth,
    ) {
        let pairs = self.days_of(first).decoded().zip(self.days_of(second).decoded());
        out.iter_mut().zip(pairs).for_each(|(out, (a, b))| *out = bits(hold(a, b)));
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

    /// What holds of the live sheets, one after the other.
    pub(in crate::rule) fn one_by_one(&self, live: &Live, out: &mut Bits, decide: impl Fn(&Context<'_>) -> Truth) {
        self.alone(live, |at, context| {
            if let Some(slot) = out.get_mut(at) {
                *slot = bits(decide(context));
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
