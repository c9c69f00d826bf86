//! What the site brings along for those who serve it: settings for static hosts that do not know the types of its files
//! (IIS answers 404 for them), and an empty host folder (`docs/hosting.md`).

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::project::Project;

/// The file in web/hosts/ and its name in dist/, where the host looks for it.
const FILES: [(&str, &str); 2] = [("web.config", "web.config"), ("htaccess", ".htaccess")];

/// The folder that whoever serves the site puts their own files into; nothing in it is of a build.
pub const HOST_FOLDER: &str = "host/";

/// What says who serves the site.
pub const HOST_FILE: &str = "host/host.json";

/// Puts them into dist/.
pub fn write(project: &Project, dist: &Path) -> Result<()> {
    let host = dist.join(HOST_FILE);
    fs::create_dir_all(dist.join(HOST_FOLDER))
        .and_then(|()| fs::write(&host, ziping_host::EMPTY))
        .with_context(|| format!("`{}` cannot be written", host.display()))?;
    for (source, name) in FILES {
        let text = project.read(&format!("web/hosts/{source}"))?;
        fs::write(dist.join(name), text).with_context(|| format!("`dist/{name}` cannot be written"))?;
    }
    Ok(())
}

/// Whether a file of dist/ is the host's: settings that it keeps to itself, or what it changes as it likes.
pub fn is_for_host(path: &str) -> bool {
    path.starts_with(HOST_FOLDER) || FILES.iter().any(|(_, name)| *name == path)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The endings of files that a visitor fetches and that not every host knows.
    const ENDINGS: [&str; 5] = ["wasm", "bin", "webmanifest", "svg", "toml"];

    #[test]
    fn both_hosts_learn_every_type_that_they_may_not_know() {
        let project = Project::find().unwrap();
        for (source, _) in FILES {
            let text = project.read(&format!("web/hosts/{source}")).unwrap();
            for ending in ENDINGS {
                assert!(text.contains(&format!(".{ending}")), "{source} does not name .{ending}");
            }
        }
    }

    #[test]
    fn what_is_for_the_host_is_no_file_of_the_site() {
        assert!(is_for_host("web.config") && is_for_host(HOST_FILE) && !is_for_host("index.html"));
    }
}
