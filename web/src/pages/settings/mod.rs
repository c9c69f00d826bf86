//! Rule books in use, overlays, language and appearance, room in the browser, beginning anew.

mod books;
mod erase;
mod host;
mod load;
mod look;
mod overlays;
mod storage;

use super::use_arrival;
use crate::parts::heading;
use crate::site::use_site;
use crate::state::Workspace;
use crate::texts::{Texts, fill};
use yew::prelude::*;

/// How many of what was loaded are rule books and no overlays, and what is said of them; nothing where there are none.
fn loaded_books(workspace: &Workspace, t: &Texts) -> (usize, String) {
    let count = workspace.overlays.iter().filter(|overlay| overlay.book.is_some()).count();
    (count, if count > 0 { fill(t.drafts_kept(), &[("n", &count.to_string())]) } else { String::new() })
}

#[component]
pub(crate) fn Settings() -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.settings_title(), "settings".to_owned());
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    html! {
        <main class="page settings" id="main" tabindex="-1">
            { heading(t.settings_title()) }
            <p class="lead">{ t.settings_lead() }</p>
            { books::books(&site) }
            <host::HostFolder />
            <overlays::Overlays overlays={workspace.overlays.clone()} />
            { look::look(&site) }
            <storage::Storage />
            <erase::Erase />
        </main>
    }
}
