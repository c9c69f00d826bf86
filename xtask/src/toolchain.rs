//! What the toolchain of rust-toolchain.toml has.

use std::path::Path;
use std::process::Command;

use crate::project::Project;
use crate::run::answer;

/// Whether the toolchain of rust-toolchain.toml has this file or folder among its libraries.
pub fn in_toolchain(project: &Project, part: &str) -> bool {
    let sysroot = answer(Command::new("rustc").args(["--print", "sysroot"]).current_dir(project.root()));
    sysroot.is_some_and(|root| Path::new(&root).join("lib/rustlib").join(part).exists())
}
