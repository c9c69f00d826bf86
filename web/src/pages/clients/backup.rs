//! Everything in one file, out and back in. Nothing that is here gives way without a choice.

use crate::app::Site;
use crate::browser;
use crate::fields::use_site;
use crate::pages::home::problems::problems;
use crate::parts::Dialog;
use crate::state::{Action, Client, Workspace};
use crate::store::{Backup, Refused, read_backup, write_backup};
use crate::texts::fill;
use std::rc::Rc;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The largest back-up that is read, in bytes.
const LARGEST: f64 = 256_000_000.0;

/// Hands everything over as one file.
pub(in crate::pages) fn download_backup(site: &Site, workspace: &Workspace) {
    let today = browser::today();
    let parts = write_backup(workspace, &site.library().catalogue, today);
    browser::download_parts(&format!("ziping-{today}.backup.json"), "application/json", &parts);
}

#[derive(Properties, PartialEq)]
pub(in crate::pages) struct SaveAllProps {
    pub(in crate::pages) id: AttrValue,
}

/// The button that hands everything over.
#[component]
pub(in crate::pages) fn SaveAll(props: &SaveAllProps) -> Html {
    let site = use_site();
    let t = site.t;
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let onclick = {
        let site = site.clone();
        Callback::from(move |_: MouseEvent| download_backup(&site, &workspace))
    };
    html! { <p class="acts"><button type="button" id={&props.id} {onclick}>{ t.backup_write }</button></p> }
}

/// What became of the last file.
#[derive(Clone)]
enum Read {
    Nothing,
    Chosen(String, Rc<Backup>),
    Refused(String, Rc<Refused>),
    Unreadable(String),
    Done(String),
}

#[component]
pub(super) fn BackUp() -> Html {
    let site = use_site();
    let t = site.t;
    let read = use_state(|| Read::Nothing);
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let download = {
        let (site, workspace) = (site.clone(), workspace.clone());
        Callback::from(move |_: MouseEvent| download_backup(&site, &workspace))
    };
    let onchange = {
        let (site, read) = (site.clone(), read.setter());
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                let (site, read) = (site.clone(), read.clone());
                let name = file.name();
                if file.size() > LARGEST {
                    read.set(Read::Unreadable(name));
                } else {
                    spawn_local(async move {
                        let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
                        read.set(match text.map(|text| read_backup(&name, &text, &site.library().catalogue)) {
                            Some(Ok(backup)) => Read::Chosen(name, Rc::new(backup)),
                            Some(Err(refused)) => Read::Refused(name, Rc::new(refused)),
                            None => Read::Unreadable(name),
                        });
                    });
                }
            }
            // The same file can be chosen again.
            input.set_value("");
        })
    };
    html! {
        <section class="sheet backup" aria-labelledby="backup">
            <h2 id="backup">{ t.backup_title }</h2>
            <p>{ t.backup_text }</p>
            if workspace.clients.iter().any(|client| client.records.files().next().is_some()) {
                <p><b>{ t.backup_without_files }</b></p>
            }
            <p class="acts">
                <button type="button" id="back-up" onclick={download}>{ t.backup_write }</button>
                <label class="button">
                    <input type="file" id="restore" accept=".json,application/json" {onchange} />
                    { t.backup_read }
                </label>
            </p>
            <div aria-live="polite">
                { outcome(&site, &workspace, &read) }
            </div>
        </section>
    }
}

fn outcome(site: &Site, workspace: &UseReducerHandle<Workspace>, read: &UseStateHandle<Read>) -> Html {
    let t = site.t;
    match &**read {
        Read::Nothing => Html::default(),
        Read::Chosen(name, backup) => choice(site, workspace, name, backup, read.setter()),
        Read::Refused(name, found) => problems(name, found, site.lang, t),
        Read::Unreadable(name) => html! { <p class="notice bad">{ fill(t.files_unreadable, &[("name", name)]) }</p> },
        Read::Done(text) => html! { <p class="notice">{ text }</p> },
    }
}

/// Beside what is here, or in its place.
fn choice(
    site: &Site,
    workspace: &UseReducerHandle<Workspace>,
    name: &str,
    backup: &Rc<Backup>,
    read: UseStateSetter<Read>,
) -> Html {
    let t = site.t;
    let found = &backup.workspace;
    let clients = found.clients.len().to_string();
    let states: usize = found.clients.iter().map(|client| client.snapshots.len()).sum();
    let new = newcomers(workspace, found);
    let add = {
        let (dispatch, read, backup, new) = (site.dispatch.clone(), read.clone(), Rc::clone(backup), new.clone());
        let workspace = workspace.clone();
        Callback::from(move |_: MouseEvent| {
            let overlays = with_overlays(&workspace, &backup.workspace);
            dispatch.dispatch(Action::Adopt(new.clone()));
            if overlays.len() > workspace.overlays.len() {
                dispatch.dispatch(Action::Overlay(Rc::new(overlays)));
            }
            read.set(Read::Done(fill(t.backup_added, &[("n", &new.len().to_string())])));
        })
    };
    let replace = {
        let (site, read, backup) = (site.clone(), read.clone(), Rc::clone(backup));
        let mine = Rc::new((**workspace).clone());
        Callback::from(move |_: MouseEvent| {
            // Undoing lasts as long as the page; what is put aside lasts as long as the user wants.
            site.saver.set_aside(Rc::clone(&mine));
            site.dispatch.dispatch(Action::Replace(Box::new(backup.workspace.clone())));
            read.set(Read::Done(t.backup_replaced.to_owned()));
        })
    };
    let on_close = Callback::from(move |()| read.set(Read::Nothing));
    html! {
        <Dialog title={fill(t.backup_choose, &[("name", name)])} {on_close}>
            <p>{ fill(t.backup_found, &[("clients", &clients), ("states", &states.to_string()), ("overlays", &found.overlays.len().to_string())]) }
                if let Some(day) = backup.written {
                    { " " }{ fill(t.backup_written, &[("day", &day.to_string())]) }
                }
            </p>
            if backup.partial {
                <p class="notice bad">{ t.backup_partial }</p>
            }
            <p>{ fill(t.backup_new, &[("n", &new.len().to_string())]) }</p>
            <p class="acts">
                <button type="button" class="primary" id="restore-add" onclick={add}>{ t.backup_add }</button>
                <button type="button" id="restore-replace" onclick={replace}>{ t.backup_replace }</button>
            </p>
        </Dialog>
    }
}

/// The organisations of a back-up that are not here with the same contents, under ids that are free here.
fn newcomers(here: &Workspace, found: &Workspace) -> Vec<Client> {
    let same = |a: &Client, b: &Client| {
        (&a.id, &a.name, a.as_of, &a.sheet, &a.drafts, &a.foreign, &a.snapshots, &a.records)
            == (&b.id, &b.name, b.as_of, &b.sheet, &b.drafts, &b.foreign, &b.snapshots, &b.records)
    };
    let mut new = Vec::new();
    for client in found.clients.iter().filter(|client| !client.is_blank()) {
        if here.clients.iter().any(|known| same(known, client)) {
            continue;
        }
        let mut client = (**client).clone();
        if here.clients.iter().any(|known| known.id == client.id) {
            client.id = browser::new_id();
        }
        new.push(client);
    }
    new
}

fn with_overlays(here: &Workspace, found: &Workspace) -> Vec<crate::state::Overlay> {
    let mut all = (*here.overlays).clone();
    for overlay in found.overlays.iter() {
        if all.iter().all(|known| known.hash != overlay.hash) {
            all.push(overlay.clone());
        }
    }
    all
}
