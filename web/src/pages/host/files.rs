//! The host's own files: what each is for, and the ways in and out.

use super::field::{Desk, error};
use super::making::{FileKind, Making};
use super::said::section;
use crate::browser;
use crate::parts::{Chooser, chooser, size};
use crate::texts::fill;
use web_sys::{File, HtmlSelectElement};
use yew::prelude::*;

/// The id of the button that takes files in.
const CHOOSE: &str = "host-files";

pub(super) fn files(desk: &Desk, making: &Making, take_in: &Callback<Vec<File>>) -> Html {
    let t = desk.site.t;
    // Those of rule books stand by themselves.
    let named: Vec<&str> = making.draft.files().into_iter().filter(|name| !name.contains('/')).collect();
    let with = Chooser {
        id: CHOOSE,
        accept: ".png,.svg,.toml,.docx,.docm,.dotx,.zip",
        label: t.make_choose(),
        multiple: true,
        primary: false,
        disabled: false,
    };
    let inside = html! {
        <>
            if named.is_empty() {
                <p class="hint">{ t.make_files_none() }</p>
            } else {
                <ul class="list">{ for named.iter().map(|name| one(desk, making, name)) }</ul>
            }
            { error(desk, "overlays", t.make_files()).1 }
            { error(desk, "forms", t.make_files()).1 }
            <p class="acts">{ chooser(&with, take_in) }</p>
        </>
    };
    section("make-files", t.make_files(), t.make_files_text(), inside)
}

/// Where a file stands in the fields, as their problems name it.
fn field_of(making: &Making, name: &str) -> String {
    let draft = &making.draft;
    if draft.mark == name {
        return "mark".to_owned();
    }
    if let Some(place) = draft.overlays.iter().position(|known| known == name) {
        return format!("overlays.{place}");
    }
    let place = draft.forms.iter().position(|form| form.file == name).unwrap_or_default();
    format!("forms.{place}.file")
}

fn one(desk: &Desk, making: &Making, name: &str) -> Html {
    let t = desk.site.t;
    let draft = &making.draft;
    let kind = match FileKind::of(name) {
        Some(FileKind::Mark) => t.make_kind_mark().to_owned(),
        Some(FileKind::Form) => t.make_kind_form().to_owned(),
        // Where there are several, their order matters.
        _ if draft.overlays.len() > 1 => {
            let place = draft.overlays.iter().position(|known| known == name).unwrap_or_default() + 1;
            fill(t.make_kind_order(), &[("n", &place.to_string())])
        }
        _ => t.make_kind_overlay().to_owned(),
    };
    let drop = {
        let (act, name) = (desk.act.clone(), name.to_owned());
        Callback::from(move |_: MouseEvent| {
            act.emit(super::Act::Drop(name.clone()));
            browser::hand_on(vec![CHOOSE.to_owned()]);
        })
    };
    let file = making.file(name);
    html! {
        <li key={name.to_owned()}>
            <p>
                <b>{ name.to_owned() }</b>{ " " }<small>{ kind }{ file.map(|file| format!(" · {}", size(file.size() as u64))) }</small>
            </p>
            { error(desk, &field_of(making, name), name).1 }
            if making.ready && file.is_none() {
                <p class="error">{ t.make_file_lost() }</p>
            }
            <p class="acts">
                if let Some(place) = draft.forms.iter().position(|form| form.file == name) {
                    { form_for(desk, place, name) }
                }
                if let Some(place) = draft.overlays.iter().position(|known| known == name).filter(|place| *place > 0) {
                    { sooner(desk, place, name) }
                }
                <button type="button" class="quiet" aria-label={fill(t.make_link_remove(), &[("name", name)])} onclick={drop}>{ t.make_remove() }</button>
            </p>
        </li>
    }
}

/// Moves an overlay up: it applies sooner.
fn sooner(desk: &Desk, place: usize, name: &str) -> Html {
    let t = desk.site.t;
    let act = desk.act.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        act.emit(super::Act::Edit(Box::new(move |draft| {
            if place < draft.overlays.len() {
                draft.overlays.swap(place, place - 1);
            }
        })));
        browser::hand_on(vec![CHOOSE.to_owned()]);
    });
    html! {
        <button type="button" class="quiet" aria-label={fill(t.make_up(), &[("name", name)])} {onclick}>{ t.make_up_short() }</button>
    }
}

/// The rule book whose application a form is.
fn form_for(desk: &Desk, place: usize, name: &str) -> Html {
    let t = desk.site.t;
    let ids = desk.ids();
    let chosen = desk.draft.forms.get(place).and_then(|form| form.regime.clone());
    let onchange = {
        let (act, ids) = (desk.act.clone(), ids.clone());
        Callback::from(move |event: Event| {
            let at = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            let regime = usize::try_from(at - 1).ok().and_then(|at| ids.get(at).cloned());
            act.emit(super::Act::Edit(Box::new(move |draft| {
                if let Some(form) = draft.forms.get_mut(place) {
                    form.regime = regime;
                }
            })));
        })
    };
    html! {
        <select aria-label={fill(t.make_form_for(), &[("name", name)])} {onchange}>
            <option selected={chosen.is_none()}>{ t.make_form_overlay() }</option>
            for id in ids.iter() {
                <option key={id.clone()} selected={chosen.as_ref() == Some(id)}>{ desk.title(id) }</option>
            }
        </select>
    }
}
