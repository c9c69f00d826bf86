//! Overlays that the user has loaded: their files, kept as they were read.

use std::rc::Rc;
use ziping_core::regime::Library;

/// The file of an overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Overlay {
    /// The file's name.
    pub(crate) name: String,
    pub(crate) text: String,
    /// SHA-256 of the text, in hexadecimal digits.
    pub(crate) hash: String,
}

/// From the facts of one library to those of another: what the answers must follow when overlays come or go.
#[derive(Clone)]
pub(crate) struct Move {
    pub(crate) from: Rc<Library>,
    pub(crate) to: Rc<Library>,
}

impl PartialEq for Move {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.from, &other.from) && Rc::ptr_eq(&self.to, &other.to)
    }
}

impl Eq for Move {}

impl core::fmt::Debug for Move {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Move({} to {} facts)", self.from.catalogue.len(), self.to.catalogue.len())
    }
}
