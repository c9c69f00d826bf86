//! Pictures of the built site, to be looked at.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::manner::Manner;
use crate::project::Project;
use crate::run::{say, show};
use crate::server::Site;
use crate::{browser, outside, site, tools};

/// Builds the site when needed and lets tests/site/screenshots.mjs take its pictures.
pub fn take(project: &Project) -> Result<()> {
    let tools = tools::prepare(project)?;
    let dist = site::build(project, &tools, Manner::Quick)?;
    let node = browser::prepare_node(project)?;
    let chromium = outside::prepare_browser("taking pictures")?;
    let folder = project.target().join("screenshots");
    if folder.is_dir() {
        fs::remove_dir_all(&folder).with_context(|| format!("`{}` cannot be emptied", folder.display()))?;
    }
    let site = Site::start(&dist, "/", None)?;
    say(format!("Taking pictures into {}", folder.display()));
    show(
        Command::new(node)
            .arg("tests/site/screenshots.mjs")
            .arg(&folder)
            .current_dir(project.root())
            .env("ZIPING_SITE", site.address())
            .env("ZIPING_CHROMIUM", chromium),
        "read the message above; the list of pages stands in tests/site/pages.mjs",
    )
}
