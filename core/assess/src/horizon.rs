//! The horizon: the grade as a step function of the assessment date, other facts held still.

use super::first_days::in_order;
use super::grade::{GradeRange, grade, uncapped};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use ziping_base::calendar::Day;
use ziping_regime::{ConditionKind, Element, Library, Model, RuleBook};
use ziping_rules::fact::{Fact, FactIx, Kind, Passing, Sheet, Value};
use ziping_rules::rule::score::{Points, Scored, breakpoints_of, facts_of_scored, points};
use ziping_rules::rule::{Context, Moment, NoTrace, Reason, Reasons, Test, Truth, collect_breakpoints, evaluate};

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

/// The horizon over five years. A condition is looked at again on the days on which it can change, and the grade where
/// one has.
#[must_use]
pub fn horizon(library: &Library, rulebook: &RuleBook, sheet: &Sheet, as_of: Day, mode: Mode) -> Vec<HorizonStep> {
    let end = as_of.plus_months(12 * YEARS);
    let turns = turns(as_of);
    let (answers, start) = at(library, sheet, as_of, as_of, mode);
    let context = Context::new(sheet, &start);
    let mut watched: Vec<Watched<'_>> =
        tests(rulebook).map(|(id, test)| Watched::new(library, id, test, &context, end)).collect();
    let mut days: Vec<Day> = watched.iter().flat_map(|test| &test.days).chain(&turns).copied().collect();
    let mut items: Vec<WatchedItem<'_>> =
        deciding_items(rulebook).map(|item| WatchedItem::new(library, item, &context, end)).collect();
    days.extend(items.iter().flat_map(|item| &item.days));
    let days = in_order(days);

    let mut steps: Vec<HorizonStep> = Vec::new();
    let mut then = answers;
    for day in days {
        let turn = turns.contains(&day);
        let moment = match mode {
            Mode::Held => Moment::held(day, as_of, &library.windows),
            Mode::Strict => Moment::new(day, &library.windows),
        };
        if turn {
            then = at(library, sheet, as_of, day, mode).0;
        }
        let context = Context::new(&then, &moment);
        let mut changed = turn;
        for test in watched.iter_mut().filter(|test| turn || test.days.binary_search(&day).is_ok()) {
            changed |= test.look(&context, turn);
        }
        for item in items.iter_mut().filter(|item| turn || item.days.binary_search(&day).is_ok()) {
            changed |= item.look(&context);
        }
        if !changed {
            continue;
        }
        let range = grade(rulebook, &then, &moment).grade;
        let assumes = match mode {
            Mode::Held if day != as_of => resting(library, rulebook, &then, &moment, as_of),
            Mode::Held | Mode::Strict => Vec::new(),
        };
        if steps.last().is_none_or(|last| last.range != range || last.assumes != assumes) {
            let begun = !steps.is_empty();
            let differ = watched.iter().filter(|test| begun && test.now != test.at_last_step);
            let mut changed: Vec<String> = differ.map(|test| test.id.to_owned()).collect();
            let differ = items.iter().filter(|item| begun && item.now != item.at_last_step);
            changed.extend(differ.map(|item| item.item.id.clone()));
            items.iter_mut().for_each(|item| item.at_last_step = item.now);
            watched.iter_mut().for_each(|test| test.at_last_step = test.now);
            steps.push(HorizonStep { from: day, range, assumes, changed });
        }
    }
    steps
}

/// A condition over time.
struct Watched<'a> {
    id: &'a str,
    test: &'a Test,
    /// The days on which it can change, within the horizon, ascending.
    days: Vec<Day>,
    /// Its outcome.
    now: Truth,
    /// The facts that decided it; `None`: they were not asked for, the grade being looked at anyway.
    decided_by: Option<Vec<FactIx>>,
    /// Its outcome at the last step.
    at_last_step: Truth,
}

impl<'a> Watched<'a> {
    fn new(library: &Library, id: &'a str, test: &'a Test, context: &Context<'_>, end: Day) -> Self {
        let mut days = Vec::new();
        collect_breakpoints(test, context, &library.windows, &mut days);
        days.retain(|day| (context.moment.as_of..=end).contains(day));
        let days = in_order(days);
        Self { id, test, days, now: Truth::Unknown, decided_by: None, at_last_step: Truth::Unknown }
    }

    /// Whether the outcome, or what decides it, may be another than before; where the grade is looked at anyway, only
    /// the outcome is worked out.
    fn look(&mut self, context: &Context<'_>, anyway: bool) -> bool {
        if anyway {
            self.now = evaluate(self.test, context, &mut NoTrace);
            self.decided_by = None;
            return true;
        }
        let mut trace = Reasons::default();
        let truth = evaluate(self.test, context, &mut trace);
        let decided_by = Some(trace.reasons.iter().map(Reason::fact).collect());
        let changed = self.now != truth || self.decided_by != decided_by;
        self.now = truth;
        self.decided_by = decided_by;
        changed
    }
}

/// The lines of tables of points that decide the grade: each for itself, so that it can be named.
fn deciding_items(rulebook: &RuleBook) -> impl Iterator<Item = &Scored> {
    let items = rulebook.elements().iter().flat_map(Element::items).flat_map(Scored::all);
    items.filter(|item| item.parts().is_empty() || item.applies.is_some())
}

