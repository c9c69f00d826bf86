//! What does not agree with other answers, in words: beside each answer concerned, and all together in the result.

use crate::app::Site;
use crate::texts::fill;
use yew::prelude::*;
use ziping_core::assess::Inconsistency;
use ziping_core::fact::FactIx;

/// Something that is wrong with an answer, or may be.
#[derive(Clone, PartialEq)]
pub(crate) struct Breach {
    /// It cannot be right.
    pub(crate) error: bool,
    pub(crate) text: String,
}

/// The title and the text of an inconsistency.
pub(super) fn say(site: &Site, found: &Inconsistency) -> (String, String) {
    let t = site.t;
    let title = |fact: FactIx| site.words.title("fact", site.id_of(fact)).to_owned();
    match found {
        Inconsistency::Check(id, ..) => {
            let words = site.words.get("check", id);
            (words.title.clone(), words.text.clone())
        }
        Inconsistency::Future(fact, day) => (title(*fact), fill(t.inconsistent_future(), &[("day", &day.to_string())])),
        Inconsistency::TableDiffers(fact, table, ..) | Inconsistency::TableDenies(fact, table) => {
            (title(*fact), fill(t.inconsistent_table(), &[("table", &title(*table))]))
        }
        Inconsistency::OverlayDiffers(_, fact, ..) => (title(*fact), t.inconsistent_overlay().to_owned()),
    }
}

/// What is to be said beside the answer to a fact.
pub(crate) fn breaches(site: &Site, found: &[Inconsistency], fact: FactIx) -> Vec<Breach> {
    let about = found.iter().filter(|found| found.facts().contains(&fact));
    about.map(|found| Breach { error: found.is_error(), text: say(site, found).1 }).collect()
}

/// The id of the place beside a fact.
pub(super) fn id_of(fact: FactIx) -> String {
    format!("b{}", fact.index())
}

/// The place beside a fact. It is always there, so that what comes to stand in it is read out.
pub(super) fn beside(fact: FactIx, breaches: &[Breach]) -> Html {
    html! {
        <div class="breaches" id={id_of(fact)} role="status">
            for (place, breach) in breaches.iter().enumerate() {
                <p key={place} class={if breach.error { "error" } else { "warning" }}>
                    <span aria-hidden="true">{ if breach.error { "✕ " } else { "▲ " } }</span>{ &breach.text }
                </p>
            }
        </div>
    }
}
