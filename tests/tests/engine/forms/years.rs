//! Amounts by fiscal year: sums, shares, one series beside another.

use super::check;
#[test]
fn fiscal_years_are_the_closed_ones_and_a_missing_one_may_be_anything() {
    let years = |money: &str| format!("\"demo.series\": {{{money}}}");
    let sum = "sum(demo.series, 3 fiscal years) >= 6元";
    check(
        sum,
        &[
            (&years(r#""2023": "1", "2024": "2", "2025": "3""#), "true"),
            (&years(r#""2023": "1", "2024": "2", "2025": "2.99""#), "false"),
            // The years around do not count.
            (&years(r#""2022": "9", "2023": "1", "2024": "2", "2025": "2", "2026": "9""#), "false"),
            // Two years can be enough, and a range counts with its ends.
            (&years(r#""2024": "2", "2025": "4""#), "true"),
            (&years(r#""2024": "2", "2025": "3""#), "series"),
            (&years(r#""2023": "1", "2024": "2", "2025": {"low": "2", "high": "3"}"#), "series"),
            (&years(r#""2023": "1", "2024": "2", "2025": {"low": "3", "high": "4"}"#), "true"),
            ("", "series"),
        ],
    );
    let least = "least(demo.series, 3 fiscal years) > 1元";
    check(
        least,
        &[
            (&years(r#""2023": "2", "2024": "1.01", "2025": "3""#), "true"),
            (&years(r#""2023": "2", "2024": "1", "2025": "3""#), "false"),
            (&years(r#""2024": "1", "2025": "3""#), "false"),
            (&years(r#""2024": "2", "2025": "3""#), "series"),
            ("", "series"),
        ],
    );
}

#[test]
fn a_share_is_exact_and_that_of_nothing_satisfies_nothing() {
    let money = |part: &str, whole: &str| {
        let years = |amount: &str| format!(r#"{{"2023": "0", "2024": "0", "2025": {amount}}}"#);
        format!("\"demo.series\": {}, \"demo.other_series\": {}", years(part), years(whole))
    };
    let share = |comparison: &str| format!("share(demo.series, demo.other_series, 3 fiscal years) {comparison} 30%");
    for (comparison, below, on, above) in [
        (">=", "false", "true", "true"),
        (">", "false", "false", "true"),
        ("<=", "true", "true", "false"),
        ("<", "true", "false", "false"),
        ("==", "false", "true", "false"),
        ("!=", "true", "false", "true"),
    ] {
        // Small amounts, and amounts whose products need more than 64 bits.
        for (a, b, c, whole) in [
            ("\"29.99\"", "\"30\"", "\"30.01\"", "\"100\""),
            ("\"29999999999999.99\"", "\"30000000000000\"", "\"30000000000000.01\"", "\"100000000000000\""),
        ] {
            check(
                &share(comparison),
                &[
                    (&money(a, whole), below),
                    (&money(b, whole), on),
                    (&money(c, whole), above),
                    (&money("\"0\"", "\"0\""), "false"),
                ],
            );
        }
    }
    check(
        &share(">="),
        &[
            (&money(r#"{"low": "30", "high": "31"}"#, r#"{"low": "99", "high": "100"}"#), "true"),
            (&money(r#"{"low": "30", "high": "31"}"#, r#"{"low": "99", "high": "101"}"#), "series other_series"),
            (&money(r#"{"low": "20", "high": "29"}"#, r#"{"low": "100", "high": "101"}"#), "false"),
            (&money("\"5\"", r#"{"low": "0", "high": "10"}"#), "other_series"),
            (r#""demo.series": {"2023": "0", "2024": "0", "2025": "0"}"#, "other_series"),
            (r#""demo.other_series": {"2023": "0", "2024": "0", "2025": "0"}"#, "false"),
            ("", "series other_series"),
        ],
    );
    let counts = "share(demo.large, demo.count) >= 70%";
    check(
        counts,
        &[
            (r#""demo.large": 7, "demo.count": 10"#, "true"),
            (r#""demo.large": 6, "demo.count": 10"#, "false"),
            (r#""demo.large": 7"#, "count"),
        ],
    );
}

#[test]
fn every_year_that_both_series_have_is_compared() {
    let both = |a: &str, b: &str| format!("\"demo.series\": {{{a}}}, \"demo.other_series\": {{{b}}}");
    check(
        "demo.series <= demo.other_series",
        &[
            (&both(r#""2024": "1", "2025": "2""#, r#""2024": "1", "2025": "3""#), "true"),
            (&both(r#""2024": "2", "2025": "2""#, r#""2024": "1", "2025": "3""#), "false"),
            (&both(r#""2023": "9", "2025": "2""#, r#""2024": "1", "2025": "3""#), "true"),
            (&both(r#""2025": {"low": "2", "high": "4"}"#, r#""2025": "3""#), "series other_series"),
            (r#""demo.series": {"2025": "1"}"#, "series other_series"),
        ],
    );
}
