//! Overlays that were applied, kept beside the work of a user, so that a page has them at once when it starts.
//!
//! Unlike the packs of a build this one is made on the user's machine and kept there. It is good for the build that made
//! it, for the library it was made of and for the overlays it was made with; it knows them and its own sum.

use super::{PackError, read};
use crate::{Library, Origin, Words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Rule books with overlays applied, and with those that a user has loaded to try them out.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Applied {
    /// The [`fingerprint`] of the library pack that the overlays were applied to.
    pub base: u64,
    /// The files in their order.
    pub files: Vec<AppliedFile>,
    /// The library with those that could be applied.
    pub library: Library,
    /// Words by language, then by regime, to be laid over the regime's own ([`Words::lay`]); under the empty name those
    /// that every page may need.
    pub words: BTreeMap<String, BTreeMap<String, Words>>,
    /// All words of rule books that were loaded, by language, then by regime: they take the place of those of the site.
    pub own: BTreeMap<String, BTreeMap<String, Words>>,
}

impl Applied {
    /// The words of a rule book that was loaded; `None`: it comes with the site.
    #[must_use]
    pub fn own_words(&self, lang: &str, regime: &str) -> Option<&Words> {
        self.own.get(lang)?.get(regime)
    }
}

/// What became of an overlay's file, or of a rule book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppliedFile {
    /// SHA-256 of its text, in lower-case hexadecimal digits.
    pub hash: String,
    /// The overlay's id; `None`: it was refused and is not part of the library, or it is none.
    pub overlay: Option<String>,
    /// The id of the rule book that it is; `None`: it is none.
    pub book: Option<String>,
    /// Who has put it here.
    pub origin: Origin,
    /// It is part of the library.
    pub applied: bool,
}

/// A number that differs between packs that differ (FNV-1a, 64 bit). It finds accidents and other builds, not forgers.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The applied overlays of a pack.
///
/// # Errors
/// When the pack is of another build or damaged: then the overlays are to be applied anew.
pub fn read_applied(bytes: &[u8]) -> Result<Applied, PackError> {
    let mut applied: Applied = read(bytes)?;
    applied.library.catalogue.reindex();
    Ok(applied)
}

/// A pack of applied overlays.
#[must_use]
pub fn write_applied(applied: &Applied) -> Vec<u8> {
    super::write(applied)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_sums() {
        // The test vectors of the authors of FNV.
        assert_eq!(fingerprint(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn what_was_damaged_or_belongs_to_another_build_is_refused() {
        let file = AppliedFile {
            hash: "00".into(),
            overlay: Some("x".into()),
            book: None,
            origin: Origin::Host,
            applied: true,
        };
        let pack = write_applied(&Applied { base: 7, files: vec![file.clone()], ..Applied::default() });
        let read = read_applied(&pack).unwrap();
        assert_eq!((read.base, read.files), (7, vec![file]));
        for place in 0..pack.len() {
            let mut damaged = pack.clone();
            damaged[place] ^= 1;
            assert!(read_applied(&damaged).is_err(), "{place}");
            assert!(read_applied(&pack[..place]).is_err(), "cut at {place}");
        }
    }
}
