//! How papers look in print, as LibreOffice lays them out: nothing torn apart, nothing alone, nothing too small.

use crate::content::{Applicant, regimes};
use crate::printed::{Paper, printed};
use crate::programs::{Folder, files, read_with_python};
use std::path::Path;

/// A page's number in the foot.
fn is_foot(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || "—-– ".contains(c))
}

/// A chapter's or a section's heading.
fn is_heading(text: &str) -> bool {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let chapter = text.split_once('、').is_some_and(|(number, _)| !number.is_empty() && number.chars().all(numeral));
    chapter && text.chars().count() < 24
}

#[test]
fn no_page_of_any_paper_has_only_a_line_or_two_and_none_ends_with_a_heading() {
    for (regime, printed) in printed() {
        for (path, paper) in printed.of_kind("docx") {
            no_page_is_nearly_empty_or_ends_with_a_heading(paper, &format!("{} for {regime}", path.display()));
        }
    }
}

/// Checks the pages of a paper.
pub fn no_page_is_nearly_empty_or_ends_with_a_heading(paper: &Paper, name: &str) {
    for (number, page) in (1..).zip(&paper.pages) {
        let text: Vec<&(f64, f64, String)> = page.lines.iter().filter(|line| !is_foot(&line.2)).collect();
        let place = format!("page {number} of {name}");
        let mut rows: Vec<f64> = text.iter().map(|line| line.0).collect();
        rows.dedup_by(|a, b| (*a - *b).abs() < 4.0);
        assert!(rows.len() > 2, "{place} has {} lines: {:?}", rows.len(), text);
        let last = &text.last().unwrap().2;
        assert!(number == 1 || !is_heading(last), "{place} ends with the heading {last}");
    }
}

#[test]
fn the_head_of_a_table_never_stands_without_a_row_under_it() {
    for (regime, printed) in printed() {
        for (number, page) in (1..).zip(&printed.application().pages) {
            let heads = ["事项与条款", "材料名称", "评价要素", "评价方面", "序号"];
            let text: Vec<&(f64, f64, String)> = page.lines.iter().filter(|line| !is_foot(&line.2)).collect();
            let last = text.last().unwrap();
            let alone = heads.iter().any(|head| last.2.contains(head));
            assert!(!alone, "{regime}: page {number} ends with the head of a table: {last:?}");
        }
    }
}

#[test]
fn the_title_of_the_cover_is_broken_between_words() {
    let (_, om) = printed().find(|(regime, _)| *regime == "om").unwrap();
    let pages = &om.application().pages;
    let lines: Vec<&str> = pages[0].lines.iter().map(|line| line.2.as_str()).collect();
    let last = lines.iter().find(|line| line.ends_with("申报表")).unwrap_or_else(|| panic!("{lines:#?}"));
    assert_eq!(*last, "运行维护能力评定申报表", "{lines:#?}");
}

/// What is set up for printing.
const SHEETS: &str = r"
import sys, openpyxl
for s in openpyxl.load_workbook(sys.argv[1]).worksheets:
    assert s.page_setup.paperSize == 9 and s.page_setup.orientation == 'landscape', s.title
    assert s.sheet_properties.pageSetUpPr.fitToPage and s.page_setup.fitToWidth == 1 and s.page_setup.fitToHeight == 0
    assert s.print_title_rows == '$3:$3' and s.freeze_panes == 'A4', s.title
    wide = sum(d.width for d in s.column_dimensions.values())
    assert wide <= 130, (s.title, wide)
    assert all(c.font.sz >= 10 for r in s.iter_rows() for c in r if c.value is not None)
    print(s.title)
";

#[test]
fn spreadsheets_print_on_a4_with_repeated_heads_in_a_size_that_can_be_read() {
    for (regime, printed) in printed() {
        let folder = Folder::new();
        let unzipped = folder.unzipped(&printed.package);
        for (path, paper) in printed.of_kind("xlsx") {
            a_spreadsheet_can_be_read(&unzipped.join(path), paper, regime);
        }
    }
}

/// Checks a spreadsheet as it is set up for printing, and as it is printed.
pub fn a_spreadsheet_can_be_read(file: &Path, paper: &Paper, regime: &str) {
    let sheets = read_with_python(SHEETS, file);
    assert!(!sheets.trim().is_empty());
    let table: Vec<f64> = paper.pages.iter().flat_map(|page| &page.lines).map(|line| line.1).collect();
    let smallest = table.iter().copied().fold(f64::MAX, f64::min);
    // The box around a line of ten points; less means that the page was shrunk.
    assert!(smallest >= 9.0, "{regime} {}: a line is {smallest} points high", file.display());
}

#[test]
fn every_paper_and_spreadsheet_writes_days_in_one_manner() {
    const DAYS: &str = r"
import re, sys, zipfile
iso = re.compile(r'(?<![\d.-])\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?![\d-])')
z = zipfile.ZipFile(sys.argv[1])
for name in z.namelist():
    if name in ('word/document.xml',) or name.startswith('xl/worksheets/'):
        text = re.sub(r'<[^>]+>', ' ', z.read(name).decode())
        for found in iso.findall(text): print(found)
    if name == 'xl/styles.xml':
        if 'yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;' not in z.read(name).decode(): print('format')
";
    for regime in regimes() {
        let mut applicant = Applicant::of(&regime);
        let happened = ziping_rules::fact::Occurrence::On(ziping_base::calendar::Day::parse("2024-05-06").unwrap());
        for fact in ["record.violation", "record.quality_penalty", "record.tax_evasion_penalty"] {
            applicant.put(fact, ziping_rules::fact::Value::Occurrence(happened));
        }
        let folder = Folder::new();
        let unzipped = folder.unzipped(&applicant.package());
        for file in files(&unzipped, "docx").into_iter().chain(files(&unzipped, "xlsx")) {
            assert_eq!(read_with_python(DAYS, &file), "", "{regime} {}", file.display());
        }
    }
}
