//! Rule books: clauses, conditions, scores, caps, steps, duties, evidence; loaded from TOML and checked.

mod basis;
mod card;
#[cfg(feature = "load")]
mod cases;
#[cfg(feature = "load")]
mod derived;
#[cfg(feature = "load")]
mod facts_file;
#[cfg(feature = "load")]
mod load;
mod model;
#[cfg(feature = "load")]
pub mod overlay;
#[cfg(feature = "load")]
mod reader;
#[cfg(feature = "load")]
mod rulebook_file;
#[cfg(feature = "load")]
mod rulebook_grade;
#[cfg(feature = "load")]
mod rulebook_page;
#[cfg(feature = "load")]
mod rulebook_procedure;
#[cfg(feature = "load")]
pub mod schema;
#[cfg(feature = "load")]
mod shape;
mod words;
#[cfg(feature = "load")]
mod words_file;

pub use basis::{Basis, Indicator, LevelRule, OverlayForm, OverlayInfo};
pub use card::{OutcomeCard, RegimeCard, cards};
#[cfg(feature = "load")]
pub use cases::Case;
#[cfg(feature = "load")]
pub use load::{Content, TextFile, load};
pub use model::*;
#[cfg(feature = "load")]
pub use shape::{Key, Shape, Want, files};
pub use words::{Words, WordsOf};
