//! An association's own form: a Word file with placeholders, filled with what the kit's own form says.
//!
//! `{{org.name}}` is a fact, `{{finance.revenue.1}}` to `.3` its closed fiscal years, the earliest first,
//! `{{credit.established}}` how a condition, cap or ground turned out, `{{organisation}}`, `{{regime}}`, `{{date}}`,
//! `{{target}}`, `{{grade}}`, `{{score}}` and `{{eligible}}` what they say. A table row with `{{om.projects.name}}` is
//! repeated for each row of that table; `{{om.projects.#}}` is its number.
//!
//! What stands between `{{#org.history_clear}}` and `{{/org.history_clear}}` stays when the answer is yes, the condition
//! holds or the fact is answered: text within a paragraph, paragraphs (also those of a table cell), or table rows. A
//! block of a table with a column in it that no row repeats is itself repeated.
//!
//! Written here on the text of the parts: a placeholder that an editor has split over runs is put together, everything
//! else of the form stays byte for byte as its author made it. What is filled in is escaped. Nothing is filled while any
//! placeholder is unknown, unclosed or out of place: all are reported with part and paragraph.

mod keep;
mod markup;
mod part;
mod plan;
mod problem;
mod token;
mod values;

pub use problem::{Fault, FormProblem};

use super::Order;
use super::archive::archive_of;
use super::compose::Draft;
use crate::unzip::{Limits, Zip};
use values::Values;

/// The parts that people see: the document, headers, footers, notes.
fn is_visible(name: &str) -> bool {
    let Some(part) = name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml")) else { return false };
    let kind = part.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(kind, "document" | "header" | "footer" | "footnotes" | "endnotes")
}

/// Fills a form. The order's target, date and redaction count as for a package.
///
/// # Errors
/// Why the form cannot be read, or every placeholder that is wrong, with part and paragraph.
pub fn fill(form: &[u8], order: &Order<'_>) -> Result<Vec<u8>, Vec<FormProblem>> {
    fill_with(form, &Draft::new(order))
}

/// Fills a form with what a draft says.
pub(super) fn fill_with(form: &[u8], draft: &Draft<'_>) -> Result<Vec<u8>, Vec<FormProblem>> {
    let refused = |refused| vec![FormProblem::of(Fault::Archive(refused))];
    let zip = Zip::open(&form, &Limits::DOCUMENT).map_err(refused)?;
    if zip.find("word/document.xml").is_none() {
        return Err(vec![FormProblem::of(Fault::NoDocument)]);
    }
    let values = Values::of(draft);
    let mut problems = Vec::new();
    let mut files = Vec::with_capacity(zip.entries().len());
    for entry in zip.entries() {
        let bytes = zip.read(entry, Limits::DOCUMENT.single).map_err(refused)?;
        let bytes = if is_visible(entry.name()) {
            match String::from_utf8(bytes) {
                Ok(text) => part::filled(entry.name(), &text, &values, &mut problems).into_bytes(),
                Err(_) => {
                    problems.push(FormProblem::of(Fault::Broken(entry.name().to_owned())));
                    Vec::new()
                }
            }
        } else {
            bytes
        };
        files.push((entry.name(), bytes));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    archive_of(&files).map_err(|_| vec![FormProblem::of(Fault::TooLong("word/document.xml".to_owned()))])
}
