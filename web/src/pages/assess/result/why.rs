//! Why: every condition with what decided it.

use super::super::mark::{cap, finding, mark};
use crate::fields::use_site;
use crate::kit::{Book, Item, ItemKind, View};
use crate::parts::{Chip, Dialog};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct WhyDialogProps {
    pub(crate) book: Book,
    pub(crate) view: View,
    pub(crate) on_close: Callback<()>,
}

#[component]
pub(crate) fn WhyDialog(props: &WhyDialogProps) -> Html {
    let site = use_site();
    let rules = props.book.rules();
    let items = |kind: ItemKind, count: usize| (0..count).map(move |place| Item { kind, place });
    let all: Vec<Item> = items(ItemKind::Condition, rules.conditions.len())
        .chain(items(ItemKind::Cap, rules.caps.len()))
        .chain(items(ItemKind::Ground, rules.grounds.len()))
        .collect();
    html! {
        <Dialog title={site.t.why_title} on_close={&props.on_close}>
            <p><small>{ site.t.why_text }</small></p>
            <table class="why-table">
                <thead>
                    <tr><th scope="col">{ site.t.why_condition }</th><th scope="col">{ site.t.why_because }</th><th scope="col">{ site.t.why_state }</th></tr>
                </thead>
                <tbody>{ for all.into_iter().map(|item| row(item, &props.book, &props.view, site.t)) }</tbody>
            </table>
        </Dialog>
    }
}

fn row(item: Item, book: &Book, view: &View, t: &'static crate::texts::Texts) -> Html {
    let id = book.id(item).to_owned();
    let (tone, word) = mark(item, book, view, t);
    let speaker = book.speaker();
    let reasons: Vec<String> =
        finding(item, view).into_iter().flat_map(|found| &found.reasons).map(|reason| speaker.reason(reason)).collect();
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
                <Chip {tone} {word} />
                if binds {
                    <br /><small>{ t.why_binds }</small>
                }
            </td>
        </tr>
    }
}
