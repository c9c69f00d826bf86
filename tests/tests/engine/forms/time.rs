//! Days: windows, order, time passed, and the days on which time alone changes something.

use super::{check, compiled, day, outcome, sheet, today};
use ziping_base::calendar::Day;
use ziping_rules::rule::{Context, Moment, NoTrace, collect_breakpoints, compile_test, evaluate};
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
        assert_eq!(outcome(within, &facts, day(as_of)), expected, "{event} on {as_of}");
    }
}

#[test]
fn the_days_on_which_time_alone_changes_a_condition_are_collected() {
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
        let (test, windows) = compiled(condition, compile_test);
        let (sheet, as_of) = (sheet(facts), today());
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
