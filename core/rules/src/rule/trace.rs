//! What an evaluation leaves behind: open facts, readings in dispute, and the values that decided.

use super::score::{Shown, Span};
use super::{Comparison, ReadingId, Truth, Unit};
use crate::fact::{FactIx, Occurrence, Range};
use serde::{Deserialize, Serialize};
use ziping_base::calendar::{Day, Window};

/// A value that took part in deciding a condition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Reason {
    /// A bool answer (`None`: not answered).
    Answer(FactIx, Option<bool>),
    /// A choice answered, and the options that would satisfy.
    Choice(FactIx, Option<u8>, u64),
    /// A set answered.
    Several(FactIx, Option<u64>, u64),
    /// A number beside its bound: the facts it comes from, its range, the comparison, the bound, the unit.
    Number(FactIx, Range, Comparison, Range, Unit),
    /// A share: the part's fact, part, whole, comparison, numerator and denominator of the bound.
    Share(FactIx, Range, Range, Comparison, i64, i64),
    /// An occurrence looked for in a window.
    Event(FactIx, Option<Occurrence>, Window),
    /// An occurrence that has or has not happened.
    Ever(FactIx, Option<Occurrence>),
    /// The order of two occurrences.
    Order(FactIx, FactIx),
    /// Time since a day, beside the period wanted.
    Elapsed(FactIx, Option<Day>, Window),
    /// Fiscal years completed since a day: complete ones, with the part-year, and how many are wanted, at least (`true`)
    /// or fewer.
    FiscalYears(FactIx, Option<Day>, i32, i32, u8, bool),
    /// Rows of a table.
    Rows(FactIx, Truth),
    /// Number expressions beside each other: one of their facts, and what they came to.
    Worked(FactIx, Box<WorkedReason>),
}

/// Two number expressions beside each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorkedReason {
    /// The item whose points are compared, where they are.
    pub item: Option<String>,
    /// What is compared.
    pub value: Span,
    /// How.
    pub comparison: Comparison,
    /// With what.
    pub bound: Span,
    /// How both are shown.
    pub shown: Shown,
}

impl Reason {
    /// What it says where the opposite is wanted: what must be less must not be less.
    #[must_use]
    pub fn against(self) -> Self {
        match self {
            Self::Number(fact, range, comparison, bound, unit) => {
                Self::Number(fact, range, comparison.negated(), bound, unit)
            }
            Self::Share(fact, part, whole, comparison, n, d) => {
                Self::Share(fact, part, whole, comparison.negated(), n, d)
            }
            Self::FiscalYears(fact, day, complete, with_part, wanted, at_least) => {
                Self::FiscalYears(fact, day, complete, with_part, wanted, !at_least)
            }
            Self::Worked(fact, mut said) => {
                said.comparison = said.comparison.negated();
                Self::Worked(fact, said)
            }
            Self::Answer(..)
            | Self::Choice(..)
            | Self::Several(..)
            | Self::Event(..)
            | Self::Ever(..)
            | Self::Order(..)
            | Self::Elapsed(..)
            | Self::Rows(..) => self,
        }
    }

    /// The fact that it is about.
    #[must_use]
    pub const fn fact(&self) -> FactIx {
        match self {
            Self::Answer(fact, _)
            | Self::Choice(fact, ..)
            | Self::Several(fact, ..)
            | Self::Number(fact, ..)
            | Self::Share(fact, ..)
            | Self::Event(fact, ..)
            | Self::Ever(fact, _)
            | Self::Order(fact, _)
            | Self::Elapsed(fact, ..)
            | Self::FiscalYears(fact, ..)
            | Self::Rows(fact, _)
            | Self::Worked(fact, _) => *fact,
        }
    }
}

/// A place in a trace to come back to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mark {
    open: usize,
    readings: usize,
    reasons: usize,
}

/// Takes down what an evaluation sees. [`NoTrace`] takes nothing and costs nothing.
pub trait Trace {
    /// Whether reasons are wanted at all.
    const ON: bool;
    /// Whether open facts and readings are wanted.
    const CAUSES: bool;
    /// A fact is open.
    fn open(&mut self, fact: FactIx);
    /// A reading is in dispute.
    fn reading(&mut self, id: &str);
    /// A value took part.
    fn reason(&mut self, make: impl FnOnce() -> Reason);
    /// Where we are.
    fn mark(&self) -> Mark;
    /// Forget open facts and readings since the mark: the part is decided.
    fn settle(&mut self, mark: Mark);
    /// Forget everything between two marks.
    fn cut(&mut self, from: Mark, to: Mark);
    /// Silence reasons (inside rows) and say whether they were heard before.
    fn hush(&mut self, quiet: bool) -> bool;
    /// From now on the opposite of what was wanted is wanted: inside a `not`, and out of it again.
    fn turn(&mut self) {}
    /// Whether such an outcome is against what is wanted.
    fn failing(&self, outcome: Truth) -> bool {
        outcome == Truth::False
    }
}

