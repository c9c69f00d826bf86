//! Overlays: those that are loaded, with what became of each, and the way to load more.

use super::books::status;
use super::load::{Outcome, load};
use crate::browser;
use crate::handed;
use crate::overlay::read;
use crate::pages::home::problems::listed;
use crate::parts::{Tone, chip, size};
use crate::route::Route;
use crate::site::{Site, use_site};
use crate::state::{Action, Overlay, gives_way};
use crate::texts::fill;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use ziping_base::diag::Diagnostic;
use ziping_regime::OverlayInfo;

#[derive(Properties, PartialEq)]
pub(super) struct OverlaysProps {
    pub(super) overlays: Rc<Vec<Overlay>>,
}

/// The id of the button that loads more.
const LOAD: &str = "load-overlay";

/// What became of an overlay that is loaded.
enum State<'s> {
    Applies(&'s OverlayInfo),
    Refused,
    /// It is on its way, or could not be read.
    Waiting,
    /// Another one is tried in its place.
    Replaced,
}

impl<'s> State<'s> {
    /// `own`: the overlays of the visitor.
    fn of(site: &'s Site, overlay: &Overlay, own: &[Overlay]) -> Self {
        match site.packs.overlays().iter().find(|file| overlay.is(file)) {
            None if gives_way(overlay, own) => Self::Replaced,
            None => Self::Waiting,
            Some(file) => {
                let infos = site.packs.regimes().iter().flat_map(|rules| &rules.overlays);
                infos
                    .into_iter()
                    .find(|info| Some(&info.id) == file.overlay.as_ref())
                    .map_or(Self::Refused, Self::Applies)
            }
        }
    }
}

#[component]
pub(super) fn Overlays(props: &OverlaysProps) -> Html {
    let site = use_site();
    let t = site.t;
    let outcome = use_state(|| Outcome::Nothing);
    let problems = use_problems(&site, &props.overlays);
    use_effect_with(outcome.clone(), |outcome| {
        if matches!(**outcome, Outcome::Refused(_)) {
            browser::reveal(PROBLEMS);
        }
    });
    let onchange = {
        let (site, here, outcome) = (site.clone(), Rc::clone(&props.overlays), outcome.setter());
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let list = input.files().into_iter();
            let files: Vec<_> = list.flat_map(|list| (0..list.length()).filter_map(move |i| list.get(i))).collect();
            if !files.is_empty() {
                load(&site, Rc::clone(&here), files, outcome.clone());
            }
            // The same file can be chosen again after it was mended.
            input.set_value("");
        })
    };
    let busy = *outcome == Outcome::Reading;
    // That it was loaded is no news any more once it was removed.
    let is_here = |name: &String| props.overlays.iter().any(|overlay| overlay.name == *name);
    let told = match &*outcome {
        Outcome::Loaded(names) if !names.iter().any(is_here) => Html::default(),
        outcome => tell(&site, outcome),
    };
    let none = Vec::new();
    html! {
        <section class="sheet" aria-labelledby="overlays">
            <h2 id="overlays">{ t.overlay_title() }</h2>
            <p>{ t.overlay_text() }</p>
            if props.overlays.iter().all(|loaded| loaded.book.is_some()) {
                <p class="hint">{ if site.hosted.overlays.iter().all(|file| file.book.is_some()) { t.overlay_none() } else { t.overlay_none_beside_host() } }</p>
            } else {
                <ul class="list">
                    for (place, overlay) in props.overlays.iter().enumerate().filter(|(_, loaded)| loaded.book.is_none()) {
                        { one(&site, place, overlay, &props.overlays, problems.get(place).unwrap_or(&none)) }
                    }
                </ul>
            }
            <p class="acts">
                <label class={classes!("button", busy.then_some("off"))}>
                    <input type="file" id={LOAD} accept=".toml,.docx,.docm,.dotx" multiple=true disabled={busy} {onchange} />
                    { t.overlay_load() }
                </label>
            </p>
            <div aria-live="polite">{ told }</div>
        </section>
    }
}

/// What is wrong with overlays that do not apply; read only when there are such.
#[hook]
fn use_problems(site: &Site, overlays: &Rc<Vec<Overlay>>) -> Rc<Vec<Vec<Diagnostic>>> {
    let found = use_state(|| Rc::new(Vec::new()));
    let mut own = overlays.iter().filter(|overlay| overlay.book.is_none());
    let refused = own.any(|overlay| matches!(State::of(site, overlay, overlays), State::Refused));
    let setter = found.setter();
    use_effect_with((Rc::clone(overlays), refused), move |(overlays, refused)| {
        setter.set(Rc::default());
        if *refused {
            let overlays = Rc::clone(overlays);
            spawn_local(async move {
                if let Some(read) = read(&overlays).await {
                    setter.set(Rc::new(read.problems));
                }
            });
        }
    });
    Rc::clone(&found)
}

/// The id of the button that removes the overlay at a place.
fn lift_of(place: usize) -> String {
    format!("lift-{place}")
}

