//! The host folder: who serves the site, what it brings for every visitor, and what is wrong with it.

use crate::app::Site;
use crate::fields::use_site;
use crate::overlay::read;
use crate::pages::home::problems::listed;
use crate::parts::{Tone, chip};
use crate::route::Route;
use crate::state::Overlay;
use crate::texts::fill;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use ziping_base::diag::Diagnostic;

/// Whether an overlay of the host applies; `None`: it is on its way.
fn applies(site: &Site, overlay: &Overlay) -> Option<bool> {
    let file = site.packs.overlays().iter().find(|file| file.hash == overlay.hash)?;
    Some(file.applied)
}

#[component]
pub(super) fn HostFolder() -> Html {
    let site = use_site();
    let (t, hosted) = (site.t, &site.hosted);
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
            if !hosted.overlays.is_empty() {
                <ul class="list">
                    for (place, overlay) in hosted.overlays.iter().enumerate() {
                        <li key={overlay.hash.clone()}>
                            { one(&site, overlay, found.get(place).map(Vec::as_slice).unwrap_or_default()) }
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

fn one(site: &Site, overlay: &Overlay, problems: &[Diagnostic]) -> Html {
    let t = site.t;
    let info =
        site.packs.overlays().iter().find(|file| file.hash == overlay.hash).and_then(|file| file.overlay.clone());
    let of_book = |id: &str| {
        let mut infos = site.packs.regimes().iter().flat_map(|rules| rules.overlays.iter());
        infos.find(|info| info.id == id).map(|info| info.version.clone())
    };
    match (applies(site, overlay), info) {
        (Some(true), Some(id)) => {
            let version = of_book(&id).unwrap_or_default();
            let title = site.words.title("overlay", &id).to_owned();
            html! { <p><b>{ title }</b>{ " " }{ version }{ " " }{ chip(Tone::Good, t.host_in_force()) }{ " " }<small>{ &overlay.name }</small></p> }
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
