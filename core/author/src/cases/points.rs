//! Bringing an item or a group to so many points, by the answers that its rows, options and parts ask for.

use super::arrange::arrange;
use super::place::{Side, counted, exact, place};
use super::stage::{Set, Stage};
use std::collections::{BTreeMap, BTreeSet};
use ziping_rules::fact::Value as Answer;
use ziping_rules::rule::score::{Group, Ratio, Rule, Scored, Take, Value, points};
use ziping_rules::rule::{NoTrace, Operand};

/// More steps than tables deduct.
const MOST_STEPS: i64 = 20;
/// So many ways of one part are combined with those of the others.
const WAYS: usize = 8;
/// So many sums of parts are kept.
const SUMS: usize = 2_000;
/// So many of the nearest sums are tried.
const TRIED: usize = 12;

/// Answers, and the points that they give.
type Way = (Ratio, Stage);

/// Brings the points of an item or a group to a side of `at`, as near as its ways allow.
pub(super) fn bring_points(scored: &Scored, at: Ratio, side: Side, stage: &mut Stage, set: &Set<'_>) -> Option<()> {
    let there = |points: Ratio| match side {
        Side::Below => points < at,
        Side::On => points == at,
        Side::Above => points > at,
    };
    let found = ways(scored, Some((at, side)), stage, set).into_iter().filter(|(points, _)| there(*points));
    let nearest = match side {
        Side::Below => found.max_by_key(|(points, _)| *points),
        Side::On | Side::Above => found.min_by_key(|(points, _)| *points),
    };
    *stage = nearest?.1;
    Some(())
}

/// Answers that give an item exactly known points, each number of points once; near what is wanted, where it has many.
fn ways(scored: &Scored, wanted: Option<(Ratio, Side)>, stage: &Stage, set: &Set<'_>) -> Vec<Way> {
    let mut found: BTreeMap<Ratio, Stage> = BTreeMap::new();
    let mut add = |done: Option<()>, tried: Stage| {
        let given = points(scored, &tried.context(set), &mut NoTrace);
        if done.is_some() && given.is_exact() {
            found.entry(given.low).or_insert(tried);
        }
    };
    let mut base = stage.clone();
    if let Some((test, _)) = &scored.applies {
        let mut absent = stage.clone();
        let done = arrange(test, false, &mut absent, set);
        add(done, absent);
        if arrange(test, true, &mut base, set).is_none() {
            return found.into_iter().collect();
        }
    }
    match &scored.rule {
        Rule::Bands(bands) => {
            for row in &bands.rows {
                for (end, side) in [(&row.from, Side::On), (&row.from, Side::Above), (&row.to, Side::Below)] {
                    let mut tried = base.clone();
                    let end = end.as_ref().and_then(|end| exact(end, &tried, set));
                    let done = end.and_then(|end| place(&bands.value, end, side, &mut tried, set));
                    add(done, tried);
                }
            }
        }
        Rule::Choices(choices) => {
            for option in 0..choices.points.len() {
                let mut tried = base.clone();
                let option = u8::try_from(option).ok();
                let done = option.and_then(|option| tried.put(Operand::Fact(choices.fact), Answer::Choice(option)));
                add(done, tried);
            }
        }
        Rule::Rows(_, kinds) => {
            for (of, kind) in kinds.iter().enumerate() {
                for count in 0..=10 {
                    let mut tried = base.clone();
                    for (other, others) in kinds.iter().enumerate() {
                        if other != of {
                            tried.add(others.rows.table, &[]);
                        }
                    }
                    let done = counted(&kind.rows, count, &mut tried, set);
                    add(done, tried);
                }
            }
        }
        Rule::Worth(Value::Fixed(_), _) => add(Some(()), base.clone()),
        Rule::Worth(of, _) => {
            let ends = [(scored.least, Side::On), (scored.most, Side::On)];
            for (at, side) in wanted.into_iter().chain(ends) {
                let mut tried = base.clone();
                let done = place(of, at, side, &mut tried, set);
                add(done, tried);
            }
        }
        Rule::Steps(steps) => {
            let standard = exact(&steps.standard, &base, set);
            for count in 0..=MOST_STEPS {
                let away = Ratio::whole(count).times(steps.each);
                let step = standard
                    .zip(away)
                    .and_then(|(standard, away)| if steps.below { standard.minus(away) } else { standard.plus(away) });
                let mut tried = base.clone();
                let done = step.and_then(|step| place(&steps.value, step, Side::On, &mut tried, set));
                add(done, tried);
            }
        }
        Rule::Pieces(pieces) => {
            for end in pieces.pieces.iter().flat_map(|piece| [&piece.from, &piece.to]) {
                let mut tried = base.clone();
                let end = exact(end, &tried, set);
                let done = end.and_then(|end| place(&pieces.value, end, Side::On, &mut tried, set));
                add(done, tried);
            }
        }
        Rule::Group(group) => {
            for tried in together(group, wanted, &base, set) {
                add(Some(()), tried);
            }
        }
    }
    found.into_iter().collect()
}

