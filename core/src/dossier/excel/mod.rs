//! A spreadsheet as an Excel file (SpreadsheetML, ISO/IEC 29500).
//!
//! Written here because the well-known crate asks the clock for its properties and brings a random source into the
//! browser; what the package needs of the format is small.

mod parts;
mod rows;

use super::PackageError;
use super::archive::archive_of;
use super::book::Book;
use super::office;
use crate::calendar::Day;

/// The Excel file of a spreadsheet.
///
/// # Errors
/// When it would be larger than a zip archive can be.
pub(crate) fn excel(book: &Book, author: &str, made: Day) -> Result<Vec<u8>, PackageError> {
    archive_of(&[
        ("[Content_Types].xml", parts::content_types()),
        ("_rels/.rels", office::package_relations("xl/workbook.xml", &[])),
        ("xl/workbook.xml", parts::workbook(book)),
        ("xl/_rels/workbook.xml.rels", parts::workbook_relations()),
        ("xl/styles.xml", parts::styles()),
        ("xl/worksheets/sheet1.xml", rows::sheet(book)),
        ("docProps/core.xml", office::properties(&book.title, author, made, None)),
    ])
}
