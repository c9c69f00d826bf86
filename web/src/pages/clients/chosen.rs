//! The organisations that were chosen, and what can be done with all of them at once.

use super::Line;
use super::batch::Batch;
use crate::route::Route;
use crate::site::Site;
use crate::state::Client;
use crate::texts::fill;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// `lines`: those that are listed; one that is not is not chosen either.
pub(super) fn chosen(
    site: &Site,
    lines: &[Line],
    chosen: &UseStateHandle<Rc<BTreeSet<String>>>,
    on_handle: &Callback<Vec<String>>,
) -> Html {
    let t = site.t;
    let listed: Vec<&str> = lines.iter().map(|(client, ..)| client.id.as_str()).collect();
    let ids: Vec<&str> = listed.iter().copied().filter(|id| chosen.contains(*id)).collect();
    let all = {
        let (setter, all) = (chosen.setter(), ids.len() == listed.len());
        let listed: BTreeSet<String> = listed.iter().map(|id| (*id).to_owned()).collect();
        Callback::from(move |_: MouseEvent| setter.set(Rc::new(if all { BTreeSet::new() } else { listed.clone() })))
    };
    let handle = {
        let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        on_handle.reform(move |_: MouseEvent| ids.clone())
    };
    let n = ids.len().to_string();
    let clients: Vec<Rc<Client>> =
        lines.iter().filter(|(client, ..)| ids.contains(&&*client.id)).map(|(client, ..)| Rc::clone(client)).collect();
    html! {
        <>
        <p class="acts chosen-ones">
            <button type="button" id="choose-all" aria-pressed={(ids.len() == listed.len()).to_string()} onclick={all}>{ t.collect_choose_all() }</button>
            if !ids.is_empty() {
                <a class="button primary" href={Route::Collect { clients: ids.join(",") }.href()}>
                    { fill(t.collect_for_chosen(), &[("n", &n)]) }
                </a>
                <button type="button" id="handle-chosen" onclick={handle}>{ fill(t.desk_handle_chosen(), &[("n", &n)]) }</button>
            }
            <a class="button" href={Route::Take.href()}>{ t.take_title() }</a>
        </p>
        if !clients.is_empty() {
            <Batch {clients} />
        }
        </>
    }
}
