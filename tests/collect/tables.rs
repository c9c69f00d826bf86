//! Tables in workbooks of other formats than `.xlsx`: what a person sees in them is the same.

use crate::programs::{Folder, convert_all};
use std::path::Path;
use ziping_author::workbook::{Sheet, read};
use ziping_tests::project::root;

#[test]
fn a_table_saved_as_xls_or_ods_reads_as_the_same_table() {
    let tables =
        ["association", "brokers", "plain"].map(|name| root().join(format!("tests/fixtures/tables/{name}.xlsx")));
    let sheets = |path: &Path| {
        let mut sheets = read("table", &std::fs::read(path).unwrap()).unwrap().sheets;
        sheets.iter_mut().for_each(|sheet| sheet.merged.sort_unstable());
        sheets
    };
    let shown = |sheet: &Sheet| {
        let cells = sheet.cells.iter().map(|(at, cell)| (*at, cell.text.clone(), cell.number));
        (sheet.name.clone(), cells.collect::<Vec<_>>(), sheet.merged.clone())
    };
    let folder = Folder::new();
    let saved = |format: &str, into: &str| -> Vec<Vec<_>> {
        let saved = convert_all(&tables, format, &folder.0.join(into));
        saved.iter().map(|path| sheets(path).iter().map(shown).collect()).collect()
    };
    // Saved by the same program, which also works formulas out.
    let expected = saved("xlsx:Calc MS Excel 2007 XML", "saved");
    for format in ["xls:MS Excel 97", "ods"] {
        assert_eq!(saved(format, "other"), expected, "as {format}");
    }
}
