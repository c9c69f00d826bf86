//! Two sets of answers made into one: nothing that either says is dropped, and what differs is named.

use crate::given::{CONTENT, asked, chosen, fact, sheets, shown};
use proptest::prelude::*;
use ziping_collect::{Merged, Part, Side, Standing, merge};
use ziping_rules::fact::{FactIx, Range, Row, Sheet, Value};
use ziping_tests::property::check;

fn merged(base: Option<&Sheet>, mine: &Sheet, theirs: &Sheet, side: Option<Side>) -> Merged {
    merge(&CONTENT.library.catalogue, base, mine, theirs, side)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn with(answers: &[(&str, Value)]) -> Sheet {
    let mut sheet = Sheet::new();
    for (id, value) in answers {
        sheet.put(fact(id), Some(value.clone()));
    }
    sheet
}

fn facts() -> Vec<FactIx> {
    asked(&chosen(&["om", "credit"])).facts().collect()
}

#[test]
fn a_gap_is_filled_and_the_same_stays_the_same() {
    check("gaps", 60, &(sheets(facts()), sheets(facts())), |(a, b)| {
        let same = merged(None, &a, &a, None);
        prop_assert!(same.pieces.is_empty());
        prop_assert_eq!(shown(&same.sheet), shown(&a));
        prop_assert_eq!(shown(&merged(None, &Sheet::new(), &b, None).sheet), shown(&b));
        prop_assert_eq!(shown(&merged(None, &a, &Sheet::new(), None).sheet), shown(&a));
        let both = merged(None, &a, &b, None);
        for (fact, value) in both.sheet.answered() {
            if a.get(fact).is_none() {
                prop_assert_eq!(Some(value), b.get(fact), "a gap is filled with what there is");
            }
        }
        for (fact, _) in a.answered().chain(b.answered()) {
            prop_assert!(both.sheet.get(fact).is_some(), "no answer is dropped");
        }
        Ok(())
    });
}

#[test]
fn without_a_base_every_difference_is_a_conflict_and_the_side_decides_it() {
    check("sides", 60, &(sheets(facts()), sheets(facts())), |(a, b)| {
        let (mine, theirs) = (merged(None, &a, &b, Some(Side::Mine)), merged(None, &a, &b, Some(Side::Theirs)));
        for piece in &mine.pieces {
            let both = piece.mine.is_some() && piece.theirs.is_some();
            prop_assert_eq!(piece.standing == Standing::Conflict, both, "{:?}", piece);
            if piece.part == Part::Whole && both {
                prop_assert_eq!(mine.sheet.get(piece.fact), piece.mine.as_ref());
                prop_assert_eq!(theirs.sheet.get(piece.fact), piece.theirs.as_ref());
            }
        }
        // Whoever's side counts, the other way round it comes to the same answers.
        let other = merged(None, &b, &a, Some(Side::Mine));
        for (fact, value) in theirs.sheet.answered() {
            match (value, other.sheet.get(fact)) {
                (Value::Table(one), Some(Value::Table(two))) => {
                    prop_assert_eq!(one.len(), two.len());
                    prop_assert!(one.iter().all(|row| two.contains(row)), "{:?} {:?}", one, two);
                }
                (one, two) => prop_assert_eq!(Some(one), two),
            }
        }
        Ok(())
    });
}

#[test]
fn what_only_one_side_has_changed_since_is_taken_from_it() {
    // Three sheets: what both came from, and two that each take over some of another one's answers.
    let strategy = (sheets(facts()), sheets(facts()), proptest::collection::vec(0..3_u8, facts().len()));
    check("base", 60, &strategy, |(base, other, who)| {
        let (mut mine, mut theirs, mut expected) = (base.clone(), base.clone(), base.clone());
        for (fact, who) in facts().into_iter().zip(who) {
            let Some(value) = other.get(fact) else { continue };
            // A table that lost rows is a conflict of its own; tested below.
            if matches!(value, Value::Table(_) | Value::Yearly(_)) {
                continue;
            }
            match who {
                1 => mine.put(fact, Some(value.clone())),
                2 => theirs.put(fact, Some(value.clone())),
                _ => continue,
            };
            expected.put(fact, Some(value.clone()));
        }
        let merged = merged(Some(&base), &mine, &theirs, None);
        prop_assert_eq!(merged.conflicts().count(), 0);
        prop_assert_eq!(shown(&merged.sheet), shown(&expected));
        Ok(())
    });
}

fn project(client: &str, name: &str, value: Option<i64>) -> Row {
    let amount = value.map(|yuan| Value::Number(Range::exactly(yuan * 100)));
    Row { cells: vec![Some(text(client)), Some(text(name)), amount, None, None, None] }
}

fn projects(rows: &[Row]) -> Sheet {
    with(&[("om.projects", Value::Table(rows.to_vec().into()))])
}

#[test]
fn rows_that_can_be_told_apart_go_one_by_one_and_their_cells_too() {
    let mine = projects(&[project("甲", "一", Some(1)), project("甲", "二", None), project("乙", "三", Some(3))]);
    let theirs = projects(&[project("丙", "四", Some(4)), project("甲", "二", Some(2)), project("甲", "一", Some(9))]);
    let found = merged(None, &mine, &theirs, None);
    let parts: Vec<(&Part, Standing)> = found.pieces.iter().map(|piece| (&piece.part, piece.standing)).collect();
    assert_eq!(
        parts,
        [
            (&Part::Cell("甲 · 一".into(), 2), Standing::Conflict),
            (&Part::Cell("甲 · 二".into(), 2), Standing::Filled),
            (&Part::Row("乙 · 三".into()), Standing::Mine),
            (&Part::Row("丙 · 四".into()), Standing::Filled),
        ]
    );
    let expected = projects(&[
        project("甲", "一", Some(1)),
        project("甲", "二", Some(2)),
        project("乙", "三", Some(3)),
        project("丙", "四", Some(4)),
    ]);
    assert_eq!(shown(&found.sheet), shown(&expected));
    assert_eq!(found.conflicts().count(), 1);
}

#[test]
fn rows_that_are_alike_go_as_a_whole_table() {
    let mine = projects(&[project("甲", "一", Some(1)), project("甲", "一", Some(2))]);
    let theirs = projects(&[project("甲", "一", Some(3))]);
    let found = merged(None, &mine, &theirs, None);
    assert_eq!(found.pieces.len(), 1);
    assert_eq!((&found.pieces[0].part, found.pieces[0].standing), (&Part::Whole, Standing::Conflict));
    assert_eq!(shown(&found.sheet), shown(&mine));
}

#[test]
fn a_row_or_an_answer_that_one_side_took_away_is_never_taken_away_unasked() {
    let base = projects(&[project("甲", "一", Some(1)), project("乙", "二", Some(2))]);
    let theirs = projects(&[project("甲", "一", Some(1))]);
    let kept = merged(Some(&base), &base, &theirs, None);
    assert_eq!(kept.conflicts().map(|piece| piece.standing).collect::<Vec<_>>(), [Standing::Removed]);
    assert_eq!(shown(&kept.sheet), shown(&base));
    let taken = merged(Some(&base), &base, &theirs, Some(Side::Theirs));
    assert_eq!(shown(&taken.sheet), shown(&theirs));
    // What I took away myself does not come back.
    let mine = merged(Some(&base), &theirs, &base, None);
    assert_eq!(mine.conflicts().count(), 0);
    assert_eq!(shown(&mine.sheet), shown(&theirs));
}

#[test]
fn amounts_go_year_by_year() {
    let years = |years: &[(i32, i64)]| {
        let amounts = years.iter().map(|(year, fen)| (*year, Range::exactly(*fen))).collect();
        with(&[("om.revenue", Value::Yearly(amounts))])
    };
    let found = merged(None, &years(&[(2023, 1), (2024, 2)]), &years(&[(2024, 5), (2025, 3)]), None);
    let parts: Vec<(&Part, Standing)> = found.pieces.iter().map(|piece| (&piece.part, piece.standing)).collect();
    use Standing::{Conflict, Filled, Mine};
    assert_eq!(parts, [(&Part::Year(2023), Mine), (&Part::Year(2024), Conflict), (&Part::Year(2025), Filled)]);
    assert_eq!(shown(&found.sheet), shown(&years(&[(2023, 1), (2024, 2), (2025, 3)])));
}
