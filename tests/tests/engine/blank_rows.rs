//! A row that says nothing counts for nothing: in reports, in many sheets at once, and in papers.

#![expect(clippy::panic, reason = "a failed test panics")]

use core::ops::ControlFlow;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use ziping_assess::proof::Records;
use ziping_assess::{Findings, Mode, ReportOptions, grades, report};
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_base::lang::Lang;
use ziping_content::Content;
use ziping_dossier::{Order, Redaction, package};
use ziping_regime::RuleBook;
use ziping_rules::fact::{Catalogue, Kind, Row, Sheet, Value, read_answers, write_answers, write_answers_with};
use ziping_rules::rule::{Columns, Moment};
use ziping_tests::project::worlds;
use ziping_tests::property::check;
use ziping_tests::sheets::cases;

/// The sheet with blank rows in every table but those that say that there are none: before, among and after the rows
/// that are there, and alone in tables that are not answered.
fn with_blank_rows(sheet: &Sheet, catalogue: &Catalogue, seed: u64) -> Sheet {
    let mut blanked = sheet.clone();
    let mut seed = seed | 1;
    for (ix, fact) in catalogue.iter() {
        let Kind::Table { columns } = &fact.kind else { continue };
        let mut rows = match sheet.get(ix) {
            Some(Value::Table(rows)) if rows.is_empty() => continue,
            Some(Value::Table(rows)) => rows.rows().to_vec(),
            _ => Vec::new(),
        };
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let word = Value::Text("  \u{3000}".to_owned());
        let cell = |kind: &Kind| (matches!(kind, Kind::Text(_)) && seed & 1 << 40 == 0).then(|| word.clone());
        let blank = Row { cells: columns.iter().map(|column| cell(&column.kind)).collect() };
        for turn in 0..=(seed >> 60) % 3 {
            let place = usize::try_from((seed >> 33) + turn).unwrap_or(0) % (rows.len() + 1);
            rows.insert(place, blank.clone());
        }
        blanked.put(ix, Some(Value::Table(rows.into())));
    }
    blanked
}

fn reported(content: &Content, book: &RuleBook, sheet: &Sheet, as_of: Day) -> String {
    let words = content.words_for("zh", &book.id);
    let options = ReportOptions { lang: Lang::Zh, horizon: Mode::Held };
    let report = report(&Findings::of(&content.library, book, sheet, as_of), &words, "示例", options);
    serde_json::to_string(&report).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_row_that_says_nothing_changes_no_report_and_no_grade() {
    for (content, book) in worlds() {
        let catalogue = &content.library.catalogue;
        let sheets = (cases(content, book, 2), any::<u64>());
        check(&format!("blank rows {}", book.id), 40, &sheets, |(case, seed)| {
            let plain = case.partial();
            let blanked = with_blank_rows(&plain, catalogue, seed);
            let fail = |what: &str| {
                let text = write_answers_with("", &blanked, catalogue, core::iter::empty());
                Err(TestCaseError::fail(format!("on {}: {what}\n{text}", case.as_of)))
            };
            if blanked == plain {
                return fail("no row was added");
            }
            if reported(content, book, &plain, case.as_of) != reported(content, book, &blanked, case.as_of) {
                return fail("the report is another one");
            }
            let moment = Moment::new(case.as_of, &content.library.windows);
            let found = grades(book, &Columns::new(vec![plain.clone(), blanked.clone()]), &moment);
            if found.first() != found.get(1) {
                return fail("among many, the grade is another one");
            }
            if write_answers("", &plain, catalogue) != write_answers("", &blanked, catalogue) {
                return fail("the answer file is another one");
            }
            // Some made-up answers are none that a file may hold.
            let comes_back = |sheet: &Sheet| {
                let text = write_answers_with("", sheet, catalogue, core::iter::empty());
                read_answers(&Source { name: "x", text: &text }, catalogue).map(|read| read.sheet == *sheet)
            };
            if comes_back(&plain) == Ok(true) && comes_back(&blanked) != Ok(true) {
                return fail("what was typed does not come back");
            }
            Ok(())
        });
    }
}

#[test]
fn a_row_that_says_nothing_changes_no_paper() {
    for (content, book) in worlds() {
        let words = content.words_for("zh", &book.id);
        let made = |sheet: &Sheet, as_of: Day| {
            let order = Order {
                library: &content.library,
                rulebook: book,
                words: &words,
                organisation: "示例",
                sheet,
                records: &Records::default(),
                measured: &[],
                as_of,
                target: None,
                procedure: None,
                tasks: &[],
                hand_in: None,
                keep_links: false,
                whole_sheet: false,
                host: None,
                forms: &[],
                kit_version: "0",
                redact: Redaction::default(),
            };
            package(&order, &mut |_| ControlFlow::Continue(())).map(|package| package.bytes)
        };
        for case in content.cases.get(&book.id).into_iter().flatten().take(3) {
            let blanked = with_blank_rows(&case.sheet, &content.library.catalogue, 7);
            let (plain, blanked) = (made(&case.sheet, case.as_of), made(&blanked, case.as_of));
            assert!(plain.is_ok(), "{}: {plain:?}", case.name);
            assert!(plain == blanked, "{}: other papers", case.name);
        }
    }
}
