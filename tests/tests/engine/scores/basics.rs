//! Example A: a production enterprise, a group of 100 points with a weight.

use super::{day, item, on, points, reported, sheet, the_book, today};
use std::sync::OnceLock;
use ziping_assess::{Mode, assess, horizon, next, paths};
use ziping_content::Content;
use ziping_rules::rule::Change;
use ziping_tests::scores::{book, files, loaded, overlaid, text};

fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| overlaid(&book("basics"), &text("basics.overlay.toml")))
}

const SO_FAR: &str =
    r#""overlay.table.years": 9, "org.registered_capital": "10000000", "overlay.table.governance": "rather""#;

/// 73 points of the group: 7 + 7 + 8 + 9 + 8 + 34.
const WHOLE: &str = r#""overlay.table.years": 9, "org.registered_capital": "10000000",
    "overlay.table.governance": "rather", "overlay.table.head": "master", "overlay.table.engineer": "master",
    "overlay.table.accountant": "master", "overlay.table.managers": 20, "overlay.table.masters": 1,
    "overlay.table.bachelors": 2, "overlay.table.college": 0, "overlay.table.others": "34""#;

#[test]
fn nine_years_ten_million_and_rather_are_22_so_far() {
    let found = on(content(), SO_FAR);
    assert_eq!(points(&found, "overlay.table.age"), "7");
    assert_eq!(points(&found, "overlay.table.capital"), "7");
    assert_eq!(points(&found, "overlay.table.governed"), "8");
    // 22 of the three; the others may give 0 to 75.
    assert_eq!(points(&found, "overlay.table.basics"), "2.2..9.7");
    assert!(item(&found, "overlay.table.governed").judgement);
    assert!(!item(&found, "overlay.table.age").judgement);
}

#[test]
fn the_ends_of_rows_belong_to_the_row_that_says_so() {
    for (years, expected) in [(10, "8"), (9, "7"), (8, "7"), (7, "6"), (5, "6"), (4, "5"), (3, "5"), (2, "4"), (0, "4")]
    {
        let found = on(content(), &format!("\"overlay.table.years\": {years}"));
        assert_eq!(points(&found, "overlay.table.age"), expected, "{years} years");
    }
    for (yuan, expected) in [
        ("20000000", "8"),
        ("19999999.99", "7"),
        ("10000000", "7"),
        ("9999999.99", "6"),
        ("5000000", "6"),
        ("2000000", "5"),
        ("1999999.99", "4"),
        ("0", "4"),
    ] {
        let found = on(content(), &format!("\"org.registered_capital\": \"{yuan}\""));
        assert_eq!(points(&found, "overlay.table.capital"), expected, "{yuan}");
    }
}

#[test]
fn seventy_three_of_the_group_are_7_3_at_ten_percent_and_16_79_at_twenty_three() {
    let found = on(content(), WHOLE);
    assert_eq!(points(&found, "overlay.table.basics"), "7.3");
    assert_eq!(found.elements[0].range, ziping_rules::fact::Range::exactly(73));
    let facts =
        text("basics/facts.toml").replace("max = \"10\"", "max = \"23\"").replace("max = \"90\"", "max = \"77\"");
    let plain = loaded(&files("basics", &text("basics/rulebook.toml"), &facts));
    let table = text("basics.overlay.toml").replace("\"10%\"\nmax = \"10\"", "\"23%\"\nmax = \"23\"");
    let heavier = overlaid(&plain, &table);
    let found = on(&heavier, WHOLE);
    assert_eq!(points(&found, "overlay.table.basics"), "16.79");
    let report = reported(&heavier, WHOLE);
    assert_eq!((report.elements[0].low.as_str(), report.elements[0].high.as_str()), ("16.79", "16.79"));
    assert_eq!(report.score.map(|score| score.low), Some("16.79".to_owned()));
}

#[test]
fn the_best_ladder_counts_and_what_lies_in_none_is_not_published() {
    let managers = |masters: u32, bachelors: u32, college: u32| {
        let facts = format!(
            r#""overlay.table.managers": 20, "overlay.table.masters": {masters},
               "overlay.table.bachelors": {bachelors}, "overlay.table.college": {college}"#
        );
        points(&on(content(), &facts), "overlay.table.schooled")
    };
    assert_eq!(managers(1, 9, 9), "8", "5 % of masters, whatever the rest");
    assert_eq!(managers(0, 4, 8), "7");
    assert_eq!(managers(0, 2, 6), "6");
    assert_eq!(managers(0, 0, 6), "5");
    assert_eq!(managers(0, 0, 0), "0");
    // 30 % of bachelors: the table says nothing; the college ladder gives 5 all the same.
    assert_eq!(managers(0, 6, 6), "5..8");
    let found = on(
        content(),
        r#""overlay.table.managers": 20, "overlay.table.masters": 0, "overlay.table.bachelors": 6, "overlay.table.college": 6"#,
    );
    assert!(item(&found, "overlay.table.schooled.bachelors").points.silent);
    assert!(item(&found, "overlay.table.schooled.bachelors").open.is_empty());
}

