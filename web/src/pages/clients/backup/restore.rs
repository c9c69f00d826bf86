//! A back-up back in: read whole and checked, then beside what is here or in its place.

use super::carry::{bring, follow, keep, parted, unknown};
use crate::browser;
use crate::job::{Ask, Event as JobEvent, Job};
use crate::pages::home::problems::problems;
use crate::parts::{Dialog, progress, size};
use crate::site::{Site, use_site};
use crate::state::{Action, Client, Workspace};
use crate::store::{Backup, KeptForm, Refused, Trouble, read_backup};
use crate::texts::fill;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, File, HtmlInputElement};
use yew::prelude::*;

/// The largest back-up without attached files that is read, in bytes.
const LARGEST: f64 = 256_000_000.0;

/// A back-up that can be restored.
struct Found {
    name: String,
    backup: Backup,
    /// Its attached files by where they lay.
    files: BTreeMap<String, Blob>,
    /// How many forms of an association's own it holds, and those that are not here yet.
    forms: (usize, Vec<KeptForm>),
}

/// What became of the last file.
#[derive(Clone)]
enum Stage {
    Nothing,
    Reading {
        done: u64,
        of: u64,
    },
    Chosen(Rc<Found>),
    /// The attached files are being kept.
    Keeping,
    Refused(String, Rc<Refused>),
    /// The zip is none, or not a back-up, or damaged: a word for it.
    RefusedZip(String, String),
    Unreadable(String),
    /// An attached file could not be kept.
    NotKept(String, u64, Trouble),
    Done(String),
}

#[component]
pub(super) fn Restore() -> Html {
    let site = use_site();
    let t = site.t;
    let stage = use_state(|| Stage::Nothing);
    let job = use_mut_ref(|| None::<Job>);
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let onchange = {
        let (site, stage, job) = (site.clone(), stage.setter(), Rc::clone(&job));
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                let (site, stage, job) = (site.clone(), stage.clone(), Rc::clone(&job));
                spawn_local(async move { read(&site, &file, stage, job).await });
            }
            // The same file can be chosen again.
            input.set_value("");
        })
    };
    let busy = matches!(*stage, Stage::Reading { .. } | Stage::Keeping);
    html! {
        <>
            <p class="acts">
                <label class={classes!("button", busy.then_some("off"))}>
                    <input
                        type="file"
                        id="restore"
                        accept=".json,.zip,application/json,application/zip"
                        disabled={busy}
                        {onchange}
                    />
                    { t.backup_read() }
                </label>
            </p>
            <div aria-live="polite">{ outcome(&site, &workspace, &stage) }</div>
        </>
    }
}

/// Reads a chosen file: a zip beside the page, a text here.
async fn read(site: &Site, file: &File, stage: UseStateSetter<Stage>, job: Rc<RefCell<Option<Job>>>) {
    let name = browser::name_of(file);
    if begins_as_zip(file).await {
        stage.set(Stage::Reading { done: 0, of: file.size() as u64 });
        return begin(site, file, stage, job);
    }
    if file.size() > LARGEST {
        return stage.set(Stage::Unreadable(name));
    }
    stage.set(match browser::read_text(file).await {
        Ok(text) => found(site, name, &text, BTreeMap::new(), (0, Vec::new())),
        Err(Some(refused)) => Stage::Refused(name, Rc::new(vec![refused.problem()])),
        Err(None) => Stage::Unreadable(name),
    });
}

async fn begins_as_zip(file: &File) -> bool {
    let Ok(head) = file.slice_with_f64_and_f64(0.0, 2.0) else { return false };
    JsFuture::from(head.text()).await.ok().and_then(|head| head.as_string()).as_deref() == Some("PK")
}

fn found(site: &Site, name: String, text: &str, files: BTreeMap<String, Blob>, forms: (usize, Vec<KeptForm>)) -> Stage {
    match read_backup(&name, text, &site.library().catalogue) {
        Ok(backup) => Stage::Chosen(Rc::new(Found { name, backup, files, forms })),
        Err(refused) => Stage::Refused(name, Rc::new(refused)),
    }
}

