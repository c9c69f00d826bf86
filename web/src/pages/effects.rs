//! What overlays or rule books change: each case with its result before and after.

use crate::parts;
use crate::site::Site;
use crate::texts::fill;
use yew::prelude::*;
use ziping_assess::Effect;

/// The most effects that are told one by one.
const TOLD: usize = 12;

/// The rule book of each, the name of its case (empty: the example), before and after.
pub(in crate::pages) fn effects(site: &Site, all: &[(String, String, Effect)]) -> Html {
    html! {
        <>
            <ul class="effects">
                for (place, (regime, name, effect)) in all.iter().take(TOLD).enumerate() {
                    <li key={place}>{ one(site, regime, name, effect) }</li>
                }
            </ul>
            if all.len() > TOLD {
                <p>{ fill(site.t.make_effects_more(), &[("n", &(all.len() - TOLD).to_string())]) }</p>
            }
        </>
    }
}

/// What becomes of a case: `Example (credit rating): A–AA → B`.
fn one(site: &Site, regime: &str, name: &str, effect: &Effect) -> Html {
    let book = site.words.title("card", regime);
    let name = if name.is_empty() { site.t.make_example() } else { name };
    html! {
        <>
            <b>{ name.to_owned() }</b>{ " " }<small>{ book.to_owned() }</small><br />
            { parts::effect(effect, site) }
        </>
    }
}
