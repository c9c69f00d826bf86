//! Builds the site, unless nothing changed: small into dist/, or quickly into target/quick-dist/.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::json;

use crate::assemble;
use crate::compress;
use crate::hosts;
use crate::manner::{Manner, files_of};
use crate::minify;
use crate::offline;
use crate::packs;
use crate::page;
use crate::programs;
use crate::project::Project;
use crate::run::say;
use crate::split;
use crate::stamp;
use crate::tools::Tools;

/// Beside the built site: the stamp of the sources it was made from.
const STAMP: &str = ".stamp";

/// The files of the site, for the service worker.
pub const ASSET_LIST: &str = "asset-list";

/// Builds the site with relative addresses and says where it lies; says so when it is up to date.
pub fn build(project: &Project, tools: &Tools, manner: Manner) -> Result<PathBuf> {
    let dist = manner.folder(project);
    let stamp = stamp::of_sources(project.root(), variant(tools, manner))?;
    if is_current(&dist, &stamp) {
        say(format!("{} is up to date: nothing changed since the last build", dist.display()));
        return Ok(dist);
    }

    let start = Instant::now();
    say("Writing the rule books as packs into web/generated/");
    packs::write(project)?;
    assemble::all(project, tools, manner, &dist)?;
    if manner == Manner::Small {
        split::cut(project, tools, &dist)?;
    }
    page::finish(project, &dist, &stamp)?;
    hosts::write(project, &dist)?;
    if manner == Manner::Small && tools.minifies {
        minify::all(tools, &dist)?;
    }
    write_asset_list(&dist, &stamp)?;
    offline::write(project, &dist, &stamp, &listed(&dist).unwrap_or_default())?;
    if manner == Manner::Small {
        say("Compressing with Brotli and gzip");
        compress::all(&dist, &project.target().join("compressed"))?;
    }
    fs::write(dist.join(STAMP), stamp).context("the build's stamp cannot be written beside the site")?;
    println!("\n{} is ready after {:.1} s", dist.display(), start.elapsed().as_secs_f64());
    Ok(dist)
}

/// Tells apart what is built from the same sources.
fn variant(tools: &Tools, manner: Manner) -> &'static str {
    match (manner, tools.minifies, tools.shrinks) {
        (Manner::Quick, ..) if programs::keep_names() => "quick, with names",
        (Manner::Quick, ..) => "quick",
        (Manner::Small, true, true) => "small",
        (Manner::Small, false, true) => "small, scripts as they are",
        (Manner::Small, true, false) => "standard library as it comes",
        (Manner::Small, false, false) => "plain",
    }
}

/// Whether a site was made from these sources and nothing of it was removed since.
fn is_current(dist: &Path, stamp: &str) -> bool {
    fs::read_to_string(dist.join(STAMP)).is_ok_and(|made_from| made_from == stamp)
        && listed(dist).is_some_and(|files| files.iter().all(|file| dist.join(file).is_file()))
}

fn listed(dist: &Path) -> Option<Vec<String>> {
    let text = fs::read_to_string(dist.join(ASSET_LIST)).ok()?;
    let list: serde_json::Value = serde_json::from_str(&text).ok()?;
    let files = list.get("files")?.as_array()?;
    files.iter().map(|file| Some(file.get("path")?.as_str()?.to_owned())).collect()
}

/// Writes what a service worker needs to keep the site for use without a network.
fn write_asset_list(dist: &Path, build: &str) -> Result<()> {
    let mut files = Vec::new();
    for path in files_of(dist)? {
        // The JavaScript module lies beside the site; a visitor does not load it.
        if ["404.html", ASSET_LIST, offline::FILE].contains(&path.as_str())
            || path.starts_with("kit/")
            || hosts::is_for_host(&path)
        {
            continue;
        }
        let bytes = fs::read(dist.join(&path)).with_context(|| format!("the built `{path}` cannot be read"))?;
        files.push(json!({ "path": path, "bytes": bytes.len(), "hash": stamp::of_bytes(&bytes) }));
    }
    let list = json!({ "build": build, "files": files });
    fs::write(dist.join(ASSET_LIST), format!("{list:#}\n")).context("the list of the site's files cannot be written")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(name: &str) -> PathBuf {
        let dist = std::env::temp_dir().join(format!("ziping-site-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dist);
        fs::create_dir_all(dist.join("packs")).unwrap();
        fs::create_dir_all(dist.join("kit")).unwrap();
        for file in ["index.html", "index.html.br", "404.html", "packs/credit.json", "kit/ziping.js"] {
            fs::write(dist.join(file), file).unwrap();
        }
        write_asset_list(&dist, "b1").unwrap();
        fs::write(dist.join(STAMP), "b1").unwrap();
        dist
    }

    #[test]
    fn the_asset_list_names_what_a_visitor_loads() {
        assert_eq!(listed(&built("list")).unwrap(), ["index.html", "packs/credit.json"]);
    }

    #[test]
    fn a_build_is_current_until_sources_change_or_a_file_is_gone() {
        let dist = built("current");
        assert!(is_current(&dist, "b1"));
        assert!(!is_current(&dist, "b2"));
        fs::remove_file(dist.join("packs/credit.json")).unwrap();
        assert!(!is_current(&dist, "b1"));
    }
}
