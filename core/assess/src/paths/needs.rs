//! What a target needs, and whether answers meet it.

use super::Target;
use crate::grade::{level, total};
use ziping_regime::{Band, Cap, ConditionKind, Element, Library, Model, RuleBook};
use ziping_rules::fact::{FactIx, Sheet};
use ziping_rules::rule::score::{facts_of_scored, item_looks_at_a_mean, looks_at_a_mean};
use ziping_rules::rule::{Context, Moment, NoTrace, Test, Truth, evaluate, facts_of, leaves_rows_open};

/// One thing that a target needs.
pub(crate) enum Need<'a> {
    /// A condition with a name has an outcome.
    Test(&'a str, &'a Test, bool),
    /// A condition holds, or what it applies to does not.
    Applies(&'a str, &'a Test, &'a Test),
    /// The elements have so many points together.
    Points(&'a [Element], i64),
    /// An aspect has at least a level.
    Level(&'a Element, u8),
}

/// All that a target needs. `stays`: the places of caps that lower the grade and are taken to hold all the same, so that
/// the rest has to make up for them.
pub(super) fn needs<'a>(rulebook: &'a RuleBook, target: Target, stays: &[usize]) -> Vec<Need<'a>> {
    let conditions = |kind: ConditionKind| {
        rulebook.conditions.iter().filter(move |condition| condition.kind == kind).map(|condition| {
            match &condition.applies {
                None => Need::Test(&condition.id, &condition.when, true),
                Some(applies) => Need::Applies(&condition.id, &condition.when, applies),
            }
        })
    };
    let place = match target {
        Target::Eligible => return conditions(ConditionKind::Eligibility).collect(),
        Target::Outcome(place) => place,
    };
    let staying = stays.iter().filter_map(|place| rulebook.caps.get(*place));
    let sought = staying.fold(place, |place, cap| place.saturating_add(cap.lowers));
    let mut needs = Vec::new();
    match &rulebook.grade.model {
        Model::Scored { elements, bands } => needs.push(Need::Points(elements, threshold(bands, sought))),
        Model::Aspects { aspects, .. } => {
            for aspect in aspects {
                if aspect.level_rules().is_empty() {
                    needs.push(Need::Level(aspect, sought));
                }
                let rules = aspect.level_rules().iter().filter(|rule| rule.level <= sought);
                needs.extend(rules.map(|rule| Need::Test(&rule.id, &rule.when, true)));
            }
        }
        Model::Met { of, .. } => needs.extend(conditions(*of)),
    }
    let pulls = |at: usize, cap: &Cap| if cap.lowers > 0 { !stays.contains(&at) } else { cap.limit < place };
    let caps = rulebook.caps.iter().enumerate().filter(|(at, cap)| pulls(*at, cap));
    needs.extend(caps.map(|(_, cap)| Need::Test(&cap.id, &cap.when, false)));
    needs.extend(rulebook.grounds.iter().map(|ground| Need::Test(&ground.id, &ground.when, false)));
    needs
}

/// The points at which an outcome begins, in tenths.
fn threshold(bands: &[Band], place: u8) -> i64 {
    bands.iter().filter(|band| band.outcome >= place).map(|band| band.from).min().unwrap_or(i64::MAX)
}

impl Need<'_> {
    /// Whether it is certain on a date.
    pub(crate) fn is_met(&self, rulebook: &RuleBook, sheet: &Sheet, moment: &Moment) -> bool {
        let context = Context::new(sheet, moment);
        let known = |test: &Test, want: bool| evaluate(test, &context, &mut NoTrace) == Truth::known(want);
        match self {
            Self::Test(_, test, want) => known(test, *want),
            Self::Applies(_, when, applies) => known(when, true) || known(applies, false),
            Self::Points(elements, threshold) => total(elements, &context).low >= *threshold,
            Self::Level(aspect, place) => level(aspect, &context, rulebook.grade.top()).worst >= *place,
        }
    }

    /// The conditions that it is made of.
    pub(crate) fn tests(&self) -> Vec<&Test> {
        match self {
            Self::Test(_, test, _) => vec![test],
            Self::Applies(_, when, applies) => vec![when, applies],
            Self::Points(..) | Self::Level(..) => Vec::new(),
        }
    }

    /// Adds the facts that it looks at.
    pub(super) fn facts(&self, facts: &mut Vec<FactIx>) {
        self.tests().into_iter().for_each(|test| facts_of(test, facts));
        match self {
            Self::Points(elements, _) => {
                elements.iter().flat_map(Element::items).for_each(|item| facts_of_scored(item, facts));
            }
            Self::Level(aspect, _) => facts.push(aspect.fact),
            Self::Test(..) | Self::Applies(..) => {}
        }
    }

    /// Whether it looks at a mean over rows.
    pub(super) fn looks_at_a_mean(&self) -> bool {
        self.tests().into_iter().any(looks_at_a_mean)
            || matches!(self, Self::Points(elements, _)
                if elements.iter().flat_map(Element::items).any(item_looks_at_a_mean))
    }

    /// Whether it looks at rows that are too many for what they leave blank to be looked through.
    pub(super) fn leaves_rows_open(&self, sheet: &Sheet) -> bool {
        self.tests().into_iter().any(|test| leaves_rows_open(test, sheet))
    }

    /// The id by which one is told that it stands in the way.
    pub(super) fn name(&self, library: &Library) -> String {
        match self {
            Self::Test(id, ..) | Need::Applies(id, ..) => (*id).to_owned(),
            Self::Points(..) => "score".to_owned(),
            Self::Level(aspect, _) => library.catalogue.id(aspect.fact).to_owned(),
        }
    }
}
