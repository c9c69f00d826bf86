//! A box to tick, with its label.

use yew::prelude::*;

pub(crate) fn check_box(id: String, label: &str, checked: bool, onchange: Callback<Event>) -> Html {
    html! {
        <label class="box" key={id.clone()}>
            <input type="checkbox" {id} {checked} {onchange} />
            <span>{ label }</span>
        </label>
    }
}
