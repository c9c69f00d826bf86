//! The words of papers as their files have them, read and checked.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What a file or a section of one holds, by key.
pub type Section = BTreeMap<String, Entry>;

/// What stands under a key.
#[derive(Debug, PartialEq, Eq)]
pub enum Entry {
    /// A text in Chinese.
    Text(Text),
    /// A text in Chinese and English, with the same places in both.
    Both {
        /// In Chinese.
        zh: Text,
        /// In English.
        en: Text,
    },
    /// A list of words.
    List(Vec<String>),
    /// Keys that belong together.
    Section(Section),
}

/// A text with places that are filled: 第{place}次.
#[derive(Debug, PartialEq, Eq)]
pub struct Text {
    /// As it stands in the file.
    pub text: String,
    /// The names of its places.
    pub places: BTreeSet<String>,
}

/// Whose words there are, as files name them: those of packages, whose files begin with nobody, and those of collection workbooks
/// and forms on paper.
pub const OWNERS: [Option<&str>; 2] = [None, Some("collection")];

/// What the file of a module is called: `plan.toml`, `collection-guide.toml`.
pub(crate) fn file_name(whose: Option<&str>, module: &str) -> String {
    match whose {
        Some(whose) => format!("{whose}-{module}.toml"),
        None => format!("{module}.toml"),
    }
}

/// The files of an owner, each by its name without the ending. `whose`, one of [`OWNERS`]: those whose names begin with it and a
/// hyphen, by the rest of their names; without it those that have no hyphen. A file that is nobody's is an error.
///
/// # Errors
/// All that is wrong, each with file and key or line.
pub fn read(folder: &Path, whose: Option<&str>) -> Result<Section, Vec<String>> {
    let unreadable = |error: std::io::Error| vec![format!("`{}`: {error}", folder.display())];
    let mut files = Section::new();
    let mut problems = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(stem) = name.strip_suffix(".toml") else { continue };
        let file = format!("content/papers/{name}");
        let (of, stem) = stem.split_once('-').map_or((None, stem), |(of, stem)| (Some(of), stem));
        if !OWNERS.contains(&of) {
            problems.push(format!("`{file}`: nothing reads files that begin with `{}-`", of.unwrap_or_default()));
        }
        if of != whose {
            continue;
        }
        if !is_name(stem) {
            problems.push(format!("`{file}`: a file is named in small letters, digits and `_`"));
        }
        match fs::read_to_string(&path) {
            Ok(text) => {
                files.insert(stem.to_owned(), Entry::Section(read_text(&file, &text, &mut problems)));
            }
            Err(error) => problems.push(format!("`{file}`: {error}")),
        }
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

/// What a file says. `file`: as problems name it; what is wrong goes into `problems`.
pub fn read_text(file: &str, text: &str, problems: &mut Vec<String>) -> Section {
    match text.parse::<toml::Table>() {
        Ok(table) => section(&table, &format!("`{file}`"), "", problems),
        Err(error) => {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            problems.push(format!("`{file}`, line {line}: {}", error.message().replace('\n', ", ")));
            Section::new()
        }
    }
}

fn section(table: &toml::Table, file: &str, before: &str, problems: &mut Vec<String>) -> Section {
    let mut section = Section::new();
    for (key, value) in table {
        let full = format!("{before}{key}");
        if !is_name(key) {
            problems.push(format!("{file}, `{full}`: a key is of small letters, digits and `_`"));
            continue;
        }
        match entry(value, file, &full, problems) {
            Ok(entry) => {
                section.insert(key.clone(), entry);
            }
            Err(problem) => problems.push(format!("{file}, `{full}`: {problem}")),
        }
    }
    section
}

fn entry(value: &toml::Value, file: &str, key: &str, problems: &mut Vec<String>) -> Result<Entry, String> {
    match value {
        toml::Value::String(said) => Ok(Entry::Text(text(said)?)),
        toml::Value::Array(words) => {
            let words: Option<Vec<String>> = words.iter().map(|word| word.as_str().map(str::to_owned)).collect();
            words.map(Entry::List).ok_or_else(|| "a list is of texts".to_owned())
        }
        toml::Value::Table(languages) if languages.contains_key("zh") || languages.contains_key("en") => {
            let one = |language: &str| match languages.get(language).and_then(toml::Value::as_str) {
                Some(said) => text(said).map_err(|problem| format!("{problem} (`{language}`)")),
                None => Err(format!("there is no text in `{language}`")),
            };
            let (zh, en) = (one("zh")?, one("en")?);
            if languages.len() > 2 {
                return Err("beside `zh` and `en` there is something else".to_owned());
            }
            if zh.places != en.places {
                return Err("the two languages have different places".to_owned());
            }
            Ok(Entry::Both { zh, en })
        }
        toml::Value::Table(table) => Ok(Entry::Section(section(table, file, &format!("{key}."), problems))),
        _ => Err("it is no text".to_owned()),
    }
}

/// A text with its places; every brace belongs to one.
fn text(said: &str) -> Result<Text, String> {
    if said.is_empty() {
        return Err("the text is empty".to_owned());
    }
    let mut places = BTreeSet::new();
    let mut pieces = said.split('{');
    let mut outside = vec![pieces.next().unwrap_or_default()];
    for piece in pieces {
        let (place, after) = piece.split_once('}').ok_or("a place has no `}`")?;
        if !is_name(place) {
            return Err(format!("a place is named in small letters, digits and `_`, not `{place}`"));
        }
        places.insert(place.to_owned());
        outside.push(after);
    }
    if outside.iter().any(|said| said.contains('}')) {
        return Err("a `}` closes no place".to_owned());
    }
    Ok(Text { text: said.to_owned(), places })
}

/// Whether something can be a name in code.
fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