fn one(site: &Site, place: usize, overlay: &Overlay, own: &[Overlay], problems: &[Diagnostic]) -> Html {
    let t = site.t;
    let named = |text: &str| fill(text, &[("name", &overlay.name)]);
    let download = {
        let overlay = overlay.clone();
        Callback::from(move |_: MouseEvent| {
            handed::parts(&overlay.name, "application/toml", std::slice::from_ref(&overlay.text));
        })
    };
    let lift = {
        let (dispatch, hash) = (site.dispatch.clone(), overlay.hash.clone());
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Lift(hash.clone()));
            // The next one has moved up to its place.
            browser::hand_on(vec![lift_of(place), lift_of(place.saturating_sub(1)), LOAD.to_owned()]);
        })
    };
    let about = match State::of(site, overlay, own) {
        State::Applies(info) => applies(site, info),
        State::Refused => html! {
            <>
                <p><b>{ &overlay.name }</b>{ " " }{ chip(Tone::Bad, t.overlay_refused()) }</p>
                <p>{ t.overlay_refused_text() }</p>
                { listed(problems, site.lang, t) }
            </>
        },
        State::Replaced => {
            html! { <p><b>{ &overlay.name }</b>{ " " }{ chip(Tone::Quiet, t.drafts_overlay_replaced()) }</p> }
        }
        State::Waiting if site.without_overlays => html! {
            <><p><b>{ &overlay.name }</b>{ " " }{ chip(Tone::Bad, t.overlay_refused()) }</p><p>{ t.overlay_failed() }</p></>
        },
        State::Waiting => html! { <p><b>{ &overlay.name }</b>{ " " }{ chip(Tone::Open, t.overlay_waiting()) }</p> },
    };
    html! {
        <li key={overlay.hash.clone()}>
            { about }
            <p class="hint hash">{ fill(t.overlay_file(), &[("name", &overlay.name), ("size", &size(overlay.text.len() as u64)), ("hash", &overlay.hash)]) }</p>
            <p class="acts">
                <button type="button" class="quiet" aria-label={named(t.overlay_download())} onclick={download}>{ t.overlay_download_short() }</button>
                <button type="button" class="quiet" id={lift_of(place)} aria-label={named(t.overlay_remove())} onclick={lift}>{ t.overlay_remove_short() }</button>
            </p>
        </li>
    }
}

fn applies(site: &Site, info: &OverlayInfo) -> Html {
    let t = site.t;
    let words = site.words.get("overlay", &info.id);
    let book = site.words.get("card", &info.regime);
    let href = Route::Clauses { regime: info.regime.clone(), clause: None }.href();
    let contact = info.contact.get(site.lang.code()).map(Vec::as_slice).unwrap_or_default();
    let adds = fill(
        t.overlay_adds(),
        &[
            ("facts", &info.facts.len().to_string()),
            ("derives", &info.derives.len().to_string()),
            ("forms", &info.forms.len().to_string()),
            ("contact", &contact.len().to_string()),
        ],
    );
    let row = |name: &str, said: &str| html! { <><dt>{ name.to_owned() }</dt><dd>{ said.to_owned() }</dd></> };
    html! {
        <>
            <h3>{ &words.title }{ " " }{ status(info.status, t) }</h3>
            <p>{ &words.text }</p>
            <dl class="facts">
                <dt>{ t.overlay_on() }</dt><dd><a {href}>{ &book.title }</a></dd>
                { row(t.overlay_version(), &format!("{} ({})", info.version, info.id)) }
                { row(t.overlay_source(), &info.source) }
                { row(t.overlay_brings(), &adds) }
                { for contact.iter().map(|(name, said)| row(name, said)) }
            </dl>
        </>
    }
}

/// The id of the notice of problems, which takes the focus.
const PROBLEMS: &str = "overlay-problems";

fn tell(site: &Site, outcome: &Outcome) -> Html {
    let t = site.t;
    let bad = |text: &str, name: &str| {
        html! { <p class="notice bad" role="alert">{ fill(text, &[("name", name)]) }</p> }
    };
    match outcome {
        Outcome::Nothing => Html::default(),
        Outcome::Reading => html! { <p>{ t.overlay_reading() }</p> },
        Outcome::Loaded(names) => {
            html! { <p class="notice">{ fill(t.overlay_loaded(), &[("name", &names.join(t.list_comma()))]) }</p> }
        }
        Outcome::Forms(names) => {
            html! { <p class="notice">{ fill(t.overlay_forms(), &[("name", &names.join(t.list_comma()))]) }</p> }
        }
        Outcome::NotKept => bad(t.overlay_not_kept(), ""),
        Outcome::Same(name) => html! { <p class="notice">{ fill(t.overlay_same(), &[("name", name)]) }</p> },
        Outcome::Refused(files) => html! {
            <div class="notice bad problems" id={PROBLEMS} tabindex="-1" role="alert">
                for (name, problems) in files.iter() {
                    <p><b>{ fill(t.overlay_not_loaded(), &[("name", name), ("n", &problems.len().to_string())]) }</b></p>
                    { listed(problems, site.lang, t) }
                }
                <p>{ t.overlay_nothing_changed() }</p>
            </div>
        },
        Outcome::TooLarge(name) => bad(t.overlay_too_large(), name),
        Outcome::TooMuch => bad(t.overlay_too_much(), ""),
        Outcome::Unreadable(name) => bad(t.files_unreadable(), name),
        Outcome::Failed => bad(t.overlay_failed(), ""),
    }
}
