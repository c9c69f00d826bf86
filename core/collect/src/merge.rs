//! Two sets of answers made into one, with what both came from where that is known.

use crate::pieces::{Base, Piece, Standing, pieces, take};
use ziping_rules::fact::{Catalogue, FactIx, Sheet};

/// Whose answer counts where both differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Mine.
    Mine,
    /// Theirs.
    Theirs,
}

/// Two sets of answers made into one.
#[derive(Debug, Clone)]
pub struct Merged {
    /// The answers. Where the sides differ and none was chosen, mine.
    pub sheet: Sheet,
    /// Every piece on which the sides do not say the same, in the order of the catalogue.
    pub pieces: Vec<Piece>,
    /// On how many pieces they do.
    pub same: usize,
}

impl Merged {
    /// The pieces on which somebody has to decide.
    pub fn conflicts(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().filter(|piece| is_open(piece))
    }
}

/// Whether somebody has to decide: both say something else, or one has taken away what the other keeps.
const fn is_open(piece: &Piece) -> bool {
    matches!(piece.standing, Standing::Conflict | Standing::Removed)
}

/// Merges two sets of answers: gaps are filled, what only one side has changed since `base` is taken, rows of tables go one
/// by one where they can be told apart. Where both differ `side` decides; without it mine stays, and
/// [`Merged::conflicts`] names them. Nothing that either side says is dropped unless `side` says so.
#[must_use]
pub fn merge(catalogue: &Catalogue, base: Option<&Sheet>, mine: &Sheet, theirs: &Sheet, side: Option<Side>) -> Merged {
    let base = base.map_or(Base::Unknown, Base::Known);
    let mut facts: Vec<FactIx> = mine.answered().chain(theirs.answered()).map(|(fact, _)| fact).collect();
    facts.sort_unstable();
    facts.dedup();
    let mut merged = Merged { sheet: mine.clone(), pieces: Vec::new(), same: 0 };
    let takes = |piece: &&Piece| match piece.standing {
        Standing::Same | Standing::Mine => false,
        Standing::Filled | Standing::Newer => true,
        Standing::Conflict | Standing::Removed => side == Some(Side::Theirs),
    };
    for piece in facts.into_iter().flat_map(|fact| pieces(catalogue, fact, base, mine, theirs)) {
        match piece.standing {
            Standing::Same => merged.same += 1,
            Standing::Mine | Standing::Filled | Standing::Newer | Standing::Conflict | Standing::Removed => {
                merged.pieces.push(piece);
            }
        }
    }
    take(&mut merged.sheet, merged.pieces.iter().filter(takes));
    merged
}
