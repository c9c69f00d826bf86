//! Answers that do not agree with each other.

use crate::engine::{Book, View};
use crate::route::Route;
use crate::site::Site;
use yew::prelude::*;
use ziping_assess::Inconsistency;
use ziping_rules::fact::{FactIx, Sheet};

/// Each with the way to the answer that it means, beside which it is said what is wrong; `told`: the sheet, where it is
/// said here, because the answers themselves are on another page.
pub(crate) fn inconsistent(
    site: &Site,
    book: &Book,
    view: &View,
    told: Option<&Sheet>,
    on_ask: &Callback<FactIx>,
) -> Html {
    let t = site.t;
    let speaker = book.speaker();
    // What this rule book does not ask is another page's business; but the papers state what every organisation is asked.
    let is_of_all = |fact: &FactIx| book.library().catalogue.get(*fact).is_some_and(|fact| fact.section.is_some());
    let concerns = |fact: &FactIx| book.section_of(*fact).is_some() || told.is_some() && is_of_all(fact);
    let found: Vec<&Inconsistency> =
        view.inconsistencies().iter().filter(|found| found.facts().iter().any(concerns)).collect();
    if found.is_empty() {
        return Html::default();
    }
    html! {
        <section class="inconsistent">
            <h3>{ t.inconsistent_title() }</h3>
            <ul class="list">
                for (place, found) in found.into_iter().enumerate() {
                    { one(place, (title(site, found), told.map(|sheet| speaker.conflict(found, sheet))), found, book, on_ask) }
                }
            </ul>
        </section>
    }
}

/// What to look at.
fn title(site: &Site, found: &Inconsistency) -> String {
    match found {
        Inconsistency::Check(id, ..) => site.words.title("check", id).to_owned(),
        Inconsistency::Future(fact, _)
        | Inconsistency::TableDiffers(fact, ..)
        | Inconsistency::TableDenies(fact, _)
        | Inconsistency::OverlayDiffers(_, fact, ..) => site.words.title("fact", site.id_of(*fact)).to_owned(),
    }
}

fn one(
    place: usize,
    (title, text): (String, Option<String>),
    found: &Inconsistency,
    book: &Book,
    on_ask: &Callback<FactIx>,
) -> Html {
    let fact = found.facts().into_iter().find(|fact| book.section_of(*fact).is_some());
    let onclick = {
        let on_ask = on_ask.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(fact) = fact {
                on_ask.emit(fact);
            }
        })
    };
    html! {
        <li key={place} class={if found.is_error() { "error" } else { "warning" }}>
            if fact.is_some() {
                <button type="button" class="link" {onclick}>{ title }</button>
            } else {
                <a href={Route::Organisation.href()}>{ title }</a>
            }
            if let Some(text) = text {
                <br />
                <small>{ text }</small>
            }
        </li>
    }
}
