//! The files of a paper: listed with size and pages, handed over, removed, added by button or drop.

use super::attach::{Attaching, Left, Meant, Outcome, attach};
use crate::browser;
use crate::handed;
use crate::job::Job;
use crate::parts::{size, use_job_focus};
use crate::site::{Site, use_site};
use crate::state::Action;
use crate::store;
use crate::texts::{Texts, fill};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, FileList, HtmlInputElement};
use yew::prelude::*;
use ziping_assess::proof::{Attached, Paged, Record, is_program, paged};

#[derive(Properties, PartialEq)]
pub(super) struct FilesProps {
    pub(super) paper: AttrValue,
    pub(super) record: Record,
    pub(super) client: AttrValue,
    pub(super) labelled_by: AttrValue,
}

/// The id of the button that adds files to a paper.
fn add_of(paper: &str) -> String {
    format!("add-{paper}")
}

/// The id of the button that brings a removed file back.
fn undo_of(paper: &str) -> String {
    format!("undo-{paper}")
}

#[component]
pub(super) fn Files(props: &FilesProps) -> Html {
    let site = use_site();
    let t = site.t;
    let outcome = use_state(|| Outcome::Nothing);
    let over = use_state_eq(|| false);
    let job = use_mut_ref(|| None::<Job>);
    let stop = use_mut_ref(|| Rc::new(Cell::new(false)));
    let cancel = {
        let (job, stop, outcome) = (Rc::clone(&job), Rc::clone(&stop), outcome.clone());
        Callback::from(move |_: MouseEvent| {
            stop.borrow().set(true);
            // Dropping the job ends the worker. What is being stored ends by itself and says how far it came.
            job.borrow_mut().take();
            if matches!(*outcome, Outcome::Measuring { .. }) {
                outcome.set(Outcome::Stopped(0));
            }
        })
    };
    let busy = outcome.is_busy();
    let add = {
        let paper = props.paper.to_string();
        let attaching = Attaching {
            client: props.client.to_string(),
            known: props.record.files.iter().map(|file| (paper.clone(), file.sha256.clone())).collect(),
            dispatch: site.dispatch.clone(),
            outcome: outcome.setter(),
            job: Rc::clone(&job),
            stop: Rc::default(),
            attached: Callback::noop(),
        };
        let stop = Rc::clone(&stop);
        Callback::from(move |list: Option<FileList>| {
            let files = list.into_iter().flat_map(|list| (0..list.length()).filter_map(move |i| list.get(i)));
            let files = files.map(|file| Meant { file, paper: paper.clone() }).collect();
            let attaching = Attaching { stop: Rc::default(), ..attaching.clone() };
            *stop.borrow_mut() = Rc::clone(&attaching.stop);
            attach(attaching, files);
        })
    };
    let onchange = {
        let add = add.clone();
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            add.emit(input.files());
            // The same file can be chosen again after it was removed.
            input.set_value("");
        })
    };
    let hover = |entered: bool| {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            // What is dropped is taken by the page and not opened by the browser.
            event.prevent_default();
            over.set(entered);
        })
    };
    let ondrop = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            // Not also the page's, which asks what each file is for.
            event.stop_propagation();
            over.set(false);
            if !busy {
                add.emit(event.data_transfer().and_then(|data| data.files()));
            }
        })
    };
    let (id, stop_id) = (add_of(&props.paper), format!("stop-{}", props.paper));
    use_job_focus(busy, stop_id.clone(), vec![id.clone()]);
    html! {
        <div
            class={classes!("files-of", over.then_some("over"))}
            ondragover={hover(true)}
            ondragenter={hover(true)}
            ondragleave={hover(false)}
            {ondrop}
        >
            if !props.record.files.is_empty() {
                <ul class="list" aria-labelledby={&props.labelled_by}>
                    for (place, file) in props.record.files.iter().enumerate() {
                        { one(&site, props, place, file, &outcome) }
                    }
                </ul>
            }
            <p class="acts">
                <label class={classes!("button", busy.then_some("off"))}>
                    <input
                        type="file"
                        multiple=true
                        id={id.clone()}
                        disabled={busy}
                        aria-describedby={&props.labelled_by}
                        {onchange}
                    />
                    { t.evidence_add() }
                </label>
                <small class="drop-hint">{ t.evidence_drop() }</small>
            </p>
            <div aria-live="polite">{ tell(&site, props, &outcome, t) }</div>
            if busy {
                <p class="acts"><button type="button" class="stop" id={stop_id} onclick={cancel}>{ t.export_cancel() }</button></p>
            }
        </div>
    }
}

