//! Example B: technology SMEs, the national self-assessment.

use super::{item, on, outcomes, points, sheet, the_book, today};
use std::sync::OnceLock;
use ziping_assess::{next, paths};
use ziping_content::Content;
use ziping_rules::rule::Change;
use ziping_tests::scores::book;

fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| book("smes"))
}

fn facts(technical: &str, staff: u32, [rd, sales, costs]: [&str; 3], [one, two]: [u32; 2]) -> String {
    format!(
        r#""smes.technical": {technical}, "smes.staff": {staff}, "smes.rd": "{rd}", "smes.sales": "{sales}",
           "smes.costs": "{costs}", "smes.assets": "1000000", "smes.class_one": {one}, "smes.class_two": {two}"#
    )
}

#[test]
fn seventy_two_points_are_met() {
    // Metric one 2 %, metric two 25 %, two of class II.
    let found = on(content(), &facts("30", 100, ["1000000", "50000000", "4000000"], [0, 2]));
    assert_eq!(points(&found, "smes.people"), "20");
    assert_eq!(points(&found, "smes.of_sales"), "10");
    assert_eq!(points(&found, "smes.of_costs"), "40");
    assert_eq!(points(&found, "smes.research"), "40");
    assert_eq!(points(&found, "smes.property"), "12");
    assert_eq!(points(&found, "smes.total"), "72");
    assert_eq!(outcomes(content(), &found), "met..met");
}

#[test]
fn eighty_points_without_staff_are_not_met() {
    // 9.99 % of 10,000; all else full.
    let mut all = facts("999", 10_000, ["1000000", "10000000", "3000000"], [1, 0]);
    let found = on(content(), &all);
    assert_eq!(points(&found, "smes.people"), "0");
    assert_eq!(points(&found, "smes.total"), "80");
    assert_eq!(outcomes(content(), &found), "not_met..not_met");
    // The same points with a small staff: the points alone keep it.
    all = facts("9", 91, ["1000000", "10000000", "3000000"], [1, 0]);
    let found = on(content(), &all);
    assert_eq!(points(&found, "smes.total"), "80");
    assert_eq!(outcomes(content(), &found), "not_met..not_met");
    let gate = found.conditions.iter().find(|finding| finding.outcome == ziping_assess::Outcome::False);
    assert!(gate.is_some());
}

#[test]
fn open_sales_leave_the_research_points_upward_from_the_other_metric() {
    let whole = facts("30", 100, ["1000000", "1", "4000000"], [0, 2]);
    let open = whole.replace("\"smes.sales\": \"1\",", "");
    let found = on(content(), &open);
    assert_eq!(points(&found, "smes.of_costs"), "40");
    assert_eq!(points(&found, "smes.research"), "40..50");
    // Sales may be nothing, whose share is none; they may be more than allowed.
    assert_eq!(outcomes(content(), &found), "not_met..met");
    let small = found.conditions.iter().zip(&the_book(content()).conditions).find(|(_, one)| one.id == "smes.small");
    let (small, _) = small.unwrap_or_else(|| panic!("no gate"));
    assert_eq!(small.outcome, ziping_assess::Outcome::Unknown);
    let sales = content().library.catalogue.find("smes.sales");
    assert!(small.open.iter().any(|fact| Some(*fact) == sales));
    let asked = next(&content().library, the_book(content()), &sheet(content(), &open), today());
    assert_eq!(asked.first().copied(), sales);
}

#[test]
fn one_of_class_one_gives_all_whatever_the_rest() {
    for (one, two, expected) in
        [(1, 0, "30"), (3, 9, "30"), (0, 5, "24"), (0, 4, "24"), (0, 3, "18"), (0, 1, "6"), (0, 0, "0")]
    {
        let found = on(content(), &facts("30", 100, ["0", "1", "1"], [one, two]));
        assert_eq!(points(&found, "smes.property"), expected, "{one} of class I, {two} of class II");
    }
    // Not known whether there is one: from what class II gives to 30.
    let open = facts("30", 100, ["0", "1", "1"], [0, 2]).replace("\"smes.class_one\": 0,", "");
    assert_eq!(points(&on(content(), &open), "smes.property"), "12..30");
}

#[test]
fn a_path_raises_research_to_the_next_row() {
    // 20 + 30 (metric two 20 %) + 6 = 56 of the 60 that are needed.
    let now = sheet(content(), &facts("30", 100, ["1000000", "100000000", "5000000"], [0, 1]));
    let found = paths(&content().library, the_book(content()), &now, today());
    let to = found.last().unwrap_or_else(|| panic!("no target"));
    let rd = content().library.catalogue.find("smes.rd");
    // 25 % of five million.
    let raised = to.paths.iter().any(|path| {
        matches!(path.changes.as_slice(), [Change::Number { fact, to: 125_000_000, raise: true, .. }] if Some(*fact) == rd)
    });
    assert!(raised, "{:#?}", to.paths);
    let two = content().library.catalogue.find("smes.class_two");
    let another = to.paths.iter().any(|path| {
        matches!(path.changes.as_slice(), [Change::Number { fact, to: 2, raise: true, .. }] if Some(*fact) == two)
    });
    assert!(another, "another of class II: {:#?}", to.paths);
}

#[test]
fn the_staff_share_is_exact() {
    for (technical, staff, expected) in
        [(30, 100, "20"), (299, 1000, "16"), (25, 100, "16"), (1, 3, "20"), (2, 7, "16"), (1, 10, "4"), (99, 1000, "0")]
    {
        let found = on(content(), &facts(&technical.to_string(), staff, ["0", "1", "1"], [0, 0]));
        assert_eq!(points(&found, "smes.people"), expected, "{technical} of {staff}");
    }
    let found = on(content(), &facts("{\"low\": \"20\", \"high\": \"30\"}", 100, ["0", "1", "1"], [0, 0]));
    assert_eq!(points(&found, "smes.people"), "12..20");
    assert_eq!(item(&found, "smes.people").open.len(), 1);
}
