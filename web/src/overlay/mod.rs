//! Overlays in the page. Their files are part of what is saved; what becomes of them is worked out by a program of its
//! own (the one that reads TOML), kept beside the save, and taken up by the page when it starts and whenever they change.

mod ask;
mod beside;
mod follow;
mod order;
mod read;
mod trial;

pub(crate) use ask::{ask, attempt, read, try_out};
pub(crate) use beside::work as try_beside;
pub(crate) use follow::{Followed, Following, follow, is_of};
pub(crate) use order::{Asked, Attempt, Named, Open, Read, Trial, Tried};
pub(crate) use read::{books_in, files_of_site, overlays_in, work};
