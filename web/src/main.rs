//! The site. A placeholder page until the real one is merged.

use yew::prelude::*;

/// The one heading that the browser tests look for.
#[component]
fn App() -> Html {
    html! { <main><h1>{ "Ziping 自评" }</h1></main> }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
