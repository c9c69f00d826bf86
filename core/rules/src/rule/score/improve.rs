//! What would bring an item more points: single changes, read off its rows and the answers at hand. The paths of an
//! assessment search with them and verify every result.

use super::kept::{Kept, Touched};
use super::means::move_mean;
use super::ratio::Ratio;
use super::span::{End, Span};
use super::value::{Value, Worked, unit_of, value};
use super::{Rule, Scored, Take, applies, points};
use crate::fact::{FactIx, Range, Sheet, Value as Answer};
use crate::rule::eval::number;
use crate::rule::expr::{Comparison, Operand};
use crate::rule::moment::{Context, Moment};
use crate::rule::repair::{Change, Workshop};
use crate::rule::trace::NoTrace;
use ziping_base::calendar::{Day, Period, Unit as TimeUnit, Window};

/// How many better rows of one table are tried.
const TRIED: usize = 4;
/// How many changes are offered at once.
const OFFERED: usize = 8;

/// Adds changes that bring an item more points: those that bring `gap` first, the least of them before the others.
pub fn improvements(scored: &Scored, gap: Ratio, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
    let kept = Kept::of(scored, &workshop.context);
    let mut all = Vec::new();
    propose(scored, &kept, gap, workshop, &mut all);
    let now = kept.points(scored).low;
    let mut sheet = workshop.context.sheet.clone();
    let mut gains: Vec<(Ratio, Change)> = Vec::new();
    for change in all {
        if gains.iter().any(|(_, known)| *known == change) {
            continue;
        }
        let after = |touched: Touched<'_>, context: &Context<'_>| kept.points_after(scored, touched, context).low;
        let then = tried(&change, &mut sheet, workshop, after);
        if let Some(gain) = then.minus(now).filter(|gain| gain.is_positive()) {
            gains.push((gain, change));
        }
    }
    leave_out_what_goes_farther(&mut gains, gap);
    gains.sort_by_key(|(gain, _)| if *gain >= gap { (false, *gain) } else { (true, gain.negated()) });
    found.extend(gains.into_iter().take(OFFERED).map(|(_, change)| change));
}

/// Looks at what a change leads to; the sheet is that of the workshop, and is so again afterwards.
pub fn tried<R>(
    change: &Change,
    sheet: &mut Sheet,
    workshop: &Workshop<'_>,
    look: impl FnOnce(Touched<'_>, &Context<'_>) -> R,
) -> R {
    let now = workshop.context.moment;
    let facts = change.touched();
    let before: Vec<Option<Answer>> = facts.iter().map(|fact| sheet.typed(*fact).cloned()).collect();
    let mut day = now.as_of;
    change.apply(sheet, &mut day);
    let time = day != now.as_of;
    let later = time.then(|| Moment::held(day, Day::first_of_year(now.fiscal_year), workshop.windows));
    let context = Context::new(sheet, later.as_ref().unwrap_or(now));
    let seen = look(Touched { facts: &facts, time }, &context);
    for (fact, value) in facts.into_iter().zip(before) {
        sheet.put(fact, value);
    }
    seen
}

/// What goes farther than another change of the same kind that is enough is not needed.
pub fn leave_out_what_goes_farther(gains: &mut Vec<(Ratio, Change)>, gap: Ratio) {
    let enough: Vec<Change> = gains.iter().filter(|(gain, _)| *gain >= gap).map(|(_, change)| change.clone()).collect();
    gains.retain(|(_, change)| !enough.iter().any(|nearer| goes_farther(change, nearer)));
}

/// Whether a number moves on where another change of it stops.
fn goes_farther(change: &Change, nearer: &Change) -> bool {
    match (change, nearer) {
        (
            Change::Number { fact, year, to, raise, .. },
            Change::Number { fact: other, year: of, to: stop, raise: up, .. },
        ) => fact == other && year == of && raise == up && if *raise { to > stop } else { to < stop },
        _ => false,
    }
}

