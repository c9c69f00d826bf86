//! A newer build of the site is kept and waits: it takes over when the user says so and everything is saved.

use crate::browser;
use crate::site::{Saving, use_site};
use crate::store::SaveState;
use gloo::events::EventListener;
use yew::prelude::*;

/// What `offline.js` says when a newer build waits.
const WAITS: &str = "ziping-update";
/// What it listens for.
const TAKE_OVER: &str = "ziping-take-over";

#[component]
pub(super) fn Update() -> Html {
    let t = use_site().t;
    let waits = use_state_eq(|| browser::root_attribute("data-update").is_some());
    {
        let waits = waits.setter();
        use_effect_with((), move |()| {
            let listener = browser::window().map(|window| EventListener::new(&window, WAITS, move |_| waits.set(true)));
            move || drop(listener)
        });
    }
    let Some(saving) = use_context::<Saving>().filter(|_| *waits) else { return Html::default() };
    // The page begins anew: nothing may be only on it.
    let safe = matches!(saving.state, SaveState::Fresh | SaveState::Saved(_));
    let onclick = Callback::from(|_: MouseEvent| browser::announce(TAKE_OVER));
    html! {
        <div class="notice" role="status">
            <p>{ if safe { t.update_ready() } else { t.update_unsaved() } }</p>
            <p class="acts"><button type="button" class="primary" id="take-over" disabled={!safe} {onclick}>{ t.update_take_over() }</button></p>
        </div>
    }
}
