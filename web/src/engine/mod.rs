//! The rule books as the page has them: the library, and words as far as they were needed.

mod book;
mod packs;
mod view;
mod ways;

pub(crate) use book::{Book, Item, ItemKind};
pub(crate) use packs::{Packs, Trouble};
pub(crate) use view::{View, grade_label, grade_range, grade_range_of, headline};
pub(crate) use ways::{Beside, beside, said};
