//! Values as people read them: how far a failed comparison is from passing, amounts, ranges.

#![expect(clippy::panic, reason = "a failed test panics")]

use ziping_assess::Speaker;
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;
use ziping_rules::fact::{FactIx, Range, Sheet, Value};
use ziping_rules::rule::operators::{Compare, FiscalYears};
use ziping_rules::rule::{Change, Comparison, Context, Moment, Number, Operand, Reason, Record, Test, Unit, evaluate};
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
fn a_strict_bound_is_said_in_the_manner_of_its_unit_and_never_by_its_smallest_step() {
    let of = |lang, unit, value: i64, comparison, bound: i64| {
        let reason = Reason::Number(fact("demo.count"), Range::exactly(value), comparison, Range::exactly(bound), unit);
        let text = said(lang, |speaker| speaker.reason(&reason));
        text.replace("demo.count：", "").replace("demo.count: ", "")
    };
    let fen = |yuan: i64| yuan * 100;
    for (unit, value, comparison, bound, zh, en) in [
        (Unit::Money, 0, Comparison::More, 0, "0元，须高于 0元", "CNY 0; must be more than CNY 0"),
        (
            Unit::Money,
            fen(500_000),
            Comparison::More,
            fen(500_000),
            "50万元，须高于 50万元，刚好相等还不够",
            "CNY 500,000; must be more than CNY 500,000; exactly as much is not enough",
        ),
        (
            Unit::Money,
            fen(400_000),
            Comparison::More,
            fen(500_000),
            "40万元，须高于 50万元，还差超过 10万元",
            "CNY 400,000; must be more than CNY 500,000; more than CNY 100,000 short",
        ),
        (
            Unit::Money,
            fen(500_000),
            Comparison::Less,
            fen(500_000),
            "50万元，须低于 50万元，不得达到",
            "CNY 500,000; must be less than CNY 500,000; it must not be reached",
        ),
        (
            Unit::Money,
            fen(600_000),
            Comparison::Less,
            fen(500_000),
            "60万元，须低于 50万元，超出 10万元",
            "CNY 600,000; must be less than CNY 500,000; CNY 100,000 too much",
        ),
        (
            Unit::Score,
            900,
            Comparison::More,
            900,
            "90 分，须高于 90 分，刚好相等还不够",
            "90 points; must be more than 90 points; exactly as much is not enough",
        ),
        (
            Unit::Score,
            880,
            Comparison::AtLeast,
            900,
            "88 分，须不低于 90 分，还差 2 分",
            "88 points; must be at least 90 points; 2 points short",
        ),
        (
            Unit::Money,
            fen(400_000),
            Comparison::AtLeast,
            fen(500_000),
            "40万元，须不少于 50万元，还差 10万元",
            "CNY 400,000; must be at least CNY 500,000; CNY 100,000 short",
        ),
    ] {
        assert_eq!(of(Lang::Zh, unit, value, comparison, bound), zh);
        assert_eq!(of(Lang::En, unit, value, comparison, bound), en);
    }
    // Whatever the amounts, no smallest step is asked for.
    for comparison in [Comparison::More, Comparison::Less] {
        for (unit, step) in [(Unit::Money, ["0.01元", "CNY 0.01"]), (Unit::Score, ["0.1 分", "0.1 point"])] {
            for bound in [0, 100, 5_000, 1_000_000, 12_345_600] {
                for lang in [Lang::Zh, Lang::En] {
                    let text = of(lang, unit, bound, comparison, bound);
                    assert!(step.iter().all(|step| !text.contains(step)), "{text}");
                }
            }
        }
    }
}

#[test]
fn a_share_that_meets_a_strict_bound_or_lies_a_hair_above_one_says_so() {
    let of = |part: i64, whole: i64, comparison| {
        let reason =
            Reason::Share(fact("demo.count"), Range::exactly(part), Range::exactly(whole), comparison, 30, 100);
        said(Lang::Zh, |speaker| speaker.reason(&reason)).replace("demo.count：", "")
    };
    assert_eq!(of(30, 100, Comparison::More), "占比 30%，须高于 30%，刚好相等还不够");
    assert_eq!(of(30, 100, Comparison::Less), "占比 30%，须低于 30%，不得达到");
    assert_eq!(of(30, 100, Comparison::AtLeast), "占比 30%，须不低于 30%");
    assert_eq!(of(3_000_001, 10_000_000, Comparison::AtMost), "占比 30.01%，须不超过 30%");
    assert_eq!(of(2_999_999, 10_000_000, Comparison::AtLeast), "占比 29.99%，须不低于 30%");
}

