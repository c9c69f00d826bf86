//! What a page keeps of overlays that were applied.

use crate::overlay::Overlaid;
use std::collections::BTreeMap;
use ziping_regime::Words;
use ziping_regime::compiled::{Applied, AppliedFile};

impl Overlaid {
    /// To be kept, for a library whose pack has the fingerprint `base` and for overlays as [`crate::overlay::apply_each`]
    /// applies them. `files`: what became of each; the ids of overlays are filled in here.
    #[must_use]
    pub fn to_keep(self, base: u64, mut files: Vec<AppliedFile>) -> Applied {
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
        Applied { base, files, library: self.library, words, own: BTreeMap::new() }
    }
}
