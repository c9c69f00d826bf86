//! The phrases of printed tables: numbers with their units, ranges of a value, what gives points, weights and gates.

mod band;
mod number;
mod rule;
mod said;

pub use band::{Band, Edge, band};
pub use number::{Amount, Unit, plain};
pub use rule::{PartOf, Points, Rule, Unread, rule};
pub use said::{Gate, When, at_most, gate, is_bonus, is_like_a_gate, on_top, sentences, weight};

use regex::Regex;

/// A pattern of this crate.
#[expect(clippy::expect_used, reason = "the patterns are fixed; each is compiled by the tests")]
pub(crate) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of this crate")
}