/// Ways of the parts of a group, put together.
fn together(group: &Group, wanted: Option<(Ratio, Side)>, base: &Stage, set: &Set<'_>) -> Vec<Stage> {
    let parts: Vec<Vec<Way>> = group.parts.iter().map(|part| some(ways(part, None, base, set), WAYS)).collect();
    if parts.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    // A part's answers come on top of those of the parts before it.
    let with = |choice: &[usize]| {
        let mut stage = base.clone();
        for (ways, place) in parts.iter().zip(choice) {
            if let Some((_, way)) = ways.get(*place) {
                for (fact, value) in way.sheet.all_typed() {
                    stage.sheet.put(fact, Some(value.clone()));
                }
            }
        }
        stage
    };
    if group.take != Take::Sum {
        // One part at each of its ways, the others at their least.
        let least = vec![0; parts.len()];
        let one = parts.iter().enumerate().flat_map(|(of, ways)| (0..ways.len()).map(move |way| (of, way)));
        return one
            .map(|(of, way)| {
                let choice: Vec<usize> =
                    least.iter().enumerate().map(|(place, least)| if place == of { way } else { *least }).collect();
                with(&choice)
            })
            .collect();
    }
    let mut sums: BTreeMap<Ratio, Vec<usize>> = BTreeMap::from([(Ratio::ZERO, Vec::new())]);
    for ways in &parts {
        let mut next: BTreeMap<Ratio, Vec<usize>> = BTreeMap::new();
        for (sum, choice) in &sums {
            for (place, (own, _)) in ways.iter().enumerate() {
                next.entry(sum.added(*own)).or_insert_with(|| choice.iter().copied().chain([place]).collect());
            }
        }
        sums = some(next.into_iter().collect(), SUMS).into_iter().collect();
    }
    let all: Vec<(Ratio, Vec<usize>)> =
        sums.into_iter().filter_map(|(sum, choice)| Some((sum.times(group.weight)?, choice))).collect();
    let Some((at, side)) = wanted else {
        return some(all, WAYS).iter().map(|(_, choice)| with(choice)).collect();
    };
    let mut near = all;
    near.sort_by_key(|(sum, _)| {
        let away = sum.minus(at).unwrap_or(Ratio::ZERO);
        let wrong = match side {
            Side::Below => !away.is_negative(),
            Side::On => away != Ratio::ZERO,
            Side::Above => !away.is_positive(),
        };
        (wrong, away.max(away.negated()))
    });
    near.iter().take(TRIED).map(|(_, choice)| with(choice)).collect()
}

/// So many of a list, spread evenly, the first and the last among them.
fn some<T>(all: Vec<T>, most: usize) -> Vec<T> {
    let last = all.len().saturating_sub(1);
    if all.len() <= most {
        return all;
    }
    let kept: BTreeSet<usize> = (0..most).map(|place| place * last / (most - 1).max(1)).collect();
    all.into_iter().enumerate().filter(|(place, _)| kept.contains(place)).map(|(_, one)| one).collect()
}
