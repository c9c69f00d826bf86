//! The condition language: parse, type-check, evaluate, explain.
//!
//! A condition is written as text in a rule book, checked once against the catalogue of facts and compiled to a
//! small tree ([`Test`]). Evaluation is three-valued and works on ranges; what decided it comes out of the
//! evaluation itself (a [`Trace`]).

mod breakpoints;
#[cfg(feature = "load")]
mod check;
mod compare;
mod eval;
pub mod expr;
pub mod many;
mod moment;
#[cfg(feature = "load")]
mod parse;
mod repair;
mod rows;
mod series;
mod time;
mod trace;
mod truth;

pub use breakpoints::{collect_breakpoints, facts_of, facts_of_number};
#[cfg(feature = "load")]
pub use check::{Checked, Scope, compile_number, compile_test};

pub use eval::{evaluate, number};
pub use expr::{Comparison, Date, Number, Operand, Quantity, ReadingId, Rows, Test, Unit, WindowIx, Windows};
pub use many::Columns;
pub use moment::{Context, Moment};
#[cfg(feature = "load")]
pub use parse::{Syntax, SyntaxKind, parse};
pub use repair::{Change, Workshop, repairs};
pub use trace::{Mark, NoTrace, Reason, Record, Trace};
pub use truth::Truth;