fn begin(site: &Site, file: &File, stage: UseStateSetter<Stage>, job: Rc<RefCell<Option<Job>>>) {
    let report = {
        let (site, job, name) = (site.clone(), Rc::clone(&job), browser::name_of(file));
        Callback::from(move |event| match event {
            JobEvent::Reading { done, of } => stage.set(Stage::Reading { done, of }),
            JobEvent::Restored { text, places, files } => {
                Job::end(&job);
                let (site, name, stage) = (site.clone(), name.clone(), stage.clone());
                spawn_local(async move {
                    let (files, forms) = parted(places.into_iter().zip(files));
                    let all = forms.len();
                    stage.set(found(&site, name, &text, files, (all, unknown(forms).await)));
                });
            }
            JobEvent::Failed { why } => {
                Job::end(&job);
                let code = why.map(|(_, code)| code).unwrap_or_default();
                stage.set(Stage::RefusedZip(name.clone(), code));
            }
            // Nothing of this is asked for here.
            JobEvent::Progress { .. }
            | JobEvent::Done { .. }
            | JobEvent::Measured(_)
            | JobEvent::Counted(_)
            | JobEvent::Planned(_)
            | JobEvent::Lost(_)
            | JobEvent::BadForms(_)
            | JobEvent::Unpacked { .. }
            | JobEvent::BackedUp { .. } => {}
        })
    };
    Job::begin(&job, Ask::Restore, None, vec![Blob::clone(file)], report);
}

fn outcome(site: &Site, workspace: &UseReducerHandle<Workspace>, stage: &UseStateHandle<Stage>) -> Html {
    let t = site.t;
    let bad = |text: &str, name: &str, bytes: u64| {
        html! { <p class="notice bad" role="alert">{ fill(text, &[("name", name), ("size", &size(bytes))]) }</p> }
    };
    match &**stage {
        Stage::Nothing => Html::default(),
        Stage::Reading { done, of } => {
            let said = fill(t.unpack_reading(), &[("done", &size(*done)), ("of", &size(*of))]);
            progress(*done, *of, t.backup_read(), said)
        }
        Stage::Chosen(found) => choice(site, workspace, found, stage.setter()),
        Stage::Keeping => html! { <p>{ t.evidence_storing() }</p> },
        Stage::Refused(name, found) => problems(name, found, site.lang, t),
        Stage::RefusedZip(name, code) => {
            let text = match code.as_str() {
                "zip" => t.backup_bad_zip(),
                "file" => t.backup_bad_file(),
                "not-a-package" => t.backup_bad_contents(),
                _ => t.backup_failed(),
            };
            bad(text, name, 0)
        }
        Stage::Unreadable(name) => bad(t.files_unreadable(), name, 0),
        Stage::NotKept(name, bytes, Trouble::Full) => bad(t.backup_full(), name, *bytes),
        Stage::NotKept(name, ..) => bad(t.evidence_unavailable(), name, 0),
        Stage::Done(text) => html! { <p class="notice">{ text }</p> },
    }
}

/// Beside what is here, or in its place.
fn choice(
    site: &Site,
    workspace: &UseReducerHandle<Workspace>,
    chosen: &Rc<Found>,
    stage: UseStateSetter<Stage>,
) -> Html {
    let t = site.t;
    let found = &chosen.backup.workspace;
    let states: usize = found.clients.iter().map(|client| client.snapshots.len()).sum();
    let new = newcomers(workspace, found);
    let overlays = with_overlays(workspace, found);
    let more_overlays = overlays.len() - workspace.overlays.len();
    let (forms, new_forms) = (chosen.forms.0, chosen.forms.1.len());
    let something = !new.is_empty() || more_overlays > 0 || new_forms > 0;
    // Attached files may be gone here although their names are not; those of the back-up take their place then.
    let same = !something
        && chosen.files.is_empty()
        && newcomers(found, workspace).is_empty()
        && with_overlays(found, workspace).len() == found.overlays.len();
    let said = fill(
        t.backup_found(),
        &[
            ("clients", &found.clients.len().to_string()),
            ("states", &states.to_string()),
            ("overlays", &found.overlays.len().to_string()),
            ("files", &chosen.files.len().to_string()),
            ("forms", &forms.to_string()),
        ],
    );
    let counted = move |clients: usize| [clients, more_overlays, new_forms].map(|count| count.to_string());
    let add = {
        let dispatch = site.dispatch.clone();
        taking(chosen, workspace, new.clone(), &stage, move |_, clients| {
            let count = clients.len();
            dispatch.dispatch(Action::Adopt(clients));
            if more_overlays > 0 {
                dispatch.dispatch(Action::Overlay(Rc::new(overlays.clone())));
            }
            let [clients, overlays, forms] = counted(count);
            fill(t.backup_added(), &[("n", &clients), ("overlays", &overlays), ("forms", &forms)])
        })
    };
    let replace = {
        let (site, mine) = (site.clone(), Rc::new((**workspace).clone()));
        let all = found.clients.iter().map(|client| (**client).clone()).collect();
        taking(chosen, workspace, all, &stage, move |found, clients| {
            // Undoing lasts as long as the page; what is put aside lasts as long as the user wants.
            site.saver.set_aside(Rc::clone(&mine));
            let mut workspace = found.backup.workspace.clone();
            workspace.clients = clients.into_iter().map(Rc::new).collect();
            site.dispatch.dispatch(Action::Replace(Box::new(workspace)));
            t.backup_replaced().to_owned()
        })
    };
    let on_close = Callback::from(move |()| stage.set(Stage::Nothing));
    html! {
        <Dialog title={fill(t.backup_choose(), &[("name", &chosen.name)])} {on_close}>
            <p>{ said }
                if let Some(day) = chosen.backup.written {
                    { " " }{ fill(t.backup_written(), &[("day", &day.to_string())]) }
                }
            </p>
            if chosen.backup.partial {
                <p class="notice bad">{ t.backup_partial() }</p>
            }
            if something {
                <p>{ {
                    let [clients, overlays, forms] = counted(new.len());
                    fill(t.backup_new(), &[("n", &clients), ("overlays", &overlays), ("forms", &forms)])
                } }</p>
            } else {
                <p>{ if same { t.backup_same() } else { t.backup_nothing_new() } }</p>
            }
            <p class="acts">
                if something {
                    <button type="button" class="primary" id="restore-add" onclick={add}>{ t.backup_add() }</button>
                }
                if !same {
                    <button type="button" id="restore-replace" onclick={replace}>{ t.backup_replace() }</button>
                }
            </p>
        </Dialog>
    }
}

