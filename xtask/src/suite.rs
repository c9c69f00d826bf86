//! A row of steps, each timed, and their summary. A step that fails does not stop the others.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::run::say;

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    Failed,
    Skipped,
}

/// The steps so far.
pub struct Suite {
    began: Instant,
    steps: Vec<(&'static str, Outcome, Duration, String)>,
}

impl Suite {
    /// No steps yet.
    pub fn begin() -> Self {
        Self { began: Instant::now(), steps: Vec::new() }
    }

    /// Runs a step and keeps how it went.
    pub fn step(&mut self, name: &'static str, run: impl FnOnce() -> Result<()>) {
        say(format!("── {name} ──"));
        let start = Instant::now();
        let result = run();
        self.keep(name, result, start.elapsed(), "");
    }

    /// Keeps how a step went that ran beside the others, and the time that it took by itself.
    pub fn keep_beside(&mut self, name: &'static str, (result, time): (Result<()>, Duration)) {
        self.keep(name, result, time, "beside the others");
    }

    fn keep(&mut self, name: &'static str, result: Result<()>, time: Duration, how: &str) {
        let (outcome, note) = match result {
            Ok(()) => (Outcome::Passed, how.to_owned()),
            Err(error) => {
                eprintln!("\nerror: {error:#}");
                (Outcome::Failed, first_line(&format!("{error:#}")))
            }
        };
        // The table of all comes at the end, half an hour later.
        println!("\n{} {name} after {:.1} s", word(outcome), time.as_secs_f64());
        self.steps.push((name, outcome, time, note));
    }

    /// Keeps a step that was left out on request.
    pub fn skip(&mut self, name: &'static str, why: &str) {
        self.steps.push((name, Outcome::Skipped, Duration::ZERO, why.to_owned()));
    }

    /// How the step of this name ended, if it has.
    pub fn outcome(&self, name: &str) -> Option<Outcome> {
        self.steps.iter().find(|(step, ..)| *step == name).map(|(_, outcome, ..)| *outcome)
    }

    /// Prints the table and the closing line.
    pub fn finish(&self) -> ExitCode {
        println!("\n{}", self.table());
        println!("all of it: {:.1} s", self.began.elapsed().as_secs_f64());
        println!("{}", self.closing_line());
        self.exit_code()
    }

    /// Whether all passed, for the system.
    pub fn exit_code(&self) -> ExitCode {
        if self.count(Outcome::Failed) == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn count(&self, wanted: Outcome) -> usize {
        self.steps.iter().filter(|(_, outcome, ..)| *outcome == wanted).count()
    }

    fn table(&self) -> String {
        let mut table = String::new();
        for (name, outcome, time, note) in &self.steps {
            let word = word(*outcome);
            let line = format!("{word:<8} {:>7.1} s  {name:<12} {note}", time.as_secs_f64());
            table.push_str(line.trim_end());
            table.push('\n');
        }
        table
    }

    /// The line that CI reads: alone, and the last.
    fn closing_line(&self) -> String {
        let skipped = match self.count(Outcome::Skipped) {
            0 => String::new(),
            count => format!(", {count} skipped"),
        };
        format!("{} passed, {} failed{skipped}", self.count(Outcome::Passed), self.count(Outcome::Failed))
    }
}

const fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Passed => "passed",
        Outcome::Failed => "FAILED",
        Outcome::Skipped => "skipped",
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or("").to_owned()
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn a_failed_step_does_not_stop_the_next_and_is_counted() {
        let mut suite = Suite::begin();
        suite.step("format", || bail!("not formatted\n  help: cargo fmt"));
        suite.step("lints", || Ok(()));
        suite.skip("browser", "--no-browser");
        assert_eq!(suite.outcome("format"), Some(Outcome::Failed));
        assert_eq!(suite.outcome("lints"), Some(Outcome::Passed));
        assert_eq!(suite.outcome("browser"), Some(Outcome::Skipped));
        assert_eq!(suite.outcome("dist"), None);
        assert_eq!(suite.closing_line(), "1 passed, 1 failed, 1 skipped");
        let table = suite.table();
        assert!(table.contains("format       not formatted\n") && table.contains("--no-browser"), "{table}");
        assert_eq!(format!("{:?}", suite.finish()), format!("{:?}", ExitCode::FAILURE));
    }

    #[test]
    fn a_step_beside_the_others_has_its_own_time_and_is_counted() {
        let mut suite = Suite::begin();
        suite.keep_beside("site", (Ok(()), Duration::from_secs(360)));
        suite.keep_beside("kit", (Err(anyhow::anyhow!("ended with 1")), Duration::from_secs(1)));
        assert_eq!(suite.closing_line(), "1 passed, 1 failed");
        assert_eq!(suite.outcome("kit"), Some(Outcome::Failed));
        let table = suite.table();
        assert!(
            table.contains("360.0 s  site         beside the others\n") && table.contains("ended with 1"),
            "{table}"
        );
    }

    #[test]
    fn nothing_skipped_is_not_mentioned() {
        let mut suite = Suite::begin();
        suite.step("format", || Ok(()));
        assert_eq!(suite.closing_line(), "1 passed, 0 failed");
    }
}
