//! A reading that stands on both sides of a comparison is one thing, in conditions as in items.

use super::{day, sheet};
use std::sync::OnceLock;
use ziping_assess::{Cause, Rules, Side, compare};
use ziping_base::diag::Source;
use ziping_content::{Content, TextFile, overlay};
use ziping_rules::rule::score::{Points, Rule, Scored, Shared, breakpoints_of, explain, points};
use ziping_rules::rule::{Context, Moment, NoTrace, Scope, Scores, Truth, Windows, compile_test, evaluate};
use ziping_tests::project::content as of_project;
use ziping_tests::scores::{book, text};

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

/// The made-up table of forty lines over the credit rating.
fn forty() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| {
        let file = TextFile { path: "forty.overlay.toml".to_owned(), text: text("forty.overlay.toml") };
        let applied = overlay::apply(&of_project().library, &[file]);
        applied.unwrap_or_else(|problems| panic!("{problems:#?}")).over(of_project().clone())
    })
}

/// An item of the table, wherever it stands.
fn item_of(id: &str) -> &'static Scored {
    let book = forty().library.regime("credit").unwrap_or_else(|| panic!("no credit"));
    let all = book.elements().iter().flat_map(|element| element.items()).flat_map(Scored::all);
    all.into_iter().find(|one| one.id == id).unwrap_or_else(|| panic!("no item {id}"))
}

/// The group of a table and the group in it that has something in common: the table of forty lines, with a line in the best of
/// three that rewards the opposite of another one.
fn opposed() -> (Scored, Scored) {
    let (mut table, mut best) =
        (item_of("overlay.forty.basics").clone(), item_of("overlay.forty.managers_best").clone());
    let mut reversed = item_of("overlay.forty.masters").clone();
    reversed.id = "reversed".to_owned();
    let Rule::Bands(bands) = &mut reversed.rule else { panic!("{:?}", reversed.rule) };
    let points: Vec<_> = bands.rows.iter().rev().map(|row| (row.low, row.high)).collect();
    bands.rows.iter_mut().zip(points).for_each(|(row, (low, high))| (row.low, row.high) = (low, high));
    let Rule::Group(group) = &mut best.rule else { panic!("{:?}", best.rule) };
    group.parts.push(reversed);
    best.shared = Shared::of(&best);
    let Rule::Group(group) = &mut table.rule else { panic!("{:?}", table.rule) };
    group.parts.iter_mut().filter(|part| part.id == best.id).for_each(|part| *part = best.clone());
    table.shared = Shared::of(&table);
    (table, best)
}

#[test]
fn what_one_part_alone_has_in_common_is_decided_in_it_and_comes_to_the_same() {
    let (table, best) = opposed();
    assert!(table.shared.is_nothing(), "{:?}", table.shared);
    assert_eq!(best.shared.facts.len(), 2, "{:?}", best.shared);
    // Decided at the top instead, for the whole table.
    let mut whole = table.clone();
    whole.shared = best.shared.clone();
    let mut apart = table.clone();
    alone(&mut apart);
    let moment = Moment::new(day("2026-11-21"), &forty().library.windows);
    let mut narrower = 0;
    for facts in [
        "",
        r#""overlay.forty.managers_master": 3"#,
        r#""overlay.forty.managers_master": 0, "overlay.forty.managers_bachelor": 4"#,
        r#""overlay.forty.managers_master": {"low": "1", "high": "2"}, "overlay.forty.managers": {"low": "9", "high": "90"}"#,
        r#""overlay.forty.managers": 20, "overlay.forty.managers_bachelor": 5, "overlay.forty.managers_college": 3"#,
        r#""overlay.forty.managers": 20, "overlay.forty.managers_master": {"low": "0", "high": "9"}"#,
    ] {
        let sheet = sheet(forty(), facts);
        let context = Context::new(&sheet, &moment);
        let found = points(&table, &context, &mut NoTrace);
        assert_eq!(found, points(&whole, &context, &mut NoTrace), "{facts}");
        let explained = explain(&table, &context);
        assert_eq!(explained.points, found, "{facts}");
        let part = explained.parts.iter().find(|part| part.id == best.id).map(|part| part.points);
        assert_eq!(part, Some(points(&best, &context, &mut NoTrace)), "{facts}");
        let loose = points(&apart, &context, &mut NoTrace);
        assert!(loose.low <= found.low && found.high <= loose.high, "{facts}");
        narrower += u32::from(loose != found);
    }
    assert!(narrower > 1, "{narrower} are narrower for being decided together");
}

/// Each line for itself.
fn alone(scored: &mut Scored) {
    scored.shared = Shared::default();
    if let Rule::Group(group) = &mut scored.rule {
        group.parts.iter_mut().for_each(alone);
    }
}

#[test]
fn what_another_part_looks_at_too_is_decided_above_both() {
    let table = item_of("overlay.forty.basics");
    let mut both = table.clone();
    // The same line once more, beside the group that has it already.
    if let Rule::Group(group) = &mut both.rule {
        group.parts.push(item_of("overlay.forty.masters").clone());
    }
    assert!(!Shared::of(&both).is_nothing());
    // Whether a part applies decides on its points as well as on what it counts for: it is looked at from above.
    let mut doubtful = table.clone();
    let applies = item_of("overlay.forty.export_points").applies.clone();
    assert!(applies.is_some());
    if let Rule::Group(group) = &mut doubtful.rule {
        group.parts.iter_mut().filter(|part| part.id == "overlay.forty.managers_best").for_each(|part| {
            part.applies = applies.clone();
        });
    }
    assert!(!Shared::of(&doubtful).is_nothing());
}

#[test]
fn an_age_in_a_table_may_change_the_points_only_where_a_row_begins_or_ends() {
    let age = item_of("overlay.forty.age");
    let library = &forty().library;
    let mut changes = 0;
    for founded in ["2026-11-21", "2021-11-21", "2020-02-29", "2016-11-22", "2008-01-31"] {
        let sheet = sheet(forty(), &format!("\"org.established\": \"{founded}\""));
        let today = day("2026-11-21");
        let on = |day: ziping_base::calendar::Day| -> Points {
            points(age, &Context::new(&sheet, &Moment::held(day, today, &library.windows)), &mut NoTrace)
        };
        let mut days = Vec::new();
        let moment = Moment::new(today, &library.windows);
        breakpoints_of(age, &Context::new(&sheet, &moment), &library.windows, &mut days);
        assert!(days.len() <= 24, "{founded}: {} days", days.len());
        for after in 1..12_000 {
            let then = today.plus_days(after);
            if on(then) != on(today.plus_days(after - 1)) {
                assert!(days.contains(&then), "{founded}: the points change on {then:?}");
                changes += 1;
            }
        }
    }
    assert!(changes > 4, "{changes} changes are few");
}
