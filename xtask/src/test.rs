//! `cargo xtask test`: everything that must hold, step by step.

use std::process::{Command, ExitCode};

use anyhow::{Result, bail};

use crate::project::Project;
use crate::run::{answer, cargo, show};
use crate::suite::Suite;
use crate::{browser, components, kit, site, tools};

/// Which steps run.
#[derive(clap::Args)]
pub struct Options {
    /// Only these steps: format, lints, wasm-lints, tests, doc-tests, content, kit, components, site, browser
    steps: Vec<String>,
    /// Leave the tests in a browser out (listed as skipped)
    #[arg(long)]
    no_browser: bool,
    /// Only tests whose name contains this, in the steps `tests`, `kit`, `components` and `browser`
    #[arg(long)]
    name: Option<String>,
}

const STEPS: [&str; 10] =
    ["format", "lints", "wasm-lints", "tests", "doc-tests", "content", "kit", "components", "site", "browser"];

/// Runs the steps and prints their summary; the exit code says whether all passed.
pub fn test(project: &Project, options: &Options) -> Result<ExitCode> {
    if let Some(unknown) = options.steps.iter().find(|step| !STEPS.contains(&step.as_str())) {
        bail!("there is no step `{unknown}`\n  help: the steps are {}", STEPS.join(", "));
    }
    let wanted = |name: &str| options.steps.is_empty() || options.steps.iter().any(|step| step == name);
    let name = options.name.as_deref();
    let mut suite = Suite::default();

    for step in STEPS.into_iter().filter(|step| wanted(step)) {
        match step {
            "format" => suite.step(step, || format(project)),
            "lints" => suite.step(step, || lints(project)),
            "wasm-lints" => suite.step(step, || wasm_lints(project)),
            "tests" => suite.step(step, || rust_tests(project, name)),
            "doc-tests" => suite.step(step, || doc_tests(project)),
            "content" => suite.step(step, || content(project)),
            "kit" => suite.step(step, || kit::test(project, name)),
            "site" => suite.step(step, || build_site(project)),
            "components" | "browser" if options.no_browser => suite.skip(step, "left out with --no-browser"),
            "components" => suite.step(step, || components::test(project, name)),
            "browser" if suite.failed("site") => {
                suite.step(step, || bail!("there is no site to test: the step `site` failed"));
            }
            "browser" => suite.step(step, || {
                build_site(project)?;
                kit::publish(project, &tools::prepare(project)?)?;
                browser::run(project, name)
            }),
            unknown => bail!("the step `{unknown}` has nothing to run"),
        }
    }
    Ok(suite.finish())
}

fn format(project: &Project) -> Result<()> {
    show(in_project(cargo().args(["fmt", "--all", "--check"]), project), "`cargo fmt` formats the code")
}

fn lints(project: &Project) -> Result<()> {
    let arguments = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    show(in_project(cargo().args(arguments), project), "mend what clippy names above")
}

fn wasm_lints(project: &Project) -> Result<()> {
    tools::add_target(project)?;
    let packages = ["clippy", "--package", "ziping-web", "--package", "ziping-kit"];
    let arguments = ["--target", "wasm32-unknown-unknown", "--all-targets", "--locked", "--", "-D", "warnings"];
    show(in_project(cargo().args(packages).args(arguments), project), "mend what clippy names above")
}

/// All Rust tests, with nextest when it is installed.
fn rust_tests(project: &Project, name: Option<&str>) -> Result<()> {
    let mut command = cargo();
    if answer(cargo().args(["nextest", "--version"])).is_some() {
        command.args(["nextest", "run", "--workspace", "--locked"]);
        if name.is_some() {
            command.arg("--no-tests=pass");
        }
    } else {
        command.args(["test", "--workspace", "--all-targets", "--locked"]);
    }
    show(in_project(command.args(name), project), "read the failing test above")
}

/// The examples in the documentation, which nextest does not run.
fn doc_tests(project: &Project) -> Result<()> {
    show(
        in_project(cargo().args(["test", "--workspace", "--doc", "--locked", "--quiet"]), project),
        "mend the example in the documentation that is named above",
    )
}

fn content(project: &Project) -> Result<()> {
    let arguments = ["run", "--quiet", "--locked", "--package", "ziping-cli", "--", "check", "content"];
    show(in_project(cargo().args(arguments), project), "mend the rule book that is named above")
}

fn build_site(project: &Project) -> Result<()> {
    let tools = tools::prepare(project)?;
    site::build(project, &tools)
}

fn in_project<'a>(command: &'a mut Command, project: &Project) -> &'a mut Command {
    command.current_dir(project.root())
}