#[test]
fn a_share_is_said_in_percent_as_far_as_it_is_known() {
    let of = |part: Range, whole: Range| {
        let reason = Reason::Share(fact("demo.count"), part, whole, Comparison::AtLeast, 30, 100);
        said(Lang::En, |speaker| speaker.reason(&reason))
    };
    let exactly = Range::exactly;
    assert_eq!(of(exactly(2999), exactly(10_000)), "demo.count: share 29.99%; must be at least 30%");
    assert_eq!(of(exactly(29_999), exactly(100_000)), "demo.count: share 29.99%; must be at least 30%");
    let open = Range { low: 0, high: Range::OPEN_HIGH };
    for (part, whole, share) in [
        (exactly(3), Range { low: 5, high: 6 }, "50%–60%"),
        (Range { low: 3, high: 4 }, exactly(5), "60%–80%"),
        (Range { low: 1, high: 2 }, exactly(3), "33.33%–66.67%"),
        (Range { low: 4, high: Range::OPEN_HIGH }, exactly(10), "at least 40%"),
        (exactly(1), Range { low: 8, high: Range::OPEN_HIGH }, "at most 12.5%"),
        (exactly(0), exactly(0), "open"),
        (open, open, "open"),
    ] {
        assert_eq!(of(part, whole), format!("demo.count: share {share}; must be at least 30%"));
    }
}

/// The first reason of a condition, of a cap or ground where it is bad that it holds.
fn because(test: &Test, count: i64, bad: bool) -> String {
    let reasons = reasons(test, count, bad);
    let reason = reasons.first().unwrap_or_else(|| panic!("no reason"));
    said(Lang::En, |speaker| speaker.reason(reason))
}

/// All of them.
fn reasons(test: &Test, count: i64, bad: bool) -> Vec<Reason> {
    let mut sheet = Sheet::new();
    sheet.put(fact("demo.count"), Some(Value::Number(Range::exactly(count))));
    sheet.put(fact("demo.since"), Day::new(2024, 5, 1).map(Value::Date));
    let moment = Moment::new(Day::new(2026, 11, 21).unwrap_or(Day::EARLIEST), &every_form().library.windows);
    let mut record = if bad { Record::against() } else { Record::default() };
    evaluate(test, &Context::new(&sheet, &moment), &mut record);
    record.reasons
}

#[test]
fn of_what_fails_all_that_fails_is_told_and_of_what_holds_what_is_enough() {
    let at_least = |bound| {
        let number = Number::Answer(Operand::Fact(fact("demo.count")), 0, Range::OPEN_HIGH);
        let comparison = Comparison::AtLeast;
        Test::from(Compare { left: number, comparison, right: Number::Literal(bound), unit: Unit::Count })
    };
    let bounds = |test: &Test, bad| -> Vec<i64> {
        let of = |reason: &Reason| match reason {
            Reason::Number(_, _, _, bound, _) => bound.low,
            other => panic!("{other:?}"),
        };
        reasons(test, 31, bad).iter().map(of).collect()
    };
    let all = Test::And(vec![at_least(7), at_least(40), at_least(20), at_least(50)]);
    assert_eq!(bounds(&all, false), [40, 50], "two of four are short");
    let any = Test::Or(vec![at_least(40), at_least(7), at_least(20)]);
    assert_eq!(bounds(&any, false), [7], "one is enough");
    assert_eq!(bounds(&any, true), [7, 20], "each of them is bad");
    let not = |test: &Test| Test::Not(Box::new(test.clone()));
    assert_eq!(bounds(&not(&any), false), [7, 20], "neither may be");
    assert_eq!(bounds(&not(&all), true), [40, 50], "both would have to hold");
}

