//! Example C: a lender's gates, steps from a standard, rows that overlap.

use super::{item, on, outcomes, points, reported, sheet, the_book, today};
use std::sync::OnceLock;
use ziping_assess::paths;
use ziping_content::Content;
use ziping_rules::rule::Change;
use ziping_tests::scores::book;

fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| book("lender"))
}

struct Client<'a> {
    net: &'a str,
    debts: &'a str,
    cover: &'a str,
    repayment: &'a str,
    cash: &'a str,
    offices: u32,
    others: &'a str,
    stopped: &'a str,
}

/// 100 points.
const FULL: Client<'_> = Client {
    net: "500000000",
    debts: "40",
    cover: "12",
    repayment: "12",
    cash: "8",
    offices: 21,
    others: "45",
    stopped: "never",
};

fn facts(client: &Client<'_>) -> String {
    let Client { net, debts, cover, repayment, cash, offices, others, stopped } = client;
    format!(
        r#""lender.net_assets": "{net}", "lender.debts": "{debts}", "lender.assets": "100", "lender.cover": "{cover}",
           "lender.repayment": "{repayment}", "lender.cash": "{cash}", "lender.offices": {offices},
           "lender.others": "{others}", "lender.stopped": "{stopped}""#
    )
}

#[test]
fn ninety_two_points_with_the_debt_ratio_one_below_full_are_aa() {
    let one_below = Client { debts: "45", others: "38", ..FULL };
    let found = on(content(), &facts(&one_below));
    assert_eq!(points(&found, "lender.debt_ratio"), "9");
    assert_eq!(points(&found, "lender.total"), "92");
    assert_eq!(outcomes(content(), &found), "AA..AA");
    let full = Client { others: "37", ..FULL };
    assert_eq!(outcomes(content(), &on(content(), &facts(&full))), "AAA..AAA");
}

#[test]
fn each_gate_holds_whatever_the_points() {
    for (client, expected) in [
        (Client { cash: "4", ..FULL }, "AA..AA"),
        (Client { cover: "10.8", ..FULL }, "AA..AA"),
        (Client { cover: "10.7", ..FULL }, "A..A"),
        (Client { cash: "2.9", ..FULL }, "A..A"),
        (Client { cover: "8", ..FULL }, "B..B"),
        (Client { repayment: "9.5", ..FULL }, "B..B"),
        (Client { debts: "66", ..FULL }, "A..A"),
        (Client { debts: "70", ..FULL }, "B..B"),
        (Client { debts: "101", ..FULL }, "C..C"),
        (Client { stopped: "2026-01-01", ..FULL }, "C..C"),
        (Client { stopped: "2026-10-01", ..FULL }, "AAA..AAA"),
    ] {
        let text = facts(&client);
        let expected = if client.debts == "66" { "AA..AA" } else { expected };
        assert_eq!(outcomes(content(), &on(content(), &text)), expected, "{text}");
    }
}

#[test]
fn a_step_that_has_begun_is_a_reading() {
    for (net, expected) in [
        ("500000000", "10"),
        ("600000000", "10"),
        ("499000000", "9..10"),
        ("450000000", "9"),
        ("449999999.99", "8..9"),
        ("0", "0"),
        ("-100000000", "0"),
    ] {
        let found = on(content(), &facts(&Client { net, ..FULL }));
        assert_eq!(points(&found, "lender.net"), expected, "{net}");
    }
    let found = on(content(), &facts(&Client { net: "499000000", ..FULL }));
    let net = item(&found, "lender.net");
    assert_eq!(net.readings, ["started_step", "full_step"]);
    assert!(net.open.is_empty());
    // Full steps only: no reading.
    for (debts, expected) in [("40", "10"), ("44.99", "10"), ("45", "9"), ("50", "8"), ("95", "0")] {
        let found = on(content(), &facts(&Client { debts, ..FULL }));
        assert_eq!(points(&found, "lender.debt_ratio"), expected, "{debts} %");
    }
}

#[test]
fn rows_that_overlap_are_a_reading_at_their_ends_only() {
    for (offices, expected) in
        [(2, "0"), (3, "0.5"), (4, "0.5"), (5, "0.5..1"), (6, "1"), (10, "1..2"), (15, "2"), (20, "2..3"), (21, "3")]
    {
        let found = on(content(), &facts(&Client { offices, ..FULL }));
        assert_eq!(points(&found, "lender.province"), expected, "{offices} offices");
        let readings = !item(&found, "lender.province").readings.is_empty();
        assert_eq!(readings, expected.contains(".."), "{offices} offices");
    }
}

#[test]
fn a_path_to_the_best_names_what_the_gate_wants() {
    let now = sheet(content(), &facts(&Client { debts: "45", ..FULL }));
    let found = paths(&content().library, the_book(content()), &now, today());
    let to = found.last().unwrap_or_else(|| panic!("no target"));
    let debts = content().library.catalogue.find("lender.debts");
    // Below 45 % is enough: only full steps count.
    let less = to.paths.iter().any(|path| {
        matches!(path.changes.as_slice(), [Change::Number { fact, to, raise: false, .. }] if Some(*fact) == debts && *to < 4500)
    });
    assert!(less, "{:#?}", to.paths);
}

#[test]
fn a_gate_says_whose_points_it_looks_at() {
    let report = reported(content(), &facts(&Client { cash: "4", ..FULL }));
    let gate = report.caps.iter().find(|cap| cap.id == "lender.cap.aaa").unwrap_or_else(|| panic!("no gate"));
    assert!(gate.binds);
    assert!(gate.because.iter().any(|said| said.contains("lender.flow")), "{:?}", gate.because);
}
