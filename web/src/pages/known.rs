//! Answers of an organisation that is here: asks what is to become of them.

use crate::handed_in;
use crate::route::Route;
use crate::texts::{Texts, fill};
use yew::prelude::*;

/// The notice that asks: merged with what is here, or another organisation. `more`: what else is said. The element has the
/// given `id` and takes the focus.
pub(crate) fn merge_or_another(
    id: &'static str,
    organisation: &str,
    (file, answers): (&str, &str),
    more: Html,
    another: Callback<MouseEvent>,
    t: &Texts,
) -> Html {
    let (file, answers) = (file.to_owned(), answers.to_owned());
    let merge = Callback::from(move |_: MouseEvent| handed_in::leave(file.clone(), answers.clone()));
    html! {
        <div class="notice" {id} tabindex="-1">
            <p>{ fill(t.files_known(), &[("name", organisation)]) }</p>
            { more }
            <p class="acts">
                <a class="button primary" href={Route::Take.href()} onclick={merge}>{ t.files_merge() }</a>
                <button type="button" onclick={another}>{ t.files_another() }</button>
            </p>
        </div>
    }
}
