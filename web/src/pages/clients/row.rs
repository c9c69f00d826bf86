//! One organisation in the table: its grades, and what can be done with it.

use super::handling::phase_cell;
use super::summary::Summary;
use crate::browser;
use crate::engine::grade_range;
use crate::pages::notices::RESTORE;
use crate::parts::HEADING;
use crate::route::Route;
use crate::site::{Site, use_site};
use crate::state::{Action, Client};
use crate::texts::fill;
use std::rc::Rc;
use yew::prelude::*;
use ziping_base::calendar::Day;
use ziping_rules::rule::Truth;

#[derive(Properties, PartialEq)]
pub(super) struct RowProps {
    pub(super) client: Rc<Client>,
    pub(super) summary: Rc<Summary>,
    pub(super) at_hand: bool,
    pub(super) today: Day,
    /// Asks for the name of a state to keep.
    pub(super) on_keep: Callback<String>,
    /// Asks how it is looked after.
    pub(super) on_handle: Callback<Vec<String>>,
    /// It is among those that something is to be done with.
    pub(super) chosen: bool,
    pub(super) on_choose: Callback<String>,
}

#[component]
pub(super) fn Row(props: &RowProps) -> Html {
    let site = use_site();
    let (t, client, summary) = (site.t, &props.client, &props.summary);
    let name = shown(&site, client);
    let deadline = summary.deadline.and_then(|(day, place)| {
        let rules = site.packs.regimes().get(place)?;
        Some((day.to_string(), short(&site, &rules.id)))
    });
    let choose = {
        let (on_choose, id) = (props.on_choose.clone(), client.id.clone());
        Callback::from(move |_: Event| on_choose.emit(id.clone()))
    };
    html! {
        <tr class={classes!(client.archived.then_some("archived"))}>
            <th scope="row">
                <label class="box pick">
                    <input
                        type="checkbox"
                        aria-label={fill(t.collect_choose(), &[("name", &name)])}
                        checked={props.chosen}
                        onchange={choose}
                    />
                </label>
                <a href={Route::Home.href()} onclick={act(&site, Action::Show { id: client.id.clone() })}>{ &name }</a>
                if props.at_hand {
                    { " " }<span class="tag">{ t.clients_at_hand() }</span>
                }
                if client.archived {
                    { " " }<span class="tag">{ t.desk_archived() }</span>
                }
                if !client.handling.tags.is_empty() {
                    <span class="tags">
                        for tag in &client.handling.tags {
                            <small key={tag.clone()}>{ tag }</small>
                        }
                    </span>
                }
            </th>
            for (place, rules) in site.packs.regimes().iter().enumerate() {
                <td key={rules.id.clone()} class="grade" data-label={short(&site, &rules.id)}>
                    { grade_cell(&site, client, summary, place) }
                </td>
            }
            { phase_cell(&site, client) }
            <td class="number" data-label={t.desk_open()}>{ if summary.begun { summary.open.to_string() } else { "–".to_owned() } }</td>
            <td data-label={t.desk_deadline()}>
                if let Some((day, regime)) = deadline {
                    <span class="number">{ day }</span>{ " " }<small>{ regime }</small>
                } else {
                    { "–" }
                }
            </td>
            <td class="more">{ more(&site, props, &name) }</td>
        </tr>
    }
}

fn grade_cell(site: &Site, client: &Client, summary: &Summary, place: usize) -> Html {
    let (Some((range, eligible)), Some(rules)) = (summary.grades.get(place), site.packs.regimes().get(place)) else {
        return Html::default();
    };
    if !summary.begun {
        return html! { "–" };
    }
    let href = Route::Result { regime: rules.id.clone() }.href();
    let onclick = act(site, Action::Show { id: client.id.clone() });
    html! {
        <>
            <a {href} {onclick}>{ grade_range(&rules.grade.outcomes, *range, site.t) }</a>
            if *eligible == Truth::False {
                { " " }<small class="not">{ site.t.desk_not_eligible() }</small>
            }
        </>
    }
}

