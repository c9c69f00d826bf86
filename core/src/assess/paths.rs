//! Paths: for each better grade, the smallest sets of changes that reach it. Changes are proposed from the conditions
//! themselves; every path is verified by assessing, and from every path what is not needed is taken out again.

use super::grade::{answered, eligible, grade, level, parts, top_of, total};
use crate::calendar::Day;
use crate::fact::{FactIx, Kind, Occurrence, Sheet, Value};
use crate::regime::{Band, ConditionKind, Element, Library, Model, RuleBook};
use crate::rule::{Change, Context, Moment, NoTrace, Test, Truth, Workshop, collect_breakpoints, evaluate, repairs};

/// The most paths shown for one target.
const SHOWN: usize = 6;
/// The most states looked at for one target.
const STATES: usize = 400;
/// The most changes in one path.
const LONGEST: usize = 64;

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// An outcome, by place: the worst possible grade is at least that.
    Outcome(u8),
    /// Being allowed to apply.
    Eligible,
}

/// A set of changes that reaches a target; leaving out any one of them does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The changes, in the order to make them.
    pub changes: Vec<Change>,
    /// Facts that are open now and that the path takes to turn out well.
    pub rests_on: Vec<FactIx>,
    /// The assessment date at which it reaches the target.
    pub on: Day,
}

/// The paths to one target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathsTo {
    /// The target.
    pub target: Target,
    /// The paths, the cheapest first.
    pub paths: Vec<Path>,
    /// There are, or may be, more.
    pub more: bool,
    /// Where there is none: ids of what stands in the way and cannot be changed.
    pub why: Vec<String>,
}

/// What a target needs.
enum Need<'a> {
    Test(&'a str, &'a Test, bool),
    Applies(&'a str, &'a Test, &'a Test),
    Points(&'a [Element], i64),
    Level(&'a Element, u8),
}

struct Search<'a> {
    library: &'a Library,
    rulebook: &'a RuleBook,
    sheet: &'a Sheet,
    /// The day whose periods the answers describe.
    as_of: Day,
    /// The day on which the paths begin.
    start: Day,
    target: Target,
    needs: Vec<Need<'a>>,
    states: usize,
    found: Vec<Vec<Change>>,
    stuck: Vec<String>,
}

/// The paths to eligibility, where it is not certain, and to each outcome better than the worst possible now.
#[must_use]
pub fn paths(library: &Library, rulebook: &RuleBook, sheet: &Sheet, as_of: Day) -> Vec<PathsTo> {
    paths_from(library, rulebook, sheet, as_of, as_of)
}

/// The paths that begin on a later day, facts about a period as they stood on `as_of`.
pub(super) fn paths_from(
    library: &Library,
    rulebook: &RuleBook,
    sheet: &Sheet,
    as_of: Day,
    start: Day,
) -> Vec<PathsTo> {
    let moment = Moment::held(start, as_of, &library.windows);
    let mut targets = Vec::new();
    let graded_by_eligibility = matches!(rulebook.grade.model, Model::Met { of: ConditionKind::Eligibility, .. });
    if !graded_by_eligibility && eligible(rulebook, sheet, &moment) != Truth::True {
        targets.push(Target::Eligible);
    }
    let worst = grade(rulebook, sheet, &moment).grade.worst;
    let top = u8::try_from(rulebook.grade.outcomes.len().saturating_sub(1)).unwrap_or(u8::MAX);
    targets.extend((worst..top).map(|place| Target::Outcome(place + 1)));
    targets.into_iter().map(|target| to_target(library, rulebook, sheet, (as_of, start), target)).collect()
}

fn to_target(
    library: &Library,
    rulebook: &RuleBook,
    sheet: &Sheet,
    (as_of, start): (Day, Day),
    target: Target,
) -> PathsTo {
    let needs = needs(rulebook, target);
    let (found, stuck) = (Vec::new(), Vec::new());
    let mut search = Search { library, rulebook, sheet, as_of, start, target, needs, states: 0, found, stuck };
    search.explore(&mut sheet.clone(), start, Vec::new());
    let mut paths: Vec<Path> = Vec::new();
    for changes in std::mem::take(&mut search.found) {
        let changes = search.minimal(changes);
        let path = search.path(changes);
        if !paths.iter().any(|known| same(known, &path)) {
            paths.push(path);
        }
    }
    crate::order::short_by_key(&mut paths, |path| (path.changes.len(), path.on));
    let more = paths.len() > SHOWN || search.states >= STATES;
    paths.truncate(SHOWN);
    let why = if paths.is_empty() { search.stuck } else { Vec::new() };
    PathsTo { target, paths, more, why }
}

/// Whether a fact is not answered, or answered without the day that matters.
#[must_use]
pub fn is_open(sheet: &Sheet, fact: FactIx) -> bool {
    matches!(sheet.get(fact), None | Some(Value::Occurrence(Occurrence::DayUnknown)))
}

/// The same changes, in whatever order.
fn same(a: &Path, b: &Path) -> bool {
    a.changes.len() == b.changes.len() && a.changes.iter().all(|change| b.changes.contains(change))
}

fn needs(rulebook: &RuleBook, target: Target) -> Vec<Need<'_>> {
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
    let mut needs = Vec::new();
    match &rulebook.grade.model {
        Model::Scored { elements, bands } => needs.push(Need::Points(elements, threshold(bands, place))),
        Model::Aspects { aspects, .. } => {
            for aspect in aspects {
                if aspect.level_rules().is_empty() {
                    needs.push(Need::Level(aspect, place));
                }
                let rules = aspect.level_rules().iter().filter(|rule| rule.level <= place);
                needs.extend(rules.map(|rule| Need::Test(&rule.id, &rule.when, true)));
            }
        }
        Model::Met { of, .. } => needs.extend(conditions(*of)),
    }
    needs.extend(rulebook.caps.iter().filter(|cap| cap.limit < place).map(|cap| Need::Test(&cap.id, &cap.when, false)));
    needs.extend(rulebook.grounds.iter().map(|ground| Need::Test(&ground.id, &ground.when, false)));
    needs
}