fn one(site: &Site, props: &FilesProps, place: usize, file: &Attached, outcome: &UseStateHandle<Outcome>) -> Html {
    let t = site.t;
    let named = |text: &str| fill(text, &[("name", &file.name)]);
    let fetch = {
        let (file, outcome) = (file.clone(), outcome.setter());
        Callback::from(move |_: MouseEvent| {
            let (file, outcome) = (file.clone(), outcome.clone());
            spawn_local(async move {
                let files = store::Files::open().await;
                let found = match &files {
                    Ok(files) => files.get(&file.at).await.ok().flatten(),
                    Err(_) => None,
                };
                match found {
                    Some(blob) => handed::file(&file.name, &blob),
                    None => outcome.set(Outcome::Gone(file.name)),
                }
            });
        })
    };
    let remove = {
        let (dispatch, paper, record) = (site.dispatch.clone(), props.paper.to_string(), props.record.clone());
        let (file, outcome) = (file.clone(), outcome.setter());
        Callback::from(move |_: MouseEvent| {
            let mut record = record.clone();
            record.files.retain(|kept| kept.at != file.at);
            dispatch.dispatch(Action::Paper { paper: paper.clone(), record, typing: false });
            outcome.set(Outcome::Removed(place, file.clone()));
            browser::hand_on(vec![undo_of(&paper), add_of(&paper)]);
        })
    };
    html! {
        <li key={file.at.clone()}>
            <b>{ &file.name }</b>{ " " }<small>{ size(file.bytes) }{ pages(file, t) }</small>
            <span class="acts">
                <button type="button" class="quiet" aria-label={named(t.evidence_download())} onclick={fetch}>{ t.evidence_download_short() }</button>
                <button type="button" class="quiet" aria-label={named(t.evidence_remove())} onclick={remove}>{ t.evidence_remove_short() }</button>
            </span>
        </li>
    }
}

/// The pages of a file, where it has any that can be counted.
fn pages(file: &Attached, t: &Texts) -> Html {
    match (file.pages(), paged(&file.name)) {
        (Some(pages), _) => html! { <>{ " " }{ fill(t.evidence_pages(), &[("n", &pages.to_string())]) }</> },
        (None, Paged::Pdf) => html! { <>{ " " }{ t.evidence_pages_unknown() }</> },
        (None, Paged::Unknown) if is_program(&file.name) => html! {
            <>{ " " }<span class="warning">{ t.evidence_program() }</span></>
        },
        (None, Paged::Image | Paged::Unknown) => Html::default(),
    }
}

/// What became of the last thing done here.
fn tell(site: &Site, props: &FilesProps, outcome: &UseStateHandle<Outcome>, t: &'static Texts) -> Html {
    match &**outcome {
        Outcome::Removed(place, file) => removed(site, props, outcome, *place, file),
        other => said(other, t),
    }
}

/// What became of it, in words.
pub(super) fn said(outcome: &Outcome, t: &'static Texts) -> Html {
    let bad = |text: &str, name: &str| html! { <p class="error" role="alert">{ fill(text, &[("name", name)]) }</p> };
    match outcome {
        Outcome::Nothing | Outcome::Removed(..) => Html::default(),
        Outcome::Measuring { done, of } => html! {
            <p>{ fill(t.evidence_measuring(), &[("done", &size(*done)), ("of", &size(*of))]) }</p>
        },
        Outcome::Storing { done, of } => html! {
            <p>{ fill(t.evidence_storing(), &[("done", &done.to_string()), ("of", &of.to_string())]) }</p>
        },
        Outcome::Attached(n, left) => html! {
            <>
                if *n > 0 {
                    <p>{ fill(t.evidence_attached(), &[("n", &n.to_string())]) }</p>
                }
                for left in left {
                    { match left {
                        Left::Empty(name) => bad(t.evidence_empty(), name),
                        Left::TooLarge(name) => bad(t.evidence_too_large(), name),
                        Left::Unreadable(name) => bad(t.evidence_unreadable(), name),
                    } }
                }
            </>
        },
        Outcome::Same(name) => html! { <p>{ fill(t.evidence_same(), &[("name", name)]) }</p> },
        Outcome::Full(name, bytes) => html! {
            <p class="error" role="alert">{ fill(t.evidence_full(), &[("name", name), ("size", &size(*bytes))]) }</p>
        },
        Outcome::Unavailable(name) => bad(t.evidence_unavailable(), name),
        Outcome::Gone(name) => bad(t.evidence_gone(), name),
        Outcome::Failed => bad(t.evidence_failed(), ""),
        Outcome::Stopped(n) => html! { <p>{ fill(t.evidence_stopped(), &[("n", &n.to_string())]) }</p> },
    }
}

/// A file was removed: back with it, or its room at once.
fn removed(site: &Site, props: &FilesProps, outcome: &UseStateHandle<Outcome>, place: usize, file: &Attached) -> Html {
    let t = site.t;
    let undo = {
        let (dispatch, outcome) = (site.dispatch.clone(), outcome.setter());
        let (client, paper, file) = (props.client.to_string(), props.paper.to_string(), file.clone());
        Callback::from(move |_: MouseEvent| {
            let (client, paper, file) = (client.clone(), paper.clone(), file.clone());
            browser::hand_on(vec![add_of(&paper)]);
            dispatch.dispatch(Action::Attach { client, paper, file, place: Some(place) });
            outcome.set(Outcome::Nothing);
        })
    };
    html! {
        <p>
            { fill(t.evidence_removed(), &[("name", &file.name)]) }
            { " " }
            <button type="button" id={undo_of(&props.paper)} onclick={undo}>{ t.evidence_undo() }</button>
        </p>
    }
}
