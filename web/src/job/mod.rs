//! Making an application package beside the page. The worker is loaded when it is first needed; it works without a
//! pause, so stopping it means ending it, and the next package begins with a new one.

mod order;
mod page;
mod worker;

pub(crate) use order::Order;
pub(crate) use page::{Event, Job};
pub(crate) use worker::work;
