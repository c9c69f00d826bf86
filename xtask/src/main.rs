//! The project's own tool: sets the machine up, builds, serves, tests and measures the site.
//! Run as `cargo xtask COMMAND`; `cargo xtask help` lists the commands.

mod assemble;
mod bench;
mod beside;
mod browser;
mod built_in;
mod components;
mod compress;
mod cores;
mod fuzz;
mod hosts;
mod kit;
mod libtest;
mod links;
mod manner;
mod measured;
mod minify;
mod mutants;
mod notices;
mod offline;
mod outside;
mod pack;
mod packs;
mod page;
mod programs;
mod project;
mod release;
#[cfg(test)]
mod rooms;
mod run;
mod screenshots;
mod serve;
mod server;
mod single;
mod site;
mod small;
mod split;
mod stamp;
mod steps;
mod strip;
mod styles;
mod suite;
mod test;
mod times;
mod toolchain;
mod tools;
mod weigh;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use manner::Manner;
use project::Project;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Build, serve, test and measure Ziping 自评.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site if anything changed and serve it on this machine
    Serve(serve::Options),
    /// Make dist/: the site with relative addresses, the JavaScript module, and Brotli and gzip beside each file
    Build(Building),
    /// Make what is published: the site as a zip and as a single file, the command line for this platform, notices, checksums
    Release(release::Options),
    /// Format, lints, Rust tests, content, the JavaScript module, components and the built site in a real browser
    Test(test::Options),
    /// Measure the core, and the JavaScript module beside rules written by hand; or, with --web, the built site
    Bench(bench::Options),
    /// Fuzz the readers of conditions, rule books and answers (nightly toolchain, cargo-fuzz)
    Fuzz(fuzz::Options),
    /// Change the engine's code at random places and see whether a test fails (cargo-mutants)
    Mutants(mutants::Options),
    /// Take pictures of the built site into target/screenshots/
    Screenshots,
    /// Write the rule books and the texts as packs into web/generated/ and kit/generated/ (Trunk calls this while it watches)
    #[command(hide = true)]
    Packs,
}

/// How the site is built.
#[derive(clap::Args)]
struct Building {
    /// Only the site, for developing and testing, into target/quick-dist/: soon there, large, not compressed; dist/ stays
    #[arg(long)]
    quick: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match carry_out(arguments.command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(command: Command) -> Result<ExitCode> {
    let project = Project::find()?;
    match command {
        Command::Serve(options) => serve::serve(&project, &options)?,
        Command::Build(Building { quick: true }) => {
            let dist = site::build(&project, &tools::prepare(&project)?, Manner::Quick)?;
            run::say(format!("The quickly built site lies in {}", dist.display()));
        }
        Command::Build(Building { quick: false }) => {
            let tools = tools::prepare_small(&project)?;
            let dist = site::build(&project, &tools, Manner::Small)?;
            kit::publish(&kit::build(&project, Manner::Small)?, &dist)?;
            compress::all(&dist, &project.target().join("compressed"))?;
            compress::print_sizes(&dist)?;
        }
        Command::Release(options) => release::release(&project, &options)?,
        Command::Test(options) => return test::test(&project, &options),
        Command::Bench(options) => bench::bench(&project, &options)?,
        Command::Fuzz(options) => fuzz::fuzz(&project, &options)?,
        Command::Mutants(options) => mutants::mutants(&project, &options)?,
        Command::Screenshots => screenshots::take(&project)?,
        Command::Packs => packs::write(&project)?,
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What follows `cargo xtask` in a text, up to the end of its line or of its code.
    fn commands(text: &str) -> Vec<Vec<&str>> {
        let after = text.split("cargo xtask ").skip(1);
        after.map(|rest| rest.split(['\n', '`', '#']).next().unwrap_or_default().split_whitespace().collect()).collect()
    }

    #[test]
    fn workflows_and_guides_name_commands_that_there_are() {
        let project = Project::find().unwrap();
        for (file, wanted) in [
            (".github/workflows/check.yml", "test"),
            (".github/workflows/release.yml", "release --verify"),
            ("README.md", "test"),
            ("docs/hosting.md", "release"),
            ("docs/hosting.zh-CN.md", "release"),
        ] {
            let text = project.read(file).unwrap();
            let found = commands(&text);
            assert!(found.iter().any(|words| words.join(" ") == wanted), "{file}: {found:?}");
            for words in found {
                let parsed = Arguments::try_parse_from(["xtask"].into_iter().chain(words.iter().copied()));
                assert!(parsed.is_ok(), "{file}: cargo xtask {}", words.join(" "));
            }
        }
    }
}
