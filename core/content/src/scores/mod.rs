//! Reading points that are worked out: `[[item]]`, `[[group]]` and `[[published]]`, in rule books and overlays alike.

mod bands;
mod checks;
mod common;
mod kinds;
mod linear;
mod overlay;
mod published;
mod read;
mod stray;

pub(super) use checks::adds_up;
pub(super) use overlay::{NewScores, below_elements};
pub(super) use read::{Home, ReadScores, read_scores};
