//! Makes code of the words of papers (`content/papers`) while a crate that prints them is built, so that a text that is
//! missing, a place that nobody fills and a text that no paper uses stop the build. At run time no file is read.
#![expect(clippy::disallowed_macros, reason = "a build script speaks to Cargo by printing")]

mod code;
mod texts;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

pub use texts::{Entry, OWNERS, Section, Text, read, read_text};

/// Where the words of papers stand, seen from a crate of the core.
pub const FOLDER: &str = "../../content/papers";

/// The whole of a build script: makes `words.rs` in its output folder. `whose`: as of [`read`].
#[must_use]
pub fn build(whose: Option<&str>) -> ExitCode {
    println!("cargo::rerun-if-changed={FOLDER}");
    let problems = match read(Path::new(FOLDER), whose) {
        Ok(files) => match write(&code::code(&files, whose)) {
            Ok(()) => return ExitCode::SUCCESS,
            Err(problem) => vec![problem],
        },
        Err(problems) => problems,
    };
    for problem in problems {
        println!("cargo::error={problem}");
    }
    ExitCode::FAILURE
}

fn write(code: &str) -> Result<(), String> {
    let out = env::var_os("OUT_DIR").map(PathBuf::from).ok_or("`OUT_DIR` is not set")?;
    fs::write(out.join("words.rs"), code).map_err(|error| error.to_string())
}
