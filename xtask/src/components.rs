//! The tests of the page's crate, its components among them: compiled for the browser, run in headless Chromium by wasm-bindgen's
//! test runner. Compiled for this machine they would take all that Yew and the browser's interfaces need a second time.

use std::process::Command;

use anyhow::{Context, Result};

use crate::outside;
use crate::packs;
use crate::project::Project;
use crate::run::{executable, find, linting, say, show};
use crate::tools;

/// Builds and runs them; `name`: only those whose name contains it.
pub fn test(project: &Project, name: Option<&str>) -> Result<()> {
    tools::prepare(project)?;
    let driver = outside::driver().context("ChromeDriver is not found")?;
    let folder = project.tools().join("bin");
    let runner = executable(&folder, "wasm-bindgen-test-runner")
        .or_else(|| find(&["wasm-bindgen-test-runner"]))
        .context("`wasm-bindgen-test-runner` is not installed beside wasm-bindgen")?;
    packs::write(project)?;

    say("Building the page's crate for its tests (2 to 4 minutes the first time)");
    let base = ["test", "--package", "ziping-web", "--lib", "--target", "wasm32-unknown-unknown", "--locked"];
    let remedy = "mend the code; if a crate could not be fetched, check the network";
    show(in_project(linting().args(base).arg("--no-run"), project), remedy)?;

    say("Testing the page's crate in headless Chromium (about 15 seconds)");
    let mut command = linting();
    command
        .args(base)
        .arg("--")
        .args(name)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", driver);
    show(in_project(&mut command, project), "read the failing test above; they are in web/src/")
}

fn in_project<'a>(command: &'a mut Command, project: &Project) -> &'a mut Command {
    command.current_dir(project.root())
}
