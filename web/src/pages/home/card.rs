//! A rule book, all of it a link: what it is, who it is for, how much it asks, and what the answers so far come to.

use crate::engine::{Book, grade_label, grade_range};
use crate::parts::{Tone, chip, host_rules};
use crate::route::Route;
use crate::site::Site;
use crate::texts::fill;
use std::rc::Rc;
use yew::prelude::*;
use ziping_assess::{asking, assess, next};
use ziping_base::calendar::Day;
use ziping_regime::{Model, Origin, RuleBook, Status};
use ziping_rules::fact::Sheet;
use ziping_rules::rule::Truth;

/// So many seconds are reckoned for a question.
const SECONDS: usize = 20;

/// Questions of a rule book that can be at most, and the minutes that they take.
fn effort(questions: usize) -> (String, String) {
    (questions.to_string(), (questions * SECONDS).div_ceil(60).max(1).to_string())
}

pub(super) fn card(site: &Site, rules: &Rc<RuleBook>, sheet: &Sheet, as_of: Day) -> Html {
    let t = site.t;
    let words = site.words.get("card", &rules.id);
    // The card's words are enough to count.
    let book = Book::new(Rc::clone(site.library()), Rc::clone(rules), Rc::clone(&site.words), site.lang);
    let found = assess(site.library(), rules, sheet, as_of);
    let next = next(site.library(), rules, sheet, as_of);
    let ahead = asking(site.library(), rules, sheet, &found, &next);
    let begun = book.progress(sheet).0 > 0;
    let whose = (rules.origin == Origin::Host).then(|| host_rules(site));
    let status = match rules.status {
        _ if rules.origin == Origin::Trial => Some(t.drafts_card()),
        Status::InForce => None,
        Status::Undated => Some(t.card_undated()),
        Status::Draft => Some(t.card_draft()),
        Status::Superseded => Some(t.card_superseded()),
        Status::Historical => Some(t.card_historical()),
    };
    let label = |name: &str| words.labels.get(name).cloned().unwrap_or_default();
    let about = [label("who"), levels(rules, t), label("issuer")];
    let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let (questions, minutes) = effort(ahead.at_most.len());
    let asks = match (begun, ahead.order.is_empty()) {
        (_, true) => t.card_answered().to_owned(),
        (false, false) => fill(t.card_effort(), &[("n", &questions), ("m", &minutes)]),
        (true, false) => fill(t.card_left(), &[("n", &questions)]),
    };
    let grade = grade_range(&rules.grade.outcomes, found.grade, t);
    let (tone, state) = match (begun, found.eligible, found.grade.is_decided()) {
        (false, ..) => (Tone::Quiet, t.card_untouched().to_owned()),
        (true, Truth::False, _) => (Tone::Bad, t.card_not_eligible().to_owned()),
        (true, Truth::True, true) => (Tone::Good, fill(t.card_so_far(), &[("grade", &grade)])),
        (true, Truth::True | Truth::Unknown, _) => (Tone::Open, fill(t.card_so_far(), &[("grade", &grade)])),
    };
    let regime = rules.id.clone();
    let href = if ahead.order.is_empty() { Route::Result { regime } } else { Route::Ask { regime } }.href();
    html! {
        <li key={rules.id.clone()}>
            <a {href}>
                <span class="book">
                    <b>{ &words.title }</b>
                    if let Some(whose) = whose {
                        { " " }<span class="tag">{ whose }</span>
                    }
                    if let Some(status) = status {
                        { " " }<span class="tag">{ status }</span>
                    }
                    if !rules.overlays.is_empty() {
                        { " " }<span class="tag">{ t.overlay_title() }</span>
                    }
                    <span class="who">{ about }</span>
                </span>
                <small class="asks">{ asks }</small>
                { chip(tone, &state) }
                <span class="arrow" aria-hidden="true">{ "→" }</span>
            </a>
        </li>
    }
}

/// From the best level to the lowest.
fn levels(rules: &RuleBook, t: &crate::texts::Texts) -> String {
    let label = |id: Option<&String>| id.map(|id| grade_label(id, t)).unwrap_or_default();
    match &rules.grade.model {
        Model::Met { .. } => t.card_no_levels().to_owned(),
        Model::Scored { .. } | Model::Aspects { .. } => {
            let outcomes = &rules.grade.outcomes;
            fill(t.card_levels(), &[("best", &label(outcomes.last())), ("worst", &label(outcomes.get(1)))])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::effort;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_question_takes_a_third_of_a_minute_and_none_takes_no_time_to_speak_of() {
        assert_eq!(effort(30), ("30".to_owned(), "10".to_owned()));
        assert_eq!(effort(31).1, "11");
        assert_eq!(effort(0).1, "1");
    }
}
