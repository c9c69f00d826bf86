//! The organisations whose answers are in this browser.

use crate::browser;
use crate::pages::notices::RESTORE;
use crate::parts::HEADING;
use crate::site::Site;
use crate::state::{Action, Workspace};
use crate::texts::fill;
use yew::prelude::*;

pub(super) fn clients(site: &Site, workspace: &Workspace) -> Html {
    let t = site.t;
    let at_hand = workspace.client();
    if workspace.clients.len() < 2 && at_hand.is_blank() {
        return Html::default();
    }
    let act = |action: Action| {
        let dispatch = site.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(action.clone());
            browser::hand_on(vec![RESTORE.to_owned(), HEADING.to_owned()]);
        })
    };
    let begin = {
        let dispatch = site.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Begin { id: browser::new_id() }))
    };
    html! {
        <section aria-labelledby="clients">
            <h2 id="clients">{ t.clients_title() }</h2>
            <ul class="clients">
                for client in &workspace.clients {
                    <li key={client.id.clone()}>
                        { one(client.shown_name(&site.library().catalogue), client.sheet.answered().count(), client.id == at_hand.id,
                            act(Action::Show { id: client.id.clone() }), act(Action::Remove { id: client.id.clone(), today: browser::today() }), t) }
                    </li>
                }
            </ul>
            <p class="acts"><button type="button" onclick={begin}>{ t.clients_begin() }</button></p>
        </section>
    }
}

fn one(
    name: &str,
    answers: usize,
    at_hand: bool,
    show: Callback<MouseEvent>,
    remove: Callback<MouseEvent>,
    t: &'static crate::texts::Texts,
) -> Html {
    let name = if name.is_empty() { t.client_unnamed() } else { name };
    html! {
        <>
            <span class="name">{ name }{ " " }<small>{ fill(t.clients_answers(), &[("n", &answers.to_string())]) }</small></span>
            if at_hand {
                <span class="tag">{ t.clients_at_hand() }</span>
            } else {
                <button type="button" onclick={show} aria-label={format!("{} {name}", t.clients_show())}>{ t.clients_show() }</button>
            }
            <button type="button" class="quiet" onclick={remove} aria-label={format!("{} {name}", t.clients_remove())}>{ t.clients_remove() }</button>
        </>
    }
}
