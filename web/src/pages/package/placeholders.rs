//! All placeholders that a form can have, with a search and a button that copies each.

use super::copy::copy as copy_text;
use crate::engine::Book;
use crate::site::use_site;
use crate::texts::fill;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;
use ziping_dossier::{Placeholder, placeholders};

/// The most rows that are drawn at once; a search leads to the others.
const MOST: usize = 60;

#[derive(Properties, PartialEq)]
pub(super) struct PlaceholdersProps {
    pub(super) book: Book,
}

/// Whether all words that were typed occur in a placeholder or its title.
fn fits(one: &Placeholder, wanted: &str) -> bool {
    let said = format!("{} {} {}", one.written, one.by_title, one.title).to_lowercase();
    wanted.to_lowercase().split_whitespace().all(|word| said.contains(word))
}

#[component]
pub(super) fn Placeholders(props: &PlaceholdersProps) -> Html {
    let site = use_site();
    let t = site.t;
    let open = use_state(|| false);
    let wanted = use_state(String::new);
    let copied = use_state(|| None::<String>);
    let all = use_memo((props.book.clone(), site.lang, *open), |(book, lang, open)| {
        if *open { placeholders(book.library(), book.rules(), book.words(), *lang) } else { Vec::new() }
    });
    let ontoggle = {
        let open = open.setter();
        Callback::from(move |event: Event| open.set(event.target_unchecked_into::<Element>().has_attribute("open")))
    };
    let oninput = {
        let wanted = wanted.setter();
        Callback::from(move |event: InputEvent| wanted.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let copy = |written: &str| {
        let (copied, written) = (copied.setter(), written.to_owned());
        Callback::from(move |_: MouseEvent| {
            copied.set(copy_text(&written).then(|| written.clone()));
        })
    };
    let button = |written: &str| {
        if written.is_empty() {
            return Html::default();
        }
        html! {
            <button
                type="button"
                class="quiet"
                aria-label={fill(t.placeholders_copy(), &[("written", written)])}
                title={t.placeholders_copy_short()}
                onclick={copy(written)}
            ><code>{ written.to_owned() }</code></button>
        }
    };
    let found: Vec<&Placeholder> = all.iter().filter(|one| fits(one, &wanted)).collect();
    let row = |one: &&Placeholder| {
        let said = one.says.said();
        html! {
            <tr key={one.written.clone()}>
                <th scope="row">{ &one.title }<br /><small>{ site.lang.pick(&said.zh, &said.en).to_owned() }</small></th>
                <td>{ button(&one.written) }{ button(&one.by_title) }</td>
            </tr>
        }
    };
    html! {
        <details class="placeholders" {ontoggle}>
            <summary>{ t.placeholders_title() }</summary>
            <p><small>{ t.placeholders_text() }</small></p>
            <p class="rename">
                <label for="find-placeholder">{ t.placeholders_find() }</label>
                <input type="search" id="find-placeholder" value={(*wanted).clone()} {oninput} />
            </p>
            <p class="hint" aria-live="polite">
                if let Some(written) = &*copied {
                    { fill(t.placeholders_copied(), &[("written", written)]) }
                } else {
                    { fill(t.placeholders_count(), &[("n", &found.len().to_string()), ("all", &all.len().to_string())]) }
                }
            </p>
            <div class="wide-table" role="region" aria-label={t.placeholders_title()} tabindex="0">
                <table class="package-table">
                    <thead><tr><th scope="col">{ t.placeholders_says() }</th><th scope="col">{ t.placeholders_written() }</th></tr></thead>
                    <tbody>{ for found.iter().take(MOST).map(row) }</tbody>
                </table>
            </div>
            if found.len() > MOST {
                <p class="hint">{ fill(t.placeholders_more(), &[("n", &(found.len() - MOST).to_string())]) }</p>
            }
        </details>
    }
}
