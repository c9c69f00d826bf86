//! The words of papers as code: a module for each file and each section of it. File and key of a text stand on the line of
//! its code, so that the compiler shows them when it complains of it.

use super::texts::{Entry, Section, Text, file_name};

/// The type of a language.
const LANG: &str = "ziping_base::lang::Lang";

/// The modules of all files. `whose`: as of [`file_name`].
pub(crate) fn code(files: &Section, whose: Option<&str>) -> String {
    let mut code = String::new();
    for (name, file) in files {
        if let Entry::Section(section) = file {
            module(&mut code, name, section, &format!("content/papers/{}: ", file_name(whose, name)));
        }
    }
    code
}

/// A module. `place`: the file, and the keys of the sections that it is made of, each with its point.
fn module(code: &mut String, name: &str, section: &Section, place: &str) {
    code.push_str(&format!("/** {place} */ pub(crate) mod {name} {{\n"));
    for (key, entry) in section {
        let place = format!("{place}{key}");
        let item = match entry {
            Entry::Section(section) => {
                module(code, key, section, &format!("{place}."));
                continue;
            }
            Entry::List(words) => constant(key, "&[&str]", &format!("&{words:?}")),
            Entry::Text(said) if said.places.is_empty() => constant(key, "&str", &format!("{:?}", said.text)),
            Entry::Text(said) => with_places(key, &[("", said)]),
            Entry::Both { zh, en } if zh.places.is_empty() => {
                let (zh, en) = (&zh.text, &en.text);
                format!("pub(crate) const fn {key}(lang: {LANG}) -> &'static str {{ lang.pick({zh:?}, {en:?}) }}")
            }
            Entry::Both { zh, en } => with_places(key, &[("Zh", zh), ("En", en)]),
        };
        code.push_str(&format!("/** {place} */ {item}\n"));
    }
    code.push_str("}\n");
}

fn constant(key: &str, kind: &str, value: &str) -> String {
    format!("pub(crate) const {}: {kind} = {value};", key.to_uppercase())
}

/// A text with places. With one it is a function. With several it is a struct that is shown: its fields bear the names of the
/// places, so that none of them is taken for another. `said`: the text in each language, or in Chinese alone.
fn with_places(key: &str, said: &[(&str, &Text)]) -> String {
    let Some((_, first)) = said.first() else { return String::new() };
    let places: Vec<&str> = first.places.iter().map(String::as_str).collect();
    // The language comes first where there are two.
    let lang = if said.len() > 1 { format!("lang: {LANG}, ") } else { String::new() };
    if let [place] = places.as_slice() {
        let filled = filled(said, "format!(");
        return format!("pub(crate) fn {key}({lang}{place}: impl core::fmt::Display) -> String {{ {filled} }}");
    }
    let each = |of: &dyn Fn(usize, &str) -> String| -> String {
        places.iter().enumerate().map(|(number, place)| of(number, place)).collect::<Vec<_>>().join(", ")
    };
    let name = in_camel_case(key);
    let kinds = each(&|number, _| format!("T{number}"));
    let shown = each(&|number, _| format!("T{number}: core::fmt::Display"));
    let fields = each(&|number, place| format!("pub(crate) {place}: T{number}"));
    let names = places.join(", ");
    let (lang, names) = match said.len() {
        1 => (String::new(), names),
        _ => (format!("pub(crate) {lang}"), format!("lang, {names}")),
    };
    let filled = filled(said, "write!(f, ");
    format!(
        "pub(crate) struct {name}<{kinds}> {{ {lang}{fields} }}\n\
         impl<{shown}> core::fmt::Display for {name}<{kinds}> {{\n\
         fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {{ let Self {{ {names} }} = self; {filled} }}\n}}"
    )
}

/// The text with its places filled, in the language that is asked for. `write`: how a macro that does it begins.
fn filled(said: &[(&str, &Text)], write: &str) -> String {
    match said {
        [(_, text)] => format!("{write}{:?})", text.text),
        _ => {
            let arm = |(lang, text): &(&str, &Text)| format!("{LANG}::{lang} => {write}{:?}),", text.text);
            format!("match lang {{ {} }}", said.iter().map(arm).collect::<Vec<_>>().join(" "))
        }
    }
}

/// `total_short` as `TotalShort`.
fn in_camel_case(key: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    };
    key.split('_').map(capital).collect()
}
