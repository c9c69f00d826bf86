//! Notices of the licences of everything that ships: each crate that is compiled into the site, the JavaScript module or the
//! command line, with the licence texts that it brings. What only builds or tests does not ship.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::project::Project;
use crate::run::{answer, cargo};

/// What ships, and for what it is compiled; the second is this machine.
const WASM: &str = "wasm32-unknown-unknown";
const IN_BROWSERS: [&str; 2] = ["ziping-web", "ziping-kit"];
const HERE: [&str; 1] = ["ziping-cli"];

/// Licences that may ship: none asks more than that its text goes along.
const ALLOWED: [&str; 9] =
    ["MIT", "Apache-2.0", "Unicode-3.0", "BSD-3-Clause", "Zlib", "BSL-1.0", "Unlicense", "CC0-1.0", "0BSD"];

/// How the names of files with licences begin, in capitals.
const FILES: [&str; 6] = ["LICEN", "COPYING", "NOTICE", "UNLICENSE", "COPYRIGHT", "AUTHORS"];

/// A crate that ships.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    name: String,
    version: String,
    licence: String,
    authors: Vec<String>,
    repository: String,
    folder: PathBuf,
}

/// The notices of all that ships from this machine.
pub fn text(project: &Project) -> Result<String> {
    let parts = shipped(project)?;
    let standard =
        [("Apache-2.0", project.read("LICENSE-APACHE")?), ("MIT", permission(&project.read("LICENSE-MIT")?)?)];
    written(&parts, &standard)
}

/// What this machine compiles for itself.
pub fn host(project: &Project) -> Result<String> {
    let said = answer(Command::new("rustc").arg("-vV").current_dir(project.root())).context("`rustc -vV` fails")?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).context("`rustc -vV` names no host")?;
    Ok(host.to_owned())
}

fn shipped(project: &Project) -> Result<BTreeSet<Part>> {
    let mut parts = compiled(&metadata(project, WASM)?, &IN_BROWSERS)?;
    parts.extend(compiled(&metadata(project, &host(project)?)?, &HERE)?);
    Ok(parts)
}

fn metadata(project: &Project, target: &str) -> Result<Value> {
    let output = cargo()
        .args(["metadata", "--format-version=1", "--locked", "--filter-platform", target])
        .current_dir(project.root())
        .output()
        .context("cargo could not be started")?;
    if !output.status.success() {
        bail!("`cargo metadata` fails: {}", String::from_utf8_lossy(&output.stderr));
    }
    serde_json::from_slice(&output.stdout).context("`cargo metadata` writes no JSON")
}

/// A text of an object.
fn said<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The members of an array.
fn all<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The crates of others that are compiled into some of ours: neither what only builds or tests, nor macros.
fn compiled(metadata: &Value, roots: &[&str]) -> Result<BTreeSet<Part>> {
    let packages: BTreeMap<&str, &Value> = all(metadata, "packages").iter().map(|one| (said(one, "id"), one)).collect();
    let resolve = metadata.get("resolve").context("`cargo metadata` resolves nothing")?;
    let nodes: BTreeMap<&str, &Value> = all(resolve, "nodes").iter().map(|one| (said(one, "id"), one)).collect();
    let is_root = |package: &&&Value| roots.contains(&said(package, "name"));
    let mut waiting: Vec<&str> = packages.values().filter(is_root).map(|package| said(package, "id")).collect();
    if waiting.len() != roots.len() {
        bail!("`cargo metadata` does not know all of {roots:?}");
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut parts = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        let package = packages.get(id).with_context(|| format!("`cargo metadata` does not describe `{id}`"))?;
        let kinds = || all(package, "targets").iter().flat_map(|target| all(target, "kind"));
        if !seen.insert(id) || kinds().any(|kind| kind == "proc-macro") {
            continue;
        }
        if package.get("source").is_some_and(Value::is_string) {
            let manifest = PathBuf::from(said(package, "manifest_path"));
            parts.insert(Part {
                name: said(package, "name").to_owned(),
                version: said(package, "version").to_owned(),
                licence: said(package, "license").to_owned(),
                authors: all(package, "authors").iter().filter_map(Value::as_str).map(str::to_owned).collect(),
                repository: said(package, "repository").trim_end_matches(".git").to_owned(),
                folder: manifest.parent().map(PathBuf::from).unwrap_or_default(),
            });
        }
        let node = nodes.get(id).with_context(|| format!("`cargo metadata` does not resolve `{id}`"))?;
        let normal = |of: &&Value| all(of, "dep_kinds").iter().any(|kind| kind.get("kind").is_some_and(Value::is_null));
        waiting.extend(all(node, "deps").iter().filter(normal).map(|of| said(of, "pkg")));
    }
    Ok(parts)
}

/// The choices that a licence leaves, each as what has to be kept together: `(MIT OR Apache-2.0) AND Unicode-3.0` has two.
fn choices(licence: &str) -> Vec<Vec<String>> {
    let plain = licence.replace('/', " OR ").replace(['(', ')'], " ");
    let mut kept: Vec<Vec<String>> = vec![Vec::new()];
    for group in plain.split(" AND ") {
        let options: Vec<&str> = group.split(" OR ").map(str::trim).filter(|option| !option.is_empty()).collect();
        kept = kept
            .iter()
            .flat_map(|before| {
                options.iter().map(move |one| before.iter().cloned().chain([(*one).to_owned()]).collect())
            })
            .collect();
    }
    kept
}

