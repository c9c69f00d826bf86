//! The project's own tool: sets the machine up, builds, serves, tests and measures the site.
//! Run as `cargo xtask COMMAND`; `cargo xtask help` lists the commands.

mod bench;
mod browser;
mod components;
mod compress;
mod connection;
mod debian;
mod fuzz;
mod http;
mod kit;
mod measured;
mod minify;
mod mutants;
mod offline;
mod packs;
mod page;
mod project;
mod run;
mod screenshots;
mod serve;
mod server;
mod site;
mod small;
mod split;
mod stamp;
mod styles;
mod suite;
mod test;
mod tools;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

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
    Build,
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
    /// Write the rule books and the texts as packs into web/generated/ (Trunk calls this)
    #[command(hide = true)]
    Packs,
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
        Command::Build => {
            let tools = tools::prepare(&project)?;
            site::build(&project, &tools)?;
            kit::publish(&project, &tools)?;
            compress::print_sizes(&project.dist())?;
        }
        Command::Test(options) => return test::test(&project, &options),
        Command::Bench(options) => bench::bench(&project, &options)?,
        Command::Fuzz(options) => fuzz::fuzz(&project, &options)?,
        Command::Mutants(options) => mutants::mutants(&project, &options)?,
        Command::Screenshots => screenshots::take(&project)?,
        Command::Packs => packs::write(&project)?,
    }
    Ok(ExitCode::SUCCESS)
}
