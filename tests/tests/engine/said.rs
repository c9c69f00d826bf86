//! Values as people read them: how far a failed comparison is from passing, amounts, ranges.

#![expect(clippy::panic, reason = "a failed test panics")]

use ziping_core::assess::{Lang, Speaker};
use ziping_core::fact::{FactIx, Range};
use ziping_core::rule::{Comparison, Reason, Unit};
use ziping_tests::project::every_form;

/// A sentence of a speaker about the made-up catalogue.
fn said<T>(lang: Lang, say: impl FnOnce(&Speaker<'_>) -> T) -> T {
    let content = every_form();
    let book = content.library.regimes.first().unwrap_or_else(|| panic!("no rule book"));
    let words = content.words_for(lang.code(), &book.id);
    say(&Speaker::new(&content.library, book, &words, lang))
}

fn fact(id: &str) -> FactIx {
    every_form().library.catalogue.find(id).unwrap_or_else(|| panic!("no {id}"))
}

#[test]
fn a_failed_comparison_says_how_far_it_is_from_passing() {
    let of = |lang, low: i64, high: i64, comparison| {
        let reason =
            Reason::Number(fact("demo.count"), Range { low, high }, comparison, Range::exactly(50), Unit::Count);
        said(lang, |speaker| speaker.reason(&reason))
    };
    for (low, high, comparison, zh, en) in [
        (48, 48, Comparison::AtLeast, "48，须不少于 50，还差 2", "48; must be at least 50; 2 short"),
        (50, 50, Comparison::AtLeast, "50，须不少于 50", "50; must be at least 50"),
        (45, 49, Comparison::AtLeast, "45–49，须不少于 50，还差 1", "45–49; must be at least 50; 1 short"),
        (45, 60, Comparison::AtLeast, "45–60，须不少于 50", "45–60; must be at least 50"),
        (49, 49, Comparison::More, "49，须多于 50，还差 2", "49; must be more than 50; 2 short"),
        (50, 50, Comparison::More, "50，须多于 50，还差 1", "50; must be more than 50; 1 short"),
        (51, 51, Comparison::More, "51，须多于 50", "51; must be more than 50"),
        (52, 52, Comparison::AtMost, "52，须不超过 50，超出 2", "52; must be at most 50; 2 too much"),
        (50, 50, Comparison::AtMost, "50，须不超过 50", "50; must be at most 50"),
        (51, 60, Comparison::AtMost, "51–60，须不超过 50，超出 1", "51–60; must be at most 50; 1 too much"),
        (51, 51, Comparison::Less, "51，须少于 50，超出 2", "51; must be less than 50; 2 too much"),
        (50, 50, Comparison::Less, "50，须少于 50，超出 1", "50; must be less than 50; 1 too much"),
        (49, 49, Comparison::Less, "49，须少于 50", "49; must be less than 50"),
        (40, 60, Comparison::Less, "40–60，须少于 50", "40–60; must be less than 50"),
        (49, 49, Comparison::Equal, "49，须等于 50", "49; must be 50"),
    ] {
        assert_eq!(of(Lang::Zh, low, high, comparison), format!("demo.count：{zh}"));
        assert_eq!(of(Lang::En, low, high, comparison), format!("demo.count: {en}"));
    }
}

#[test]
fn a_share_is_said_in_percent_where_both_are_known() {
    let of = |part: Range, whole: Range| {
        let reason = Reason::Share(fact("demo.count"), part, whole, Comparison::AtLeast, 30, 100);
        said(Lang::En, |speaker| speaker.reason(&reason))
    };
    let exactly = Range::exactly;
    assert_eq!(of(exactly(2999), exactly(10_000)), "demo.count: share 29.99%; must be at least 30%");
    assert_eq!(of(exactly(29_999), exactly(100_000)), "demo.count: share 29.99%; must be at least 30%");
    for (part, whole) in
        [(exactly(3), Range { low: 5, high: 6 }), (Range { low: 3, high: 4 }, exactly(5)), (exactly(0), exactly(0))]
    {
        assert_eq!(of(part, whole), "demo.count: share open; must be at least 30%");
    }
}

#[test]
fn amounts_are_said_in_the_unit_in_which_they_are_round() {
    for (fen, zh, en) in [
        (10_000_000_000, "1亿元", "CNY 100,000,000"),
        (12_100_000_000, "1.21亿元", "CNY 121,000,000"),
        (12_345_000_000, "12345万元", "CNY 123,450,000"),
        (9_900_000_000, "9900万元", "CNY 99,000,000"),
        (1_000_000, "1万元", "CNY 10,000"),
        (1_230_000, "1.23万元", "CNY 12,300"),
        (990_000, "9,900元", "CNY 9,900"),
        (1_234_567, "12,345.67元", "CNY 12,345.67"),
        (-2_000_000, "-2万元", "CNY -20,000"),
    ] {
        assert_eq!(said(Lang::Zh, |speaker| speaker.money(fen)), zh);
        assert_eq!(said(Lang::En, |speaker| speaker.money(fen)), en);
    }
    let range = |low, high| said(Lang::En, |speaker| speaker.range(Range { low, high }, Unit::Score));
    assert_eq!(range(255, 300), "25.5 points–30 points");
    assert_eq!(range(255, Range::OPEN_HIGH), "at least 25.5 points");
    assert_eq!(range(0, Range::OPEN_HIGH), "not answered");
}