#[test]
fn without_managers_nothing_is_divided() {
    let found = on(content(), r#""overlay.table.managers": 0, "overlay.table.masters": 0"#);
    let masters = item(&found, "overlay.table.schooled.masters");
    assert!(masters.value.is_some_and(|value| !value.defined));
    assert_eq!(points(&found, "overlay.table.schooled.masters"), "0..8");
    assert!(masters.points.silent);
}

#[test]
fn a_report_names_value_row_points_and_the_next_row() {
    let report = reported(content(), WHOLE);
    let items = &report.elements[0].items;
    assert_eq!(items.len(), 1);
    let age = &items[0].parts[0];
    assert_eq!(age.id, "overlay.table.age");
    assert_eq!(age.value.as_ref().map(|value| value.said.as_str()), Some("9"));
    assert_eq!(age.rows.len(), 1);
    assert_eq!((age.rows[0].from.as_deref(), age.rows[0].to.as_deref()), (Some("8"), Some("10")));
    assert_eq!(age.points.low, "7");
    let next = age.next.as_ref().unwrap_or_else(|| panic!("no next row"));
    assert_eq!((next.row.from.as_deref(), next.gap.as_deref(), next.gain.as_str()), (Some("10"), Some("1"), "1"));
    assert_eq!(age.because, "9，落在“≥ 8，< 10”，得 7 分；到“≥ 10”再加 1 分");
    let masters = &items[0].parts[4].parts[0];
    assert_eq!(masters.value.as_ref().and_then(|value| value.low.as_deref()), Some("5"));
    assert_eq!(masters.value.as_ref().map(|value| value.unit), Some("percent"));
    assert_eq!(items[0].parts[4].taken.as_deref(), Some("overlay.table.schooled.masters"));
}

#[test]
fn next_asks_for_the_facts_behind_the_items() {
    let content = content();
    let book = the_book(content);
    let facts = format!("{SO_FAR}, \"basics.rest\": \"73\"");
    let asked = next(&content.library, book, &sheet(content, &facts), today());
    let ids: Vec<&str> = asked.iter().map(|fact| content.library.catalogue.id(*fact)).collect();
    assert!(ids.contains(&"overlay.table.others"), "{ids:?}");
    assert!(ids.contains(&"overlay.table.managers"), "{ids:?}");
    assert!(!ids.contains(&"basics.score"), "what is worked out is not asked: {ids:?}");
    // With 60 elsewhere nothing of these ten points makes a difference.
    let sure = format!("{SO_FAR}, \"basics.rest\": \"62\"");
    let found = next(&content.library, book, &sheet(content, &sure), today());
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn paths_name_the_next_row() {
    let content = content();
    let book = the_book(content);
    // 7.3 + 72.6 = 79.9: a tenth is missing, one point of the group.
    let facts = format!("{WHOLE}, \"basics.rest\": \"72.6\"");
    let fixed = sheet(content, &facts);
    let found = assess(&content.library, book, &fixed, today());
    assert_eq!(super::outcomes(content, &found), "B..A");
    let to = paths(&content.library, book, &fixed, today());
    let best = to.last().unwrap_or_else(|| panic!("no target"));
    let years = content.library.catalogue.find("overlay.table.years");
    let one_more = best.paths.iter().any(|path| {
        matches!(path.changes.as_slice(), [Change::Number { fact, to: 10, raise: true, .. }] if Some(*fact) == years)
    });
    assert!(one_more, "{:#?}", best.paths);
}

#[test]
fn the_worked_out_score_counts_and_a_typed_one_that_differs_is_told() {
    let facts = format!("{WHOLE}, \"basics.score\": \"9\", \"basics.rest\": \"70\"");
    let report = reported(content(), &facts);
    assert_eq!(report.score.map(|score| score.low), Some("77.3".to_owned()));
    assert!(report.notes.iter().any(|note| note.contains("以后者计")), "{:?}", report.notes);
}

#[test]
fn the_days_of_the_horizon_are_those_of_assessing_each_day() {
    let content = content();
    let book = the_book(content);
    let facts = sheet(content, &format!("{WHOLE}, \"basics.rest\": \"72.6\""));
    let steps = horizon(&content.library, book, &facts, today(), Mode::Held);
    assert_eq!(steps.len(), 1, "nothing of this table passes");
    assert_eq!(steps[0].from, day("2026-11-21"));
}

#[test]
fn a_gate_of_an_overlay_caps_the_grade() {
    let gate = r#"
[[cap]]
id = "overlay.table.gate"
clause = "表一 注"
limit = "B"
when = "not full(overlay.table.age)"
"#;
    let gated = overlaid(&book("basics"), &(text("basics.overlay.toml") + gate));
    let whole = format!("{WHOLE}, \"basics.rest\": \"90\"");
    let found = on(&gated, &whole);
    assert_eq!(super::outcomes(&gated, &found), "B..B");
    assert!(found.caps[0].binds);
    let full = whole.replace("\"overlay.table.years\": 9", "\"overlay.table.years\": 10");
    assert_eq!(super::outcomes(&gated, &on(&gated, &full)), "A..A");
    // How old it is decides now, and the path says so.
    let open = whole.replace("\"overlay.table.years\": 9, ", "");
    let found = on(&gated, &open);
    assert_eq!(super::outcomes(&gated, &found), "B..A");
    let asked = next(&gated.library, the_book(&gated), &sheet(&gated, &open), today());
    assert_eq!(asked.first().copied(), gated.library.catalogue.find("overlay.table.years"));
}
