//! What takes long, beside the page: making application packages, reading attached files through. The worker is loaded
//! when it is first needed; it works without a pause, so stopping it means ending it, and the next package begins with a
//! new one.

mod backup;
mod hired;
mod order;
mod page;
mod reading;
mod rules;
mod unpack;
mod worker;

pub(crate) use hired::{Hired, Message};
pub(crate) use order::{Ask, BadForm, Order, Sum};
pub(crate) use page::{Event, Job};
pub(crate) use reading::Reading;
pub(crate) use rules::Rules;
pub(crate) use worker::{fetch, work};
