//! A rule book with its words, and how its items are found.

use std::rc::Rc;
use ziping_assess::{Finding, Speaker};
use ziping_base::lang::Lang;
use ziping_regime::{Backing, Basis, Element, Library, Model, RuleBook, Section, Words};
use ziping_rules::fact::{FactIx, Sheet};
use ziping_rules::rule::{Test, facts_of};

/// A rule book in one language. Cheap to copy; two are equal when they are the same one.
#[derive(Clone)]
pub(crate) struct Book {
    library: Rc<Library>,
    rules: Rc<RuleBook>,
    words: Rc<Words>,
    lang: Lang,
}

impl PartialEq for Book {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.rules, &other.rules) && Rc::ptr_eq(&self.words, &other.words)
    }
}

/// What an item of a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ItemKind {
    Condition,
    Cap,
    Ground,
    Element,
    Aspect,
    Figure,
}

impl ItemKind {
    /// The kind of its words.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::Cap => "cap",
            Self::Ground => "ground",
            Self::Element => "element",
            Self::Aspect => "aspect",
            Self::Figure => "figure",
        }
    }
}

/// An item of a section: what it is and its place in the rule book's list of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) kind: ItemKind,
    pub(crate) place: usize,
}

impl Book {
    pub(crate) fn new(library: Rc<Library>, rules: Rc<RuleBook>, words: Rc<Words>, lang: Lang) -> Self {
        Self { library, rules, words, lang }
    }

    pub(crate) fn library(&self) -> &Rc<Library> {
        &self.library
    }

    pub(crate) fn words(&self) -> &Rc<Words> {
        &self.words
    }

    /// The rule book itself.
    pub(crate) fn rules(&self) -> &RuleBook {
        &self.rules
    }

