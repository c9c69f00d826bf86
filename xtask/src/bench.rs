//! Measures the core and the JavaScript module; with `--web` or `--package`, the built site in Chromium.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::assemble;
use crate::compress;
use crate::hosts;
use crate::kit;
use crate::manner::Manner;
use crate::minify;
use crate::project::Project;
use crate::run::{cargo, say, show};
use crate::server::Site;
use crate::tools::Tools;
use crate::{browser, measured, outside, site, tools, weigh};

/// What is measured.
#[derive(clap::Args)]
pub struct Options {
    /// The built site in Chromium instead: first-load bytes and answers beside a form library, Lighthouse, memory, package time
    #[arg(long)]
    web: bool,
    /// Without Lighthouse, which takes a few minutes
    #[arg(long, requires = "web")]
    no_lighthouse: bool,
    /// Packages in Chromium instead: time, size and peak memory with none and with 200 MB of attachments
    #[arg(long, conflicts_with = "web")]
    package: bool,
    /// Two builds side by side in Chromium instead: the site in this folder, a `dist/` of an earlier tree, and that of this tree
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["web", "package"])]
    before: Option<PathBuf>,
    /// Only the JavaScript module beside rules written by hand, in Node
    #[arg(long, conflicts_with_all = ["web", "package", "before"])]
    module: bool,
}

/// Runs the benches, each with its own table.
pub fn bench(project: &Project, options: &Options) -> Result<()> {
    if let Some(before) = &options.before {
        return beside_before(project, before);
    }
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
    if options.web {
        weigh::print(project, &dist)?;
    }
    let node = browser::prepare_node(project)?;
    let chromium = outside::prepare_browser("measuring")?;
    let folder = project.root().join("tests").join("bench");
    let library = options.web.then(|| Site::start(&form_library(project, &tools, &folder)?, "/", None)).transpose()?;
    let site = Site::start(&dist, "/", None)?;
    let hosted = Site::start(&with_host(project, &dist)?, "/", None)?;
    say("Measuring the built site in Chromium (a few minutes; keep the machine otherwise idle)");
    let mut command = Command::new(node);
    command
        .arg(folder.join(if options.package { "package.mjs" } else { "web.mjs" }))
        .current_dir(project.root())
        .env("ZIPING_SITE", site.address())
        .env("ZIPING_SITE_HOSTED", hosted.address())
        .env("ZIPING_DIST", &dist)
        .env("ZIPING_CHROMIUM", chromium);
    if let Some(library) = &library {
        command.env("ZIPING_FORM_LIBRARY", library.address());
    }
    if options.no_lighthouse {
        command.arg("--no-lighthouse");
    }
    show(&mut command, "read the message above; `cargo xtask serve` shows the same site")
}

/// Measures an earlier build of the site and that of this tree by turns.
fn beside_before(project: &Project, before: &Path) -> Result<()> {
    if !before.join("index.html").is_file() {
        bail!(
            "`{}` holds no built site\n  help: `git worktree add /tmp/before COMMIT`, `cargo xtask build` there, and then \
             `cargo xtask bench --before /tmp/before/dist` here",
            before.display()
        );
    }
    let tools = tools::prepare_small(project)?;
    let dist = site::build(project, &tools, Manner::Small)?;
    let node = browser::prepare_node(project)?;
    let chromium = outside::prepare_browser("measuring")?;
    let (earlier, site) = (Site::start(before, "/", None)?, Site::start(&dist, "/", None)?);
    say("Measuring two builds of the site in Chromium (some ten minutes; keep the machine otherwise idle)");
    show(
        Command::new(node)
            .arg(project.root().join("tests").join("bench").join("before.mjs"))
            .current_dir(project.root())
            .env("ZIPING_SITE_BEFORE", earlier.address())
            .env("ZIPING_DIST_BEFORE", before)
            .env("ZIPING_SITE", site.address())
            .env("ZIPING_DIST", &dist)
            .env("ZIPING_CHROMIUM", chromium),
        "read the message above; an earlier site may have other pages than the bench knows",
    )
}

/// The page of the form library that the site is measured beside, made of what lies in `tests/bench/form/` and compressed as the
/// site is.
fn form_library(project: &Project, tools: &Tools, benches: &Path) -> Result<PathBuf> {
    say("Building the page of the form library (under a minute)");
    tools::node_packages_of(benches)?;
    let (source, made) = (benches.join("form"), project.target().join("form-library"));
    if made.is_dir() {
        fs::remove_dir_all(&made).with_context(|| format!("`{}` cannot be removed", made.display()))?;
    }
    fs::create_dir_all(&made).with_context(|| format!("`{}` cannot be made", made.display()))?;
    minify::bundle(tools, &source.join("page.mjs"), &made.join("page.js"))?;
    let index = made.join("index.html");
    fs::copy(source.join("index.html"), &index).with_context(|| format!("`{}` cannot be written", index.display()))?;
    compress::all(&made, &project.target().join("compressed-form-library"))?;
    Ok(made)
}

/// A copy of the site with a host folder as an association fills it in: a table of forty lines, a form, a name.
fn with_host(project: &Project, dist: &Path) -> Result<PathBuf> {
    let copy = project.target().join("hosted-dist");
    if copy.is_dir() {
        fs::remove_dir_all(&copy).with_context(|| format!("`{}` cannot be removed", copy.display()))?;
    }
    assemble::copy_folder(dist, &copy)?;
    let cli = browser::build_cli(project)?;
    let form = project.target().join("application.docx");
    let ziping = |arguments: &[&str]| {
        show(Command::new(&cli).args(arguments).current_dir(project.root()), "`ziping host make` should make a folder")
    };
    ziping(&["form", "--regime", "credit", "--out", &form.to_string_lossy()])?;
    let (folder, form) = (copy.join(hosts::HOST_FOLDER), format!("credit={}", form.display()));
    let named = ["--name", "某市软件协会", "--name-en", "Software Association", "--phone", "010-12345678"];
    let filled = ["--regimes", "credit,om", "--overlay", "tests/scores/forty.overlay.toml", "--form", &form];
    ziping(&[&["host", "make", "--lang", "en", "--out", &folder.to_string_lossy()][..], &named, &filled].concat())?;
    Ok(copy)
}
