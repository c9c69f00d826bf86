//! A step of `cargo xtask test` that runs beside the others, in a process of its own.
//!
//! Linking the site's programs, each as one piece, keeps a single processor busy for minutes. Cargo locks a folder for each
//! profile, and the steps before `wasm-lints` do not build with that of the site, so that neither waits for the other. Those that do
//! use what is compiled here, and wait for it.

use std::env;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};

use crate::project::Project;
use crate::run::say;

/// A step that runs beside the others.
pub struct Beside {
    name: &'static str,
    /// Where its output is kept until its place comes.
    log: PathBuf,
    running: JoinHandle<std::io::Result<(ExitStatus, Duration)>>,
}

impl Beside {
    /// Starts the step.
    pub fn begin(project: &Project, name: &'static str) -> Result<Self> {
        let log = project.target().join(format!("{name}.log"));
        let unwritten = || format!("`{}` cannot be written", log.display());
        let output = File::create(&log).with_context(unwritten)?;
        let mut command = Command::new(env::current_exe().context("this program does not know where it lies")?);
        command.args(["test", name, "--beside"]).current_dir(project.root());
        command.stdin(Stdio::null()).stderr(output.try_clone().with_context(unwritten)?).stdout(output);
        let start = Instant::now();
        let mut child = command.spawn().with_context(|| format!("the step `{name}` could not be started"))?;
        say(format!("The step `{name}` runs beside the others; what it says is in {} until its turn", log.display()));
        let running = thread::spawn(move || Ok((child.wait()?, start.elapsed())));
        Ok(Self { name, log, running })
    }

    /// Whether it is this step.
    pub fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// Waits for its end, prints what it said, and says how it ended and how long it took by itself.
    pub fn end(self) -> (Result<()>, Duration) {
        let ended = self.running.join().map_err(|_| anyhow!("nothing waits for the step `{}` any more", self.name));
        print!("{}", fs::read_to_string(&self.log).unwrap_or_default());
        match ended.and_then(|ended| ended.context("its end could not be waited for")) {
            Ok((status, time)) if status.success() => (Ok(()), time),
            Ok((status, time)) => (failed(status), time),
            Err(error) => (Err(error), Duration::ZERO),
        }
    }
}

fn failed(status: ExitStatus) -> Result<()> {
    bail!("its process ended with {status}; what it said stands above")
}
