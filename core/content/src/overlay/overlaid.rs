//! A library with overlays, and what they bring along.

use crate::load::Content;
use std::collections::BTreeMap;
use ziping_base::diag::Diagnostic;
use ziping_regime::{Case, Element, Library, Origin, OverlayInfo, Status, Words};
use ziping_rules::fact::FactIx;
use ziping_rules::rule::facts_of;
use ziping_rules::rule::score::facts_of_scored;

/// A library with overlays applied, and the words that they bring.
#[derive(Debug, Clone)]
pub struct Overlaid {
    /// Everything needed to assess, overlays included; facts keep their numbers, new ones follow.
    pub library: Library,
    /// Words by language, then by the regime of the overlay; to be laid over the regime's own ([`Words::lay`]).
    pub words: BTreeMap<String, BTreeMap<String, Words>>,
    /// The overlays, in the order of the files.
    pub overlays: Vec<OverlayInfo>,
    /// Their cases, by regime: what they expect with all overlays before them.
    pub cases: BTreeMap<String, Vec<Case>>,
    /// What to look at in them all the same.
    pub warnings: Vec<Diagnostic>,
}

impl Overlaid {
    /// A library with no overlay yet.
    pub(super) fn of(library: &Library) -> Self {
        Self {
            library: library.clone(),
            words: BTreeMap::new(),
            overlays: Vec::new(),
            cases: BTreeMap::new(),
            warnings: Vec::new(),
        }
    }

    /// Content with these overlays: library and words.
    #[must_use]
    pub fn over(self, mut content: Content) -> Content {
        content.library = self.library;
        for (lang, regimes) in self.words {
            for (regime, words) in regimes {
                content.words.entry(lang.clone()).or_default().entry(regime).or_default().lay(&words);
            }
        }
        content
    }

    /// Facts that level conditions, items and gates look at and neither the organisation page asks nor the overlays define,
    /// by the id of the rule book that now asks them: another one may have their words.
    #[must_use]
    pub fn borrowed(&self) -> BTreeMap<&str, Vec<&str>> {
        let catalogue = &self.library.catalogue;
        let is_borrowed = |fact: &FactIx| {
            let defined = self.overlays.iter().any(|overlay| overlay.facts.contains(fact));
            !defined && catalogue.get(*fact).is_some_and(|fact| fact.section.is_none())
        };
        let mut borrowed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for book in &self.library.regimes {
            let derived = |element: &&Element| !element.level_rules().is_empty() || !element.items().is_empty();
            let mut facts: Vec<FactIx> = book.elements().iter().filter(derived).flat_map(Element::facts).collect();
            book.items.iter().for_each(|standing| facts_of_scored(&standing.item, &mut facts));
            let gates = book.caps.iter().filter(|cap| cap.id.starts_with("overlay."));
            gates.for_each(|cap| facts_of(&cap.when, &mut facts));
            for fact in facts.into_iter().filter(is_borrowed) {
                let mine = borrowed.entry(&book.id).or_default();
                if !mine.contains(&catalogue.id(fact)) {
                    mine.push(catalogue.id(fact));
                }
            }
        }
        borrowed
    }

    /// Says who has put an overlay here. One that is tried out is a draft, whatever it says of itself.
    pub fn mark(&mut self, id: &str, origin: Origin) {
        let of_books = self.library.regimes.iter_mut().flat_map(|book| &mut book.overlays);
        for info in of_books.chain(&mut self.overlays).filter(|info| info.id == id) {
            info.origin = origin;
            if origin == Origin::Trial {
                info.status = Status::Draft;
            }
        }
    }

    /// Takes the words of borrowed facts from content that has them all.
    pub fn lend(&mut self, content: &Content) {
        let mut lent = Vec::new();
        for (lang, folders) in &content.words {
            for (regime, facts) in self.borrowed() {
                // Its own first: most often they are there.
                let own = folders.get(regime).into_iter().chain(folders.values());
                for fact in facts {
                    if let Some(of) = own.clone().find_map(|words| words.find("fact", fact)) {
                        lent.push((lang.clone(), regime.to_owned(), fact.to_owned(), of.clone()));
                    }
                }
            }
        }
        for (lang, regime, fact, of) in lent {
            self.words.entry(lang).or_default().entry(regime).or_default().insert("fact", &fact, of);
        }
    }
}
