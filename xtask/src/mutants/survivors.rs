//! Mutants that survived a run before, found again though their lines have moved.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::known::without_place;

/// How the lines of the output begin that name them; the line of code that is changed stands below.
pub const SURVIVES: &str = "survives: ";
pub const HANGS: &str = "hangs:    ";

/// What is changed, without the place, and the line of code.
type Change = (String, String);

/// Those in the saved output of a run.
pub fn read(file: &Path) -> Result<Vec<Change>> {
    let text = fs::read_to_string(file).with_context(|| format!("`{}` cannot be read", file.display()))?;
    let found = parse(&text);
    if found.is_empty() {
        bail!(
            "`{}` names no mutant that survived\n  help: give the saved output of `cargo xtask mutants`",
            file.display()
        );
    }
    Ok(found)
}

fn parse(text: &str) -> Vec<Change> {
    let lines: Vec<&str> = text.lines().collect();
    let read = |pair: &[&str]| {
        let [name, code] = pair else { return None };
        let name = [SURVIVES, HANGS].iter().find_map(|word| name.strip_prefix(word))?;
        Some((without_place(name), code.trim().to_owned()))
    };
    lines.windows(2).filter_map(read).collect()
}

/// Whether a mutant of a line of code is among them.
pub fn among(survivors: &[Change], name: &str, code: &str) -> bool {
    survivors.iter().any(|(change, line)| line == code && *change == without_place(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_survivor_is_found_again_where_its_line_has_moved_to() {
        let output = "2 tried\nhangs:    a.rs:3:1: replace + with -\n          x += 1;\n\
            survives: a.rs:9:5: replace < with > in f\n          if a < b {\nunseen:   a.rs:1:1: z\n          why\n";
        let found = parse(output);
        assert_eq!(found.len(), 2);
        assert!(among(&found, "a.rs:12:5: replace < with > in f", "if a < b {"));
        assert!(!among(&found, "a.rs:12:5: replace < with > in f", "if a < c {"));
        assert!(among(&found, "a.rs:4:1: replace + with -", "x += 1;"));
    }
}
