//! Makes code of the words of papers (`content/papers`), so that a text that is missing, a place that nobody fills and a
//! text that no paper uses stop the build. At run time no file is read.
#![expect(clippy::disallowed_macros, reason = "a build script speaks to Cargo by printing")]

mod code;
mod texts;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    let folder = Path::new("../../content/papers");
    println!("cargo::rerun-if-changed={}", folder.display());
    println!("cargo::rerun-if-changed=build");
    let problems = match texts::read(folder) {
        Ok(files) => match write(&code::code(&files)) {
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
