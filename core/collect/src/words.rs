//! The words of workbooks and forms on paper, as `content/papers/collection-*.toml` have them: a module for each file and each
//! of its sections, in it a function for each text and for a text with several places a struct of them, to be shown.
//! `build.rs` makes them.
#![deny(dead_code, reason = "a text that nothing uses is not kept")]

include!(concat!(env!("OUT_DIR"), "/words.rs"));
