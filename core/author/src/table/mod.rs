//! From an association's printed table, in a workbook, to a first draft of its overlay.

mod around;
mod columns;
mod draft;
mod elements;
mod gates;
mod item;
mod lines;
mod value;
mod words;

pub use draft::{Draft, Order, draft};
