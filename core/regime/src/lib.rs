//! The model of a rule book: clauses, conditions, scores, caps, steps, duties, evidence, and the words for them.
//!
//! A [`Library`] is all facts and rule books; [`Words`] are what is said of them in one language. Both are made from files by
//! `ziping-content`, or read from the packs of a build ([`compiled`]).
//!
//! # Invariants
//!
//! * Whatever is judged names its clause; what the kit infers is marked as inferred.
//! * A pack belongs to the sources that wrote it: one of another build, or a damaged one, is refused, never misread.
//!
//! # Example
//!
//! ```
//! use ziping_regime::compiled::{PackError, read_library, write_library};
//! use ziping_regime::Library;
//!
//! let mut pack = write_library(&Library::default());
//! assert!(read_library(&pack).unwrap().regimes.is_empty());
//!
//! pack.pop();
//! assert_eq!(read_library(&pack).unwrap_err(), PackError::Damaged);
//! ```

mod card;
mod case;
pub mod compiled;
mod model;
mod words;

pub use card::{OutcomeCard, RegimeCard, cards};
pub use case::Case;
pub use model::*;
pub use words::{Words, WordsOf};
