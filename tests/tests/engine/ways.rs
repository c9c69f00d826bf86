//! What a path tells people to do about one condition: a table of condition, answers and instructions.
//!
//! The date is 21 November 2026. Each way is its instructions joined by ` + `; the ways are in the order shown.

#![expect(clippy::panic, reason = "a failed test panics")]

use std::collections::HashMap;
use ziping_assess::{Findings, ReportOptions, report};
use ziping_base::calendar::Day;
use ziping_base::diag::Source;
use ziping_base::lang::Lang;
use ziping_regime::{Condition, ConditionKind};
use ziping_rules::fact::read_answers;
use ziping_rules::rule::{Scope, compile_test};
use ziping_tests::project::every_form;

/// The ways to be allowed to apply where a condition decides that alone; without one, what stands in the way.
fn ways(condition: &str, facts: &str, lang: Lang) -> Vec<String> {
    let content = every_form();
    let mut library = content.library.clone();
    let (mut windows, mut problems) = (library.windows.clone(), Vec::new());
    let mut scope = Scope {
        catalogue: &content.library.catalogue,
        derived: &HashMap::new(),
        readings: &["narrow".to_owned(), "wide".to_owned()],
        scores: ziping_rules::rule::Scores::none(),
        windows: &mut windows,
        source: Source { name: "condition", text: condition },
        offset: 0,
        problems: &mut problems,
    };
    let Some(when) = compile_test(condition, &mut scope) else { panic!("{condition}: {problems:?}") };
    library.windows = windows;
    let mut book = library.regimes.first().unwrap_or_else(|| panic!("no rule book")).clone();
    let first = book.conditions.first().unwrap_or_else(|| panic!("no condition")).clone();
    let id = "demo.only".to_owned();
    book.conditions = vec![Condition { id, kind: ConditionKind::Eligibility, when, applies: None, ..first }];
    let text = format!("{{\"schema\": 1, \"organisation\": \"\", \"facts\": {{{facts}}}}}");
    let answers = read_answers(&Source { name: "answers", text: &text }, &library.catalogue);
    let sheet = answers.unwrap_or_else(|problems| panic!("{facts}: {problems:?}")).sheet;
    let as_of = Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST);
    let words = content.words_for(lang.code(), &book.id);
    let options = ReportOptions { lang, ..ReportOptions::default() };
    let found = report(&Findings::of(&library, &book, &sheet, as_of), &words, "", options);
    let Some(to) = found.paths.iter().find(|to| to.target == "eligible") else { return vec!["already".to_owned()] };
    if to.alternatives.is_empty() {
        return vec![format!("nothing: {}", to.why.join(" "))];
    }
    let said = |path: &ziping_assess::PathReport| {
        path.changes.iter().map(|change| change.text.as_str()).collect::<Vec<_>>().join(" + ")
    };
    to.alternatives.iter().map(said).collect()
}

fn check(condition: &str, cases: &[(&str, &[&str])]) {
    for (facts, expected) in cases {
        assert_eq!(ways(condition, facts, Lang::En), *expected, "{condition} on {facts}");
    }
}