#[test]
fn what_is_bad_when_it_holds_is_told_as_what_must_not_be() {
    let count = |comparison, bound| {
        let number = Number::Answer(Operand::Fact(fact("demo.count")), 0, Range::OPEN_HIGH);
        Test::from(Compare { left: number, comparison, right: Number::Literal(bound), unit: Unit::Count })
    };
    let few = count(Comparison::Less, 40);
    assert_eq!(because(&few, 31, false), "demo.count: 31; must be less than 40");
    assert_eq!(because(&few, 31, true), "demo.count: 31; must be at least 40; 9 short");
    assert_eq!(because(&few, 55, true), "demo.count: 55; must be at least 40");
    assert_eq!(because(&count(Comparison::AtLeast, 7), 9, true), "demo.count: 9; must be less than 7; 3 too much");
    // A `not` turns it round once more.
    let not = |test: Test| Test::Not(Box::new(test));
    assert_eq!(because(&not(few.clone()), 31, false), "demo.count: 31; must be at least 40; 9 short");
    assert_eq!(because(&not(few.clone()), 31, true), "demo.count: 31; must be less than 40");
    assert_eq!(because(&not(not(few)), 31, false), "demo.count: 31; must be less than 40");
    let years = |at_least| Test::from(FiscalYears { fact: fact("demo.since"), years: 3, at_least });
    let established = "demo.since: established on 2024-05-01; 1 complete fiscal years, 2 with the founding part-year";
    assert_eq!(because(&years(true), 0, false), format!("{established}, 3 wanted"));
    assert_eq!(because(&years(false), 0, false), format!("{established}, fewer than 3 wanted"));
    assert_eq!(because(&years(false), 0, true), format!("{established}, 3 wanted"));
}

#[test]
fn a_total_that_no_number_holds_is_at_least_as_much_and_never_exact() {
    let most = Range::exactly(i64::MAX - 1);
    let sum = most.plus(Range::exactly(5));
    assert!(!sum.is_exact() && sum.high == Range::OPEN_HIGH && sum.low >= most.low, "{sum:?}");
    assert_eq!(said(Lang::Zh, |speaker| speaker.range(sum, Unit::Count)), "至少 9223372036854775806");
    let less = Range::exactly(-(i64::MAX - 1)).plus(Range::exactly(-9));
    assert!(!less.is_exact() && less.low == Range::OPEN_LOW, "{less:?}");
    // What is unbounded stays so, whatever is added.
    let open = Range { low: Range::OPEN_LOW, high: Range::OPEN_HIGH };
    assert_eq!(open.plus(Range::exactly(12)).plus(Range::exactly(-12)), open);
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

#[test]
fn points_to_earn_never_begin_with_none_and_an_order_of_levels_is_reached() {
    let of = |lang, change: &Change, open| said(lang, |speaker| speaker.change(change, open));
    let earn = |at_least, safe| Change::Points { at_least, safe, rooms: vec![(fact("demo.points"), 160, 160)] };
    for (at_least, safe, zh, en) in [
        (160, 160, "再得 16 分", "earn 16 more points"),
        (20, 160, "再得 2 至 16 分", "earn 2 to 16 more points"),
        (0, 160, "最多再得 16 分", "earn up to 16 more points, perhaps none"),
        (-30, 160, "最多再得 16 分", "earn up to 16 more points, perhaps none"),
    ] {
        assert!(of(Lang::Zh, &earn(at_least, safe), false).starts_with(zh), "{at_least} to {safe}");
        assert!(of(Lang::En, &earn(at_least, safe), false).starts_with(en), "{at_least} to {safe}");
    }
    // Of an order the level is the least that will do; of names without an order it is just that one.
    let choose = |id, options, open| of(Lang::Zh, &Change::Choose(fact(id), options), open);
    assert_eq!(choose("demo.rank", 0b110, false), "demo.rank达到“low”或以上");
    assert_eq!(choose("demo.rank", 0b110, true), "前提：demo.rank达到“low”或以上");
    assert_eq!(choose("demo.rank", 0b100, false), "demo.rank达到“high”");
    assert_eq!(choose("demo.kind", 0b010, false), "demo.kind改为“b”");
    // A title can be a whole statement: quotes keep it apart from what it must be.
    let yes = |truth, open| of(Lang::Zh, &Change::Set(fact("demo.yes"), Value::Bool(truth)), open);
    assert_eq!(yes(false, true), "前提：“demo.yes”为“否”");
    assert_eq!(yes(true, false), "落实“demo.yes”，落实后如实填“是”");
    assert_eq!(yes(false, false), "消除“demo.yes”的情形，消除后如实填“否”");
}
