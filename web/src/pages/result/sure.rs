//! How sure the grade is: what is still open, and on which readings it depends.

use crate::engine::{Book, View};
use crate::site::Site;
use crate::texts::fill;
use yew::prelude::*;
use ziping_rules::fact::FactIx;

/// The most open answers named.
const NAMED: usize = 6;

pub(super) fn sure(site: &Site, book: &Book, view: &View, on_ask: &Callback<FactIx>) -> Html {
    let t = site.t;
    let next = view.next();
    let readings = view.readings_of_grade(book);
    let decided = view.assessment().grade.is_decided();
    let sentence = match (decided, next.is_empty()) {
        (true, _) => t.sure_decided().to_owned(),
        (false, true) => t.sure_by_reading().to_owned(),
        (false, false) => fill(t.sure_open(), &[("n", &next.len().to_string())]),
    };
    html! {
        <div class="sure">
            <h2>{ t.sure_title() }</h2>
            <p>{ sentence }</p>
            if !next.is_empty() {
                <ul class="list asks">
                    for fact in next.iter().take(NAMED).copied() {
                        <li key={fact.index()}>
                            <button type="button" class="link" onclick={on_ask.reform(move |_: MouseEvent| fact)}>
                                { site.words.title("fact", site.id_of(fact)) }
                            </button>
                        </li>
                    }
                </ul>
                if next.len() > NAMED {
                    <p><small>{ fill(t.open_more(), &[("n", &(next.len() - NAMED).to_string())]) }</small></p>
                }
            }
            if !readings.is_empty() {
                <p><small>{ t.sure_readings() }</small></p>
                <ul class="list">
                    for id in readings {
                        <li key={id.clone()}>{ book.words().title("reading", &id).to_owned() }</li>
                    }
                </ul>
            }
        </div>
    }
}
