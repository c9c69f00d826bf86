//! The grade models: what range of outcomes the answers leave, with nothing taken down but what a trace asks for.

use serde::{Deserialize, Serialize};
use ziping_regime::{Band, Basis, ConditionKind, Element, LevelRule, Model, RuleBook};
use ziping_rules::fact::{FactIx, Range, Sheet, Value};
use ziping_rules::rule::score::{Points, Ratio, points as scored_points};
use ziping_rules::rule::{Context, Moment, NoTrace, Record, Trace, Truth, evaluate, expr::built_in};

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

/// The total points, as a range in tenths. Of points that are worked out digits beyond are left out: bands begin and end
/// at whole points, and rounding half up to whole points does not look at them.
pub(super) fn total(elements: &[Element], context: &Context<'_>) -> Range {
    match exact_total(elements, context) {
        Some(exact) => in_tenths(exact),
        None => elements.iter().map(|element| points(element, context)).fold(Range::exactly(0), Range::plus),
    }
}

/// The total as it is worked out; `None` where nothing is.
pub(super) fn exact_total(elements: &[Element], context: &Context<'_>) -> Option<Points> {
    if elements.iter().all(|element| element.items().is_empty()) {
        return None;
    }
    let typed = |element: &Element| Points::of_tenths(points(element, context));
    Some(elements.iter().map(|element| exact_points(element, context).unwrap_or_else(|| typed(element))).sum())
}

/// The total of a rule book as it is worked out; `None` where nothing is.
pub(super) fn exact_score(rulebook: &RuleBook, sheet: &Sheet, moment: &Moment) -> Option<Points> {
    match &rulebook.grade.model {
        Model::Scored { elements, .. } => exact_total(elements, &Context::new(sheet, moment)),
        Model::Aspects { .. } | Model::Met { .. } => None,
    }
}

/// The points of an element as they are worked out; `None` where they are not.
pub(super) fn exact_points(element: &Element, context: &Context<'_>) -> Option<Points> {
    let items = element.items();
    (!items.is_empty()).then(|| items.iter().map(|item| scored_points(item, context, &mut NoTrace)).sum())
}

/// Points in tenths, digits beyond left out.
pub(super) fn in_tenths(points: Points) -> Range {
    let tenths =
        |points: Ratio| points.units_below(1).unwrap_or(if points.is_negative() { i64::MIN } else { i64::MAX });
    Range { low: tenths(points.low), high: tenths(points.high) }
}

/// The points of one element in tenths: typed, the sum of its indicators, or worked out.
pub(super) fn points(element: &Element, context: &Context<'_>) -> Range {
    match &element.basis {
        Basis::Indicators(indicators) => indicators
            .iter()
            .map(|indicator| answered(indicator.fact, indicator.max, context.sheet))
            .fold(Range::exactly(0), Range::plus),
        Basis::Typed | Basis::Levels(_) => answered(element.fact, element.max, context.sheet),
        Basis::Items(_) => exact_points(element, context).map_or(Range::exactly(0), in_tenths),
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
/// most that each can give. What is worked out is not spread.
pub(super) fn parts(elements: &[Element]) -> impl Iterator<Item = (FactIx, i64)> {
    elements.iter().flat_map(|element| match &element.basis {
        Basis::Indicators(indicators) => {
            indicators.iter().map(|indicator| (indicator.fact, indicator.max)).collect::<Vec<_>>()
        }
        Basis::Typed | Basis::Levels(_) => vec![(element.fact, element.max)],
        Basis::Items(_) => Vec::new(),
    })
}

/// The level of one aspect: typed, or the highest up to which all conditions hold.
pub(super) fn level(aspect: &Element, context: &Context<'_>, top: u8) -> Levels {
    match &aspect.basis {
        Basis::Levels(rules) => reached(rules, context, top),
        Basis::Typed | Basis::Indicators(_) | Basis::Items(_) => match context.sheet.get(aspect.fact) {
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
        Basis::Items(items) => {
            let mut record = Record::default();
            for item in items {
                scored_points(item, context, &mut record);
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
    for cap in rulebook.caps.iter().filter(|cap| cap.lowers > 0) {
        if grade.best > 0 {
            lower(&mut grade, cap.lowers, evaluate(&cap.when, &context, &mut NoTrace));
        }
    }
    for cap in rulebook.caps.iter().filter(|cap| cap.lowers == 0) {
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

/// Lowers a range by so many outcomes, as far as a factor holds.
pub(super) fn lower(grade: &mut GradeRange, by: u8, outcome: Truth) {
    if outcome.can_be_true() {
        grade.worst = grade.worst.saturating_sub(by);
    }
    if outcome == Truth::True {
        grade.best = grade.best.saturating_sub(by);
    }
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

/// The score, where there is one, and the range before caps and grounds.
pub(super) fn uncapped(rulebook: &RuleBook, context: &Context<'_>) -> (Option<Range>, GradeRange) {
    uncapped_with(rulebook, None, context)
}

/// The same where the total is known already.
pub(super) fn uncapped_with(
    rulebook: &RuleBook,
    known: Option<Range>,
    context: &Context<'_>,
) -> (Option<Range>, GradeRange) {
    let top = rulebook.grade.top();
    match &rulebook.grade.model {
        Model::Scored { elements, bands } => {
            let score = known.unwrap_or_else(|| total(elements, context));
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

/// The readings that keep a grade open before its caps; `known`: the total, where it is known already.
pub(super) fn disputed_readings(rulebook: &RuleBook, known: Option<Range>, context: &Context<'_>) -> Vec<&'static str> {
    match &rulebook.grade.model {
        Model::Scored { elements, bands } => {
            let total = known.unwrap_or_else(|| total(elements, context));
            let differ = |(lower, rounded): (u8, u8)| lower != rounded;
            let disputed = [total.low, total.high].iter().any(|total| differ(band_of(bands, *total)));
            if disputed { vec![built_in::LOWER_BAND, built_in::ROUNDED] } else { Vec::new() }
        }
        Model::Aspects { aspects, between: true } => {
            let top = rulebook.grade.top();
            let levels: Vec<Levels> = aspects.iter().map(|aspect| level(aspect, context, top)).collect();
            let differ = levels.windows(2).any(|pair| pair.first() != pair.last());
            if differ { vec![built_in::LOWEST_ASPECT, built_in::WEIGHED] } else { Vec::new() }
        }
        Model::Aspects { between: false, .. } | Model::Met { .. } => Vec::new(),
    }
}
