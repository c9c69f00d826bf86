//! Answers that do not agree with each other: a table of answers and what is said of them, errors with a `!`. The date
//! is 21 November 2026.

#![expect(clippy::panic, reason = "a failed test panics")]

use ziping_assess::{Inconsistency, inconsistencies};
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_rules::fact::{FactIx, Range, read_answers};
use ziping_tests::project::content;

fn said(facts: &str) -> Vec<String> {
    let library = &content().library;
    let text = format!("{{\"schema\": 1, \"organisation\": \"\", \"facts\": {{{facts}}}}}");
    let read = read_answers(&Source { name: "answers", text: &text }, &library.catalogue);
    let sheet = read.unwrap_or_else(|problems| panic!("{facts}: {problems:?}")).sheet;
    let id = |fact: FactIx| library.catalogue.id(fact);
    let ends =
        |range: Range| if range.is_exact() { range.low.to_string() } else { format!("{}–{}", range.low, range.high) };
    let one = |found: &Inconsistency| {
        let what = match found {
            Inconsistency::Check(check, ..) => check.clone(),
            Inconsistency::Future(fact, day) => format!("{} on {day}", id(*fact)),
            Inconsistency::TableDiffers(fact, table, typed, worked_out) => {
                format!("{} {} by {} {}", id(*fact), ends(*typed), id(*table), ends(*worked_out))
            }
            Inconsistency::TableDenies(fact, table) => format!("{} denied by {}", id(*fact), id(*table)),
            Inconsistency::OverlayDiffers(regime, fact, ..) => format!("{regime} {}", id(*fact)),
        };
        format!("{what}{}", if found.is_error() { "!" } else { "" })
    };
    inconsistencies(library, &library.regimes, &sheet, Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST))
        .iter()
        .map(one)
        .collect()
}

#[test]
fn what_does_not_agree_is_said_and_what_agrees_or_is_open_is_not() {
    let agreed: &[&str] = &[];
    for (facts, expected) in [
        ("", agreed),
        (r#""org.uscc": "91350100M000100Y43""#, agreed),
        (r#""org.uscc": "91350100M000100Y44""#, &["check.uscc"]),
        (r#""org.established": "2026-11-21""#, agreed),
        (r#""org.established": "2026-11-22""#, &["check.established_past!"]),
        (r#""org.paid_in_capital": "100", "org.registered_capital": "100""#, agreed),
        (r#""org.paid_in_capital": "100.01", "org.registered_capital": "100""#, &["check.paid_in"]),
        (r#""org.paid_in_capital": "100""#, agreed),
        (r#""om.staff_college": 71, "om.staff": 70"#, &["check.om_staff_college!"]),
        (r#""om.staff_college": {"low": "60", "high": "80"}, "om.staff": 70"#, agreed),
        (r#""om.revenue": {"2024": "5"}, "finance.revenue": {"2024": "4", "2025": "9"}"#, &["check.om_revenue!"]),
        (r#""om.revenue": {"2025": "5"}, "finance.revenue": {"2024": "4", "2025": "9"}"#, agreed),
        (r#""record.quality_penalty": "2026-11-21""#, agreed),
        (r#""record.quality_penalty": "2026-11-22""#, &["record.quality_penalty on 2026-11-22!"]),
    ] {
        assert_eq!(said(facts), expected, "{facts}");
    }
}

#[test]
fn a_typed_figure_beside_its_table_must_be_one_that_the_rows_can_give() {
    let row = |client: &str, own: &str| {
        format!(
            "{{\"client\": \"{client}\", \"name\": \"运维\", \"annual_value\": \"1500000\"{own}, \
             \"start\": \"2025-01-01\", \"end\": \"2026-06-30\"}}"
        )
    };
    let (own, not, blank) = (r#", "own_platform": true"#, r#", "own_platform": false"#, "");
    let with = |typed: &str, rows: [String; 2]| format!("{typed}, \"om.projects\": [{}]", rows.join(", "));
    let agreed: &[&str] = &[];
    for (typed, rows, expected) in [
        ("\"om.clients\": 2", [row("甲", own), row("乙", own)], agreed),
        ("\"om.clients\": 3", [row("甲", own), row("乙", own)], &["om.clients 3 by om.projects 2"]),
        ("\"om.clients\": 1", [row("甲", own), row("乙", own)], &["om.clients 1 by om.projects 2"]),
        (r#""om.clients": {"low": "2", "high": "5"}"#, [row("甲", own), row("乙", own)], agreed),
        (
            r#""om.clients": {"low": "0", "high": "1"}"#,
            [row("甲", own), row("乙", own)],
            &["om.clients 0–1 by om.projects 2"],
        ),
        (r#""om.large_projects_advanced": true"#, [row("甲", own), row("乙", own)], agreed),
        (
            r#""om.large_projects_advanced": true"#,
            [row("甲", own), row("乙", not)],
            &["om.large_projects_advanced denied by om.projects"],
        ),
        (
            r#""om.large_projects_advanced": false"#,
            [row("甲", own), row("乙", own)],
            &["om.large_projects_advanced denied by om.projects"],
        ),
        (r#""om.large_projects_advanced": true"#, [row("甲", own), row("乙", blank)], agreed),
    ] {
        let facts = with(typed, rows);
        assert_eq!(said(&facts), expected, "{facts}");
    }
}
