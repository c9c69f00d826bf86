//! Saving: everything that is kept in the browser goes through here.

mod files;
mod format;
mod idb;
mod saver;

pub(crate) use files::Files;
pub(crate) use idb::Trouble;
pub(crate) use saver::{Beginning, SaveEvent, SaveState, Saver, ask_to_persist};
