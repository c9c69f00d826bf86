//! The horizon: the grade as a step function of the assessment date, other facts held still.

use super::grade::{GradeRange, grade, uncapped};
use crate::calendar::Day;
use crate::fact::{Fact, FactIx, Kind, Passing, Sheet, Value};
use crate::regime::{ConditionKind, Element, Library, Model, RuleBook};
use crate::rule::{Context, Moment, Record, Test, Truth, collect_breakpoints, evaluate};
use serde::{Deserialize, Serialize};

/// How far ahead, in years.
const YEARS: i32 = 5;

/// What becomes of facts about a period that passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Mode {
    /// They are held as they stand at the assessment date, and steps that rest on them say so.
    #[default]
    Held,
    /// They become unanswered when their period passes.
    Strict,
}

/// One step of the horizon, in force until the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HorizonStep {
    /// First day.
    pub from: Day,
    /// The grade.
    pub range: GradeRange,
    /// Facts about a period that has passed by then and on which the grade rests.
    pub assumes: Vec<FactIx>,
    /// Ids of the caps, conditions and grounds whose outcome differs from the step before.
    pub changed: Vec<String>,
}

/// The horizon over five years.
#[must_use]
pub fn horizon(library: &Library, rulebook: &RuleBook, sheet: &Sheet, as_of: Day, mode: Mode) -> Vec<HorizonStep> {
    let mut steps: Vec<HorizonStep> = Vec::new();
    let mut before: Vec<Truth> = Vec::new();
    for day in days(library, rulebook, sheet, as_of) {
        let (then, moment) = at(library, sheet, as_of, day, mode);
        let range = grade(rulebook, &then, &moment).grade;
        let assumes = match mode {
            Mode::Held => resting(library, rulebook, &then, &moment, as_of),
            Mode::Strict => Vec::new(),
        };
        let context = Context::new(&then, &moment);
        let outcomes: Vec<Truth> =
            tests(rulebook).map(|(_, test)| crate::rule::evaluate(test, &context, &mut crate::rule::NoTrace)).collect();
        if steps.last().is_none_or(|last| last.range != range || last.assumes != assumes) {
            let changed = if steps.is_empty() {
                Vec::new()
            } else {
                tests(rulebook)
                    .zip(before.iter().zip(&outcomes))
                    .filter(|(_, (a, b))| a != b)
                    .map(|((id, _), _)| id.to_owned())
                    .collect()
            };
            steps.push(HorizonStep { from: day, range, assumes, changed });
            before = outcomes;
        }
    }
    steps
}

/// The sheet and the moment of a later day.
pub(super) fn at(library: &Library, sheet: &Sheet, as_of: Day, day: Day, mode: Mode) -> (Sheet, Moment) {
    match mode {
        Mode::Held => (sheet.clone(), Moment::held(day, as_of, &library.windows)),
        Mode::Strict => {
            let mut then = sheet.clone();
            for (ix, fact) in library.catalogue.iter() {
                if has_passed(fact, as_of, day) && !is_timeless(fact, sheet.get(ix)) {
                    then.put(ix, None);
                }
            }
            (then, Moment::new(day, &library.windows))
        }
    }
}

/// Everything that decides the grade, with its id.
fn tests(rulebook: &RuleBook) -> impl Iterator<Item = (&str, &Test)> {
    let deciding = match &rulebook.grade.model {
        Model::Met { of, .. } => Some(*of),
        Model::Scored { .. } | Model::Aspects { .. } => None,
    };
    let caps = rulebook.caps.iter().map(|cap| (cap.id.as_str(), &cap.when));
    let grounds = rulebook.grounds.iter().map(|ground| (ground.id.as_str(), &ground.when));
    let conditions =
        rulebook.conditions.iter().filter(move |condition| Some(condition.kind) == deciding).flat_map(|condition| {
            std::iter::once(&condition.when).chain(&condition.applies).map(|test| (condition.id.as_str(), test))
        });
    let levels = rulebook.elements().iter().flat_map(Element::level_rules).map(|rule| (rule.id.as_str(), &rule.when));
    caps.chain(grounds).chain(conditions).chain(levels)
}

