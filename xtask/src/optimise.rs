//! wasm-opt, as web/index.html asks for it.

use std::cmp::Reverse;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::cores;
use crate::project::Project;
use crate::run::show;
use crate::tools::Tools;

/// Shrinks programs in place, on all cores, with the features that web/index.html names.
pub fn all(project: &Project, tools: &Tools, mut files: Vec<PathBuf>) -> Result<()> {
    let html = project.read("web/index.html")?;
    let features =
        between(&html, "data-wasm-opt-params=\"", "\"").context("web/index.html names no wasm-opt features")?;
    let program = tools.program("wasm-opt")?;
    files.sort_by_key(|file| Reverse(fs::metadata(file).map_or(0, |data| data.len())));
    cores::each(files, |file| {
        let mut command = Command::new(&program);
        // Once: until nothing shrinks any more (`--converge`) takes three times as long for less than a thousandth.
        command.args(features.split_whitespace()).arg("-Oz");
        // Neighbours in the sources are alike, which compresses better than the order of their use.
        command.args(["--reorder-functions-by-name", "--strip-debug", "--strip-producers"]);
        command.arg(&file).arg("-o").arg(&file).current_dir(project.root());
        show(&mut command, "run `npm ci` and this again")
    })
}

/// The text between two others.
pub fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    Some(text.split_once(before)?.1.split_once(after)?.0)
}
