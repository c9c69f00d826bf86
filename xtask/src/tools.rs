//! What the build needs beyond Cargo: the WASM target, wasm-bindgen and, with Node, esbuild; Trunk only to watch.
//! Each is installed only when it is missing or of another version.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::project::{Project, TRUNK};
use crate::run::{answer, cargo, executable, find, path_with, say, show};
use crate::small;
use crate::stamp;
use crate::toolchain::in_toolchain;

const TARGET: &str = "wasm32-unknown-unknown";

/// The tools as the build uses them.
pub struct Tools {
    /// PATH with wasm-bindgen and esbuild in front.
    pub path: OsString,
    /// Whether esbuild is there; without it the scripts and styles of the site are larger and otherwise the same.
    pub minifies: bool,
    /// Whether the standard library can be compiled along; without it, too.
    pub shrinks: bool,
}

impl Tools {
    /// A program on the build's PATH.
    pub fn program(&self, name: &str) -> Result<PathBuf> {
        std::env::split_paths(&self.path).find_map(|folder| executable(&folder, name)).with_context(|| {
            format!("`{name}` is not among the tools; remove .tools/ and node_modules/, run this again")
        })
    }
}

/// Sets up what a quickly built site needs, and the JavaScript module.
pub fn prepare(project: &Project) -> Result<Tools> {
    add_target(project)?;
    let version = project.wasm_bindgen()?;
    install(project, "wasm-bindgen-cli", "wasm-bindgen", &version, "2 to 4")?;
    let minifies = node_packages(project)?;
    let folders = [project.tools().join("bin"), project.node_modules().join(".bin")];
    Ok(Tools { path: path_with(&folders)?, minifies, shrinks: false })
}

/// Sets up what the site needs that visitors get.
pub fn prepare_small(project: &Project) -> Result<Tools> {
    let tools = prepare(project)?;
    if !tools.minifies {
        say(
            "Node.js is not installed: the site is built with scripts and styles as they are, without copies in Brotli.",
        );
        println!("  help: install Node.js 20 or newer (https://nodejs.org) and run this again");
    }
    Ok(Tools { shrinks: small::prepare(project), ..tools })
}

/// Trunk, for its own loop.
pub fn trunk(project: &Project) -> Result<PathBuf> {
    install(project, "trunk", "trunk", TRUNK, "4 to 8")
}

/// Adds the WASM target to the toolchain of rust-toolchain.toml.
pub fn add_target(project: &Project) -> Result<()> {
    if in_toolchain(project, TARGET) {
        return Ok(());
    }
    say(format!("Adding the Rust target {TARGET} (under a minute)"));
    show(
        Command::new("rustup").args(["target", "add", TARGET]).current_dir(project.root()),
        "install Rust through https://rustup.rs, check the network, and run this again",
    )
}

/// The tool of exactly this version: ours, or one already on PATH, or freshly installed.
fn install(project: &Project, package: &str, program: &str, version: &str, minutes: &str) -> Result<PathBuf> {
    let tools = project.tools();
    let ours = executable(&tools.join("bin"), program);
    if let Some(found) = ours.clone().filter(|path| is_version(path, version)) {
        return Ok(found);
    }
    // A tool of another version in our own folder would hide the right one on PATH.
    if ours.is_none()
        && let Some(found) = find(&[program]).filter(|path| is_version(path, version))
    {
        return Ok(found);
    }

    if let Some(fetched) = fetch(project, package, program, version) {
        return Ok(fetched);
    }
    say(format!("Installing {package} {version} into {} (once; {minutes} minutes)", tools.display()));
    let mut command = cargo();
    command
        .args(["install", "--locked", "--force", "--version", version, package, "--root"])
        .arg(&tools)
        .current_dir(project.root())
        // A tool that runs for seconds needs no long optimisation.
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    if package == "trunk" {
        command.args(["--no-default-features", "--features", "rustls"]);
    }
    show(
        &mut command,
        "check the network and that a C compiler is installed (Debian: `apt-get install build-essential`; \
         macOS: `xcode-select --install`), then run this again",
    )?;
    executable(&tools.join("bin"), program)
        .with_context(|| format!("`{program}` is not in `{}` after its installation", tools.display()))
}

/// The tool as its makers built it, where `cargo binstall` is installed and finds it; it is compiled otherwise.
fn fetch(project: &Project, package: &str, program: &str, version: &str) -> Option<PathBuf> {
    answer(cargo().args(["binstall", "-V"]))?;
    let tools = project.tools();
    say(format!("Fetching {package} {version} into {} with cargo-binstall", tools.display()));
    let mut command = cargo();
    // What would have to be compiled is compiled here, with less optimisation.
    command.args(["binstall", "--no-confirm", "--force", "--strategies", "crate-meta-data,quick-install"]);
    command.args(["--version", version, package, "--root"]).arg(&tools).current_dir(project.root());
    let remedy = "it is compiled instead";
    if let Err(error) = show(&mut command, remedy) {
        println!("{error:#}");
        return None;
    }
    executable(&tools.join("bin"), program).filter(|path| is_version(path, version))
}

fn is_version(program: &PathBuf, version: &str) -> bool {
    answer(Command::new(program).arg("--version"))
        .is_some_and(|text| text.split_whitespace().any(|word| word == version))
}

/// Installs what package-lock.json pins. False without Node.
pub fn node_packages(project: &Project) -> Result<bool> {
    node_packages_of(project.root())
}

/// Installs what the package-lock.json of a folder pins, into its own node_modules/. False without Node.
pub fn node_packages_of(folder: &Path) -> Result<bool> {
    let (Some(_), Some(npm)) = (find(&["node"]), find(&["npm"])) else {
        return Ok(false);
    };
    let lock = stamp::of_files(&[folder.join("package-lock.json")])?;
    let modules = folder.join("node_modules");
    let mark = modules.join(".ziping");
    if fs::read_to_string(&mark).is_ok_and(|text| text == lock) {
        return Ok(true);
    }
    say(format!("Installing the pinned npm packages into {} (under a minute)", modules.display()));
    show(
        // No package needs its install script; npm's advice on them would read like something to do.
        Command::new(npm)
            .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"])
            .current_dir(folder),
        "check the network (`npm ping`) and that Node.js is 20 or newer, then run this again",
    )?;
    fs::write(&mark, lock).with_context(|| format!("`{}` cannot be written", mark.display()))?;
    Ok(true)
}
