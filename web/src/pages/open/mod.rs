//! Packages from others: chosen or dropped, checked and assessed again beside the page, shown one by one or as a table.

mod also;
mod choose;
mod many;
mod one;
mod table;
mod view;

use super::use_arrival;
use crate::browser;
use crate::parts::{Given, Rest, folder_drops, heading, rest};
use crate::site::use_site;
use crate::texts::{Texts, fill};
use table::State;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;
use ziping_base::dropping::is_dropping;

#[component]
pub(crate) fn Open() -> Html {
    let site = use_site();
    let t = site.t;
    use_arrival(t.receive_title(), "open".to_owned());
    let changed = use_force_update();
    use_effect_with((), move |()| {
        table::watch(Some(Callback::from(move |()| changed.force_update())));
        || table::watch(None)
    });
    // What was found is said again in the page's new language.
    use_effect_with(site.lang, |lang| table::say(*lang));
    let left = use_state_eq(Rest::default);
    let begin = {
        let (lang, packs, left) = (site.lang, site.packs.clone(), left.setter());
        Callback::from(move |given: Given| {
            let (packs, table, left) = (packs.clone(), t.receive_export_name(), left.clone());
            spawn_local(async move {
                let came = given.all().await;
                left.set(came.rest);
                let written = came.files.into_iter().filter(|(path, _)| !is_dropping(path)).map(|(_, file)| file);
                let (overlays, files): (Vec<File>, Vec<File>) = written.partition(also::is_overlay);
                also::load(overlays, move || table::open(&files, packs.pack(), lang, table));
            });
        })
    };
    let over = use_state_eq(|| false);
    let [ondragover, ondragleave, ondrop] = folder_drops(&over, &begin);
    let state = table::state();
    let show = Callback::from(|row| {
        table::show(row);
        // The full view stands below the table.
        gloo::timers::callback::Timeout::new(0, || browser::reveal(one::ID)).forget();
    });
    let shown = state.shown.and_then(|row| Some((row, state.rows.get(row)?.clone())));
    let (busy, open) = (state.reading.is_some(), table::is_open());
    let act = |act: fn()| Callback::from(move |_: MouseEvent| act());
    html! {
        <main class="page open" id="main" tabindex="-1" {ondragover} {ondragleave} {ondrop}>
            { heading(t.receive_title()) }
            <p class="lead">{ t.receive_lead() }</p>
            { choose::choose(&begin, *over, busy, !state.rows.is_empty(), t) }
            { also::said(t) }
            { rest(&left, t) }
            <div aria-live="polite">{ standing(&state, act(table::stop), t) }</div>
            if state.rows.len() > 1 {
                <many::Many rows={state.rows.clone()} {show} shown={state.shown} />
            }
            if !state.rows.is_empty() && !busy {
                <p class="acts">
                    if state.rows.len() > 1 {
                        <button type="button" id="export-table" disabled={!open} onclick={act(table::export)}>{ t.receive_export() }</button>
                    }
                    <button type="button" class="quiet" id="clear-table" onclick={act(table::clear)}>{ t.receive_clear() }</button>
                </p>
            }
            if let Some((row, view)) = shown {
                { one::one(row, &view, open, t) }
            }
        </main>
    }
}

/// How far it is, or how it went.
fn standing(state: &State, stop: Callback<MouseEvent>, t: &'static Texts) -> Html {
    if state.failed {
        return html! { <p class="notice bad" role="alert">{ t.receive_failed() }</p> };
    }
    if let Some(path) = &state.not_taken {
        return html! { <p class="notice bad" role="alert">{ fill(t.receive_not_taken(), &[("file", path)]) }</p> };
    }
    let of = state.files.len();
    if let Some((place, done, all)) = state.reading {
        let file = state.files.get(place).map_or("", String::as_str);
        // In thousandths of a file.
        let part = done.saturating_mul(1000).checked_div(all).unwrap_or(0);
        let (at, end) = (part + 1000 * place as u64, 1000 * of);
        let (n, count) = ((place + 1).min(of).to_string(), of.to_string());
        return html! {
            <>
                <progress max={end.to_string()} value={at.to_string()} aria-label={t.receive_progress()}></progress>
                <p class="acts">
                    <span>{ fill(t.receive_reading(), &[("n", &n), ("of", &count), ("file", file)]) }</span>
                    <button type="button" onclick={stop}>{ t.receive_cancel() }</button>
                </p>
            </>
        };
    }
    if state.rows.len() < 2 {
        return Html::default();
    }
    let bad = state.rows.iter().filter(|view| view.code() != "sound").count();
    let said = [("n", &*state.rows.len().to_string()), ("bad", &bad.to_string())];
    html! { <p class="notice">{ fill(t.receive_done(), &said) }</p> }
}
