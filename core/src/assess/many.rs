//! The grades of many sheets: the models of `grade.rs`, each part of a rule book looked at once for a block of sheets.

use super::grade::{GradeRange, bands_of, bind, uncapped};
use crate::fact::Range;
use crate::regime::{Basis, Condition, Element, Model, RuleBook};
use crate::rule::many::{Block, NO, Possible, YES, and, not, or};
use crate::rule::{Columns, Moment, Truth};

/// The grade of each sheet on a date, as [`super::grade`] finds it.
#[must_use]
pub fn grades(rulebook: &RuleBook, columns: &Columns, moment: &Moment) -> Vec<GradeRange> {
    Block::all(columns, moment).flat_map(|block| of_block(rulebook, &block)).collect()
}

fn of_block(rulebook: &RuleBook, block: &Block<'_>) -> Vec<GradeRange> {
    let mut grades = before_caps(rulebook, block);
    for cap in &rulebook.caps {
        // A cap can bind only below the best as it stands.
        let live: Vec<bool> = grades.iter().map(|grade| cap.limit < grade.best).collect();
        if !live.contains(&true) {
            continue;
        }
        let outcomes = block.possible(&cap.when, &live);
        for ((grade, live), outcome) in grades.iter_mut().zip(&live).zip(outcomes) {
            if *live {
                bind(grade, cap.limit, truth(outcome));
            }
        }
    }
    for ground in &rulebook.grounds {
        let live: Vec<bool> = grades.iter().map(|grade| grade.worst > 0).collect();
        for ((grade, live), outcome) in grades.iter_mut().zip(&live).zip(block.possible(&ground.when, &live)) {
            if *live && outcome & YES != 0 {
                grade.worst = 0;
            }
        }
    }
    grades
}

fn before_caps(rulebook: &RuleBook, block: &Block<'_>) -> Vec<GradeRange> {
    match &rulebook.grade.model {
        Model::Scored { elements, bands } => {
            totals(elements, block).into_iter().map(|total| bands_of(bands, total)).collect()
        }
        Model::Aspects { .. } => block.contexts().map(|context| uncapped(rulebook, &context).1).collect(),
        Model::Met { of, .. } => {
            let conditions = rulebook.conditions.iter().filter(|condition| condition.kind == *of);
            let met = all_hold(conditions, block);
            met.into_iter().map(|met| GradeRange { worst: u8::from(met == YES), best: met & YES }).collect()
        }
    }
}

fn totals(elements: &[Element], block: &Block<'_>) -> Vec<Range> {
    let mut totals = vec![Range::exactly(0); block.count()];
    let mut add = |fact, max| {
        let points = block.answered(fact, Range { low: 0, high: max });
        totals.iter_mut().zip(points).for_each(|(total, points)| *total = total.plus(points));
    };
    for element in elements {
        match &element.basis {
            Basis::Indicators(indicators) => indicators.iter().for_each(|part| add(part.fact, part.max)),
            Basis::Typed | Basis::Levels(_) => add(element.fact, element.max),
        }
    }
    totals
}

/// Whether all conditions are satisfied or do not apply; a sheet that fails one is left out from then on.
fn all_hold<'r>(conditions: impl Iterator<Item = &'r Condition>, block: &Block<'_>) -> Possible {
    let mut all = vec![YES; block.count()];
    let mut live = vec![true; block.count()];
    for condition in conditions {
        if !live.contains(&true) {
            break;
        }
        let mut holds = block.possible(&condition.when, &live);
        if let Some(applies) = &condition.applies {
            for (holds, applies) in holds.iter_mut().zip(block.possible(applies, &live)) {
                *holds = or(not(applies), *holds);
            }
        }
        for ((all, live), holds) in all.iter_mut().zip(&mut live).zip(holds) {
            *all = and(*all, holds);
            *live = *all != NO;
        }
    }
    all
}

const fn truth(possible: u8) -> Truth {
    Truth::of(possible & YES != 0, possible & NO != 0)
}
