//! Everything in one file, out and back in. Nothing that is here gives way without a choice.

mod carry;
mod restore;
mod save;

pub(in crate::pages) use save::SaveAll;

use crate::site::use_site;
use restore::Restore;
use yew::prelude::*;

#[component]
pub(super) fn BackUp() -> Html {
    let t = use_site().t;
    html! {
        <section class="sheet backup" aria-labelledby="backup">
            <h2 id="backup">{ t.backup_title() }</h2>
            <p>{ t.backup_text() }</p>
            <SaveAll id="back-up" />
            <Restore />
        </section>
    }
}
