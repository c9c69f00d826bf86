//! Packs: content compiled at build time into files that a page reads without a TOML parser.
//!
//! A pack belongs to the build that wrote it; another build's pack is refused by its head.

mod applied;
mod read;

use crate::regime::{Library, Words};
#[cfg(feature = "load")]
pub use applied::write_applied;
pub use applied::{Applied, AppliedFile, fingerprint, read_applied};
use read::Reader;

/// The head of every pack: the sources that it was made with.
const HEAD: &[u8] = concat!("ziping-pack-", env!("ZIPING_CORE_SOURCES"), "\n").as_bytes();

/// Why a pack was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackError {
    /// It was written by another build.
    OtherBuild,
    /// It is damaged.
    Damaged,
}

impl core::fmt::Display for PackError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::OtherBuild => "the rule-book pack belongs to another build of the site; reload the page",
            Self::Damaged => "the rule-book pack is damaged; reload the page",
        })
    }
}

impl std::error::Error for PackError {}

/// The length of the sum after the head.
const SUM: usize = 8;

fn read<'a, T: serde::Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, PackError> {
    let rest = bytes.strip_prefix(HEAD).ok_or(PackError::OtherBuild)?;
    let (sum_written, body) = rest.split_at_checked(SUM).ok_or(PackError::Damaged)?;
    if sum_written != sum(body) {
        return Err(PackError::Damaged);
    }
    let mut reader = Reader::new(body);
    match T::deserialize(&mut reader) {
        Ok(value) if reader.is_done() => Ok(value),
        Ok(_) => Err(PackError::Damaged),
        Err(never) => match never {},
    }
}

/// Tells a pack that was cut or changed on the way, not one that was forged.
fn sum(body: &[u8]) -> [u8; SUM] {
    fingerprint(body).to_le_bytes()
}

#[cfg(any(feature = "load", test))]
fn write<T: serde::Serialize>(value: &T) -> Vec<u8> {
    // Writing to memory cannot fail for these types; an empty body would be refused as damaged.
    let body = postcard::to_allocvec(value).unwrap_or_default();
    [HEAD, &sum(&body), &body].concat()
}

/// The library of a pack.
///
/// # Errors
/// When the pack is of another build or damaged.
pub fn read_library(bytes: &[u8]) -> Result<Library, PackError> {
    let mut library: Library = read(bytes)?;
    library.catalogue.reindex();
    Ok(library)
}

/// The words of a pack.
///
/// # Errors
/// When the pack is of another build or damaged.
pub fn read_words(bytes: &[u8]) -> Result<Words, PackError> {
    read(bytes)
}

/// A pack of a library.
#[cfg(any(feature = "load", test))]
#[must_use]
pub fn write_library(library: &Library) -> Vec<u8> {
    write(library)
}

/// A pack of words.
#[cfg(any(feature = "load", test))]
#[must_use]
pub fn write_words(words: &Words) -> Vec<u8> {
    write(words)
}

/// The kinds of words that no question and no result needs.
#[cfg(feature = "load")]
const MORE: &[&str] = &["clause", "document", "duty", "fee", "procedure", "step"];

/// All packs of a site, by file name: `library.pack`; for each language `words.<lang>.pack` (shared facts, readings, checks,
/// evidence titles, and each regime's card under the kind `card` and the kind `outcome`, its id before the outcome's)
/// and `<regime>.<lang>.pack` (everything that an assessment of the regime needs besides, its own facts among it), and
/// `<regime>.more.<lang>.pack` (words of the [`MORE`] kinds, which it takes to read the document and to apply).
#[cfg(feature = "load")]
#[must_use]
pub fn all(content: &crate::regime::Content) -> Vec<(String, Vec<u8>)> {
    let mut packs = vec![("library.pack".to_owned(), write_library(&content.library))];
    for (lang, folders) in &content.words {
        let mut shared = Words::default();
        for (folder, words) in folders {
            for (kind, id, of) in words.iter() {
                if folder.is_empty() {
                    shared.insert(kind, id, of.clone());
                } else if kind == "regime" {
                    shared.insert("card", folder, of.clone());
                }
            }
        }
        packs.push((format!("words.{lang}.pack"), write_words(&shared)));
        for (folder, words) in folders.iter().filter(|(folder, _)| !folder.is_empty()) {
            let (mut own, mut more) = (Words::default(), Words::default());
            for id in facts_of_others(content, folder) {
                if let Some(of) = folders.values().find_map(|words| words.find("fact", id)) {
                    own.insert("fact", id, of.clone());
                }
            }
            for (kind, id, of) in words.iter() {
                let part = if MORE.contains(&kind) { &mut more } else { &mut own };
                part.insert(kind, id, of.clone());
            }
            packs.push((format!("{folder}.{lang}.pack"), write_words(&own)));
            packs.push((format!("{folder}.more.{lang}.pack"), write_words(&more)));
        }
    }
    packs
}

/// Facts that a regime looks at and another regime's folder defines.
#[cfg(feature = "load")]
fn facts_of_others<'a>(content: &'a crate::regime::Content, regime: &str) -> Vec<&'a str> {
    let Some(book) = content.library.regime(regime) else { return Vec::new() };
    let mut facts = Vec::new();
    let conditions = book.conditions.iter().flat_map(|item| std::iter::once(&item.when).chain(&item.applies));
    let caps = book.caps.iter().map(|item| &item.when);
    let grounds = book.grounds.iter().map(|item| &item.when);
    for test in conditions.chain(caps).chain(grounds) {
        crate::rule::facts_of(test, &mut facts);
    }
    facts.extend(book.sections.iter().flat_map(|section| section.facts.iter().copied()));
    let of_the_regime = |id: &str| {
        let folders = content.words.values().flat_map(|folders| [folders.get(""), folders.get(regime)]);
        folders.flatten().any(|words| words.find("fact", id).is_some())
    };
    facts.into_iter().map(|fact| content.library.catalogue.id(fact)).filter(|id| !of_the_regime(id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_of_other_builds_and_damaged_packs_are_refused() {
        let pack = write_words(&Words::default());
        assert_eq!(read_words(&pack), Ok(Words::default()));
        assert_eq!(read_words(b"something else"), Err(PackError::OtherBuild));
        let mut pack = write_library(&Library::default());
        for cut in HEAD.len()..pack.len() {
            assert!(matches!(read_library(&pack[..cut]), Err(PackError::Damaged)), "cut to {cut}");
        }
        for at in HEAD.len()..pack.len() {
            pack[at] ^= 4;
            assert!(matches!(read_library(&pack), Err(PackError::Damaged)), "changed at {at}");
            pack[at] ^= 4;
        }
        assert!(read_library(&pack).is_ok());
    }
}
