//! Rule books in use, overlays, language and appearance, room in the browser, beginning anew.

mod books;
mod erase;
mod host;
mod load;
mod look;
mod overlays;
mod storage;

use super::use_arrival;
use crate::fields::use_site;
use crate::parts::heading;
use crate::state::Workspace;
use yew::prelude::*;

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
