//! Overlays and rule books that the user has loaded, or that the host of the site brings: their files, kept as they were read.

use std::rc::Rc;
use ziping_regime::compiled::AppliedFile;
use ziping_regime::{Library, Origin};
use ziping_rules::fact::foreign::{Foreign, moved};
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
    /// Who has put it here.
    pub(crate) origin: Origin,
    /// The hash of the overlay in whose place this one is tried.
    pub(crate) instead_of: Option<String>,
}

/// Whether another one of these is tried in the place of an overlay.
pub(crate) fn gives_way(overlay: &Overlay, all: &[Overlay]) -> bool {
    all.iter().any(|other| other.instead_of.as_ref() == Some(&overlay.hash))
}

/// What applies where the host has overlays and the visitor has some: the host's first, then those of the visitor, without
/// those that the host has too; those that are tried in the place of another one stand there.
pub(crate) fn laid_over(host: &[Overlay], own: &[Overlay]) -> Vec<Overlay> {
    let more = own.iter().filter(|own| host.iter().all(|known| known.hash != own.hash));
    in_force(&host.iter().chain(more).cloned().collect::<Vec<_>>())
}

/// The overlays that apply of these: those that are tried in the place of another one stand there.
fn in_force(all: &[Overlay]) -> Vec<Overlay> {
    let tried = |hash: &str| all.iter().find(|other| other.instead_of.as_deref() == Some(hash));
    let stands_elsewhere =
        |overlay: &Overlay| overlay.instead_of.as_ref().is_some_and(|hash| all.iter().any(|known| known.hash == *hash));
    let standing = all.iter().filter(|overlay| !stands_elsewhere(overlay));
    standing.map(|overlay| tried(&overlay.hash).unwrap_or(overlay).clone()).collect()
}

impl Overlay {
    /// Whether something that was worked out came of this file.
    pub(crate) fn is(&self, file: &AppliedFile) -> bool {
        self.hash == file.hash && self.origin == file.origin
    }
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
