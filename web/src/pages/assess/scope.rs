//! The lowest level whose text covers the work wanted, and whether the grade reaches it.

use crate::engine::{Book, View};
use crate::parts::{Tone, chip, clause_chip};
use crate::texts::{Texts, fill};
use yew::prelude::*;
use ziping_rules::rule::Truth;

pub(crate) fn scope(book: &Book, view: &View, on_clause: &Callback<AttrValue>, t: &'static Texts) -> Html {
    let Some(covered) = view.covered() else { return Html::default() };
    let row = covered.rows.first().and_then(|place| book.rules().scope.get(*place));
    let row = row.map(|row| (row, book.words().get("scope", &format!("{}.{}", row.scale, row.role))));
    let speaker = book.speaker();
    let (tone, word) = match (covered.level, covered.reached) {
        (None, _) => (Tone::Quiet, t.scope_not_named()),
        (_, Truth::True) => (Tone::Good, t.scope_reached()),
        (_, Truth::False) => (Tone::Bad, t.scope_not_reached()),
        (_, Truth::Unknown) => (Tone::Open, t.scope_open()),
    };
    html! {
        <section class="sheet scope" aria-labelledby="scope">
            <h2 id="scope">{ t.scope_title() }</h2>
            if let Some((row, words)) = row {
                <p>
                    <b>{ &words.title }</b>{ " " }
                    { clause_chip(row.backing.clause(), on_clause, t) }
                </p>
                if let Some((kindest, safe)) = covered.level {
                    <p class="lead">{ fill(t.scope_level(), &[("level", speaker.outcome_title(safe))]) }</p>
                    if kindest != safe {
                        <p class="hint">{ fill(t.scope_kindest(), &[("level", speaker.outcome_title(kindest))]) }</p>
                    }
                }
                <p class="hint">{ &words.text }</p>
                if !words.inferred.is_empty() {
                    <p><span class="tag">{ t.question_inferred() }</span>{ " " }<small>{ &words.inferred }</small></p>
                }
                <p>{ chip(tone, word) }</p>
            } else {
                <p>{ t.scope_ask() }</p>
            }
        </section>
    }
}
