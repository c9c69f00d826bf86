//! An element's score from an overlay's indicators.

use super::{INDICATORS, book, credit, fact, on, reported, sheet, today};
use ziping_assess::{Inconsistency, Target, inconsistencies, next, paths};
use ziping_rules::fact::{FactIx, Range, Sheet};

#[test]
fn an_element_scores_the_sum_of_its_indicators_and_open_ones_make_a_range() {
    let content = credit();
    let found = on(&content, "credit", INDICATORS);
    let element = |at: usize| found.elements.get(at).map(|element| element.range);
    // 2.5 + 4, and 0 to 5 for the history that is not answered.
    assert_eq!(element(0), Some(Range { low: 65, high: 115 }));
    assert_eq!(element(4), Some(Range { low: 120, high: 200 }));
    // The other three elements are as they are without the overlay: not answered.
    assert_eq!(found.score, Some(Range { low: 185, high: 115 + 240 + 180 + 180 + 200 }));
    let parts = found.elements.first().map(|element| element.indicators.len());
    assert_eq!(parts, Some(3));
}

#[test]
fn a_typed_element_score_is_not_used_and_reported_when_it_cannot_be_the_sum() {
    let content = credit();
    let typed = format!("{INDICATORS}, \"credit.score.foundation\": \"12\", \"credit.score.social\": \"20\"");
    let found = on(&content, "credit", &typed);
    assert_eq!(found.score, on(&content, "credit", INDICATORS).score);
    let foundation = fact(&content.library, "credit.score.foundation");
    let differs: Vec<_> =
        inconsistencies(&content.library, &content.library.regimes, &sheet(&content.library, &typed), today())
            .into_iter()
            .filter(|found| matches!(found, Inconsistency::OverlayDiffers(..)))
            .collect();
    // 20 of social lies within 12 to 20 and is not reported; 12 of foundation cannot be 6.5 to 11.5.
    let expected = Inconsistency::OverlayDiffers(
        "credit".to_owned(),
        foundation,
        Range::exactly(120),
        Range { low: 65, high: 115 },
        None,
    );
    assert_eq!(differs, [expected]);
    let notes = reported(&content, "credit", &typed).notes;
    assert!(notes.iter().any(|note| note.contains("填写为 12，按补充规则为 6.5–11.5")), "{notes:?}");
}

#[test]
fn a_typed_score_below_the_sum_is_reported_as_well_as_one_above() {
    let content = credit();
    let differs = |typed: &str| {
        let facts = sheet(&content.library, &format!("{INDICATORS}, \"credit.score.foundation\": \"{typed}\""));
        let found = inconsistencies(&content.library, &content.library.regimes, &facts, today());
        found.iter().any(|found| matches!(found, Inconsistency::OverlayDiffers(..)))
    };
    // The indicators leave 6.5 to 11.5.
    assert_eq!(["6", "6.4", "6.5", "11.5", "11.6"].map(differs), [true, true, false, false, true]);
}

#[test]
fn indicators_are_asked_in_place_of_their_element() {
    let content = credit();
    let library = &content.library;
    let asked = next(library, book(&content, "credit"), &Sheet::new(), today());
    let has = |id: &str| asked.contains(&fact(library, id));
    assert!(has("overlay.made-up-credit.payment") && has("credit.score.finance"));
    assert!(!has("credit.score.social") && !has("credit.score.foundation"));
    let open = on(&content, "credit", "").open_facts();
    assert!(open.contains(&fact(library, "overlay.made-up-credit.team")));
    assert!(!open.contains(&fact(library, "credit.score.foundation")));
    // On the page they stand in the section of their element; what is for forms only comes last.
    let sections = &book(&content, "credit").sections;
    let of = |id: &str| sections.iter().position(|section| section.facts.contains(&fact(library, id)));
    let home = sections.iter().position(|section| section.items.iter().any(|item| item == "credit.score.social"));
    assert_eq!(of("overlay.made-up-credit.charity"), home);
    assert_eq!(of("overlay.made-up-credit.branch"), Some(sections.len() - 1));
}

#[test]
fn paths_earn_points_in_the_indicators_that_have_room() {
    let content = credit();
    let library = &content.library;
    let facts = r#""overlay.made-up-credit.premises": "3", "overlay.made-up-credit.team": "4",
        "overlay.made-up-credit.history": "1", "overlay.made-up-credit.payment": "10",
        "overlay.made-up-credit.charity": "2", "credit.score.management": "24",
        "credit.score.competitiveness": "18", "credit.score.finance": "18""#;
    let sheet = sheet(library, facts);
    let all = paths(library, book(&content, "credit"), &sheet, today());
    // 80 points now: 10 of payment and 6 of charity have room; the history is past and has none.
    let best = all.iter().find(|to| to.target == Target::Outcome(5)).unwrap_or_else(|| panic!("no paths"));
    let rooms: Vec<(FactIx, i64, i64)> = best
        .paths
        .iter()
        .flat_map(|path| &path.changes)
        .find_map(|change| match change {
            ziping_rules::rule::Change::Points { rooms, .. } => Some(rooms.clone()),
            _ => None,
        })
        .unwrap_or_default();
    let payment = fact(library, "overlay.made-up-credit.payment");
    let charity = fact(library, "overlay.made-up-credit.charity");
    assert_eq!(rooms, [(payment, 100, 100), (charity, 60, 0)]);
}
