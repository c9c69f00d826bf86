//! What is not answered yet, by section; the package says 〔待填〕 there.

use crate::fields::use_site;
use crate::kit::{Book, View};
use crate::route::Route;
use crate::texts::fill;
use std::rc::Rc;
use yew::prelude::*;
use ziping_core::fact::{FactIx, Sheet};

#[derive(Properties, PartialEq)]
pub(crate) struct MissingProps {
    pub(crate) book: Book,
    pub(crate) view: View,
    pub(crate) sheet: Rc<Sheet>,
}

#[component]
pub(crate) fn Missing(props: &MissingProps) -> Html {
    let site = use_site();
    let t = site.t;
    let (book, rules) = (&props.book, props.book.rules());
    let missing: Vec<(&str, Vec<FactIx>)> = rules
        .sections
        .iter()
        .map(|section| {
            let open = book.asked(section).into_iter().filter(|fact| props.sheet.get(*fact).is_none()).collect();
            (section.id.as_str(), open)
        })
        .filter(|(_, open): &(&str, Vec<FactIx>)| !open.is_empty())
        .collect();
    let count: usize = missing.iter().map(|(_, open)| open.len()).sum();
    let errors = props.view.inconsistencies().iter().filter(|found| found.is_error()).count();
    html! {
        <section class="sheet" aria-labelledby="missing">
            <h2 id="missing">{ t.missing_title }</h2>
            if errors > 0 {
                <p class="error">{ fill(t.missing_errors, &[("n", &errors.to_string())]) }</p>
            }
            if count == 0 {
                <p>{ t.missing_none }</p>
            } else {
                <p>{ fill(t.missing_some, &[("n", &count.to_string())]) }</p>
                <ul class="list">
                    for (section, open) in missing {
                        <li key={section.to_owned()}>
                            <a href={Route::Assess { regime: rules.id.clone(), section: Some(section.to_owned()) }.href()}>
                                { book.words().title("section", section) }
                            </a>
                            { "：" }
                            <small>{ titles(&open, &site) }</small>
                        </li>
                    }
                </ul>
            }
        </section>
    }
}

/// The titles of facts, in one line.
fn titles(facts: &[FactIx], site: &crate::app::Site) -> String {
    let titles: Vec<&str> = facts.iter().map(|fact| site.words.title("fact", site.id_of(*fact))).collect();
    titles.join(site.t.list_comma)
}
