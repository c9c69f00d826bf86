//! The grade like a seal, in words beside it, with the score and whether one may apply.

use crate::engine::{Book, View, grade_range, headline};
use crate::parts::{Tone, chip};
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_rules::fact::format_fixed;
use ziping_rules::rule::Truth;

pub(crate) fn verdict(book: &Book, view: &View, t: &Texts) -> Html {
    let assessment = view.assessment();
    let outcomes = &book.rules().grade.outcomes;
    let grade = grade_range(outcomes, assessment.grade, t);
    let score = assessment.score.map(|score| {
        let (low, high) = (format_fixed(score.low, 1), format_fixed(score.high, 1));
        if low == high { low } else { format!("{low}–{high}") }
    });
    let uncapped = grade_range(outcomes, assessment.uncapped, t);
    let beside = match (score, assessment.uncapped == assessment.grade) {
        (Some(score), true) => Some(fill(t.verdict_score(), &[("score", &score)])),
        (Some(score), false) => Some(fill(t.verdict_uncapped(), &[("grade", &uncapped), ("score", &score)])),
        (None, false) => Some(fill(t.verdict_uncapped_only(), &[("grade", &uncapped)])),
        (None, true) => None,
    };
    let (tone, word) = match assessment.eligible {
        Truth::True => (Tone::Good, t.verdict_eligible()),
        Truth::False => (Tone::Bad, t.verdict_not_eligible()),
        Truth::Unknown => (Tone::Open, t.verdict_eligible_open()),
    };
    // A long range does not fit into a seal.
    let long = grade.chars().count() > 5;
    html! {
        <div class="verdict">
            <span class={classes!("seal", long.then_some("long"))} aria-hidden="true">{ &grade }</span>
            <div>
                <h2>{ headline(book, assessment.grade, t) }</h2>
                if let Some(beside) = beside {
                    <small>{ beside }</small>
                }
                if book.rules().has_eligibility() {
                    <p>{ chip(tone, word) }</p>
                }
            </div>
        </div>
    }
}
