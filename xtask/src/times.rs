//! How long single tests took: the slowest are printed at the end, so that one that grows slow is seen.

use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::project::Project;

/// How many are printed.
const SHOWN: usize = 12;

/// A test and its time.
#[derive(Clone, Debug, PartialEq)]
pub struct Timed {
    pub seconds: f64,
    pub name: String,
}

/// The file in which the tests of a step leave their times, emptied.
pub fn file(project: &Project, step: &str) -> Result<PathBuf> {
    let folder = project.target().join("times");
    fs::create_dir_all(&folder).with_context(|| format!("`{}` cannot be made", folder.display()))?;
    let file = folder.join(format!("{step}.txt"));
    fs::write(&file, "").with_context(|| format!("`{}` cannot be written", file.display()))?;
    Ok(file)
}

/// Lets Node's test runner show its tests as ever and write their times into a file of [`file()`] beside.
pub fn of_node(command: &mut Command, project: &Project, file: &Path) {
    let reporter = project.root().join("tests").join("times.mjs");
    command.args(["--test", "--test-reporter=spec", "--test-reporter-destination=stdout"]);
    command.arg(format!("--test-reporter={}", reporter.display()));
    command.arg(format!("--test-reporter-destination={}", file.display()));
}

/// What stands in the file of a step: seconds, a tab, and the name of the test on each line.
pub fn read(project: &Project, step: &str) -> Vec<Timed> {
    let text = fs::read_to_string(project.target().join("times").join(format!("{step}.txt"))).unwrap_or_default();
    let timed = |line: &str| {
        let (seconds, name) = line.split_once('\t')?;
        Some(Timed { seconds: seconds.parse().ok()?, name: format!("{step}: {name}") })
    };
    text.lines().filter_map(timed).collect()
}

/// The slowest first, a line each.
pub fn slowest(mut tests: Vec<Timed>) -> String {
    tests.sort_by_key(|test| Reverse((test.seconds * 1000.0) as u64));
    let line = |test: &Timed| format!("{:>7.1} s  {}\n", test.seconds, test.name);
    tests.iter().take(SHOWN).map(line).collect()
}
