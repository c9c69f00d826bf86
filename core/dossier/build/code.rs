//! The words of papers as code: a module for each file and each section of it.

use super::texts::{Entry, Section, Text};
use std::collections::BTreeSet;

/// The modules of all files.
pub fn code(files: &Section) -> String {
    let mut code = String::new();
    for (name, file) in files {
        if let Entry::Section(section) = file {
            module(&mut code, name, section, &format!("`content/papers/{name}.toml`"));
        }
    }
    code
}

/// A module. `place`: the file and the section that it is made of, as its documentation names them.
fn module(code: &mut String, name: &str, section: &Section, place: &str) {
    code.push_str(&format!("/// {place}\npub(crate) mod {name} {{\n"));
    for (key, entry) in section {
        let place = format!("{place} · `{key}`");
        code.push_str(&match entry {
            Entry::Section(section) => {
                module(code, key, section, &place);
                continue;
            }
            Entry::List(words) => constant(key, "&[&str]", &format!("&{words:?}"), &place),
            Entry::Text(said) if said.places.is_empty() => constant(key, "&str", &format!("{:?}", said.text), &place),
            Entry::Text(said) => with_places(key, &[("", said)], &place),
            Entry::Both { zh, en } if zh.places.is_empty() => {
                let (zh, en) = (&zh.text, &en.text);
                format!("/// {place}\npub(crate) const fn {key}(lang: {LANG}) -> &'static str {{ lang.pick({zh:?}, {en:?}) }}\n")
            }
            Entry::Both { zh, en } => with_places(key, &[("Zh", zh), ("En", en)], &place),
        });
    }
    code.push_str("}\n");
}

/// The type of a language.
const LANG: &str = "ziping_base::lang::Lang";

fn constant(key: &str, kind: &str, value: &str, place: &str) -> String {
    format!("/// {place}\npub(crate) const {}: {kind} = {value};\n", key.to_uppercase())
}

/// A text with places. With one it is a function. With several it is a struct that is shown: its fields bear the names of the
/// places, so that none of them is taken for another. `said`: the text in each language, or in Chinese alone.
fn with_places(key: &str, said: &[(&str, &Text)], place: &str) -> String {
    let Some((_, first)) = said.first() else { return String::new() };
    let both = said.len() > 1;
    let filled = |write: &str| match said {
        [(_, text)] => format!("{write}{:?})", text.text),
        _ => {
            let arm = |(lang, text): &(&str, &Text)| format!("{LANG}::{lang} => {write}{:?}),", text.text);
            format!("match lang {{ {} }}", said.iter().map(arm).collect::<Vec<_>>().join(" "))
        }
    };
    let lang = if both { format!("lang: {LANG}, ") } else { String::new() };
    if let [only] = first.places.iter().collect::<Vec<_>>().as_slice() {
        return format!(
            "/// {place}\npub(crate) fn {key}({lang}{only}: impl core::fmt::Display) -> String {{ {} }}\n",
            filled("format!(")
        );
    }
    let fields = |of: &dyn Fn(usize, &String) -> String| list(&first.places, of);
    let name = in_camel_case(key);
    let kinds = fields(&|number, _| format!("T{number}"));
    let bounds = fields(&|number, _| format!("T{number}: core::fmt::Display"));
    let declared = fields(&|number, field| format!("pub(crate) {field}: T{number}"));
    let names = fields(&|_, field| field.clone());
    let (lang, names) =
        if both { (format!("pub(crate) lang: {LANG}, "), format!("lang, {names}")) } else { (String::new(), names) };
    format!(
        "/// {place}\npub(crate) struct {name}<{kinds}> {{ {lang}{declared} }}\n\
         impl<{bounds}> core::fmt::Display for {name}<{kinds}> {{\n\
         fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {{ let Self {{ {names} }} = self; {} }}\n}}\n",
        filled("write!(f, ")
    )
}

fn list(places: &BTreeSet<String>, of: &dyn Fn(usize, &String) -> String) -> String {
    places.iter().enumerate().map(|(number, place)| of(number, place)).collect::<Vec<_>>().join(", ")
}

/// `total_short` as `TotalShort`.
fn in_camel_case(key: &str) -> String {
    key.split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
        })
        .collect()
}
