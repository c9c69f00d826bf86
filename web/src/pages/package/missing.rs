//! What is not answered yet, by section; the package says 〔待填〕 there.

use crate::app::Site;
use crate::kit::{Book, View};
use crate::route::Route;
use crate::texts::fill;
use yew::prelude::*;
use ziping_core::fact::{FactIx, Sheet};

pub(super) fn missing(site: &Site, book: &Book, view: &View, sheet: &Sheet) -> Html {
    let t = site.t;
    let rules = book.rules();
    let missing: Vec<(&str, Vec<FactIx>)> = rules
        .sections
        .iter()
        .map(|section| {
            let open = book.asked(section).into_iter().filter(|fact| sheet.get(*fact).is_none()).collect();
            (section.id.as_str(), open)
        })
        .filter(|(_, open): &(&str, Vec<FactIx>)| !open.is_empty())
        .collect();
    let count: usize = missing.iter().map(|(_, open)| open.len()).sum();
    let errors = view.inconsistencies().iter().filter(|found| found.is_error()).count();
    html! {
        <section class="sheet" aria-labelledby="missing">
            <h2 id="missing">{ t.missing_title() }</h2>
            if errors > 0 {
                <p class="error">{ fill(t.missing_errors(), &[("n", &errors.to_string())]) }</p>
            }
            if count == 0 {
                <p>{ t.missing_none() }</p>
            } else {
                <p>{ fill(t.missing_some(), &[("n", &count.to_string())]) }</p>
                <ul class="list">
                    for (section, open) in missing {
                        <li key={section.to_owned()}>
                            <a href={Route::Assess { regime: rules.id.clone(), section: Some(section.to_owned()) }.href()}>
                                { book.words().title("section", section) }
                            </a>
                            { site.t.list_colon() }
                            <small>{ titles(&open, site) }</small>
                        </li>
                    }
                </ul>
            }
        </section>
    }
}

/// The titles of facts, in one line.
fn titles(facts: &[FactIx], site: &Site) -> String {
    let titles: Vec<&str> = facts.iter().map(|fact| site.words.title("fact", site.id_of(*fact))).collect();
    titles.join(site.t.list_comma())
}
