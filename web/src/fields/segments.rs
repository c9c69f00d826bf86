//! A row of options of which one is chosen, and the yes-or-no field made of it.

use super::{FieldProps, answer};
use crate::site::Site;
use yew::prelude::*;
use ziping_rules::fact::Value;

/// Radio buttons that look like one control.
pub(crate) fn segments(
    id: &str,
    labelled_by: &AttrValue,
    options: &[&str],
    chosen: Option<usize>,
    on_choose: &Callback<usize>,
) -> Html {
    let segment = |(place, option): (usize, &&str)| {
        let own = if place == 0 { id.to_owned() } else { format!("{id}-{place}") };
        let onchange = on_choose.reform(move |_: Event| place);
        html! {
            <label key={place} class={classes!((chosen == Some(place)).then_some("chosen"))}>
                <input type="radio" id={own} name={id.to_owned()} checked={chosen == Some(place)} {onchange} />
                <span>{ *option }</span>
            </label>
        }
    };
    html! {
        <div class="seg" role="radiogroup" aria-labelledby={labelled_by}>{ for options.iter().enumerate().map(segment) }</div>
    }
}

/// Yes or no.
pub(super) fn yes_or_no(site: &Site, props: &FieldProps) -> Html {
    let chosen = match props.value {
        Some(Value::Bool(true)) => Some(0),
        Some(Value::Bool(false)) => Some(1),
        _ => None,
    };
    let (to, fact) = (site.clone(), props.fact);
    let choose = Callback::from(move |place| answer(&to, fact, Some(Value::Bool(place == 0)), false));
    segments(&props.id(""), &props.labelled_by, &[site.t.field_yes(), site.t.field_no()], chosen, &choose)
}
