//! How many pages a PDF has.
//!
//! Only what leads to its page tree is read. The library bounds what a stream unpacks to (256 MB), how deep objects nest
//! and how far references lead; a file that it cannot read has no number of pages here.

use lopdf::Document;

/// The largest PDF whose pages are counted, in bytes: it is held in memory as a whole.
pub const LARGEST_COUNTED: u64 = 128 << 20;
/// The most pages that are believed.
const MOST: u32 = 100_000;

/// The pages that a PDF says it has, 1 to 100,000; `None` when it cannot be read, is locked, says none or is larger than
/// [`LARGEST_COUNTED`].
#[must_use]
pub fn count_pages(pdf: &[u8]) -> Option<u32> {
    (pdf.len() as u64 <= LARGEST_COUNTED).then_some(())?;
    let pages = Document::load_metadata_mem(pdf).ok()?.page_count;
    (1..=MOST).contains(&pages).then_some(pages)
}
