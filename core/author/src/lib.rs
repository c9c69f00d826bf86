//! What helps those who write tables down: skeletons to begin with, a first draft from a workbook, cases for every
//! threshold, a check of what is there. Texts in, texts out: no file is read or written here, and nothing asks for the time.
//!
//! # Invariants
//!
//! * Nothing is invented: what a draft says stands in a cell, what could not be read is kept as a comment with its cell.
//! * What cases expect is what the engine works out, marked as computed, for a human to read.
//! * What is written passes `ziping check` as it stands.
//!
//! # Example
//!
//! ```
//! use ziping_author::skeleton;
//! use ziping_base::lang::Lang;
//!
//! let files = skeleton::rulebook("workshop", Lang::En).unwrap();
//! assert!(files.iter().any(|file| file.path == "workshop/rulebook.toml"));
//! ```

pub mod cases;
pub mod check;
pub mod phrase;
pub mod skeleton;
pub mod table;
mod toml_text;
pub mod workbook;
