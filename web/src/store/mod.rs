//! Saving: everything that is kept in the browser goes through here.

mod format;
mod idb;
mod saver;

pub(crate) use idb::Trouble;
pub(crate) use saver::{Beginning, SaveEvent, SaveState, Saver, ask_to_persist};