/// The points at which an outcome begins, in tenths.
fn threshold(bands: &[Band], place: u8) -> i64 {
    bands.iter().filter(|band| band.outcome >= place).map(|band| band.from).min().unwrap_or(i64::MAX)
}

impl Search<'_> {
    fn moment(&self, day: Day) -> Moment {
        Moment::held(day, self.as_of, &self.library.windows)
    }

    fn is_met(&self, need: &Need<'_>, sheet: &Sheet, moment: &Moment) -> bool {
        let context = Context::new(sheet, moment);
        let known = |test: &Test, want: bool| evaluate(test, &context, &mut NoTrace) == Truth::known(want);
        match need {
            Need::Test(_, test, want) => known(test, *want),
            Need::Applies(_, when, applies) => known(when, true) || known(applies, false),
            Need::Points(elements, threshold) => total(elements, sheet).low >= *threshold,
            Need::Level(aspect, place) => level(aspect, &context, top_of(self.rulebook)).worst >= *place,
        }
    }

    fn reaches(&self, changes: &[Change]) -> bool {
        let mut sheet = self.sheet.clone();
        let mut day = self.start;
        for change in changes {
            change.apply(&mut sheet, &mut day);
        }
        let moment = self.moment(day);
        match self.target {
            Target::Eligible => eligible(self.rulebook, &sheet, &moment) == Truth::True,
            Target::Outcome(place) => grade(self.rulebook, &sheet, &moment).grade.worst >= place,
        }
    }

    /// Depth first: the first need that is not met, each of its alternatives.
    fn explore(&mut self, sheet: &mut Sheet, day: Day, changes: Vec<Change>) {
        self.states += 1;
        if self.states > STATES || changes.len() > LONGEST {
            return;
        }
        let moment = self.moment(day);
        let Some(need) = self.needs.iter().position(|need| !self.is_met(need, sheet, &moment)) else {
            if self.reaches(&changes) {
                self.found.push(changes);
            }
            return;
        };
        let alternatives = self.alternatives(need, sheet, &moment);
        if alternatives.is_empty()
            && let Some(id) = self.name(need)
            && !self.stuck.contains(&id)
        {
            self.stuck.push(id);
        }
        for change in alternatives {
            let mut on = day;
            let before: Vec<(FactIx, Option<Value>)> =
                change.touched().into_iter().map(|fact| (fact, sheet.get(fact).cloned())).collect();
            change.apply(sheet, &mut on);
            if on != day || before.iter().any(|(fact, value)| sheet.get(*fact) != value.as_ref()) {
                self.explore(sheet, on, with(&changes, change));
            }
            // The sheet is as it was before the next alternative is tried.
            for (fact, value) in before {
                sheet.put(fact, value);
            }
        }
    }

    fn name(&self, need: usize) -> Option<String> {
        Some(match self.needs.get(need)? {
            Need::Test(id, ..) | Need::Applies(id, ..) => (*id).to_owned(),
            Need::Points(..) => "score".to_owned(),
            Need::Level(aspect, _) => self.library.catalogue.id(aspect.fact).to_owned(),
        })
    }

    fn alternatives(&self, need: usize, sheet: &Sheet, moment: &Moment) -> Vec<Change> {
        let workshop = Workshop {
            context: Context::new(sheet, moment),
            base: self.start,
            catalogue: &self.library.catalogue,
            windows: &self.library.windows,
        };
        match self.needs.get(need) {
            None => Vec::new(),
            Some(Need::Test(_, test, want)) => self.mend(test, *want, &workshop),
            Some(Need::Applies(_, when, applies)) => {
                let mut all = self.mend(when, true, &workshop);
                all.extend(self.mend(applies, false, &workshop));
                all
            }
            Some(Need::Points(elements, threshold)) => self.earn(elements, *threshold, sheet).into_iter().collect(),
            Some(Need::Level(aspect, place)) => self.raise_level(aspect.fact, *place, sheet).into_iter().collect(),
        }
    }

    /// The repairs of a condition, and waiting where time alone brings it about.
    fn mend(&self, test: &Test, want: bool, workshop: &Workshop<'_>) -> Vec<Change> {
        let mut all = repairs(test, want, workshop);
        if !all.iter().any(|change| matches!(change, Change::Wait { .. })) {
            all.extend(self.wait(test, want, workshop));
        }
        all
    }

    /// Waiting until a condition comes about of itself, the answers staying as they are.
    fn wait(&self, test: &Test, want: bool, workshop: &Workshop<'_>) -> Option<Change> {
        let now = workshop.context.moment.as_of;
        let mut days = Vec::new();
        collect_breakpoints(test, &workshop.context, &self.library.windows, &mut days);
        days.retain(|day| *day > now);
        crate::order::short_by_key(&mut days, |day| *day);
        days.dedup();
        let mut arguable = None;
        for day in days {
            let moment = self.moment(day);
            let truth = evaluate(test, &Context { moment: &moment, ..workshop.context }, &mut NoTrace);
            if truth != Truth::known(!want) {
                arguable.get_or_insert(day);
            }
            if truth == Truth::known(want) {
                return Some(Change::Wait { until: day, arguable: arguable.unwrap_or(day) });
            }
        }
        None
    }

    /// The points still needed, spread over the elements, or their indicators, with the most room.
    fn earn(&self, elements: &[Element], threshold: i64, sheet: &Sheet) -> Option<Change> {
        let now = total(elements, sheet);
        let mut left = threshold.checked_sub(now.low)?;
        let at_least = (threshold - now.high).max(0);
        let safe = left;
        // What is answered and cannot change has no room.
        let settled =
            |fact: FactIx| sheet.get(fact).is_some() && self.library.catalogue.get(fact).is_some_and(|fact| fact.fixed);
        let mut rooms: Vec<(FactIx, i64, i64)> = parts(elements)
            .filter(|(fact, _)| !settled(*fact))
            .map(|(fact, max)| (fact, max - answered(fact, max, sheet).low, 0))
            .filter(|(_, room, _)| *room > 0)
            .collect();
        crate::order::short_by_key(&mut rooms, |(_, room, _)| -room);
        for (_, room, gain) in &mut rooms {
            *gain = left.min(*room);
            left -= *gain;
        }
        (left == 0).then_some(Change::Points { at_least, safe, rooms })
    }

    fn raise_level(&self, fact: FactIx, place: u8, sheet: &Sheet) -> Option<Change> {
        let definition = self.library.catalogue.get(fact)?;
        let open = sheet.get(fact).is_none();
        let known = matches!(&definition.kind, Kind::Choice { options, .. } if usize::from(place) < options.len());
        (known && (open || !definition.fixed)).then(|| Change::Choose(fact, 1 << place))
    }

    /// Takes out every change without which the target is still reached, the dearest first: waiting, then the rest
    /// from the last made.
    fn minimal(&self, mut changes: Vec<Change>) -> Vec<Change> {
        let mut order: Vec<Change> = changes.iter().rev().cloned().collect();
        crate::order::short_by_key(&mut order, |change| !matches!(change, Change::Wait { .. }));
        for change in order {
            let without: Vec<Change> = changes.iter().filter(|other| **other != change).cloned().collect();
            if without.len() < changes.len() && self.reaches(&without) {
                changes = without;
            }
        }
        self.fewest_rows(changes)
    }

    /// Takes out every added row without which the target is still reached: some were added before waiting made them
    /// too old.
    fn fewest_rows(&self, mut changes: Vec<Change>) -> Vec<Change> {
        for at in 0..changes.len() {
            let Some(Change::Rows(table, rows)) = changes.get(at).cloned() else { continue };
            let mut kept = rows;
            for place in (0..kept.len()).rev() {
                let mut fewer = kept.clone();
                fewer.remove(place);
                let mut trial = changes.clone();
                trial.get_mut(at).into_iter().for_each(|change| *change = Change::Rows(table, fewer.clone()));
                if !fewer.is_empty() && self.reaches(&trial) {
                    kept = fewer;
                    changes = trial;
                }
            }
        }
        changes
    }

    fn path(&self, changes: Vec<Change>) -> Path {
        let mut rests_on = Vec::new();
        let mut on = self.start;
        let mut sheet = self.sheet.clone();
        for change in &changes {
            change.apply(&mut sheet, &mut on);
            let touched = match change {
                Change::Points { rooms, .. } => {
                    rooms.iter().filter(|(_, _, gain)| *gain > 0).map(|(fact, ..)| *fact).collect()
                }
                _ => change.target().0.into_iter().collect::<Vec<_>>(),
            };
            for fact in touched {
                if is_open(self.sheet, fact) && !rests_on.contains(&fact) {
                    rests_on.push(fact);
                }
            }
        }
        Path { changes, rests_on, on }
    }
}

/// A path with one more change; a change of the same target takes the place of the earlier one and keeps where it
/// started from.
fn with(changes: &[Change], change: Change) -> Vec<Change> {
    let mut all = changes.to_vec();
    let same = all.iter().position(|other| other.target() == change.target());
    match same.and_then(|at| all.get_mut(at)) {
        None => all.push(change),
        Some(slot) => {
            *slot = match (&*slot, change) {
                (Change::Number { from, .. }, Change::Number { fact, year, to, raise, .. }) => {
                    Change::Number { fact, year, from: *from, to, raise }
                }
                (Change::Total { from, .. }, Change::Total { fact, first, years, to, raise, .. }) => {
                    Change::Total { fact, first, years, from: *from, to, raise }
                }
                (Change::Wait { until: a, arguable: x }, Change::Wait { until: b, arguable: y }) => {
                    Change::Wait { until: (*a).max(b), arguable: (*x).max(y) }
                }
                (Change::Rows(fact, rows), Change::Rows(_, more)) => {
                    Change::Rows(*fact, rows.iter().chain(&more).cloned().collect())
                }
                (_, change) => change,
            };
        }
    }
    all
}
