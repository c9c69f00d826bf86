//! Other programs: finding them, running them with their output shown, reading what they say.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// What Cargo is to choose from when it builds for this machine, whatever of it is built: the choice decides on the
/// features of shared crates, and with other features they would be compiled again. The same as in tests/src/cli.rs.
pub const NATIVE: [&str; 3] = ["--workspace", "--exclude=ziping-kit", "--exclude=ziping-web"];

/// Says what is being done, so that a long step is never silent.
pub fn say(text: impl AsRef<str>) {
    println!("\n▸ {}", text.as_ref());
}

/// Runs a program with its own output shown; `remedy` says what to do when it fails.
pub fn show(command: &mut Command, remedy: &str) -> Result<()> {
    let name = name_of(command);
    let status = command.status().with_context(|| format!("`{name}` could not be started\n  help: {remedy}"))?;
    if !status.success() {
        bail!("`{name}` ended with {status}\n  help: {remedy}");
    }
    Ok(())
}

/// Runs a build of Cargo's, and fails where compiler or clippy have something to say of it.
pub fn strict(command: &mut Command) -> Result<()> {
    command.arg("--message-format=json").stderr(Stdio::inherit());
    let name = name_of(command);
    let output = command.output().context("cargo could not be started")?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let messages: Vec<&str> = said.lines().filter(|line| line.contains("\"reason\":\"compiler-message\"")).collect();
    for message in &messages {
        let message: serde_json::Value = serde_json::from_str(message).context("Cargo's message is no JSON")?;
        print!("{}", message.pointer("/message/rendered").and_then(serde_json::Value::as_str).unwrap_or_default());
    }
    if !messages.is_empty() {
        bail!("there is something to mend\n  help: mend what the compiler and clippy name above");
    }
    if !output.status.success() {
        bail!(
            "`{name}` ended with {}\n  help: read Cargo's message above; if a crate could not be fetched, check the network",
            output.status
        );
    }
    Ok(())
}

/// What a program prints, or nothing when it is absent or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    if !output.status.success() {
        return None;
    }
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A program found on PATH by one of its names.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().find_map(|name| folders.iter().find_map(|folder| executable(folder, name)))
}

/// The program of this name in a folder, with the endings that Windows gives programs.
pub fn executable(folder: &Path, name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
    endings.iter().map(|ending| folder.join(format!("{name}{ending}"))).find(|candidate| candidate.is_file())
}

/// PATH with folders of ours in front.
pub fn path_with(folders: &[PathBuf]) -> Result<std::ffi::OsString> {
    let rest = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&rest));
    env::join_paths(all).context("a folder's name cannot stand on PATH")
}

/// Cargo, of the toolchain that runs this tool.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Cargo, for what is built for tests and developers: clippy stands in the compiler's place for the crates of this workspace,
/// as it does for this tool itself (.cargo/config.toml).
///
/// `cargo clippy` would check all that they depend on once more, to no other use. What is built for visitors is compiled by the
/// compiler alone, for clippy leaves out some of its optimisation.
pub fn linting() -> Command {
    let mut command = cargo();
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    command
}

/// Cargo, for a crate that is linted among crates that were compiled for visitors, and stay so: clippy looks at the crate that is
/// asked for and hands all others to the compiler.
pub fn linting_one() -> Command {
    let mut command = cargo();
    command.env("RUSTC_WRAPPER", "clippy-driver").env("CLIPPY_ARGS", "--no-deps");
    command
}

fn name_of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let short = program.file_stem().unwrap_or(OsStr::new("?")).to_string_lossy().into_owned();
    let arguments = command.get_args().map(OsStr::to_string_lossy);
    let mut words = vec![std::borrow::Cow::from(short)];
    words.extend(arguments.take(4));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    #[test]
    fn cargo_chooses_the_same_packages_by_itself_and_here() {
        let manifest: toml::Table = Project::find().unwrap().read("Cargo.toml").unwrap().parse().unwrap();
        let of = |key: &str| -> Vec<&str> {
            manifest["workspace"][key].as_array().unwrap().iter().map(|member| member.as_str().unwrap()).collect()
        };
        let left_out: Vec<&str> = NATIVE.iter().filter_map(|option| option.strip_prefix("--exclude=ziping-")).collect();
        let native: Vec<&str> = of("members").into_iter().filter(|member| !left_out.contains(member)).collect();
        assert_eq!(of("default-members"), native);
    }
}
