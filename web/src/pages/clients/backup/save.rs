//! The button that hands everything over: one JSON file, or with attached files a zip that holds it and them. Files are
//! read part by part beside the page and go into the zip by reference.

use super::carry::{attached, forms_here};
use crate::browser;
use crate::handed;
use crate::job::{Ask, Event, Job};
use crate::keeping::{last_backup, note_backup};
use crate::parts::{progress, size};
use crate::site::{Site, use_site};
use crate::state::Workspace;
use crate::store::{Files, write_backup};
use crate::texts::{Texts, fill};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::prelude::*;
use ziping_assess::proof::Attached;

/// How far it is.
#[derive(Clone, PartialEq)]
enum Stage {
    Idle,
    Reading {
        done: u64,
        of: u64,
    },
    Done {
        files: usize,
        /// Forms of an association's own.
        forms: usize,
        /// Files that are named and could not go in.
        without: Vec<String>,
    },
    TooLarge,
    Failed,
}

#[derive(Properties, PartialEq)]
pub(in crate::pages) struct SaveAllProps {
    pub(in crate::pages) id: AttrValue,
}

#[component]
pub(in crate::pages) fn SaveAll(props: &SaveAllProps) -> Html {
    let site = use_site();
    let t = site.t;
    let stage = use_state_eq(|| Stage::Idle);
    let job = use_mut_ref(|| None::<Job>);
    let Some(workspace) = use_context::<UseReducerHandle<Workspace>>() else { return Html::default() };
    let onclick = {
        let (site, stage, job) = (site.clone(), stage.setter(), Rc::clone(&job));
        Callback::from(move |_: MouseEvent| save(&site, &workspace, stage.clone(), Rc::clone(&job)))
    };
    // Read each time it is drawn: also right after a back-up.
    let last = last_backup(t);
    let busy = matches!(*stage, Stage::Reading { .. });
    html! {
        <>
            <p class="acts"><button type="button" id={&props.id} disabled={busy} {onclick}>{ t.backup_write() }</button><small class="last-backup">{ last }</small></p>
            <div aria-live="polite">{ tell(&stage, t) }</div>
        </>
    }
}

fn save(site: &Site, workspace: &Workspace, stage: UseStateSetter<Stage>, job: Rc<RefCell<Option<Job>>>) {
    let today = browser::today();
    let name = format!("ziping-{today}.backup");
    let text = write_backup(workspace, &site.library().catalogue, today);
    let named: Vec<Attached> = attached(workspace).into_values().cloned().collect();
    spawn_local(async move {
        let mut own = forms_here().await;
        let forms = own.len();
        if named.is_empty() && own.is_empty() {
            handed::parts(&format!("{name}.json"), "application/json", &text);
            note_backup();
            return stage.set(Stage::Done { files: 0, forms, without: Vec::new() });
        }
        let sizes = named.iter().chain(own.iter().map(|(form, _)| form)).map(|file| file.bytes);
        stage.set(Stage::Reading { done: 0, of: sizes.sum() });
        let (mut here, without) = find(named).await;
        here.append(&mut own);
        let names =
            |files: &[(Attached, Blob)]| -> Vec<Attached> { files.iter().map(|(file, _)| file.clone()).collect() };
        let Some(text) = browser::blob_of(&text) else { return stage.set(Stage::Failed) };
        let blobs: Vec<Blob> = std::iter::once(text).chain(here.iter().map(|(_, blob)| blob.clone())).collect();
        let ask = Ask::BackUp(names(&here));
        let report = {
            let (job, all) = (Rc::clone(&job), here.len());
            Callback::from(move |event| match event {
                Event::Reading { done, of } => stage.set(Stage::Reading { done, of }),
                Event::BackedUp { file, without: changed } => {
                    handed::file(&format!("{name}.zip"), &file);
                    note_backup();
                    let files = (all - changed.len()).saturating_sub(forms);
                    stage.set(Stage::Done { files, forms, without: without.iter().cloned().chain(changed).collect() });
                    Job::end(&job);
                }
                Event::Failed { why } => {
                    let too_large = why.is_some_and(|(_, code)| code == "too-large");
                    stage.set(if too_large { Stage::TooLarge } else { Stage::Failed });
                    Job::end(&job);
                }
                // Nothing of this is asked for here.
                Event::Progress { .. }
                | Event::Done { .. }
                | Event::Measured(_)
                | Event::Counted(_)
                | Event::Planned(_)
                | Event::Lost(_)
                | Event::BadForms(_)
                | Event::Unpacked { .. }
                | Event::Restored { .. } => {}
            })
        };
        Job::begin(&job, ask, None, blobs, report);
    });
}

/// The files that the browser has, and the names of those that it does not.
async fn find(named: Vec<Attached>) -> (Vec<(Attached, Blob)>, Vec<String>) {
    let found = Files::held(&named).await;
    let (mut here, mut without) = (Vec::new(), Vec::new());
    for (file, found) in named.into_iter().zip(found) {
        match found {
            Some(blob) => here.push((file, blob)),
            None => without.push(file.name),
        }
    }
    (here, without)
}

fn tell(stage: &Stage, t: &Texts) -> Html {
    match stage {
        Stage::Idle => Html::default(),
        Stage::Reading { done, of } => {
            let said = fill(t.attached_reading(), &[("done", &size(*done)), ("of", &size(*of))]);
            progress(*done, *of, t.backup_write(), said)
        }
        Stage::Done { files, forms, without } => html! {
            <>
                <p class="notice">
                    { fill(t.backup_done(), &[("n", &files.to_string())]) }
                    if *forms > 0 { { " " }{ fill(t.backup_done_forms(), &[("n", &forms.to_string())]) } }
                </p>
                if !without.is_empty() {
                    <p class="notice bad" role="alert">
                        { fill(t.backup_without(), &[("names", &without.join(t.list_comma()))]) }
                    </p>
                }
            </>
        },
        Stage::TooLarge => html! { <p class="notice bad" role="alert">{ t.backup_too_large() }</p> },
        Stage::Failed => html! { <p class="notice bad" role="alert">{ t.backup_failed() }</p> },
    }
}
