//! The rule books that are loaded, with what became of each.

use crate::browser;
use crate::parts::{Tone, chip};
use crate::route::Route;
use crate::site::Site;
use crate::state::{Action, Overlay};
use crate::texts::fill;
use yew::prelude::*;
use ziping_regime::Origin;

/// The id of the button that removes the rule book at a place.
fn lift_of(place: usize) -> String {
    format!("lift-rulebook-{place}")
}

pub(super) fn loaded(site: &Site, here: &[Overlay], again: &Callback<String>) -> Html {
    let t = site.t;
    let books = here.iter().filter_map(|loaded| Some((loaded, loaded.book.as_deref()?)));
    let books: Vec<(&Overlay, &str)> = books.collect();
    let overlays: Vec<&Overlay> =
        here.iter().filter(|loaded| loaded.book.is_none() && loaded.origin == Origin::Trial).collect();
    let is_none = overlays.is_empty();
    html! {
        <section class="sheet" aria-labelledby="rulebooks">
            <h2 id="rulebooks">{ t.drafts_here() }</h2>
            if !overlays.is_empty() {
                <ul class="list" id="tried-overlays">{ for overlays.into_iter().map(|overlay| tried(site, overlay)) }</ul>
            }
            if books.is_empty() {
                if is_none {
                    <p class="hint">{ t.drafts_none() }</p>
                }
            } else {
                <ul class="list">
                    for (place, (loaded, id)) in books.into_iter().enumerate() {
                        { one(site, place, loaded, id, again) }
                    }
                </ul>
                <p class="hint">{ t.drafts_to_host() }{ " " }<a href={Route::Host.href()}>{ t.make_title() }</a></p>
            }
        </section>
    }
}

/// An overlay that is tried as a draft.
fn tried(site: &Site, overlay: &Overlay) -> Html {
    let t = site.t;
    let file = site.packs.overlays().iter().find(|file| overlay.is(file));
    let title = file.and_then(|file| file.overlay.as_ref()).map(|id| site.words.title("overlay", id));
    let title = title.unwrap_or(&overlay.name);
    let state = match file {
        Some(file) if file.applied => chip(Tone::Open, t.card_draft()),
        None if !site.without_overlays => chip(Tone::Open, t.drafts_waiting()),
        Some(_) | None => chip(Tone::Bad, t.drafts_not_fit()),
    };
    let lift = {
        let (dispatch, hash) = (site.dispatch.clone(), overlay.hash.clone());
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Lift(hash.clone()));
            browser::hand_on(vec!["rulebook-files".to_owned()]);
        })
    };
    html! {
        <li key={overlay.hash.clone()}>
            <h3>{ title }{ " " }{ state }</h3>
            <p class="hint">{ t.drafts_overlay_one() }</p>
            <p class="acts">
                <button type="button" class="quiet" aria-label={fill(t.drafts_remove_named(), &[("name", title)])} onclick={lift}>{ t.drafts_remove() }</button>
            </p>
        </li>
    }
}

fn one(site: &Site, place: usize, loaded: &Overlay, id: &str, again: &Callback<String>) -> Html {
    let t = site.t;
    let file = site.packs.overlays().iter().find(|file| loaded.is(file));
    let rules = site.packs.regimes().iter().find(|rules| rules.id == id);
    let rules = rules.filter(|_| file.is_some_and(|file| file.applied));
    let title = rules.map_or(loaded.name.as_str(), |_| site.words.title("card", id));
    let named = |text: &str| fill(text, &[("name", title)]);
    let state = match (file, rules) {
        (Some(_), Some(_)) => chip(Tone::Open, t.card_draft()),
        (None, _) if !site.without_overlays => chip(Tone::Open, t.drafts_waiting()),
        _ => chip(Tone::Bad, t.drafts_not_fit()),
    };
    let in_place = rules.is_some() && site.packs.all_ids().iter().any(|known| known == id);
    let lift = {
        let (dispatch, hash) = (site.dispatch.clone(), loaded.hash.clone());
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Lift(hash.clone()));
            // The next one has moved up to its place.
            browser::hand_on(vec![lift_of(place), lift_of(place.saturating_sub(1)), "rulebook-folder".to_owned()]);
        })
    };
    let look = {
        let text = loaded.text.clone();
        again.reform(move |_: MouseEvent| text.clone())
    };
    let (ask, read) = (Route::Ask { regime: id.to_owned() }, Route::Clauses { regime: id.to_owned(), clause: None });
    html! {
        <li key={loaded.hash.clone()}>
            <h3>
                { title }{ " " }{ state }
                if in_place {
                    { " " }{ chip(Tone::Quiet, t.drafts_in_place()) }
                }
            </h3>
            if let Some(rules) = rules {
                <p class="hint">{ fill(t.drafts_version(), &[("version", &rules.version), ("id", id)]) }</p>
            } else if file.is_some() {
                <p>{ t.drafts_not_fit_text() }</p>
            }
            <p class="acts">
                if rules.is_some() {
                    <a class="button" href={ask.href()}>{ t.drafts_assess() }</a>
                    <a class="button quiet" href={read.href()}>{ t.drafts_read() }</a>
                }
                <button type="button" class="quiet" aria-label={named(t.drafts_again_named())} onclick={look}>{ t.drafts_again() }</button>
                <button type="button" class="quiet" id={lift_of(place)} aria-label={named(t.drafts_remove_named())} onclick={lift}>{ t.drafts_remove() }</button>
            </p>
        </li>
    }
}
