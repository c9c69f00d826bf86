//! What was chosen: rule books, procedure, sections, all questions or the open ones, blank or filled, in which languages, on
//! paper or not, who fills in what.

use crate::collect::{Group, Wish};
use crate::engine::Book;
use crate::parts::check_box;
use crate::site::Site;
use std::collections::BTreeMap;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;

/// The section of the papers, as the core names it.
pub(super) const PAPERS: &str = "papers";

/// What was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) regimes: Vec<String>,
    pub(super) procedure: Option<String>,
    /// Sections that are left out.
    pub(super) without: Vec<String>,
    pub(super) open_only: bool,
    pub(super) filled: bool,
    /// `None`: in both languages.
    pub(super) lang: Option<Lang>,
    pub(super) from: String,
    pub(super) until: Option<Day>,
    /// A form on paper, in Word; else an Excel workbook.
    pub(super) on_paper: bool,
    /// Who fills in a section, by the section's id.
    pub(super) people: BTreeMap<String, String>,
}

/// What one person fills in: a name, empty for the rest, and sections, none for all that are wanted.
pub(super) type Part = (String, Vec<String>);

impl Choice {
    /// The open questions of these rule books, blank, in Chinese.
    pub(super) fn new(regimes: Vec<String>) -> Self {
        Self {
            regimes,
            procedure: None,
            without: Vec::new(),
            open_only: true,
            filled: false,
            lang: Some(Lang::Zh),
            from: String::new(),
            until: None,
            on_paper: false,
            people: BTreeMap::new(),
        }
    }

    /// As the worker takes it. `groups`: the sections that there are; without them all are wanted.
    pub(super) fn wish(&self, groups: Option<&[Group]>) -> Wish {
        let all = groups.unwrap_or_default().iter().map(|group| group.id.as_str()).chain([PAPERS]);
        let without = |id: &str| self.without.iter().any(|without| without == id);
        let any = all.clone().any(without);
        let sections = all.filter(|id| !without(id)).map(str::to_owned).collect();
        Wish {
            regimes: self.regimes.clone(),
            procedure: self.procedure.clone(),
            sections: if any { sections } else { Vec::new() },
            open_only: self.open_only,
            filled: self.filled,
            lang: self.lang,
            from: self.from.trim().to_owned(),
            until: self.until,
        }
    }

    /// The sections that are asked, in order.
    pub(super) fn wanted<'a>(&'a self, groups: &'a [Group], papers: usize) -> impl Iterator<Item = &'a str> {
        let all = groups.iter().map(|group| group.id.as_str()).chain((papers > 0).then_some(PAPERS));
        all.filter(|id| !self.without.iter().any(|without| without == id))
    }

    /// What each person fills in: sections under one name are one part, those without a name are the last. One part where
    /// nobody is named.
    pub(super) fn parts(&self, groups: &[Group], papers: usize) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for id in self.wanted(groups, papers) {
            let person = self.people.get(id).map_or("", |person| person.trim());
            match parts.iter_mut().find(|(known, _)| known == person) {
                Some((_, sections)) => sections.push(id.to_owned()),
                None => parts.push((person.to_owned(), vec![id.to_owned()])),
            }
        }
        parts.sort_by_key(|(person, _)| person.is_empty());
        if parts.iter().all(|(person, _)| person.is_empty()) { vec![Part::default()] } else { parts }
    }

    /// Whether anything is asked.
    pub(super) fn asks(&self, groups: &[Group], papers: usize) -> bool {
        !self.regimes.is_empty() && self.wanted(groups, papers).next().is_some()
    }

    pub(super) fn toggled(list: &[String], id: &str) -> Vec<String> {
        let mut list = list.to_vec();
        match list.iter().position(|known| known == id) {
            Some(place) => {
                list.remove(place);
            }
            None => list.push(id.to_owned()),
        }
        list
    }
}

/// The only rule book that is chosen, once all its words are here: the names of procedures are among those that come later.
#[hook]
pub(super) fn use_only(site: &Site, regimes: &[String]) -> Option<Book> {
    let book = use_state_eq(|| None::<Book>);
    let only = match regimes {
        [id] => Some(id.clone()),
        _ => None,
    };
    let (packs, set) = (site.packs.clone(), book.setter());
    use_effect_with((only.clone(), site.lang, site.packs.clone()), move |(only, lang, _)| {
        if let Some(id) = only.clone() {
            let lang = *lang;
            spawn_local(async move { set.set(packs.fetch_whole(&id, lang).await.ok().flatten()) });
        }
    });
    (*book).clone().filter(|book| only.as_deref() == Some(book.rules().id.as_str()))
}

/// The rule books and the procedure. `only`: the rule book, where one is chosen alone.
pub(super) fn choices(site: &Site, choice: &UseStateHandle<Choice>, only: Option<&Book>) -> Html {
    let t = site.t;
    let books = site.packs.regimes();
    let toggle = |id: &str| {
        let (choice, id) = (choice.clone(), id.to_owned());
        let order: Vec<String> = books.iter().map(|rules| rules.id.clone()).collect();
        Callback::from(move |_: Event| {
            let mut regimes = Choice::toggled(&choice.regimes, &id);
            // In the order in which they stand here, whichever was chosen first.
            regimes.sort_by_key(|id| order.iter().position(|known| known == id));
            choice.set(Choice { regimes, procedure: None, ..(*choice).clone() });
        })
    };
    // Of one rule book its own; several are asked for a first application.
    let procedures = only.map(|book| book.rules().procedures()).unwrap_or_default();
    let ids: Vec<String> = procedures.iter().map(|id| (*id).to_owned()).collect();
    let change = {
        let choice = choice.clone();
        Callback::from(move |event: Event| {
            let place = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index());
            // The first entry is the first application.
            let procedure = place.ok().filter(|place| *place > 0).and_then(|place| ids.get(place).cloned());
            choice.set(Choice { procedure, ..(*choice).clone() });
        })
    };
    html! {
        <section class="sheet" aria-labelledby="what-for">
            <h2 id="what-for">{ t.collect_regimes() }</h2>
            <div class="boxes">
                for rules in books {
                    { check_box(format!("regime-{}", rules.id), site.words.title("card", &rules.id), choice.regimes.contains(&rules.id), toggle(&rules.id)) }
                }
            </div>
            if let Some(book) = only.filter(|_| procedures.len() > 1) {
                <p class="rename">
                    <label for="collect-procedure">{ t.procedures_choose() }</label>
                    <select id="collect-procedure" onchange={change}>
                        for (place, id) in procedures.iter().enumerate() {
                            <option key={*id} selected={choice.procedure.as_deref().map_or(place == 0, |chosen| chosen == *id)}>
                                { book.words().title("procedure", id) }
                            </option>
                        }
                    </select>
                </p>
            }
        </section>
    }
}
