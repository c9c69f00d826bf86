//! What joins conditions: all, any, so many of them, readings that must agree.

use super::check;
#[test]
fn and_and_or_rest_on_what_can_still_decide_them() {
    check(
        "demo.yes and demo.count >= 1",
        &[
            (r#""demo.yes": false"#, "false"),
            (r#""demo.count": 0"#, "false"),
            (r#""demo.yes": true"#, "count"),
            (r#""demo.count": 1"#, "yes"),
            (r#""demo.yes": true, "demo.count": 1"#, "true"),
            ("", "yes count"),
        ],
    );
    check(
        "demo.yes or demo.count >= 1",
        &[
            (r#""demo.yes": true"#, "true"),
            (r#""demo.count": 1"#, "true"),
            (r#""demo.yes": false"#, "count"),
            (r#""demo.count": 0"#, "yes"),
            (r#""demo.yes": false, "demo.count": 0"#, "false"),
            ("", "yes count"),
        ],
    );
}

#[test]
fn at_least_counts_what_holds_and_what_may() {
    let condition = "at_least(2, demo.yes, ever(demo.event), demo.count >= 1)";
    check(
        condition,
        &[
            (r#""demo.yes": true, "demo.event": "ongoing""#, "true"),
            (r#""demo.yes": true"#, "event count"),
            (r#""demo.yes": false, "demo.event": "never""#, "false"),
            (r#""demo.yes": false, "demo.event": "ongoing", "demo.count": 0"#, "false"),
            (r#""demo.yes": false, "demo.event": "ongoing", "demo.count": 1"#, "true"),
        ],
    );
}

#[test]
fn readings_must_agree() {
    let kind = |option: &str| format!("\"demo.kind\": \"{option}\"");
    check(
        "readings(narrow: demo.kind == a, wide: demo.kind in (a, b))",
        &[(&kind("a"), "true"), (&kind("b"), "narrow wide"), (&kind("c"), "false"), ("", "kind")],
    );
    check(
        "readings(narrow: demo.yes, wide: demo.count >= 1)",
        &[
            (r#""demo.yes": true"#, "count narrow wide"),
            (r#""demo.yes": true, "demo.count": 0"#, "narrow wide"),
            (r#""demo.yes": true, "demo.count": 1"#, "true"),
        ],
    );
}
