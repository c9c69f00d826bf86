//! The operators of the condition language that look at answers themselves, one file each.
//!
//! A file holds all that there is to say of its operator: how it is written, how it decides, which answers and periods it
//! looks at, on which days it can change of itself, what would bring it about, which slips an author may make in it, and
//! how it is decided for many sheets at once. A new one is a file and a line in the list below; the compiler then asks for
//! the rest. In words it is said in `core/assess/src/say/reasons.rs`, from the [`Reason`](super::Reason) it gives.
//!
//! What puts conditions together (`and`, `or`, `not`, `at_least`, `readings`) is [`Test`] itself.

mod all_of;
mod answer;
mod any_of;
mod before;
mod blank;
mod compare;
mod days;
mod each_year;
mod empty;
mod ever;
mod every_row;
mod fiscal_years;
mod one_of;
mod ran;
mod sets;
mod share;
mod since;
mod some_row;
mod uscc;
mod within;
mod worked;

use super::check::{Call, Checker, Typed};
use super::expr::{Test, WindowIx, Windows};
use super::many::{Bits, Block, Cost, Live};
use super::mistakes::{Found, Variants};
use super::moment::Context;
use super::repair::{Change, Workshop};
use super::score;
use super::thresholds::Thresholds;
use super::trace::{NoTrace, Trace};
use super::truth::Truth;
use crate::fact::FactIx;
use serde::{Deserialize, Serialize};
use ziping_base::calendar::Day;

