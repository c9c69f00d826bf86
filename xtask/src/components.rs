//! The tests of the page's crate, its components among them: compiled for the browser, run in headless Chromium by wasm-bindgen's
//! test runner. Compiled for this machine they would take all that Yew and the browser's interfaces need a second time.

use std::process::Command;

use anyhow::{Context, Result};

use crate::manner::Manner;
use crate::outside;
use crate::packs;
use crate::project::Project;
use crate::run::{executable, find, linting, say, show};
use crate::tools;

/// What this machine's tests have optimised: in a browser the tests of components hardly use it, and unoptimised it is compiled in
/// half the time.
const UNOPTIMISED: [&str; 5] = ["base", "rules", "regime", "content", "assess"];

/// Cargo's command that builds them. Beside a quick site they use what that is made of.
pub fn building(project: &Project, manner: Manner) -> Command {
    let mut command = linting();
    command
        .args(["test", "--package", "ziping-web", "--lib", "--target", "wasm32-unknown-unknown", "--locked"])
        .current_dir(project.root());
    if manner == Manner::Small {
        for name in UNOPTIMISED {
            command.arg("--config").arg(format!("profile.dev.package.ziping-{name}.opt-level=0"));
        }
    }
    command
}

/// Builds and runs them; `name`: only those whose name contains it.
pub fn test(project: &Project, manner: Manner, name: Option<&str>) -> Result<()> {
    tools::prepare(project)?;
    let driver = outside::driver().context("ChromeDriver is not found")?;
    let folder = project.tools().join("bin");
    let runner = executable(&folder, "wasm-bindgen-test-runner")
        .or_else(|| find(&["wasm-bindgen-test-runner"]))
        .context("`wasm-bindgen-test-runner` is not installed beside wasm-bindgen")?;
    packs::write(project)?;

    say("Building the page's crate for its tests (2 to 4 minutes the first time)");
    let remedy = "mend the code; if a crate could not be fetched, check the network";
    show(building(project, manner).arg("--no-run"), remedy)?;

    say("Testing the page's crate in headless Chromium (about 15 seconds)");
    let mut command = building(project, manner);
    command.arg("--").args(name).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner).env("CHROMEDRIVER", driver);
    show(&mut command, "read the failing test above; they are in web/src/")
}