/// Keeps the files of organisations of a back-up, then takes the organisations in; says what was done.
fn taking(
    chosen: &Rc<Found>,
    here: &UseReducerHandle<Workspace>,
    clients: Vec<Client>,
    stage: &UseStateSetter<Stage>,
    take: impl Fn(&Found, Vec<Client>) -> String + 'static,
) -> Callback<MouseEvent> {
    let (chosen, here, stage, take) = (Rc::clone(chosen), here.clone(), stage.clone(), Rc::new(take));
    Callback::from(move |_: MouseEvent| {
        let (chosen, here, stage) = (Rc::clone(&chosen), here.clone(), stage.clone());
        let (take, mut clients) = (Rc::clone(&take), clients.clone());
        stage.set(Stage::Keeping);
        spawn_local(async move {
            let brought = match bring(&clients, &chosen.files, &here).await {
                Ok(moved) => keep(&chosen.forms.1).await.map(|()| moved),
                Err(failed) => Err(failed),
            };
            stage.set(match brought {
                Ok(moved) => {
                    clients.iter_mut().for_each(|client| follow(client, &moved));
                    Stage::Done(take(&chosen, clients))
                }
                Err((name, bytes, trouble)) => Stage::NotKept(name, bytes, trouble),
            });
        });
    })
}

/// The organisations of a back-up that are not here with the same contents, under ids that are free here.
fn newcomers(here: &Workspace, found: &Workspace) -> Vec<Client> {
    let same = |a: &Client, b: &Client| {
        (&a.id, &a.name, a.as_of, &a.sheet, &a.drafts, &a.foreign, &a.snapshots, &a.records)
            == (&b.id, &b.name, b.as_of, &b.sheet, &b.drafts, &b.foreign, &b.snapshots, &b.records)
            && (&a.unsure, &a.handling, &a.hand_in) == (&b.unsure, &b.handling, &b.hand_in)
    };
    let mut new = Vec::new();
    for client in found.clients.iter().filter(|client| !client.is_blank()) {
        if here.clients.iter().any(|known| same(known, client)) {
            continue;
        }
        let mut client = (**client).clone();
        let binned = here.bin.iter().map(|binned| &binned.client);
        if here.clients.iter().chain(binned).any(|known| known.id == client.id) {
            client.id = browser::new_id();
        }
        new.push(client);
    }
    new
}

fn with_overlays(here: &Workspace, found: &Workspace) -> Vec<crate::state::Overlay> {
    let mut all = (*here.overlays).clone();
    for overlay in found.overlays.iter() {
        // Of one rule book the version that is here stays.
        let same_book = |known: &crate::state::Overlay| known.book.is_some() && known.book == overlay.book;
        if all.iter().all(|known| known.hash != overlay.hash && !same_book(known)) {
            all.push(overlay.clone());
        }
    }
    all
}
