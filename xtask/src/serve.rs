//! `cargo xtask serve`: the built site on this machine, or Trunk's own loop.

use std::process::Command;

use anyhow::Result;

use crate::manner::Manner;
use crate::project::Project;
use crate::run::{say, show};
use crate::server::{Site, free_port};
use crate::{site, tools};

/// How `cargo xtask serve` is asked to serve.
#[derive(clap::Args)]
pub struct Options {
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Serve on this port, or on the next free one after it
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Serve below this path, as a host with many sites would
    #[arg(long, default_value = "/", value_parser = base)]
    base: String,
    /// Serve the quickly built site (`cargo xtask build --quick`) and leave dist/ as it is
    #[arg(long)]
    quick: bool,
    /// Build and reload at each change (Trunk's own loop, the quick profile)
    #[arg(long, conflicts_with_all = ["base", "quick"])]
    watch: bool,
}

/// A path with a slash on both sides.
fn base(text: &str) -> Result<String, String> {
    let inside = text.trim_matches('/');
    if inside.contains(['?', '#', '%', '\\', '"', '<', ' ']) {
        return Err("a base is a plain path such as /sub/path/".to_owned());
    }
    Ok(if inside.is_empty() { "/".to_owned() } else { format!("/{inside}/") })
}

/// Builds the site when needed, serves it and prints where.
pub fn serve(project: &Project, options: &Options) -> Result<()> {
    if options.watch {
        return watch(project, options);
    }
    let dist = if options.quick {
        site::build(project, &tools::prepare(project)?, Manner::Quick)?
    } else {
        site::build(project, &tools::prepare_small(project)?, Manner::Small)?
    };
    let site = Site::start(&dist, &options.base, Some(options.port))?;
    say(format!("The site is at {}   (Ctrl-C stops)", site.address()));
    if options.open {
        open(site.address());
    }
    site.wait()
}

fn watch(project: &Project, options: &Options) -> Result<()> {
    let tools = tools::prepare(project)?;
    let trunk = tools::trunk(project)?;
    let port = free_port(options.port)?;
    say(format!("Trunk builds the quick profile and serves it at http://127.0.0.1:{port}/ (Ctrl-C stops)"));
    let mut command = Command::new(trunk);
    command
        .args(["serve", "--port", &port.to_string(), "--dist"])
        .arg(project.target().join("watch"))
        .current_dir(project.root())
        .env("PATH", &tools.path)
        .env_remove("NO_COLOR");
    if options.open {
        command.arg("--open=true");
    }
    show(&mut command, "read Trunk's message above")
}

/// Asks the desktop to show the address; a machine without one just keeps serving.
fn open(address: &str) {
    let opener: &[&str] = if cfg!(windows) {
        &["cmd", "/c", "start", ""]
    } else if cfg!(target_os = "macos") {
        &["open"]
    } else {
        &["xdg-open"]
    };
    let [program, arguments @ ..] = opener else {
        return;
    };
    if Command::new(program).args(arguments).arg(address).spawn().is_err() {
        println!("no program to open a browser with was found; open the address yourself");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_gets_its_slashes() {
        assert_eq!(base("sub/path"), Ok("/sub/path/".to_owned()));
        assert_eq!(base("/"), Ok("/".to_owned()));
        assert!(base("/a?b").is_err());
    }
}
