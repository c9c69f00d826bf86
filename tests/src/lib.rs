//! What the tests across crates share: where things are, the content, random sheets, and small
//! independent models of the grades.

pub mod cli;
pub mod conditions;
pub mod fixture;
pub mod golden;
pub mod grid;
pub mod hurry;
pub mod model;
pub mod parts;
pub mod project;
pub mod property;
pub mod scores;
pub mod sheets;
