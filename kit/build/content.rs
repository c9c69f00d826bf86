//! The content folder as texts.

use std::path::Path;
use ziping_content::TextFile;

/// The `.toml` files below the content folder, by path; Cargo is told to look at each, and at the folders for new ones.
pub fn files(root: &Path) -> std::io::Result<Vec<TextFile>> {
    let found = ziping_files::below(root)?;
    println!("cargo::rerun-if-changed={}", root.display());
    for file in &found {
        println!("cargo::rerun-if-changed={}", root.join(&file.path).display());
    }
    Ok(found)
}
