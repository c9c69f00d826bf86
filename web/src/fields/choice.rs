//! One of several options: a row of them while they are few and short, a list otherwise.

use super::segments::Segments;
use super::{FieldProps, answer, use_site};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use ziping_core::fact::{Kind, Value};

/// The most options, and the most characters in all, that make a row.
const ROW: (usize, usize) = (6, 44);

#[component]
pub(crate) fn ChoiceField(props: &FieldProps) -> Html {
    let site = use_site();
    let id = site.id_of(props.fact).to_owned();
    let labels: Vec<AttrValue> = match site.library().catalogue.get(props.fact).map(|fact| &fact.kind) {
        Some(Kind::Choice { options, .. }) => {
            options.iter().map(|option| site.words.label("fact", &id, option).to_owned().into()).collect()
        }
        _ => Vec::new(),
    };
    let chosen = match props.value {
        Some(Value::Choice(place)) => Some(usize::from(place)),
        _ => None,
    };
    let on_choose = use_callback((site.clone(), props.fact), |place: usize, (site, fact)| {
        answer(site, *fact, u8::try_from(place).ok().map(Value::Choice), false);
    });
    // A wide Chinese character takes the room of two Latin ones.
    let room: usize =
        labels.iter().map(|label| label.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>()).sum();
    if labels.len() <= ROW.0 && room <= ROW.1 {
        return html! { <Segments id={props.id("")} labelled_by={&props.labelled_by} options={labels} {chosen} {on_choose} /> };
    }
    let onchange = {
        let (site, fact) = (site.clone(), props.fact);
        Callback::from(move |event: Event| {
            let Some(select) = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok()) else {
                return;
            };
            // The first entry is *not answered*.
            match select.selected_index() - 1 {
                place @ 0.. => on_choose.emit(usize::try_from(place).unwrap_or_default()),
                _ => answer(&site, fact, None, false),
            }
        })
    };
    html! {
        <select id={props.id("")} aria-labelledby={&props.labelled_by} {onchange}>
            <option selected={chosen.is_none()}>{ site.t.field_choose }</option>
            for (place, label) in labels.iter().enumerate() {
                <option key={place} selected={chosen == Some(place)}>{ label }</option>
            }
        </select>
    }
}
