//! Other names of columns, and words of rows that are none of a table's: content, not code.

use serde::{Deserialize, Serialize};

/// What headings of pasted rows may say (`content/headings.toml`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// Names by a column's id, or by its table's and its own (`om.projects.name`).
    pub columns: Vec<(String, Vec<String>)>,
    /// The first cell of a row that sums up others.
    pub totals: Vec<String>,
}

impl Names {
    /// The other names of a table's column.
    pub(super) fn of(&self, table: &str, column: &str) -> impl Iterator<Item = &str> {
        let own = format!("{table}.{column}");
        let meant = self.columns.iter().filter(move |(id, _)| *id == column || *id == own);
        meant.flat_map(|(_, names)| names.iter().map(String::as_str))
    }
}
