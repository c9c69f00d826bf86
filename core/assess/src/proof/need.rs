//! What rule books call for, each paper once.

use ziping_regime::{Backing, Model, RuleBook};
use ziping_rules::rule::score::Scored;

/// What kind of thing a paper proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UseKind {
    /// A condition.
    Condition,
    /// An element of a score.
    Element,
    /// An aspect of a level.
    Aspect,
    /// A cap.
    Cap,
    /// A ground for refusal.
    Ground,
    /// An item or a group of points.
    Item,
}

impl UseKind {
    /// The kind of its words. Those of elements and aspects stand under the fact.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::Element => "element",
            Self::Aspect => "aspect",
            Self::Cap => "cap",
            Self::Ground => "ground",
            Self::Item => "item",
        }
    }
}

/// What calls for papers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Caller<'a> {
    /// The clauses of a condition, an element, an aspect, a cap or a ground.
    Backing(&'a Backing),
    /// An item or a group of points.
    Item(&'a Scored),
}

/// One thing that a paper is needed for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Use<'a> {
    /// The rule book.
    pub rulebook: &'a RuleBook,
    /// What it is.
    pub kind: UseKind,
    /// Its place among the rule book's things of that kind; of an item its place in [`RuleBook::scored`].
    pub place: usize,
    /// What calls for it.
    pub by: Caller<'a>,
    /// The document itself asks for the paper here; else the kit suggests it.
    pub asked: bool,
}

impl<'a> Use<'a> {
    /// The clause that is shown.
    #[must_use]
    pub fn clause(&self) -> &'a str {
        match self.by {
            Caller::Backing(backing) => backing.clause(),
            Caller::Item(item) => item.clause(),
        }
    }

    /// Whether these very clauses call for it.
    #[must_use]
    pub fn is_of(&self, backing: &Backing) -> bool {
        matches!(self.by, Caller::Backing(own) if core::ptr::eq(own, backing))
    }

    /// Whether this very item calls for it.
    #[must_use]
    pub fn is_of_item(&self, item: &Scored) -> bool {
        matches!(self.by, Caller::Item(own) if core::ptr::eq(own, item))
    }
}

/// A paper and what it is needed for.
#[derive(Debug, Clone, PartialEq)]
pub struct Need<'a> {
    /// Evidence id.
    pub paper: &'a str,
    /// In the order of the rule books, never empty.
    pub uses: Vec<Use<'a>>,
}

impl Need<'_> {
    /// A document asks for it somewhere.
    #[must_use]
    pub fn asked(&self) -> bool {
        self.uses.iter().any(|used| used.asked)
    }
}

/// The papers that rule books ask for or suggest, each once, in the order in which they are first called for. The
/// place of a paper of one rule book, from 1, is its number in an application.
#[must_use]
pub fn needs<'a>(rulebooks: impl IntoIterator<Item = &'a RuleBook>) -> Vec<Need<'a>> {
    let mut found = Vec::new();
    for rulebook in rulebooks {
        let mut take = |kind, place, by| take(&mut found, Use { rulebook, kind, place, by, asked: false });
        for (place, condition) in rulebook.conditions.iter().enumerate() {
            take(UseKind::Condition, place, Caller::Backing(&condition.backing));
        }
        let kind = match rulebook.grade.model {
            Model::Scored { .. } => UseKind::Element,
            Model::Aspects { .. } | Model::Met { .. } => UseKind::Aspect,
        };
        for (place, element) in rulebook.elements().iter().enumerate() {
            take(kind, place, Caller::Backing(&element.backing));
        }
        for (place, item) in rulebook.scored().into_iter().enumerate() {
            take(UseKind::Item, place, Caller::Item(item));
        }
        for (place, cap) in rulebook.caps.iter().enumerate() {
            take(UseKind::Cap, place, Caller::Backing(&cap.backing));
        }
        for (place, ground) in rulebook.grounds.iter().enumerate() {
            take(UseKind::Ground, place, Caller::Backing(&ground.backing));
        }
    }
    found
}

fn take<'a>(found: &mut Vec<Need<'a>>, one: Use<'a>) {
    let (asks, suggests) = match one.by {
        Caller::Backing(backing) => (&backing.asks, &backing.suggests),
        Caller::Item(item) => (&item.asks, &item.suggests),
    };
    let asked = asks.iter().map(|paper| (paper, true));
    let suggested = suggests.iter().map(|paper| (paper, false));
    for (paper, asked) in asked.chain(suggested) {
        let used = Use { asked, ..one };
        match found.iter_mut().find(|need| need.paper == *paper) {
            Some(need) => need.uses.push(used),
            None => found.push(Need { paper, uses: vec![used] }),
        }
    }
}