/// Adds changes that may bring an item more points, whether or not they do; `gap` points are wanted.
pub fn propose(scored: &Scored, kept: &Kept, gap: Ratio, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
    let context = &workshop.context;
    let now = kept.points(scored);
    if now.low >= scored.most {
        return;
    }
    if let Some((test, _)) = &scored.applies {
        workshop.collect(test, true, found);
    }
    match &scored.rule {
        Rule::Bands(bands) => {
            let span = value(&bands.value, context, &mut NoTrace);
            let mut better: Vec<_> = bands.rows.iter().filter(|row| row.low > now.low).collect();
            better.sort_by_key(|row| row.low);
            let enough = now.low.plus(gap).unwrap_or(now.low);
            // The nearest that is enough first, then the others.
            better.sort_by_key(|row| (row.low < enough, row.low));
            for row in better.into_iter().take(TRIED) {
                let ends = row.ends(context);
                let down = ends.to.high < span.low || ends.to.high == span.low && !row.up_to;
                let (end, beyond) = if down { (ends.to, !row.up_to) } else { (ends.from, row.above) };
                match end.value() {
                    Some(at) => reach_value(&bands.value, at, !down, beyond, workshop, found),
                    // A row without a beginning is reached by whatever lies below its end.
                    None => {
                        if let Some(at) = ends.to.value() {
                            reach_value(&bands.value, at, false, !row.up_to, workshop, found);
                        }
                    }
                }
            }
        }
        Rule::Choices(choices) => {
            if workshop.changeable(choices.fact) {
                let better = choices.better_than(now.low);
                let mut options: Vec<usize> = (0..64).filter(|option| better >> option & 1 == 1).collect();
                options.sort_by_key(|option| choices.points.get(*option).copied().flatten().map(|(low, _)| low));
                found.extend(options.into_iter().take(TRIED).map(|option| Change::Choose(choices.fact, 1 << option)));
            }
        }
        Rule::Rows(_, kinds) => {
            for kind in kinds {
                let each = value(&kind.each, context, &mut NoTrace);
                let gives = !matches!(each.high, End::At(high) if !high.is_positive());
                if gives {
                    let needed = match each.low {
                        End::At(each) if each.is_positive() => gap.over(each).map_or(1, Ratio::ceil),
                        _ => 1,
                    };
                    for count in [1, i64::try_from(needed).unwrap_or(1)] {
                        workshop.add_rows(&kind.rows, count, found);
                    }
                }
            }
        }
        Rule::Worth(of, _) => {
            let wanted = now.low.plus(gap).unwrap_or(scored.most).min(scored.most);
            reach_value(of, wanted, true, false, workshop, found);
        }
        Rule::Steps(steps) => {
            let wanted = now.low.plus(gap).unwrap_or(scored.most).min(scored.most);
            let one = now.low.plus(steps.points.max(steps.points.negated())).map(|points| points.min(scored.most));
            for points in [Some(wanted), one].into_iter().flatten() {
                if let Some((at, raise)) = steps.reached_at(points, context) {
                    reach_value(&steps.value, at, raise, false, workshop, found);
                }
            }
        }
        Rule::Pieces(pieces) => {
            let wanted = now.low.plus(gap).unwrap_or(scored.most).min(scored.most);
            for points in [wanted, scored.most] {
                for (at, raise) in pieces.reached_at(points, context) {
                    reach_value(&pieces.value, at, raise, false, workshop, found);
                }
            }
        }
        Rule::Group(group) => {
            let gap = gap.over(group.weight).unwrap_or(gap);
            for (place, part) in group.parts.iter().enumerate() {
                let Some(kept) = kept.part(place) else { continue };
                // The best of several needs as many points as are wanted altogether.
                let own = match group.take {
                    Take::Sum => gap,
                    // Of several that count alike each moves the mean by its share only.
                    Take::Mean => {
                        let counting = |part: &&Scored| applies(part, context, &mut NoTrace).can_be_true();
                        let count = group.parts.iter().filter(counting).count();
                        gap.times(Ratio::whole(i64::try_from(count.max(1)).unwrap_or(1))).unwrap_or(gap)
                    }
                    Take::Best | Take::Worst | Take::First => {
                        let has = kept.points(part).low;
                        now.low.plus(gap).and_then(|wanted| wanted.minus(has)).unwrap_or(gap)
                    }
                };
                propose(part, kept, own, workshop, found);
            }
        }
    }
}

/// Adds changes that bring a comparison about.
pub(crate) fn reach_worked(of: &Worked, want: bool, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
    let comparison = if want { of.comparison } else { of.comparison.negated() };
    let bound = |side: &Value, high: bool| {
        let span = value(side, &workshop.context, &mut NoTrace);
        match if high { span.high } else { span.low } {
            End::At(at) => Some(at),
            End::Below | End::Above => None,
        }
    };
    let mut sides = vec![(&of.left, comparison, &of.right), (&of.right, comparison.mirrored(), &of.left)];
    sides.retain(|(side, ..)| {
        let mut movable = false;
        super::looks::visit_value(side, &mut |_| movable = true);
        movable
    });
    for (side, comparison, other) in sides {
        let (raise, beyond) = match comparison {
            Comparison::AtLeast => (true, false),
            Comparison::More => (true, true),
            Comparison::AtMost => (false, false),
            Comparison::Less => (false, true),
            Comparison::Equal | Comparison::Different => continue,
        };
        if let Some(at) = bound(other, raise) {
            reach_value(side, at, raise, beyond, workshop, found);
        }
    }
}

