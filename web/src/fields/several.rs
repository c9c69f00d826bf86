//! A set of options. *None of these* is an answer of its own: it differs from no answer.

use super::{FieldProps, answer, use_site};
use yew::prelude::*;
use ziping_core::fact::{Kind, Value};

#[component]
pub(crate) fn SeveralField(props: &FieldProps) -> Html {
    let site = use_site();
    let id = site.id_of(props.fact).to_owned();
    let options: &[String] = match site.library().catalogue.get(props.fact).map(|fact| &fact.kind) {
        Some(Kind::Several { options }) => options,
        _ => &[],
    };
    let set = match props.value {
        Some(Value::Several(set)) => Some(set),
        _ => None,
    };
    let on_change = use_callback((site.clone(), props.fact, set), |place: Option<usize>, (site, fact, set)| {
        let value = match place {
            Some(place) => set.unwrap_or(0) ^ 1_u64.checked_shl(u32::try_from(place).unwrap_or(64)).unwrap_or(0),
            None => 0,
        };
        // Taking away the last option leaves no answer: *none of these* is said by its own box.
        let value = (place.is_none() || value != 0).then_some(Value::Several(value));
        answer(site, *fact, value, false);
    });
    html! {
        <div class="boxes" role="group" aria-labelledby={&props.labelled_by}>
            for (place, option) in options.iter().enumerate() {
                <Box
                    key={place}
                    id={if place == 0 { props.id("") } else { props.id(option) }}
                    label={site.words.label("fact", &id, option).to_owned()}
                    place={Some(place)}
                    checked={set.is_some_and(|set| set >> place & 1 == 1)}
                    on_change={&on_change}
                />
            }
            <Box
                key="none"
                id={props.id("none")}
                label={site.t.field_none_of_these}
                place={None}
                checked={set == Some(0)}
                {on_change}
            />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct BoxProps {
    id: AttrValue,
    label: AttrValue,
    place: Option<usize>,
    checked: bool,
    on_change: Callback<Option<usize>>,
}

#[component]
fn Box(props: &BoxProps) -> Html {
    let onchange =
        use_callback((props.on_change.clone(), props.place), |_: Event, (change, place)| change.emit(*place));
    html! {
        <label class="box">
            <input type="checkbox" id={&props.id} checked={props.checked} {onchange} />
            <span>{ &props.label }</span>
        </label>
    }
}
