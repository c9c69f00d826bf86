//! What the user has: organisations and their answers. Pure Rust: no browser, no clock.

mod action;
mod client;
mod workspace;

pub(crate) use action::Action;
pub(crate) use client::{Client, Drafts};
pub(crate) use workspace::Workspace;
