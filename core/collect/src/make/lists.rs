//! The lists behind drop-downs. They stand on a hidden sheet: a list inside a check may have 255 characters and no commas.

use rust_xlsxwriter::{Worksheet, XlsxError};
use ziping_workbook::column_name;

/// The hidden sheet.
pub(super) const HIDDEN: &str = "ziping";

/// The column of the first list; those before it say what the workbook is.
const FIRST: u16 = 3;

/// All lists, each once.
#[derive(Default)]
pub(super) struct Lists(Vec<Vec<String>>);

impl Lists {
    /// Where a list stands, as a formula.
    pub(super) fn range(&mut self, names: &[String]) -> String {
        let place = self.0.iter().position(|known| known == names).unwrap_or_else(|| {
            self.0.push(names.to_vec());
            self.0.len() - 1
        });
        let column = column_name(u32::from(FIRST) + u32::try_from(place).unwrap_or(0));
        format!("{HIDDEN}!${column}$1:${column}${}", names.len().max(1))
    }

    /// Writes all of them.
    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (column, names) in (FIRST..).zip(&self.0) {
            for (row, name) in (0_u32..).zip(names) {
                sheet.write_string(row, column, name)?;
            }
        }
        Ok(())
    }
}
