//! What does not agree with other answers, in words: once, beside the answer that it means.

use yew::prelude::*;
use ziping_assess::{Inconsistency, Speaker};
use ziping_rules::fact::{FactIx, Sheet};

/// Something that is wrong with an answer, or may be.
#[derive(Clone, PartialEq)]
pub(crate) struct Breach {
    /// It cannot be right.
    pub(crate) error: bool,
    pub(crate) text: String,
}

/// What is to be said beside the answer to a fact. Each inconsistency is said once: beside the first of its facts that
/// is asked here.
pub(crate) fn breaches(
    speaker: &Speaker<'_>,
    found: &[Inconsistency],
    fact: FactIx,
    sheet: &Sheet,
    is_asked: impl Fn(FactIx) -> bool,
) -> Vec<Breach> {
    let about = found.iter().filter(|found| found.facts().into_iter().find(|fact| is_asked(*fact)) == Some(fact));
    about.map(|found| Breach { error: found.is_error(), text: speaker.conflict(found, sheet) }).collect()
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