/// Every day on which the grade, or what it rests on, may change; the assessment date first.
fn days(library: &Library, rulebook: &RuleBook, sheet: &Sheet, as_of: Day) -> Vec<Day> {
    let end = as_of.plus_months(12 * YEARS);
    let moment = Moment::new(as_of, &library.windows);
    let context = Context::new(sheet, &moment);
    let mut days = vec![as_of, as_of.plus_days(1)];
    days.extend((1..=YEARS).map(|ahead| Day::first_of_year(as_of.year() + ahead)));
    for (_, test) in tests(rulebook) {
        collect_breakpoints(test, &context, &library.windows, &mut days);
    }
    days.retain(|day| (as_of..=end).contains(day));
    days.sort_unstable();
    days.dedup();
    days
}

/// Whether the period that a fact describes is another on `day` than on `as_of`.
fn has_passed(fact: &Fact, as_of: Day, day: Day) -> bool {
    match fact.passing {
        None => false,
        Some(Passing::LastYear | Passing::ThisYear) => day.year() != as_of.year(),
        Some(Passing::Rolling) => day != as_of,
    }
}

/// Whether an answer stays true whatever passes.
fn is_timeless(fact: &Fact, value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Choice(index)) if fact.timeless >> index & 1 == 1)
}

/// Held facts on which the grade rests: they took part in deciding something that decides the grade.
fn resting(library: &Library, rulebook: &RuleBook, sheet: &Sheet, moment: &Moment, as_of: Day) -> Vec<FactIx> {
    let day = moment.as_of;
    if day == as_of {
        return Vec::new();
    }
    let context = Context::new(sheet, moment);
    let mut facts: Vec<FactIx> = Vec::new();
    let mut look = |test: &Test| {
        let mut record = Record::default();
        let truth = evaluate(test, &context, &mut record);
        let held = record.reasons.iter().map(crate::rule::Reason::fact).filter(|ix| {
            let Some(fact) = library.catalogue.get(*ix) else { return false };
            let yearly = matches!(fact.kind, Kind::Yearly { .. }) && day.year() != as_of.year();
            (has_passed(fact, as_of, day) || yearly) && sheet.get(*ix).is_some() && !is_timeless(fact, sheet.get(*ix))
        });
        for fact in held {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        truth
    };
    match &rulebook.grade.model {
        Model::Scored { .. } | Model::Aspects { .. } => {
            let base = uncapped(rulebook, &context).1.best;
            let holds = |test: &Test| evaluate(test, &context, &mut crate::rule::NoTrace) == Truth::True;
            let best = rulebook
                .caps
                .iter()
                .filter(|cap| holds(&cap.when))
                .map(|cap| cap.limit)
                .min()
                .unwrap_or(base)
                .min(base);
            for cap in &rulebook.caps {
                // A cap that holds matters when it binds; one that does not, when it could bind lower still.
                if cap.limit < best || cap.limit == best && best < base && holds(&cap.when) {
                    look(&cap.when);
                }
            }
            for ground in &rulebook.grounds {
                look(&ground.when);
            }
            for aspect in rulebook.elements() {
                // Up to the first condition that fails, each is a reason for the level.
                for rule in aspect.level_rules() {
                    if look(&rule.when) == Truth::False {
                        break;
                    }
                }
            }
        }
        Model::Met { of, .. } => decide_met(rulebook, *of, &context, &mut look),
    }
    facts
}

/// A failed condition decides alone; otherwise all of them do.
fn decide_met(rulebook: &RuleBook, of: ConditionKind, context: &Context<'_>, look: &mut impl FnMut(&Test) -> Truth) {
    let mine = || rulebook.conditions.iter().filter(|condition| condition.kind == of);
    let fails = |test: &Test| evaluate(test, context, &mut crate::rule::NoTrace) == Truth::False;
    if let Some(failed) = mine().find(|condition| condition.applies.is_none() && fails(&condition.when)) {
        look(&failed.when);
        return;
    }
    for condition in mine() {
        look(&condition.when);
    }
}
