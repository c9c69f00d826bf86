//! What caps the grade, what may yet, and what an authority may relax.

use crate::engine::{Book, Item, ItemKind, View};
use crate::pages::assess::{cap, effect, mark};
use crate::parts::{chip, clause_chip};
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_assess::{CapFinding, Outcome};

/// Whether a cap is worth telling: it binds, or it is not known and would.
fn matters(found: &CapFinding, view: &View) -> bool {
    found.binds || found.finding.outcome == Outcome::Unknown && found.would_lower(view.assessment().grade.best)
}

pub(super) fn caps(book: &Book, view: &View, on_clause: &Callback<AttrValue>, t: &'static Texts) -> Html {
    let rules = book.rules();
    let relaxable = view.assessment().relaxable(rules);
    if rules.caps.is_empty() && rules.grounds.is_empty() && relaxable.is_empty() {
        return Html::default();
    }
    let caps = (0..rules.caps.len()).map(|place| Item { kind: ItemKind::Cap, place });
    let caps = caps.filter(|item| cap(*item, view).is_some_and(|found| matters(found, view)));
    let grounds = view.assessment().grounds.iter().filter(|found| found.outcome != Outcome::False);
    let grounds = grounds.map(|found| Item { kind: ItemKind::Ground, place: found.place });
    let items: Vec<Item> = caps.chain(grounds).collect();
    html! {
        <section class="sheet" aria-labelledby="caps">
            <h2 id="caps">{ t.caps_title() }</h2>
            if items.is_empty() {
                <p>{ t.caps_none() }</p>
            }
            <ul class="list caps">
                for item in items {
                    <li key={book.id(item).to_owned()}>{ one(item, book, view, on_clause, t) }</li>
                }
            </ul>
            if !relaxable.is_empty() {
                <p class="hint">
                    { t.caps_relaxable() }{ " " }{ clause_chip(rules.grade.backing.clause(), on_clause, t) }
                </p>
                <ul class="list">
                    for condition in relaxable.iter().filter_map(|place| rules.conditions.get(*place)) {
                        <li key={condition.id.clone()}>
                            { book.words().title("condition", &condition.id) }{ " " }
                            { clause_chip(condition.backing.clause(), on_clause, t) }
                        </li>
                    }
                </ul>
            }
        </section>
    }
}

fn one(item: Item, book: &Book, view: &View, on_clause: &Callback<AttrValue>, t: &'static Texts) -> Html {
    let id = book.id(item);
    let (tone, word) = mark(item, book, view, t);
    let found = cap(item, view);
    let when = found.filter(|found| found.binds).map(|found| match found.free {
        Some((arguable, safe)) if arguable == safe => fill(t.why_free(), &[("safe", &safe.to_string())]),
        Some((arguable, safe)) => {
            fill(t.caps_free(), &[("safe", &safe.to_string()), ("arguable", &arguable.to_string())])
        }
        None => t.result_not_by_time().to_owned(),
    });
    let would =
        found.filter(|found| !found.binds).map(|found| fill(t.caps_would(), &[("effect", &effect(found, book, t))]));
    html! {
        <>
            <b>{ book.words().title(item.kind.words(), id) }</b>{ " " }
            { chip(tone, &word) }{ " " }
            { clause_chip(book.backing(item).map_or("", |backing| backing.clause()), on_clause, t) }
            for said in when.into_iter().chain(would) {
                <p key={said.clone()}><small>{ said }</small></p>
            }
        </>
    }
}
