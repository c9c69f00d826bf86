//! The bin: removed organisations, until they are put back or the bin is emptied.

use super::row::shown;
use crate::browser;
use crate::parts::{Dialog, HEADING};
use crate::site::use_site;
use crate::state::{Action, Workspace};
use crate::texts::fill;
use yew::prelude::*;

/// The id of the section's heading, which gets the focus of buttons that are gone.
const BIN: &str = "bin";

/// What is to be forgotten for good, once that is confirmed.
#[derive(Debug, Clone, PartialEq)]
enum Purge {
    One(String, String),
    All,
}

#[component]
pub(super) fn Bin() -> Html {
    let site = use_site();
    let t = site.t;
    let asked = use_state_eq(|| None::<Purge>);
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    if workspace.bin.is_empty() {
        return Html::default();
    }
    let act = |action: Action| {
        let (dispatch, asked) = (site.dispatch.clone(), asked.setter());
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(action.clone());
            asked.set(None);
            browser::hand_on(vec![BIN.to_owned(), HEADING.to_owned()]);
        })
    };
    let ask = |purge: Purge| {
        let asked = asked.setter();
        Callback::from(move |_: MouseEvent| asked.set(Some(purge.clone())))
    };
    let confirm = asked.as_ref().map(|purge| {
        let (title, action) = match purge {
            Purge::One(id, name) => (fill(t.bin_purge_one(), &[("name", name)]), Action::Purge { id: Some(id.clone()) }),
            Purge::All => (t.bin_purge_all().to_owned(), Action::Purge { id: None }),
        };
        let close = asked.setter();
        html! {
            <Dialog {title} on_close={Callback::from(move |()| close.set(None))}>
                <p>{ t.bin_purge_text() }</p>
                <p class="acts"><button type="button" class="primary" id="purge" onclick={act(action)}>{ t.bin_purge() }</button></p>
            </Dialog>
        }
    });
    html! {
        <section class="bin" aria-labelledby={BIN}>
            <h2 id={BIN} tabindex="-1">{ fill(t.bin_title(), &[("n", &workspace.bin.len().to_string())]) }</h2>
            <p>{ t.bin_text() }</p>
            <ul class="clients">
                for binned in workspace.bin.iter() {
                    <li key={binned.client.id.clone()}>
                        <span class="name">
                            { shown(&site, &binned.client) }{ " " }
                            <small>{ fill(t.bin_when(), &[("day", &binned.removed.to_string()), ("n", &binned.client.sheet.answered().count().to_string())]) }</small>
                        </span>
                        <button
                            type="button"
                            aria-label={format!("{} {}", t.bin_back(), shown(&site, &binned.client))}
                            onclick={act(Action::PutBack { id: binned.client.id.clone() })}
                        >{ t.bin_back() }</button>
                        <button
                            type="button"
                            class="quiet"
                            aria-label={format!("{} {}", t.bin_purge(), shown(&site, &binned.client))}
                            onclick={ask(Purge::One(binned.client.id.clone(), shown(&site, &binned.client)))}
                        >{ t.bin_purge() }</button>
                    </li>
                }
            </ul>
            <p class="acts"><button type="button" id="empty-bin" onclick={ask(Purge::All)}>{ t.bin_empty() }</button></p>
            { confirm.unwrap_or_default() }
        </section>
    }
}
