//! The grade models: what range of outcomes the answers leave, with nothing taken down but what a trace asks for.

use crate::fact::{FactIx, Range, Sheet, Value};
use crate::regime::{Band, Basis, ConditionKind, Element, LevelRule, Model, RuleBook};
use crate::rule::{Context, Moment, NoTrace, Record, Trace, Truth, evaluate, expr::built_in};
use serde::{Deserialize, Serialize};

/// A range of outcomes by place in the regime's ascending list, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct GradeRange {
    /// The worst that is possible.
    pub worst: u8,
    /// The best that is possible.
    pub best: u8,
}

impl GradeRange {
    /// Whether the grade is decided.
    #[must_use]
    pub const fn is_decided(self) -> bool {
        self.worst == self.best
    }

    /// How many outcomes lie in it, less one.
    #[must_use]
    pub const fn width(self) -> u8 {
        self.best.saturating_sub(self.worst)
    }
}

/// The levels that an aspect may have, by place.
pub type Levels = GradeRange;

/// A grade before and after its caps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Graded {
    /// Total points, in tenths, where the regime scores.
    pub score: Option<Range>,
    /// Before caps and grounds.
    pub uncapped: GradeRange,
    /// After them.
    pub grade: GradeRange,
}

/// The total points, as a range.
pub(super) fn total(elements: &[Element], sheet: &Sheet) -> Range {
    elements.iter().map(|element| points(element, sheet)).fold(Range::exactly(0), Range::plus)
}

/// The points of one element: typed, or the sum of its indicators.
pub(super) fn points(element: &Element, sheet: &Sheet) -> Range {
    match &element.basis {
        Basis::Indicators(indicators) => indicators
            .iter()
            .map(|indicator| answered(indicator.fact, indicator.max, sheet))
            .fold(Range::exactly(0), Range::plus),
        Basis::Typed | Basis::Levels(_) => answered(element.fact, element.max, sheet),
    }
}

/// The points answered; anything up to the most while they are not.
pub(super) fn answered(fact: FactIx, max: i64, sheet: &Sheet) -> Range {
    match sheet.get(fact) {
        Some(Value::Number(range)) => *range,
        _ => Range { low: 0, high: max },
    }
}

/// What the points are spread over: the indicators where there are any, otherwise the elements themselves; with the
/// most that each can give.
pub(super) fn parts(elements: &[Element]) -> impl Iterator<Item = (FactIx, i64)> {
    elements.iter().flat_map(|element| match &element.basis {
        Basis::Indicators(indicators) => {
            indicators.iter().map(|indicator| (indicator.fact, indicator.max)).collect::<Vec<_>>()
        }
        Basis::Typed | Basis::Levels(_) => vec![(element.fact, element.max)],
    })
}

/// The level of one aspect: typed, or the highest up to which all conditions hold.
pub(super) fn level(aspect: &Element, context: &Context<'_>, top: u8) -> Levels {
    match &aspect.basis {
        Basis::Levels(rules) => reached(rules, context, top),
        Basis::Typed | Basis::Indicators(_) => match context.sheet.get(aspect.fact) {
            Some(Value::Choice(level)) => Levels { worst: *level, best: *level },
            _ => Levels { worst: 0, best: top },
        },
    }
}

/// Levels ascend: the first condition that fails keeps the level below its own, one that is open keeps the worst
/// there and lets the best go on.
fn reached(rules: &[LevelRule], context: &Context<'_>, top: u8) -> Levels {
    let mut levels = Levels { worst: top, best: top };
    for rule in rules {
        let below = rule.level.saturating_sub(1);
        // Nothing above the best can matter any more; what lies above the worst can still lower the best.
        if rule.level > levels.best {
            break;
        }
        match evaluate(&rule.when, context, &mut NoTrace) {
            Truth::True => {}
            Truth::Unknown => levels.worst = levels.worst.min(below),
            Truth::False => {
                levels.worst = levels.worst.min(below);
                levels.best = levels.best.min(below);
            }
        }
    }
    levels
}

/// The open facts that an element or aspect rests on, each once; an aspect's only as far as they can change its
/// level.
pub(super) fn open_of(element: &Element, context: &Context<'_>, top: u8) -> Vec<FactIx> {
    match &element.basis {
        Basis::Typed => {
            let open = match context.sheet.get(element.fact) {
                Some(Value::Number(range)) => !range.is_exact(),
                Some(_) => false,
                None => true,
            };
            if open { vec![element.fact] } else { Vec::new() }
        }
        Basis::Indicators(indicators) => indicators
            .iter()
            .filter(|indicator| !answered(indicator.fact, indicator.max, context.sheet).is_exact())
            .map(|indicator| indicator.fact)
            .collect(),
        Basis::Levels(rules) => {
            let Levels { best, .. } = level(element, context, top);
            let mut record = Record::default();
            for rule in rules.iter().filter(|rule| rule.level <= best) {
                let mark = record.mark();
                if evaluate(&rule.when, context, &mut record).is_known() {
                    record.settle(mark);
                }
            }
            record.finish();
            record.open
        }
    }
}

