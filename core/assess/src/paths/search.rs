//! The search: depth first through what is still needed, each of the changes that bring it about in turn.

use super::Target;
use super::needs::{Need, needs};
use crate::grade::{eligible, grade};
use ziping_base::calendar::Day;
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::{FactIx, Sheet, Value};
use ziping_rules::rule::{Change, Moment, Truth};

/// The most states looked at for one target, where no more than a few items are worked out.
const STATES: usize = 400;
/// So many items are a few. Each state costs as much as there are items: of more, states and items come to the same work.
const FEW_ITEMS: usize = 4;
/// The fewest states that are looked at.
const LEAST_STATES: usize = 24;
/// The most changes in one path.
const LONGEST: usize = 64;

/// The ways to one target.
pub(crate) struct Search<'a> {
    pub(crate) library: &'a Library,
    pub(crate) rulebook: &'a RuleBook,
    pub(crate) sheet: &'a Sheet,
    /// The day whose periods the answers describe.
    pub(crate) as_of: Day,
    /// The day on which the paths begin.
    pub(super) start: Day,
    pub(crate) target: Target,
    pub(crate) needs: Vec<Need<'a>>,
    /// How many more states are looked at.
    states_left: usize,
    /// Whether there may be more than it looked at.
    pub(super) gave_up: bool,
    /// Changes that reach the target, among them ones that are not needed.
    pub(super) found: Vec<Vec<Change>>,
    /// What stands in the way and nothing changes.
    pub(super) stuck: Vec<String>,
}

impl<'a> Search<'a> {
    /// A search that has not begun; `stays`: the places of caps that lower the grade and are taken to stay.
    pub(crate) fn new(
        library: &'a Library,
        rulebook: &'a RuleBook,
        sheet: &'a Sheet,
        (as_of, start): (Day, Day),
        target: Target,
        stays: &[usize],
    ) -> Self {
        let needs = needs(rulebook, target, stays);
        let (found, stuck) = (Vec::new(), Vec::new());
        let states_left = match rulebook.scored().len() {
            ..=FEW_ITEMS => STATES,
            items => (STATES / items).max(LEAST_STATES),
        };
        Self { library, rulebook, sheet, as_of, start, target, needs, states_left, gave_up: false, found, stuck }
    }

    pub(crate) fn moment(&self, day: Day) -> Moment {
        Moment::held(day, self.as_of, &self.library.windows)
    }

    /// Whether changes, made in their order, reach the target.
    pub(crate) fn reaches(&self, changes: &[Change]) -> bool {
        let (sheet, day) = made(self.sheet, self.start, changes);
        self.is_reached(&sheet, day)
    }

    /// Whether answers reach the target on a day.
    pub(crate) fn is_reached(&self, sheet: &Sheet, day: Day) -> bool {
        let moment = self.moment(day);
        match self.target {
            Target::Eligible => eligible(self.rulebook, sheet, &moment) == Truth::True,
            Target::Outcome(place) => grade(self.rulebook, sheet, &moment).grade.worst >= place,
        }
    }

    /// Depth first: the first need that is not met, each of its alternatives.
    pub(super) fn explore(&mut self, sheet: &mut Sheet, day: Day, changes: Vec<Change>) {
        let all_looked_at = self.states_left == 0;
        self.states_left = self.states_left.saturating_sub(1);
        if all_looked_at || changes.len() > LONGEST {
            self.gave_up = true;
            return;
        }
        let moment = self.moment(day);
        let Some(need) = self.needs.iter().find(|need| !need.is_met(self.rulebook, sheet, &moment)) else {
            if self.reaches(&changes) {
                self.found.push(changes);
            }
            return;
        };
        let alternatives = self.alternatives(need, sheet, &moment);
        let name = need.name(self.library);
        // How a mean is raised is not searched for, nor which of very many rows turn out well: that is no proof that it cannot be.
        if alternatives.is_empty() && (need.looks_at_a_mean() || need.leaves_rows_open(sheet)) {
            self.gave_up = true;
        } else if alternatives.is_empty() && !self.stuck.contains(&name) {
            self.stuck.push(name);
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
}

/// The answers and the day with changes made in their order.
pub(crate) fn made(sheet: &Sheet, start: Day, changes: &[Change]) -> (Sheet, Day) {
    let (mut sheet, mut day) = (sheet.clone(), start);
    changes.iter().for_each(|change| change.apply(&mut sheet, &mut day));
    (sheet, day)
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
                    Change::Number { fact, year, from: *from, to, raise, no_further: None }
                }
                (Change::Total { from, .. }, Change::Total { fact, first, years, to, raise, .. }) => {
                    Change::Total { fact, first, years, from: *from, to, raise, no_further: None }
                }
                (Change::Wait { until: a, arguable: x }, Change::Wait { until: b, arguable: y }) => {
                    Change::Wait { until: (*a).max(b), arguable: (*x).max(y) }
                }
                (Change::Rows(fact, rows, columns), Change::Rows(_, more, others)) => {
                    let mut columns = columns.clone();
                    columns
                        .extend(others.iter().filter(|column| !columns.contains(column)).copied().collect::<Vec<_>>());
                    Change::Rows(*fact, rows.iter().chain(&more).cloned().collect(), columns)
                }
                (Change::Complete(fact, cells), Change::Complete(_, more)) => {
                    Change::Complete(*fact, cells.iter().chain(&more).cloned().collect())
                }
                (_, change) => change,
            };
        }
    }
    all
}
