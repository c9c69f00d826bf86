//! A host folder that is being made, beside the page: its picture and forms checked, the folder packed, and one taken out of
//! a zip. The program that makes packages does it: it fills forms and writes zips already.

mod ask;
mod order;
mod work;

pub(crate) use ask::ask;
pub(crate) use order::{Ask, Contents, Event, Problems};
pub(crate) use work::work;
