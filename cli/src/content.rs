//! The content: built into the program, or read from a folder.

use std::path::PathBuf;
use ziping_core::diag::Diagnostic;
use ziping_core::regime::{Content, TextFile, load, overlay};
use ziping_core::say;

/// The files of the content folder at build time.
static BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/content.rs"));

/// The content that the program was built with.
///
/// # Errors
/// What is wrong with it; the tests keep this from happening.
pub fn built_in() -> Result<Content, Vec<Diagnostic>> {
    let files: Vec<TextFile> =
        BUILT_IN.iter().map(|(path, text)| TextFile { path: (*path).to_owned(), text: (*text).to_owned() }).collect();
    load(&files)
}

/// Content with overlays from files applied.
///
/// # Errors
/// A file that cannot be read, or everything that is wrong with the overlays.
pub fn with_overlays(content: Content, files: &[PathBuf]) -> Result<Content, Vec<Diagnostic>> {
    let mut texts = Vec::new();
    let mut problems = Vec::new();
    for file in files {
        let path = file.display().to_string();
        match std::fs::read_to_string(file) {
            Ok(text) => texts.push(TextFile { path, text }),
            Err(error) => problems.push(
                Diagnostic::error("unreadable", say!("`{path}` cannot be read: {error}", "“{path}”读不出来：{error}"))
                    .help(say!("name a TOML file", "请写 TOML 文件的路径")),
            ),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(overlay::apply(&content.library, &texts)?.over(content))
}
