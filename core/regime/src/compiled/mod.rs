//! Packs: content compiled at build time into files that a page reads without a TOML parser.
//!
//! A pack belongs to the build that wrote it; another build's pack is refused by its head.

mod applied;

use crate::{Library, Words};
pub use applied::write_applied;
pub use applied::{Applied, AppliedFile, fingerprint, read_applied};

/// The head of every pack: the sources that it was made with.
const HEAD: &[u8] = concat!("ziping-pack-", env!("ZIPING_CORE_SOURCES"), "\n").as_bytes();

/// How the head of any build's packs begins; a line's end closes it.
const ANY_HEAD: &[u8] = b"ziping-pack-";

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
    read_body(bytes.strip_prefix(HEAD).ok_or(PackError::OtherBuild)?)
}

/// What follows the head.
fn read_body<'a, T: serde::Deserialize<'a>>(rest: &'a [u8]) -> Result<T, PackError> {
    let (sum_written, body) = rest.split_at_checked(SUM).ok_or(PackError::Damaged)?;
    if sum_written != sum(body) {
        return Err(PackError::Damaged);
    }
    match postcard::take_from_bytes(body) {
        Ok((value, [])) => Ok(value),
        Ok(_) | Err(_) => Err(PackError::Damaged),
    }
}

/// Tells a pack that was cut or changed on the way, not one that was forged.
fn sum(body: &[u8]) -> [u8; SUM] {
    fingerprint(body).to_le_bytes()
}

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

/// The texts of a pack, each with its name.
///
/// # Errors
/// When the pack is of another build or damaged.
pub fn read_texts(bytes: &[u8]) -> Result<Vec<(String, String)>, PackError> {
    read(bytes)
}

/// What follows the head of a pack of whatever build: of packs of texts it is the same wherever the texts are. `None`: it is
/// no pack.
#[must_use]
pub fn after_head(bytes: &[u8]) -> Option<&[u8]> {
    let rest = bytes.strip_prefix(ANY_HEAD)?;
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    rest.get(end + 1..)
}

/// The texts of a pack of whatever build: texts are the one thing that all builds write in the same way.
///
/// # Errors
/// When it is no pack, or damaged.
pub fn read_texts_of_any_build(bytes: &[u8]) -> Result<Vec<(String, String)>, PackError> {
    read_body(after_head(bytes).ok_or(PackError::OtherBuild)?)
}

/// A pack of texts, each with its name.
#[must_use]
pub fn write_texts(texts: &[(&str, &str)]) -> Vec<u8> {
    write(&texts)
}

/// A pack of a library.
#[must_use]
pub fn write_library(library: &Library) -> Vec<u8> {
    write(library)
}

/// A pack of words.
#[must_use]
pub fn write_words(words: &Words) -> Vec<u8> {
    write(words)
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

    #[test]
    fn texts_of_another_build_are_read_where_that_is_asked_for() {
        let pack = write_texts(&[("a.toml", "甲 = 1")]);
        let other = [b"ziping-pack-0123\n", after_head(&pack).unwrap()].concat();
        assert_eq!(read_texts(&other), Err(PackError::OtherBuild));
        let texts = vec![("a.toml".to_owned(), "甲 = 1".to_owned())];
        assert_eq!(read_texts_of_any_build(&other), Ok(texts.clone()));
        assert_eq!(read_texts_of_any_build(&pack), Ok(texts));
        assert_eq!(read_texts_of_any_build(&other[..other.len() - 1]), Err(PackError::Damaged));
        for no_pack in [&b"ziping-pack-0123"[..], b"<!doctype html>", b""] {
            assert_eq!(read_texts_of_any_build(no_pack), Err(PackError::OtherBuild));
        }
    }

    #[test]
    fn a_whole_pack_of_something_else_is_refused_and_ends_nothing() {
        for other in [write(&u64::MAX), write(&vec!["words"; 9]), write(&Some(i32::MIN)), write(&())] {
            assert!(matches!(read_library(&other), Err(PackError::Damaged)));
            assert_eq!(read_words(&other), Err(PackError::Damaged));
        }
    }
}
