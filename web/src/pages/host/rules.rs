//! The host's own rule books: put in, looked into, listed with the ways out.

use super::begin::kept;
use super::field::{Desk, error};
use super::making::{Act, Making};
use super::said::section;
use crate::browser;
use crate::draft::{Found, Looked, look_again, look_into};
use crate::pages::drafts::{HEADING, count, report, title};
use crate::parts::{Chooser, Given, Rest, chooser, folder_chooser, rest};
use crate::route::Route;
use crate::site::{Site, use_site};
use crate::state::{Overlay, Workspace};
use crate::store::KeptForm;
use crate::texts::fill;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File};
use yew::prelude::*;
use ziping_content::draft::Draft;
use ziping_regime::Origin;

/// The id of the button that takes a folder in.
const CHOOSE: &str = "host-rulebook-folder";

/// What became of the rule book that was put in or looked at last.
#[derive(Clone, PartialEq)]
pub(super) enum Looking {
    Nothing,
    Reading,
    /// The program that looks into rule books could not be had.
    Failed,
    /// It was looked into; it was put in as well, where it can be assessed with; files that did not come.
    Looked(Rc<Looked>, bool, Rest),
}

/// Looks into a rule book and takes it in, if it can be assessed with.
pub(super) fn put_in(act: &Callback<Act>, looking: &UseStateSetter<Looking>, given: Given) {
    let (act, looking) = (act.clone(), looking.clone());
    looking.set(Looking::Reading);
    spawn_local(async move {
        let came = given.all().await;
        let files = came.files.into_iter().map(|(path, file)| (path, Blob::from(file))).collect();
        tell(&act, &looking, look_into(files).await, true, came.rest);
    });
}

/// Says what was found in a rule book, and takes it in where that is wanted and it can be assessed with.
fn tell(act: &Callback<Act>, looking: &UseStateSetter<Looking>, looked: Option<Looked>, take: bool, rest: Rest) {
    let Some(looked) = looked else { return looking.set(Looking::Failed) };
    if let Some(found) = looked.found.as_ref().filter(|found| take && found.loads)
        && let Some(files) = files_of(&found.text)
    {
        act.emit(Act::TakeBook(found.id.clone(), files));
    }
    looking.set(Looking::Looked(Rc::new(looked), take, rest));
    browser::reveal_soon(HEADING);
}

/// The files of a rule book that is kept as one text, under their paths `ID/FILE`.
fn files_of(text: &str) -> Option<Vec<KeptForm>> {
    let files = Draft::from_text(text)?.files.into_iter();
    files.map(|file| Some(kept(file.path, browser::blob_of(&[file.text])?))).collect()
}

/// The rule books of the folder, and the ways in.
pub(super) fn rules(desk: &Desk, making: &Making, looking: &UseStateHandle<Looking>, put: &Callback<Given>) -> Html {
    let t = desk.site.t;
    let busy = **looking == Looking::Reading;
    let files = Chooser {
        id: "host-rulebook-files",
        accept: ".zip,.toml,.json,application/zip",
        label: t.drafts_files(),
        multiple: true,
        primary: false,
        disabled: busy,
    };
    let folder = Chooser { id: CHOOSE, accept: "", label: t.drafts_folder(), ..files };
    let ids = making.draft.books();
    let inside = html! {
        <>
            if ids.is_empty() {
                <p class="hint">{ t.make_rules_none() }</p>
            } else {
                <ul class="list">{ for ids.iter().map(|id| one(desk, making, looking, id)) }</ul>
            }
            { error(desk, "rulebooks", t.make_rules()).1 }
            <p class="acts">
                { folder_chooser(&folder, put) }
                { chooser(&files, &put.reform(|files: Vec<File>| Given::Files(files))) }
            </p>
            <Tried act={desk.act.clone()} looking={looking.clone()} />
            <div aria-live="polite">
                if busy {
                    <p role="status">{ t.drafts_reading() }</p>
                }
                if **looking == Looking::Failed {
                    <p class="notice bad" role="alert">{ t.drafts_failed() }</p>
                }
            </div>
        </>
    };
    let found = match &**looking {
        Looking::Looked(looked, took, left) => html! {
            <>
                { rest(left, t) }
                { report(&desk.site, looked, |found| verdict(&desk.site, found, *took)) }
            </>
        },
        Looking::Nothing | Looking::Reading | Looking::Failed => Html::default(),
    };
    html! {
        <>
            { section("make-rules", t.make_rules(), t.make_rules_text(), inside) }
            { found }
        </>
    }
}

