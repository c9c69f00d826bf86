//! Facts, and the language in which conditions and scores are written about them.
//!
//! [`fact`] says what an organisation may state of itself and keeps one sheet of it; [`rule`] parses, checks and evaluates.
//!
//! # Invariants
//!
//! * Unknown is not no: an answer that is missing never counts as zero or false; what it leaves open stays a range.
//! * Numbers are exact integers of the smallest unit; shares are compared by products. No floating point decides anything.
//! * A condition is checked once, with all its mistakes and their places, and is total: evaluating cannot fail.
//! * The assessment date is an argument.
//!
//! # Example
//!
//! ```
//! use ziping_base::diag::Source;
//! use ziping_rules::fact::{Catalogue, Fact, Kind, Range, Value, read_answers};
//!
//! let catalogue = Catalogue::new(vec![Fact::new("people.staff", Kind::Count)]);
//! let read = |text| read_answers(&Source { name: "answers.json", text }, &catalogue);
//!
//! let answers = read(r#"{ "schema": 1, "organisation": "示例", "facts": { "people.staff": 12 } }"#).unwrap();
//! let staff = catalogue.find("people.staff").unwrap();
//! assert_eq!(answers.sheet.get(staff), Some(&Value::Number(Range { low: 12, high: 12 })));
//!
//! let problems = read(r#"{ "schema": 1, "organisation": "示例", "facts": { "people.stuff": 12 } }"#).unwrap_err();
//! assert_eq!(problems[0].code, "unknown-fact");
//! assert!(problems[0].help.as_ref().unwrap().contains("people.staff"));
//! ```

pub mod fact;
pub mod rule;
