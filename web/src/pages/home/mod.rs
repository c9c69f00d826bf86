//! Home: what it is, the promise, the rule books with how far one is, the files.

mod card;
mod clients;
mod files;
pub(super) mod problems;

use super::notices::download_answers;
use super::use_arrival;
use crate::browser;
use crate::fields::use_site;
use crate::parts::heading;
use crate::state::Workspace;
use yew::prelude::*;

/// Where the last place is remembered.
const LAST: &str = "ziping.last";

/// Remembers the place to go on from.
pub(crate) fn remember_place(href: &str) {
    browser::remember(LAST, href);
}

/// The place last worked at.
pub(crate) fn last_place() -> Option<String> {
    browser::remembered(LAST)
}

#[component]
pub(crate) fn Home() -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.home_short(), "home".to_owned());
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let client = workspace.client();
    let last = browser::remembered(LAST).filter(|href| href.starts_with("#/") && !client.is_blank());
    let as_of = client.as_of.unwrap_or_else(browser::today);
    let blank = client.is_blank();
    let export = {
        let (site, workspace) = (site.clone(), workspace.clone());
        Callback::from(move |_: MouseEvent| {
            download_answers(&workspace, &site.library().catalogue, site.t.client_unnamed());
        })
    };
    html! {
        <main class="page home" id="main" tabindex="-1">
            { heading(t.home_title()) }
            <p class="lead">{ t.home_lead() }</p>
            if let Some(href) = last {
                <p class="acts"><a class="button primary" {href}>{ t.home_continue() }</a></p>
            }
            <section aria-labelledby="regimes">
                <h2 id="regimes">{ t.home_regimes() }</h2>
                <ul class="cards">
                    for rules in site.packs.regimes() {
                        { card::card(&site, rules, &client.sheet, as_of) }
                    }
                </ul>
            </section>
            <files::Files {blank} on_export={export} />
            { clients::clients(&site, &workspace) }
            <section class="sheet promise" aria-labelledby="promise">
                <h2 id="promise">{ t.home_promise_title() }</h2>
                <p>{ t.home_promise() }</p>
                <ul>
                    <li>{ t.home_verify_offline() }</li>
                    <li>{ t.home_verify_network() }</li>
                    <li>{ t.home_verify_policy() }</li>
                </ul>
            </section>
        </main>
    }
}
