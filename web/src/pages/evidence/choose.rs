//! The rule books to collect papers for, remembered with the organisation.

use crate::app::Site;
use crate::parts::check_box;
use crate::state::{Action, Client};
use yew::prelude::*;

/// The rule books chosen; no choice is all of them.
pub(super) fn choose(site: &Site, client: &Client) -> Html {
    let all: Vec<String> = site.packs.regimes().iter().map(|rules| rules.id.clone()).collect();
    let chosen = |id: &String| client.regimes.is_empty() || client.regimes.contains(id);
    let toggle = |id: &String| {
        let mut next: Vec<String> = all.iter().filter(|known| chosen(known) != (*known == id)).cloned().collect();
        // All and none are the same: without a rule book there is nothing to collect.
        if next.len() == all.len() {
            next.clear();
        }
        let dispatch = site.dispatch.clone();
        Callback::from(move |_: Event| dispatch.dispatch(Action::Collect(next.clone())))
    };
    // The short name, which the list of papers uses too.
    let name = |id: &str| {
        let card = site.words.get("card", id);
        card.labels.get("short").unwrap_or(&card.title).clone()
    };
    html! {
        <fieldset class="choose">
            <legend>{ site.t.evidence_for() }</legend>
            <div class="boxes">
                for id in &all {
                    { check_box(format!("for-{id}"), &name(id), chosen(id), toggle(id)) }
                }
            </div>
        </fieldset>
    }
}