/// The outcome of a total under both readings of a total outside the published bands: the last band that begins at or
/// below it (none: 0), and the one that it is rounded half up to. Just below the lowest band (29.5 where it begins at
/// 30) both are arguable in the same way as between two bands.
fn band_of(bands: &[Band], total: i64) -> (u8, u8) {
    let (mut lower, mut inside, mut below_one) = (0, false, false);
    for band in bands {
        if band.from <= total {
            lower = lower.max(band.outcome);
            inside |= total <= band.to;
        } else {
            below_one = true;
        }
    }
    if inside || !below_one {
        return (lower, lower);
    }
    let rounded = (total + 5).div_euclid(10) * 10;
    let begun = bands.iter().filter(|band| band.from <= rounded);
    (lower, begun.map(|band| band.outcome).max().unwrap_or(0))
}

/// The outcomes that a range of totals allows under both readings of a total between bands.
pub(super) fn bands_of(bands: &[Band], total: Range) -> GradeRange {
    // Both readings ascend with the total, so the ends of the range decide.
    let low = band_of(bands, total.low);
    let high = if total.is_exact() { low } else { band_of(bands, total.high) };
    GradeRange { worst: low.0.min(low.1), best: high.0.max(high.1) }
}

/// The grade on a date, outcome only: nothing is explained, nothing that cannot bind is looked at.
#[must_use]
pub fn grade(rulebook: &RuleBook, sheet: &Sheet, moment: &Moment) -> Graded {
    let context = Context::new(sheet, moment);
    let base = uncapped(rulebook, &context);
    let mut grade = base.1;
    for cap in &rulebook.caps {
        // A cap can bind only below the worst or the best as they stand.
        if cap.limit < grade.best {
            bind(&mut grade, cap.limit, evaluate(&cap.when, &context, &mut NoTrace));
        }
    }
    if grade.worst > 0 && rulebook.grounds.iter().any(|g| evaluate(&g.when, &context, &mut NoTrace).can_be_true()) {
        grade.worst = 0;
    }
    Graded { score: base.0, uncapped: base.1, grade }
}

/// Applies a cap with an outcome to a range.
pub(super) fn bind(grade: &mut GradeRange, limit: u8, outcome: Truth) {
    if outcome.can_be_true() {
        grade.worst = grade.worst.min(limit);
    }
    if outcome == Truth::True {
        grade.best = grade.best.min(limit);
    }
}

/// The best outcome, by place.
pub(super) fn top_of(rulebook: &RuleBook) -> u8 {
    u8::try_from(rulebook.grade.outcomes.len().saturating_sub(1)).unwrap_or(u8::MAX)
}

/// The score, where there is one, and the range before caps and grounds.
pub(super) fn uncapped(rulebook: &RuleBook, context: &Context<'_>) -> (Option<Range>, GradeRange) {
    let top = top_of(rulebook);
    match &rulebook.grade.model {
        Model::Scored { elements, bands } => {
            let score = total(elements, context.sheet);
            (Some(score), bands_of(bands, score))
        }
        Model::Aspects { aspects, between } => {
            let mut levels = aspects.iter().map(|aspect| level(aspect, context, top));
            let first = levels.next().unwrap_or(Levels { worst: 0, best: 0 });
            let range = levels.fold(first, |range, level| Levels {
                worst: range.worst.min(level.worst),
                best: if *between { range.best.max(level.best) } else { range.best.min(level.best) },
            });
            (None, range)
        }
        Model::Met { of, .. } => {
            let met = all_hold(rulebook, *of, context, &mut NoTrace);
            (None, GradeRange { worst: u8::from(met == Truth::True), best: u8::from(met.can_be_true()) })
        }
    }
}

/// Whether all conditions of a kind are satisfied or do not apply.
pub(super) fn all_hold<T: Trace>(
    rulebook: &RuleBook,
    kind: ConditionKind,
    context: &Context<'_>,
    trace: &mut T,
) -> Truth {
    let mut result = Truth::True;
    for condition in rulebook.conditions.iter().filter(|condition| condition.kind == kind) {
        let holds = match &condition.applies {
            None => evaluate(&condition.when, context, trace),
            Some(applies) => evaluate(applies, context, trace).not().or(evaluate(&condition.when, context, trace)),
        };
        if holds == Truth::False {
            return Truth::False;
        }
        result = result.and(holds);
    }
    result
}

/// Whether the organisation may apply.
#[must_use]
pub fn eligible(rulebook: &RuleBook, sheet: &Sheet, moment: &Moment) -> Truth {
    all_hold(rulebook, ConditionKind::Eligibility, &Context::new(sheet, moment), &mut NoTrace)
}

/// The readings that keep a grade open before its caps.
pub(super) fn disputed_readings(rulebook: &RuleBook, context: &Context<'_>) -> Vec<&'static str> {
    match &rulebook.grade.model {
        Model::Scored { elements, bands } => {
            let total = total(elements, context.sheet);
            let differ = |(lower, rounded): (u8, u8)| lower != rounded;
            let disputed = [total.low, total.high].iter().any(|total| differ(band_of(bands, *total)));
            if disputed { vec![built_in::LOWER_BAND, built_in::ROUNDED] } else { Vec::new() }
        }
        Model::Aspects { aspects, between: true } => {
            let top = top_of(rulebook);
            let levels: Vec<Levels> = aspects.iter().map(|aspect| level(aspect, context, top)).collect();
            let differ = levels.windows(2).any(|pair| pair.first() != pair.last());
            if differ { vec![built_in::LOWEST_ASPECT, built_in::WEIGHED] } else { Vec::new() }
        }
        Model::Aspects { between: false, .. } | Model::Met { .. } => Vec::new(),
    }
}
