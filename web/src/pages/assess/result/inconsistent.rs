//! Answers that do not agree with each other.

use super::super::breach::say;
use crate::app::Site;
use crate::kit::{Book, View};
use yew::prelude::*;
use ziping_core::assess::Inconsistency;
use ziping_core::fact::FactIx;

pub(crate) fn inconsistent(site: &Site, book: &Book, view: &View, on_ask: &Callback<FactIx>) -> Html {
    let t = site.t;
    // What this rule book does not ask is another page's business.
    let found: Vec<&Inconsistency> = view
        .inconsistencies()
        .iter()
        .filter(|found| found.facts().iter().any(|fact| book.section_of(*fact).is_some()))
        .collect();
    if found.is_empty() {
        return Html::default();
    }
    html! {
        <section class="inconsistent">
            <h3>{ t.inconsistent_title() }</h3>
            <ul class="list">
                for (place, found) in found.into_iter().enumerate() {
                    { one(place, say(site, found), found, on_ask) }
                }
            </ul>
        </section>
    }
}

fn one(place: usize, (title, text): (String, String), found: &Inconsistency, on_ask: &Callback<FactIx>) -> Html {
    let fact = found.facts().first().copied();
    let onclick = {
        let on_ask = on_ask.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(fact) = fact {
                on_ask.emit(fact);
            }
        })
    };
    html! {
        <li key={place} class={if found.is_error() { "error" } else { "warning" }}>
            <button type="button" class="link" {onclick}>{ title }</button>
            <br />
            <small>{ text }</small>
        </li>
    }
}
