//! Changes of the code that change nothing anyone can see: listed with their reason, and not tried.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// The list, from the project's root.
pub const LIST: &str = "tests/mutants.toml";

/// A mutant that no test can catch.
#[derive(Debug, PartialEq, Eq)]
pub struct Known {
    /// The file and what is changed, without the place: lines move.
    change: String,
    /// The line of code that is changed, or the beginning of it.
    code: String,
    /// Why nobody can see it.
    pub reason: String,
}

/// The list of a project.
pub fn read(root: &Path) -> Result<Vec<Known>> {
    let text = fs::read_to_string(root.join(LIST)).with_context(|| format!("`{LIST}` cannot be read"))?;
    parse(&text)
}

fn parse(text: &str) -> Result<Vec<Known>> {
    let table: toml::Table = text.parse().with_context(|| format!("`{LIST}` is no TOML"))?;
    let entries = table.get("mutant").and_then(toml::Value::as_array).map_or(&[][..], Vec::as_slice);
    let read = |(at, entry): (usize, &toml::Value)| {
        let word = |key: &str| {
            let text = entry.get(key).and_then(toml::Value::as_str).map(str::trim).filter(|text| !text.is_empty());
            text.map(str::to_owned).with_context(|| format!("`{LIST}`: `{key}` of entry {} is missing", at + 1))
        };
        Ok(Known { change: word("change")?, code: word("code")?, reason: word("reason")? })
    };
    entries.iter().enumerate().map(read).collect()
}

/// The names that the list covers; an entry that covers none is out of date.
pub fn covered<'n>(
    known: &'n [Known],
    names: &'n BTreeSet<String>,
    line_of: impl Fn(&str) -> String,
) -> Result<Vec<(&'n str, &'n Known)>> {
    let mut all = Vec::new();
    for entry in known {
        let before = all.len();
        let same = |name: &&String| without_place(name) == entry.change && line_of(name).starts_with(&entry.code);
        all.extend(names.iter().filter(same).map(|name| (name.as_str(), entry)));
        if all.len() == before {
            let Known { change, code, .. } = entry;
            bail!("`{LIST}`: nothing is called `{change}` at `{code}`\n  help: take the entry out, or correct it");
        }
    }
    Ok(all)
}

/// `core/rules/src/rule/eval.rs:85:9: replace …` without its place.
pub fn without_place(name: &str) -> String {
    let mut parts = name.splitn(4, ':');
    let (file, change) = (parts.next().unwrap_or_default(), parts.nth(2).unwrap_or_default());
    format!("{file}:{change}")
}

/// The line of code that a mutant changes, without its indentation.
pub fn line_in(tree: &Path, name: &str) -> String {
    let mut parts = name.split(':');
    let (file, line) = (parts.next().unwrap_or_default(), parts.next().and_then(|line| line.parse::<usize>().ok()));
    let text = fs::read_to_string(tree.join(file)).unwrap_or_default();
    let line = line.and_then(|line| text.lines().nth(line.saturating_sub(1)));
    line.unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "core/rules/src/rule/eval.rs:85:9: replace < with <= in fold";

    #[test]
    fn an_entry_covers_a_mutant_wherever_its_line_has_moved() {
        let list = "[[mutant]]\nchange = \"core/rules/src/rule/eval.rs: replace < with <= in fold\"\ncode = \"if a < b\"\n\
            reason = \"equal ones were taken out before\"\n";
        let known = parse(list).unwrap();
        let names = BTreeSet::from([NAME.to_owned()]);
        let covered_there = covered(&known, &names, |_| "if a < b {".to_owned()).unwrap();
        assert_eq!(covered_there.iter().map(|(name, _)| *name).collect::<Vec<_>>(), [NAME]);
        assert!(covered(&known, &names, |_| "if c < b {".to_owned()).is_err(), "another line is another mutant");
    }

    #[test]
    fn an_entry_without_a_reason_is_refused() {
        assert!(parse("[[mutant]]\nchange = \"a\"\ncode = \"b\"\nreason = \" \"\n").is_err());
        assert_eq!(parse("").unwrap(), []);
    }

    #[test]
    fn every_entry_of_the_list_names_a_line_that_is_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for Known { change, code, .. } in read(&root).unwrap() {
            let file = change.split(':').next().unwrap_or_default();
            let text = fs::read_to_string(root.join(file)).unwrap_or_default();
            assert!(text.lines().any(|line| line.trim().starts_with(&code)), "{LIST}: `{code}` is not in {file}");
        }
    }
}
