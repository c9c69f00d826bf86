//! Reading saves, which a first visit does without.

use super::format::{Opened, read};
use ziping_core::fact::Catalogue;

/// What reads a save. Reached in no other way, it can be a part of the program that is brought when there is one to read.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    read: fn(&str, &Catalogue) -> Opened,
}

impl Reader {
    pub(crate) fn here() -> Self {
        Self { read }
    }

    pub(super) fn read(self, text: &str, catalogue: &Catalogue) -> Opened {
        (self.read)(text, catalogue)
    }
}
