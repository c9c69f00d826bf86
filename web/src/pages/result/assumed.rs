//! What the kit took for granted: readings in dispute, the applicant's own judgements, answers held over their period,
//! what the kit infers, what the document does not publish.

use super::day::Chosen;
use super::timeline::titles;
use crate::engine::{Book, Item, View};
use crate::parts::entry_view;
use crate::site::Site;
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_regime::{Basis, Element, EntryKind};

pub(super) fn assumed(site: &Site, book: &Book, view: &View, chosen: &Chosen) -> Html {
    let t = site.t;
    let rules = book.rules();
    let readings = view.readings();
    let own: Vec<&str> = rules
        .elements()
        .iter()
        .filter(|element| matches!(element.basis, Basis::Typed))
        .map(|element| site.words.title("fact", site.id_of(element.fact)))
        .collect();
    let held = view.step().map(|step| titles(site, &step.assumes)).filter(|held| !held.is_empty());
    let gaps = rules.entries.iter().filter(|entry| entry.kind == EntryKind::Gap);
    html! {
        <section class="sheet assumed" aria-labelledby="assumed">
            <h2 id="assumed">{ t.assumed_title() }</h2>
            <p class="intro">{ t.assumed_lead() }</p>
            if let Some(held) = held {
                <h3>{ t.assumed_held() }</h3>
                <p>{ fill(t.horizon_assumes(), &[("facts", &held)]) }</p>
            }
            if chosen.strict {
                <p>{ t.timeline_strict_on() }</p>
            }
            if !readings.is_empty() {
                <h3>{ t.assumed_readings() }</h3>
                { for readings.iter().map(|id| entry_view(book, EntryKind::Reading, id, t)) }
            }
            if !own.is_empty() {
                <h3>{ t.assumed_own() }</h3>
                <p>{ fill(t.assumed_own_text(), &[("facts", &own.join(t.list_comma()))]) }</p>
            }
            { inferred(book, t) }
            { overlays(book) }
            if gaps.clone().next().is_some() {
                <details>
                    <summary>{ fill(t.assumed_gaps(), &[("n", &gaps.clone().count().to_string())]) }</summary>
                    { for gaps.map(|gap| entry_view(book, gap.kind, &gap.id, t)) }
                </details>
            }
        </section>
    }
}

/// Whether a table works out the points or the level of an element: then the kit guesses nothing of it.
fn is_worked_out(book: &Book, item: Item) -> bool {
    let catalogue = &book.library().catalogue;
    let of = |element: &&Element| catalogue.id(element.fact) == book.id(item);
    book.rules().elements().iter().find(of).is_some_and(|element| !matches!(element.basis, Basis::Typed))
}

/// What the document does not say and the kit infers: of the grade as a whole, then of each item.
fn inferred(book: &Book, t: &'static Texts) -> Html {
    let rules = book.rules();
    let grade = &book.words().get("regime", "").inferred;
    let ids = rules.sections.iter().flat_map(|section| &section.items);
    let items: Vec<Item> = ids
        .filter_map(|id| book.item(id))
        .filter(|item| book.backing(*item).is_some_and(|backing| backing.inferred) && !is_worked_out(book, *item))
        .collect();
    if items.is_empty() && grade.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ t.assumed_inferred() }</h3>
            <ul class="list">
                if !grade.is_empty() {
                    <li key="grade"><b>{ t.assumed_inferred_grade() }</b><p><small>{ grade }</small></p></li>
                }
                for item in items {
                    <li key={book.id(item).to_owned()}>
                        <b>{ book.words().title(item.kind.words(), book.id(item)).to_owned() }</b>
                        <p><small>{ book.words().get(item.kind.words(), book.id(item)).inferred.clone() }</small></p>
                    </li>
                }
            </ul>
        </>
    }
}

fn overlays(book: &Book) -> Html {
    let said = book.rules().overlays.iter().map(|overlay| {
        let words = book.words().get("overlay", &overlay.id);
        html! { <p key={overlay.id.clone()}>{ book.speaker().overlay(&words.title, &overlay.version, &words.text) }</p> }
    });
    said.collect()
}
