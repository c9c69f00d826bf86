//! Where things are, and the content loaded once.

use crate::hurry::only_first_failure;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use ziping_content::{Content, load};
pub use ziping_files::below as files_below;
use ziping_regime::RuleBook;

/// The root of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The source documents, beside the project.
///
/// # Errors
/// A remedy, where they are not there.
pub fn sources() -> Result<PathBuf, String> {
    let folder = root().join("../shared/sources");
    folder.canonicalize().map_err(|error| {
        format!(
            "the source documents are not at {}: {error}\nput the folder `shared` (it comes with the project) beside \
             the project's folder, so that ../shared/sources/credit.txt is there",
            folder.display()
        )
    })
}

/// The content of the workspace, loaded once.
///
/// # Panics
/// With every problem, when it does not load: no test means anything then.
#[must_use]
pub fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| loaded(&root().join("content")))
}

/// The made-up rule book that uses every form of the condition language, loaded once.
///
/// # Panics
/// With every problem, when it does not load.
#[must_use]
pub fn every_form() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| loaded(&root().join("tests/fixtures/good")))
}

#[expect(clippy::panic, reason = "a test without content cannot go on")]
fn loaded(folder: &Path) -> Content {
    only_first_failure();
    let files = files_below(folder).unwrap_or_else(|error| panic!("{} cannot be read: {error}", folder.display()));
    load(&files).unwrap_or_else(|problems| {
        let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{} does not load:\n{}", folder.display(), shown.join("\n\n"))
    })
}

/// Every rule book with its content: the regimes, and the made-up one with every form of the language.
#[must_use]
pub fn worlds() -> Vec<(&'static Content, &'static RuleBook)> {
    let books = |content: &'static Content| content.library.regimes.iter().map(move |book| (content, book));
    books(content()).chain(books(every_form())).collect()
}

/// The folder for files that tests make: below the target folder, never in the source tree.
///
/// # Errors
/// When it cannot be made.
pub fn scratch(name: &str) -> std::io::Result<PathBuf> {
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from).join(name);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Runs a program and gives back what it printed.
///
/// # Errors
/// What it said, when it cannot be run or fails.
pub fn output_of(command: &mut Command) -> Result<String, String> {
    let shown = format!("{command:?}");
    let output = command.output().map_err(|error| format!("{shown}: {error}"))?;
    if output.status.success() {
        String::from_utf8(output.stdout).map_err(|error| format!("{shown}: {error}"))
    } else {
        Err(format!("{shown}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr)))
    }
}
