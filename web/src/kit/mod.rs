//! The rule books as the page has them: the library, and words as far as they were needed.

mod book;
mod packs;
mod view;

pub(crate) use book::{Book, Item, ItemKind};
pub(crate) use packs::{Packs, Trouble, fetch_text, join};
pub(crate) use view::{View, grade_label, grade_range};
