//! `cargo xtask test`: everything that must hold, step by step.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Result, bail};

use crate::beside::Beside;
use crate::browser::Tests;
use crate::manner::Manner;
use crate::project::Project;
use crate::run::{NATIVE, cargo, linting, show, strict};
use crate::steps::{self, STEPS, Step};
use crate::suite::{Outcome, Suite};
use crate::tools::{self, Tools};
use crate::{browser, components, kit, libtest, outside, packs, programs, site, times};

/// Which steps run.
#[derive(clap::Args)]
pub struct Options {
    /// Only these steps: format, lints, tests, doc-tests, content, kit, wasm-lints, components, site, browser, dist
    steps: Vec<String>,
    /// A developer's round: dist/ is not built, so what is true of it alone is left out (listed as skipped)
    #[arg(long)]
    quick: bool,
    /// Leave the tests in a browser out (listed as skipped)
    #[arg(long)]
    no_browser: bool,
    /// Only tests whose name contains this, in the steps `tests`, `kit`, `components`, `browser` and `dist`
    #[arg(long)]
    name: Option<String>,
    /// One step beside others that run: without the table at the end
    #[arg(long, hide = true)]
    beside: bool,
}

/// Runs the steps and prints their summary; the exit code says whether all passed.
pub fn test(project: &Project, options: &Options) -> Result<ExitCode> {
    if let Some(unknown) = options.steps.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        bail!("there is no step `{unknown}`\n  help: the steps are {}", steps::names());
    }
    let wanted = |step: &&Step| options.steps.is_empty() || options.steps.iter().any(|name| name == step.name);
    let (mut suite, mut timed) = (Suite::begin(), Vec::new());
    let steps: Vec<&Step> = STEPS.iter().filter(wanted).collect();
    let builds_site = steps.iter().any(|step| step.name == "site") && left_out("site", options).is_none();
    let has_tests = steps.iter().any(|step| step.name == "tests");
    let mut beside = (builds_site && has_tests).then(|| begin_beside(project)).flatten();
    for step in steps {
        if let Some(why) = left_out(step.name, options) {
            suite.skip(step.name, why);
            continue;
        }
        if let Some(beside) = beside.take_if(|beside| beside.is(step.name)) {
            suite.keep_beside(step.name, beside.end());
            continue;
        }
        let site = suite.outcome("site");
        suite.step(step.name, || {
            outside::prepare(&format!("the step `{}`", step.name), step.needs)?;
            if matches!(step.name, "browser" | "dist") && site == Some(Outcome::Failed) {
                bail!("there is no site to test: the step `site` failed");
            }
            let site = Site { in_this_run: builds_site, there: site == Some(Outcome::Passed) };
            run(project, step.name, site, options)
        });
        timed.extend(times::read(project, step.name));
    }
    if options.beside {
        return Ok(suite.exit_code());
    }
    let slowest = times::slowest(timed);
    if !slowest.is_empty() {
        println!("\nthe slowest tests:\n{slowest}");
    }
    Ok(suite.finish())
}

/// Starts the step `site`, which runs beside the others where the tests are among those. What cannot be prepared waits for its place
/// and says there what is wrong.
fn begin_beside(project: &Project) -> Option<Beside> {
    // What both processes would install or write at once is there before.
    let begin = || -> Result<Beside> {
        tools::prepare_small(project)?;
        packs::write(project)?;
        Beside::begin(project, "site")
    };
    begin().inspect_err(|error| println!("\nThe step `site` waits for its turn: {error:#}")).ok()
}

/// Why a step does not run, if it does not.
fn left_out(step: &str, options: &Options) -> Option<&'static str> {
    match step {
        "components" | "browser" | "dist" if options.no_browser => Some("left out with --no-browser"),
        "site" | "dist" if options.quick => Some("left out with --quick"),
        _ => None,
    }
}

/// What a run has of the site that visitors get.
#[derive(Clone, Copy)]
struct Site {
    /// It is or will be built: crates for browsers are compiled once, as it has them.
    in_this_run: bool,
    /// It is built, and the tests of the pages use it; otherwise a site that is built quickly.
    there: bool,
}

/// Runs a step.
fn run(project: &Project, step: &str, site: Site, options: &Options) -> Result<()> {
    let name = options.name.as_deref();
    let manner = if options.quick { Manner::Quick } else { Manner::Small };
    let tools_of_site = || site.in_this_run.then(|| tools::prepare_small(project)).transpose();
    match step {
        "format" => format(project),
        "lints" => lints(project),
        "wasm-lints" => wasm_lints(project, tools_of_site()?.as_ref()),
        "tests" => libtest::run(project, name),
        "doc-tests" => doc_tests(project),
        "content" => content(project),
        "kit" => kit::test(project, manner, name),
        "components" => components::test(project, tools_of_site()?.as_ref(), name),
        "browser" if site.there => browser::run(project, &project.dist(), Tests::OfPages, name),
        "browser" => {
            let quick = site::build(project, &tools::prepare(project)?, Manner::Quick)?;
            browser::run(project, &quick, Tests::OfPages, name)
        }
        "site" => build_site(project).map(drop),
        "dist" if site.there => browser::run(project, &project.dist(), Tests::OfDist, name),
        "dist" => browser::run(project, &build_site(project)?, Tests::OfDist, name),
        unknown => bail!("the step `{unknown}` has nothing to run"),
    }
}

fn format(project: &Project) -> Result<()> {
    show(in_project(cargo().args(["fmt", "--all", "--check"]), project), "`cargo fmt` formats the code")
}

/// Builds what the tests of later steps need, and fails where compiler or clippy have something to say of it.
fn lints(project: &Project) -> Result<()> {
    let mut command = linting();
    command.args(["test", "--no-run", "--all-targets", "--locked"]).args(NATIVE);
    strict(in_project(&mut command, project))
}

/// The page's crate with the tests of its components, the page's programs and the JavaScript module. `site`: what the same run builds
/// the site and the module with. Crate and module are linted with what is compiled there, and the programs are compiled there as
/// strictly: each takes a few lines to call the crate. Otherwise all of it is compiled quickly.
fn wasm_lints(project: &Project, site: Option<&Tools>) -> Result<()> {
    tools::add_target(project)?;
    packs::write(project)?;
    strict(components::building(project, site).arg("--no-run"))?;
    match site {
        Some(_) => strict(&mut kit::linting_of(project, Manner::Small)),
        None => {
            strict(&mut kit::linting_of(project, Manner::Quick))?;
            strict(&mut programs::building(project, Manner::Quick))
        }
    }
}

/// The examples in the documentation.
fn doc_tests(project: &Project) -> Result<()> {
    show(
        in_project(linting().args(["test", "--doc", "--locked", "--quiet"]).args(NATIVE), project),
        "mend the example in the documentation that is named above",
    )
}

fn content(project: &Project) -> Result<()> {
    let cli = browser::build_cli(project)?;
    show(in_project(Command::new(cli).args(["check", "content"]), project), "mend the rule book that is named above")
}

/// The site as visitors get it, with the JavaScript module beside it.
fn build_site(project: &Project) -> Result<PathBuf> {
    let tools = tools::prepare_small(project)?;
    // First, for the step `kit` waits for it where this runs beside it.
    let package = kit::build(project, Manner::Small)?;
    let dist = site::build(project, &tools, Manner::Small)?;
    kit::publish(&package, &dist)?;
    Ok(dist)
}

fn in_project<'a>(command: &'a mut Command, project: &Project) -> &'a mut Command {
    command.current_dir(project.root())
}
