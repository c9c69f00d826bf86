//! Parts of screens that more than one page uses. What has no state is a function: a component costs room.

mod bar;
mod check_box;
mod chip;
mod clause;
mod dialog;
mod drop;
mod folder;
mod heading;
mod host;
mod job_focus;
mod ladder;
mod progress;
mod retry;
mod size;
mod stand;

pub(crate) use bar::bar;
pub(crate) use check_box::check_box;
pub(crate) use chip::{Tone, chip};
pub(crate) use clause::{clause_chip, encoded_by, entries_of, entry_view, use_clause};
pub(crate) use dialog::Dialog;
pub(crate) use drop::{Chooser, chooser, drops};
pub(crate) use folder::{Given, Rest, folder_chooser, folder_drops, rest};
pub(crate) use heading::{ID as HEADING, heading};
pub(crate) use host::{host, host_line, host_mark, host_name, host_rules};
pub(crate) use job_focus::use_job_focus;
pub(crate) use ladder::ladder;
pub(crate) use progress::progress;
pub(crate) use retry::retry;
pub(crate) use size::size;
pub(crate) use stand::effect;
