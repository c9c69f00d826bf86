//! Content folders as texts: the core does no I/O, and the command line, the tools and the tests read the same files.

use std::io::{Error, Result};
use std::path::Path;
use ziping_core::regime::TextFile;

/// The `.toml` files below a folder, with their paths relative to it (parts joined by `/` on every system), in order.
///
/// # Errors
/// The first file or folder that cannot be read, by its path.
pub fn below(folder: &Path) -> Result<Vec<TextFile>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).map_err(|error| at(&next, &error))? {
            let path = entry.map_err(|error| at(&next, &error))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let relative = path.strip_prefix(folder).unwrap_or(&path);
                let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
                let text = std::fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
                found.push(TextFile { path: parts.join("/"), text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// An error that says which file it is about.
fn at(path: &Path, error: &Error) -> Error {
    Error::new(error.kind(), format!("`{}`: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_below_a_folder_in_order_and_a_missing_one_is_named() {
        let folder = std::env::temp_dir().join(format!("ziping-files-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("a/b")).unwrap();
        for (name, text) in [("z.toml", "1"), ("a/b/c.toml", "2"), ("a/note.txt", "3"), ("a.toml", "4")] {
            std::fs::write(folder.join(name), text).unwrap();
        }
        let found: Vec<_> = below(&folder).unwrap().into_iter().map(|file| (file.path, file.text)).collect();
        let expected = [("a.toml", "4"), ("a/b/c.toml", "2"), ("z.toml", "1")];
        assert_eq!(found, expected.map(|(path, text)| (path.to_owned(), text.to_owned())));
        std::fs::remove_dir_all(&folder).unwrap();
        let error = below(&folder).unwrap_err();
        assert!(error.to_string().contains(&folder.display().to_string()), "{error}");
    }
}
