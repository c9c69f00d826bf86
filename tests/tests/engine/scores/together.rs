//! A reading that stands on both sides of a comparison is one thing, in conditions as in items.

use super::{day, sheet};
use std::sync::OnceLock;
use ziping_assess::{Cause, Rules, Side, compare};
use ziping_base::diag::Source;
use ziping_content::Content;
use ziping_rules::rule::{Context, Moment, NoTrace, Scope, Scores, Truth, Windows, compile_test, evaluate};
use ziping_tests::scores::book;

fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| book("kinds"))
}

fn truth(text: &str, facts: &str) -> Truth {
    let catalogue = &content().library.catalogue;
    let mut windows = Windows::default();
    let mut problems = Vec::new();
    let mut scope = Scope {
        catalogue,
        derived: &std::collections::HashMap::new(),
        readings: &[],
        scores: Scores::none(),
        windows: &mut windows,
        source: Source { name: "condition", text },
        offset: 0,
        problems: &mut problems,
    };
    let test = compile_test(text, &mut scope).unwrap_or_else(|| panic!("{problems:?}"));
    let moment = Moment::new(day("2026-11-21"), &windows);
    evaluate(&test, &Context::new(&sheet(content(), facts), &moment), &mut NoTrace)
}

/// One national award that is certainly recent, and one of June 2023 that is so by calendar years only.
const AWARDS: &str = r#""kinds.awards": [
    {"on": "2026-01-01", "national": true, "price": 60, "rate": 1},
    {"on": "2023-06-30", "national": true, "price": 30, "rate": 1}]"#;

#[test]
fn a_share_reads_a_period_alike_above_and_below_the_line() {
    let share = |percent: u32| {
        let text = format!(
            "share(total(kinds.awards.price where within(on, 近3年) and national), total(kinds.awards.price where within(on, 近3年))) >= {percent}%"
        );
        truth(&text, AWARDS)
    };
    // All of them are national, however recent is read.
    assert_eq!(share(100), Truth::True);
    // Taken apart the share would lie between 60 of 90 and 90 of 60.
    assert_eq!(share(67), Truth::True);
}

#[test]
fn counts_that_a_period_chooses_compare_alike() {
    let text =
        "count(kinds.awards where within(on, 近3年) and national) == count(kinds.awards where within(on, 近3年))";
    assert_eq!(truth(text, AWARDS), Truth::True);
    // What is really in dispute stays so.
    let text = "count(kinds.awards where within(on, 近3年)) >= 2";
    assert_eq!(truth(text, AWARDS), Truth::Unknown);
}

#[test]
fn a_comparison_names_the_items_whose_points_changed() {
    let content = content();
    let rulebook = super::the_book(content);
    let rules = Rules { library: &content.library, rulebook };
    let (before, after) = (sheet(content, "\"kinds.count\": 4"), sheet(content, "\"kinds.count\": 6"));
    let side = |sheet| Side { rules, plain: rules, sheet, as_of: day("2026-11-21") };
    let steps = compare(side(&before), side(&after));
    let [step] = steps.as_slice() else { panic!("{steps:?}") };
    assert!(matches!(&step.cause, Cause::Answers(facts) if facts == &["kinds.count"]));
    let changed: Vec<(&str, String, String)> = step
        .items
        .iter()
        .map(|item| {
            let shown = |points: Option<ziping_rules::rule::score::Points>| {
                points.map_or_else(String::new, |points| points.low.shown())
            };
            (item.id.as_str(), shown(item.before), shown(item.after))
        })
        .collect();
    assert!(changed.contains(&("kinds.bands", "1".to_owned(), "4".to_owned())), "{changed:?}");
    assert!(changed.contains(&("kinds.weighed.one", "28".to_owned(), "42".to_owned())), "{changed:?}");
    assert_eq!(changed.len(), 2, "{changed:?}");
}

#[test]
fn what_does_not_apply_counts_as_its_table_says_beside_a_part_that_is_left_out() {
    let third = "[[item]]\nid = \"kinds.weighed.three\"\ngroup = \"kinds.weighed\"\nclause = \"一\"\nmax = \"10\"\npoints = \"10\"\n\
                 applies = \"kinds.grade == good\"\n\n# 按合同价加权的平均";
    let changed = ziping_tests::scores::text("kinds/rulebook.toml")
        .replace(
            "max = \"70\"\npoints = \"min(kinds.count * 7, 70)\"",
            "max = \"60\"\npoints = \"min(kinds.count * 7, 60)\"",
        )
        .replace("# 按合同价加权的平均", third);
    let facts = ziping_tests::scores::text("kinds/facts.toml");
    let content = ziping_tests::scores::loaded(&ziping_tests::scores::files("kinds", &changed, &facts));
    let found = super::on(&content, r#""kinds.count": 20, "kinds.flag": true, "kinds.grade": "bad""#);
    // 60 of the 70 points that are left, for the whole of 100, at 23 %.
    assert_eq!(super::points(&found, "kinds.weighed"), "19.71");
}