/// Nothing is taken down.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoTrace;

impl Trace for NoTrace {
    const ON: bool = false;
    const CAUSES: bool = false;
    #[inline]
    fn open(&mut self, _: FactIx) {}
    #[inline]
    fn reading(&mut self, _: &str) {}
    #[inline]
    fn reason(&mut self, _: impl FnOnce() -> Reason) {}
    #[inline]
    fn mark(&self) -> Mark {
        Mark::default()
    }
    #[inline]
    fn settle(&mut self, _: Mark) {}
    #[inline]
    fn cut(&mut self, _: Mark, _: Mark) {}
    #[inline]
    fn hush(&mut self, _: bool) -> bool {
        false
    }
}

/// Everything is taken down.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// Open facts, in the order met, each once.
    pub open: Vec<FactIx>,
    /// Readings in dispute, in the order met, each once.
    pub readings: Vec<ReadingId>,
    /// Values that decided, beside what is wanted of them.
    pub reasons: Vec<Reason>,
    quiet: bool,
    against: bool,
}

impl Trace for Record {
    const ON: bool = true;
    const CAUSES: bool = true;
    fn open(&mut self, fact: FactIx) {
        // What is there already lies before every mark set since, and stays as long as they do.
        if !self.open.contains(&fact) {
            self.open.push(fact);
        }
    }
    fn reading(&mut self, id: &str) {
        if !self.readings.iter().any(|known| known == id) {
            self.readings.push(id.to_owned());
        }
    }
    fn reason(&mut self, make: impl FnOnce() -> Reason) {
        if !self.quiet {
            self.reasons.push(if self.against { make().against() } else { make() });
        }
    }
    fn turn(&mut self) {
        self.against = !self.against;
    }
    fn failing(&self, outcome: Truth) -> bool {
        outcome == if self.against { Truth::True } else { Truth::False }
    }
    fn mark(&self) -> Mark {
        Mark { open: self.open.len(), readings: self.readings.len(), reasons: self.reasons.len() }
    }
    fn settle(&mut self, mark: Mark) {
        self.open.truncate(mark.open);
        self.readings.truncate(mark.readings);
    }
    fn cut(&mut self, from: Mark, to: Mark) {
        remove(&mut self.open, from.open, to.open);
        remove(&mut self.readings, from.readings, to.readings);
        remove(&mut self.reasons, from.reasons, to.reasons);
    }
    fn hush(&mut self, quiet: bool) -> bool {
        std::mem::replace(&mut self.quiet, quiet)
    }
}

/// Only the values that decided are taken down.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reasons {
    /// Values that decided, in the order met.
    pub reasons: Vec<Reason>,
    quiet: bool,
}

impl Trace for Reasons {
    const ON: bool = true;
    const CAUSES: bool = false;
    fn open(&mut self, _: FactIx) {}
    fn reading(&mut self, _: &str) {}
    fn reason(&mut self, make: impl FnOnce() -> Reason) {
        if !self.quiet {
            self.reasons.push(make());
        }
    }
    fn mark(&self) -> Mark {
        Mark { reasons: self.reasons.len(), ..Mark::default() }
    }
    fn settle(&mut self, _: Mark) {}
    fn cut(&mut self, from: Mark, to: Mark) {
        remove(&mut self.reasons, from.reasons, to.reasons);
    }
    fn hush(&mut self, quiet: bool) -> bool {
        std::mem::replace(&mut self.quiet, quiet)
    }
}

impl Record {
    /// Of something that is bad when it holds, such as a cap: what decided it is told as what must not be.
    #[must_use]
    pub fn against() -> Self {
        Self { against: true, ..Self::default() }
    }

    /// Takes in what another evaluation left behind.
    pub fn extend(&mut self, other: Self) {
        other.open.into_iter().for_each(|fact| self.open(fact));
        other.readings.iter().for_each(|reading| self.reading(reading));
        self.reasons.extend(other.reasons);
    }

    /// Sorts out repetitions among the values that decided; facts and readings are there once each already.
    pub fn finish(&mut self) {
        dedup(&mut self.reasons);
    }
}

fn remove<T>(items: &mut Vec<T>, from: usize, to: usize) {
    let to = to.min(items.len());
    if from < to {
        items.drain(from..to);
    }
}

/// Takes out repetitions and keeps the order: lists here are short.
fn dedup<T: PartialEq>(items: &mut Vec<T>) {
    let mut at = 1;
    while let (Some(before), Some(item)) = (items.get(..at), items.get(at)) {
        if before.contains(item) {
            items.remove(at);
        } else {
            at += 1;
        }
    }
}
