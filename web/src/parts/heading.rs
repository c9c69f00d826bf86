//! The heading of a page, which takes the focus when the page is come to.

use yew::prelude::*;

/// Its id.
pub(crate) const ID: &str = "heading";

#[derive(Properties, PartialEq)]
pub(crate) struct HeadingProps {
    pub(crate) text: AttrValue,
}

#[component]
pub(crate) fn Heading(props: &HeadingProps) -> Html {
    html! { <h1 id={ID} tabindex="-1">{ &props.text }</h1> }
}
