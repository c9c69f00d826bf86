//! Example D: high-technology enterprises, experts' ranges and growth.

use super::{item, on, outcomes, points};
use std::sync::OnceLock;
use ziping_content::Content;
use ziping_tests::scores::book;

fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| book("hightech"))
}

fn facts(conversions: u32, management: &str, sales: [&str; 2], standards: bool) -> String {
    format!(
        r#""hightech.advanced": "high", "hightech.core": "strong", "hightech.count": 5, "hightech.own": true,
           "hightech.standards": {standards}, "hightech.conversions": {conversions}, "hightech.management": "{management}",
           "hightech.net": {{"2024": "100", "2025": "140"}}, "hightech.sales": {{"2024": "{}", "2025": "{}"}}"#,
        sales[0], sales[1]
    )
}

#[test]
fn five_conversions_are_what_the_experts_choose() {
    let found = on(content(), &facts(5, "20", ["100", "140"], true));
    assert_eq!(points(&found, "hightech.converted"), "25..30");
    assert_eq!(points(&found, "hightech.grown"), "18..20");
    assert_eq!(outcomes(content(), &found), "met..met");
    // All else full: property 30 with the bonus inside it, management 20, growth 20.
    assert_eq!(points(&found, "hightech.property"), "30");
    let converted = item(&found, "hightech.converted");
    assert!(converted.open.is_empty() && converted.readings.is_empty() && !converted.points.silent);
}

#[test]
fn a_bonus_counts_inside_the_most_of_its_group() {
    // 7..8 + 8 + 8 + 6 = 29..30, and two more are 30 at most.
    assert_eq!(points(&on(content(), &facts(5, "20", ["100", "140"], false)), "hightech.property"), "29..30");
    assert_eq!(points(&on(content(), &facts(5, "20", ["100", "140"], true)), "hightech.property"), "30");
}

#[test]
fn exactly_seventy_is_not_met() {
    // 30 + 0 + 20 + 18..20: certainly below 71, and 70 is not more than 70.
    let found = on(content(), &facts(0, "20", ["100", "140"], true));
    assert_eq!(points(&found, "hightech.total"), "68..70");
    assert_eq!(outcomes(content(), &found), "not_met..not_met");
    let found = on(content(), &facts(1, "20", ["100", "140"], true));
    assert_eq!(outcomes(content(), &found), "not_met..met");
}

#[test]
fn growth_is_exact_at_the_ends_of_its_rows() {
    for (before, now, expected) in [
        ("100", "135", "9..10"),
        ("100", "134.99", "7..8"),
        ("100", "125", "7..8"),
        ("100", "115", "5..6"),
        ("100", "105", "3..4"),
        ("100", "104.99", "1..2"),
        ("100", "100.01", "1..2"),
        ("100", "100", "0"),
        ("100", "50", "0"),
        ("3", "4", "7..8"),
    ] {
        let found = on(content(), &facts(5, "20", [before, now], true));
        assert_eq!(points(&found, "hightech.grown.sales"), expected, "{before} → {now}");
    }
}

#[test]
fn a_base_of_nothing_is_not_published_and_never_divided_by() {
    let found = on(content(), &facts(5, "20", ["0", "140"], true));
    let sales = item(&found, "hightech.grown.sales");
    assert_eq!(points(&found, "hightech.grown.sales"), "0..10");
    assert!(sales.points.silent && sales.open.is_empty());
    assert!(sales.value.is_some_and(|value| !value.defined));
    // A negative base is none either.
    let negative = facts(5, "20", ["100", "140"], true).replace(
        "\"2024\": \"100\", \"2025\": \"140\"}, \"hightech.sales\"",
        "\"2024\": \"-100\", \"2025\": \"140\"}, \"hightech.sales\"",
    );
    assert_eq!(points(&on(content(), &negative), "hightech.grown.net"), "0..10");
}

#[test]
fn a_base_year_that_is_open_is_one_thing_above_and_below_the_line() {
    // 140 now; before between 100 and 112: the growth lies between 25 % and 40 %, not wider.
    let open = facts(5, "20", ["100", "140"], true).replace(
        "\"hightech.sales\": {\"2024\": \"100\"",
        "\"hightech.sales\": {\"2024\": {\"low\": \"100\", \"high\": \"112\"}",
    );
    assert_eq!(points(&on(content(), &open), "hightech.grown.sales"), "7..10");
}
