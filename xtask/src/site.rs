//! Builds the site into dist/, unless nothing changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::json;

use crate::compress;
use crate::minify;
use crate::offline;
use crate::packs;
use crate::page;
use crate::project::Project;
use crate::run::{say, show};
use crate::small;
use crate::split;
use crate::stamp;
use crate::tools::Tools;

/// Beside the built site: the stamp of the sources it was made from.
const STAMP: &str = ".stamp";

/// How web/index.html asks Trunk to optimise a program, and how to leave it as it is.
const SMALL: &str = "data-wasm-opt=\"z\"";
const WHOLE: &str = "data-wasm-opt=\"0\"";

/// The files of the site, for the service worker.
pub const ASSET_LIST: &str = "asset-list";

/// Builds dist/ with relative addresses and compressed copies. Says so when it is up to date.
pub fn build(project: &Project, tools: &Tools) -> Result<()> {
    let dist = project.dist();
    let manner = match (tools.optimises, tools.shrinks) {
        (true, true) => "small",
        (true, false) => "optimised",
        (false, _) => "plain",
    };
    let stamp = stamp::of_sources(project.root(), manner)?;
    if is_current(&dist, &stamp) {
        say("dist/ is up to date: nothing changed since the last build");
        return Ok(());
    }

    let start = Instant::now();
    say("Writing the rule books as packs into web/generated/");
    packs::write(project)?;
    say("Building the site with Trunk (3 to 10 minutes the first time, by the machine)");
    println!("  Three programs are built side by side: that Cargo waits for a lock is part of it.");
    run_trunk(project, tools)?;
    if tools.optimises {
        split::cut(project, tools, &dist)?;
    }
    page::finish(project, &dist)?;
    if tools.optimises {
        minify::all(tools, &dist)?;
    }
    write_asset_list(&dist, &stamp)?;
    offline::write(project, &dist, &stamp, &listed(&dist).unwrap_or_default())?;
    say("Compressing with Brotli and gzip");
    compress::all(&dist, &project.target().join("compressed"))?;
    fs::write(dist.join(STAMP), stamp).context("the build's stamp cannot be written into dist/")?;
    println!("\ndist/ is ready after {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Whether dist/ was made from these sources and nothing of it was removed since.
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

fn run_trunk(project: &Project, tools: &Tools) -> Result<()> {
    let mut command = Command::new(&tools.trunk);
    command
        .args(["build", "--release=true", "--locked=true", "--public-url", "./", "--dist"])
        .arg(project.dist())
        .current_dir(project.root())
        .env("PATH", &tools.path)
        // Trunk refuses the values that some terminals set here.
        .env_remove("NO_COLOR");
    if tools.shrinks {
        small::ask(&mut command);
    }
    // The page's program is cut and optimised after Trunk; without wasm-opt nothing is, and the program stays whole.
    let page = project.read("web/index.html")?;
    let page = if tools.optimises {
        command.env(split::WANTED, "1");
        page.replacen(SMALL, WHOLE, 1)
    } else {
        page.replace(SMALL, WHOLE)
    };
    let variant = project.root().join("web").join("index.plain.html");
    let settings = project.root().join("Trunk.plain.toml");
    let hookless = without_hooks(&project.read("Trunk.toml")?);
    for (path, text) in [(&variant, page), (&settings, hookless)] {
        fs::write(path, text).with_context(|| format!("`{}` cannot be written", path.display()))?;
    }
    command.args(["--html-output", "index.html", "--config"]).arg(&settings).arg(&variant);
    let result = show(
        &mut command,
        "if the messages above are the compiler's, mend the code; if a crate could not be fetched, check \
         the network; then run this again",
    );
    for path in [&variant, &settings] {
        fs::remove_file(path).with_context(|| format!("`{}` cannot be removed", path.display()))?;
    }
    result
}

/// Trunk's settings without what it runs by itself: the packs are written, and this tool would be compiled again with
/// what is asked of the compiler for the site.
fn without_hooks(settings: &str) -> String {
    settings.split("[[hooks]]").next().unwrap_or(settings).to_owned()
}

/// Writes what a service worker needs to keep the site for use without a network.
fn write_asset_list(dist: &Path, build: &str) -> Result<()> {
    let mut files = Vec::new();
    for path in files_of(dist)? {
        // The JavaScript module lies beside the site; a visitor does not load it.
        if ["404.html", ASSET_LIST, offline::FILE].contains(&path.as_str()) || path.starts_with("kit/") {
            continue;
        }
        let bytes = fs::read(dist.join(&path)).with_context(|| format!("`dist/{path}` cannot be read"))?;
        files.push(json!({ "path": path, "bytes": bytes.len(), "hash": stamp::of_bytes(&bytes) }));
    }
    let list = json!({ "build": build, "files": files });
    fs::write(dist.join(ASSET_LIST), format!("{list:#}\n")).context("dist/asset-list cannot be written")
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
    fn trunk_s_settings_lose_their_hooks_and_nothing_else() {
        let settings = Project::find().unwrap().read("Trunk.toml").unwrap();
        let (whole, without): (toml::Table, toml::Table) =
            (settings.parse().unwrap(), without_hooks(&settings).parse().unwrap());
        assert!(whole.contains_key("hooks") && !without.contains_key("hooks"));
        assert!(without.iter().all(|(key, value)| whole.get(key) == Some(value)));
        assert_eq!(without.len() + 1, whole.len());
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
