//! `ziping schema`: the JSON Schemas, for editors.

use std::path::Path;
use ziping_content::{Content, schema};

/// Writes every schema into a folder, which is made where it is not there; the names of the files.
///
/// # Errors
/// When the folder or a file cannot be written.
pub fn write(folder: &Path, content: &Content) -> std::io::Result<Vec<String>> {
    std::fs::create_dir_all(folder)?;
    let mut names = Vec::new();
    for (name, text) in schema::all(content) {
        let file = format!("{name}.schema.json");
        std::fs::write(folder.join(&file), text)?;
        names.push(file);
    }
    Ok(names)
}
