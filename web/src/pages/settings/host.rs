//! The host folder: who serves the site, what it brings for every visitor, and what is wrong with it.

use crate::overlay::read;
use crate::pages::home::problems::listed;
use crate::parts::{Tone, chip};
use crate::route::Route;
use crate::site::{Site, use_site};
use crate::state::{Overlay, Workspace, gives_way};
use crate::texts::fill;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use ziping_base::diag::{Diagnostic, Source};
use ziping_host::{FILE, given};

/// Whether an overlay of the host applies; `None`: it is on its way.
fn applies(site: &Site, overlay: &Overlay) -> Option<bool> {
    let file = site.packs.overlays().iter().find(|file| overlay.is(file))?;
    Some(file.applied)
}

#[component]
pub(super) fn HostFolder() -> Html {
    let site = use_site();
    let (t, hosted) = (site.t, &site.hosted);
    let workspace = use_context::<UseReducerHandle<Workspace>>();
    let own: Rc<Vec<Overlay>> = workspace.map(|workspace| Rc::clone(&workspace.overlays)).unwrap_or_default();
    let refused = hosted.overlays.iter().any(|overlay| applies(&site, overlay) == Some(false));
    let found = use_state(|| Rc::new(Vec::<Vec<Diagnostic>>::new()));
    {
        let (setter, overlays) = (found.setter(), Rc::clone(&hosted.overlays));
        use_effect_with(refused, move |refused| {
            if *refused {
                spawn_local(async move {
                    if let Some(read) = read(&overlays).await {
                        setter.set(Rc::new(read.problems));
                    }
                });
            }
        });
    }
    let lost = use_state_eq(|| Rc::new(Vec::<(String, Vec<Diagnostic>)>::new()));
    {
        let (setter, hosted) = (lost.setter(), Rc::clone(hosted));
        use_effect_with((), move |()| spawn_local(async move { setter.set(Rc::new(hosted.lost_files().await)) }));
    }
    let Some(host) = &hosted.host else {
        return html! {
            <section class="sheet" aria-labelledby="host">
                <h2 id="host">{ t.host_title() }</h2>
                if hosted.problems.is_empty() {
                    <p class="hint">{ t.host_none() }</p>
                } else {
                    { wrong(&site, &hosted.problems) }
                }
                { make(&site) }
            </section>
        };
    };
    let forms: Vec<&str> = host.forms.iter().map(|form| form.file.as_str()).collect();
    html! {
        <section class="sheet" aria-labelledby="host">
            <h2 id="host">{ t.host_title() }</h2>
            <p>{ fill(t.host_by(), &[("name", host.name.pick(site.lang))]) }{ " " }{ t.host_brings() }</p>
            if !hosted.problems.is_empty() {
                { wrong(&site, &hosted.problems) }
            }
            if !lost.is_empty() {
                { wrong(&site, &lost) }
            }
            if !hosted.overlays.is_empty() {
                <ul class="list">
                    for (place, overlay) in hosted.overlays.iter().enumerate() {
                        <li key={overlay.hash.clone()}>
                            { one(&site, overlay, &own, &at_home(&site, overlay, found.get(place).map(Vec::as_slice).unwrap_or_default())) }
                        </li>
                    }
                </ul>
            }
            if !forms.is_empty() {
                <p>{ fill(t.host_forms(), &[("names", &forms.join(t.list_comma()))]) }</p>
            }
            { make(&site) }
        </section>
    }
}

/// The problems of an overlay; those of figures of the year at their places in `host.json`.
fn at_home(site: &Site, overlay: &Overlay, problems: &[Diagnostic]) -> Vec<Diagnostic> {
    let figures = site.hosted.host.as_ref().map(|host| host.figures.as_slice()).unwrap_or_default();
    let text = site.hosted.text().unwrap_or_default();
    match given(figures).into_iter().find(|given| given.text == overlay.text) {
        Some(given) => {
            let source = Source { name: FILE, text: &text };
            problems.iter().map(|problem| given.at_home(problem.clone(), &source)).collect()
        }
        None => problems.to_vec(),
    }
}

/// The way to making the site one's own, for those who serve it.
fn make(site: &Site) -> Html {
    let t = site.t;
    html! {
        <>
            <p class="hint">{ t.make_link_text() }</p>
            <p class="acts"><a class="button" href={Route::Host.href()}>{ t.make_link() }</a></p>
        </>
    }
}

fn wrong(site: &Site, files: &[(String, Vec<Diagnostic>)]) -> Html {
    let t = site.t;
    html! {
        <div class="notice bad problems">
            for (name, problems) in files.iter() {
                <p><b>{ fill(t.host_wrong(), &[("name", name), ("n", &problems.len().to_string())]) }</b></p>
                { listed(problems, site.lang, t) }
            }
            <p>{ t.host_wrong_text() }</p>
        </div>
    }
}

fn one(site: &Site, overlay: &Overlay, own: &[Overlay], problems: &[Diagnostic]) -> Html {
    let t = site.t;
    let file = site.packs.overlays().iter().find(|file| overlay.is(file));
    let in_force = |title: &str, version: &str| {
        html! { <p><b>{ title }</b>{ " " }{ version }{ " " }{ chip(Tone::Good, t.host_in_force()) }{ " " }<small>{ &overlay.name }</small></p> }
    };
    if let (Some(true), Some(id)) = (applies(site, overlay), &overlay.book) {
        let version = site.packs.regimes().iter().find(|rules| rules.id == *id).map(|rules| rules.version.as_str());
        return in_force(site.words.title("card", id), version.unwrap_or_default());
    }
    let info = file.and_then(|file| file.overlay.clone());
    let of_book = |id: &str| {
        let mut infos = site.packs.regimes().iter().flat_map(|rules| rules.overlays.iter());
        infos.find(|info| info.id == id).map(|info| info.version.clone())
    };
    match (applies(site, overlay), info) {
        (Some(true), Some(id)) => in_force(site.words.title("overlay", &id), &of_book(&id).unwrap_or_default()),
        (None, _) if gives_way(overlay, own) => {
            html! { <p><b>{ &overlay.name }</b>{ " " }{ chip(Tone::Quiet, t.drafts_overlay_replaced()) }</p> }
        }
        (None, _) if !site.without_overlays => {
            html! { <p><b>{ &overlay.name }</b>{ " " }{ chip(Tone::Open, t.overlay_waiting()) }</p> }
        }
        _ => html! {
            <>
                <p><b>{ &overlay.name }</b>{ " " }{ chip(Tone::Bad, t.overlay_refused()) }</p>
                { listed(problems, site.lang, t) }
            </>
        },
    }
}