/// The licence texts that a crate brings.
fn texts(part: &Part) -> Result<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(&part.folder).with_context(|| format!("`{}` cannot be read", part.folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_file() && FILES.iter().any(|begin| name.to_uppercase().starts_with(begin)) {
            names.push(name);
        }
    }
    names.sort();
    let read = |name: &String| fs::read(part.folder.join(name)).with_context(|| format!("{}: {name}", part.name));
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).replace("\r\n", "\n").trim().to_owned();
    names.iter().map(|name| read(name).map(text)).collect()
}

/// The MIT licence without whose it is.
fn permission(text: &str) -> Result<String> {
    let from = text.find("Permission is hereby granted").context("LICENSE-MIT is not the MIT licence")?;
    Ok(text.get(from..).unwrap_or_default().trim().to_owned())
}

/// The notices: a list of all parts, then each text once with the parts that brought it. `standard`: texts for crates that
/// bring none, by licence.
fn written(parts: &BTreeSet<Part>, standard: &[(&str, String)]) -> Result<String> {
    let mut by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut list = String::new();
    for part in parts {
        let Part { name, version, licence, authors, repository, .. } = part;
        let may = |choice: &&Vec<String>| choice.iter().all(|one| ALLOWED.contains(&one.as_str()));
        let all = choices(licence);
        let Some(choice) = all.iter().find(may) else {
            bail!("`{name} {version}` ships under `{licence}`, which xtask/src/notices.rs does not allow");
        };
        let named = format!("{name} {version}");
        let own = texts(part)?;
        // Crates of one repository share its texts.
        let siblings = || parts.iter().filter(|other| !repository.is_empty() && other.repository == *repository);
        let found = match own.is_empty() {
            false => own,
            true => siblings()
                .map(texts)
                .find(|of| of.as_ref().is_ok_and(|of| !of.is_empty()))
                .transpose()?
                .unwrap_or_default(),
        };
        if found.is_empty() {
            let of = |choice: &Vec<String>| match choice.as_slice() {
                [one] => standard.iter().find(|(known, _)| known == one).map(|(_, text)| text.clone()),
                _ => None,
            };
            let Some(text) = all.iter().find_map(of) else {
                bail!("`{named}` brings no text of its licence `{licence}`");
            };
            by_text.entry(text).or_default().push(named.clone());
        }
        for text in found {
            let of = by_text.entry(text).or_default();
            if !of.contains(&named) {
                of.push(named.clone());
            }
        }
        let by = if authors.is_empty() { String::new() } else { format!(", {}", authors.join(", ")) };
        // Writing to a string cannot fail.
        let _ = writeln!(list, "{named}: {licence} (taken under {}){by}\n  {repository}", choice.join(" and "));
    }
    let rule = "=".repeat(80);
    let mut notices = format!(
        "Ziping 自评 is licensed under MIT or Apache-2.0, at your choice. It contains the following crates and Rust's\n\
         standard library (MIT or Apache-2.0, https://github.com/rust-lang/rust); no npm package ships with it.\n\n{list}"
    );
    for (text, of) in by_text {
        let _ = write!(notices, "\n{rule}\n{}\n{rule}\n\n{text}\n", of.join(", "));
    }
    Ok(notices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_licence_of_what_ships_is_missing() {
        let project = Project::find().unwrap();
        let notices = text(&project).unwrap();
        let lock = project.read("Cargo.lock").unwrap();
        for part in shipped(&project).unwrap() {
            let named = format!("{} {}", part.name, part.version);
            assert!(notices.contains(&format!("\n{named}: ")), "{named} is not listed");
            assert!(lock.contains(&format!("name = \"{}\"\nversion = \"{}\"", part.name, part.version)), "{named}");
            // In the list, and above a text.
            assert!(notices.matches(&named).count() >= 2, "{named} has no text");
        }
        for wanted in ["yew ", "quick-xml ", "clap ", "wasm-bindgen "] {
            assert!(notices.contains(&format!("\n{wanted}")), "{wanted}");
        }
        assert!(!notices.contains("\nproptest ") && !notices.contains("\nserde_derive "), "these do not ship");
    }

    #[test]
    fn no_npm_package_ships() {
        let project = Project::find().unwrap();
        for file in ["package.json", "kit/package/package.json"] {
            let package: Value = serde_json::from_str(&project.read(file).unwrap()).unwrap();
            assert!(package.get("dependencies").is_none(), "{file}: what ships needs a notice");
        }
    }

    #[test]
    fn choices_of_a_licence_are_kept_apart_from_what_goes_together() {
        assert_eq!(choices("MIT/Apache-2.0"), [["MIT"], ["Apache-2.0"]]);
        assert_eq!(
            choices("(MIT OR Apache-2.0) AND Unicode-3.0"),
            [["MIT", "Unicode-3.0"], ["Apache-2.0", "Unicode-3.0"]]
        );
    }

    #[test]
    fn a_licence_that_asks_more_or_has_no_text_is_refused() {
        let folder = std::env::temp_dir().join(format!("ziping-notices-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let part = |licence: &str| {
            let part = Part {
                name: "a".into(),
                version: "1.0.0".into(),
                licence: licence.into(),
                authors: vec!["B".into()],
                repository: String::new(),
                folder: folder.clone(),
            };
            written(&BTreeSet::from([part]), &[("MIT", "Permission".into())])
        };
        assert!(part("MIT").unwrap().contains("a 1.0.0: MIT (taken under MIT), B"));
        assert!(part("GPL-3.0").unwrap_err().to_string().contains("does not allow"));
        assert!(part("Zlib").unwrap_err().to_string().contains("brings no text"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
