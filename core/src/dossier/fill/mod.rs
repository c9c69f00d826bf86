//! An association's own form: a Word file with placeholders, filled with what the kit's own form says.
//!
//! `{{org.name}}` is a fact, `{{finance.revenue.1}}` to `.3` its closed fiscal years, the earliest first,
//! `{{credit.established}}` how a condition, cap or ground turned out, `{{organisation}}`, `{{regime}}`, `{{date}}`,
//! `{{target}}`, `{{grade}}`, `{{score}}` and `{{eligible}}` what they say. A table row with `{{om.projects.name}}` is
//! repeated for each row of that table; `{{om.projects.#}}` is its number. Paragraphs between one that says only
//! `{{#org.history_clear}}` and one that says only `{{/org.history_clear}}` stay when the answer is yes, the condition
//! holds or the fact is answered.
//!
//! Written here on the text of the parts: a placeholder that an editor has split over runs is put together, everything
//! else of the form stays byte for byte as its author made it. What is filled in is escaped. Nothing is filled while any
//! placeholder is unknown, unclosed or out of place: all are reported with part and paragraph.

mod markup;
mod part;
mod values;

use super::Order;
use super::archive::archive_of;
use super::compose::Draft;
use crate::diag::Diagnostic;
use crate::unzip::{Limits, Refused, Zip};
use values::Values;

/// The parts that people see: the document, headers, footers, notes.
fn is_visible(name: &str) -> bool {
    let Some(part) = name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml")) else { return false };
    let kind = part.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(kind, "document" | "header" | "footer" | "footnotes" | "endnotes")
}

fn refused(refused: &Refused) -> Vec<Diagnostic> {
    let problem = Diagnostic::error("bad-form", format!("the form cannot be read: {refused}"));
    vec![problem.help("save it as a Word document (.docx) and try again")]
}

/// Fills a form. The order's target, date and redaction count as for a package.
///
/// # Errors
/// Why the form cannot be read, or every placeholder that is wrong, with part and paragraph.
pub fn fill(form: &[u8], order: &Order<'_>) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let zip = Zip::open(&form, &Limits::DOCUMENT).map_err(|why| refused(&why))?;
    if zip.find("word/document.xml").is_none() {
        let problem = Diagnostic::error("bad-form", "the form is no Word document: `word/document.xml` is missing");
        return Err(vec![problem.help("save it as a Word document (.docx) and try again")]);
    }
    let draft = Draft::new(order);
    let values = Values::of(&draft);
    let mut problems = Vec::new();
    let mut files = Vec::with_capacity(zip.entries().len());
    for entry in zip.entries() {
        let bytes = zip.read(entry, Limits::DOCUMENT.single).map_err(|why| refused(&why))?;
        let bytes = if is_visible(entry.name()) {
            match String::from_utf8(bytes) {
                Ok(text) => part::filled(entry.name(), &text, &values, &mut problems).into_bytes(),
                Err(error) => {
                    let message = format!("`{}` of the form is not UTF-8", entry.name());
                    problems.push(Diagnostic::error("bad-form", message).help("save it anew as a Word document"));
                    error.into_bytes()
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
    archive_of(&files).map_err(|error| vec![Diagnostic::error("bad-form", error.to_string())])
}
