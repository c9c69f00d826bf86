//! The tests of the page's crate, its components among them: compiled for the browser, run in headless Chromium by wasm-bindgen's
//! test runner. Compiled for this machine they would take all that Yew and the browser's interfaces need a second time.

use std::process::Command;

use anyhow::{Context, Result};

use crate::outside;
use crate::packs;
use crate::project::Project;
use crate::run::{executable, find, linting, linting_one, say, show};
use crate::small;
use crate::tools::{self, Tools};

/// Cargo's command that builds them, linted on the way.
///
/// `site`: what the same run builds the site with. Its libraries are compiled then, which takes three times as long as the crate
/// itself, and the tests use those; a test that fails cannot say why, for that is left out for visitors. Otherwise the tests are
/// compiled with what a quick site is made of.
pub fn building(project: &Project, site: Option<&Tools>) -> Command {
    let mut command = if site.is_some() { linting_one() } else { linting() };
    command
        .args(["test", "--package", "ziping-web", "--lib", "--target", "wasm32-unknown-unknown", "--locked"])
        .current_dir(project.root());
    if let Some(tools) = site {
        // The crate itself is compiled for nobody else: soon, and with what a quick site checks.
        command.args(["--profile", "site"]);
        for setting in ["opt-level=0", "debug-assertions=true", "overflow-checks=true"] {
            command.arg("--config").arg(format!("profile.site.package.ziping-web.{setting}"));
        }
        small::ask_for_tests(&mut command);
        if tools.shrinks {
            small::ask(&mut command);
        }
    }
    command
}

/// Builds and runs them; `name`: only those whose name contains it.
pub fn test(project: &Project, site: Option<&Tools>, name: Option<&str>) -> Result<()> {
    tools::prepare(project)?;
    let driver = outside::driver().context("ChromeDriver is not found")?;
    let folder = project.tools().join("bin");
    let runner = executable(&folder, "wasm-bindgen-test-runner")
        .or_else(|| find(&["wasm-bindgen-test-runner"]))
        .context("`wasm-bindgen-test-runner` is not installed beside wasm-bindgen")?;
    packs::write(project)?;

    say("Building the page's crate for its tests (2 to 4 minutes the first time)");
    let remedy = "mend the code; if a crate could not be fetched, check the network";
    show(building(project, site).arg("--no-run"), remedy)?;

    say("Testing the page's crate in headless Chromium (about 15 seconds)");
    let mut command = building(project, site);
    command.arg("--").args(name).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner).env("CHROMEDRIVER", driver);
    show(
        &mut command,
        match site {
            Some(_) => "`cargo xtask test components` says why the test above fails; the tests are in web/src/",
            None => "read the failing test above; they are in web/src/",
        },
    )
}
