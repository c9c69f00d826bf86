//! Measures the core and the JavaScript module.

use crate::kit;
use crate::project::Project;
use crate::run::{cargo, say, show};
use anyhow::Result;

/// Runs the core's benches, with their own table.
pub fn bench(project: &Project) -> Result<()> {
    say("Measuring the core (a few minutes; keep the machine otherwise idle)");
    show(
        cargo().args(["bench", "--package", "ziping-core"]).current_dir(project.root()),
        "read the message above; the benches are in core/benches/",
    )?;
    kit::bench(project)
}
