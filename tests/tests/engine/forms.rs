//! Each form of the condition language on sheets at its edges: a table of condition, answers and outcome.
//!
//! The date is 21 November 2026, so that the closed fiscal years are 2023, 2024 and 2025. `open` and `readings` name
//! what an unknown rests on; a decided condition rests on nothing.

#![expect(clippy::panic, reason = "a failed test panics")]

use std::collections::HashMap;
use ziping_core::calendar::Day;
use ziping_core::diag::Source;
use ziping_core::fact::{Sheet, read_answers};
use ziping_core::rule::{
    Checked, Context, Moment, NoTrace, Record, Scope, collect_breakpoints, compile_number, compile_test,
};
use ziping_core::rule::{evaluate, number};
use ziping_tests::project::every_form;

fn sheet(facts: &str) -> Sheet {
    let text = format!("{{\"schema\": 1, \"organisation\": \"\", \"facts\": {{{facts}}}}}");
    match read_answers(&Source { name: "answers", text: &text }, &every_form().library.catalogue) {
        Ok(answers) => answers.sheet,
        Err(problems) => panic!("{facts}: {}", problems.iter().map(ToString::to_string).collect::<String>()),
    }
}

/// `true`, `false`, or what an unknown rests on: open facts, then readings, each group in the order met.
fn outcome(condition: &str, facts: &str, as_of: &str) -> String {
    let library = &every_form().library;
    let (derived, readings) = (HashMap::new(), vec!["narrow".to_owned(), "wide".to_owned()]);
    let (mut windows, mut problems) = (library.windows.clone(), Vec::new());
    let mut scope = Scope {
        catalogue: &library.catalogue,
        derived: &derived,
        readings: &readings,
        windows: &mut windows,
        source: Source { name: "condition", text: condition },
        offset: 0,
        problems: &mut problems,
    };
    let Some(test) = compile_test(condition, &mut scope) else { panic!("{condition}: {problems:?}") };
    let day = Day::parse(as_of).unwrap_or_else(|| panic!("{as_of} is no day"));
    let (sheet, moment) = (sheet(facts), Moment::new(day, &windows));
    let context = Context::new(&sheet, &moment);
    let mut record = Record::default();
    let truth = evaluate(&test, &context, &mut record);
    assert_eq!(evaluate(&test, &context, &mut NoTrace), truth, "{condition} on {facts}");
    record.finish();
    let open = record.open.iter().map(|fact| library.catalogue.id(*fact).trim_start_matches("demo.").to_owned());
    let causes: Vec<String> = open.chain(record.readings).collect();
    match truth.is_known() {
        true if causes.is_empty() => format!("{truth:?}").to_lowercase(),
        true => panic!("{condition} on {facts} is {truth:?} and yet rests on {causes:?}"),
        false => causes.join(" "),
    }
}

fn check(condition: &str, cases: &[(&str, &str)]) {
    for (facts, expected) in cases {
        assert_eq!(&outcome(condition, facts, "2026-11-21"), expected, "{condition} on {facts}");
    }
}

/// The ends of a figure, in the smallest unit.
fn figure(text: &str, facts: &str) -> (i64, i64) {
    let library = &every_form().library;
    let (mut windows, mut problems) = (library.windows.clone(), Vec::new());
    let mut scope = Scope {
        catalogue: &library.catalogue,
        derived: &HashMap::new(),
        readings: &[],
        windows: &mut windows,
        source: Source { name: "figure", text },
        offset: 0,
        problems: &mut problems,
    };
    let Some(Checked::Number(expression, _)) = compile_number(text, &mut scope) else { panic!("{text}: {problems:?}") };
    let (sheet, moment) = (sheet(facts), Moment::new(Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST), &windows));
    let range = number(&expression, &Context::new(&sheet, &moment), &mut NoTrace);
    (range.low, range.high)
}

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
fn an_event_is_in_a_window_until_its_corresponding_day() {
    let event = |when: &str| format!("\"demo.event\": \"{when}\"");
    check(
        "within(demo.event, 1年)",
        &[
            (&event("2025-11-22"), "true"),
            (&event("2025-11-21"), "corresponding_day"),
            (&event("2025-11-20"), "false"),
            (&event("2026-11-21"), "true"),
            (&event("never"), "false"),
            (&event("ongoing"), "true"),
            (&event("day_unknown"), "event"),
            ("", "event"),
        ],
    );
    check(
        "within(demo.event, 近3年)",
        &[
            (&event("2023-11-22"), "true"),
            (&event("2023-11-21"), "rolling calendar_years corresponding_day"),
            (&event("2023-11-20"), "rolling calendar_years"),
            (&event("2023-01-01"), "rolling calendar_years"),
            (&event("2022-12-31"), "false"),
        ],
    );
    check(
        "within(demo.event, 3个月)",
        &[(&event("2026-08-22"), "true"), (&event("2026-08-21"), "corresponding_day"), (&event("2026-08-20"), "false")],
    );
    check(
        "ever(demo.event)",
        &[
            (&event("2001-01-01"), "true"),
            (&event("ongoing"), "true"),
            (&event("day_unknown"), "true"),
            (&event("never"), "false"),
            ("", "event"),
        ],
    );
}

