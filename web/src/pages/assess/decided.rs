//! The end of the questions: what is decided, and by what.

use super::mark::effect;
use crate::engine::{Book, View, grade_range};
use crate::site::Site;
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_assess::{ElementFinding, GradeRange, Outcome};
use ziping_regime::{Element, Model};
use ziping_rules::fact::format_fixed;
use ziping_rules::rule::Truth;

/// `left`: how many questions are not answered, or not in full.
pub(super) fn decided(site: &Site, book: &Book, view: &View, left: usize, t: &'static Texts) -> Html {
    let (rules, found) = (book.rules(), view.assessment());
    let grade = grade_range(&rules.grade.outcomes, found.grade, t);
    let sentence = match (found.grade.is_decided(), left) {
        (true, _) => fill(t.decided_grade(), &[("grade", &book.speaker().grades(found.grade))]),
        (false, 0) => fill(t.decided_by_reading(), &[("grade", &grade)]),
        (false, _) => fill(t.decided_not(), &[("grade", &grade), ("n", &left.to_string())]),
    };
    html! {
        <div class="sheet">
            <p class="lead"><b>{ sentence }</b></p>
            <ul class="list">
                for (place, because) in because(site, book, view).into_iter().enumerate() {
                    <li key={place}>{ because }</li>
                }
            </ul>
        </div>
    }
}

/// The aspects that come to the lowest level of all, where that is not the highest there is.
fn lowest(book: &Book, view: &View, t: &'static Texts) -> Vec<String> {
    let (rules, found) = (book.rules(), view.assessment());
    if !matches!(rules.grade.model, Model::Aspects { .. }) {
        return Vec::new();
    }
    let lowest = found.elements.iter().map(|aspect| aspect.range.high).min().unwrap_or_default();
    let at_lowest = |(_, aspect): &(&Element, &ElementFinding)| aspect.range.high == lowest && lowest < aspect.max;
    let sentence = |(of, aspect): (&Element, &ElementFinding)| {
        let place = |level: i64| u8::try_from(level).unwrap_or_default();
        let range = GradeRange { worst: place(aspect.range.low), best: place(aspect.range.high) };
        let clause = of.backing.clause();
        let title = book.words().title("fact", book.library().catalogue.id(aspect.fact));
        let grade = grade_range(&rules.grade.outcomes, range, t);
        fill(t.decided_aspect(), &[("title", title), ("grade", &grade), ("clause", clause)])
    };
    rules.elements().iter().zip(&found.elements).filter(at_lowest).map(sentence).collect()
}

/// What decides: the caps that bind, the points, the lowest aspects, the conditions that fail, the readings that stay in
/// dispute; and whether one may apply at all.
fn because(site: &Site, book: &Book, view: &View) -> Vec<String> {
    let t = site.t;
    let (rules, found) = (book.rules(), view.assessment());
    let mut said = Vec::new();
    for (cap, own) in rules.caps.iter().zip(&found.caps).filter(|(_, own)| own.binds) {
        let (title, effect) = (book.words().title("cap", &cap.id), effect(own, book, t));
        said.push(fill(t.decided_cap(), &[("title", title), ("effect", &effect), ("clause", cap.backing.clause())]));
    }
    if let Some(score) = found.score {
        let uncapped = grade_range(&rules.grade.outcomes, found.uncapped, t);
        let (low, high) = (format_fixed(score.low, 1), format_fixed(score.high, 1));
        said.push(if low == high {
            fill(t.decided_score_is(), &[("score", &low), ("grade", &uncapped)])
        } else {
            fill(t.decided_score(), &[("low", &low), ("high", &high), ("grade", &uncapped)])
        });
    }
    said.extend(lowest(book, view, t));
    let deciding = match &rules.grade.model {
        Model::Met { of, .. } => Some(*of),
        Model::Scored { .. } | Model::Aspects { .. } => None,
    };
    for (condition, own) in rules.conditions.iter().zip(&found.conditions) {
        if own.outcome == Outcome::False {
            let text = if Some(condition.kind) == deciding { t.decided_condition() } else { t.decided_eligibility() };
            let title = book.words().title("condition", &condition.id);
            said.push(fill(text, &[("title", title), ("clause", condition.backing.clause())]));
        }
    }
    if found.eligible == Truth::Unknown {
        said.push(t.decided_eligible_open().to_owned());
    }
    for id in view.readings_of_grade(book) {
        said.push(fill(t.decided_reading(), &[("title", book.words().title("reading", &id))]));
    }
    said
}
