//! The command line as its users run it: the built program, its streams and its exit status.

use crate::project::{output_of, root};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// What a run left behind.
#[derive(Debug, Clone)]
pub struct Run {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// Exit status.
    pub status: i32,
}

/// The program, built with the profile that the tests were built with.
///
/// # Errors
/// Why it cannot be built.
pub fn program() -> Result<&'static PathBuf, String> {
    static PROGRAM: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    PROGRAM.get_or_init(build).as_ref().map_err(Clone::clone)
}

fn build() -> Result<PathBuf, String> {
    // target/<profile>/deps/<this test>
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let folder = own.ancestors().nth(2).ok_or("the test does not run from a target folder")?;
    let profile = match folder.file_name().and_then(|name| name.to_str()) {
        Some("debug") | None => "dev",
        Some(other) => other,
    };
    let target = folder.parent().ok_or("the test does not run from a target folder")?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    // For a test, like the tests themselves, and chosen from as many packages: so nothing is compiled again with other
    // features, and where all tests were built it is there.
    let chosen = [
        "test",
        "--no-run",
        "--quiet",
        "--workspace",
        "--exclude=ziping-kit",
        "--exclude=ziping-web",
        "--test=program",
    ];
    command.current_dir(root()).args(chosen).args(["--profile", profile]);
    command.arg("--target-dir").arg(target);
    // `cargo xtask test` sets it for the tests, to be told their times. For Cargo it would be a reason to compile everything
    // once more, and again without it afterwards.
    command.env_remove("RUSTC_BOOTSTRAP");
    output_of(&mut command)?;
    Ok(folder.join(format!("ziping{}", std::env::consts::EXE_SUFFIX)))
}

/// Runs `ziping` with arguments and a text on standard input.
///
/// # Errors
/// When it cannot be run at all.
pub fn ziping(arguments: &[&str], input: &str) -> Result<Run, String> {
    ziping_on(arguments, input.as_bytes())
}

/// The same with any bytes on standard input.
///
/// # Errors
/// When it cannot be run at all.
pub fn ziping_on(arguments: &[&str], input: &[u8]) -> Result<Run, String> {
    let mut command = Command::new(program()?);
    // A locale that names no language: Chinese, unless `--lang` says otherwise.
    command.current_dir(root()).args(arguments).env("NO_COLOR", "1").env("LC_ALL", "C.UTF-8");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    let pipe = child.stdin.take();
    let input = input.to_owned();
    // A second thread feeds it, so that neither side waits for the other; a program that has seen enough closes early.
    let feeder = std::thread::spawn(move || pipe.map(|mut pipe| pipe.write_all(&input)));
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    let _ = feeder.join();
    Ok(Run {
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
        status: output.status.code().unwrap_or(-1),
    })
}