#[test]
fn a_number_moves_to_the_first_that_satisfies() {
    let count = |n: u8| format!("\"demo.count\": {n}");
    let (below, on, above) = (&count(49)[..], &count(50)[..], &count(51)[..]);
    let raise = |to: u8| format!("raise demo.count from 49 to at least {to}");
    let (to_50, lower) = (&raise(50)[..], "lower demo.count from 51 to at most 50");
    check(
        "demo.count >= 50",
        &[(below, &[to_50]), (on, &["already"]), ("", &["provided that demo.count is at least 50"])],
    );
    check("demo.count > 50", &[(below, &[&raise(51)]), (on, &["raise demo.count from 50 to at least 51"])]);
    check(
        "demo.count <= 50",
        &[(above, &[lower]), (on, &["already"]), ("", &["provided that demo.count is at most 50"])],
    );
    check("demo.count < 50", &[(on, &["lower demo.count from 50 to at most 49"])]);
    check(
        "demo.count == 50",
        &[
            (below, &["raise demo.count from 49 to 50 (any other number has to be checked again)"]),
            (above, &["lower demo.count from 51 to 50 (any other number has to be checked again)"]),
        ],
    );
    // The bound on the left.
    check("50 <= demo.count", &[(below, &[to_50])]);
    check("50 > demo.count", &[(on, &["lower demo.count from 50 to at most 49"])]);
    check("not (demo.count >= 50)", &[(above, &["lower demo.count from 51 to at most 49"])]);
    let range = r#""demo.count": {"low": "45", "high": "60"}"#;
    check("demo.count >= 50", &[(range, &["raise demo.count from 45–60 to at least 50"])]);
    check("demo.count <= 50", &[(range, &["lower demo.count from 45–60 to at most 50"])]);
    let money = r#""demo.money": "9000000""#;
    check("demo.money >= 1000万元", &[(money, &["raise demo.money from CNY 9,000,000 to at least CNY 10,000,000"])]);
    assert_eq!(ways("demo.money >= 1000万元", money, Lang::Zh), ["demo.money由 900万元 提高到至少 1000万元"]);
    assert_eq!(ways("demo.count <= 50", "", Lang::Zh), ["前提：demo.count至多 50"]);
    // More than a round amount, not at least one fen above it.
    assert_eq!(ways("demo.money > 1000万元", money, Lang::Zh), ["demo.money由 900万元 提高，须高于 1000万元"]);
    assert_eq!(ways("demo.money < 500万元", money, Lang::Zh), ["demo.money由 900万元 降低，须低于 500万元"]);
    assert_eq!(ways("demo.money > 0元", "", Lang::Zh), ["前提：demo.money高于 0元"]);
    check("demo.money < 500万元", &[(money, &["lower demo.money from CNY 9,000,000 to less than CNY 5,000,000"])]);
}

