//! What can be done about one need: repairs of its condition, waiting, points, a level.

use super::needs::Need;
use super::search::Search;
use crate::assess::grade::{answered, parts, total};
use crate::fact::{FactIx, Kind, Sheet};
use crate::regime::Element;
use crate::rule::{Change, Context, Moment, NoTrace, Test, Truth, Workshop, collect_breakpoints, evaluate, repairs};

impl Search<'_> {
    /// The changes that bring a need nearer, the nearest first.
    pub(super) fn alternatives(&self, need: &Need<'_>, sheet: &Sheet, moment: &Moment) -> Vec<Change> {
        let workshop = Workshop {
            context: Context::new(sheet, moment),
            base: self.start,
            catalogue: &self.library.catalogue,
            windows: &self.library.windows,
        };
        match need {
            Need::Test(_, test, want) => self.mend(test, *want, &workshop),
            Need::Applies(_, when, applies) => {
                let mut all = self.mend(when, true, &workshop);
                all.extend(self.mend(applies, false, &workshop));
                all
            }
            Need::Points(elements, threshold) => self.earn(elements, *threshold, sheet).into_iter().collect(),
            Need::Level(aspect, place) => self.raise_level(aspect.fact, *place, sheet).into_iter().collect(),
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
}
