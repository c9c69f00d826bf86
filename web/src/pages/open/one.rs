//! One package in full: what it is, what it comes to, what differs, every condition and every file.

use super::table;
use super::view::{View, text};
use crate::texts::{Texts, fill};
use serde_json::Value as Json;
use yew::prelude::*;

/// The id of the view, which takes the focus when a row of the table is chosen.
pub(super) const ID: &str = "package-view";

/// `row`: its place in the table; `open`: its files can be asked for.
pub(super) fn one(row: usize, view: &View, open: bool, t: &'static Texts) -> Html {
    if view.code() == "refused" {
        return html! {
            <section class="sheet" id={ID} tabindex="-1" aria-label={view.text("file").to_owned()}>
                <h2 class="file-name">{ view.text("file") }</h2>
                <p class="notice bad" role="alert">{ view.text("verdict") }</p>
            </section>
        };
    }
    html! {
        <section class="sheet package-view" id={ID} tabindex="-1" aria-labelledby="package-of">
            <h2 id="package-of">{ view.text("organisation") }</h2>
            <p>{ view.chip(t) }</p>
            if !view.text("redacted").is_empty() {
                <p class="notice">{ fill(t.receive_redacted(), &[("what", view.text("redacted"))]) }</p>
            }
            { grades(view, t) }
            { about(view, t) }
            if !view.list("problems").is_empty() {
                <h3>{ t.receive_problems_title() }</h3>
                <ul>{ view.list("problems").iter().filter_map(Json::as_str).map(|text| html! { <li key={text}>{ text }</li> }).collect::<Html>() }</ul>
            }
            if !view.list("disagreeing").is_empty() {
                <ul class="list">{ view.list("disagreeing").iter().filter_map(Json::as_str).map(|text| html! { <li key={text}>{ text }</li> }).collect::<Html>() }</ul>
            }
            if !view.list("carrying").is_empty() {
                <div class="notice">
                    <p>{ t.receive_carrying() }</p>
                    <ul class="list">{ view.list("carrying").iter().filter_map(Json::as_str).map(|text| html! { <li key={text}>{ text }</li> }).collect::<Html>() }</ul>
                </div>
            }
            <h3>{ t.receive_differences_title() }</h3>
            { differences(view, t) }
            { items(view, t) }
            { files(row, view, open, t) }
            <p class="hint">{ t.receive_honest() }</p>
        </section>
    }
}

/// The three results side by side.
fn grades(view: &View, t: &Texts) -> Html {
    let grade = |(title, key): (&'static str, &str)| {
        let said = view.text(key);
        html! { <div key={title}><dt>{ title }</dt><dd>{ if said.is_empty() { "—" } else { said } }</dd></div> }
    };
    let all = [
        (t.receive_then(), "then"),
        (t.receive_now(), "now"),
        (t.receive_today(), "today"),
        (t.receive_target(), "target"),
        (t.receive_eligible(), "eligible"),
        (t.receive_points(), "points"),
    ];
    html! { <dl class="grades">{ all.into_iter().map(grade).collect::<Html>() }</dl> }
}

fn about(view: &View, t: &Texts) -> Html {
    let all = [
        (t.receive_code(), "org_code"),
        (t.receive_contact(), "contact"),
        (t.receive_regime(), "regime"),
        (t.receive_overlays(), "overlays"),
        (t.receive_in_use(), "in_use"),
        (t.receive_as_of(), "as_of"),
        (t.receive_rulebook(), "rulebook"),
        (t.receive_kit(), "kit"),
        (t.receive_answers(), "answers"),
        (t.receive_file(), "file"),
    ];
    let line = |(title, key): (&'static str, &str)| {
        html! { <div key={title}><dt>{ title }</dt><dd>{ view.text(key) }</dd></div> }
    };
    // Only of packages that were made with other overlays than those in use there is something to say of these.
    let all = all.into_iter().filter(|(_, key)| *key != "in_use" || !view.text(key).is_empty());
    html! { <dl class="about">{ all.map(line).collect::<Html>() }</dl> }
}

fn differences(view: &View, t: &Texts) -> Html {
    let all = view.list("differences");
    if all.is_empty() {
        let compared = !view.text("then").is_empty() && !view.text("now").is_empty();
        return html! { <p>{ if compared { t.receive_differences_none() } else { t.receive_differences_unknown() } }</p> };
    }
    let line = |one: &Json| html! { <li key={text(one, "text")}>{ text(one, "text") }</li> };
    html! { <ul class="list">{ all.iter().map(line).collect::<Html>() }</ul> }
}

/// Every condition, then and now.
fn items(view: &View, t: &Texts) -> Html {
    let row = |(place, item): (usize, &Json)| {
        let said = |place: usize| item.get(place).and_then(Json::as_str).unwrap_or_default();
        let differs = said(1) != said(2);
        html! {
            <tr key={place} class={classes!(differs.then_some("differs"))}>
                <th scope="row">{ said(0) }</th><td>{ said(1) }</td>
                <td>{ said(2) }if differs { <b aria-hidden="true">{ " ≠" }</b> }</td>
            </tr>
        }
    };
    html! {
        <details>
            <summary>{ t.receive_items_title() }</summary>
            <table class="package-table">
                <thead><tr><th scope="col">{ t.receive_item() }</th><th scope="col">{ t.receive_then() }</th><th scope="col">{ t.receive_now() }</th></tr></thead>
                <tbody>{ view.list("items").iter().enumerate().map(row).collect::<Html>() }</tbody>
            </table>
        </details>
    }
}

/// Every file, to be opened or saved; all of them in view when one is not as it was packed.
fn files(row: usize, view: &View, open: bool, t: &'static Texts) -> Html {
    let is = |file: &Json, what: &str| file.get(what).and_then(Json::as_bool).unwrap_or_default();
    let line = |file: &Json| {
        let (noted, path) = (is(file, "noted"), text(file, "path").to_owned());
        let sign = if is(file, "damage") {
            "✕ "
        } else if noted {
            "! "
        } else {
            "✓ "
        };
        let wanted = path.clone();
        let onclick = Callback::from(move |_: MouseEvent| table::take(row, &wanted));
        html! {
            <tr key={path.clone()} class={classes!(noted.then_some("differs"))}>
                <th scope="row">
                    if open && is(file, "here") {
                        <button type="button" class="link" title={t.receive_take()} {onclick}>{ &path }</button>
                    } else {
                        { &path }
                    }
                </th>
                <td class="number">{ file.get("bytes").and_then(Json::as_u64) }</td>
                <td>{ sign }{ text(file, "said") }</td>
            </tr>
        }
    };
    let all = view.list("files");
    let unfold = all.iter().any(|file| is(file, "noted"));
    html! {
        <details open={unfold}>
            <summary>{ t.receive_files_title() }{ t.list_colon() }{ view.text("checked") }</summary>
            if open {
                <p class="hint">{ t.receive_take() }</p>
            }
            <table class="package-table">
                <thead><tr><th scope="col">{ t.receive_file() }</th><th scope="col">{ t.receive_size() }</th><th scope="col">{ t.receive_state() }</th></tr></thead>
                <tbody>{ all.iter().map(line).collect::<Html>() }</tbody>
            </table>
        </details>
    }
}
