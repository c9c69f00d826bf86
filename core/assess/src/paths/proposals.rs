//! What can be done about one need: repairs of its condition, waiting, points, a level.

use super::needs::Need;
use super::search::Search;
use crate::first_days::{first_days, in_order, of_itself};
use crate::grade::{answered, parts, total};
use ziping_base::calendar::Day;
use ziping_regime::Element;
use ziping_rules::fact::{FactIx, Kind, Sheet};
use ziping_rules::rule::score::{
    Group, Kept, Points, Ratio, Rule, Scored, Take, Touched, breakpoints_of, leave_out_what_goes_farther, propose,
    tried,
};
use ziping_rules::rule::{Change, Context, Moment, NoTrace, Test, Truth, Workshop, evaluate, repairs};

/// How many changes of items are tried from one state.
const TRIED: usize = 6;
/// How many days ahead on which an item may change are looked at.
const MOST_DAYS: usize = 60;

/// Waiting until the later of two days, which may be argued to be needless from the earlier one on.
const fn waiting((arguable, until): (Day, Day)) -> Change {
    Change::Wait { until, arguable }
}

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
            Need::Points(elements, threshold) => {
                let mut all: Vec<Change> = self.earn(elements, *threshold, &workshop.context).into_iter().collect();
                all.extend(self.improve(elements, *threshold, &workshop));
                all
            }
            Need::Level(aspect, place) => self.raise_level(aspect.fact, *place, sheet).into_iter().collect(),
        }
    }

    /// The repairs of a condition, and waiting where time alone brings it or a part of it about.
    fn mend(&self, test: &Test, want: bool, workshop: &Workshop<'_>) -> Vec<Change> {
        let mut all = repairs(test, want, workshop);
        if !all.iter().any(|change| matches!(change, Change::Wait { .. })) {
            for wait in self.waits(test, want, workshop) {
                if !all.contains(&wait) {
                    all.push(wait);
                }
            }
        }
        all
    }

    /// Waiting until a condition comes about of itself, the answers staying as they are. Where it never does, until parts do without
    /// which it cannot: other changes are looked for from that day on.
    fn waits(&self, test: &Test, want: bool, workshop: &Workshop<'_>) -> Vec<Change> {
        let so = |truth: Truth| if want { truth } else { truth.not() };
        if let Some(days) = of_itself(self.library, test, &workshop.context, false, so) {
            return vec![waiting(days)];
        }
        let parts: Vec<&Test> = match (test, want) {
            (Test::Not(inner), _) => return self.waits(inner, !want, workshop),
            (Test::Derived { worked_out, .. }, _) => return self.waits(worked_out, want, workshop),
            (Test::And(parts), true) | (Test::Or(parts), false) => parts.iter().collect(),
            (Test::Readings(readings), _) => readings.iter().map(|(_, test)| test).collect(),
            _ => Vec::new(),
        };
        let is_so = |test: &Test| so(evaluate(test, &workshop.context, &mut NoTrace)) == Truth::True;
        parts.into_iter().filter(|part| !is_so(part)).flat_map(|part| self.waits(part, want, workshop)).collect()
    }

    /// Waiting until the first of these days on which something is so, the answers staying as they are.
    fn wait_until(
        &self,
        mut days: Vec<Day>,
        workshop: &Workshop<'_>,
        so: impl Fn(&Context<'_>) -> Truth,
    ) -> Option<Change> {
        days.retain(|day| *day > workshop.context.moment.as_of);
        let found = first_days(in_order(days).into_iter().take(MOST_DAYS), None, |day| {
            let moment = self.moment(day);
            so(&Context { moment: &moment, ..workshop.context })
        });
        found.map(waiting)
    }

    /// The points still needed, spread over the elements, or their indicators, with the most room.
    fn earn(&self, elements: &[Element], threshold: i64, context: &Context<'_>) -> Option<Change> {
        let sheet = context.sheet;
        let now = total(elements, context);
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
        rooms.sort_by_key(|(_, room, _)| -room);
        for (_, room, gain) in &mut rooms {
            *gain = left.min(*room);
            left -= *gain;
        }
        (left == 0).then_some(Change::Points { at_least, safe, rooms })
    }

    /// The changes that bring items points: first those that are enough, the least of them before the others.
    fn improve(&self, elements: &[Element], threshold: i64, workshop: &Workshop<'_>) -> Vec<Change> {
        let items: Vec<&Scored> = elements.iter().flat_map(Element::items).collect();
        if items.is_empty() {
            return Vec::new();
        }
        let missing = threshold.saturating_sub(total(elements, &workshop.context).low);
        let gap = Ratio::fixed(missing, 1);
        // Each item is worked out once; after a change only what looks at it.
        let kept: Vec<Kept> = items.iter().map(|item| Kept::of(item, &workshop.context)).collect();
        let mut found: Vec<Change> = Vec::new();
        for (item, kept) in items.iter().zip(&kept) {
            propose(item, kept, gap, workshop, &mut found);
            self.wait_for(item, kept, workshop, &mut found);
        }
        let all = || items.iter().zip(&kept);
        let now = all().map(|(item, kept)| kept.points(item)).sum::<Points>().low;
        let mut sheet = workshop.context.sheet.clone();
        let mut gains: Vec<(Ratio, Change)> = Vec::new();
        for change in found {
            if gains.iter().any(|(_, known)| *known == change) {
                continue;
            }
            let then = tried(&change, &mut sheet, workshop, |touched, context| {
                all().map(|(item, kept)| kept.points_after(item, touched, context)).sum::<Points>().low
            });
            if let Some(gain) = then.minus(now).filter(|gain| gain.is_positive()) {
                gains.push((gain, change));
            }
        }
        leave_out_what_goes_farther(&mut gains, gap);
        // Enough: the least first. Not enough: the most first.
        gains.sort_by_key(|(gain, _)| if *gain >= gap { (false, *gain) } else { (true, gain.negated()) });
        gains.into_iter().take(TRIED).map(|(_, change)| change).collect()
    }

    /// Waiting until an item has more points of itself; of a sum each part for itself, so that what does not change of
    /// itself is not looked at on any day.
    fn wait_for(&self, item: &Scored, kept: &Kept, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
        if let Rule::Group(Group { parts, take: Take::Sum, .. }) = &item.rule
            && item.applies.is_none()
        {
            for (place, part) in parts.iter().enumerate() {
                if let Some(kept) = kept.part(place) {
                    self.wait_for(part, kept, workshop, found);
                }
            }
            return;
        }
        let mut days = Vec::new();
        breakpoints_of(item, &workshop.context, &self.library.windows, &mut days);
        let before = kept.points(item);
        let later = Touched { facts: &[], time: true };
        found.extend(self.wait_until(days, workshop, |context| {
            let then = kept.points_after(item, later, context);
            Truth::of(then.high > before.low, then.low <= before.low)
        }));
    }

    fn raise_level(&self, fact: FactIx, place: u8, sheet: &Sheet) -> Option<Change> {
        let definition = self.library.catalogue.get(fact)?;
        let open = sheet.get(fact).is_none();
        let Kind::Choice { options, .. } = &definition.kind else { return None };
        // This level or any above it; the lowest is taken.
        let levels = (usize::from(place)..options.len().min(64)).fold(0_u64, |set, option| set | 1 << option);
        (levels != 0 && (open || !definition.fixed)).then_some(Change::Choose(fact, levels))
    }
}
