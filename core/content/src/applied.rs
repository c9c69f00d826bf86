//! What a page keeps of overlays that were applied.

use crate::overlay::Overlaid;
use std::collections::BTreeMap;
use ziping_regime::Words;
use ziping_regime::compiled::{Applied, AppliedFile};

impl Overlaid {
    /// To be kept, for a library whose pack has the fingerprint `base` and for overlays as [`crate::overlay::apply_each`]
    /// applies them: for each file the hash of its text, whether it was applied, and the id of the rule book that it is,
    /// where it is no overlay.
    #[must_use]
    pub fn to_keep(self, base: u64, files: Vec<(String, bool, Option<String>)>) -> Applied {
        let mut ids = self.overlays.into_iter().map(|overlay| overlay.id);
        let files = files.into_iter().map(|(hash, applied, book)| {
            let overlay = if applied && book.is_none() { ids.next() } else { None };
            AppliedFile { hash, overlay, book, applied }
        });
        let files = files.collect();
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
        Applied { base, files, library: self.library, words, own: BTreeMap::new() }
    }
}
