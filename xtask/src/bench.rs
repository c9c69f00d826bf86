//! Measures the core and the JavaScript module; with `--web` or `--package`, the built site in Chromium.

use std::process::Command;

use anyhow::Result;

use crate::kit;
use crate::manner::Manner;
use crate::project::Project;
use crate::run::{cargo, say, show};
use crate::server::Site;
use crate::{browser, measured, outside, site, tools};

/// What is measured.
#[derive(clap::Args)]
pub struct Options {
    /// The built site in Chromium instead: first-load bytes, Lighthouse, answer to screen, memory, package time
    #[arg(long)]
    web: bool,
    /// Without Lighthouse, which takes a few minutes
    #[arg(long, requires = "web")]
    no_lighthouse: bool,
    /// Packages in Chromium instead: time, size and peak memory with none and with 200 MB of attachments
    #[arg(long, conflicts_with = "web")]
    package: bool,
    /// Only the JavaScript module beside rules written by hand, in Node
    #[arg(long, conflicts_with_all = ["web", "package"])]
    module: bool,
}

/// Runs the benches, each with its own table.
pub fn bench(project: &Project, options: &Options) -> Result<()> {
    if options.web || options.package {
        return web(project, options);
    }
    if options.module {
        return kit::bench(project);
    }
    say("Measuring the core (a few minutes; keep the machine otherwise idle)");
    show(
        cargo().args(["bench", "--package", "ziping-assess"]).current_dir(project.root()),
        "read the message above; the benches are in core/assess/benches/",
    )?;
    say("Counting the questions that `next` asks, beside the content's order");
    let test = "it_takes_fewer_questions_than_the_order_of_the_content";
    show(
        cargo()
            .args(["test", "--quiet", "--package", "ziping-tests", "--test", "engine", test, "--", "--nocapture"])
            .current_dir(project.root()),
        "read the failing test above: tests/tests/engine/next.rs",
    )?;
    kit::bench(project)?;
    measured::table(project)
}

/// Measures the built site and prints what the budgets allow beside it.
fn web(project: &Project, options: &Options) -> Result<()> {
    let tools = tools::prepare_small(project)?;
    let dist = site::build(project, &tools, Manner::Small)?;
    let node = browser::prepare_node(project)?;
    let chromium = outside::prepare_browser("measuring")?;
    let folder = project.root().join("tests").join("bench");
    if options.web && !options.no_lighthouse {
        tools::node_packages_of(&folder)?;
    }
    let site = Site::start(&dist, "/", None)?;
    say("Measuring the built site in Chromium (a few minutes; keep the machine otherwise idle)");
    let mut command = Command::new(node);
    command
        .arg(folder.join(if options.package { "package.mjs" } else { "web.mjs" }))
        .current_dir(project.root())
        .env("ZIPING_SITE", site.address())
        .env("ZIPING_DIST", &dist)
        .env("ZIPING_CHROMIUM", chromium);
    if options.no_lighthouse {
        command.arg("--no-lighthouse");
    }
    show(&mut command, "read the message above; `cargo xtask serve` shows the same site")
}
