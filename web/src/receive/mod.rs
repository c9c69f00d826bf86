//! Opening packages from others beside the page: the page hands the files over, the worker reads, checks and assesses
//! them and says what it found, in words. Nothing of it touches the visitor's own answers.

mod order;
mod page;
mod view;
mod work;

pub(crate) use order::{Ask, Event};
pub(crate) use page::{Desk, Order};
pub(crate) use work::work;
