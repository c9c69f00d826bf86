//! The papers that the chosen rule books call for, in the words of the page.

use crate::engine::Book;
use crate::route::Route;
use crate::site::Site;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use ziping_assess::proof::{Need, Use, UseKind, applies, needs};
use ziping_regime::{Form, WordsOf};
use ziping_rules::fact::Sheet;

/// Where a paper is used: a clause of a rule book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) clause: String,
    pub(super) href: String,
    /// What it proves there.
    pub(super) titles: Vec<String>,
}

/// What a rule book wants of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wish {
    /// The rule book's short name.
    pub(super) regime: String,
    /// The paper's number in its application.
    pub(super) number: usize,
    pub(super) places: Vec<Place>,
}

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) id: String,
    /// A document asks for it; else the kit suggests it.
    pub(super) asked: bool,
    pub(super) words: WordsOf,
    /// How it is usually handed in, as the catalogue says it.
    pub(super) form: Option<Form>,
    /// For how many months it is usually accepted.
    pub(super) months: Option<u16>,
    pub(super) wishes: Vec<Wish>,
    /// It may be handed in with what is declared; else it would say what is not so, or show what was not.
    pub(super) applies: bool,
    /// It shows what happened, and is wanted only once that is declared.
    pub(super) shows: bool,
}

/// The rule books chosen, as their words arrive; a rule book whose words do not come is left out.
#[hook]
pub(super) fn use_books(site: &Site, chosen: &Rc<Vec<String>>) -> Rc<Vec<Book>> {
    let books = use_state(|| Rc::new(Vec::new()));
    let (packs, set) = (site.packs.clone(), books.setter());
    let wish = use_mut_ref(|| 0_u32);
    use_effect_with((Rc::clone(chosen), site.lang, site.packs.clone()), move |(chosen, lang, _)| {
        let (chosen, lang) = (Rc::clone(chosen), *lang);
        *wish.borrow_mut() += 1;
        let this = *wish.borrow();
        spawn_local(async move {
            let mut here = Vec::new();
            for rules in packs.regimes().iter().filter(|rules| chosen.contains(&rules.id)) {
                if let Ok(Some(book)) = packs.fetch_book(&rules.id, lang).await {
                    here.push(book);
                }
            }
            // A later choice may have been quicker.
            if *wish.borrow() == this {
                set.set(Rc::new(here));
            }
        });
    });
    Rc::clone(&books)
}

/// The papers in the order in which they are called for, those that a document asks for in front.
pub(super) fn wanted(site: &Site, books: &[Book], sheet: &Sheet) -> Vec<Rc<Wanted>> {
    let all = needs(books.iter().map(Book::rules));
    let own: Vec<Vec<Need<'_>>> = books.iter().map(|book| needs([book.rules()])).collect();
    let mut found: Vec<Rc<Wanted>> = all
        .iter()
        .map(|need| {
            let wishes = books.iter().zip(&own).filter_map(|(book, own)| wish(book, own, need.paper)).collect();
            let evidence = site.library().evidence.iter().find(|evidence| evidence.id == need.paper);
            let words = books.iter().find_map(|book| book.words().find("evidence", need.paper));
            Rc::new(Wanted {
                id: need.paper.to_owned(),
                asked: need.asked(),
                words: words.cloned().unwrap_or_default(),
                form: evidence.map(|evidence| evidence.form),
                months: evidence.and_then(|evidence| evidence.valid_months),
                wishes,
                applies: applies(site.library(), sheet, need),
                shows: evidence.is_some_and(|evidence| !evidence.shows.is_empty()),
            })
        })
        .collect();
    found.sort_by_key(|paper| !paper.asked);
    found
}

fn wish(book: &Book, own: &[Need<'_>], paper: &str) -> Option<Wish> {
    let place = own.iter().position(|need| need.paper == paper)?;
    let mut places: Vec<Place> = Vec::new();
    for used in &own.get(place)?.uses {
        let (clause, title) = (used.clause(), title(book, used));
        match places.iter_mut().find(|known| known.clause == clause) {
            Some(known) if known.titles.contains(&title) => {}
            Some(known) => known.titles.push(title),
            None => {
                let href = Route::Clauses { regime: book.rules().id.clone(), clause: Some(clause.to_owned()) }.href();
                places.push(Place { clause: clause.to_owned(), href, titles: vec![title] });
            }
        }
    }
    let of = book.words().get("regime", "");
    let regime = of.labels.get("short").unwrap_or(&of.title).clone();
    Some(Wish { regime, number: place + 1, places })
}

fn title(book: &Book, used: &Use<'_>) -> String {
    let rules = book.rules();
    let (kind, id) = match used.kind {
        UseKind::Condition => ("condition", rules.conditions.get(used.place).map(|condition| condition.id.as_str())),
        UseKind::Cap => ("cap", rules.caps.get(used.place).map(|cap| cap.id.as_str())),
        UseKind::Ground => ("ground", rules.grounds.get(used.place).map(|ground| ground.id.as_str())),
        UseKind::Item => ("item", rules.scored().get(used.place).map(|item| item.id.as_str())),
        UseKind::Element | UseKind::Aspect => {
            let element = rules.elements().get(used.place);
            ("fact", element.map(|element| book.library().catalogue.id(element.fact)))
        }
    };
    id.map(|id| book.words().title(kind, id).to_owned()).unwrap_or_default()
}
