//! What brings an item more points, kind by kind, and what is said of where a value lies: a made-up rule book whose grade is
//! the points of one item.

use super::{item, on, points, sheet, the_book, today};
use std::collections::BTreeSet;
use ziping_assess::{PathsTo, Speaker, Target, paths, untested};
use ziping_base::lang::Lang;
use ziping_content::{Content, TextFile};
use ziping_rules::rule::score::Looked;
use ziping_tests::scores::{book, files, loaded, text};

/// The grade: C from 40 points on, B from 60, A from 80.
const GRADE: &str = r#"
[grade]
model = "scored"
clause = "一"
outcomes = ["none", "C", "B", "A"]

[[grade.element]]
fact = "kinds.score"
clause = "一"

[[grade.band]]
outcome = "C"
from = 40
to = 59

[[grade.band]]
outcome = "B"
from = 60
to = 79

[[grade.band]]
outcome = "A"
from = 80
to = 100

[[section]]
id = "all"
items = ["kinds.score"]
"#;

/// A rule book of one item, out of 100 points.
fn one(rule: &str) -> Content {
    loaded(&files_of(rule))
}

fn files_of(rule: &str) -> Vec<TextFile> {
    let head = "schema = 1\nid = \"kinds\"\nversion = \"1.0.0\"\nstatus = \"draft\"\nsource = \"示例.txt\"\n";
    let item = "[[item]]\nid = \"kinds.one\"\nelement = \"kinds.score\"\nclause = \"一\"\nmax = \"100\"\n";
    let rulebook = format!("{head}\n[[clause]]\nid = \"一\"\n\n{item}{rule}\n{GRADE}");
    let score = "[[fact]]\nid = \"kinds.score\"\nkind = \"score\"\nmax = \"100\"\n";
    let marks = "[[fact]]\nid = \"kinds.marks\"\nkind = \"table\"\n\n[[fact.column]]\nid = \"mark\"\nkind = \"score\"\nmax = \"100\"\n";
    let facts = format!("{}\n{score}\n{marks}", text("kinds/facts.toml"));
    files("kinds", &rulebook, &facts)
}

/// What leads to A.
fn to_a(content: &Content, facts: &str) -> PathsTo {
    let all = paths(&content.library, the_book(content), &sheet(content, facts), today());
    all.into_iter().find(|to| to.target == Target::Outcome(3)).unwrap_or_else(|| panic!("A is better"))
}

/// The ways to A, each as its changes in words.
fn ways(content: &Content, facts: &str) -> BTreeSet<String> {
    let (library, book) = (&content.library, the_book(content));
    let words = content.words_for("en", &book.id);
    let speaker = Speaker::new(library, book, &words, Lang::En);
    let to = to_a(content, facts);
    let said = |changes: &[ziping_rules::rule::Change]| {
        changes.iter().map(|change| speaker.change(change, false)).collect::<Vec<_>>().join(" + ")
    };
    to.paths.iter().map(|path| said(&path.changes)).collect()
}

fn just(way: &str) -> BTreeSet<String> {
    BTreeSet::from([way.to_owned()])
}

#[test]
fn the_nearest_row_that_is_enough_is_reached_however_many_lie_before_it() {
    // Eleven rows: the fewest points that are enough are six rows away.
    let row = |row: u32| match row {
        0 => "{ to = \"10\", points = \"0\" }".to_owned(),
        10 => "{ from = \"100\", points = \"100\" }".to_owned(),
        _ => format!("{{ from = \"{0}\", to = \"{1}\", points = \"{0}\" }}", 10 * row, 10 * row + 10),
    };
    let rows = (0..11).map(row).collect::<Vec<_>>().join(", ");
    let content = one(&format!("value = \"kinds.count\"\nbands = [{rows}]"));
    assert_eq!(ways(&content, "\"kinds.count\": 25"), just("raise kinds.count from 25 to at least 80"));
}

