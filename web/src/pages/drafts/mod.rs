//! Checking and trying a rule book that somebody is writing: put in, looked into beside the page, assessed with at once.

mod beside;
mod loaded;
mod report;

use super::use_arrival;
use crate::browser;
use crate::draft::{Found, Looked, look_again, look_into};
use crate::parts::{Chooser, Given, Rest, chooser, folder_chooser, folder_drops, heading, rest};
use crate::site::{Site, use_site};
use crate::state::{Action, Overlay, Workspace};
use crate::texts::fill;
use beside::Beside;
use report::verdict;
pub(super) use report::{HEADING, count, report, title};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File};
use yew::prelude::*;
use ziping_content::overlay::LARGEST;
use ziping_regime::Origin;

/// The most bytes of all rule books that are loaded: they are part of every save.
const LARGEST_TOGETHER: usize = 3_000_000;

/// What became of what was put in last.
#[derive(Clone, PartialEq)]
enum Outcome {
    Nothing,
    Reading,
    /// The program that looks into rule books could not be had.
    Failed,
    Looked(Rc<Looked>, Took),
    /// An overlay was tried beside those in force.
    Tried(Rc<Beside>),
    /// A file alone that is no text.
    Unreadable(String),
    /// A file alone that is larger than an overlay may be.
    TooLarge(String),
}

/// What became of the rule book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Took {
    /// It was only looked into.
    Nothing,
    In,
    /// Just this one is loaded already.
    Same,
    TooMuch,
}

#[component]
pub(crate) fn Drafts() -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.drafts_title(), "rulebooks".to_owned());
    let outcome = use_state(|| Outcome::Nothing);
    let over = use_state_eq(|| false);
    let left = use_state_eq(Rest::default);
    let workspace = use_context::<UseReducerHandle<Workspace>>();
    let here: Rc<Vec<Overlay>> = workspace.as_ref().map(|workspace| Rc::clone(&workspace.overlays)).unwrap_or_default();
    let clients = workspace.map(|workspace| workspace.clients.to_vec()).unwrap_or_default();
    use_effect_with(outcome.clone(), |outcome| {
        if matches!(**outcome, Outcome::Looked(..) | Outcome::Tried(_)) {
            browser::reveal(HEADING);
        }
    });
    let begin = {
        let (site, here, outcome, left) = (site.clone(), Rc::clone(&here), outcome.setter(), left.setter());
        Callback::from(move |given: Given| {
            let (site, here, outcome, left) = (site.clone(), Rc::clone(&here), outcome.clone(), left.clone());
            let sheets = beside::sheets(&site, &clients);
            outcome.set(Outcome::Reading);
            spawn_local(async move {
                let came = given.all().await;
                left.set(came.rest);
                let files: Vec<(String, Blob)> =
                    came.files.into_iter().map(|(path, file)| (path, Blob::from(file))).collect();
                if let Some((name, file)) = beside::overlay_in(&files) {
                    if file.size() > LARGEST as f64 {
                        return outcome.set(Outcome::TooLarge(name));
                    }
                    return outcome.set(match beside::look(&site, &here, &sheets, name, &file).await {
                        Ok(Some(found)) => Outcome::Tried(Rc::new(found)),
                        Ok(None) => Outcome::Failed,
                        Err(name) => Outcome::Unreadable(name),
                    });
                }
                outcome.set(match look_into(files).await {
                    Some(looked) => {
                        let took = looked.found.as_ref().map_or(Took::Nothing, |found| take(&site, &here, found));
                        Outcome::Looked(Rc::new(looked), took)
                    }
                    None => Outcome::Failed,
                });
            });
        })
    };
    let again = {
        let outcome = outcome.setter();
        Callback::from(move |kept: String| {
            let outcome = outcome.clone();
            outcome.set(Outcome::Reading);
            spawn_local(async move {
                let looked = look_again(kept).await;
                outcome.set(looked.map_or(Outcome::Failed, |looked| Outcome::Looked(Rc::new(looked), Took::Nothing)));
            });
        })
    };
    let [ondragover, ondragleave, ondrop] = folder_drops(&over, &begin);
    let busy = *outcome == Outcome::Reading;
    html! {
        <main class="page settings drafts" id="main" tabindex="-1" {ondragover} {ondragleave} {ondrop}>
            { heading(t.drafts_title()) }
            <p class="lead">{ t.drafts_lead() }</p>
            <p class="hint">{ t.drafts_what() }</p>
            { choose(&site, &begin, *over, busy) }
            <div aria-live="polite">
                if busy {
                    <p role="status">{ t.drafts_reading() }</p>
                }
                if *outcome == Outcome::Failed {
                    <p class="notice bad" role="alert">{ t.drafts_failed() }</p>
                }
            </div>
            { rest(&left, t) }
            if let Outcome::Looked(looked, took) = &*outcome {
                { report(&site, looked, |found| verdict(&site, found, *took, &here)) }
            }
            if let Outcome::Tried(found) = &*outcome {
                { beside::report(&site, found, &here) }
            }
            if let Outcome::TooLarge(name) = &*outcome {
                <p class="notice bad" role="alert">{ fill(t.overlay_too_large(), &[("name", name)]) }</p>
            }
            if let Outcome::Unreadable(name) = &*outcome {
                <p class="notice bad" role="alert">{ fill(t.files_unreadable(), &[("name", name)]) }</p>
            }
            { loaded::loaded(&site, &here, &again) }
        </main>
    }
}

fn choose(site: &Site, begin: &Callback<Given>, over: bool, busy: bool) -> Html {
    let t = site.t;
    let files = Chooser {
        id: "rulebook-files",
        accept: ".zip,.toml,.json,application/zip",
        label: t.drafts_files(),
        multiple: true,
        primary: false,
        disabled: busy,
    };
    let folder = Chooser { id: "rulebook-folder", accept: "", label: t.drafts_folder(), primary: true, ..files };
    html! {
        <div class={classes!("drop", over.then_some("over"))}>
            { folder_chooser(&folder, begin) }
            { chooser(&files, &begin.reform(|files: Vec<File>| Given::Files(files))) }
            <span class="hint">{ t.drafts_drop() }</span>
        </div>
    }
}

/// Takes a rule book in, in the place of one of the same id, if it can be assessed with.
fn take(site: &Site, here: &Rc<Vec<Overlay>>, found: &Found) -> Took {
    if !found.loads {
        return Took::Nothing;
    }
    if here.iter().any(|known| known.hash == found.hash) {
        return Took::Same;
    }
    let new = Overlay {
        name: title(found, site).to_owned(),
        text: found.text.clone(),
        hash: found.hash.clone(),
        book: Some(found.id.clone()),
        origin: Origin::Trial,
        instead_of: None,
    };
    let mut all = (**here).clone();
    match all.iter_mut().find(|known| known.book == new.book) {
        Some(known) => *known = new,
        None => all.push(new),
    }
    let books = all.iter().filter(|known| known.book.is_some());
    if books.map(|known| known.text.len()).sum::<usize>() > LARGEST_TOGETHER {
        return Took::TooMuch;
    }
    site.dispatch.dispatch(Action::Overlay(Rc::new(all)));
    Took::In
}
