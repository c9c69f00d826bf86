//! All grades of a regime: the predicted range solid, what the score alone would give hatched.

use crate::fields::use_site;
use crate::kit::{grade_label, grade_range};
use crate::texts::fill;
use yew::prelude::*;
use ziping_core::assess::GradeRange;

#[derive(Properties, PartialEq)]
pub(crate) struct LadderProps {
    /// Ids of the outcomes, ascending.
    pub(crate) outcomes: Vec<String>,
    pub(crate) grade: GradeRange,
    pub(crate) uncapped: GradeRange,
}

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

#[component]
pub(crate) fn Ladder(props: &LadderProps) -> Html {
    let site = use_site();
    let t = site.t;
    let range = |range| grade_range(&props.outcomes, range, t);
    let mut label = fill(t.ladder_label, &[("n", &props.outcomes.len().to_string()), ("grade", &range(props.grade))]);
    if props.uncapped != props.grade {
        label.push_str(&fill(t.ladder_uncapped, &[("grade", &range(props.uncapped))]));
    }
    html! {
        <div class="ladder" role="img" aria-label={label}>
            for (place, id) in (0_u8..).zip(&props.outcomes) {
                <span key={id.clone()} class={classes!(rung(place, props.grade, props.uncapped))}>
                    { grade_label(id, t) }
                </span>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capped_grade_is_solid_and_what_the_score_gives_is_hatched() {
        let (grade, uncapped) = (GradeRange { worst: 2, best: 2 }, GradeRange { worst: 4, best: 5 });
        let rungs: Vec<_> = (0..6).map(|place| rung(place, grade, uncapped)).collect();
        assert_eq!(rungs, [None, None, Some("in"), None, Some("ghost"), Some("ghost")]);
    }
}
