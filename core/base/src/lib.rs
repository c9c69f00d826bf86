//! What everything rests on: the two languages, diagnostics with places, trees of values that know their place, days.
//!
//! # Invariants
//!
//! * What is wrong with an input is a [`diag::Diagnostic`]: a code, a sentence in both languages, a place, what to do. All
//!   problems are reported, not the first.
//! * A text is read by its true encoding or refused ([`encoding`]); a number keeps every digit that was written ([`node`]).
//! * Days come in as arguments; nothing here knows today's date.
//!
//! # Example
//!
//! ```
//! use ziping_base::calendar::Day;
//! use ziping_base::diag::Source;
//! use ziping_base::node::{Node, read_toml};
//!
//! let node = read_toml(&Source { name: "notice.toml", text: "title = '通知'\n" }).unwrap();
//! assert_eq!(node.get("title").and_then(Node::text), Some("通知"));
//!
//! let problem = read_toml(&Source { name: "notice.toml", text: "title = \n" }).unwrap_err();
//! assert_eq!(problem.place.unwrap().line, 1);
//!
//! assert_eq!(Day::parse("2024-02-29").unwrap().plus_months(12), Day::parse("2025-02-28").unwrap());
//! ```

pub mod calendar;
pub mod diag;
pub mod dropping;
pub mod encoding;
pub mod id;
pub mod lang;
pub mod node;
