//! Names of files that are handed over.

/// A name as it can stand in the name of a file; that of an organisation without one where nothing is left of it.
pub(super) fn file_name(name: &str, unnamed: &str) -> String {
    let file: String = name.chars().filter(|c| !c.is_control() && !"/\\:*?\"<>|".contains(*c)).take(60).collect();
    if file.trim().is_empty() { unnamed.to_owned() } else { file }
}

/// A name that is unlike those before it, with a number where it has to be.
pub(super) fn unlike(name: String, names: &mut Vec<String>) -> String {
    let numbered = (2..).map(|number| format!("{name} {number}"));
    let found = std::iter::once(name.clone()).chain(numbered).find(|name| !names.contains(name)).unwrap_or(name);
    names.push(found.clone());
    found
}
