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

/// The types of answers by fact, as `cargo xtask packs` makes them from the content.
#[wasm_bindgen(typescript_custom_section)]
const ANSWERS: &str = include_str!("../generated/answers.d.ts");

/// The types of reports: those of the Rust types, which a test holds them equal to (tests/tests/engine/module_types.rs).
#[wasm_bindgen(typescript_custom_section)]
const REPORTS: &str = include_str!("reports.d.ts");

/// The types that are the same for all content and stand for no one Rust type.
#[wasm_bindgen(typescript_custom_section)]
const FIXED: &str = include_str!("fixed.d.ts");
