//! The JavaScript module: the core for pages and for Node, as one package in dist/kit/.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::browser::{build_cli, prepare_node, test_files};
use crate::manner::Manner;
use crate::packs;
use crate::project::Project;
use crate::run::{cargo, executable, find, linting, linting_one, say, show};
use crate::small;
use crate::stamp;
use crate::strip;
use crate::times;
use crate::tools;

/// Beside the package: the stamp of what it was made from.
const STAMP: &str = ".stamp";

/// Builds the package into target/kit-package/, or quickly into target/quick-kit-package/, and says where it is.
///
/// One WASM and one set of bindings serve both: Node's entry starts the bindings of pages from the file beside it, so
/// that what the tests run in Node is what pages load.
pub fn build(project: &Project, manner: Manner) -> Result<PathBuf> {
    let wasm = compile(project, manner)?;
    let package = project.target().join(match manner {
        Manner::Small => "kit-package",
        Manner::Quick => "quick-kit-package",
    });
    let stamp = stamp_of(project, &wasm)?;
    if fs::read_to_string(package.join(STAMP)).is_ok_and(|made_from| made_from == stamp) {
        return Ok(package);
    }
    say("Making the JavaScript module");
    if package.is_dir() {
        fs::remove_dir_all(&package).with_context(|| format!("`{}` cannot be removed", package.display()))?;
    }
    bind(project, &wasm, &package)?;
    if manner == Manner::Small {
        strip::file(&package.join("ziping_bg.wasm"))?;
    }
    for source in sources(project)? {
        let name = source.file_name().unwrap_or_default();
        let text = project.read(&format!("kit/package/{}", name.to_string_lossy()))?;
        let text = text.replace("\"version\": \"0.0.0\"", concat!("\"version\": \"", env!("CARGO_PKG_VERSION"), "\""));
        write(&package.join(name), &text)?;
    }
    write(&package.join(STAMP), &stamp)?;
    Ok(package)
}

/// Puts a package into the folder `kit` of a site.
pub fn publish(package: &Path, dist: &Path) -> Result<()> {
    let place = dist.join("kit");
    if is_copy(package, &place) {
        return Ok(());
    }
    fs::create_dir_all(&place).with_context(|| format!("`{}` cannot be made", place.display()))?;
    for entry in fs::read_dir(package)? {
        let path = entry?.path();
        let copy = place.join(path.file_name().unwrap_or_default());
        fs::copy(&path, &copy).with_context(|| format!("`{}` cannot be written", copy.display()))?;
    }
    Ok(())
}

/// Runs the tests under tests/kit/ against the package and the command line.
pub fn test(project: &Project, manner: Manner, name: Option<&str>) -> Result<()> {
    let node = prepare_node(project)?;
    tools::prepare(project)?;
    let package = build(project, manner)?;
    let cli = build_cli(project)?;
    say("Testing the JavaScript module in Node");
    let mut command = Command::new(node);
    times::of_node(&mut command, project, &times::file(project, "kit")?);
    if let Some(name) = name {
        command.arg(format!("--test-name-pattern={name}"));
    }
    command
        .args(test_files(&project.root().join("tests").join("kit"))?)
        .current_dir(project.root())
        .env("ZIPING_KIT", package)
        .env("ZIPING_CLI", cli);
    show(&mut command, "read the failing test above; they are in tests/kit/")
}

/// Times the module beside the same rules written by hand in JavaScript.
pub fn bench(project: &Project) -> Result<()> {
    let node = prepare_node(project)?;
    tools::prepare(project)?;
    let package = build(project, Manner::Small)?;
    say("Measuring the JavaScript module beside rules written by hand");
    let bench = project.root().join("tests").join("kit").join("bench.mjs");
    show(
        Command::new(node).arg(bench).current_dir(project.root()).env("ZIPING_KIT", package),
        "read the message above; the bench is tests/kit/bench.mjs",
    )
}

