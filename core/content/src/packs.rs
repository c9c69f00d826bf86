//! All packs of a site.

use crate::{Content, TextFile};
use ziping_regime::Words;
use ziping_regime::compiled::{
    PackError, read_texts, read_texts_of_any_build, write_library, write_texts, write_words,
};
use ziping_rules::rule::facts_of;
use ziping_rules::rule::score::facts_of_scored;

/// The kinds of words that no question and no result needs.
const MORE: &[&str] = &["actor", "clause", "document", "duty", "fee", "procedure", "step"];

/// All packs of a site, by file name: `library.bin`; for each language `words.<lang>.bin` (shared facts, readings, checks,
/// evidence titles, and each regime's card under the kind `card` and the kind `outcome`, its id before the outcome's)
/// and `<regime>.<lang>.bin` (everything that an assessment of the regime needs besides, its own facts among it), and
/// `<regime>.more.<lang>.bin` (words of the `MORE` kinds, which it takes to read the document and to apply).
#[must_use]
pub fn packs(content: &Content) -> Vec<(String, Vec<u8>)> {
    let mut packs = vec![("library.bin".to_owned(), write_library(&content.library))];
    for (lang, folders) in &content.words {
        let mut shared = Words::default();
        for (folder, words) in folders {
            for (kind, id, of) in words.iter().filter(|(kind, ..)| *kind != "sentence") {
                if folder.is_empty() {
                    shared.insert(kind, id, of.clone());
                } else if kind == "regime" {
                    shared.insert("card", folder, of.clone());
                }
            }
        }
        packs.push((format!("words.{lang}.bin"), write_words(&shared)));
        for folder in folders.keys().filter(|folder| !folder.is_empty()) {
            let (mut own, mut more) = (Words::default(), Words::default());
            // Sentences of papers are read where a package is made, which takes all words of its regime.
            for (kind, id, of) in words_of_book(content, lang, folder).iter() {
                let part = if kind == "sentence" || MORE.contains(&kind) { &mut more } else { &mut own };
                part.insert(kind, id, of.clone());
            }
            packs.push((format!("{folder}.{lang}.bin"), write_words(&own)));
            packs.push((format!("{folder}.more.{lang}.bin"), write_words(&more)));
        }
    }
    packs
}

/// Where the words of papers are. They are in the program that makes papers; no rule book is loaded from them.
const PAPERS: &str = "papers/";

/// The pack `content.bin`: the files that rule books were loaded from, for whoever loads another one beside them. Cases are
/// left out, for they are run where rule books are made, and so are the words of papers.
#[must_use]
pub fn pack_files(files: &[TextFile]) -> Vec<u8> {
    let is_read = |path: &str| path.ends_with(".toml") && !path.ends_with("/cases.toml") && !path.starts_with(PAPERS);
    let read = files.iter().filter(|file| is_read(&file.path));
    write_texts(&read.map(|file| (file.path.as_str(), file.text.as_str())).collect::<Vec<_>>())
}

/// The files of that pack.
///
/// # Errors
/// When it is of another build or damaged.
pub fn unpack_files(pack: &[u8]) -> Result<Vec<TextFile>, PackError> {
    read_texts(pack).map(files)
}

/// The files of that pack of whatever build: the rule books of an earlier version of the site.
///
/// # Errors
/// When it is no pack, or damaged.
pub fn unpack_files_of_any_build(pack: &[u8]) -> Result<Vec<TextFile>, PackError> {
    read_texts_of_any_build(pack).map(files)
}

fn files(texts: Vec<(String, String)>) -> Vec<TextFile> {
    texts.into_iter().map(|(path, text)| TextFile { path, text }).collect()
}

/// Everything that an assessment and a package of a regime need besides what is shared: its own words, those of facts that
/// others define, the sentences of its papers.
pub(super) fn words_of_book(content: &Content, lang: &str, regime: &str) -> Words {
    let mut all = Words::default();
    let Some(folders) = content.words.get(lang) else { return all };
    for id in facts_of_others(content, regime) {
        if let Some(of) = folders.values().find_map(|words| words.find("fact", id)) {
            all.insert("fact", id, of.clone());
        }
    }
    for sentence in content.library.sentences.iter().filter(|sentence| sentence.is_of(regime)) {
        if let Some(of) = folders.get("").and_then(|shared| shared.find("sentence", &sentence.id)) {
            all.insert("sentence", &sentence.id, of.clone());
        }
    }
    folders.get(regime).into_iter().for_each(|own| all.merge(own));
    all
}

/// Facts that a regime looks at and another regime's folder defines.
fn facts_of_others<'a>(content: &'a Content, regime: &str) -> Vec<&'a str> {
    let Some(book) = content.library.regime(regime) else { return Vec::new() };
    let mut facts = Vec::new();
    let conditions = book.conditions.iter().flat_map(|item| std::iter::once(&item.when).chain(&item.applies));
    let caps = book.caps.iter().map(|item| &item.when);
    let grounds = book.grounds.iter().map(|item| &item.when);
    for test in conditions.chain(caps).chain(grounds) {
        facts_of(test, &mut facts);
    }
    book.scored().into_iter().for_each(|item| facts_of_scored(item, &mut facts));
    facts.extend(book.sections.iter().flat_map(|section| section.facts.iter().copied()));
    let of_the_regime = |id: &str| {
        let folders = content.words.values().flat_map(|folders| [folders.get(""), folders.get(regime)]);
        folders.flatten().any(|words| words.find("fact", id).is_some())
    };
    facts.into_iter().map(|fact| content.library.catalogue.id(fact)).filter(|id| !of_the_regime(id)).collect()
}
