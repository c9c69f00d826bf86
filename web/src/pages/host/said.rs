//! What the host says of itself: name, contact, handing in, pages of its own, record numbers.

use super::field::{Desk, Slot, both, error, id_of, line};
use crate::browser;
use crate::texts::fill;
use std::rc::Rc;
use yew::prelude::*;
use ziping_base::lang::Lang;
use ziping_host::DraftLink;

/// A section of the page.
pub(super) fn section(id: &'static str, title: &str, hint: &str, inside: Html) -> Html {
    html! {
        <section class="sheet" aria-labelledby={id}>
            <h2 {id}>{ title.to_owned() }</h2>
            if !hint.is_empty() {
                <p class="hint">{ hint.to_owned() }</p>
            }
            { inside }
        </section>
    }
}

pub(super) fn who(desk: &Desk) -> Html {
    let t = desk.site.t;
    let name = both(desk, "name", t.make_name(), t.make_name_hint(), |draft| &mut draft.name, false);
    section("make-who", t.make_who(), "", name)
}

pub(super) fn contact(desk: &Desk) -> Html {
    let (t, draft) = (desk.site.t, &desk.draft);
    let inside = html! {
        <>
            { both(desk, "contact.person", t.make_person(), "", |draft| &mut draft.person, false) }
            { line(desk, "contact.phone", t.make_phone(), &draft.phone, Rc::new(|draft| Some(&mut draft.phone))) }
            { line(desk, "contact.email", t.make_email(), &draft.email, Rc::new(|draft| Some(&mut draft.email))) }
            { both(desk, "contact.address", t.make_address(), "", |draft| &mut draft.address, false) }
        </>
    };
    section("make-contact", t.make_contact(), t.make_contact_hint(), inside)
}

pub(super) fn papers(desk: &Desk) -> Html {
    let t = desk.site.t;
    let inside = html! {
        <>
            { both(desk, "hand_in", t.make_hand_in(), t.make_hand_in_hint(), |draft| &mut draft.hand_in, true) }
            { both(desk, "notice", t.make_notice(), "", |draft| &mut draft.notice, true) }
        </>
    };
    section("make-papers", t.make_papers(), "", inside)
}

pub(super) fn records(desk: &Desk) -> Html {
    let (t, draft) = (desk.site.t, &desk.draft);
    let inside = html! {
        <>
            { line(desk, "icp", t.make_icp(), &draft.icp, Rc::new(|draft| Some(&mut draft.icp))) }
            { line(desk, "police", t.make_police(), &draft.police, Rc::new(|draft| Some(&mut draft.police))) }
        </>
    };
    section("make-records", t.make_records(), t.make_records_hint(), inside)
}

/// The id of the button that adds a page.
const ADD: &str = "add-link";

pub(super) fn links(desk: &Desk) -> Html {
    let t = desk.site.t;
    let add = {
        let (act, place) = (desk.act.clone(), desk.draft.links.len());
        Callback::from(move |_: MouseEvent| {
            act.emit(super::Act::Edit(Box::new(|draft| draft.links.push(DraftLink::default()))));
            browser::settle_on(vec![id_of(&format!("links.{place}.title.zh"))]);
        })
    };
    let inside = html! {
        <>
            for place in 0..desk.draft.links.len() {
                { link(desk, place) }
            }
            { error(desk, "links", t.make_links()).1 }
            <p class="acts"><button type="button" id={ADD} onclick={add}>{ t.make_link_add() }</button></p>
        </>
    };
    section("make-links", t.make_links(), t.make_links_hint(), inside)
}

fn link(desk: &Desk, place: usize) -> Html {
    let (t, draft) = (desk.site.t, &desk.draft);
    let Some(link) = draft.links.get(place) else { return Html::default() };
    let key = format!("links.{place}");
    let name = fill(t.make_link_n(), &[("n", &(place + 1).to_string())]);
    let title = |lang: &'static str, label: &str| {
        let value = if lang == "zh" { &link.title.zh } else { &link.title.en };
        let label = fill(t.make_of_language(), &[("name", t.make_link_title()), ("language", label)]);
        let slot: Slot = Rc::new(move |draft| {
            let title = &mut draft.links.get_mut(place)?.title;
            Some(if lang == "zh" { &mut title.zh } else { &mut title.en })
        });
        line(desk, &format!("{key}.title.{lang}"), &label, value, slot)
    };
    let address: Slot = Rc::new(move |draft| Some(&mut draft.links.get_mut(place)?.address));
    let english = draft.languages.contains(&Lang::En);
    let remove = {
        let act = desk.act.clone();
        Callback::from(move |_: MouseEvent| {
            act.emit(super::Act::Edit(Box::new(move |draft| {
                if place < draft.links.len() {
                    draft.links.remove(place);
                }
            })));
            browser::hand_on(vec![ADD.to_owned()]);
        })
    };
    html! {
        <fieldset class="both" key={place}>
            <legend>{ name.clone() }</legend>
            { title("zh", t.make_zh()) }
            if english {
                { title("en", t.make_en()) }
            }
            { line(desk, &format!("{key}.address"), t.make_link_address(), &link.address, address) }
            <p class="acts">
                <button type="button" class="quiet" aria-label={fill(t.make_link_remove(), &[("name", &name)])} onclick={remove}>{ t.make_remove() }</button>
            </p>
        </fieldset>
    }
}