/// Adds changes that bring a number expression to a bound: at least to it (`raise`), or at most; past it where it must be
/// passed.
fn reach_value(of: &Value, at: Ratio, raise: bool, beyond: bool, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
    let context = &workshop.context;
    let spans = |parts: &[Value]| parts.iter().map(|part| value(part, context, &mut NoTrace)).collect::<Vec<_>>();
    let end = |span: Span| match if raise { span.low } else { span.high } {
        End::At(end) => Some(end),
        End::Below | End::Above => None,
    };
    match of {
        Value::Fixed(_) | Value::Given(_) => {}
        Value::Mean(mean) => move_mean(mean, at, raise, beyond, workshop, found),
        Value::Number(expression, unit) => {
            let Some(units) = at.over(unit_of(*unit)) else { return };
            let Some(to) = whole_units(units, raise, beyond) else { return };
            workshop.shift(expression, number(expression, context, &mut NoTrace), to, raise, found);
        }
        Value::Yearly(fact, back, _) => {
            let Some(to) = at.over(Ratio::fixed(1, 2)).and_then(|units| whole_units(units, raise, beyond)) else {
                return;
            };
            let year = context.moment.fiscal_year - i32::from(*back);
            let from = match context.sheet.get(*fact) {
                Some(Answer::Yearly(known)) => known.iter().find(|(of, _)| *of == year).map(|(_, range)| *range),
                _ => None,
            };
            let open = Range { low: 0, high: Range::OPEN_HIGH };
            // The figure of a closed year that is known does not fall any more.
            if !raise && from.is_some_and(Range::is_exact) {
                return;
            }
            if workshop.changeable(*fact) || from.is_none_or(|from| !from.is_exact()) {
                let from = from.unwrap_or(open);
                found.push(Change::Number { fact: *fact, year: Some(year), from, to, raise, no_further: None });
            }
        }
        Value::Passed(Operand::Fact(fact), unit) => {
            if raise {
                pass(*fact, *unit, at, beyond, workshop, found);
            }
        }
        Value::Passed(Operand::Column(..), _) => {}
        Value::Negative(inner) => reach_value(inner, at.negated(), !raise, beyond, workshop, found),
        Value::Rounded(inner, _) => reach_value(inner, at, raise, beyond, workshop, found),
        Value::Sum(parts) => {
            let all = spans(parts);
            for (place, part) in parts.iter().enumerate() {
                let others = all.iter().enumerate().filter(|(other, _)| *other != place);
                let rest = others.fold(Span::exactly(Ratio::ZERO), |sum, (_, span)| sum.plus(*span));
                if let Some(own) = end(rest).and_then(|rest| at.minus(rest)) {
                    reach_value(part, own, raise, beyond, workshop, found);
                }
            }
        }
        Value::Product(parts) => {
            let all = spans(parts);
            for (place, part) in parts.iter().enumerate() {
                let others = all.iter().enumerate().filter(|(other, _)| *other != place);
                let rest = others.fold(Span::exactly(Ratio::ONE), |product, (_, span)| product.times(*span));
                if let Some(by) = end(rest)
                    && let Some(own) = at.over(by)
                {
                    reach_value(part, own, raise != by.is_negative(), beyond, workshop, found);
                }
            }
        }
        Value::Quotient(part, base) => {
            let (a, b) = (value(part, context, &mut NoTrace), value(base, context, &mut NoTrace));
            // part ≥ at · base, whatever the base is; or base ≤ part ÷ at.
            if let End::At(base_end) = (if raise != at.is_negative() { b.high } else { b.low })
                && base_end.is_positive()
                && let Some(own) = at.times(base_end)
            {
                reach_value(part, own, raise, beyond, workshop, found);
            }
            if let End::At(part_end) = (if raise { a.low } else { a.high })
                && at.is_positive()
                && part_end.is_positive()
                && let Some(own) = part_end.over(at)
            {
                reach_value(base, own, !raise, beyond, workshop, found);
            }
        }
        Value::Least(parts) | Value::Most(parts) => {
            for part in parts {
                let span = value(part, context, &mut NoTrace);
                if end(span).is_none_or(|end| if raise { end < at } else { end > at }) {
                    reach_value(part, at, raise, beyond, workshop, found);
                }
            }
        }
        Value::Points(scored) => {
            let now = points(scored, context, &mut NoTrace);
            if raise {
                let gap = at.minus(now.low).filter(|gap| gap.is_positive()).unwrap_or(Ratio::ZERO);
                improvements(scored, gap, workshop, found);
            }
        }
    }
}

/// The whole units at or past a bound.
pub(super) fn whole_units(units: Ratio, raise: bool, beyond: bool) -> Option<i64> {
    let to = match (raise, beyond) {
        (true, false) => units.ceil(),
        (true, true) => units.floor().checked_add(1)?,
        (false, false) => units.floor(),
        (false, true) => units.ceil().checked_sub(1)?,
    };
    i64::try_from(to).ok()
}

/// Waiting until so many years or months have passed; or, where nothing is answered, a day since which they have.
fn pass(fact: FactIx, unit: TimeUnit, at: Ratio, beyond: bool, workshop: &Workshop<'_>, found: &mut Vec<Change>) {
    let Some(count) = whole_units(at, true, beyond).and_then(|count| u16::try_from(count).ok()) else { return };
    let window = Window { period: Period { count, unit }, recent: false };
    match workshop.context.sheet.get(fact) {
        Some(Answer::Date(day)) => {
            let arguable: Day = window.period.after(*day);
            found.push(Change::Wait { until: arguable.plus_days(1), arguable });
        }
        _ => found.push(Change::Set(fact, Answer::Date(workshop.old_enough(window)))),
    }
}
