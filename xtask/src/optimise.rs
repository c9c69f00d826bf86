//! wasm-opt, as web/index.html asks for it.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::run::show;
use crate::tools::Tools;

/// Shrinks a program in place, with the features that web/index.html names.
pub fn optimise(project: &Project, tools: &Tools, file: &Path) -> Result<()> {
    let html = project.read("web/index.html")?;
    let features =
        between(&html, "data-wasm-opt-params=\"", "\"").context("web/index.html names no wasm-opt features")?;
    let mut command = Command::new(tools.program("wasm-opt")?);
    command.args(features.split_whitespace()).args(["-Oz", "--converge"]);
    // Neighbours in the sources are alike, which compresses better than the order of their use.
    command.args(["--reorder-functions-by-name", "--strip-debug", "--strip-producers"]);
    command.arg(file).arg("-o").arg(file).current_dir(project.root());
    show(&mut command, "run `npm ci` and this again")
}

/// The text between two others.
pub fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    Some(text.split_once(before)?.1.split_once(after)?.0)
}
