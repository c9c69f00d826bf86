//! What takes long, beside the page: making application packages, reading attached files through. The worker is loaded
//! when it is first needed; it works without a pause, so stopping it means ending it, and the next package begins with a
//! new one.

mod backup;
mod due;
mod order;
mod page;
mod plan;
mod together;
mod unpack;
mod worker;

pub(crate) use order::{Ask, BadForm, DueClient, DueOrder, Event, Order, PlanOrder, Sum};
pub(crate) use page::{Job, done};
pub(crate) use worker::work;
