//! Looking at the site as visitors will see it, and taking `host.zip` away; what is in the way of either.

use super::check::{self, Check};
use super::field::{id_of, label_of, said};
use super::making::Making;
use crate::browser;
use crate::folder::{Ask, Contents, Event, Problems, ask};
use crate::handed;
use crate::host::begin_preview;
use crate::pages::home::problems::listed;
use crate::site::{Site, use_site};
use crate::texts::fill;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::prelude::*;
use ziping_host::Wrong;

/// What the folder is called as a file.
const ZIP: &str = "host.zip";
/// The id of what is in the way, which takes the focus.
const WRONG: &str = "host-wrong";

/// How taking the folder away stands.
#[derive(Clone, PartialEq)]
enum State {
    Waiting,
    Packing,
    Taken,
    /// What is wrong with files.
    Refused(Rc<Problems>),
    Failed,
}

#[derive(Properties, PartialEq)]
pub(super) struct TakeProps {
    /// The `host.json`, where nothing is wrong with the fields.
    pub(super) host: Option<String>,
    pub(super) making: Making,
    pub(super) tried: UseStateSetter<bool>,
    pub(super) wrong: Rc<Vec<Wrong>>,
    pub(super) check: Check,
}

#[component]
pub(super) fn Take(props: &TakeProps) -> Html {
    let site = use_site();
    let t = site.t;
    let state = use_state_eq(|| State::Waiting);
    // What is in the way is told once the visitor wanted to go on.
    let told = use_state_eq(|| false);
    {
        let (state, told) = (state.setter(), told.setter());
        use_effect_with(props.making.clone(), move |_| {
            state.set(State::Waiting);
            told.set(false);
        });
    }
    let stop = {
        let (tried, told) = (props.tried.clone(), told.setter());
        Callback::from(move |()| {
            tried.set(true);
            told.set(true);
            browser::reveal_soon(WRONG);
        })
    };
    let preview = {
        let (host, stop) = (props.host.clone(), stop.clone());
        Callback::from(move |_: MouseEvent| match &host {
            Some(host) => begin_preview(host),
            None => stop.emit(()),
        })
    };
    let take = {
        let (site, state) = (site.clone(), state.setter());
        let (host, making) = (props.host.clone(), props.making.clone());
        Callback::from(move |_: MouseEvent| match &host {
            Some(host) => pack(&site, host, &making, &state),
            None => stop.emit(()),
        })
    };
    let busy = *state == State::Packing;
    html! {
        <section class="sheet" aria-labelledby="make-take">
            <h2 id="make-take">{ t.make_take() }</h2>
            <p>{ t.make_take_text() }</p>
            if *told && !props.wrong.is_empty() {
                { wrong(&site, &props.wrong) }
            }
            <p class="acts">
                <button type="button" id="preview-host" onclick={preview}>{ t.make_preview_button() }</button>
                <button type="button" class="primary" id="take-host" disabled={busy} onclick={take}>{ t.make_take_button() }</button>
            </p>
            <div aria-live="polite">{ tell(&site, &state) }</div>
        </section>
    }
}

/// What is wrong with the fields, each with the way to it.
fn wrong(site: &Site, wrong: &[Wrong]) -> Html {
    let t = site.t;
    let one = |wrong: &Wrong| {
        let label = label_of(&wrong.field, site);
        let field = id_of(&wrong.field);
        let onclick = {
            let field = field.clone();
            // The address after the `#` names the page, so the link must not change it.
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                browser::reveal(&field);
            })
        };
        let text = fill(t.make_wrong_field(), &[("label", &label), ("what", &said(wrong, &label, site))]);
        html! { <li key={field.clone()}><a href={format!("#{field}")} {onclick}>{ text }</a></li> }
    };
    html! {
        <div class="notice bad problems" id={WRONG} tabindex="-1" role="alert">
            <p><b>{ t.make_wrong() }</b></p>
            <ul>{ for wrong.iter().map(one) }</ul>
        </div>
    }
}

/// Checks the files once more, packs the folder and hands it over.
fn pack(site: &Site, host: &str, making: &Making, state: &UseStateSetter<State>) {
    state.set(State::Packing);
    let (site, host, making, state) = (site.clone(), host.to_owned(), making.clone(), state.clone());
    spawn_local(async move { state.set(packed(&site, host, &making).await.unwrap_or(State::Failed)) });
}

async fn packed(site: &Site, host: String, making: &Making) -> Option<State> {
    let mut compiled = None;
    if !making.draft.files().is_empty() || !making.draft.figures.is_empty() {
        let found = check::look(site, making).await?;
        compiled.clone_from(&found.compiled);
        if !found.is_good() {
            browser::reveal_soon(WRONG);
            let mut problems = found.problems;
            let failed = found.trial.map(|trial| trial.failed).unwrap_or_default();
            if !failed.is_empty() {
                problems.push((site.t.make_kind_overlay().to_owned(), failed));
            }
            return Some(State::Refused(Rc::new(problems)));
        }
    }
    let (names, files): (Vec<String>, Vec<Blob>) = making.named();
    Some(match ask(Ask::Pack(Contents { host, names }), compiled, files).await? {
        Event::Packed(zip) => {
            handed::file(ZIP, &zip);
            State::Taken
        }
        Event::Refused(problems) => State::Refused(Rc::new(problems)),
        Event::Checked(_) | Event::Opened { .. } => State::Failed,
    })
}

fn tell(site: &Site, state: &State) -> Html {
    let t = site.t;
    match state {
        State::Waiting => Html::default(),
        State::Packing => html! { <p>{ t.make_taking() }</p> },
        State::Taken => html! { <p class="notice">{ t.make_taken() }</p> },
        State::Failed => html! { <p class="notice bad" role="alert">{ t.make_check_failed() }</p> },
        State::Refused(problems) => html! {
            <div class="notice bad problems" id={WRONG} tabindex="-1" role="alert">
                <p><b>{ t.make_wrong() }</b></p>
                for (name, problems) in problems.iter() {
                    <p><b>{ fill(t.make_check_files_wrong(), &[("name", name), ("n", &problems.len().to_string())]) }</b></p>
                    { listed(problems, site.lang, t) }
                }
            </div>
        },
    }
}
