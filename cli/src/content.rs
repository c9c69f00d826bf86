//! The content: built into the program, or read from a folder.

use std::path::PathBuf;
use ziping_base::diag::Diagnostic;
use ziping_base::say;
use ziping_content::{Content, TextFile, overlay};

/// The files of the content folder at build time.
static BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/content.rs"));

/// The files that the program was built with.
pub fn built_in() -> Vec<TextFile> {
    BUILT_IN.iter().map(|(path, text)| TextFile { path: (*path).to_owned(), text: (*text).to_owned() }).collect()
}

/// Content with overlays from files applied.
///
/// # Errors
/// A file that cannot be read, or everything that is wrong with the overlays.
pub fn with_overlays(content: Content, files: &[PathBuf]) -> Result<Content, Vec<Diagnostic>> {
    Ok(applied(&content, files)?.over(content))
}

/// Overlays from files applied to content, with their cases and what to look at in them.
///
/// # Errors
/// A file that cannot be read, or everything that is wrong with the overlays.
pub fn applied(content: &Content, files: &[PathBuf]) -> Result<overlay::Overlaid, Vec<Diagnostic>> {
    overlay::apply(&content.library, &overlay_texts(files)?)
}

/// The texts of overlays.
///
/// # Errors
/// Every file that cannot be read.
pub fn overlay_texts(files: &[PathBuf]) -> Result<Vec<TextFile>, Vec<Diagnostic>> {
    let mut texts = Vec::new();
    let mut problems = Vec::new();
    for file in files {
        let path = file.display().to_string();
        match ziping_files::read_text(file) {
            Ok(text) => texts.push(TextFile { path, text }),
            Err(problem) if problem.help.is_some() => problems.push(*problem),
            Err(problem) => problems.push(problem.help(say!("name a TOML file", "请写 TOML 文件的路径"))),
        }
    }
    if problems.is_empty() { Ok(texts) } else { Err(problems) }
}
