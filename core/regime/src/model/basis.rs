//! What an overlay adds to a rule book: where an element's points or an aspect's level come from, whom to ask, and
//! which forms to fill. The rule book itself stays as its document has it.

use super::{Element, Origin, Status};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ziping_rules::fact::FactIx;
use ziping_rules::rule::score::{Scored, facts_of_scored};
use ziping_rules::rule::{Test, facts_of};

/// Where an element's points or an aspect's level come from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub enum Basis {
    /// The organisation's own judgement: the element's fact as it is typed.
    #[default]
    Typed,
    /// The sum of indicators; a typed figure that differs is reported, not used.
    Indicators(Vec<Indicator>),
    /// Conditions for each level, in ascending order of their levels; a typed level that differs is reported, not
    /// used.
    Levels(Vec<LevelRule>),
    /// The sum of items that are worked out; a typed figure that differs is reported, not used.
    Items(Vec<Scored>),
}

/// A part of an element's points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// The fact, of kind score.
    pub fact: FactIx,
    /// The most it can give, in tenths of a point.
    pub max: i64,
    /// Where the overlay's document has it.
    pub clause: String,
}

/// A condition of one level of an aspect. A level is reached when its conditions and those of every level below hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LevelRule {
    /// Permanent id.
    pub id: String,
    /// The level, by place.
    pub level: u8,
    /// When it holds.
    pub when: Test,
    /// Where the overlay's document has it.
    pub clause: String,
}

/// An item or a group that stands for itself: conditions look at its points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// The item.
    pub item: Scored,
    /// The aspect beside which it is shown.
    pub aspect: Option<FactIx>,
}

/// An overlay that is part of a rule book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverlayInfo {
    /// Permanent id; its words have the kind `overlay`.
    pub id: String,
    /// The regime that it adds to.
    pub regime: String,
    /// Version of the overlay.
    pub version: String,
    /// Where it stands.
    pub status: Status,
    /// Who has put it here.
    pub origin: Origin,
    /// The document that it encodes.
    pub source: String,
    /// Facts that it adds.
    pub facts: Vec<FactIx>,
    /// Elements and aspects whose points or level it derives.
    pub derives: Vec<FactIx>,
    /// Forms that it replaces.
    pub forms: Vec<OverlayForm>,
    /// The association's contact data, label and text, by language, in the order of the file.
    pub contact: BTreeMap<String, Vec<(String, String)>>,
}

/// A form of a rule book that an overlay changes. Replaced texts are words of the kind `document`, further ones among
/// their labels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverlayForm {
    /// The rule book's document.
    pub document: String,
    /// File name of the association's own Word form; its bytes come beside the overlay.
    pub docx: Option<String>,
}

impl Element {
    /// The facts whose answers decide it.
    #[must_use]
    pub fn facts(&self) -> Vec<FactIx> {
        match &self.basis {
            Basis::Typed => vec![self.fact],
            Basis::Indicators(indicators) => indicators.iter().map(|indicator| indicator.fact).collect(),
            Basis::Levels(rules) => {
                let mut facts = Vec::new();
                rules.iter().for_each(|rule| facts_of(&rule.when, &mut facts));
                facts
            }
            Basis::Items(items) => {
                let mut facts = Vec::new();
                items.iter().for_each(|item| facts_of_scored(item, &mut facts));
                facts
            }
        }
    }

    /// The conditions of its levels, if it has any.
    #[must_use]
    pub fn level_rules(&self) -> &[LevelRule] {
        match &self.basis {
            Basis::Levels(rules) => rules,
            Basis::Typed | Basis::Indicators(_) | Basis::Items(_) => &[],
        }
    }

    /// Takes the evidence of its items for its own, so that it is collected with the rest.
    pub fn gather_evidence(&mut self) {
        let Basis::Items(items) = &self.basis else { return };
        let all = || items.iter().flat_map(Scored::all);
        for (mine, theirs) in [
            (&mut self.backing.asks, all().flat_map(|item| &item.asks).cloned().collect::<Vec<_>>()),
            (&mut self.backing.suggests, all().flat_map(|item| &item.suggests).cloned().collect()),
        ] {
            for paper in theirs {
                if !mine.contains(&paper) {
                    mine.push(paper);
                }
            }
        }
    }

    /// The items that its points are worked out of, if it has any.
    #[must_use]
    pub fn items(&self) -> &[Scored] {
        match &self.basis {
            Basis::Items(items) => items,
            Basis::Typed | Basis::Indicators(_) | Basis::Levels(_) => &[],
        }
    }
}
