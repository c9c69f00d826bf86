//! One of several options: a row of them while they are few and short, a list otherwise.

use super::segments::segments;
use super::{FieldProps, answer};
use crate::site::Site;
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use ziping_rules::fact::Value;

/// The most options, and the most room in Latin letters, that make a row.
const ROW: (usize, usize) = (6, 44);

pub(super) fn choice(site: &Site, props: &FieldProps, options: &[String]) -> Html {
    let id = site.id_of(props.fact);
    let labels: Vec<&str> = options.iter().map(|option| site.words.label("fact", id, option)).collect();
    let chosen = match props.value {
        Some(Value::Choice(place)) => Some(usize::from(place)),
        _ => None,
    };
    let (to, fact) = (site.clone(), props.fact);
    let choose = Callback::from(move |place: Option<usize>| {
        let value = place.and_then(|place| u8::try_from(place).ok()).map(Value::Choice);
        answer(&to, fact, value, false);
    });
    // A wide Chinese character takes the room of two Latin ones.
    let room: usize = labels.iter().flat_map(|label| label.chars()).map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    if labels.len() <= ROW.0 && room <= ROW.1 {
        return segments(&props.id(""), &props.labelled_by, &labels, chosen, &choose.reform(Some));
    }
    let onchange = choose.reform(|event: Event| {
        let place = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        // The first entry is *not answered*.
        usize::try_from(place - 1).ok()
    });
    html! {
        <select id={props.id("")} aria-labelledby={&props.labelled_by} {onchange}>
            <option selected={chosen.is_none()}>{ site.t.field_choose() }</option>
            for (place, label) in labels.into_iter().enumerate() {
                <option key={place} selected={chosen == Some(place)}>{ label }</option>
            }
        </select>
    }
}
