//! Saving: everything that is kept in the browser goes through here.

mod backup;
mod enclosed;
mod files;
mod format;
mod forms;
mod idb;
mod journal;
mod more;
mod room;
mod saver;
mod tab;

pub(crate) use backup::{Backup, Refused, read as read_backup, write as write_backup};
pub(crate) use enclosed::{NotKept, keep_enclosed};
pub(crate) use files::Files;
pub(crate) use forms::{Forms, HOST as FILES_OF_HOST, KeptForm, OVERLAYS as FORMS_OF_OVERLAYS};
pub(crate) use idb::Trouble;
pub(crate) use room::{Room, is_persisted, persist, room};
pub(crate) use saver::{Beginning, SaveEvent, SaveState, Saver, ask_to_persist, remember_at_hand};
