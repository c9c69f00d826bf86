//! Answers, numbers, choices and sets, on both sides of their bounds.

use super::{check, figure};
#[test]
fn an_answer_is_itself_and_open_until_it_is_given() {
    check("demo.yes", &[(r#""demo.yes": true"#, "true"), (r#""demo.yes": false"#, "false"), ("", "yes")]);
    check("not demo.yes", &[(r#""demo.yes": true"#, "false"), (r#""demo.yes": false"#, "true"), ("", "yes")]);
}

#[test]
fn numbers_compare_on_both_sides_of_their_bound() {
    let count = |n: &str| format!("\"demo.count\": {n}");
    for (condition, below, on, above) in [
        ("demo.count >= 50", "false", "true", "true"),
        ("demo.count > 50", "false", "false", "true"),
        ("demo.count <= 50", "true", "true", "false"),
        ("demo.count < 50", "true", "false", "false"),
        ("demo.count == 50", "false", "true", "false"),
        ("demo.count != 50", "true", "false", "true"),
        ("50 <= demo.count", "false", "true", "true"),
        ("50 < demo.count", "false", "false", "true"),
        ("50 >= demo.count", "true", "true", "false"),
        ("50 == demo.count", "false", "true", "false"),
    ] {
        check(condition, &[(&count("49"), below), (&count("50"), on), (&count("51"), above), ("", "count")]);
    }
}

#[test]
fn a_range_decides_where_all_of_it_lies_on_one_side() {
    let range = |low: u8, high: u8| format!("\"demo.count\": {{\"low\": \"{low}\", \"high\": \"{high}\"}}");
    for (condition, cases) in [
        ("demo.count >= 50", [(49, 50, "count"), (50, 51, "true"), (48, 49, "false")]),
        ("demo.count > 50", [(50, 51, "count"), (51, 52, "true"), (49, 50, "false")]),
        ("demo.count <= 50", [(50, 51, "count"), (49, 50, "true"), (51, 52, "false")]),
        ("demo.count < 50", [(49, 50, "count"), (48, 49, "true"), (50, 51, "false")]),
        ("demo.count == 50", [(49, 51, "count"), (50, 51, "count"), (51, 52, "false")]),
        ("demo.count != 50", [(49, 50, "count"), (48, 49, "true"), (51, 52, "true")]),
    ] {
        for (low, high, expected) in cases {
            check(condition, &[(&range(low, high), expected)]);
        }
    }
}

#[test]
fn choices_compare_by_option_by_list_and_by_order() {
    let kind = |option: &str| format!("\"demo.kind\": \"{option}\"");
    check("demo.kind == b", &[(&kind("a"), "false"), (&kind("b"), "true"), (&kind("c"), "false"), ("", "kind")]);
    check("demo.kind != b", &[(&kind("a"), "true"), (&kind("b"), "false"), (&kind("c"), "true")]);
    check("demo.kind in (a, c)", &[(&kind("a"), "true"), (&kind("b"), "false"), (&kind("c"), "true"), ("", "kind")]);
    let rank = |option: &str| format!("\"demo.rank\": \"{option}\"");
    for (condition, none, low, high) in [
        ("demo.rank >= low", "false", "true", "true"),
        ("demo.rank > low", "false", "false", "true"),
        ("demo.rank <= low", "true", "true", "false"),
        ("demo.rank < low", "true", "false", "false"),
    ] {
        check(condition, &[(&rank("none"), none), (&rank("low"), low), (&rank("high"), high), ("", "rank")]);
    }
}

#[test]
fn sets_hold_any_all_or_nothing() {
    let set = |options: &str| format!("\"demo.set\": [{options}]");
    let sets = [set(""), set(r#""x""#), set(r#""z""#), set(r#""x", "y""#), set(r#""x", "y", "z""#)];
    let table = |condition: &str, expected: [&str; 5]| {
        let cases: Vec<(&str, &str)> = sets.iter().map(String::as_str).zip(expected).collect();
        check(condition, &cases);
        check(condition, &[("", "set")]);
    };
    table("any(demo.set, x, y)", ["false", "true", "false", "true", "true"]);
    table("all(demo.set, x, y)", ["false", "false", "false", "true", "true"]);
    table("empty(demo.set)", ["true", "false", "false", "false", "false"]);
}

#[test]
fn sums_of_numbers_keep_their_ranges() {
    check(
        "plus(demo.count, demo.large) >= 3",
        &[
            (r#""demo.count": 1, "demo.large": 2"#, "true"),
            (r#""demo.count": 1, "demo.large": 1"#, "false"),
            (r#""demo.count": 3"#, "true"),
            (r#""demo.count": 1"#, "large"),
            (r#""demo.count": {"low": "1", "high": "2"}, "demo.large": 1"#, "count"),
        ],
    );
    assert_eq!(figure("plus(demo.count, demo.large)", r#""demo.count": 2, "demo.large": 5"#), (7, 7));
}
