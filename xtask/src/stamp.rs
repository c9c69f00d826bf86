//! Whether anything changed since the last build: one number over the contents of all inputs.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// What the site is made of, from the project's root.
const INPUTS: [&str; 12] = [
    "core",
    "content",
    "web",
    "kit",
    "xtask",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "package-lock.json",
    "rust-toolchain.toml",
    "clippy.toml",
    ".cargo/config.toml",
];

/// Folders that hold results, not sources: of builds, and of fuzzing, which may be going on.
const RESULTS: [&str; 5] = ["target", "generated", "node_modules", "corpus", "artifacts"];

/// The stamp of the site's sources; `variant` tells apart builds of the same sources.
pub fn of_sources(root: &Path, variant: &str) -> Result<String> {
    let mut files = BTreeSet::new();
    for input in INPUTS {
        collect(&root.join(input), &mut files)?;
    }
    let relative = files.iter().map(|path| (path.strip_prefix(root).unwrap_or(path), path.as_path()));
    digest(variant, relative)
}

/// The stamp of a few files.
pub fn of_files(files: &[PathBuf]) -> Result<String> {
    digest("", files.iter().map(|path| (path.as_path(), path.as_path())))
}

/// A short name for some content, the same in each run of this tool.
pub fn of_bytes(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn digest<'a>(variant: &str, files: impl Iterator<Item = (&'a Path, &'a Path)>) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    variant.hash(&mut hasher);
    for (name, path) in files {
        let bytes = fs::read(path).with_context(|| format!("`{}` cannot be read", path.display()))?;
        name.hash(&mut hasher);
        bytes.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// All files of an input; hidden ones and results are left out, an absent input has none.
fn collect(path: &Path, files: &mut BTreeSet<PathBuf>) -> Result<()> {
    if path.is_file() {
        files.insert(path.to_path_buf());
        return Ok(());
    }
    if !path.is_dir() {
        return Ok(());
    }
    let unreadable = || format!("`{}` cannot be read", path.display());
    for entry in fs::read_dir(path).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with('.') && !RESULTS.contains(&name.as_ref()) {
            collect(&entry.path(), files)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small project in a folder of its own.
    fn project(name: &str) -> PathBuf {
        let root = std::env::temp_dir().join(format!("ziping-stamp-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("core/base/src")).unwrap();
        fs::write(root.join("core/base/src/lib.rs"), "pub fn f() {}").unwrap();
        root
    }

    #[test]
    fn same_sources_have_the_same_stamp() {
        let root = project("same");
        let before = of_sources(&root, "optimised").unwrap();
        fs::write(root.join("core/base/src/lib.rs"), "pub fn f() {}").unwrap();
        assert_eq!(of_sources(&root, "optimised").unwrap(), before);
    }

    #[test]
    fn a_changed_added_or_renamed_source_changes_the_stamp() {
        let root = project("changed");
        let mut seen = vec![of_sources(&root, "").unwrap()];
        fs::write(root.join("core/base/src/lib.rs"), "pub fn g() {}").unwrap();
        seen.push(of_sources(&root, "").unwrap());
        fs::write(root.join("Cargo.lock"), "version = 4").unwrap();
        seen.push(of_sources(&root, "").unwrap());
        fs::rename(root.join("core/base/src/lib.rs"), root.join("core/base/src/main.rs")).unwrap();
        seen.push(of_sources(&root, "").unwrap());
        let distinct: BTreeSet<_> = seen.iter().collect();
        assert_eq!(distinct.len(), seen.len());
    }

    #[test]
    fn results_and_hidden_files_do_not_change_the_stamp() {
        let root = project("results");
        let before = of_sources(&root, "").unwrap();
        fs::create_dir_all(root.join("web/generated")).unwrap();
        fs::write(root.join("web/generated/credit.json"), "{}").unwrap();
        fs::write(root.join("core/.swp"), "").unwrap();
        assert_eq!(of_sources(&root, "").unwrap(), before);
    }

    #[test]
    fn an_unoptimised_build_is_another_build() {
        let root = project("variant");
        assert_ne!(of_sources(&root, "optimised").unwrap(), of_sources(&root, "plain").unwrap());
    }
}
