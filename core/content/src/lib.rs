//! From the files of `content/` to a checked library: rule books, shared facts, words, cases, an association's overlays.
//!
//! Every kind of table in a file has one list of its keys: it is the struct that the table is read into, it checks the file
//! ([`files`]), and the JSON schemas for editors are made of it ([`schema`]).
//!
//! # Invariants
//!
//! * A file is text from a stranger: its size, its depth and the work that it asks for are bounded.
//! * All problems of all files are reported, each with its place and what to do; a key that is not known is one.
//! * Nothing half-read is used: an overlay with a problem is not applied.
//!
//! # Example
//!
//! ```
//! use ziping_content::{TextFile, load};
//!
//! let file = |path: &str, text: &str| TextFile { path: path.into(), text: text.into() };
//! let problems = load(&[file("example/rulebook.toml", "id = 'exampel'\n")]).unwrap_err();
//! assert!(problems.iter().any(|problem| problem.code == "missing-key"));
//! ```

mod all_words;
mod applied;
mod asked;
mod cases;
mod derived;
pub mod draft;
mod facts_file;
mod figures;
mod files;
mod levels;
mod load;
pub mod overlay;
mod packs;
mod places;
mod read_files;
mod reader;
mod rulebook_file;
mod rulebook_grade;
mod rulebook_items;
mod rulebook_page;
mod rulebook_procedure;
mod rulebook_scores;
pub mod schema;
mod scores;
mod sentences_file;
mod shape;
mod shared_files;
mod surroundings;
mod words_file;
mod written;

pub use applied::own_words;
pub use figures::{give, missing_figures};
pub use files::TextFile;
pub use load::{Content, load, load_with_problems};
pub use packs::{pack_files, packs, unpack_files, unpack_files_of_any_build};
pub use places::place_of;
pub use shape::{Key, Shape, Want};
pub use written::files;
