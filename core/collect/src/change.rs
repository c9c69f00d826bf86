//! What a workbook that was filled in would change, before anything does, and what was chosen of it.

use crate::cells::Spot;
use crate::pieces::{Base, Part, Piece, Standing, pieces, with};
use crate::read::Collected;
use ziping_base::diag::Said;
use ziping_rules::fact::typed::uscc_doubt;
use ziping_rules::fact::{Catalogue, Kind, Sheet, TextFormat, Value};

/// What becomes of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// There was none.
    New,
    /// There was another.
    Changed,
    /// It was filled in when the workbook went out, and is blank now.
    Removed,
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The piece, with the answer here (mine) and in the workbook (theirs).
    pub piece: Piece,
    /// What becomes of it.
    pub kind: ChangeKind,
    /// The answer here has changed as well since the workbook went out.
    pub here_too: bool,
    /// Where it stands in the workbook, as far as one cell holds it.
    pub spots: Vec<Spot>,
    /// What is odd about it.
    pub doubt: Option<Said>,
}

/// What a workbook would change.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// The changes, in the order of the catalogue.
    pub changes: Vec<Change>,
    /// On how many pieces the workbook says what is known here.
    pub same: usize,
    /// Answers that have changed here since, while the workbook still has what went out: they stay.
    pub newer_here: Vec<Piece>,
}

/// What a workbook would change in these answers. What it did not ask, or what of it cannot be read, changes nothing.
#[must_use]
pub fn compare(catalogue: &Catalogue, mine: &Sheet, collected: &Collected) -> Changes {
    let base = collected.sent.as_ref().and_then(|sent| sent.sheet.as_ref()).map_or(Base::Unknown, Base::Known);
    let mut found = Changes::default();
    for fact in &collected.seen {
        let incomplete = collected.incomplete.contains(fact);
        let is_table = catalogue.get(*fact).is_some_and(|fact| matches!(fact.kind, Kind::Table { .. }));
        for piece in pieces(catalogue, *fact, base, mine, &collected.answers) {
            // What could not be read is not gone, and half a table does not take the place of a whole one.
            let half = is_table && piece.part == Part::Whole && piece.mine.is_some();
            if incomplete && (piece.theirs.is_none() || half) {
                continue;
            }
            let kind = match piece.standing {
                Standing::Same => {
                    found.same += 1;
                    continue;
                }
                Standing::Mine => {
                    if piece.theirs.is_some() {
                        found.newer_here.push(piece);
                    }
                    continue;
                }
                Standing::Filled => ChangeKind::New,
                Standing::Newer => ChangeKind::Changed,
                Standing::Conflict if piece.mine.is_none() => ChangeKind::New,
                Standing::Conflict => ChangeKind::Changed,
                Standing::Removed => ChangeKind::Removed,
            };
            let here_too = piece.standing == Standing::Conflict && piece.base.is_some();
            let spots = collected.spots_of(*fact, &piece.part);
            let doubt = doubt(catalogue, &piece);
            found.changes.push(Change { piece, kind, here_too, spots, doubt });
        }
    }
    found
}

/// What is odd about a code.
fn doubt(catalogue: &Catalogue, piece: &Piece) -> Option<Said> {
    let kind = &catalogue.get(piece.fact)?.kind;
    match (kind, &piece.theirs) {
        (Kind::Text(TextFormat::Uscc), Some(Value::Text(text))) => uscc_doubt(text).map(|doubt| doubt.say()),
        _ => None,
    }
}

/// The answers with these changes made.
#[must_use]
pub fn apply<'c>(mine: &Sheet, changes: impl IntoIterator<Item = &'c Change>) -> Sheet {
    with(mine, changes.into_iter().map(|change| &change.piece))
}
