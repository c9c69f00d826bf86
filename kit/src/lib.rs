//! The core of Ziping 自评 as a JavaScript module: the same assessment, the same JSON as the command line.
//!
//! The rule books are built in. Nothing is fetched, stored or sent; the assessment date is an argument.

mod answers;
mod assess;
mod books;
mod built_in;
mod check;
mod error;
mod options;
mod outcome;
mod rules;
mod sheet;
mod sheets;

use wasm_bindgen::prelude::wasm_bindgen;

/// Types of what goes in and comes out, made when the module is built.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!(concat!(env!("OUT_DIR"), "/types.d.ts"));
