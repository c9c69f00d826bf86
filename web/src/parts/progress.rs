//! How far something is that takes its time.

use yew::prelude::*;

/// A bar with words under it; `label` says to those who hear the page what it is that goes on.
pub(crate) fn progress(done: u64, of: u64, label: &str, said: String) -> Html {
    html! {
        <>
            <progress max={of.to_string()} value={done.to_string()} aria-label={label.to_owned()}></progress>
            <p>{ said }</p>
        </>
    }
}
