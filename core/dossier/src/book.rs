//! A neutral spreadsheet: columns, rows and typed cells, without how a file format says it.

use ziping_base::calendar::Day;
use ziping_rules::rule::score::Ratio;

/// A spreadsheet of one sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Book {
    /// The title above the table, also in the file's properties.
    pub(crate) title: String,
    /// The name of the sheet.
    pub(crate) sheet: String,
    /// A line under the title.
    pub(crate) remark: String,
    /// Heads and widths in characters of the Latin alphabet.
    pub(crate) columns: Vec<(String, u16)>,
    /// The rows.
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Words; never a formula, whatever they look like.
    Text(String),
    /// A whole number.
    Count(i64),
    /// A number with its decimals, as many as it has and at most six.
    Decimal(Ratio),
    /// A day.
    Date(Day),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Book {
    /// A spreadsheet without rows: heads and widths.
    pub(crate) fn new(
        title: impl Into<String>,
        sheet: &str,
        remark: impl Into<String>,
        columns: &[(&str, u16)],
    ) -> Self {
        Self {
            title: title.into(),
            sheet: sheet.to_owned(),
            remark: remark.into(),
            columns: columns.iter().map(|(head, width)| ((*head).to_owned(), *width)).collect(),
            rows: Vec::new(),
        }
    }
}
