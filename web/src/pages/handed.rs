//! What to do with a file that a download does not hand over.

use crate::browser;
use crate::handed::{WAITS, Waiting, data};
use crate::site::use_site;
use crate::texts::fill;
use gloo::events::EventListener;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

/// Says so, and offers the share sheet where there is one.
#[component]
pub(super) fn Handed() -> Html {
    let t = use_site().t;
    let waiting = use_state(|| None::<Waiting>);
    {
        let waiting = waiting.setter();
        use_effect_with((), move |()| {
            let listener = browser::window()
                .map(|window| EventListener::new(&window, WAITS, move |_| waiting.set(Waiting::now())));
            move || drop(listener)
        });
    }
    let Some(Waiting { name, file }) = &*waiting else { return Html::default() };
    let close = {
        let waiting = waiting.setter();
        Callback::from(move |_: MouseEvent| waiting.set(None))
    };
    let share = file.clone().map(|file| {
        Callback::from(move |_: MouseEvent| {
            let file = file.clone();
            spawn_local(async move {
                if let Some(window) = browser::window() {
                    // Whoever closes the sheet has decided; the button stays.
                    let _ = JsFuture::from(window.navigator().share_with_data(&data(&file))).await;
                }
            });
        })
    });
    let text = if share.is_some() { t.handed_share() } else { t.handed_elsewhere() };
    html! {
        <div class="notice" role="status" id="handed">
            <p>{ fill(text, &[("name", name)]) }</p>
            <p class="acts">
                if let Some(onclick) = share {
                    <button type="button" class="primary" id="share" {onclick}>{ t.handed_button() }</button>
                }
                <button type="button" class="quiet" onclick={close}>{ t.handed_close() }</button>
            </p>
        </div>
    }
}
