//! Turns the language files into one struct with a field for each text, so that a text that is missing in a language
//! stops the build and a text that is not there cannot be used.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

type Texts = BTreeMap<String, String>;

fn main() -> ExitCode {
    match generate() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            println!("cargo::error={problem}");
            ExitCode::FAILURE
        }
    }
}

/// `cargo xtask build` cuts the linked site into parts (see `src/main.rs`) and needs the linker's notes for that.
fn split() {
    println!("cargo::rustc-check-cfg=cfg(split)");
    println!("cargo::rerun-if-env-changed=ZIPING_SPLIT");
    if env::var_os("ZIPING_SPLIT").is_some() {
        println!("cargo::rustc-cfg=split");
        println!("cargo::rustc-link-arg-bin=ziping-web=--emit-relocs");
    }
}

fn generate() -> Result<(), String> {
    println!("cargo::rerun-if-changed=texts");
    split();
    let languages = [("ZH", read_all("zh")?), ("EN", read_all("en")?)];
    let [(_, first), (_, second)] = &languages;
    compare(first, second, "en")?;
    compare(second, first, "zh")?;
    let mut code =
        String::from("/// All texts of the site in one language; see `web/texts`.\npub(crate) struct Texts {\n");
    for key in first.keys() {
        code.push_str(&format!("    pub(crate) {key}: &'static str,\n"));
    }
    code.push_str("}\n");
    for (name, texts) in &languages {
        code.push_str(&format!("pub(crate) static {name}: Texts = Texts {{\n"));
        for (key, text) in texts {
            code.push_str(&format!("    {key}: {text:?},\n"));
        }
        code.push_str("};\n");
    }
    let out = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    fs::write(Path::new(&out).join("texts.rs"), code).map_err(|error| error.to_string())
}

/// The texts of a language: `texts/zh.toml` and what pages have of their own, such as `texts/clients.zh.toml`.
fn read_all(language: &str) -> Result<Texts, String> {
    let entries = fs::read_dir("texts").map_err(|error| format!("`web/texts`: {error}"))?;
    let mut files: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    files.sort_unstable();
    let mut texts = Texts::new();
    for file in files {
        if file == format!("{language}.toml") || file.ends_with(&format!(".{language}.toml")) {
            for (key, text) in read(&format!("texts/{file}"))? {
                if texts.insert(key.clone(), text).is_some() {
                    return Err(format!("`web/texts/{file}`: `{key}` is in another file of that language too"));
                }
            }
        }
    }
    Ok(texts)
}

/// The texts of a file: `[section]` and `key` become `section_key`.
fn read(path: &str) -> Result<Texts, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("`web/{path}`: {error}"))?;
    let table: toml::Table = text.parse().map_err(|error| format!("`web/{path}`: {error}"))?;
    let mut texts = Texts::new();
    for (section, entries) in &table {
        let entries = entries.as_table().ok_or(format!("`web/{path}`: `{section}` stands outside a section"))?;
        for (key, text) in entries {
            let text = text.as_str().filter(|text| !text.is_empty());
            let text = text.ok_or(format!("`web/{path}`: `{section}.{key}` is not a text"))?;
            texts.insert(format!("{section}_{key}"), text.to_owned());
        }
    }
    Ok(texts)
}

/// Every text of one language is in the other, with the same places to fill.
fn compare(texts: &Texts, other: &Texts, language: &str) -> Result<(), String> {
    for (key, text) in texts {
        let Some(translated) = other.get(key) else {
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