    pub(crate) fn speaker(&self) -> Speaker<'_> {
        Speaker::new(&self.library, self.rules(), &self.words, self.lang)
    }

    /// The name of the rule book.
    pub(crate) fn title(&self) -> &str {
        &self.words.get("regime", "").title
    }

    fn elements(&self) -> (&[Element], ItemKind) {
        match &self.rules().grade.model {
            Model::Scored { elements, .. } => (elements, ItemKind::Element),
            Model::Aspects { aspects, .. } => (aspects, ItemKind::Aspect),
            Model::Met { .. } => (&[], ItemKind::Element),
        }
    }

    /// The item with an id.
    pub(crate) fn item(&self, id: &str) -> Option<Item> {
        let rules = self.rules();
        let (elements, kind) = self.elements();
        let place_of = |kind: ItemKind, place: Option<usize>| place.map(|place| Item { kind, place });
        place_of(ItemKind::Condition, rules.conditions.iter().position(|condition| condition.id == id))
            .or_else(|| place_of(ItemKind::Cap, rules.caps.iter().position(|cap| cap.id == id)))
            .or_else(|| place_of(ItemKind::Ground, rules.grounds.iter().position(|ground| ground.id == id)))
            .or_else(|| place_of(ItemKind::Figure, rules.figures.iter().position(|figure| figure.id == id)))
            .or_else(|| {
                place_of(kind, elements.iter().position(|element| self.library.catalogue.id(element.fact) == id))
            })
    }

    /// The id of an item.
    pub(crate) fn id(&self, item: Item) -> &str {
        let rules = self.rules();
        let id = match item.kind {
            ItemKind::Condition => rules.conditions.get(item.place).map(|condition| condition.id.as_str()),
            ItemKind::Cap => rules.caps.get(item.place).map(|cap| cap.id.as_str()),
            ItemKind::Ground => rules.grounds.get(item.place).map(|ground| ground.id.as_str()),
            ItemKind::Figure => rules.figures.get(item.place).map(|figure| figure.id.as_str()),
            ItemKind::Element | ItemKind::Aspect => {
                self.elements().0.get(item.place).map(|element| self.library.catalogue.id(element.fact))
            }
        };
        id.unwrap_or_default()
    }

    /// The title of a condition, cap, ground, element, fact or an overlay's level condition by its id.
    pub(crate) fn title_of(&self, id: &str) -> String {
        let is_level = || self.elements().0.iter().flat_map(Element::level_rules).any(|rule| rule.id == id);
        let kind = match self.item(id) {
            Some(item) => item.kind.words(),
            None if is_level() => "level",
            None => "fact",
        };
        self.words.title(kind, id).to_owned()
    }

    /// Clauses, evidence and notes of an item.
    pub(crate) fn backing(&self, item: Item) -> Option<&Backing> {
        let rules = self.rules();
        match item.kind {
            ItemKind::Condition => rules.conditions.get(item.place).map(|condition| &condition.backing),
            ItemKind::Cap => rules.caps.get(item.place).map(|cap| &cap.backing),
            ItemKind::Ground => rules.grounds.get(item.place).map(|ground| &ground.backing),
            ItemKind::Figure => rules.figures.get(item.place).map(|figure| &figure.backing),
            ItemKind::Element | ItemKind::Aspect => self.elements().0.get(item.place).map(|element| &element.backing),
        }
    }

    /// The facts that an item looks at, each once.
    pub(crate) fn facts(&self, item: Item) -> Vec<FactIx> {
        let rules = self.rules();
        let mut facts = Vec::new();
        let mut of = |test: Option<&Test>| {
            if let Some(test) = test {
                facts_of(test, &mut facts);
            }
        };
        match item.kind {
            ItemKind::Condition => {
                let condition = rules.conditions.get(item.place);
                of(condition.and_then(|condition| condition.applies.as_ref()));
                of(condition.map(|condition| &condition.when));
            }
            ItemKind::Cap => of(rules.caps.get(item.place).map(|cap| &cap.when)),
            ItemKind::Ground => of(rules.grounds.get(item.place).map(|ground| &ground.when)),
            // Where an overlay divides it, its parts are asked in its place.
            ItemKind::Element | ItemKind::Aspect => {
                facts.extend(self.elements().0.get(item.place).into_iter().flat_map(Element::facts));
            }
            // A figure is shown beside what it is worked out from; what nothing else asks is asked by its section.
            ItemKind::Figure => {}
        }
        let mut unique = Vec::with_capacity(facts.len());
        for fact in facts {
            if !unique.contains(&fact) {
                unique.push(fact);
            }
        }
        unique
    }

    /// The fact of an element or aspect whose points or level an overlay works out: its figure is shown and not asked.
    pub(crate) fn derived(&self, item: Item) -> Option<FactIx> {
        let element = match item.kind {
            ItemKind::Element | ItemKind::Aspect => self.elements().0.get(item.place)?,
            ItemKind::Condition | ItemKind::Cap | ItemKind::Ground | ItemKind::Figure => return None,
        };
        (element.basis != Basis::Typed).then_some(element.fact)
    }

    /// What decided an item, in words, each reason once.
    pub(crate) fn reasons(&self, found: Option<&Finding>) -> Vec<String> {
        let speaker = self.speaker();
        let mut reasons: Vec<String> = Vec::new();
        for reason in found.into_iter().flat_map(|found| &found.reasons) {
            let said = speaker.reason(reason);
            if !reasons.contains(&said) {
                reasons.push(said);
            }
        }
        reasons
    }

    /// Every fact that the rule book asks or looks at.
    pub(crate) fn looked_at(&self) -> Vec<FactIx> {
        self.rules().sections.iter().flat_map(|section| self.asked(section)).collect()
    }

    /// How many of the facts that it asks are answered, and how many it asks.
    pub(crate) fn progress(&self, sheet: &Sheet) -> (usize, usize) {
        let mut asked: Vec<FactIx> = Vec::new();
        for fact in self.looked_at() {
            if !asked.contains(&fact) {
                asked.push(fact);
            }
        }
        (asked.iter().filter(|fact| sheet.get(**fact).is_some()).count(), asked.len())
    }

    /// The facts that a section asks, each once, in the order of its items.
    pub(crate) fn asked(&self, section: &Section) -> Vec<FactIx> {
        let mut asked = self.asked_first(section);
        let items = section.items.iter().filter_map(|id| self.item(id)).flat_map(|item| self.facts(item));
        for fact in items.chain(section.facts.iter().copied()) {
            if !asked.contains(&fact) {
                asked.push(fact);
            }
        }
        asked
    }

    /// The facts of a section that no item of it asks and that one of its figures is worked out from: they are asked
    /// before the figures, which say nothing without them.
    pub(crate) fn asked_first(&self, section: &Section) -> Vec<FactIx> {
        let figures = self.rules().figures.iter().filter(|figure| section.items.contains(&figure.id));
        let used: Vec<FactIx> = figures.flat_map(|figure| figure.value.facts()).collect();
        let asks = |id: &String| self.item(id).map(|item| self.facts(item)).unwrap_or_default();
        let by_items: Vec<FactIx> = section.items.iter().flat_map(asks).collect();
        let mine = |fact: &FactIx| used.contains(fact) && !by_items.contains(fact);
        section.facts.iter().copied().filter(mine).collect()
    }

    /// The section that asks a fact, or shows what is worked out in its place.
    pub(crate) fn section_of(&self, fact: FactIx) -> Option<&Section> {
        let shows = |id: &String| self.item(id).and_then(|item| self.derived(item)) == Some(fact);
        let sections = &self.rules().sections;
        sections.iter().find(|section| self.asked(section).contains(&fact) || section.items.iter().any(shows))
    }

    /// The first item, in the order of the page, that looks at a fact.
    pub(crate) fn item_of(&self, fact: FactIx) -> Option<Item> {
        let items = self.rules().sections.iter().flat_map(|section| &section.items);
        items.filter_map(|id| self.item(id)).find(|item| self.facts(*item).contains(&fact))
    }

    /// The section that an item stands in.
    pub(crate) fn section_with(&self, id: &str) -> Option<&Section> {
        self.rules().sections.iter().find(|section| section.items.iter().any(|item| item == id))
    }
}
