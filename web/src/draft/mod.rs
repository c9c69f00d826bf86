//! A rule book that somebody is writing: looked into by the program that reads TOML, with what `ziping check` says of it, and
//! kept among what applies ([`crate::state::Overlay`]).

mod look;
mod order;

pub(crate) use look::{look_again, look_into, work};
pub(crate) use order::{ByFile, Found, Looked};
