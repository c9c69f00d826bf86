//! The Rust tests, and how long each took.
//!
//! Not with nextest, which gives each test a process of its own: most tests work on all rule books, which are loaded once
//! for a process and would be loaded hundreds of times.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::outside;
use crate::project::Project;
use crate::run::{self, answer, linting};
use crate::times;

/// Runs all of them, or those whose name contains `name`, and leaves their times for the end.
pub fn run(project: &Project, name: Option<&str>) -> Result<()> {
    let file = times::file(project, "tests")?;
    let mut command = linting();
    command.args(["test", "--tests", "--no-fail-fast", "--locked"]).args(run::NATIVE).args(name);
    if let Some(python) = outside::python() {
        command.env("ZIPING_PYTHON", python);
    }
    if cfg!(unix)
        && let Some(host) = host()
    {
        // The test harness tells times to who may use what is not stable. Only it is told so: nothing is compiled anew.
        command.env(format!("CARGO_TARGET_{}_RUNNER", host.to_uppercase().replace('-', "_")), "env RUSTC_BOOTSTRAP=1");
        command.args(["--", "-Zunstable-options", "--report-time"]);
    }
    let mut child =
        command.current_dir(project.root()).stdout(Stdio::piped()).spawn().context("cargo does not start")?;
    let mut times = String::new();
    for line in BufReader::new(child.stdout.take().context("cargo's output cannot be read")?).lines() {
        let line = line.context("cargo's output cannot be read")?;
        if let Some((test, seconds)) = timed(&line) {
            times.push_str(&format!("{seconds}\t{test}\n"));
        }
        // Hundreds of lines that say `ok` hide the one that does not.
        if !line.contains(" ... ok") {
            writeln!(std::io::stdout(), "{line}")?;
        }
    }
    fs::write(&file, times).with_context(|| format!("`{}` cannot be written", file.display()))?;
    let status = child.wait().context("cargo cannot be waited for")?;
    if !status.success() {
        bail!("`cargo test` ended with {status}\n  help: read the failing test above");
    }
    Ok(())
}

/// The name and the seconds of a test in a line such as `test forms::adds_up ... ok <0.012s>`.
fn timed(line: &str) -> Option<(&str, &str)> {
    let (test, rest) = line.strip_prefix("test ")?.split_once(" ... ")?;
    Some((test, rest.split_once('<')?.1.strip_suffix("s>")?))
}

/// The machine as Rust names it.
fn host() -> Option<String> {
    let said = answer(Command::new("rustc").arg("-vV"))?;
    said.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_a_test_is_read_and_other_lines_are_not_taken_for_one() {
        assert_eq!(timed("test forms::adds_up ... ok <0.012s>"), Some(("forms::adds_up", "0.012")));
        assert_eq!(timed("test slow ... FAILED <61.300s>"), Some(("slow", "61.300")));
        for line in ["test forms::adds_up ... ok", "running 3 tests", "test result: ok. 3 passed; finished in 0.01s"] {
            assert_eq!(timed(line), None, "{line}");
        }
    }

    #[test]
    fn the_machine_has_a_name() {
        assert!(host().unwrap().contains('-'));
    }
}
