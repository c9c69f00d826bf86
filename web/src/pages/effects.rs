//! What overlays or rule books change: each case with its result before and after.

use crate::app::Site;
use crate::engine::grade_range_of;
use crate::texts::fill;
use yew::prelude::*;
use ziping_assess::{Effect, Stand};

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
fn one(site: &Site, regime: &str, name: &str, Effect { before, after }: &Effect) -> Html {
    let t = site.t;
    let book = site.words.title("card", regime);
    let name = if name.is_empty() { t.make_example() } else { name };
    let eligible_too = before.eligible != after.eligible;
    let said = |stand: &Stand| {
        let grade = grade_range_of(&stand.grade, t);
        let eligible = match stand.eligible {
            Some(true) => t.make_eligible_yes(),
            Some(false) => t.make_eligible_no(),
            None => t.make_eligible_open(),
        };
        if eligible_too { format!("{eligible}{}{grade}", site.lang.pick("，", ", ")) } else { grade }
    };
    html! {
        <>
            <b>{ name.to_owned() }</b>{ " " }<small>{ book.to_owned() }</small><br />
            { said(before) }{ " → " }{ said(after) }
        </>
    }
}
