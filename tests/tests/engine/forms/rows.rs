//! Rows of a table: counted, averaged, told apart, grouped, with what is open in them.

use super::{check, compiled, figure, table};
use ziping_rules::rule::{compile_test, facts_of};
use ziping_tests::project::every_form;

#[test]
fn rows_are_counted_with_what_is_open_in_them() {
    let (yes, no, blank) = (r#"{"fine": true, "value": "2"}"#, r#"{"fine": false, "value": "9"}"#, r#"{"value": "5"}"#);
    let two = table(&[yes, yes, no].join(", "));
    let maybe = table(&[yes, blank].join(", "));
    check(
        "count(demo.rows where fine) >= 2",
        &[
            (&two, "true"),
            (&table(&[yes, no, no].join(", ")), "false"),
            (&maybe, "rows"),
            (&table(""), "false"),
            ("", "rows"),
        ],
    );
    check("count(demo.rows) >= 3", &[(&two, "true"), (&maybe, "false"), ("", "rows")]);
    check(
        "some(demo.rows where fine)",
        &[
            (&two, "true"),
            (&table(no), "false"),
            (&table(blank), "rows"),
            (&table(&[no, blank].join(", ")), "rows"),
            (&maybe, "true"),
            (&table(""), "false"),
            ("", "rows"),
        ],
    );
    check(
        "every(demo.rows where fine, value >= 2元)",
        &[
            (&two, "true"),
            (&table(r#"{"fine": true, "value": "1.99"}"#), "false"),
            (&table(r#"{"fine": false, "value": "1"}"#), "true"),
            (&table(r#"{"value": "1"}"#), "rows"),
            (&table(r#"{"fine": true}"#), "rows"),
            (&maybe, "true"),
            (&table(""), "true"),
            ("", "rows"),
        ],
    );
    check(
        "total(demo.rows.value where fine) >= 4元",
        &[
            (&two, "true"),
            (&table(yes), "false"),
            (&maybe, "rows"),
            (&table(r#"{"fine": true}"#), "rows"),
            (&table(r#"{"fine": false}"#), "false"),
            ("", "rows"),
        ],
    );
    assert_eq!(figure("total(demo.rows.value where fine)", &maybe), (200, 700));
    assert_eq!(figure("count(demo.rows where fine)", &maybe), (1, 2));
}

#[test]
fn a_mean_is_rounded_half_up_and_a_range_where_a_row_is_open() {
    let mean = |facts: &str| figure("mean(demo.rows.value where fine)", facts);
    let row = |value: &str| format!("{{\"fine\": true, \"value\": {value}}}");
    let all = |values: &[&str]| table(&values.iter().map(|value| row(value)).collect::<Vec<_>>().join(", "));
    assert_eq!(mean(&all(&["\"0.01\"", "\"0.02\""])), (2, 2));
    assert_eq!(mean(&all(&["\"0.01\"", "\"0.01\"", "\"0.02\""])), (1, 1));
    assert_eq!(mean(&all(&["\"3\""])), (300, 300));
    assert_eq!(mean(&all(&["\"3\"", r#"{"low": "5", "high": "6"}"#])), (300, 600));
    // One row may not count, one is blank: anything between what may count.
    assert_eq!(mean(&table(r#"{"fine": true, "value": "3"}, {"value": "7"}"#)), (300, 700));
    assert_eq!(mean(&table(r#"{"fine": true, "value": "3"}, {"fine": true}"#)), (0, i64::MAX));
    // The mean of nothing is not defined; nor is one that may be of nothing.
    assert_eq!(mean(&table(r#"{"fine": false, "value": "3"}"#)), (0, i64::MAX));
    assert_eq!(mean(&table(r#"{"value": "3"}"#)), (0, i64::MAX));
    check(
        "mean(demo.rows.value where fine) >= 3元",
        &[
            (&all(&["\"3\"", "\"3\""]), "true"),
            (&all(&["\"3\"", "\"2.97\""]), "false"),
            (&table(r#"{"fine": true, "value": "3"}, {"fine": true}"#), "rows"),
            (&table(""), "rows"),
            ("", "rows"),
        ],
    );
}

#[test]
fn the_mean_of_many_of_the_largest_amounts_does_not_overflow() {
    // The largest amount that an answer may name: twice the sum of fifty does not fit 64 bits, nor does the sum of 200.
    let largest = "999999999999999.99";
    let row = format!("{{\"fine\": true, \"value\": \"{largest}\"}}");
    for count in [1, 50, 200] {
        let facts = table(&vec![row.as_str(); count].join(", "));
        assert_eq!(
            figure("mean(demo.rows.value where fine)", &facts),
            (99_999_999_999_999_999, 99_999_999_999_999_999)
        );
    }
}

#[test]
fn different_values_count_once_and_a_blank_may_be_any() {
    let named = |name: &str| format!("{{\"name\": \"{name}\", \"fine\": true}}");
    let all = |names: &[&str]| table(&names.iter().map(|name| named(name)).collect::<Vec<_>>().join(", "));
    let distinct = |facts: &str| figure("distinct(demo.rows.name where fine)", facts);
    assert_eq!(distinct(&all(&["甲", "乙", " 甲 "])), (2, 2));
    assert_eq!(distinct(&table("")), (0, 0));
    assert_eq!(distinct(&table(r#"{"name": "甲", "fine": true}, {"fine": true}"#)), (1, 2));
    assert_eq!(distinct(&table(r#"{"fine": true}, {"fine": true}"#)), (1, 2));
    assert_eq!(distinct(&table(r#"{"name": "甲"}, {"name": "甲", "fine": true}, {"name": "乙"}"#)), (1, 2));
    // A row that says nothing counts for nothing.
    assert_eq!(distinct(&table(r#"{"name": "甲"}, {"fine": false, "name": "乙"}, {}"#)), (0, 1));
    // An amount that is not exactly known may be one seen; so may the next.
    let amounts = |facts: &str| figure("distinct(demo.rows.value)", facts);
    assert_eq!(amounts(&table(r#"{"value": "1"}, {"value": "2"}, {"value": "1.00"}"#)), (2, 2));
    let between = r#"{"value": {"low": "1", "high": "3"}}"#;
    assert_eq!(amounts(&table(&format!(r#"{between}, {{"value": "2"}}, {between}"#))), (1, 3));
    assert_eq!(
        figure("distinct(demo.rows.fine)", &table(r#"{"fine": true}, {"fine": false}, {"fine": true}"#)),
        (2, 2)
    );
}

#[test]
fn groups_are_names_with_enough_different_members() {
    let groups = |facts: &str| figure("groups(demo.rows.name, demo.rows.who >= 2 where fine)", facts);
    let row = |name: &str, who: &str, fine: &str| format!("{{\"name\": {name}, \"who\": {who}{fine}}}");
    let fine = r#", "fine": true"#;
    let of = |all: &[String]| table(&all.join(", "));
    let a1 = row("\"a\"", "\"1\"", fine);
    let a2 = row("\"a\"", "\"2\"", fine);
    let b1 = row("\"b\"", "\"1\"", fine);
    let b2_maybe = row("\"b\"", "\"2\"", "");
    assert_eq!(groups(&of(&[a1.clone(), a2.clone()])), (1, 1));
    assert_eq!(groups(&of(&[a1.clone(), a1.clone()])), (0, 0));
    assert_eq!(groups(&of(&[a1.clone(), a2.clone(), b1.clone()])), (1, 1));
    assert_eq!(groups(&of(&[a1.clone(), a2, b1, b2_maybe])), (1, 2));
    assert_eq!(groups(&table(r#"{"name": "a", "who": "1", "fine": true}, {"name": "a", "fine": true}"#)), (0, 1));
}

#[test]
fn a_span_touches_a_window() {
    let span = |cells: &str| table(&format!("{{{cells}}}"));
    check(
        "some(demo.rows where ran(start, end, 1年))",
        &[
            (&span(r#""start": "2020-01-01", "end": "2025-11-22""#), "true"),
            (&span(r#""start": "2020-01-01", "end": "2025-11-21""#), "corresponding_day"),
            (&span(r#""start": "2020-01-01", "end": "2025-11-20""#), "false"),
            (&span(r#""start": "2026-11-21", "end": "2030-01-01""#), "true"),
            (&span(r#""start": "2026-11-22", "end": "2030-01-01""#), "false"),
            (&span(r#""end": "2025-11-20""#), "false"),
            (&span(r#""start": "2020-01-01""#), "rows"),
            (&span(r#""end": "2026-11-20""#), "rows"),
        ],
    );
}

#[test]
fn what_a_condition_on_rows_asks_beside_them_is_among_the_facts_that_it_looks_at() {
    for condition in [
        "some(demo.rows where fine and demo.yes)",
        "every(demo.rows where fine, demo.yes)",
        "every(demo.rows where demo.yes, fine)",
        "count(demo.rows where demo.yes) >= 1",
        "total(demo.rows.value where demo.yes) >= 4元",
    ] {
        let (test, _) = compiled(condition, compile_test);
        let mut facts = Vec::new();
        facts_of(&test, &mut facts);
        let catalogue = &every_form().library.catalogue;
        let ids: Vec<&str> = facts.iter().map(|fact| catalogue.id(*fact)).collect();
        assert_eq!(ids.len(), 2, "{condition}: {ids:?}");
        assert!(ids.contains(&"demo.rows") && ids.contains(&"demo.yes"), "{condition}: {ids:?}");
    }
}
