//! What rule books call for, each paper once.

use crate::regime::{Backing, Model, RuleBook};

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
        }
    }
}

/// One thing that a paper is needed for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Use<'a> {
    /// The rule book.
    pub rulebook: &'a RuleBook,
    /// What it is.
    pub kind: UseKind,
    /// Its place among the rule book's things of that kind.
    pub place: usize,
    /// Its clauses.
    pub backing: &'a Backing,
    /// The document itself asks for the paper here; else the kit suggests it.
    pub asked: bool,
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
        let mut take = |kind, place, backing| take(&mut found, Use { rulebook, kind, place, backing, asked: false });
        for (place, condition) in rulebook.conditions.iter().enumerate() {
            take(UseKind::Condition, place, &condition.backing);
        }
        let kind = match rulebook.grade.model {
            Model::Scored { .. } => UseKind::Element,
            Model::Aspects { .. } | Model::Met { .. } => UseKind::Aspect,
        };
        for (place, element) in rulebook.elements().iter().enumerate() {
            take(kind, place, &element.backing);
        }
        for (place, cap) in rulebook.caps.iter().enumerate() {
            take(UseKind::Cap, place, &cap.backing);
        }
        for (place, ground) in rulebook.grounds.iter().enumerate() {
            take(UseKind::Ground, place, &ground.backing);
        }
    }
    found
}

fn take<'a>(found: &mut Vec<Need<'a>>, one: Use<'a>) {
    let asked = one.backing.asks.iter().map(|paper| (paper, true));
    let suggested = one.backing.suggests.iter().map(|paper| (paper, false));
    for (paper, asked) in asked.chain(suggested) {
        let used = Use { asked, ..one };
        match found.iter_mut().find(|need| need.paper == *paper) {
            Some(need) => need.uses.push(used),
            None => found.push(Need { paper, uses: vec![used] }),
        }
    }
}
