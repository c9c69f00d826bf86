//! Where points are worked out: each line of the association's table with our value, the row it falls in, its points and
//! the next row. The sentences are those of the report.

use crate::engine::Book;
use crate::parts::{Tone, chip};
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_assess::{ItemReport, items as report};
use ziping_rules::fact::FactIx;
use ziping_rules::rule::score::{ItemFinding, Scored};

/// The lines of a table; nothing where there are none.
pub(super) fn items(
    scored: &[&Scored],
    found: &[ItemFinding],
    book: &Book,
    on_ask: &Callback<FactIx>,
    t: &'static Texts,
) -> Html {
    if found.is_empty() {
        return Html::default();
    }
    list(&report(book.library(), &book.speaker(), scored, found), book, on_ask, t)
}

fn list(items: &[ItemReport], book: &Book, on_ask: &Callback<FactIx>, t: &'static Texts) -> Html {
    html! {
        <ul class="worked">
            for item in items {
                <li key={item.id.clone()}>{ one(item, book, on_ask, t) }</li>
            }
        </ul>
    }
}

fn one(item: &ItemReport, book: &Book, on_ask: &Callback<FactIx>, t: &'static Texts) -> Html {
    let (low, high) = (&item.points.low, &item.points.high);
    let points = if low == high { low.clone() } else { format!("{low}–{high}") };
    let reading = |id: &String| book.words().title("reading", id).to_owned();
    let readings: Vec<String> = item.readings.iter().map(reading).collect();
    html! {
        <>
            <div class="line">
                <p class="name"><b>{ book.words().title("item", &item.id).to_owned() }</b>{ " " }<small>{ &item.clause }</small></p>
                <p class="n">{ fill(t.items_points(), &[("points", &points), ("most", &item.most)]) }</p>
            </div>
            <p class="because">{ &item.because }</p>
            { marks(item, t) }
            if !readings.is_empty() {
                <p><small>{ fill(t.conditions_readings(), &[("readings", &readings.join(t.list_comma()))]) }</small></p>
            }
            // A group repeats what keeps its parts open.
            if item.parts.is_empty() {
                { open(item, book, on_ask, t) }
            } else {
                { list(&item.parts, book, on_ask, t) }
            }
        </>
    }
}

/// What the points rest on beside answers.
fn marks(item: &ItemReport, t: &'static Texts) -> Html {
    let marks = [
        (item.applies == Some("false")).then(|| chip(Tone::Quiet, t.items_not_applicable())),
        (item.judgement && item.parts.is_empty()).then(|| chip(Tone::Arguable, t.items_judgement())),
        // Of what is not answered nobody knows yet whether the table says anything.
        (item.not_published && item.open.is_empty()).then(|| chip(Tone::Open, t.items_not_published())),
    ];
    if marks.iter().all(Option::is_none) {
        return Html::default();
    }
    html! { <p class="marks">{ for marks.into_iter().flatten().map(|mark| html! { <>{ mark }{ " " }</> }) }</p> }
}

/// The questions that are still to be answered for it.
fn open(item: &ItemReport, book: &Book, on_ask: &Callback<FactIx>, t: &'static Texts) -> Html {
    let catalogue = &book.library().catalogue;
    let facts: Vec<FactIx> = item.open.iter().filter_map(|id| catalogue.find(id)).collect();
    if facts.is_empty() {
        return Html::default();
    }
    html! {
        <p class="open">
            { t.items_open() }
            for fact in facts {
                { " " }
                <button type="button" class="link" key={fact.index()} onclick={on_ask.reform(move |_: MouseEvent| fact)}>
                    { book.words().title("fact", catalogue.id(fact)).to_owned() }
                </button>
            }
        </p>
    }
}
