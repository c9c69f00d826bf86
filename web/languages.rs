//! The language files, as the site's build and its packs read them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The texts of a language by key: `[section]` and `key` of a file become `section_key`.
pub struct Language {
    /// Such as `zh`.
    pub code: &'static str,
    pub texts: BTreeMap<String, String>,
}

type Texts = BTreeMap<String, String>;

/// Reads both languages from the folder of the language files. A text that the other one lacks is an error.
pub fn read(folder: &Path) -> Result<[Language; 2], String> {
    let languages = ["zh", "en"].map(|code| read_all(folder, code).map(|texts| Language { code, texts }));
    let [first, second] = languages;
    let (first, second) = (first?, second?);
    compare(&first.texts, &second)?;
    compare(&second.texts, &first)?;
    Ok([first, second])
}

/// What tells the keys of one build from those of another (FNV-1a over the keys).
pub fn stamp(language: &Language) -> String {
    let bytes = language.texts.keys().flat_map(|key| key.bytes().chain([0]));
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

/// The texts of a language: `zh.toml` and what pages have of their own, such as `clients.zh.toml`.
fn read_all(folder: &Path, language: &str) -> Result<Texts, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("`{}`: {error}", folder.display()))?;
    let mut files: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    files.sort_unstable();
    let mut texts = Texts::new();
    for file in files {
        if file == format!("{language}.toml") || file.ends_with(&format!(".{language}.toml")) {
            for (key, text) in read_file(&folder.join(&file))? {
                if texts.insert(key.clone(), text).is_some() {
                    return Err(format!("`web/texts/{file}`: `{key}` is in another file of that language too"));
                }
            }
        }
    }
    Ok(texts)
}

/// The texts of a file: `[section]` and `key` become `section_key`.
fn read_file(path: &Path) -> Result<Texts, String> {
    let name = path.display();
    let text = fs::read_to_string(path).map_err(|error| format!("`{name}`: {error}"))?;
    let table: toml::Table = text.parse().map_err(|error| format!("`{name}`: {error}"))?;
    let mut texts = Texts::new();
    for (section, entries) in &table {
        let entries = entries.as_table().ok_or(format!("`{name}`: `{section}` stands outside a section"))?;
        for (key, text) in entries {
            let text = text.as_str().filter(|text| !text.is_empty());
            let text = text.ok_or(format!("`{name}`: `{section}.{key}` is not a text"))?;
            texts.insert(format!("{section}_{key}"), text.to_owned());
        }
    }
    Ok(texts)
}

/// Every text of one language is in the other, with the same places to fill.
fn compare(texts: &Texts, other: &Language) -> Result<(), String> {
    for (key, text) in texts {
        let language = other.code;
        let Some(translated) = other.texts.get(key) else {
            return Err(format!("`web/texts` has no text for `{key}` in `{language}`"));
        };
        if places(text) != places(translated) {
            return Err(format!("`{key}` has other places to fill in in `{language}` (`web/texts`)"));
        }
    }
    Ok(())
}

fn places(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    found.sort_unstable();
    found
}
