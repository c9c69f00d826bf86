//! The ways to better grades: for each, what must change and which open answers it rests on.

use crate::kit::{Book, View};
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_core::assess::{Path, PathsTo, Target};
use ziping_core::rule::Change;

/// The most ways shown to one grade before one asks for the others.
const FIRST: usize = 1;
/// The most changes of one way before it is folded up.
const SHORT: usize = 4;

pub(super) fn paths(book: &Book, view: &View, t: &'static Texts) -> Html {
    if view.paths().is_empty() {
        return Html::default();
    }
    html! {
        <section>
            <h3>{ t.paths_title() }</h3>
            <ul class="list">
                for to in view.paths() {
                    <li key={key(to.target)}>{ target(to, book, t) }</li>
                }
            </ul>
        </section>
    }
}

fn key(target: Target) -> u16 {
    match target {
        Target::Eligible => 1_000,
        Target::Outcome(place) => u16::from(place),
    }
}

fn target(to: &PathsTo, book: &Book, t: &'static Texts) -> Html {
    let name = match to.target {
        Target::Eligible => t.paths_eligible().to_owned(),
        Target::Outcome(place) => book.speaker().outcome_title(place).to_owned(),
    };
    let Some(first) = to.paths.first() else {
        let words = to.why.iter().map(|id| book.title_of(id)).collect::<Vec<_>>().join(t.list_comma());
        let why =
            if words.is_empty() { t.paths_none().to_owned() } else { fill(t.paths_blocked(), &[("why", &words)]) };
        return html! { <><b>{ name }</b>{ t.list_colon() }<small>{ why }</small></> };
    };
    html! {
        <>
            <b>{ name }</b>
            { path(first, book, t) }
            if to.paths.len() > FIRST || to.more {
                <details>
                    <summary>{ t.paths_others() }</summary>
                    for (place, other) in to.paths.iter().enumerate().skip(FIRST) {
                        <div key={place} class="or">{ path(other, book, t) }</div>
                    }
                    if to.more {
                        <p><small>{ t.paths_more() }</small></p>
                    }
                </details>
            }
        </>
    }
}

/// The changes of a way; a long one shows its first and unfolds the rest.
fn path(path: &Path, book: &Book, t: &'static Texts) -> Html {
    let speaker = book.speaker();
    let rests_on = |change: &Change| change.target().0.is_some_and(|fact| path.rests_on.contains(&fact));
    let said: Vec<String> = path.changes.iter().map(|change| speaker.change(change, rests_on(change))).collect();
    let (first, rest) = said.split_at(said.len().min(SHORT));
    // By place, so that of a change that says another number only the text is drawn anew.
    let items = |said: &[String]| {
        said.iter().enumerate().map(|(place, said)| html! { <li key={place}>{ said }</li> }).collect::<Html>()
    };
    html! {
        <>
            <ul class="changes">{ items(first) }</ul>
            if !rest.is_empty() {
                <details>
                    <summary>{ fill(t.paths_rest(), &[("n", &rest.len().to_string())]) }</summary>
                    <ul class="changes">{ items(rest) }</ul>
                </details>
            }
        </>
    }
}
