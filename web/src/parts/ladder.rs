//! All grades of a regime: the predicted range solid, what the score alone would give hatched.

use crate::engine::{grade_label, grade_range};
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_assess::GradeRange;

/// The class of a rung.
fn rung(place: u8, grade: GradeRange, uncapped: GradeRange) -> Option<&'static str> {
    if (grade.worst..=grade.best).contains(&place) {
        Some("in")
    } else if (uncapped.worst..=uncapped.best).contains(&place) {
        Some("ghost")
    } else {
        None
    }
}

pub(crate) fn ladder(outcomes: &[String], grade: GradeRange, uncapped: GradeRange, t: &Texts) -> Html {
    let range = |range| grade_range(outcomes, range, t);
    let mut label = fill(t.ladder_label(), &[("n", &outcomes.len().to_string()), ("grade", &range(grade))]);
    if uncapped != grade {
        label.push_str(&fill(t.ladder_uncapped(), &[("grade", &range(uncapped))]));
    }
    html! {
        <div class="ladder" role="img" aria-label={label}>
            for (place, id) in (0_u8..).zip(outcomes) {
                <span key={id.clone()} class={rung(place, grade, uncapped)}>{ grade_label(id, t) }</span>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_capped_grade_is_solid_and_what_the_score_gives_is_hatched() {
        let (grade, uncapped) = (GradeRange { worst: 2, best: 2 }, GradeRange { worst: 4, best: 5 });
        let rungs: Vec<_> = (0..6).map(|place| rung(place, grade, uncapped)).collect();
        assert_eq!(rungs, [None, None, Some("in"), None, Some("ghost"), Some("ghost")]);
    }
}
