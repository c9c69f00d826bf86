//! What the tests across crates share: where things are, the content, variants of rules, random sheets, and small
//! independent models of the grades.

pub mod project;
pub mod variants;
