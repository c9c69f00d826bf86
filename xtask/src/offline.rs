//! The service worker of the built site: web/service-worker.js behind the list of what it keeps.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::project::Project;

/// Its name in dist/: beside the page, so that its scope is the page's folder wherever that lies.
pub const FILE: &str = "sw.js";

/// Writes dist/sw.js. `paths`: the site's files. A browser takes a changed worker for a new build, and any changed
/// file changes its hash in here.
pub fn write(project: &Project, dist: &Path, build: &str, paths: &[String]) -> Result<()> {
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let bytes = fs::read(dist.join(path)).with_context(|| format!("`dist/{path}` cannot be read"))?;
        files.push((path, hex(&Sha256::digest(&bytes))));
    }
    let list = serde_json::to_string(&files).context("the list of files cannot be written as JSON")?;
    let script = project.read("web/service-worker.js")?;
    fs::write(dist.join(FILE), format!("const BUILD = \"{build}\";\nconst FILES = {list};\n{script}"))
        .with_context(|| format!("dist/{FILE} cannot be written"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_lists_every_file_with_its_hash_and_changes_with_it() {
        let project = Project::find().unwrap();
        let dist = std::env::temp_dir().join(format!("ziping-offline-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        fs::write(dist.join("a.txt"), "abc").unwrap();
        let made = |build: &str| {
            write(&project, &dist, build, &["a.txt".to_owned()]).unwrap();
            fs::read_to_string(dist.join(FILE)).unwrap()
        };
        let first = made("b1");
        // FIPS 180-2, the example of one block.
        assert!(first.contains(r#"["a.txt","ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"]"#));
        assert!(first.starts_with("const BUILD = \"b1\";\n"));
        fs::write(dist.join("a.txt"), "abd").unwrap();
        assert_ne!(made("b1"), first);
    }
}
