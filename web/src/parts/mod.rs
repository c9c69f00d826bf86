//! Parts of screens that more than one page uses.

mod bar;
mod chip;
mod clause;
mod dialog;
mod heading;
mod ladder;

pub(crate) use bar::Bar;
pub(crate) use chip::{Chip, Tone};
pub(crate) use clause::{ClauseChip, ClauseDialog, EntryView, encoded_by, entries_of};
pub(crate) use dialog::Dialog;
pub(crate) use heading::{Heading, ID as HEADING};
pub(crate) use ladder::Ladder;
