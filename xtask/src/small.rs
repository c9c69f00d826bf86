//! The small programs of the site: the standard library is compiled along with them, for size, and a fault ends the
//! program at once instead of writing a message that no visitor reads.
//!
//! Both are options of the compiler that the pinned version has but does not offer without being asked
//! (`-Zbuild-std`, `panic=immediate-abort`). What they save is printed by the build; without the sources of the
//! standard library the site is built as it would be otherwise, larger and the same.

use std::process::Command;

use crate::project::Project;
use crate::run::say;
use crate::toolchain::in_toolchain;

/// The component of rustup that holds the sources of the standard library.
const COMPONENT: &str = "rust-src";

/// A file that is there when they are.
const SOURCES: &str = "src/rust/library/std/Cargo.toml";

/// Whether the sources of the standard library are there; fetches them when rustup can.
pub fn prepare(project: &Project) -> bool {
    if in_toolchain(project, SOURCES) {
        return true;
    }
    say("Adding the sources of Rust's standard library (under a minute)");
    let mut rustup = Command::new("rustup");
    rustup.args(["component", "add", COMPONENT]).current_dir(project.root());
    let added = rustup.status().is_ok_and(|status| status.success()) && in_toolchain(project, SOURCES);
    if !added {
        say("They could not be added: the programs of the site will be about a tenth larger.");
        println!("  help: check the network, run `rustup component add {COMPONENT}`, then this again");
    }
    added
}

/// Asks Cargo for small programs.
pub fn ask(command: &mut Command) {
    share_macros(command);
    command
        // `test`, for the tests of the page's crate use what is compiled here (components.rs). No program calls it.
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort,test")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
        .env("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true")
        .env("CARGO_PROFILE_SITE_PANIC", "immediate-abort");
}

/// Has the compiler take options that are not stable, for which [`ask`] needs it. Macros look whether it does, so what shares them with
/// the site says the same; they would be compiled anew. Nothing in the sources uses what is not stable.
pub fn share_macros(command: &mut Command) {
    command.env("RUSTC_BOOTSTRAP", "1");
}

/// Has tests end at a fault, as programs do: compiled otherwise, nothing of a program could be used for them.
pub fn ask_for_tests(command: &mut Command) {
    share_macros(command);
    command.env("CARGO_UNSTABLE_PANIC_ABORT_TESTS", "true");
}
