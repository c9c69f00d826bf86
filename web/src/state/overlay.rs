//! Overlays and rule books that the user has loaded: their files, kept as they were read.

use super::foreign::{Foreign, moved};
use std::rc::Rc;
use ziping_regime::Library;
use ziping_rules::fact::{Catalogue, FactIx, Sheet};

/// The file of an overlay; or a rule book, whose files are kept as one text (`ziping_content::draft`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Overlay {
    /// The file's name.
    pub(crate) name: String,
    pub(crate) text: String,
    /// SHA-256 of the text, in hexadecimal digits.
    pub(crate) hash: String,
    /// The id of the rule book that it is; `None`: it is an overlay.
    pub(crate) book: Option<String>,
}

/// Moves answers, and those that no rule book at hand knows, from one catalogue to another.
type MoveSheet = fn(&Sheet, &Foreign, &Catalogue, &Catalogue) -> Option<(Sheet, Foreign)>;

/// From the facts of one library to those of another: what the answers must follow when overlays come or go.
#[derive(Clone)]
pub(crate) struct Move {
    from: Rc<Library>,
    to: Rc<Library>,
    /// The function that moves a sheet: a value, so that its code is loaded only by those parts of the program that make moves.
    sheet: MoveSheet,
}

impl Move {
    pub(crate) fn new(from: &Rc<Library>, to: &Rc<Library>) -> Self {
        Self { from: Rc::clone(from), to: Rc::clone(to), sheet: moved }
    }

    /// What facts were numbered by before.
    pub(super) fn from(&self) -> &Catalogue {
        &self.from.catalogue
    }

    /// What facts are numbered by afterwards.
    pub(crate) fn to(&self) -> &Rc<Library> {
        &self.to
    }

    /// Whether a number means the same fact before and after.
    pub(super) fn keeps(&self, fact: FactIx) -> bool {
        self.from.catalogue.id(fact) == self.to.catalogue.id(fact)
    }

    /// Moves answers, and those that no rule book at hand knows. What cannot be moved stays as it is.
    pub(super) fn sheet(&self, sheet: &mut Rc<Sheet>, foreign: &mut Rc<Foreign>) {
        if let Some(found) = (self.sheet)(sheet, foreign, &self.from.catalogue, &self.to.catalogue) {
            (*sheet, *foreign) = (Rc::new(found.0), Rc::new(found.1));
        }
    }
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
