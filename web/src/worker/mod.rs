//! What all workers of the site share: how the page hires one, what the two say to each other ([`post`]), files and rule
//! books as a worker has them. What a worker does stands in rooms of its own ([`crate::job`], [`crate::receive`],
//! [`crate::overlay`]).

mod fetch;
mod file;
mod hired;
mod once;
pub(crate) mod post;
mod reading;
mod rules;

pub(crate) use fetch::{Trouble, fetch};
pub(crate) use file::{EXCEL, WORD, ZIP, file_of, joined};
pub(crate) use hired::{Hired, ready};
pub(crate) use once::once;
pub(crate) use post::{Errand, listen, say};
pub(crate) use reading::Reading;
pub(crate) use rules::Rules;
