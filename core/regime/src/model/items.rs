//! What a rule book holds, wherever it stands: what the items of a section look at, and going through all to change it.

use super::{Basis, Element, FigureValue, Model, RuleBook};
use ziping_rules::fact::{Catalogue, FactIx};
use ziping_rules::rule::facts_of;
use ziping_rules::rule::score::{Change, change_in_item, change_in_test};

impl RuleBook {
    /// Adds the facts that an item of a section (by its id) looks at; a figure asks nothing itself.
    pub fn facts_of_item(&self, catalogue: &Catalogue, id: &str, facts: &mut Vec<FactIx>) {
        for condition in self.conditions.iter().filter(|condition| condition.id == id) {
            condition.applies.iter().for_each(|applies| facts_of(applies, facts));
            facts_of(&condition.when, facts);
        }
        self.caps.iter().filter(|cap| cap.id == id).for_each(|cap| facts_of(&cap.when, facts));
        self.grounds.iter().filter(|ground| ground.id == id).for_each(|ground| facts_of(&ground.when, facts));
        let mine = self.elements().iter().filter(|element| catalogue.id(element.fact) == id);
        facts.extend(mine.flat_map(Element::facts));
    }

    /// Goes through every item and number expression of the rule book, wherever it stands, to change it.
    pub fn change_within(&mut self, change: &mut Change<'_>) {
        for condition in &mut self.conditions {
            change_in_test(&mut condition.when, change);
            condition.applies.iter_mut().for_each(|applies| change_in_test(applies, change));
        }
        self.caps.iter_mut().for_each(|cap| change_in_test(&mut cap.when, change));
        self.grounds.iter_mut().for_each(|ground| change_in_test(&mut ground.when, change));
        for figure in &mut self.figures {
            if let FigureValue::Test(test) = &mut figure.value {
                change_in_test(test, change);
            }
        }
        if let Model::Scored { elements, .. } | Model::Aspects { aspects: elements, .. } = &mut self.grade.model {
            for element in elements {
                match &mut element.basis {
                    Basis::Items(items) => items.iter_mut().for_each(|item| change_in_item(item, change)),
                    Basis::Levels(rules) => rules.iter_mut().for_each(|rule| change_in_test(&mut rule.when, change)),
                    Basis::Typed | Basis::Indicators(_) => {}
                }
            }
        }
        self.items.iter_mut().for_each(|standing| change_in_item(&mut standing.item, change));
    }
}
