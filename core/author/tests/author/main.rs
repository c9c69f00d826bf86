//! Skeletons, drafts and proposed cases, with the content that there is.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed test panics")]

mod cases;
mod common;
mod skeletons;
mod tables;
