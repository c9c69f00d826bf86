//! What a site is built for, where it lies, and which files are its own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::project::Project;

/// What a site is built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// For visitors: programs as small as they get, in parts, with compressed copies.
    Small,
    /// For developers and tests of what the pages do: soon there, large and in one piece; overflow and the programs' own
    /// assertions are checked.
    Quick,
}

impl Manner {
    /// Where such a site lies.
    pub fn folder(self, project: &Project) -> PathBuf {
        match self {
            Self::Small => project.dist(),
            Self::Quick => project.target().join("quick-dist"),
        }
    }
}

/// The site's own files with `/` between folders, sorted; no hidden and no compressed ones.
pub fn files_of(dist: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let place = dist.join(&folder);
        let unreadable = || format!("`{}` cannot be read", place.display());
        for entry in fs::read_dir(&place).with_context(unreadable)? {
            let entry = entry.with_context(unreadable)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = folder.join(&name);
            if name.starts_with('.') || name.ends_with(".br") || name.ends_with(".gz") {
                continue;
            }
            if entry.path().is_dir() {
                folders.push(path);
            } else {
                files.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    files.sort();
    Ok(files)
}
