//! Whole tables over the credit rating, words and cases included, as an association hands them in: the one of forty lines
//! was written from the guide alone.

use std::fs;
use ziping_assess::{assess, run_case};
use ziping_content::{TextFile, overlay};
use ziping_rules::fact::Sheet;
use ziping_rules::rule::score::{ItemFinding, Rule};
use ziping_tests::project::{content, root};

/// Applies an overlay of the tests to the rule books of the project and runs its cases; answers how many there are, and
/// how many items and groups.
fn whole(path: &str) -> (usize, usize) {
    let text = fs::read_to_string(root().join("tests").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let file = TextFile { path: path.to_owned(), text };
    let applied = overlay::apply(&content().library, &[file]).unwrap_or_else(|problems| panic!("{path}: {problems:?}"));
    assert!(applied.warnings.is_empty(), "{path}: {:?}", applied.warnings);
    let cases = applied.cases.get("credit").cloned().unwrap_or_default();
    let overlaid = applied.over(content().clone());
    let book = overlaid.library.regime("credit").unwrap_or_else(|| panic!("no rule book"));
    for case in &cases {
        run_case(&overlaid.library, book, case).unwrap_or_else(|problem| panic!("{path}: {problem}"));
    }
    (cases.len(), book.scored().len())
}

#[test]
fn a_table_of_forty_lines_holds_its_cases() {
    let (cases, items) = whole("scores/forty.overlay.toml");
    assert!(cases >= 25 && items >= 40, "{cases} cases, {items} items and groups");
}

#[test]
fn the_table_of_one_element_holds_its_cases() {
    assert_eq!(whole("overlays/credit-table.toml"), (1, 4));
}

#[test]
fn a_table_that_is_not_answered_leaves_its_items_open_whether_rows_add_or_take_away() {
    let text = fs::read_to_string(root().join("tests/scores/forty.overlay.toml")).unwrap_or_default();
    let file = TextFile { path: "forty.overlay.toml".to_owned(), text };
    let applied = overlay::apply(&content().library, &[file]).unwrap_or_else(|problems| panic!("{problems:?}"));
    let overlaid = applied.over(content().clone());
    let book = overlaid.library.regime("credit").unwrap_or_else(|| panic!("no rule book"));
    let found = assess(&overlaid.library, book, &Sheet::default(), super::today());
    let mut looked_at = 0;
    for (element, findings) in book.elements().iter().zip(&found.elements) {
        for (scored, finding) in element.items().iter().zip(&findings.items) {
            for (scored, finding) in scored.all().into_iter().zip(all(finding)) {
                if matches!(scored.rule, Rule::Rows(..)) {
                    looked_at += 1;
                    assert!(!finding.points.is_exact() && !finding.open.is_empty(), "{}: {finding:?}", scored.id);
                    assert_eq!(finding.points.high, scored.most, "{}", scored.id);
                }
            }
        }
    }
    assert!(looked_at >= 5, "{looked_at}");
}

/// A finding and those of its parts, in the order of the table.
fn all(finding: &ItemFinding) -> Vec<&ItemFinding> {
    let mut found = vec![finding];
    finding.parts.iter().for_each(|part| found.extend(all(part)));
    found
}
