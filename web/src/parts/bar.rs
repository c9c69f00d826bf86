//! How far points go: solid up to what is certain, hatched up to what is possible.

use yew::prelude::*;
use ziping_rules::fact::Range;

/// The figures stand beside it in words; it is drawn for the eye only. Its geometry is in attributes, for the page's
/// policy allows no inline style.
pub(crate) fn bar(range: Range, max: i64) -> Html {
    let percent = |units: i64| (units * 100 / max.max(1)).clamp(0, 100).to_string();
    html! {
        <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" width="100" height="6" />
            <rect class="possible" width={percent(range.high)} height="6" />
            <rect class="certain" width={percent(range.low)} height="6" />
        </svg>
    }
}
