//! The heading of a page, which takes the focus when the page is come to.

use yew::prelude::*;

/// Its id.
pub(crate) const ID: &str = "heading";

pub(crate) fn heading(text: &str) -> Html {
    html! { <h1 id={ID} tabindex="-1">{ text }</h1> }
}
