//! What a page keeps of overlays that were applied.

use crate::overlay::Overlaid;
use ziping_regime::Words;
use ziping_regime::compiled::{Applied, AppliedFile};

impl Overlaid {
    /// To be kept, for a library whose pack has the fingerprint `base` and for overlays as [`crate::overlay::apply_each`]
    /// applies them: for each file the hash of its text, and whether it was applied.
    #[must_use]
    pub fn to_keep(self, base: u64, files: Vec<(String, bool)>) -> Applied {
        let mut ids = self.overlays.into_iter().map(|overlay| overlay.id);
        let files = files
            .into_iter()
            .map(|(hash, applied)| AppliedFile { hash, overlay: if applied { ids.next() } else { None } })
            .collect();
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
        Applied { base, files, library: self.library, words }
    }
}
