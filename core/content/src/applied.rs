//! What a page keeps of overlays that were applied and of rule books that were laid over those of the site.

use crate::Content;
use crate::draft::Draft;
use crate::overlay::Overlaid;
use std::collections::BTreeMap;
use ziping_regime::Words;
use ziping_regime::compiled::{Applied, AppliedFile};

impl Overlaid {
    /// To be kept, for a library whose pack has the fingerprint `base` and for overlays as [`crate::overlay::apply_each`]
    /// applies them. `files`: what became of each; the ids of overlays are filled in here. `own`: see [`own_words`].
    #[must_use]
    pub fn to_keep(
        self,
        base: u64,
        mut files: Vec<AppliedFile>,
        own: BTreeMap<String, BTreeMap<String, Words>>,
    ) -> Applied {
        let mut ids = self.overlays.into_iter().map(|overlay| overlay.id);
        for file in files.iter_mut().filter(|file| file.applied && file.book.is_none()) {
            file.overlay = ids.next();
        }
        let mut words = self.words;
        for of_language in words.values_mut() {
            let mut shared = Words::default();
            for (kind, id, of) in of_language.values().flat_map(Words::iter) {
                if matches!(kind, "fact" | "overlay") {
                    shared.insert(kind, id, of.clone());
                }
            }
            of_language.insert(String::new(), shared);
        }
        Applied { base, files, library: self.library, words, own }
    }
}

/// All words of rule books that were laid over others in loaded content, by language, then by rule book.
#[must_use]
pub fn own_words<'d>(
    content: &Content,
    books: impl Iterator<Item = &'d Draft>,
) -> BTreeMap<String, BTreeMap<String, Words>> {
    let mut own: BTreeMap<String, BTreeMap<String, Words>> = BTreeMap::new();
    for book in books {
        for (lang, words) in book.words(content) {
            own.entry(lang).or_default().insert(book.id.clone(), words);
        }
    }
    own
}
