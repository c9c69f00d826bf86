//! The components' own tests: compiled for the browser, run in headless Chromium by wasm-bindgen's test runner.

use std::process::Command;

use anyhow::{Context, Result};

use crate::outside;
use crate::packs;
use crate::project::Project;
use crate::run::{executable, find, linting, say, show};
use crate::tools;

/// Where the tests stand in the crate of the page.
const TRIALS: &str = "trials::";

/// Builds and runs them; `name`: only those whose name contains it.
pub fn test(project: &Project, name: Option<&str>) -> Result<()> {
    tools::prepare(project)?;
    let driver = outside::driver().context("ChromeDriver is not found")?;
    let folder = project.tools().join("bin");
    let runner = executable(&folder, "wasm-bindgen-test-runner")
        .or_else(|| find(&["wasm-bindgen-test-runner"]))
        .context("`wasm-bindgen-test-runner` is not installed beside wasm-bindgen")?;
    packs::write(project)?;

    say("Building the components for their tests (2 to 4 minutes the first time)");
    let base = ["test", "--package", "ziping-web", "--lib", "--target", "wasm32-unknown-unknown", "--locked"];
    let remedy = "mend the code; if a crate could not be fetched, check the network";
    show(in_project(linting().args(base).arg("--no-run"), project), remedy)?;

    say("Testing the components in headless Chromium (about 10 seconds)");
    let mut command = linting();
    command
        .args(base)
        .arg("--")
        .arg(name.unwrap_or(TRIALS))
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", driver);
    show(in_project(&mut command, project), "read the failing test above; they are in web/src/trials/")
}

fn in_project<'a>(command: &'a mut Command, project: &Project) -> &'a mut Command {
    command.current_dir(project.root())
}
