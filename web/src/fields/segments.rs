//! A row of options of which one is chosen, and the yes-or-no field made of it.

use super::{FieldProps, answer, use_site};
use yew::prelude::*;
use ziping_core::fact::Value;

#[derive(Properties, PartialEq)]
pub(crate) struct SegmentsProps {
    /// Begins the controls' ids and names their group.
    pub(crate) id: AttrValue,
    pub(crate) labelled_by: AttrValue,
    pub(crate) options: Vec<AttrValue>,
    pub(crate) chosen: Option<usize>,
    pub(crate) on_choose: Callback<usize>,
}

/// Radio buttons that look like one control.
#[component]
pub(crate) fn Segments(props: &SegmentsProps) -> Html {
    html! {
        <div class="seg" role="radiogroup" aria-labelledby={&props.labelled_by}>
            for (place, option) in props.options.iter().enumerate() {
                <Segment
                    key={place}
                    id={if place == 0 { props.id.clone() } else { format!("{}-{place}", props.id).into() }}
                    name={&props.id}
                    {place}
                    label={option}
                    chosen={props.chosen == Some(place)}
                    on_choose={&props.on_choose}
                />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct SegmentProps {
    id: AttrValue,
    name: AttrValue,
    place: usize,
    label: AttrValue,
    chosen: bool,
    on_choose: Callback<usize>,
}

#[component]
fn Segment(props: &SegmentProps) -> Html {
    let onchange =
        use_callback((props.on_choose.clone(), props.place), |_: Event, (choose, place)| choose.emit(*place));
    html! {
        <label>
            <input type="radio" id={&props.id} name={&props.name} checked={props.chosen} {onchange} />
            <span>{ &props.label }</span>
        </label>
    }
}

/// Yes or no.
#[component]
pub(crate) fn BoolField(props: &FieldProps) -> Html {
    let site = use_site();
    let chosen = match props.value {
        Some(Value::Bool(true)) => Some(0),
        Some(Value::Bool(false)) => Some(1),
        _ => None,
    };
    let options = vec![site.t.field_yes.into(), site.t.field_no.into()];
    let on_choose = use_callback((site, props.fact), |place, (site, fact)| {
        answer(site, *fact, Some(Value::Bool(place == 0)), false);
    });
    html! { <Segments id={props.id("")} labelled_by={&props.labelled_by} {options} {chosen} {on_choose} /> }
}
