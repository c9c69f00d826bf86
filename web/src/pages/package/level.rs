//! The level applied for: chosen here or among the questions, kept with the answers. Until it is, papers show the predicted
//! one and say so.

use crate::engine::{Book, View, grade_range};
use crate::fields::answer;
use crate::site::Site;
use crate::texts::fill;
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use ziping_assess::{Beyond, applied};
use ziping_rules::fact::{Sheet, Value};

/// The list of levels, with a warning where the one chosen lies beyond what is predicted. Nothing where nobody applies
/// for a level.
pub(in crate::pages) fn level(site: &Site, book: &Book, view: &View, sheet: &Sheet) -> Html {
    let rules = book.rules();
    let Some(fact) = rules.grade.applied else { return Html::default() };
    let (t, outcomes) = (site.t, &rules.grade.outcomes);
    let chosen = match sheet.get(fact) {
        Some(Value::Choice(option)) => Some(usize::from(*option)),
        _ => None,
    };
    let onchange = {
        let site = site.clone();
        Callback::from(move |event: Event| {
            let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            // The first entry is *not chosen*.
            let value = place.checked_sub(1).and_then(|option| u8::try_from(option).ok()).map(Value::Choice);
            answer(&site, fact, value, false);
        })
    };
    let grade = view.assessment().grade;
    let predicted = grade_range(outcomes, grade, t);
    let said = |text: &str| fill(text, &[("grade", &predicted)]);
    // As the papers have it: a range is no level that one can apply for.
    let not_chosen =
        if grade.worst == grade.best && grade.worst > 0 { t.level_not_chosen() } else { t.level_not_chosen_open() };
    let warning = match applied(rules, sheet, grade).beyond(grade) {
        Some(Beyond::Above) => Some(("error", said(t.level_above()))),
        Some(Beyond::Open) => Some(("hint", said(t.level_open()))),
        None => None,
    };
    html! {
        <>
            <p class="rename">
                <label for="applied-level">{ t.level_label() }</label>
                <select id="applied-level" {onchange}>
                    <option selected={chosen.is_none()}>{ said(not_chosen) }</option>
                    for (place, id) in outcomes.iter().skip(1).enumerate() {
                        <option key={id.clone()} selected={chosen == Some(place)}>
                            { book.words().title("outcome", id).to_owned() }
                        </option>
                    }
                </select>
            </p>
            <div aria-live="polite">
                if let Some((class, text)) = warning {
                    <p class={classes!("level-warning", class)}>{ text }</p>
                }
            </div>
        </>
    }
}
