//! What the user has: organisations and their answers. Pure Rust: no browser, no clock.

mod action;
mod client;
mod handling;
mod known;
mod overlay;
mod snapshot;
mod taken;
mod unsure;
mod way;
mod workspace;

pub(crate) use action::Action;
pub(crate) use client::{Client, Drafts, Touched, hand_in_key};
pub(crate) use handling::{Handling, HandlingChange, Phase, add_once, tags_in};
pub(crate) use known::{Known, known, named};
pub(crate) use overlay::{Move, Overlay, gives_way, laid_over};
pub(crate) use snapshot::Snapshot;
pub(crate) use taken::Taken;
pub(crate) use unsure::{Unsure, join_note};
pub(crate) use way::{Mark, Milestone, Way, Ways};
pub(crate) use workspace::{Binned, Joining, Met, Prefer, Removed, Workspace};
