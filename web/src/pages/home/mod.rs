//! Home: what it is and how to begin, the rule books with who they are for and how far one is, the files, the promise.

mod card;
mod clients;
mod files;
pub(super) mod problems;
mod ways;

use super::notices::download_answers;
use super::plan;
use super::use_arrival;
use crate::browser;
use crate::parts::{heading, host};
use crate::site::use_site;
use crate::state::Workspace;
use std::rc::Rc;
use yew::prelude::*;
use ziping_regime::RuleBook;

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
    // Those that one can apply under come first.
    let is_over = |rules: &&Rc<RuleBook>| rules.status.is_over();
    let regimes = site.packs.regimes();
    let sorted = regimes.iter().filter(|rules| !is_over(rules)).chain(regimes.iter().filter(is_over));
    // A host that has an order of its own is followed.
    let books: Vec<_> = if site.packs.is_ordered() { regimes.iter().collect() } else { sorted.collect() };
    html! {
        <main class="page home" id="main" tabindex="-1">
            { heading(t.home_title()) }
            <p class="lead">{ t.home_lead() }</p>
            { ways::ways(&site, &client, last) }
            <section aria-labelledby="regimes">
                <h2 id="regimes">{ t.home_regimes() }</h2>
                <ul class="books" id={ways::BOOKS} tabindex="-1" aria-labelledby="regimes">
                    for rules in books {
                        { card::card(&site, rules, &client.sheet, as_of) }
                    }
                </ul>
                { plan::link(&site, None) }
            </section>
            { host(&site) }
            <files::Files clients={workspace.clients.clone()} at_hand={client.id.clone()} {blank} on_export={export} />
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
