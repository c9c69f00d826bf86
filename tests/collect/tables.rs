//! Tables in workbooks of other formats than `.xlsx`: what a person sees in them is the same.

use crate::programs::{Folder, convert, convert_into};
use ziping_author::workbook::{Sheet, read};
use ziping_tests::project::root;

#[test]
fn a_table_saved_as_xls_or_ods_reads_as_the_same_table() {
    for name in ["association", "brokers", "plain"] {
        let folder = Folder::new();
        let path = folder.0.join(format!("{name}.xlsx"));
        std::fs::copy(root().join(format!("tests/fixtures/tables/{name}.xlsx")), &path).unwrap();
        let sheets = |path: &std::path::Path| {
            let mut sheets = read(name, &std::fs::read(path).unwrap()).unwrap().sheets;
            sheets.iter_mut().for_each(|sheet| sheet.merged.sort_unstable());
            sheets
        };
        let shown = |sheet: &Sheet| {
            let cells = sheet.cells.iter().map(|(at, cell)| (*at, cell.text.clone(), cell.number));
            (sheet.name.clone(), cells.collect::<Vec<_>>(), sheet.merged.clone())
        };
        // Saved by the same program, which also works formulas out.
        let saved = folder.0.join("saved");
        std::fs::create_dir_all(&saved).unwrap();
        let same = convert_into(&path, "xlsx:Calc MS Excel 2007 XML", &saved);
        let expected: Vec<_> = sheets(&same).iter().map(shown).collect();
        for format in ["xls:MS Excel 97", "ods"] {
            let found: Vec<_> = sheets(&convert(&path, format)).iter().map(shown).collect();
            assert_eq!(found, expected, "{name} as {format}");
        }
    }
}
