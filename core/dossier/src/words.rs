//! The words of papers, as `content/papers` has them: a module for each file and each of its sections, in it a constant for
//! each text, a function for a text with one place, and for a text with several a struct of its places, to be shown. `build.rs`
//! makes them.
#![deny(dead_code, reason = "a text that no paper uses is not kept")]

include!(concat!(env!("OUT_DIR"), "/words.rs"));