#[test]
fn events_have_an_order_where_both_days_are_known() {
    let both = |a: &str, b: &str| format!("\"demo.event\": \"{a}\", \"demo.later\": \"{b}\"");
    check(
        "before(demo.event, demo.later)",
        &[
            (&both("2025-01-01", "2025-01-02"), "true"),
            (&both("2025-01-01", "2025-01-01"), "false"),
            (&both("2025-01-02", "2025-01-01"), "false"),
            (&both("never", "2025-01-01"), "false"),
            (&both("2025-01-01", "never"), "false"),
            (&both("2025-01-01", "ongoing"), "true"),
            (&both("ongoing", "2025-01-01"), "false"),
            (&both("ongoing", "ongoing"), "false"),
            (&both("ongoing", "day_unknown"), "false"),
            (&both("day_unknown", "2025-01-01"), "event"),
            (&both("2025-01-01", "day_unknown"), "later"),
            (&both("day_unknown", "ongoing"), "event"),
            (r#""demo.event": "2025-01-01""#, "later"),
            (r#""demo.later": "never""#, "false"),
            ("", "event later"),
        ],
    );
}

#[test]
fn time_passed_since_a_day_counts_years_and_fiscal_years() {
    let since = |day: &str| format!("\"demo.since\": \"{day}\"");
    check(
        "since(demo.since) >= 3年",
        &[
            (&since("2023-11-20"), "true"),
            (&since("2023-11-21"), "corresponding_day"),
            (&since("2023-11-22"), "false"),
            ("", "since"),
        ],
    );
    check("since(demo.since) < 3年", &[(&since("2023-11-20"), "false"), (&since("2023-11-22"), "true"), ("", "since")]);
    // 2023, 2024 and 2025 are full for who began on the first day of 2023; 2022 was a part of a year.
    check(
        "full_fiscal_years(demo.since) >= 3",
        &[
            (&since("2023-01-01"), "true"),
            (&since("2022-12-31"), "true"),
            (&since("2023-01-02"), "complete_years part_year_counts"),
            (&since("2024-01-01"), "false"),
            (&since("2026-06-01"), "false"),
            ("", "since"),
        ],
    );
    check(
        "full_fiscal_years(demo.since) < 3",
        &[
            (&since("2023-01-01"), "false"),
            (&since("2023-01-02"), "complete_years part_year_counts"),
            (&since("2024-01-01"), "true"),
        ],
    );
    for (condition, before, on, after) in [
        ("demo.since <= 2024-03-01", "true", "true", "false"),
        ("demo.since < 2024-03-01", "true", "false", "false"),
        ("demo.since >= 2024-03-01", "false", "true", "true"),
        ("demo.since == 2024-03-01", "false", "true", "false"),
    ] {
        let days = [since("2024-02-29"), since("2024-03-01"), since("2024-03-02")];
        let [a, b, c] = &days;
        check(condition, &[(a, before), (b, on), (c, after), ("", "since")]);
    }
    check("demo.since <= today", &[(&since("2026-11-21"), "true"), (&since("2026-11-22"), "false")]);
}

#[test]
fn the_last_day_of_a_short_month_stands_for_the_missing_ones() {
    let within = "within(demo.event, 1年)";
    for (event, as_of, expected) in [
        ("2024-02-29", "2025-02-28", "corresponding_day"),
        ("2024-02-28", "2025-02-28", "corresponding_day"),
        ("2024-02-27", "2025-02-28", "false"),
        ("2024-03-01", "2025-02-28", "true"),
        ("2027-02-28", "2028-02-28", "corresponding_day"),
        ("2027-02-28", "2028-02-29", "false"),
        ("2027-03-01", "2028-02-29", "true"),
    ] {
        let facts = format!("\"demo.event\": \"{event}\"");
        assert_eq!(outcome(within, &facts, as_of), expected, "{event} on {as_of}");
    }
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

fn rows(rows: &str) -> String {
    format!("\"demo.rows\": [{rows}]")
}

#[test]
fn rows_are_counted_with_what_is_open_in_them() {
    let (yes, no, blank) = (r#"{"fine": true, "value": "2"}"#, r#"{"fine": false, "value": "9"}"#, r#"{"value": "5"}"#);
    let two = rows(&[yes, yes, no].join(", "));
    let maybe = rows(&[yes, blank].join(", "));
    check(
        "count(demo.rows where fine) >= 2",
        &[
            (&two, "true"),
            (&rows(&[yes, no, no].join(", ")), "false"),
            (&maybe, "rows"),
            (&rows(""), "false"),
            ("", "rows"),
        ],
    );
    check("count(demo.rows) >= 3", &[(&two, "true"), (&maybe, "false"), ("", "rows")]);
    check(
        "some(demo.rows where fine)",
        &[
            (&two, "true"),
            (&rows(no), "false"),
            (&rows(blank), "rows"),
            (&rows(&[no, blank].join(", ")), "rows"),
            (&maybe, "true"),
            (&rows(""), "false"),
            ("", "rows"),
        ],
    );
    check(
        "every(demo.rows where fine, value >= 2元)",
        &[
            (&two, "true"),
            (&rows(r#"{"fine": true, "value": "1.99"}"#), "false"),
            (&rows(r#"{"fine": false, "value": "1"}"#), "true"),
            (&rows(r#"{"value": "1"}"#), "rows"),
            (&rows(r#"{"fine": true}"#), "rows"),
            (&maybe, "true"),
            (&rows(""), "true"),
            ("", "rows"),
        ],
    );
    check(
        "total(demo.rows.value where fine) >= 4元",
        &[
            (&two, "true"),
            (&rows(yes), "false"),
            (&maybe, "rows"),
            (&rows(r#"{"fine": true}"#), "rows"),
            (&rows(r#"{"fine": false}"#), "false"),
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
    let all = |values: &[&str]| rows(&values.iter().map(|value| row(value)).collect::<Vec<_>>().join(", "));
    assert_eq!(mean(&all(&["\"0.01\"", "\"0.02\""])), (2, 2));
    assert_eq!(mean(&all(&["\"0.01\"", "\"0.01\"", "\"0.02\""])), (1, 1));
    assert_eq!(mean(&all(&["\"3\""])), (300, 300));
    assert_eq!(mean(&all(&["\"3\"", r#"{"low": "5", "high": "6"}"#])), (300, 600));
    // One row may not count, one is blank: anything between what may count.
    assert_eq!(mean(&rows(r#"{"fine": true, "value": "3"}, {"value": "7"}"#)), (300, 700));
    assert_eq!(mean(&rows(r#"{"fine": true, "value": "3"}, {"fine": true}"#)), (0, i64::MAX));
    // The mean of nothing is not defined; nor is one that may be of nothing.
    assert_eq!(mean(&rows(r#"{"fine": false, "value": "3"}"#)), (0, i64::MAX));
    assert_eq!(mean(&rows(r#"{"value": "3"}"#)), (0, i64::MAX));
    check(
        "mean(demo.rows.value where fine) >= 3元",
        &[
            (&all(&["\"3\"", "\"3\""]), "true"),
            (&all(&["\"3\"", "\"2.97\""]), "false"),
            (&rows(r#"{"fine": true, "value": "3"}, {"fine": true}"#), "rows"),
            (&rows(""), "rows"),
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
        let facts = rows(&vec![row.as_str(); count].join(", "));
        assert_eq!(
            figure("mean(demo.rows.value where fine)", &facts),
            (99_999_999_999_999_999, 99_999_999_999_999_999)
        );
    }
}

#[test]
fn different_values_count_once_and_a_blank_may_be_any() {
    let named = |name: &str| format!("{{\"name\": \"{name}\", \"fine\": true}}");
    let all = |names: &[&str]| rows(&names.iter().map(|name| named(name)).collect::<Vec<_>>().join(", "));
    let distinct = |facts: &str| figure("distinct(demo.rows.name where fine)", facts);
    assert_eq!(distinct(&all(&["甲", "乙", " 甲 "])), (2, 2));
    assert_eq!(distinct(&rows("")), (0, 0));
    assert_eq!(distinct(&rows(r#"{"name": "甲", "fine": true}, {"fine": true}"#)), (1, 2));
    assert_eq!(distinct(&rows(r#"{"fine": true}, {"fine": true}"#)), (1, 2));
    assert_eq!(distinct(&rows(r#"{"name": "甲"}, {"name": "甲", "fine": true}, {"name": "乙"}"#)), (1, 2));
    assert_eq!(distinct(&rows(r#"{"name": "甲"}, {"fine": false, "name": "乙"}, {}"#)), (0, 2));
    // An amount that is not exactly known may be one seen; so may the next.
    let amounts = |facts: &str| figure("distinct(demo.rows.value)", facts);
    assert_eq!(amounts(&rows(r#"{"value": "1"}, {"value": "2"}, {"value": "1.00"}"#)), (2, 2));
    let between = r#"{"value": {"low": "1", "high": "3"}}"#;
    assert_eq!(amounts(&rows(&format!(r#"{between}, {{"value": "2"}}, {between}"#))), (1, 3));
    assert_eq!(figure("distinct(demo.rows.fine)", &rows(r#"{"fine": true}, {"fine": false}, {"fine": true}"#)), (2, 2));
}

#[test]
fn groups_are_names_with_enough_different_members() {
    let groups = |facts: &str| figure("groups(demo.rows.name, demo.rows.who >= 2 where fine)", facts);
    let row = |name: &str, who: &str, fine: &str| format!("{{\"name\": {name}, \"who\": {who}{fine}}}");
    let fine = r#", "fine": true"#;
    let of = |all: &[String]| rows(&all.join(", "));
    let a1 = row("\"a\"", "\"1\"", fine);
    let a2 = row("\"a\"", "\"2\"", fine);
    let b1 = row("\"b\"", "\"1\"", fine);
    let b2_maybe = row("\"b\"", "\"2\"", "");
    assert_eq!(groups(&of(&[a1.clone(), a2.clone()])), (1, 1));
    assert_eq!(groups(&of(&[a1.clone(), a1.clone()])), (0, 0));
    assert_eq!(groups(&of(&[a1.clone(), a2.clone(), b1.clone()])), (1, 1));
    assert_eq!(groups(&of(&[a1.clone(), a2, b1, b2_maybe])), (1, 2));
    assert_eq!(groups(&rows(r#"{"name": "a", "who": "1", "fine": true}, {"name": "a", "fine": true}"#)), (0, 1));
}

#[test]
fn a_span_touches_a_window() {
    let span = |cells: &str| rows(&format!("{{{cells}}}"));
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

#[test]
fn the_days_on_which_time_alone_changes_a_condition_are_collected() {
    let library = &every_form().library;
    for (condition, facts) in [
        ("full_fiscal_years(demo.since) >= 3", r#""demo.since": "2024-05-07""#),
        ("full_fiscal_years(demo.since) < 3", r#""demo.since": "2025-01-01""#),
        ("since(demo.since) >= 3年", r#""demo.since": "2024-02-29""#),
        ("within(demo.event, 近3年)", r#""demo.event": "2025-06-30""#),
        ("demo.since <= today", r#""demo.since": "2028-02-29""#),
        // With the year 2023 the last year goes that had the money.
        (
            "sum(demo.series, 3 fiscal years) >= 6元",
            r#""demo.series": {"2023": "9", "2024": "1", "2025": "1", "2026": "1", "2027": "1"}"#,
        ),
        (
            "some(demo.rows where ran(start, end, 1年))",
            r#""demo.rows": [{"start": "2027-03-01", "end": "2028-06-30"}]"#,
        ),
        (
            "every(demo.rows where start <= today, end >= today)",
            r#""demo.rows": [{"start": "2027-03-01", "end": "2028-06-30"}]"#,
        ),
    ] {
        let (mut windows, mut problems) = (library.windows.clone(), Vec::new());
        let mut scope = Scope {
            catalogue: &library.catalogue,
            derived: &HashMap::new(),
            readings: &[],
            windows: &mut windows,
            source: Source { name: "condition", text: condition },
            offset: 0,
            problems: &mut problems,
        };
        let Some(test) = compile_test(condition, &mut scope) else { panic!("{condition}: {problems:?}") };
        let (sheet, as_of) = (sheet(facts), Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST));
        let on = |day: Day| evaluate(&test, &Context::new(&sheet, &Moment::new(day, &windows)), &mut NoTrace);
        let mut days = Vec::new();
        collect_breakpoints(&test, &Context::new(&sheet, &Moment::new(as_of, &windows)), &windows, &mut days);
        let changes: Vec<Day> =
            (1..2_500).map(|ahead| as_of.plus_days(ahead)).filter(|day| on(*day) != on(day.plus_days(-1))).collect();
        assert!(!changes.is_empty(), "{condition} never changes");
        for day in changes {
            assert!(days.contains(&day), "{condition} changes on {day}, which is not among {days:?}");
        }
    }
}
