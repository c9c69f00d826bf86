//! Which rule books the list is for: those in hand, all of them, or one. What is in hand is remembered with the
//! organisation; until it is said, it is what has been begun, else whatever can be applied for now.

use crate::parts::check_box;
use crate::site::Site;
use crate::state::{Action, Client};
use std::rc::Rc;
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use ziping_assess::begun;
use ziping_regime::RuleBook;

/// What is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Which {
    #[default]
    InHand,
    All,
    One(String),
}

/// Whether one can apply under it now, or prepare to.
fn applies(rules: &RuleBook) -> bool {
    !rules.status.is_over()
}

/// The rule books in hand.
pub(in crate::pages) fn in_hand(site: &Site, client: &Client) -> Vec<String> {
    let ids = |wanted: &dyn Fn(&RuleBook) -> bool| -> Vec<String> {
        site.packs.regimes().iter().filter(|rules| wanted(rules)).map(|rules| rules.id.clone()).collect()
    };
    if !client.regimes.is_empty() {
        return ids(&|rules| client.regimes.contains(&rules.id));
    }
    let all: Vec<&RuleBook> = site.packs.regimes().iter().map(|rules| &**rules).collect();
    let begun = begun(site.library(), &all, &client.sheet);
    if begun.is_empty() { ids(&applies) } else { begun.iter().map(|rules| rules.id.clone()).collect() }
}

impl Which {
    /// The ids of the rule books that it shows.
    pub(super) fn of(&self, site: &Site, here: &[String]) -> Rc<Vec<String>> {
        Rc::new(match self {
            Self::InHand => here.to_vec(),
            Self::All => site.packs.regimes().iter().map(|rules| rules.id.clone()).collect(),
            Self::One(id) => vec![id.clone()],
        })
    }
}

/// The choice: what to show, and what is in hand.
pub(super) fn filter(site: &Site, here: &[String], which: &UseStateHandle<Which>) -> Html {
    let t = site.t;
    let all: Vec<String> = site.packs.regimes().iter().map(|rules| rules.id.clone()).collect();
    let choices: Vec<(Which, String)> =
        [(Which::InHand, t.evidence_in_hand().to_owned()), (Which::All, t.evidence_all().to_owned())]
            .into_iter()
            .chain(all.iter().map(|id| (Which::One(id.clone()), name(site, id))))
            .collect();
    let onchange = {
        let (which, choices) = (which.clone(), choices.iter().map(|(which, _)| which.clone()).collect::<Vec<_>>());
        Callback::from(move |event: Event| {
            let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            which.set(usize::try_from(place).ok().and_then(|place| choices.get(place)).cloned().unwrap_or_default());
        })
    };
    let toggle = |id: &String| {
        // None in hand is what it was before anything was said.
        let next: Vec<String> = all.iter().filter(|known| here.contains(known) != (*known == id)).cloned().collect();
        let dispatch = site.dispatch.clone();
        Callback::from(move |_: Event| dispatch.dispatch(Action::Collect(next.clone())))
    };
    html! {
        <>
            <p class="which">
                <label for="which">{ t.evidence_show() }</label>
                <select id="which" {onchange}>
                    for (choice, text) in &choices {
                        <option key={text.clone()} selected={*choice == **which}>{ text }</option>
                    }
                </select>
            </p>
            if **which == Which::InHand {
                <details class="choose">
                    <summary>{ t.evidence_for() }</summary>
                    <div class="boxes">
                        for id in &all {
                            { check_box(format!("for-{id}"), &name(site, id), here.contains(id), toggle(id)) }
                        }
                    </div>
                </details>
            }
        </>
    }
}

/// The short name, which the list of papers uses too; what can no longer be applied for says so.
fn name(site: &Site, id: &str) -> String {
    let card = site.words.get("card", id);
    card.labels.get("short").unwrap_or(&card.title).clone()
}
