//! The tests under tests/site/: the site in headless Chromium and Firefox, driven from Node.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

use crate::outside;
use crate::project::Project;
use crate::run::{NATIVE, find, linting, say, show};
use crate::server::Site;
use crate::single;
use crate::times;
use crate::tools;

/// How many files of tests run at once, each with a browser of its own, which takes half a gigabyte. Where that has no window, one more
/// than there are cores: while one waits for what its page is to show, another can go on. The whole browser keeps a core busy by itself.
fn at_once(tests: Tests) -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from).min(7);
    let files = match tests {
        Tests::OfPages => cores + 1,
        Tests::OfDist => cores,
    };
    format!("--test-concurrency={files}")
}

/// A test that hangs fails after a quarter of an hour, and so does a file of tests, in milliseconds: that with axe takes two
/// minutes on a calm machine and took more than five on a busy one.
const AT_MOST: &str = "--test-timeout=900000";

/// How the name of a test ends that is true of the site as visitors get it alone: its parts, its files without a network.
const OF_DIST: &str = ".dist.test.mjs";

/// Which tests run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tests {
    /// Of what the pages do: true of any site, however it was built.
    OfPages,
    /// Of what is true of dist/ alone.
    OfDist,
}

impl Tests {
    /// The step that runs them.
    const fn step(self) -> &'static str {
        match self {
            Self::OfPages => "browser",
            Self::OfDist => "dist",
        }
    }

    /// Whether a file of tests is one of them.
    fn are_in(self, file: &Path) -> bool {
        file.to_string_lossy().ends_with(OF_DIST) == (self == Self::OfDist)
    }
}

/// Serves a site on free ports, at the root and below a path, and runs tests against it.
pub fn run(project: &Project, dist: &Path, tests: Tests, name: Option<&str>) -> Result<()> {
    let node = prepare_node(project)?;
    let cli = build_cli(project)?;
    let site = Site::start(dist, "/", None)?;
    let below = Site::start(dist, "/some/where/", None)?;

    say(format!("Testing the site in {} at {} and {}", dist.display(), site.address(), below.address()));
    let mut command = Command::new(node);
    times::of_node(&mut command, project, &times::file(project, tests.step())?);
    command.args([at_once(tests).as_str(), AT_MOST]);
    if let Some(name) = name {
        command.arg(format!("--test-name-pattern={name}"));
    }
    let files = test_files(&project.root().join("tests").join("site"))?;
    command
        .args(files.iter().filter(|file| tests.are_in(file)))
        .current_dir(project.root())
        .env("ZIPING_SITE", site.address())
        .env("ZIPING_SITE_BELOW", below.address())
        .env("ZIPING_DIST", dist)
        .env("ZIPING_CLI", cli)
        .env("ZIPING_CHROMIUM", outside::chromium().context("Chromium is not found")?)
        .env("ZIPING_PYTHON", outside::python().context("Python 3 is not found")?);
    // What is true of the built site alone is tested in the whole browser.
    if tests == Tests::OfPages
        && let Some(shell) = outside::headless_shell()
    {
        command.env("ZIPING_HEADLESS_SHELL", shell);
    }
    if tests == Tests::OfDist {
        command.env("ZIPING_SINGLE", single::write(project, &tools::prepare(project)?, dist)?);
        let old = project.root().join("tests").join("browsers");
        tools::node_packages_of(&old)?;
        command.env("ZIPING_OLD_BROWSERS", old);
        if let Some((driver, browser)) = outside::webkit() {
            command.env("ZIPING_WEBKIT_DRIVER", driver).env("ZIPING_WEBKIT", browser);
        }
    }
    if let Some(firefox) = outside::firefox() {
        command.env("ZIPING_FIREFOX", firefox);
    }
    show(
        &mut command,
        "read the failing test above; `cargo xtask serve` shows the same site, with --quick the quick one",
    )
}

/// Node with the pinned packages.
pub fn prepare_node(project: &Project) -> Result<PathBuf> {
    if !tools::node_packages(project)? {
        bail!("Node.js is not installed\n  help: install Node.js 20 or newer (https://nodejs.org) and run this again");
    }
    find(&["node"]).context("`node` is not on PATH")
}

/// The `*.test.mjs` of a folder.
pub fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let unreadable = || format!("`{}` cannot be read", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    if files.is_empty() {
        bail!("`{}` holds no *.test.mjs, so nothing would be tested", folder.display());
    }
    files.sort();
    Ok(files)
}

/// Builds the command line, which the tests compare the site with, and says where it is.
pub fn build_cli(project: &Project) -> Result<PathBuf> {
    say("Building the command line, which the tests compare the site with");
    // For a test, as the step `tests` builds it: with other features all of it would be compiled again.
    build_cli_by(project, linting(), &["test", "--no-run", "--test=program"])
}

/// Builds the command line by a command of Cargo's, one that lints or not, and says where it is.
pub fn build_cli_by(project: &Project, mut cargo: Command, build: &[&str]) -> Result<PathBuf> {
    let output = cargo
        .args(build)
        .args(["--quiet", "--locked", "--message-format=json-render-diagnostics"])
        .args(NATIVE)
        .current_dir(project.root())
        .stderr(Stdio::inherit())
        .output()
        .context("cargo could not be started")?;
    let path = String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message.pointer("/target/name").is_some_and(|name| name == "ziping"))
        .filter_map(|message| Some(PathBuf::from(message.get("executable")?.as_str()?)))
        .next_back();
    match path {
        Some(path) if output.status.success() => Ok(path),
        _ => bail!("the command line does not build\n  help: `cargo build --package ziping-cli` shows why"),
    }
}
