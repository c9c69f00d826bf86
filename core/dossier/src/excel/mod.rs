//! A spreadsheet as an Excel file (SpreadsheetML, ISO/IEC 29500).
//!
//! Written here because the well-known crate asks the clock for its properties and brings a random source into the
//! browser; what the package needs of the format is small.

mod parts;
mod rows;

use super::archive::{TooLarge, archive_of};
use super::book::Book;
use super::office;
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;

/// The Excel file of spreadsheets, one sheet each; the first gives the file's title.
///
/// # Errors
/// When it would be larger than a zip archive can be.
pub(crate) fn excel(books: &[Book], author: &str, made: Day, lang: Lang) -> Result<Vec<u8>, TooLarge> {
    let title = books.first().map_or("", |book| book.title.as_str());
    let sheets: Vec<(String, Vec<u8>)> = (1..)
        .zip(books)
        .map(|(number, book): (usize, _)| (format!("xl/worksheets/sheet{number}.xml"), rows::sheet(book)))
        .collect();
    let mut files = vec![
        ("[Content_Types].xml", parts::content_types(books.len())),
        ("_rels/.rels", office::package_relations("xl/workbook.xml", &[])),
        ("xl/workbook.xml", parts::workbook(books)),
        ("xl/_rels/workbook.xml.rels", parts::workbook_relations(books.len())),
        ("xl/styles.xml", parts::styles(lang)),
    ];
    files.extend(sheets.iter().map(|(path, bytes)| (path.as_str(), bytes.clone())));
    files.push(("docProps/core.xml", office::properties(title, author, made, None)));
    archive_of(&files)
}
