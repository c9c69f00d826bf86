//! Points of an element: an exact number or a range, with a bar that shows how far it goes.

use super::FieldProps;
use super::number::number;
use crate::parts::bar;
use crate::site::Site;
use crate::texts::fill;
use yew::prelude::*;
use ziping_rules::fact::{Kind, Range, Value, format_fixed};

pub(super) fn score(site: &Site, props: &FieldProps, kind: &Kind, max: i64) -> Html {
    let range = match props.value {
        Some(Value::Number(range)) => range,
        _ => Range::exactly(0),
    };
    // An example of a range: from the whole points of a half.
    let low = format_fixed(max / 20 * 10, 1);
    html! {
        <div class="points">
            { number(site, props, kind) }
            <span class="of">{ fill(site.t.field_of_points(), &[("low", &low), ("max", &format_fixed(max, 1))]) }</span>
            { bar(range, max) }
        </div>
    }
}
