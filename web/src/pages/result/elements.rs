//! The elements of a score, or the aspects of a level, as a chart: what is certain, what is possible, what room is left.

use super::items;
use crate::engine::{Book, Item, ItemKind, View, grade_label};
use crate::pages::assess::mark;
use crate::parts::{bar, clause_chip};
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_assess::{ElementFinding, IndicatorFinding};
use ziping_regime::{Band, Model};
use ziping_rules::fact::{FactIx, Range, format_fixed};

pub(super) fn elements(
    book: &Book,
    view: &View,
    on_clause: &Callback<AttrValue>,
    on_ask: &Callback<FactIx>,
    t: &'static Texts,
) -> Html {
    let (rules, found) = (book.rules(), &view.assessment().elements);
    let (kind, title, lead) = match &rules.grade.model {
        Model::Met { .. } => return standing(book, view, on_ask, t),
        Model::Scored { .. } => (ItemKind::Element, t.elements_title(), t.elements_lead()),
        Model::Aspects { .. } => (ItemKind::Aspect, t.elements_aspects(), t.elements_aspects_lead()),
    };
    html! {
        <section class="sheet elements" aria-labelledby="elements">
            <h2 id="elements">{ title }</h2>
            <p class="intro">{ lead }</p>
            { total(book, view, t) }
            <ul class="bars">
                for (place, (element, found)) in rules.elements().iter().zip(found).enumerate() {
                    <li key={place}>
                        { one(Item { kind, place }, found, book, view, on_clause, t) }
                        { items::items(&rules.items_of(element), &found.items, book, on_ask, t) }
                    </li>
                }
            </ul>
            { alone(book, view, on_ask, t) }
        </section>
    }
}

/// Items at which only conditions look.
fn alone(book: &Book, view: &View, on_ask: &Callback<FactIx>, t: &'static Texts) -> Html {
    let scored: Vec<_> = book.rules().items_beside(None).collect();
    items::items(&scored, &view.assessment().items, book, on_ask, t)
}

/// The points of a regime that has no elements.
fn standing(book: &Book, view: &View, on_ask: &Callback<FactIx>, t: &'static Texts) -> Html {
    if view.assessment().items.is_empty() {
        return Html::default();
    }
    html! {
        <section class="sheet elements" aria-labelledby="elements">
            <h2 id="elements">{ t.items_title() }</h2>
            <p class="intro">{ t.items_lead() }</p>
            { alone(book, view, on_ask, t) }
        </section>
    }
}

fn one(
    item: Item,
    found: &ElementFinding,
    book: &Book,
    view: &View,
    on_clause: &Callback<AttrValue>,
    t: &'static Texts,
) -> Html {
    let scored = item.kind == ItemKind::Element;
    let room = found.max - found.range.low;
    // Of an aspect that is not answered, nothing is certain and nothing is ruled out.
    html! {
        <>
            <div class="name">
                <span>{ title(found.fact, book) }</span>{ " " }
                { clause_chip(book.backing(item).map_or("", |backing| backing.clause()), on_clause, t) }
            </div>
            { bar(found.range, found.max) }
            <p class="n">
                { mark(item, book, view, t).1 }
                if scored && room > 0 {
                    { " " }<small>{ fill(t.elements_room(), &[("room", &format_fixed(room, 1))]) }</small>
                }
            </p>
            if !found.indicators.is_empty() {
                <ul class="bars">{ for found.indicators.iter().map(|found| indicator(found, book)) }</ul>
            }
        </>
    }
}

/// An overlay's indicator.
fn indicator(found: &IndicatorFinding, book: &Book) -> Html {
    html! {
        <li key={found.fact.index()}>
            <div class="name">{ title(found.fact, book) }</div>
            { bar(found.range, found.max) }
            <p class="n">{ points(found.range) }{ " / " }{ format_fixed(found.max, 1) }</p>
        </li>
    }
}

fn title(fact: FactIx, book: &Book) -> String {
    book.words().title("fact", book.library().catalogue.id(fact)).to_owned()
}

fn points(range: Range) -> String {
    let (low, high) = (format_fixed(range.low, 1), format_fixed(range.high, 1));
    if low == high { low } else { format!("{low}–{high}") }
}

/// The sum against the published bands.
fn total(book: &Book, view: &View, t: &'static Texts) -> Html {
    let (Model::Scored { bands, .. }, Some(score)) = (&book.rules().grade.model, view.assessment().score) else {
        return Html::default();
    };
    let max = view.assessment().elements.iter().map(|found| found.max).sum::<i64>().max(1);
    let outcomes = &book.rules().grade.outcomes;
    let label = |band: &Band| outcomes.get(usize::from(band.outcome)).map(|id| grade_label(id, t)).unwrap_or_default();
    let tenths = |points: i64| format!("{}.{}%", points * 100 / max, points * 1_000 / max % 10);
    html! {
        <div class="total">
            <p><b>{ fill(t.verdict_score(), &[("score", &points(score))]) }</b></p>
            { bar(score, max) }
            <svg class="bands" width="100%" height="34" aria-hidden="true">
                for band in bands {
                    <g key={band.outcome}>
                        <line x1={tenths(band.from)} x2={tenths(band.from)} y2="12" />
                        <text x={tenths(i64::midpoint(band.from, band.to.min(max)))} y="28" text-anchor="middle">{ label(band) }</text>
                    </g>
                }
            </svg>
            <p class="sr">
                for band in bands {
                    { fill(t.elements_band(), &[("grade", &label(band)), ("from", &format_fixed(band.from, 1)), ("to", &format_fixed(band.to, 1))]) }
                }
            </p>
        </div>
    }
}
