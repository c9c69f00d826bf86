//! The condition language: parse, type-check, evaluate, explain.
//!
//! A condition is written as text in a rule book, checked once against the catalogue of facts and compiled to a
//! small tree ([`Test`]), whose leaves are the operators that look at answers ([`operators`], one file each).
//! Evaluation is three-valued and works on ranges; what decided it comes out of the evaluation itself (a [`Trace`]).

mod breakpoints;
mod check;
mod compare;
mod critical;
mod eval;
pub mod expr;
pub mod many;
mod matters;
mod mistakes;
mod moment;
pub mod operators;
mod parse;
mod parts;
mod repair;
mod rows;
pub mod score;
mod series;
mod thresholds;
mod time;
mod trace;
mod truth;
mod uses;

pub use breakpoints::collect_breakpoints;
pub use check::{Checked, Scope, Scores, compile_number, compile_row_value, compile_rows, compile_test, compile_value};
pub use check::{comparable, divides, rounding_mode};

pub use critical::critical;
pub use eval::{evaluate, number};
pub use expr::{Comparison, Date, Number, Operand, Quantity, ReadingId, Rows, Test, Unit, WindowIx, Windows};
pub use many::Columns;
pub use matters::{Differs, Reach, matters, reach};
pub use mistakes::{Mistake, mistakes};
pub use moment::{Context, Moment};
pub use parse::{Operation, Syntax, SyntaxKind, parse};
pub use parts::{Compared, Parts};
pub use repair::{Change, Filled, Workshop, leaves_rows_open, repairs};
pub use thresholds::{Threshold, thresholds_of_item, thresholds_of_test};
pub use trace::{Mark, NoTrace, Reason, Reasons, Record, Trace, WorkedReason};
pub use truth::Truth;
use uses::used_windows;
pub use uses::{facts_of, facts_of_number};
