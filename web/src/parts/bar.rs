//! How far points go: solid up to what is certain, hatched up to what is possible.

use yew::prelude::*;
use ziping_core::fact::Range;

#[derive(Properties, PartialEq)]
pub(crate) struct BarProps {
    pub(crate) range: Range,
    pub(crate) max: i64,
}

/// The figures stand beside it in words; it is drawn for the eye only. Its geometry is in attributes, for the page's
/// policy allows no inline style.
#[component]
pub(crate) fn Bar(props: &BarProps) -> Html {
    let percent = |units: i64| (units * 100 / props.max.max(1)).clamp(0, 100).to_string();
    let (low, high) = (percent(props.range.low), percent(props.range.high));
    html! {
        <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" width="100" height="6" />
            <rect class="possible" width={high} height="6" />
            <rect class="certain" width={low} height="6" />
        </svg>
    }
}
