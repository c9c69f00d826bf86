//! When rules change: what is kept of the rules that this browser had, and what those of today do to the organisations that
//! are saved here. Rules change with a newer version of the site, and with what the host lays over them.

mod ask;
mod compare;
mod kept;
mod order;

pub(crate) use ask::{Comparing, compare};
pub(crate) use compare::work;
pub(crate) use kept::{Kept, watch};
pub(crate) use order::{BookChange, Changes, Edition, Line};
