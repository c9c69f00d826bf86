//! The index of a review (`docs/reviews-users.md`): every line of the review is in it, and every test that it names is there.

#![expect(clippy::panic, reason = "a failed test panics")]

use std::collections::BTreeSet;
use ziping_tests::project::root;

/// The lines of the review: sections and how many findings each has. C5 belongs to another issue.
const REVIEWED: [(char, usize); 9] =
    [('P', 8), ('J', 9), ('E', 10), ('C', 4), ('I', 9), ('F', 6), ('R', 7), ('H', 6), ('S', 4)];

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The cells of the index's rows. A `\\|` within a cell is no end of it.
fn rows() -> Vec<Vec<String>> {
    let index = text("docs/reviews-users.md").replace("\\|", "\u{1}");
    let row = |line: &str| {
        let inner = line.strip_prefix('|')?.strip_suffix('|')?;
        Some(inner.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>())
    };
    let all = index.lines().filter_map(row);
    all.filter(|cells| cells.first().is_some_and(|id| !id.is_empty() && !id.starts_with("---"))).collect()
}

/// What a cell names: files and tests, each as `` `file`: `name` ``.
fn named(cell: &str) -> Vec<(&str, &str)> {
    cell.split("`: `")
        .zip(cell.split("`: `").skip(1))
        .filter_map(|(before, after)| Some((before.rsplit('`').next()?, after.split('`').next()?)))
        .collect()
}

#[test]
fn every_line_of_the_review_has_its_rows_and_each_row_a_test_or_a_reason() {
    let rows = rows();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for row in &rows {
        let [id, finding, now, held] = row.as_slice() else { panic!("{row:?} has other columns") };
        assert!(!finding.is_empty() && !now.is_empty() && finding.split_whitespace().count() <= 18, "{id}: {finding}");
        let said = ["reason:", "open:"].iter().any(|start| held.starts_with(start) && held.len() > start.len() + 20);
        assert!(said || !named(held).is_empty(), "{id} {finding}: {held}");
        seen.insert(id.clone());
    }
    let lines =
        REVIEWED.iter().flat_map(|(section, count)| (1..=*count).map(move |number| format!("{section}{number}")));
    let missing: Vec<String> = lines.filter(|id| !seen.contains(id)).collect();
    assert!(missing.is_empty(), "{missing:?} have no row");
}

#[test]
fn every_test_that_the_index_names_is_there() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in rows() {
        let (Some(id), Some(held)) = (row.first(), row.last()) else { continue };
        for (file, name) in named(held) {
            count += 1;
            let source = std::fs::read_to_string(root().join(file)).unwrap_or_default();
            let there = if file.ends_with(".rs") {
                source.contains(&format!("fn {name}()")) || source.contains(&format!("fn {name}("))
            } else {
                let titles = source.split("test(").skip(1).filter_map(|rest| rest.lines().next());
                titles.into_iter().any(|title| title.contains(name))
            };
            if !there {
                wrong.push(format!("{id}: {file}: {name}"));
            }
        }
        for fixture in held.split("(`tests/fixtures/").skip(1).filter_map(|rest| rest.split('`').next()) {
            assert!(root().join("tests/fixtures").join(fixture).exists(), "{id}: {fixture}");
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(count > 150, "{count}");
}

#[test]
fn the_guide_answers_what_authors_asked() {
    for (guide, heading, asked) in [
        (
            "content/README.md",
            "### Questions that come up",
            [
                "A share of totals?",
                "`within` or a comparison?",
                "never have been obtained?",
                "a window or fiscal years?",
                "Eligibility or requirement?",
                "Which tables must there be?",
                "Checks of one's own?",
            ],
        ),
        (
            "content/README.zh-CN.md",
            "### 常见问题",
            [
                "合计之比",
                "`within` 还是用比较",
                "从来没有取得",
                "还是会计年度",
                "资格还是要求",
                "要有哪些表",
                "自己的核对",
            ],
        ),
    ] {
        let text = text(guide);
        let chapter = text.split_once(heading).unwrap_or_else(|| panic!("{guide} has no {heading}")).1;
        let chapter = chapter.split("\n## ").next().unwrap_or_default();
        for question in asked {
            assert!(chapter.contains(question), "{guide}: {question}");
        }
    }
}
