//! What is still open: first what can change the grade, the most telling in front; then what no longer does.

use crate::fields::use_site;
use crate::kit::{Book, View};
use crate::texts::fill;
use yew::prelude::*;
use ziping_core::fact::FactIx;

/// The most open answers listed.
const SHOWN: usize = 5;

#[derive(Properties, PartialEq)]
pub(crate) struct OpenProps {
    pub(crate) book: Book,
    pub(crate) view: View,
    pub(crate) on_ask: Callback<FactIx>,
}

#[component]
pub(crate) fn Open(props: &OpenProps) -> Html {
    let site = use_site();
    let t = site.t;
    let telling = props.view.next();
    let others: Vec<FactIx> =
        props.view.assessment().open_facts().into_iter().filter(|fact| !telling.contains(fact)).collect();
    if telling.is_empty() && others.is_empty() {
        return html! { <section><h3>{ t.open_title }</h3><p><small>{ t.open_none }</small></p></section> };
    }
    let entry = |fact: FactIx| html! { <Entry key={fact.index()} {fact} on_ask={&props.on_ask} /> };
    html! {
        <section>
            <h3>{ t.open_title }</h3>
            if telling.is_empty() {
                <p><small>{ t.open_decided }</small></p>
            } else {
                <ul class="list asks">{ for telling.iter().take(SHOWN).copied().map(entry) }</ul>
                if telling.len() > SHOWN {
                    <p><small>{ fill(t.open_more, &[("n", &(telling.len() - SHOWN).to_string())]) }</small></p>
                }
            }
            if !others.is_empty() {
                <details>
                    <summary>{ fill(t.open_others, &[("n", &others.len().to_string())]) }</summary>
                    <ul class="list asks">{ for others.iter().copied().map(entry) }</ul>
                </details>
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct EntryProps {
    fact: FactIx,
    on_ask: Callback<FactIx>,
}

#[component]
fn Entry(props: &EntryProps) -> Html {
    let site = use_site();
    let onclick = use_callback((props.on_ask.clone(), props.fact), |_: MouseEvent, (ask, fact)| ask.emit(*fact));
    html! {
        <li><button type="button" class="link" {onclick}>{ site.words.title("fact", site.id_of(props.fact)) }</button></li>
    }
}