/// An item over time.
struct WatchedItem<'a> {
    item: &'a Scored,
    /// The days on which it can change, within the horizon, ascending.
    days: Vec<Day>,
    /// Its points.
    now: Option<Points>,
    /// Its points at the last step.
    at_last_step: Option<Points>,
}

impl<'a> WatchedItem<'a> {
    fn new(library: &Library, item: &'a Scored, context: &Context<'_>, end: Day) -> Self {
        let mut days = Vec::new();
        breakpoints_of(item, context, &library.windows, &mut days);
        days.retain(|day| (context.moment.as_of..=end).contains(day));
        let days = in_order(days);
        Self { item, days, now: None, at_last_step: None }
    }

    /// Whether its points are others than before.
    fn look(&mut self, context: &Context<'_>) -> bool {
        let then = Some(points(self.item, context, &mut NoTrace));
        std::mem::replace(&mut self.now, then) != then
    }
}

/// The sheet and the moment of a later day.
pub(super) fn at<'s>(
    library: &Library,
    sheet: &'s Sheet,
    as_of: Day,
    day: Day,
    mode: Mode,
) -> (Cow<'s, Sheet>, Moment) {
    match mode {
        Mode::Held => (Cow::Borrowed(sheet), Moment::held(day, as_of, &library.windows)),
        Mode::Strict => {
            let mut then = sheet.clone();
            for (ix, fact) in library.catalogue.iter() {
                if has_passed(fact, as_of, day) && !is_timeless(fact, sheet.get(ix)) {
                    then.put(ix, None);
                }
            }
            (Cow::Owned(then), Moment::new(day, &library.windows))
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

/// The days on which periods pass: the assessment date, the next, and each new year.
fn turns(as_of: Day) -> Vec<Day> {
    let mut turns = vec![as_of, as_of.plus_days(1)];
    turns.extend((1..=YEARS).map(|ahead| Day::first_of_year(as_of.year() + ahead)));
    turns
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
pub(super) fn resting(
    library: &Library,
    rulebook: &RuleBook,
    sheet: &Sheet,
    moment: &Moment,
    as_of: Day,
) -> Vec<FactIx> {
    let context = Context::new(sheet, moment);
    let mut facts: Vec<FactIx> = Vec::new();
    let mut look = |test: &Test| held_by(library, test, &context, as_of, &mut facts);
    match &rulebook.grade.model {
        Model::Scored { .. } | Model::Aspects { .. } => {
            let base = uncapped(rulebook, &context).1.best;
            let holds = |test: &Test| evaluate(test, &context, &mut NoTrace) == Truth::True;
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
                if cap.lowers > 0 || cap.limit < best || cap.limit == best && best < base && holds(&cap.when) {
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
            for item in rulebook.elements().iter().flat_map(Element::items) {
                let mut looked_at = Vec::new();
                facts_of_scored(item, &mut looked_at);
                held_among(library, &looked_at, &context, as_of, &mut facts);
            }
        }
        Model::Met { of, .. } => decide_met(rulebook, *of, &context, &mut look),
    }
    facts
}

/// Held facts on which being allowed to apply rests.
pub(super) fn eligible_resting(
    library: &Library,
    rulebook: &RuleBook,
    sheet: &Sheet,
    moment: &Moment,
    as_of: Day,
) -> Vec<FactIx> {
    let context = Context::new(sheet, moment);
    let mut facts = Vec::new();
    let mut look = |test: &Test| held_by(library, test, &context, as_of, &mut facts);
    decide_met(rulebook, ConditionKind::Eligibility, &context, &mut look);
    facts
}

/// Evaluates a condition and adds the facts that decided it and describe a period that has passed since `as_of`.
fn held_by(library: &Library, test: &Test, context: &Context<'_>, as_of: Day, facts: &mut Vec<FactIx>) -> Truth {
    let mut trace = Reasons::default();
    let truth = evaluate(test, context, &mut trace);
    let decided_by: Vec<FactIx> = trace.reasons.iter().map(Reason::fact).collect();
    held_among(library, &decided_by, context, as_of, facts);
    truth
}

/// Adds those facts that describe a period that has passed since `as_of`.
fn held_among(library: &Library, decided_by: &[FactIx], context: &Context<'_>, as_of: Day, facts: &mut Vec<FactIx>) {
    let (sheet, day) = (context.sheet, context.moment.as_of);
    let held = decided_by.iter().copied().filter(|ix| {
        let Some(fact) = library.catalogue.get(*ix) else { return false };
        let yearly = matches!(fact.kind, Kind::Yearly { .. }) && day.year() != as_of.year();
        (has_passed(fact, as_of, day) || yearly) && sheet.get(*ix).is_some() && !is_timeless(fact, sheet.get(*ix))
    });
    for fact in held {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
}

/// A failed condition decides alone; otherwise all of them do.
fn decide_met(rulebook: &RuleBook, of: ConditionKind, context: &Context<'_>, look: &mut impl FnMut(&Test) -> Truth) {
    let mine = || rulebook.conditions.iter().filter(|condition| condition.kind == of);
    let fails = |test: &Test| evaluate(test, context, &mut NoTrace) == Truth::False;
    if let Some(failed) = mine().find(|condition| condition.applies.is_none() && fails(&condition.when)) {
        look(&failed.when);
        return;
    }
    for condition in mine() {
        look(&condition.when);
    }
}
