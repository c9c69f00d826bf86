//! Points from rows: awards while they are valid, complaints until they lapse.

use super::{day, item, on, points, sheet, the_book, today};
use std::sync::OnceLock;
use ziping_assess::{Mode, horizon, paths};
use ziping_content::Content;
use ziping_rules::rule::Change;
use ziping_tests::scores::book;

fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| book("record"))
}

fn facts(awards: &[(&str, Option<&str>)], complaints: &[&str], rest: &str) -> String {
    let awards: Vec<String> = awards
        .iter()
        .map(|(given, until)| {
            let until = until.map(|until| format!(", \"until\": \"{until}\"")).unwrap_or_default();
            format!("{{\"given\": \"{given}\"{until}}}")
        })
        .collect();
    let complaints: Vec<String> = complaints.iter().map(|made| format!("{{\"made\": \"{made}\"}}")).collect();
    format!(
        "\"record.awards\": [{}], \"record.complaints\": [{}], \"record.rest\": \"{rest}\"",
        awards.join(", "),
        complaints.join(", ")
    )
}

#[test]
fn three_for_each_award_and_six_at_most() {
    let valid = ("2020-01-01", Some("2030-01-01"));
    for (count, expected) in [(0, "0"), (1, "3"), (2, "6"), (3, "6")] {
        let found = on(content(), &facts(&vec![valid; count], &[], "70"));
        assert_eq!(points(&found, "record.awarded"), expected);
        assert_eq!(item(&found, "record.awarded").at_ceiling, count > 2, "{count}");
    }
}

#[test]
fn a_row_counts_while_it_is_valid_or_a_year_where_no_end_is_given() {
    for (given, until, expected) in [
        ("2020-01-01", Some("2026-11-21"), "3"),
        ("2020-01-01", Some("2026-11-20"), "0"),
        ("2026-01-01", None, "3"),
        ("2025-11-22", None, "3"),
        ("2025-11-21", None, "0..3"),
        ("2025-11-20", None, "0"),
    ] {
        let found = on(content(), &facts(&[(given, until)], &[], "70"));
        assert_eq!(points(&found, "record.awarded"), expected, "{given} {until:?}");
        assert_eq!(item(&found, "record.awarded").readings.is_empty(), !expected.contains(".."), "{given} {until:?}");
    }
}

#[test]
fn two_are_deducted_for_each_complaint_and_ten_at_most() {
    for (count, expected) in [(0, "0"), (1, "-2"), (5, "-10"), (7, "-10")] {
        let found = on(content(), &facts(&[], &vec!["2026-10-01"; count], "70"));
        assert_eq!(points(&found, "record.complained"), expected);
    }
    let found = on(content(), &facts(&[], &["2026-10-01"; 2], "70"));
    assert_eq!(points(&found, "record.total"), "-4");
    assert_eq!(found.score, Some(ziping_rules::fact::Range::exactly(660)));
}

#[test]
fn the_horizon_follows_rows_that_expire_and_names_the_item() {
    let sheet = sheet(content(), &facts(&[("2020-01-01", Some("2027-02-01"))], &["2026-10-01"], "78.5"));
    // 78.5 + 3 − 2 = 79.5; the award ends after 1 February, the complaint lapses in October 2027.
    let steps = horizon(&content().library, the_book(content()), &sheet, today(), Mode::Held);
    let days: Vec<String> = steps.iter().map(|step| step.from.to_string()).collect();
    assert!(days.contains(&"2027-02-02".to_owned()), "{days:?}");
    let step = steps.iter().find(|step| step.from == day("2027-02-02")).unwrap_or_else(|| panic!("no step"));
    assert_eq!(step.changed, ["record.awarded"]);
}

#[test]
fn paths_propose_another_award_and_the_day_on_which_a_complaint_lapses() {
    let content = content();
    // 77 + 3 − 2 = 78: two points are missing.
    let sheet = sheet(content, &facts(&[("2020-01-01", Some("2030-01-01"))], &["2026-10-01"], "77"));
    let found = paths(&content.library, the_book(content), &sheet, today());
    let to = found.last().unwrap_or_else(|| panic!("no target"));
    let awards = content.library.catalogue.find("record.awards");
    let another = to.paths.iter().any(|path| {
        matches!(path.changes.as_slice(), [Change::Rows(table, rows, _)] if Some(*table) == awards && rows.len() == 1)
    });
    assert!(another, "{:#?}", to.paths);
    let lapses = to.paths.iter().any(|path| {
        matches!(path.changes.as_slice(), [Change::Wait { until, arguable }] if *until == day("2027-10-02") && *arguable == day("2027-10-01"))
    });
    assert!(lapses, "{:#?}", to.paths);
}
