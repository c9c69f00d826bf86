//! How organisations are looked after: said in the table, and set for one or for many at once.

use crate::parts::{Dialog, check_box};
use crate::site::{Site, use_site};
use crate::state::{Action, Client, HandlingChange, Phase, tags_in};
use crate::texts::{Texts, fill};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What a phase is called.
pub(super) const fn phase_name(phase: Phase, t: &Texts) -> &'static str {
    match phase {
        Phase::Collecting => t.desk_phase_collecting(),
        Phase::HandedIn => t.desk_phase_handed_in(),
        Phase::Accepted => t.desk_phase_accepted(),
        Phase::SentBack => t.desk_phase_sent_back(),
    }
}

/// How far one is and who is in charge, as a cell of the table.
pub(super) fn phase_cell(site: &Site, client: &Client) -> Html {
    let handling = &client.handling;
    html! {
        <td class="phase" data-label={site.t.desk_phase()}>
            if let Some(phase) = handling.phase {
                <span class={classes!("tag", phase.name())}>{ phase_name(phase, site.t) }</span>{ " " }
            }
            if !handling.in_charge.is_empty() {
                <small>{ &handling.in_charge }</small>
            }
            if handling.phase.is_none() && handling.in_charge.is_empty() {
                { "–" }
            }
        </td>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct HandleProps {
    /// Those that it is set for; never empty.
    pub(super) clients: Vec<Rc<Client>>,
    /// The only one's name.
    pub(super) name: Option<String>,
    /// The tags and the people that any organisation has.
    pub(super) known: (Rc<[String]>, Rc<[String]>),
    pub(super) on_close: Callback<()>,
}

/// What stands in the fields. A field that was not touched changes nothing.
#[derive(Default, Clone, PartialEq)]
struct Typed {
    tags: String,
    without: BTreeSet<String>,
    phase: Option<String>,
    in_charge: Option<String>,
}

impl Typed {
    fn change(&self) -> HandlingChange {
        HandlingChange {
            add: tags_in(&self.tags),
            remove: self.without.iter().cloned().collect(),
            phase: self.phase.as_deref().filter(|code| *code != UNCHANGED).map(Phase::parse),
            in_charge: self.in_charge.clone(),
        }
    }
}

/// The code of the choice that changes nothing.
const UNCHANGED: &str = "unchanged";

/// What all of them have in common.
fn common<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

#[component]
pub(super) fn Handle(props: &HandleProps) -> Html {
    let site = use_site();
    let t = site.t;
    let typed = use_state_eq(Typed::default);
    let edit = |change: fn(&mut Typed, String)| {
        let typed = typed.clone();
        move |text: String| {
            let mut next = (*typed).clone();
            change(&mut next, text);
            typed.set(next);
        }
    };
    let text_of = |event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value();
    let on_tags = Callback::from(edit(|typed, text| typed.tags = text)).reform(text_of);
    let on_person = Callback::from(edit(|typed, text| typed.in_charge = Some(text))).reform(text_of);
    let on_phase = Callback::from(edit(|typed, code| typed.phase = Some(code)))
        .reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    let onsubmit = {
        let (dispatch, on_close, change) = (site.dispatch.clone(), props.on_close.clone(), typed.change());
        let clients: Vec<String> = props.clients.iter().map(|client| client.id.clone()).collect();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            dispatch.dispatch(Action::Handle { clients: clients.clone(), change: change.clone() });
            on_close.emit(());
        })
    };
    let phase = common(props.clients.iter().map(|client| client.handling.phase));
    let in_charge = common(props.clients.iter().map(|client| client.handling.in_charge.as_str()));
    let shown = typed.phase.clone().unwrap_or_else(|| match phase {
        None => UNCHANGED.to_owned(),
        Some(phase) => phase.map_or("", Phase::name).to_owned(),
    });
    let option = |code: &str, name: &'static str| html! { <option value={code.to_owned()} selected={shown == code}>{ name }</option> };
    let title = match &props.name {
        Some(name) => fill(t.desk_handle_one(), &[("name", name)]),
        None => fill(t.desk_handle_many(), &[("n", &props.clients.len().to_string())]),
    };
    html! {
        <Dialog {title} on_close={props.on_close.clone()}>
            <form {onsubmit} class="handling">
                <p class="field-line">
                    <label for="handle-phase">{ t.desk_phase() }</label>
                    <select id="handle-phase" onchange={on_phase}>
                        if phase.is_none() {
                            { option(UNCHANGED, t.desk_unchanged()) }
                        }
                        { option("", t.desk_phase_none()) }
                        for phase in Phase::ALL {
                            { option(phase.name(), phase_name(phase, t)) }
                        }
                    </select>
                </p>
                <p class="field-line">
                    <label for="handle-person">{ t.desk_in_charge() }</label>
                    <input
                        id="handle-person" type="text" maxlength="40" autocomplete="off" list="known-people"
                        value={typed.in_charge.clone().unwrap_or_else(|| in_charge.unwrap_or_default().to_owned())}
                        placeholder={in_charge.is_none().then_some(t.desk_differ())}
                        oninput={on_person}
                    />
                </p>
                { tags(&props.clients, &typed, t) }
                <p class="field-line">
                    <label for="handle-tags">{ t.desk_tags_add() }</label>
                    <input
                        id="handle-tags" type="text" maxlength="120" autocomplete="off" list="known-tags"
                        aria-describedby="handle-tags-hint" value={typed.tags.clone()} oninput={on_tags}
                    />
                    <small id="handle-tags-hint">{ t.desk_tags_hint() }</small>
                </p>
                { list("known-tags", &props.known.0) }
                { list("known-people", &props.known.1) }
                <p class="acts"><button type="submit" class="primary" id="handle">{ t.desk_handle_set() }</button></p>
            </form>
        </Dialog>
    }
}

fn list(id: &'static str, words: &[String]) -> Html {
    html! {
        <datalist {id}>
            for word in words {
                <option key={word.clone()} value={word.clone()} />
            }
        </datalist>
    }
}

/// The tags that are there, each with how many have it; one that is unticked is taken from all of them.
fn tags(clients: &[Rc<Client>], typed: &UseStateHandle<Typed>, t: &Texts) -> Html {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in clients.iter().flat_map(|client| &client.handling.tags) {
        *counts.entry(tag).or_default() += 1;
    }
    if counts.is_empty() {
        return Html::default();
    }
    let toggle = |tag: &str| {
        let (typed, tag) = (typed.clone(), tag.to_owned());
        Callback::from(move |_: Event| {
            let mut next = (*typed).clone();
            if !next.without.remove(&tag) {
                next.without.insert(tag.clone());
            }
            typed.set(next);
        })
    };
    html! {
        <fieldset>
            <legend>{ t.desk_tags_keep() }</legend>
            for (place, (tag, n)) in counts.into_iter().enumerate() {
                { check_box(
                    format!("keep-tag-{place}"),
                    &(if clients.len() > 1 { fill(t.desk_tag_count(), &[("tag", tag), ("n", &n.to_string())]) } else { tag.to_owned() }),
                    !typed.without.contains(tag),
                    toggle(tag),
                ) }
            }
        </fieldset>
    }
}