/// Compiles the module and says where its WASM is.
fn compile(project: &Project, manner: Manner) -> Result<PathBuf> {
    tools::add_target(project)?;
    packs::write(project)?;
    let mut command = match manner {
        Manner::Small => compiling(cargo(), &["build"], project, manner),
        Manner::Quick => linting_of(project, manner),
    };
    show(
        &mut command,
        "if the messages above are the compiler's, mend the code; if a crate could not be fetched, check the network",
    )?;
    let folder = match manner {
        Manner::Small => "site",
        Manner::Quick => "debug",
    };
    let wasm = project.target().join("wasm32-unknown-unknown").join(folder).join("ziping_kit.wasm");
    if !wasm.is_file() {
        bail!("`{}` is not there after the build", wasm.display());
    }
    Ok(wasm)
}

/// Cargo's command that lints the module, with the crates that a module of this manner is made of.
pub fn linting_of(project: &Project, manner: Manner) -> Command {
    match manner {
        Manner::Quick => compiling(linting(), &["build"], project, manner),
        Manner::Small => {
            // As a test, which has a file of its own: what visitors get is not compiled by clippy.
            let mut command = compiling(linting_one(), &["test", "--no-run", "--lib"], project, manner);
            command.args(["--config", "profile.site.package.ziping-kit.opt-level=0"]);
            small::ask_for_tests(&mut command);
            command
        }
    }
}

/// Cargo's command that builds the module.
fn compiling(mut cargo: Command, what: &[&str], project: &Project, manner: Manner) -> Command {
    cargo.args(what).args(["--package", "ziping-kit", "--target", "wasm32-unknown-unknown", "--locked"]);
    cargo.current_dir(project.root());
    if manner == Manner::Small {
        // As the site, whose macros it shares, but speed first: pages load it once.
        cargo.args(["--profile", "site", "--config", "profile.site.opt-level=3"]);
        small::share_macros(&mut cargo);
        // Instructions on several numbers at a time (Chrome 91, Firefox 89, Safari 16.4), which grading many sheets lives by.
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Ctarget-feature=+simd128");
    }
    cargo
}

fn bind(project: &Project, wasm: &Path, package: &Path) -> Result<()> {
    show(
        Command::new(tool(&project.tools().join("bin"), "wasm-bindgen")?)
            .args(["--target", "web", "--out-name", "ziping", "--out-dir"])
            .arg(package)
            .arg(wasm),
        "read the message above; `cargo xtask build` installs the wasm-bindgen that Cargo.lock asks for",
    )?;
    // The types of the raw exports: nobody calls those.
    let raw = package.join("ziping_bg.wasm.d.ts");
    fs::remove_file(&raw).with_context(|| format!("`{}` cannot be removed", raw.display()))
}

/// A program of our own, or the one on PATH.
fn tool(folder: &Path, name: &str) -> Result<PathBuf> {
    executable(folder, name).or_else(|| find(&[name])).with_context(|| format!("`{name}` is not installed"))
}

/// The files of the package that are written by hand.
fn sources(project: &Project) -> Result<Vec<PathBuf>> {
    let folder = project.root().join("kit").join("package");
    let mut files = fs::read_dir(&folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>())
        .with_context(|| format!("`{}` cannot be read", folder.display()))?;
    files.sort();
    Ok(files)
}

fn stamp_of(project: &Project, wasm: &Path) -> Result<String> {
    let mut files = sources(project)?;
    files.push(wasm.to_path_buf());
    let made_with = format!("{} {}", env!("CARGO_PKG_VERSION"), project.wasm_bindgen()?);
    Ok(format!("{made_with} {}", stamp::of_files(&files)?))
}

/// Whether a folder holds the files of the package as they are.
fn is_copy(package: &Path, place: &Path) -> bool {
    let Ok(entries) = fs::read_dir(package) else { return false };
    entries.flatten().all(|entry| {
        let there = fs::read(place.join(entry.file_name()));
        fs::read(entry.path()).is_ok_and(|here| there.is_ok_and(|there| there == here))
    })
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("`{}` cannot be written", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_made_again_when_a_file_changes_or_is_gone() {
        let folder = std::env::temp_dir().join(format!("ziping-kit-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let (package, place) = (folder.join("package"), folder.join("place"));
        fs::create_dir_all(&package).unwrap();
        fs::create_dir_all(&place).unwrap();
        fs::write(package.join("node.js"), "1").unwrap();
        assert!(!is_copy(&package, &place));
        fs::write(place.join("node.js"), "1").unwrap();
        assert!(is_copy(&package, &place));
        fs::write(place.join("node.js"), "2").unwrap();
        assert!(!is_copy(&package, &place));
    }
}
