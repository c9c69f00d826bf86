//! The ladder of grades.

use super::stage::Stage;
use crate::parts::ladder;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;
use ziping_assess::GradeRange;
use ziping_base::lang::Lang;

async fn credit(lang: Lang, grade: (u8, u8), uncapped: (u8, u8)) -> Stage {
    let range = |(worst, best)| GradeRange { worst, best };
    let draw = move |site: &crate::site::Site, _: &crate::state::Client| {
        let rules = site.packs.regimes().iter().find(|rules| rules.id == "credit").expect("the credit rule book");
        html! { { ladder(&rules.grade.outcomes, range(grade), range(uncapped), site.t) } }
    };
    Stage::with("credit", lang, Rc::new(draw)).await
}

/// The rungs of a kind, as they are read.
fn rungs(stage: &Stage, class: &str) -> Vec<String> {
    stage.all(&format!(".ladder .{class}")).iter().map(|rung| rung.text_content().unwrap_or_default()).collect()
}

#[wasm_bindgen_test]
async fn every_grade_has_its_rung_from_the_worst_to_the_best() {
    let stage = credit(Lang::Zh, (2, 2), (2, 2)).await;
    let all: Vec<String> =
        stage.all(".ladder > *").iter().map(|rung| rung.text_content().unwrap_or_default()).collect();
    assert_eq!(all[1..], ["C", "B", "A", "AA", "AAA"]);
    assert_eq!(rungs(&stage, "in"), ["B"]);
    assert_eq!(rungs(&stage, "ghost"), [""; 0]);
}

#[wasm_bindgen_test]
async fn a_range_is_solid_from_end_to_end_and_what_a_cap_takes_away_is_hatched() {
    let stage = credit(Lang::Zh, (2, 3), (4, 5)).await;
    assert_eq!(rungs(&stage, "in"), ["B", "A"]);
    assert_eq!(rungs(&stage, "ghost"), ["AA", "AAA"]);
    let stage = credit(Lang::Zh, (2, 4), (3, 5)).await;
    assert_eq!(rungs(&stage, "ghost"), ["AAA"], "what is predicted is not hatched as well");
}

#[wasm_bindgen_test]
async fn a_screen_reader_hears_one_sentence_in_place_of_the_rungs() {
    for (lang, uncapped, heard) in [
        (Lang::Zh, (2, 3), "共 6 档，预测 B–A"),
        (Lang::Zh, (4, 4), "共 6 档，预测 B–A；不计限制为 AA"),
        (Lang::En, (4, 4), "6 outcomes; predicted: B–A; before caps: AA"),
    ] {
        let stage = credit(lang, (2, 3), uncapped).await;
        let ladder = stage.one(".ladder");
        assert_eq!(ladder.get_attribute("role").as_deref(), Some("img"), "its rungs are not read one by one");
        assert_eq!(ladder.get_attribute("aria-label").as_deref(), Some(heard));
    }
}