/// What an operator is to the language.
pub(in crate::rule) trait Operator {
    /// The names under which it is called; none where it is written between its sides.
    const CALLED: &'static [&'static str] = &[];

    /// Checks a call by one of these names. Every mistake is reported; `None` where there is one.
    fn check(checker: &mut Checker<'_, '_>, call: &Call<'_>) -> Option<Typed> {
        call.refused(checker)
    }

    /// Decides it on one sheet; what is open and what decided goes into the trace.
    fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth;

    /// Adds the facts that it looks at, each once. The rows of a table are the table.
    fn facts(&self, facts: &mut Vec<FactIx>);

    /// Adds the windows that it looks at.
    fn windows(&self, _used: &mut Vec<WindowIx>) {}

    /// Whether another assessment date alone may change it.
    fn is_timely(&self) -> bool {
        true
    }

    /// Adds every day after the moment's on which its outcome may differ from the day before.
    fn breakpoints(&self, _context: &Context<'_>, _windows: &Windows, _days: &mut Vec<Day>) {}

    /// Adds the alternatives, each a single change, that bring it nearer to `want`. It is not so now. Of a row at hand
    /// there is none: rows are added instead.
    fn repairs(&self, _want: bool, _workshop: &Workshop<'_>, _found: &mut Vec<Change>) {}

    /// Tells what it would be with a small mistake in it.
    fn mistakes(&self, _variants: &mut Variants<'_>, _found: Found<'_>) {}

    /// Adds the numbers that answers are compared with.
    fn thresholds(&self, _found: &mut Thresholds<'_>) {}

    /// Goes through the items and number expressions that it looks at, to change them.
    fn change_within(&mut self, _change: &mut score::Change<'_>) {}

    /// What deciding it costs for a sheet.
    fn cost(&self) -> Cost {
        Cost::Rows
    }

    /// Decides it for all sheets of a block that are `live`.
    fn decide_block(&self, block: &Block<'_>, live: &Live, out: &mut Bits) {
        block.one_by_one(live, out, |context| self.evaluate(context, &mut NoTrace));
    }
}

/// Adds a fact that is not there yet.
pub(in crate::rule) fn add_fact(facts: &mut Vec<FactIx>, fact: FactIx) {
    if !facts.contains(&fact) {
        facts.push(fact);
    }
}

/// Declares the operators: the type of conditions that look at answers themselves, and who answers for each.
macro_rules! operators {
    ($($(#[$doc:meta])* $name:ident($operator:ty),)+) => {
        /// A condition that looks at answers itself.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        pub enum Leaf {
            $($(#[$doc])* $name($operator),)+
        }

        $(impl From<$operator> for Test {
            fn from(operator: $operator) -> Self {
                Self::Leaf(Leaf::$name(operator))
            }
        })+

        impl Leaf {
            /// Checks a call; nothing where no operator is called so.
            pub(in crate::rule) fn check(checker: &mut Checker<'_, '_>, call: &Call<'_>) -> Option<Option<Typed>> {
                $(if <$operator as Operator>::CALLED.contains(&call.name) {
                    return Some(<$operator as Operator>::check(checker, call));
                })+
                None
            }

            /// The names of all operators that are called.
            pub(in crate::rule) fn names() -> impl Iterator<Item = &'static str> {
                [$(<$operator as Operator>::CALLED),+].into_iter().flatten().copied()
            }
        }

        impl Operator for Leaf {
            #[inline]
            fn evaluate<T: Trace>(&self, context: &Context<'_>, trace: &mut T) -> Truth {
                match self { $(Self::$name(operator) => operator.evaluate(context, trace),)+ }
            }

            fn facts(&self, facts: &mut Vec<FactIx>) {
                match self { $(Self::$name(operator) => operator.facts(facts),)+ }
            }

            fn windows(&self, used: &mut Vec<WindowIx>) {
                match self { $(Self::$name(operator) => operator.windows(used),)+ }
            }

            fn is_timely(&self) -> bool {
                match self { $(Self::$name(operator) => operator.is_timely(),)+ }
            }

            fn breakpoints(&self, context: &Context<'_>, windows: &Windows, days: &mut Vec<Day>) {
                match self { $(Self::$name(operator) => operator.breakpoints(context, windows, days),)+ }
            }

            fn repairs(&self, want: bool, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
                match self { $(Self::$name(operator) => operator.repairs(want, workshop, found),)+ }
            }

            fn mistakes(&self, variants: &mut Variants<'_>, found: Found<'_>) {
                match self { $(Self::$name(operator) => operator.mistakes(variants, found),)+ }
            }

            fn thresholds(&self, found: &mut Thresholds<'_>) {
                match self { $(Self::$name(operator) => operator.thresholds(found),)+ }
            }

            fn change_within(&mut self, change: &mut score::Change<'_>) {
                match self { $(Self::$name(operator) => operator.change_within(change),)+ }
            }

            fn cost(&self) -> Cost {
                match self { $(Self::$name(operator) => operator.cost(),)+ }
            }

            #[inline]
            fn decide_block(&self, block: &Block<'_>, live: &Live, out: &mut Bits) {
                match self { $(Self::$name(operator) => operator.decide_block(block, live, out),)+ }
            }
        }
    };
}

pub use all_of::AllOf;
pub use answer::Answer;
pub use any_of::AnyOf;
pub use before::Before;
pub use blank::Blank;
pub use compare::Compare;
pub use days::Days;
pub use each_year::EachYear;
pub use empty::Empty;
pub use ever::Ever;
pub use every_row::EveryRow;
pub use fiscal_years::FiscalYears;
pub use one_of::OneOf;
pub use ran::Ran;
pub use share::Share;
pub use since::Since;
pub use some_row::SomeRow;
pub use uscc::Uscc;
pub use within::Within;

operators! {
    /// A bool answer.
    Answer(Answer),
    /// A choice is one of some options.
    OneOf(OneOf),
    /// A set holds any of some options.
    AnyOf(AnyOf),
    /// A set holds all of some options.
    AllOf(AllOf),
    /// A set is empty.
    Empty(Empty),
    /// Two numbers of one unit compare.
    Compare(Compare),
    /// A share compares with a fraction.
    Share(Share),
    /// Something last happened within a window.
    Within(Within),
    /// Something has happened.
    Ever(Ever),
    /// One thing last happened before another.
    Before(Before),
    /// The time passed since a day compares with a period.
    Since(Since),
    /// Full fiscal years since a day.
    FiscalYears(FiscalYears),
    /// Two days compare.
    Days(Days),
    /// Two series compare in every year that both have.
    EachYear(EachYear),
    /// A text is a valid unified social credit identifier.
    Uscc(Uscc),
    /// Nothing is answered.
    Blank(Blank),
    /// Two number expressions compare.
    Worked(Box<score::Worked>),
    /// A span from start to end touches a window.
    Ran(Ran),
    /// Some row satisfies.
    SomeRow(SomeRow),
    /// Every row satisfies.
    EveryRow(EveryRow),
}
