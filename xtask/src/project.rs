//! Where things are, and which versions the project pins.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The version of Trunk that Trunk.toml asks for.
pub const TRUNK: &str = "0.21.14";

/// The project's folder and what hangs off it.
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The project that this tool was built from, or the one that holds the current folder.
    pub fn find() -> Result<Self> {
        let built_from = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
        let here = env::current_dir().context("the current folder cannot be read")?;
        let root = here
            .ancestors()
            .chain(built_from)
            .find(|folder| folder.join("Trunk.toml").is_file() && folder.join("xtask").is_dir())
            .context("no Ziping project here; run this inside a clone of it")?;
        Ok(Self { root: root.to_path_buf() })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The built site.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// What the core writes for the site: the rule books and the texts as packs.
    pub fn generated(&self) -> PathBuf {
        self.root.join("web").join("generated")
    }

    /// Cargo's folder for results; ours for what is kept between builds lie beside them.
    pub fn target(&self) -> PathBuf {
        match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.root.join("target"),
        }
    }

    /// Where Trunk and wasm-bindgen are installed: `ZIPING_TOOLS`, or `.tools/`.
    pub fn tools(&self) -> PathBuf {
        match env::var_os("ZIPING_TOOLS") {
            Some(folder) => self.root.join(folder),
            None => self.root.join(".tools"),
        }
    }

    pub fn node_modules(&self) -> PathBuf {
        self.root.join("node_modules")
    }

    /// The version of wasm-bindgen in Cargo.lock; the command-line tool must be of the same one.
    pub fn wasm_bindgen(&self) -> Result<String> {
        let lock = self.read("Cargo.lock")?;
        match locked_version(&lock, "wasm-bindgen") {
            Some(version) => Ok(version.to_owned()),
            None => {
                bail!("Cargo.lock names no wasm-bindgen; restore it with `git checkout Cargo.lock`")
            }
        }
    }

    /// The text of one of the project's own files.
    pub fn read(&self, name: &str) -> Result<String> {
        let path = self.root.join(name);
        fs::read_to_string(&path)
            .with_context(|| format!("`{}` cannot be read; `git checkout {name}` restores it", path.display()))
    }
}

/// The version of a package in the text of a Cargo.lock.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let wanted = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| line.trim() != wanted);
    lines.next()?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_locked_version_and_not_that_of_a_longer_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.79\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(locked_version(lock, "yew"), None);
    }

    #[test]
    fn trunk_toml_asks_for_the_versions_that_are_installed() {
        let project = Project::find().unwrap();
        let trunk = project.read("Trunk.toml").unwrap();
        let bindgen = project.wasm_bindgen().unwrap();

        assert!(trunk.contains(&format!("trunk-version = \"={TRUNK}\"")));
        assert!(trunk.contains(&format!("wasm_bindgen = \"{bindgen}\"")));
    }
}
