//! What is planned: which procedure, and on which day the organisation means to hand in. Everything below follows it.

use crate::engine::Book;
use crate::fields::DateEntry;
use crate::site::Site;
use crate::state::{Action, hand_in_key};
use crate::texts::fill;
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use ziping_assess::procedures;
use ziping_base::calendar::Day;

/// `chosen`: the place of the procedure among those of the rule book.
pub(super) fn plan(site: &Site, book: &Book, chosen: &UseStateHandle<usize>, hand_in: Option<Day>, as_of: Day) -> Html {
    let t = site.t;
    let all = procedures(book.rules());
    let onchange = {
        let chosen = chosen.setter();
        Callback::from(move |event: Event| {
            let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            chosen.set(usize::try_from(place).unwrap_or(0));
        })
    };
    let on_value = {
        let procedure = all.get(**chosen).or_else(|| all.first()).copied().unwrap_or_default();
        let (dispatch, key) = (site.dispatch.clone(), hand_in_key(book.rules(), procedure));
        Callback::from(move |day: Option<Day>| dispatch.dispatch(Action::HandIn { key: key.clone(), day }))
    };
    let clear = on_value.reform(|_: MouseEvent| None);
    html! {
        <section class="sheet" aria-labelledby="plan">
            <h2 id="plan">{ t.plan_title() }</h2>
            <div class="controls">
                if all.len() > 1 {
                    <label for="procedure">{ t.procedures_choose() }</label>
                    <select id="procedure" {onchange}>
                        for (place, id) in all.iter().enumerate() {
                            <option key={*id} selected={place == **chosen}>{ book.words().title("procedure", id).to_owned() }</option>
                        }
                    </select>
                }
                <label for="hand-in">{ t.plan_hand_in() }</label>
                <DateEntry id="hand-in" value={hand_in} {on_value} />
                if hand_in.is_some() {
                    <button type="button" class="quiet" onclick={clear}>{ t.plan_clear() }</button>
                }
            </div>
            if let Some(day) = hand_in.filter(|day| *day < as_of) {
                <p class="warning" role="status">{ fill(t.plan_past(), &[("day", &day.to_string())]) }</p>
            }
            <p class="hint">{ t.plan_text() }</p>
        </section>
    }
}