#[test]
fn fiscal_years_move_together_or_the_one_that_fails() {
    let years = |money: &str| format!("\"demo.series\": {{{money}}}");
    let five = &years(r#""2023": "1", "2024": "2", "2025": "2""#)[..];
    let sum = "sum(demo.series, 3 fiscal years)";
    check(
        &format!("{sum} >= 6元"),
        &[
            (five, &["raise demo.series over 2023–2025 from CNY 5 to at least CNY 6"]),
            (
                &years(r#""2024": "2", "2025": "2""#),
                &["raise demo.series over 2023–2025 from at least CNY 4 to at least CNY 6"],
            ),
            ("", &["provided that demo.series over 2023–2025 is at least CNY 6"]),
        ],
    );
    check(&format!("{sum} <= 4元"), &[(five, &["lower demo.series over 2023–2025 from CNY 5 to at most CNY 4"])]);
    assert_eq!(ways(&format!("{sum} >= 6元"), five, Lang::Zh), ["2023—2025 年demo.series合计由 5元 提高到至少 6元"]);
    check(
        "least(demo.series, 3 fiscal years) > 1元",
        &[
            (
                &years(r#""2023": "2", "2024": "1", "2025": "3""#),
                &["raise demo.series of 2024 from CNY 1 to more than CNY 1"],
            ),
            (
                &years(r#""2023": "1", "2024": "1", "2025": "3""#),
                &["raise demo.series of 2024 from CNY 1 to more than CNY 1 + \
             raise demo.series of 2023 from CNY 1 to more than CNY 1"],
            ),
        ],
    );
}

#[test]
fn a_share_is_reached_by_the_least_part_or_the_most_of_a_whole() {
    let money = |part: &str, whole: &str| {
        let years = |amount: &str| format!(r#"{{"2023": "0", "2024": "0", "2025": "{amount}"}}"#);
        format!("\"demo.series\": {}, \"demo.other_series\": {}", years(part), years(whole))
    };
    let share = |comparison: &str| format!("share(demo.series, demo.other_series, 3 fiscal years) {comparison} 30%");
    let raise = "raise demo.series over 2023–2025 from CNY 29 to";
    let lower = "lower demo.series over 2023–2025 from CNY 31 to";
    for (comparison, part, whole, expected) in [
        (">=", "29", "100", format!("{raise} at least CNY 30")),
        (">", "29", "100", format!("{raise} more than CNY 30")),
        // 30 % of 100.01 is 30.003: 30.01 is above.
        (">=", "29", "100.01", format!("{raise} more than CNY 30")),
        (">", "29", "100.01", format!("{raise} more than CNY 30")),
        ("<=", "31", "100", format!("{lower} at most CNY 30")),
        ("<", "31", "100", format!("{lower} less than CNY 30")),
        ("<=", "31", "100.01", format!("{lower} at most CNY 30")),
        ("<", "31", "100.01", format!("{lower} at most CNY 30")),
    ] {
        check(&share(comparison), &[(&money(part, whole), &[&expected])]);
    }
    let part = r#""demo.series": {"2023": "10", "2024": "10", "2025": "10"}"#;
    let whole = |most: &str| format!("provided that demo.other_series over 2023–2025 is {most}");
    check(&share(">="), &[(part, &[&whole("at most CNY 100")])]);
    check(&share(">"), &[(part, &[&whole("less than CNY 100")])]);
    let third = "share(demo.large, demo.count) >= 66%";
    check(
        third,
        &[
            (r#""demo.large": 7"#, &["provided that demo.count is at most 10"]),
            (r#""demo.large": 6, "demo.count": 10"#, &["raise demo.large from 6 to at least 7"]),
        ],
    );
    // Two of three are more than half, and one is not.
    check(
        "share(demo.large, demo.count) > 50%",
        &[(r#""demo.large": 1, "demo.count": 3"#, &["raise demo.large from 1 to at least 2"])],
    );
}

#[test]
fn a_choice_becomes_the_nearest_option_of_an_order_or_any_that_satisfies() {
    let kind = |option: &str| format!("\"demo.kind\": \"{option}\"");
    let (a, b) = (&kind("a")[..], &kind("b")[..]);
    check("demo.kind == b", &[(a, &["demo.kind: reach “b”"]), ("", &["provided that demo.kind is “b”"])]);
    check("demo.kind != b", &[(b, &["demo.kind: one of a, c"])]);
    check(
        "demo.kind in (a, c)",
        &[(b, &["demo.kind: one of a, c"]), ("", &["provided that demo.kind is one of a, c"])],
    );
    check("not demo.kind in (a, c)", &[(a, &["demo.kind: reach “b”"])]);
    let rank = |option: &str| format!("\"demo.rank\": \"{option}\"");
    check("demo.rank >= low", &[(&rank("none"), &["demo.rank: reach at least “low”"])]);
    check("demo.rank <= low", &[(&rank("high"), &["demo.rank: reach “low”"])]);
    check("demo.rank > low", &[(&rank("none"), &["demo.rank: reach “high”"])]);
    check("demo.rank < low", &[(&rank("high"), &["demo.rank: reach “none”"])]);
    assert_eq!(ways("demo.rank >= low", &rank("none"), Lang::Zh), ["demo.rank达到“low”或以上"]);
    assert_eq!(ways("demo.kind == b", a, Lang::Zh), ["demo.kind改为“b”"]);
    assert_eq!(ways("demo.kind in (a, c)", b, Lang::Zh), ["demo.kind为下列之一：a、c"]);
}

#[test]
fn a_set_gains_or_gives_up_options() {
    let set = |options: &str| format!("\"demo.set\": [{options}]");
    let (none, x, z, xy) = (&set("")[..], &set(r#""x""#)[..], &set(r#""z""#)[..], &set(r#""x", "y""#)[..]);
    check(
        "any(demo.set, x, y)",
        &[(z, &["demo.set: at least one of x, y"]), ("", &["demo.set: at least one of x, y"])],
    );
    check("all(demo.set, x, y)", &[(x, &["demo.set becomes “x, y”"]), (z, &["demo.set becomes “x, y, z”"])]);
    check("empty(demo.set)", &[(x, &["demo.set becomes “none”"])]);
    check("not empty(demo.set)", &[(none, &["demo.set: at least one of x, y, z"])]);
    check("not any(demo.set, x, y)", &[(xy, &["demo.set: give up x, y"])]);
    assert_eq!(ways("any(demo.set, x, y)", z, Lang::Zh), ["demo.set至少有一项：x、y"]);
}

#[test]
fn what_happened_is_outlived_ended_first_or_turns_out_well() {
    let event = |when: &str| format!("\"demo.event\": \"{when}\"");
    check(
        "not within(demo.event, 1年)",
        &[
            (&event("2026-03-01"), &["wait until 2027-03-02 (arguable from 2027-03-01)"]),
            (
                &event("ongoing"),
                &[
                    "end “demo.event” first: time counts from that day + wait until 2027-11-22 (arguable from 2027-11-21)",
                ],
            ),
            (
                &event("day_unknown"),
                &["provided that demo.event is “last on 2025-11-20, or on another day that will do”"],
            ),
            ("", &["provided that demo.event is “never”"]),
        ],
    );
    check(
        "not within(demo.event, 近3年)",
        &[
            // The calendar years are over with 2028, the three years not before June 2029.
            (&event("2026-06-01"), &["wait until 2030-01-01 (arguable from 2029-06-01)"]),
        ],
    );
    check(
        "within(demo.event, 1年)",
        &[
            ("", &["provided that demo.event is “last on 2026-11-21, or on another day that will do”"]),
            (
                &event("never"),
                &["demo.event must be “something that has happened, say on 2026-11-21”, as it really is"],
            ),
            (
                &event("2020-01-01"),
                &["demo.event must be “something that has happened, say on 2026-11-21”, as it really is"],
            ),
            (&event("2026-11-20"), &["already"]),
            (
                &event("day_unknown"),
                &["provided that demo.event is “last on 2026-11-21, or on another day that will do”"],
            ),
        ],
    );
    check(
        "ever(demo.event)",
        &[
            (
                &event("never"),
                &["demo.event must be “something that has happened, say on 2026-11-21”, as it really is"],
            ),
            ("", &["provided that demo.event is “last on 2026-11-21, or on another day that will do”"]),
        ],
    );
    check(
        "not ever(demo.event)",
        &[(&event("2025-01-01"), &["nothing: demo.only"]), ("", &["provided that demo.event is “never”"])],
    );
    check(
        "not before(demo.event, demo.later)",
        &[
            (
                r#""demo.event": "2025-01-01", "demo.later": "2025-06-01""#,
                &["demo.event must be “something that has happened, say on 2026-11-21”, as it really is"],
            ),
            (
                r#""demo.later": "2025-06-01""#,
                &["provided that demo.event is “last on 2025-06-01, or on another day that will do”"],
            ),
        ],
    );
}

#[test]
fn experience_matures_or_is_brought_by_someone_who_has_it() {
    let since = |day: &str| format!("\"demo.since\": \"{day}\"");
    check(
        "since(demo.since) >= 3年",
        &[
            (
                &since("2024-03-01"),
                &[
                    "demo.since must be no later than 2023-11-20: only what really is so will do, the date itself cannot be changed",
                    "wait until 2027-03-02 (arguable from 2027-03-01)",
                ],
            ),
            ("", &["provided that demo.since is “no later than 2023-11-20”"]),
        ],
    );
    check(
        "full_fiscal_years(demo.since) >= 3",
        &[
            (&since("2025-01-01"), &["wait until 2028-01-01 (arguable from 2028-01-01)"]),
            (&since("2025-06-01"), &["wait until 2029-01-01 (arguable from 2028-01-01)"]),
            ("", &["provided that demo.since is “no later than 2023-01-01”"]),
        ],
    );
    // What lies ahead comes about of itself; a day that was too late stays so.
    check("demo.since <= today", &[(&since("2027-05-01"), &["wait until 2027-05-01 (arguable from 2027-05-01)"])]);
    check("demo.since <= 2024-03-01", &[(&since("2025-01-01"), &["nothing: demo.only"])]);
    assert_eq!(
        ways("full_fiscal_years(demo.since) >= 3", &since("2025-06-01"), Lang::Zh),
        ["等到 2029-01-01（按较宽的理解，2028-01-01 起即可）"]
    );
}

#[test]
fn rows_are_added_until_there_are_enough() {
    let rows = |rows: &str| format!("\"demo.rows\": [{rows}]");
    let yes = r#"{"fine": true, "value": "2"}"#;
    let one = &rows(yes)[..];
    check(
        "count(demo.rows where fine) >= 3",
        &[(one, &["demo.rows: 2 more that qualify"]), ("", &["demo.rows: 3 more that qualify"])],
    );
    check("some(demo.rows where fine)", &[("", &["demo.rows: 1 more that qualify"])]);
    check("distinct(demo.rows.name where fine) >= 2", &[("", &["demo.rows: 2 more that qualify"])]);
    // One amount is as large as it must be.
    check("total(demo.rows.value where fine) >= 1亿元", &[(one, &["demo.rows: 1 more that qualify"])]);
    check("count(demo.rows where fine and start > today) >= 1", &[(one, &["nothing: demo.only"])]);
    assert_eq!(ways("some(demo.rows where fine)", "", Lang::Zh), ["demo.rows再有 1 条符合要求的"]);
}

#[test]
fn alternatives_are_alternatives_and_a_conjunction_needs_each() {
    let both = r#""demo.yes": false, "demo.count": 0"#;
    let (yes, count) = ("make demo.yes truly “yes”", "raise demo.count from 0 to at least 1");
    check("demo.yes or demo.count >= 1", &[(both, &[yes, count])]);
    check("demo.yes and demo.count >= 1", &[(both, &[&format!("{yes} + {count}")])]);
    check(
        "not (demo.yes and demo.count >= 1)",
        &[(
            r#""demo.yes": true, "demo.count": 1"#,
            &["make demo.yes truly “no”", "lower demo.count from 1 to at most 0"],
        )],
    );
    check(
        "at_least(2, demo.yes, ever(demo.event), demo.count >= 1)",
        &[(
            r#""demo.yes": true"#,
            &[
                "provided that demo.event is “last on 2026-11-21, or on another day that will do”",
                "provided that demo.count is at least 1",
            ],
        )],
    );
    check(
        "readings(narrow: demo.kind == a, wide: demo.kind in (a, b))",
        &[(r#""demo.kind": "b""#, &["demo.kind: reach “a”"])],
    );
    check("demo.yes", &[("", &["provided that demo.yes is “yes”"]), (r#""demo.yes": true"#, &["already"])]);
    check("not demo.yes", &[(r#""demo.yes": true"#, &["make demo.yes truly “no”"])]);
}

#[test]
fn a_sum_moves_by_each_of_its_numbers_and_by_both_where_one_is_not_enough() {
    let both = |a: u8, b: u8| format!("\"demo.count\": {a}, \"demo.large\": {b}");
    let sum = "plus(demo.count, demo.large)";
    let one_of = |verb: &str, a: &str, b: &str| [format!("{verb} demo.count {a}"), format!("{verb} demo.large {b}")];
    let [count, large] = one_of("raise", "from 1 to at least 2", "from 1 to at least 2");
    check(&format!("{sum} >= 3"), &[(&both(1, 1), &[&count, &large])]);
    let [count, large] = one_of("lower", "from 3 to at most 1", "from 2 to at most 0");
    check(&format!("{sum} <= 3"), &[(&both(3, 2), &[&count, &large])]);
    let together = [
        "lower demo.count from 3 to at most 0 + lower demo.large from 4 to at most 1",
        "lower demo.large from 4 to at most 0 + lower demo.count from 3 to at most 1",
    ];
    check(&format!("{sum} <= 1"), &[(&both(3, 4), &together)]);
}

#[test]
fn what_must_be_another_number_becomes_more_or_less() {
    check(
        "demo.count != 5",
        &[
            ("\"demo.count\": 5", &["raise demo.count from 5 to at least 6", "lower demo.count from 5 to at most 4"]),
            ("\"demo.count\": 6", &["already"]),
            ("", &["provided that demo.count is at least 6", "provided that demo.count is at most 4"]),
        ],
    );
    check("demo.count != 0", &[("\"demo.count\": 0", &["raise demo.count from 0 to at least 1"])]);
    check("not (demo.count == 5)", &[("\"demo.count\": 4", &["already"])]);
}