/// What can be done with the organisation and with its states.
fn more(site: &Site, props: &RowProps, name: &str) -> Html {
    let (t, client) = (site.t, &props.client);
    let id = || client.id.clone();
    let keep = {
        let (on_keep, id) = (props.on_keep.clone(), id());
        Callback::from(move |_: MouseEvent| on_keep.emit(id.clone()))
    };
    let handle = {
        let (on_handle, id) = (props.on_handle.clone(), id());
        Callback::from(move |_: MouseEvent| on_handle.emit(vec![id.clone()]))
    };
    let duplicate = copy(site, client, None, fill(t.desk_copy_of(), &[("name", name)]));
    let archive = act(site, Action::Archive { id: id(), archived: !client.archived });
    html! {
        <details>
            <summary aria-label={fill(t.desk_more_of(), &[("name", name)])}>{ t.desk_more() }</summary>
            <p class="acts">
                <button type="button" onclick={handle}>{ t.desk_handle() }</button>
                <button type="button" onclick={keep}>{ t.desk_keep() }</button>
                <button type="button" onclick={duplicate}>{ t.desk_duplicate() }</button>
                <button type="button" onclick={archive}>{ if client.archived { t.desk_unarchive() } else { t.desk_archive() } }</button>
                <button type="button" class="quiet" onclick={act(site, Action::Remove { id: id(), today: props.today })}>{ t.clients_remove() }</button>
            </p>
            if !client.snapshots.is_empty() {
                <ul class="states">
                    for snapshot in client.snapshots.iter() {
                        <li key={snapshot.id.clone()}>
                            <span>{ &snapshot.name }{ " " }<small>{ snapshot.taken.to_string() }</small></span>
                            <a
                                class="button quiet"
                                aria-label={format!("{} {}", t.desk_compare_now(), snapshot.name)}
                                href={Route::Compare { from: format!("{}@{}", client.id, snapshot.id), to: id() }.href()}
                            >{ t.desk_compare_now() }</a>
                            <button
                                type="button"
                                class="quiet"
                                aria-label={format!("{} {}", t.desk_begin_from(), snapshot.name)}
                                onclick={copy(site, client, Some(snapshot.id.clone()), format!("{name} · {}", snapshot.name))}
                            >{ t.desk_begin_from() }</button>
                            <button
                                type="button"
                                class="quiet"
                                aria-label={format!("{} {}", t.clients_remove(), snapshot.name)}
                                onclick={act(site, Action::Forget { id: id(), snapshot: snapshot.id.clone() })}
                            >{ t.clients_remove() }</button>
                        </li>
                    }
                </ul>
            }
        </details>
    }
}

fn copy(site: &Site, client: &Client, snapshot: Option<String>, name: String) -> Callback<MouseEvent> {
    let (dispatch, id) = (site.dispatch.clone(), client.id.clone());
    Callback::from(move |_: MouseEvent| {
        let (id, snapshot, name) = (id.clone(), snapshot.clone(), name.clone());
        dispatch.dispatch(Action::Duplicate { id, snapshot, copy: browser::new_id(), name });
    })
}

fn act(site: &Site, action: Action) -> Callback<MouseEvent> {
    let dispatch = site.dispatch.clone();
    Callback::from(move |_: MouseEvent| {
        dispatch.dispatch(action.clone());
        // What was removed takes its buttons along; the way back stands above.
        browser::hand_on(vec![RESTORE.to_owned(), HEADING.to_owned()]);
    })
}

/// The name to show: the organisation's, and the one it has here where that says more.
pub(in crate::pages) fn shown(site: &Site, client: &Client) -> String {
    match (client.shown_name(&site.library().catalogue), client.name.as_str()) {
        ("", _) => site.t.client_unnamed().to_owned(),
        (name, own) if own.contains(name) => own.to_owned(),
        (name, "") => name.to_owned(),
        (name, own) => format!("{name} · {own}"),
    }
}

/// The short name of a rule book.
pub(in crate::pages) fn short(site: &Site, regime: &str) -> String {
    let words = site.words.get("card", regime);
    words.labels.get("short").cloned().unwrap_or_else(|| words.title.clone())
}