/// Whether a rule book can be assessed with, and what became of it.
fn verdict(site: &Site, found: &Found, took: bool) -> Html {
    let t = site.t;
    let named = |text: &str| fill(text, &[("name", title(found, site)), ("id", &found.id)]);
    if !found.loads {
        return html! {
            <div class="notice bad" role="alert">
                <p><b>{ fill(t.drafts_bad(), &[("n", &count(&found.errors).to_string())]) }</b></p>
                <p>{ t.make_rules_not_taken() }</p>
            </div>
        };
    }
    html! {
        <div class="notice" id="rules-taken">
            <p><b>{ t.drafts_good() }</b></p>
            if took {
                <p>{ named(t.make_rules_taken()) }</p>
            }
            if found.replaces {
                <p>{ named(t.make_rules_replaces()) }</p>
            }
        </div>
    }
}

fn one(desk: &Desk, making: &Making, looking: &UseStateHandle<Looking>, id: &str) -> Html {
    let t = desk.site.t;
    let title = desk.title(id);
    let named = |text: &str| fill(text, &[("name", &title)]);
    let version = desk.books.iter().find(|book| book.id == id).map(|book| book.version.clone());
    let look = {
        let (act, looking) = (desk.act.clone(), looking.setter());
        let files: Vec<_> = making.of_book(id).into_iter().map(|file| (file.name.clone(), file.file.clone())).collect();
        Callback::from(move |_: MouseEvent| {
            let (act, looking, files) = (act.clone(), looking.clone(), files.clone());
            looking.set(Looking::Reading);
            spawn_local(async move { tell(&act, &looking, look_into(files).await, false, Rest::default()) });
        })
    };
    let drop = {
        let (act, looking, id) = (desk.act.clone(), looking.setter(), id.to_owned());
        Callback::from(move |_: MouseEvent| {
            act.emit(Act::DropBook(id.clone()));
            looking.set(Looking::Nothing);
            browser::hand_on(vec![CHOOSE.to_owned()]);
        })
    };
    html! {
        <li key={id.to_owned()}>
            <p>
                <b>{ title.clone() }</b>{ " " }
                <small>{ match version {
                    Some(version) => fill(t.drafts_version(), &[("version", &version), ("id", id)]),
                    None => id.to_owned(),
                } }</small>
            </p>
            if making.ready && making.of_book(id).is_empty() {
                <p class="error">{ t.make_file_lost() }</p>
            }
            <p class="acts">
                <button type="button" class="quiet" aria-label={named(t.drafts_again_named())} onclick={look}>{ t.drafts_again() }</button>
                <button type="button" class="quiet" aria-label={named(t.make_link_remove())} onclick={drop}>{ t.make_remove() }</button>
            </p>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct TriedProps {
    act: Callback<Act>,
    looking: UseStateHandle<Looking>,
}

/// The rule books that are being tried as drafts in this browser, each with the way into the folder; and the way to trying one.
#[component]
fn Tried(props: &TriedProps) -> Html {
    let site = use_site();
    let t = site.t;
    let workspace = use_context::<UseReducerHandle<Workspace>>();
    let overlays: Rc<Vec<Overlay>> = workspace.map(|workspace| Rc::clone(&workspace.overlays)).unwrap_or_default();
    let take = |tried: &Overlay| {
        let (act, looking, text) = (props.act.clone(), props.looking.setter(), tried.text.clone());
        Callback::from(move |_: MouseEvent| {
            let (act, looking, text) = (act.clone(), looking.clone(), text.clone());
            looking.set(Looking::Reading);
            spawn_local(async move { tell(&act, &looking, look_again(text).await, true, Rest::default()) });
        })
    };
    let tried = overlays.iter().filter(|tried| tried.book.is_some() && tried.origin == Origin::Trial);
    html! {
        <>
            <p class="acts">
                for tried in tried {
                    <button type="button" key={tried.hash.clone()} onclick={take(tried)}>{ fill(t.make_rules_from_draft(), &[("name", &tried.name)]) }</button>
                }
            </p>
            <p class="hint">{ t.make_rules_try() }{ " " }<a href={Route::Drafts.href()}>{ t.drafts_title() }</a></p>
        </>
    }
}
