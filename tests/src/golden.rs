//! Golden files: what came out beside what came out when someone last looked at it.

use std::path::Path;

/// Set to `1`, golden files are written anew instead of compared: `ZIPING_RECORD=1 cargo test -p ziping-tests`.
pub const RECORD: &str = "ZIPING_RECORD";

/// Compares a text with its golden file, or records it.
///
/// # Errors
/// The first line that differs, and how to record.
pub fn compare(file: &Path, found: &str) -> Result<(), String> {
    if std::env::var_os(RECORD).is_some_and(|value| value == "1") {
        return std::fs::write(file, found).map_err(|error| format!("{}: {error}", file.display()));
    }
    let expected = std::fs::read_to_string(file)
        .map_err(|error| format!("{}: {error}; record it with {RECORD}=1", file.display()))?;
    if expected == found {
        return Ok(());
    }
    let mut lines = expected.lines().zip(found.lines()).enumerate();
    let first = lines.find(|(_, (a, b))| a != b).map_or_else(
        || format!("one has {} lines, the other {}", expected.lines().count(), found.lines().count()),
        |(at, (a, b))| format!("line {}:\n  golden: {a}\n  found:  {b}", at + 1),
    );
    Err(format!("{} differs: {first}\nif this is right, record it with {RECORD}=1 and read the diff", file.display()))
}
