//! Why: every condition with what decided it.

use super::super::mark::{cap, finding, mark};
use crate::engine::{Book, Item, ItemKind, View};
use crate::parts::chip;
use crate::site::use_site;
use crate::texts::Texts;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct WhyProps {
    pub(crate) book: Book,
    pub(crate) view: View,
}

#[component]
pub(crate) fn WhyTable(props: &WhyProps) -> Html {
    let t = use_site().t;
    let WhyProps { book, view } = props;
    let rules = book.rules();
    let items = |kind: ItemKind, count: usize| (0..count).map(move |place| Item { kind, place });
    let all: Vec<Item> = items(ItemKind::Condition, rules.conditions.len())
        .chain(items(ItemKind::Cap, rules.caps.len()))
        .chain(items(ItemKind::Ground, rules.grounds.len()))
        .collect();
    html! {
        <>
            <p><small>{ t.why_text() }</small></p>
            <table class="why-table">
                <thead>
                    <tr><th scope="col">{ t.why_condition() }</th><th scope="col">{ t.why_because() }</th><th scope="col">{ t.why_state() }</th></tr>
                </thead>
                <tbody>{ for all.into_iter().map(|item| row(item, book, view, t)) }</tbody>
            </table>
        </>
    }
}

fn row(item: Item, book: &Book, view: &View, t: &'static Texts) -> Html {
    let id = book.id(item).to_owned();
    let (tone, word) = mark(item, book, view, t);
    let reasons = book.reasons(finding(item, view));
    let binds = cap(item, view).is_some_and(|cap| cap.binds);
    html! {
        <tr key={id.clone()}>
            <th scope="row">
                { book.words().title(item.kind.words(), &id) }
                <br />
                <small>{ book.backing(item).map_or("", |backing| backing.clause()) }</small>
            </th>
            <td>
                for (place, reason) in reasons.into_iter().enumerate() {
                    <p key={place}>{ reason }</p>
                }
            </td>
            <td>
                { chip(tone, &word) }
                if binds {
                    <br /><small>{ t.why_binds() }</small>
                }
            </td>
        </tr>
    }
}
