//! Something did not come: what it is and what to do, and the way to try again.

use yew::prelude::*;

pub(crate) fn retry(text: &str, again: &str, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <>
            <p role="alert">{ text }</p>
            <p class="acts"><button type="button" {onclick}>{ again }</button></p>
        </>
    }
}
