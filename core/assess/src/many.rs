//! The grades of many sheets: the models of `grade.rs`, each part of a rule book looked at once for a block of sheets.

use super::grade::{GradeRange, bands_of, parts, uncapped};
use ziping_regime::{Band, Condition, Model, RuleBook};
use ziping_rules::fact::Range;
use ziping_rules::rule::many::{Bits, Block, LANES, NO, OPEN, YES, and, join, not, or};
use ziping_rules::rule::{Columns, Moment};

/// The grade of each sheet on a date, as [`super::grade`] finds it.
#[must_use]
pub fn grades(rulebook: &RuleBook, columns: &Columns, moment: &Moment) -> Vec<GradeRange> {
    let steps = Steps::of(rulebook);
    let mut all = Vec::with_capacity(columns.sheets().len());
    for block in Block::all(columns, moment) {
        let grades = of_block(rulebook, &steps, &block);
        let ranges =
            grades.worst.iter().zip(&grades.best).map(|(worst, best)| GradeRange { worst: *worst, best: *best });
        all.extend(ranges.take(block.count()));
    }
    all
}

/// Both ends of the grades of a block.
struct Grades {
    worst: [u8; LANES],
    best: [u8; LANES],
}

fn of_block(rulebook: &RuleBook, steps: &Steps, block: &Block<'_>) -> Grades {
    let mut grades = before_caps(rulebook, steps, block);
    let mut found = [OPEN; LANES];
    for cap in rulebook.caps.iter().filter(|cap| cap.lowers > 0) {
        let mut live = block.live();
        live.iter_mut().zip(&grades.best).for_each(|(live, best)| *live &= *best > 0);
        if live.contains(&true) {
            block.possible(&cap.when, &live, &mut found);
            lower(&mut grades, cap.lowers, &live, &found);
        }
    }
    for cap in rulebook.caps.iter().filter(|cap| cap.lowers == 0) {
        let mut live = block.live();
        // A cap can bind only below the best as it stands.
        live.iter_mut().zip(&grades.best).for_each(|(live, best)| *live &= cap.limit < *best);
        if live.contains(&true) {
            block.possible(&cap.when, &live, &mut found);
            bind(&mut grades, cap.limit, &found);
        }
    }
    for ground in &rulebook.grounds {
        let mut live = block.live();
        live.iter_mut().zip(&grades.worst).for_each(|(live, worst)| *live &= *worst > 0);
        if live.contains(&true) {
            block.possible(&ground.when, &live, &mut found);
            let worst = grades.worst.iter_mut().zip(&found);
            worst.for_each(|(worst, found)| *worst = if found & YES == 0 { *worst } else { 0 });
        }
    }
    grades
}

/// Lowers grades by so many outcomes, as far as a factor holds.
fn lower(grades: &mut Grades, by: u8, live: &[bool; LANES], found: &Bits) {
    for (place, (worst, best)) in grades.worst.iter_mut().zip(&mut grades.best).enumerate() {
        let (Some(true), Some(found)) = (live.get(place), found.get(place)) else { continue };
        *worst = if found & YES == 0 { *worst } else { worst.saturating_sub(by) };
        *best = if *found == YES { best.saturating_sub(by) } else { *best };
    }
}

/// Applies a cap. Where it was not looked at, its limit is no lower than the best, and nothing changes.
fn bind(grades: &mut Grades, limit: u8, found: &Bits) {
    for ((worst, best), found) in grades.worst.iter_mut().zip(&mut grades.best).zip(found) {
        *worst = if found & YES == 0 { *worst } else { (*worst).min(limit) };
        *best = if *found == YES { (*best).min(limit) } else { *best };
    }
}

fn before_caps(rulebook: &RuleBook, steps: &Steps, block: &Block<'_>) -> Grades {
    let mut grades = Grades { worst: [0; LANES], best: [0; LANES] };
    match &rulebook.grade.model {
        Model::Scored { elements, .. } if elements.iter().all(|element| element.items().is_empty()) => {
            let (low, high) = block.points(parts(elements));
            climb(&steps.worst, &low, &mut grades.worst);
            climb(&steps.best, &high, &mut grades.best);
        }
        Model::Scored { .. } | Model::Aspects { .. } => {
            let ends = grades.worst.iter_mut().zip(&mut grades.best);
            for ((worst, best), context) in ends.zip(block.contexts()) {
                let range = uncapped(rulebook, &context).1;
                (*worst, *best) = (range.worst, range.best);
            }
        }
        Model::Met { of, .. } => {
            let conditions = rulebook.conditions.iter().filter(|condition| condition.kind == *of);
            let met = all_hold(conditions, block);
            for ((worst, best), met) in grades.worst.iter_mut().zip(&mut grades.best).zip(&met) {
                (*worst, *best) = (u8::from(*met == YES), met & YES);
            }
        }
    }
    grades
}

/// Where a better outcome begins: for the worst and for the best end, the least total of each outcome from the second.
#[derive(Default)]
struct Steps {
    worst: Vec<i64>,
    best: Vec<i64>,
}

impl Steps {
    /// The bands of `grade.rs` under both readings, which ascend with the total.
    fn of(rulebook: &RuleBook) -> Self {
        let Model::Scored { bands, .. } = &rulebook.grade.model else { return Self::default() };
        let steps =
            |end: fn(GradeRange) -> u8| (1..=rulebook.grade.top()).map_while(|to| first(bands, to, end)).collect();
        Self { worst: steps(|range| range.worst), best: steps(|range| range.best) }
    }
}

/// The least total whose outcome, at one end, is at least the one asked for.
fn first(bands: &[Band], outcome: u8, end: fn(GradeRange) -> u8) -> Option<i64> {
    let reached = |total: i64| end(bands_of(bands, Range::exactly(total))) >= outcome;
    // Rounding moves a total by less than a point, so nothing changes outside of this.
    let mut below = bands.iter().map(|band| band.from).min()?.saturating_sub(10);
    let mut above = bands.iter().map(|band| band.from).max()?.saturating_add(10);
    if reached(below) || !reached(above) {
        return reached(below).then_some(i64::MIN);
    }
    while above - below > 1 {
        let middle = below.midpoint(above);
        if reached(middle) { above = middle } else { below = middle }
    }
    Some(above)
}

/// The outcomes of totals: as many as begin at or below them.
fn climb(steps: &[i64], totals: &[i64; LANES], outcomes: &mut [u8; LANES]) {
    for step in steps {
        outcomes.iter_mut().zip(totals).for_each(|(outcome, total)| *outcome += u8::from(total >= step));
    }
}

/// Whether all conditions are satisfied or do not apply.
fn all_hold<'r>(conditions: impl Iterator<Item = &'r Condition> + Clone, block: &Block<'_>) -> Bits {
    let (mut all, mut live) = ([YES; LANES], block.live());
    // Those that always apply first: many sheets are decided then.
    block.all_of(conditions.clone().filter(|one| one.applies.is_none()).map(|one| &one.when), &live, &mut all);
    for (condition, applies) in conditions.filter_map(|one| Some((one, one.applies.as_ref()?))) {
        live.iter_mut().zip(&all).for_each(|(live, all)| *live &= *all != NO);
        if !live.contains(&true) {
            break;
        }
        let (mut applying, mut holds) = ([OPEN; LANES], [OPEN; LANES]);
        block.possible(applies, &live, &mut applying);
        block.possible(&condition.when, &live, &mut holds);
        join(&mut holds, &applying, |holds, applies| or(not(applies), holds));
        join(&mut all, &holds, and);
    }
    all
}
