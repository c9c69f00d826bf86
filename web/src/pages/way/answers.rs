//! All answers of an application in words, by the place where they are asked.

use crate::engine::Book;
use crate::pages::assess::place_of;
use crate::pages::in_words::in_words;
use crate::site::Site;
use yew::prelude::*;
use ziping_assess::uses;
use ziping_rules::fact::{FactIx, Sheet};

/// A place where answers are asked: its title, its address, and the facts.
type Place = (String, String, Vec<FactIx>);

pub(super) fn answers(site: &Site, book: &Book, sheet: &Sheet) -> Html {
    let t = site.t;
    let catalogue = &book.library().catalogue;
    let used = uses(book.library(), book.rules());
    let answered = |fact: &FactIx| sheet.get(*fact).is_some();
    // What every organisation is asked comes first, then the sections in their order.
    let mut asked: Vec<FactIx> =
        used.iter().copied().filter(|fact| catalogue.get(*fact).is_some_and(|fact| fact.section.is_some())).collect();
    for fact in book.looked_at().into_iter().chain(used) {
        if !asked.contains(&fact) {
            asked.push(fact);
        }
    }
    let mut places: Vec<Place> = Vec::new();
    for fact in asked.into_iter().filter(answered) {
        let (title, href) = place_of(site, book, fact);
        match places.iter_mut().find(|(_, known, _)| *known == href) {
            Some((.., facts)) => facts.push(fact),
            None => places.push((title, href, vec![fact])),
        }
    }
    html! {
        <section class="sheet" aria-labelledby="all-answers">
            <h2 id="all-answers">{ t.check_answers() }</h2>
            if places.is_empty() {
                <p>{ t.check_nothing() }</p>
            }
            for (title, href, facts) in places {
                <div key={href.clone()} class="of-place">
                    <h3>{ title.clone() }{ " " }<small><a {href} aria-label={format!("{}{}{}", t.check_change(), t.list_colon(), title)}>{ t.check_change() }</a></small></h3>
                    <dl class="facts">
                        for fact in facts {
                            <div key={fact.index()}>
                                <dt>{ book.words().title("fact", site.id_of(fact)) }</dt>
                                <dd>{ in_words(site, book, fact, sheet.get(fact)) }</dd>
                            </div>
                        }
                    </dl>
                </div>
            }
        </section>
    }
}
