//! Asks by which rule books packages are made, where those chosen are in for several.

use crate::pages::package::in_for;
use crate::parts::{Dialog, check_box};
use crate::site::use_site;
use crate::state::Client;
use crate::texts::fill;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct WhichProps {
    pub(super) clients: Vec<Rc<Client>>,
    /// The rule books to make packages by, by id.
    pub(super) on_go: Callback<Vec<String>>,
    pub(super) on_close: Callback<()>,
}

#[component]
pub(super) fn Which(props: &WhichProps) -> Html {
    let site = use_site();
    let t = site.t;
    let left = use_state_eq(Vec::<String>::new);
    let of: Vec<Vec<String>> = props.clients.iter().map(|client| in_for(&site, client)).collect();
    let how_many = |regime: &str| of.iter().flatten().filter(|id| *id == regime).count();
    let known = site.packs.regimes().iter().map(|rules| (rules.id.clone(), how_many(&rules.id)));
    let known: Vec<(String, usize)> = known.filter(|(_, count)| *count > 0).collect();
    let wanted: Vec<String> = known.iter().map(|(id, _)| id.clone()).filter(|id| !left.contains(id)).collect();
    let all: usize = wanted.iter().map(|id| how_many(id)).sum();
    let toggle = |id: &str| {
        let (setter, mut next) = (left.setter(), (*left).clone());
        match next.iter().position(|known| known == id) {
            Some(place) => drop(next.remove(place)),
            None => next.push(id.to_owned()),
        }
        Callback::from(move |_: Event| setter.set(next.clone()))
    };
    let onsubmit = {
        let (on_go, wanted) = (props.on_go.clone(), wanted.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !wanted.is_empty() {
                on_go.emit(wanted.clone());
            }
        })
    };
    html! {
        <Dialog title={t.batch_which()} on_close={&props.on_close}>
            <form {onsubmit}>
                <p>{ t.batch_which_text() }</p>
                for (id, count) in &known {
                    <p key={id.clone()}>
                        { check_box(
                            format!("which-{id}"),
                            &fill(t.batch_which_one(), &[("title", site.words.title("card", id)), ("n", &count.to_string())]),
                            !left.contains(id),
                            toggle(id),
                        ) }
                    </p>
                }
                <p class="acts">
                    <button type="submit" class="primary" id="which-go" disabled={wanted.is_empty()}>
                        { fill(t.batch_which_go(), &[("n", &all.to_string())]) }
                    </button>
                </p>
            </form>
        </Dialog>
    }
}