#[test]
fn a_row_below_is_reached_by_less() {
    let content = one(r#"value = "kinds.count"
bands = [{ to = "5", points = "100" }, { from = "5", up_to = "10", points = "60" }, { above = "10", points = "0" }]"#);
    assert_eq!(ways(&content, "\"kinds.count\": 12"), just("lower kinds.count from 12 to at most 4"));
    let content = one(r#"value = "kinds.count"
bands = [{ up_to = "5", points = "100" }, { above = "5", points = "0" }]"#);
    assert_eq!(ways(&content, "\"kinds.count\": 12"), just("lower kinds.count from 12 to at most 5"));
}

#[test]
fn a_point_on_a_line_is_reached_from_both_sides() {
    let rising = one("value = \"kinds.count\"\npieces = [{ from = \"0\", to = \"200\", points = \"0..100\" }]");
    assert_eq!(ways(&rising, "\"kinds.count\": 30"), just("raise kinds.count from 30 to at least 160"));
    let falling = one("value = \"kinds.count\"\npieces = [{ from = \"0\", to = \"200\", points = \"100..0\" }]");
    assert_eq!(ways(&falling, "\"kinds.count\": 170"), just("lower kinds.count from 170 to at most 40"));
}

#[test]
fn what_is_taken_away_is_to_become_less() {
    let content = one("min = \"0\"\npoints = \"100 - kinds.part * 5\"");
    assert_eq!(ways(&content, "\"kinds.part\": 10"), just("lower kinds.part from 10 to at most 4"));
}

#[test]
fn a_share_of_a_base_that_is_known_as_a_range_is_reached_whatever_the_base_is() {
    let content = one(r#"value = "share(kinds.part, kinds.whole)"
base_not_positive = "0"
bands = [{ from = "50%", points = "100" }, { to = "50%", points = "0" }]"#);
    let ways = ways(&content, r#""kinds.part": 3, "kinds.whole": {"low": 10, "high": 20}"#);
    assert!(ways.contains("raise kinds.part from 3 to at least 10"), "{ways:?}");
}

#[test]
fn rows_that_bring_a_mean_up_weigh_what_the_others_weigh_on_average() {
    let content = one(r#"value = "average(kinds.awards.rate, kinds.awards.price)"
base_not_positive = "0"
bands = [{ from = "5", points = "100" }, { to = "5", points = "0" }]"#);
    let awards = r#""kinds.awards": [{"on": "2026-01-01", "price": 10, "rate": 4}, {"on": "2026-01-01", "price": 30, "rate": 4}]"#;
    let ways = ways(&content, awards);
    assert!(ways.iter().any(|way| way.contains("price 20") && way.contains("rate 7")), "{ways:?}");
}

#[test]
fn a_mean_as_high_as_can_be_is_reached_by_a_first_row_and_not_beside_a_worse_one() {
    let content = one(r#"value = "average(kinds.marks.mark)"
base_not_positive = "0"
bands = [{ from = "100", points = "100" }, { to = "100", points = "0" }]"#);
    let first = ways(&content, r#""kinds.marks": []"#);
    assert!(first.iter().any(|way| way.contains("100")), "{first:?}");
    let beside = ways(&content, r#""kinds.marks": [{"mark": "60"}]"#);
    assert!(!beside.iter().any(|way| way.contains("add")), "{beside:?}");
}

#[test]
fn a_figure_of_a_closed_year_does_not_fall_any_more() {
    let rows = r#"bands = [{ to = "100万元", points = "100" }, { from = "100万元", points = "0" }]"#;
    let content = one(&format!("value = \"yearly(kinds.sales, 1)\"\n{rows}"));
    let none = to_a(&content, r#""kinds.sales": {"2025": "2000000"}"#);
    // Nothing is left to be tried, and what stands in the way is named.
    assert_eq!((none.paths.len(), none.more, none.why), (0, false, vec!["score".to_owned()]));
    // What is not known yet may well be so little.
    assert!(!ways(&content, "\"kinds.count\": 1").is_empty());
}

/// One of the same rows in the rule book of all kinds.
fn kinds(facts: &str) -> ziping_assess::Assessment {
    on(&book("kinds"), facts)
}

#[test]
fn what_is_said_of_a_line_is_where_the_value_lies() {
    let looked = |money: &str| item(&kinds(&format!("\"kinds.money\": \"{money}\"")), "kinds.pieces").looked.clone();
    assert_eq!(looked("2000000"), Looked::Pieces { pieces: vec![0], in_gap: false });
    assert_eq!(looked("4000000"), Looked::Pieces { pieces: vec![1], in_gap: false });
    // Beyond whatever the published end may be the document says nothing.
    assert_eq!(looked("9000000"), Looked::Pieces { pieces: vec![], in_gap: true });
    // Nor does it below where the first piece begins, nor between two.
    let content = one(r#"value = "kinds.count"
holes = "not_published"
pieces = [{ from = "10", to = "20", points = "0..50" }, { from = "30", to = "40", points = "50..100" }]"#);
    let at = |count: u32| {
        let found = on(&content, &format!("\"kinds.count\": {count}"));
        (item(&found, "kinds.one").looked.clone(), points(&found, "kinds.one"))
    };
    let gap = || (Looked::Pieces { pieces: vec![], in_gap: true }, "0..100".to_owned());
    assert_eq!([5, 25, 41].map(at), [gap(), gap(), gap()]);
    assert_eq!(at(20), (Looked::Pieces { pieces: vec![0], in_gap: false }, "50".to_owned()));
}

#[test]
fn a_case_within_a_piece_notices_that_its_end_is_another() {
    let rule = "value = \"kinds.count\"\nholes = \"not_published\"\npieces = [{ from = \"0\", to = \"200\", points = \"0..100\" }]";
    let ends = |points: &str| {
        // On both sides of each end too, of which the rest is asked.
        let case = |count: u32, expected: &str| {
            format!(
                "[[case]]\nname = \"{count}\"\nas_of = \"2026-11-21\"\nfacts = {{ \"kinds.count\" = {count} }}\n{expected}\n\n"
            )
        };
        let case = [
            case(100, points),
            case(0, "eligible = \"true\""),
            case(200, "eligible = \"true\""),
            case(201, "eligible = \"true\""),
        ]
        .concat();
        let mut files = files_of(rule);
        files.push(TextFile { path: "kinds/cases.toml".to_owned(), text: case });
        let content = loaded(&files);
        let cases = content.cases.get("kinds").cloned().unwrap_or_default();
        let found = untested(&content.library, the_book(&content), &cases, |id| id == "kinds.one");
        found.iter().any(|one| one.message.en.contains("the boundary a little higher"))
    };
    assert!(!ends("points = { \"kinds.one\" = \"50\" }"));
    assert!(ends("eligible = \"true\""));
}

#[test]
fn a_share_of_nothing_lies_in_no_row_and_in_a_gap_only_where_the_document_is_silent() {
    let looked = |nothing: &str| {
        let rows = r#"bands = [{ from = "50%", points = "100" }, { to = "50%", points = "0" }]"#;
        let content =
            one(&format!("value = \"share(kinds.part, kinds.whole)\"\nbase_not_positive = \"{nothing}\"\n{rows}"));
        item(&on(&content, "\"kinds.part\": 3, \"kinds.whole\": 0"), "kinds.one").looked.clone()
    };
    assert_eq!(looked("1"), Looked::Band { rows: vec![], in_gap: false });
    assert_eq!(looked("not_published"), Looked::Band { rows: vec![], in_gap: true });
}

#[test]
fn the_next_row_is_reached_at_its_end_that_is_nearer() {
    let next = |rows: &str, count: u32| {
        let content = one(&format!("value = \"kinds.count\"\nbands = [{rows}]"));
        let found = on(&content, &format!("\"kinds.count\": {count}"));
        let next = item(&found, "kinds.one").next.unwrap_or_else(|| panic!("a row gives more"));
        (next.at.map(|at| at.shown()), next.down, next.beyond)
    };
    let falling =
        r#"{ up_to = "5", points = "100" }, { above = "5", to = "10", points = "60" }, { from = "10", points = "0" }"#;
    assert_eq!(next(falling, 7), (Some("5".to_owned()), true, false));
    assert_eq!(next(falling, 12), (Some("10".to_owned()), true, true));
    let rising = r#"{ to = "5", points = "0" }, { from = "5", points = "100" }"#;
    assert_eq!(next(rising, 2), (Some("5".to_owned()), false, false));
}

#[test]
fn a_floor_is_said_where_it_holds_and_not_where_it_is_just_reached() {
    let content = one("min = \"0\"\npoints = \"kinds.count * 10 - 30\"");
    let at = |count: u32| {
        let found = on(&content, &format!("\"kinds.count\": {count}"));
        let item = item(&found, "kinds.one");
        (item.at_floor, item.at_ceiling)
    };
    assert_eq!(
        [2, 3, 4, 13, 14].map(at),
        [(true, false), (false, false), (false, false), (false, false), (false, true)]
    );
}

#[test]
fn a_mean_that_a_row_gives_for_certain_is_never_undefined() {
    let awards = r#""kinds.awards": [{"on": "2026-01-01", "national": true, "price": 10, "rate": 5},
        {"on": "2026-01-01", "price": 10, "rate": 6}]"#;
    // Somewhere between the rows that may count.
    assert_eq!(points(&kinds(awards), "kinds.mean"), "5..6");
}

#[test]
fn a_share_that_one_reading_leaves_without_a_whole_is_open() {
    let awards = r#""kinds.awards": [{"on": "2023-06-30", "national": true, "price": 30, "rate": 1}]"#;
    assert_eq!(points(&kinds(awards), "kinds.recent"), "0..4");
}

#[test]
fn parts_that_share_a_number_are_looked_at_only_where_it_may_lie() {
    assert_eq!(points(&kinds(r#""kinds.count": {"low": 7, "high": 9}"#), "kinds.best"), "6");
    assert_eq!(points(&kinds(r#""kinds.count": {"low": 12, "high": 14}"#), "kinds.best"), "8");
    assert_eq!(points(&kinds(r#""kinds.count": {"low": 7, "high": 12}"#), "kinds.best"), "6..8");
}

/// Two parts of a group, of which the choice lets one apply, and a flag that both look at too.
fn either() -> Content {
    let part = |id: &str, applies: &str, points: &str| {
        format!(
            "[[item]]\nid = \"kinds.{id}\"\ngroup = \"kinds.either\"\nclause = \"一\"\nmax = \"10\"\napplies = \"{applies}\"\npoints = \"{points}\"\n\n"
        )
    };
    let group = format!(
        "[[group]]\nid = \"kinds.either\"\nclause = \"一\"\nmax = \"20\"\n\n{}{}# 按合同价加权的平均",
        part("either.good", "kinds.grade == good and kinds.flag", "10"),
        part("either.other", "kinds.grade != good and kinds.flag", "10"),
    );
    let rulebook = text("kinds/rulebook.toml").replace("# 按合同价加权的平均", &group);
    loaded(&files("kinds", &rulebook, &text("kinds/facts.toml")))
}

#[test]
fn parts_of_which_an_open_choice_lets_one_apply_give_what_one_gives() {
    let content = either();
    let given = |facts: &str| points(&on(&content, facts), "kinds.either");
    // The choice is open, the flag that both look at is answered.
    assert_eq!(given(r#""kinds.flag": true"#), "10");
    assert_eq!(given(r#""kinds.flag": true, "kinds.grade": "good""#), "10");
    assert_eq!(given("\"kinds.count\": 1"), "0..10");
}

/// A rule book of all kinds with more items.
fn with(items: &str) -> Content {
    let rulebook = text("kinds/rulebook.toml").replace("# 按合同价加权的平均", items);
    loaded(&files("kinds", &rulebook, &text("kinds/facts.toml")))
}

#[test]
fn parts_that_share_a_number_are_not_looked_at_beyond_its_range() {
    let part = |id: &str, low: u32, high: u32| {
        format!(
            "[[item]]\nid = \"kinds.shared.{id}\"\ngroup = \"kinds.shared\"\nclause = \"一\"\nmax = \"7\"\nvalue = \"kinds.count\"\n\
             bands = [{{ to = \"10\", points = \"{low}\" }}, {{ from = \"10\", to = \"20\", points = \"{high}\" }}, {{ from = \"20\", points = \"0\" }}]\n\n"
        )
    };
    let group = "[[group]]\nid = \"kinds.shared\"\nclause = \"一\"\nmax = \"14\"\n\n";
    let content = with(&format!("{group}{}{}", part("up", 3, 7), part("down", 7, 3)));
    let given = |facts: &str| points(&on(&content, facts), "kinds.shared");
    assert_eq!(given(r#""kinds.count": {"low": 5, "high": 15}"#), "10");
    assert_eq!(given(r#""kinds.count": {"low": 5, "high": 25}"#), "0..10");
}

#[test]
fn parts_that_share_an_open_number_are_cut_finely_enough_to_stay_beside_each_other() {
    let part = |id: &str, points: &str| {
        format!(
            "[[item]]\nid = \"kinds.beside.{id}\"\ngroup = \"kinds.beside\"\nclause = \"一\"\nmax = \"10\"\nround = \"1 half_up\"\n\
             base_not_positive = \"0\"\npoints = \"{points}\"\n\n"
        )
    };
    let group = "[[group]]\nid = \"kinds.beside\"\nclause = \"一\"\nmax = \"20\"\n\n";
    let up = part("up", "kinds.count / (kinds.count + 10) * 10");
    let down = part("down", "10 / (kinds.count + 10) * 10");
    let content = with(&format!("{group}{up}{down}"));
    // Each alone gives 0 to 10, but where the one gives much the other gives little: their sum is 10 in truth.
    assert_eq!(points(&on(&content, ""), "kinds.beside"), "0..15.6");
}

/// Two parts, of which one applies where something holds and the other where it does not.
fn one_of_two(holds: &str) -> Content {
    let part = |id: &str, applies: &str| {
        format!(
            "[[item]]\nid = \"kinds.every.{id}\"\ngroup = \"kinds.every\"\nclause = \"一\"\nmax = \"10\"\napplies = \"{applies}\"\npoints = \"10\"\n\n"
        )
    };
    let group = "[[group]]\nid = \"kinds.every\"\nclause = \"一\"\nmax = \"20\"\n\n";
    with(&format!("{group}{}{}", part("all", holds), part("some", &format!("not {holds}"))))
}

#[test]
fn parts_that_ask_the_same_of_every_row_are_decided_together() {
    let content = one_of_two("every(kinds.awards where national, kinds.flag)");
    let award = r#""kinds.awards": [{"on": "2026-01-01", "national": true, "price": 1, "rate": 1}]"#;
    // Whether the flag is set is open; it is the same flag.
    assert_eq!(points(&on(&content, award), "kinds.every"), "10");
    let content = one_of_two("every(kinds.awards where national, within(on, 近3年))");
    let award = |on: &str| format!(r#""kinds.awards": [{{"on": "{on}", "national": true, "price": 1, "rate": 1}}]"#);
    // Recent by calendar years only: one of the two applies under either reading.
    assert_eq!(points(&on(&content, &award("2023-06-30")), "kinds.every"), "10");
    assert_eq!(points(&on(&content, &award("2026-06-30")), "kinds.every"), "10");
    assert_eq!(points(&on(&content, ""), "kinds.every"), "0..20");
}

/// Parts that are left out where they do not apply, each half of its most; so many of them, each by a fact of its own.
fn left_out(parts: usize) -> Content {
    let applies = [
        "kinds.count > 1",
        "kinds.whole > 1",
        "kinds.part > 1",
        "kinds.money > 1元",
        "kinds.flag",
        "kinds.grade == good",
        "yearly(kinds.sales, 1) > 1元",
    ];
    let mut all = "[[group]]\nid = \"kinds.rest\"\nclause = \"一\"\nmax = \"80\"\n\n\
        [[item]]\nid = \"kinds.rest.always\"\ngroup = \"kinds.rest\"\nclause = \"一\"\nmax = \"10\"\npoints = \"5\"\n\n"
        .replace("80", &(10 * (parts + 1)).to_string());
    for (place, applies) in applies.iter().take(parts).enumerate() {
        all.push_str(&format!(
            "[[item]]\nid = \"kinds.rest.part{place}\"\ngroup = \"kinds.rest\"\nclause = \"一\"\nmax = \"10\"\napplies = \"{applies}\"\n\
             absent = \"left_out\"\npoints = \"5\"\n\n"
        ));
    }
    with(&all)
}

#[test]
fn six_parts_in_doubt_are_looked_at_each_way_and_with_more_anything_may_be() {
    assert_eq!(points(&on(&left_out(6), ""), "kinds.rest"), "35");
    assert_eq!(points(&on(&left_out(7), ""), "kinds.rest"), "0..80");
}
