//! What is still open: first what can change the grade, the most telling in front; then what no longer does.

use crate::engine::View;
use crate::site::Site;
use crate::texts::fill;
use yew::prelude::*;
use ziping_rules::fact::FactIx;

/// The most open answers listed.
const SHOWN: usize = 5;

pub(super) fn open(site: &Site, view: &View, on_ask: &Callback<FactIx>) -> Html {
    let t = site.t;
    let telling = view.next();
    let others: Vec<FactIx> =
        view.assessment().open_facts().into_iter().filter(|fact| !telling.contains(fact)).collect();
    if telling.is_empty() && others.is_empty() {
        return html! { <section><h3>{ t.open_title() }</h3><p><small>{ t.open_none() }</small></p></section> };
    }
    let entry = |fact: FactIx| {
        let onclick = on_ask.reform(move |_: MouseEvent| fact);
        let title = site.words.title("fact", site.id_of(fact));
        html! { <li key={fact.index()}><button type="button" class="link" {onclick}>{ title }</button></li> }
    };
    html! {
        <section>
            <h3>{ t.open_title() }</h3>
            if telling.is_empty() {
                <p><small>{ t.open_decided() }</small></p>
            } else {
                <ul class="list asks">{ for telling.iter().take(SHOWN).copied().map(entry) }</ul>
                if telling.len() > SHOWN {
                    <p><small>{ fill(t.open_more(), &[("n", &(telling.len() - SHOWN).to_string())]) }</small></p>
                }
            }
            if !others.is_empty() {
                <details>
                    <summary>{ fill(t.open_others(), &[("n", &others.len().to_string())]) }</summary>
                    <ul class="list asks">{ for others.iter().copied().map(entry) }</ul>
                </details>
            }
        </section>
    }
}
