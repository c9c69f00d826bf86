//! The full assessment: every condition with what decided it.

use super::first_days::of_itself;
use super::grade::{self, GradeRange, Levels, bind, lower};
use serde::{Deserialize, Serialize};
use ziping_base::calendar::Day;
use ziping_regime::{Basis, ConditionKind, Element, FigureValue, Library, Model, RuleBook};
use ziping_rules::fact::{FactIx, Range, Sheet};
use ziping_rules::rule::score::{ItemFinding, Points, explain};
use ziping_rules::rule::{
    Context, Moment, NoTrace, ReadingId, Reason, Record, Test, Trace, Truth, Unit, evaluate, number,
};

/// The outcome of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// Not answered, or it depends on the reading.
    Unknown,
    /// It does not apply to this organisation.
    NotApplicable,
}

impl From<Truth> for Outcome {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::True => Self::True,
            Truth::False => Self::False,
            Truth::Unknown => Self::Unknown,
        }
    }
}

impl Outcome {
    /// As the JSON has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::True => "true",
            Self::False => "false",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// What was found for one condition, ground or cap.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Its place in the rule book's list of its kind.
    pub place: usize,
    /// The outcome.
    pub outcome: Outcome,
    /// The values that decided it.
    pub reasons: Vec<Reason>,
    /// Facts that keep it open.
    pub open: Vec<FactIx>,
    /// Readings in dispute.
    pub readings: Vec<ReadingId>,
}

/// What was found for a cap.
#[derive(Debug, Clone, PartialEq)]
pub struct CapFinding {
    /// As for any condition.
    pub finding: Finding,
    /// The best outcome while it holds, by place; of one that lowers the grade the best that is left of it by this alone.
    pub limit: u8,
    /// By how many outcomes it lowers the grade; 0: it limits it.
    pub lowers: u8,
    /// It holds and lowers the grade that the score alone would give.
    pub binds: bool,
    /// First days on which it no longer holds: under some reading, and under every reading. Only while it is caught
    /// (or in dispute) and time alone can free it, within 100 years.
    pub free: Option<(Day, Day)>,
}

impl CapFinding {
    /// Whether it would lower a grade of at best `best`, if it held.
    #[must_use]
    pub const fn would_lower(&self, best: u8) -> bool {
        if self.lowers > 0 { best > 0 } else { self.limit < best }
    }
}

/// What was found for an element of the score or an aspect.
#[derive(Debug, Clone, PartialEq)]
pub struct ElementFinding {
    /// The fact.
    pub fact: FactIx,
    /// Points in tenths (elements) or levels by place (aspects).
    pub range: Range,
    /// The most it can give, in tenths; the highest place for aspects.
    pub max: i64,
    /// Whether anything that decides it is answered at all.
    pub answered: bool,
    /// Facts that keep it open.
    pub open: Vec<FactIx>,
    /// Where an overlay divides the element: its indicators, in order.
    pub indicators: Vec<IndicatorFinding>,
    /// Where there are conditions for the aspect's levels: what was found for each, in order.
    pub levels: Vec<Finding>,
    /// The points as they are worked out, where they are.
    pub exact: Option<Points>,
    /// Where its points are worked out: its items and groups, in order; for an aspect those shown beside it.
    pub items: Vec<ItemFinding>,
}

/// What was found for an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndicatorFinding {
    /// The fact.
    pub fact: FactIx,
    /// Points in tenths.
    pub range: Range,
    /// The most it can give, in tenths.
    pub max: i64,
    /// Whether it is answered at all.
    pub answered: bool,
}

/// A figure worked out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figured {
    /// A number of a unit, as a range.
    Number(Range, Unit),
    /// A share: part and whole.
    Share(Range, Range),
    /// A condition.
    Truth(Truth),
}

/// A figure of the rule book.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureFinding {
    /// Its place in the rule book's list.
    pub place: usize,
    /// Its value.
    pub value: Figured,
    /// Whether its table is filled at all.
    pub answered: bool,
}

/// An assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The assessment date.
    pub as_of: Day,
    /// Whether the organisation may apply.
    pub eligible: Truth,
    /// Points in tenths, where the regime scores.
    pub score: Option<Range>,
    /// Before caps and grounds.
    pub uncapped: GradeRange,
    /// What a successful application would get.
    pub grade: GradeRange,
    /// Readings that keep the grade open before its caps.
    pub grade_readings: Vec<&'static str>,
    /// One for each condition of the rule book, in order.
    pub conditions: Vec<Finding>,
    /// One for each cap, in order.
    pub caps: Vec<CapFinding>,
    /// One for each ground, in order.
    pub grounds: Vec<Finding>,
    /// One for each element or aspect, in order.
    pub elements: Vec<ElementFinding>,
    /// One for each figure, in order.
    pub figures: Vec<FigureFinding>,
    /// The points as they are worked out, where an element is.
    pub exact: Option<Points>,
    /// Items and groups of points that stand for themselves and beside no aspect.
    pub items: Vec<ItemFinding>,
}

impl Assessment {
    /// All facts that keep a condition, cap, ground, element or aspect open, each once.
    #[must_use]
    pub fn open_facts(&self) -> Vec<FactIx> {
        let mut all = Vec::new();
        let findings = self.conditions.iter().chain(self.caps.iter().map(|cap| &cap.finding)).chain(&self.grounds);
        for fact in findings.flat_map(|finding| &finding.open) {
            if !all.contains(fact) {
                all.push(*fact);
            }
        }
        for fact in self.elements.iter().flat_map(|element| &element.open) {
            if !all.contains(fact) {
                all.push(*fact);
            }
        }
        all
    }

    /// Places of the conditions a local authority may relax that are not met now; none when all are unmet, for it can
    /// relax some only.
    #[must_use]
    pub fn relaxable(&self, rulebook: &RuleBook) -> Vec<usize> {
        let Model::Met { relaxable, .. } = &rulebook.grade.model else { return Vec::new() };
        let may = |place: usize| rulebook.conditions.get(place).is_some_and(|c| relaxable.contains(&c.id));
        let unmet: Vec<usize> =
            self.conditions.iter().filter(|f| may(f.place) && f.outcome == Outcome::False).map(|f| f.place).collect();
        if unmet.len() < relaxable.len() { unmet } else { Vec::new() }
    }
}

/// Assesses one regime, with everything that decided it.
#[must_use]
pub fn assess(library: &Library, rulebook: &RuleBook, sheet: &Sheet, as_of: Day) -> Assessment {
    let moment = Moment::new(as_of, &library.windows);
    assess_at(library, rulebook, sheet, &moment)
}

/// Assesses at a moment whose windows are already resolved.
#[must_use]
pub fn assess_at(library: &Library, rulebook: &RuleBook, sheet: &Sheet, moment: &Moment) -> Assessment {
    let context = Context::new(sheet, moment);
    let conditions: Vec<Finding> = rulebook
        .conditions
        .iter()
        .enumerate()
        .map(|(place, condition)| find(place, &condition.when, condition.applies.as_ref(), &context, Record::default()))
        .collect();
    // What is worked out is worked out once: the total is that of the elements as they are explained.
    let elements: Vec<ElementFinding> =
        rulebook.elements().iter().map(|element| element_of(rulebook, element, &context)).collect();
    let exact = exact_total(&elements);
    let known = exact.map(grade::in_tenths);
    let (score, uncapped) = grade::uncapped_with(rulebook, known, &context);
    let mut caps: Vec<CapFinding> = rulebook
        .caps
        .iter()
        .enumerate()
        .map(|(place, cap)| {
            let finding = find(place, &cap.when, None, &context, Record::against());
            let free = free_days(library, &cap.when, finding.outcome, &context);
            let limit = if cap.lowers == 0 { cap.limit } else { uncapped.best.saturating_sub(cap.lowers) };
            CapFinding { finding, limit, lowers: cap.lowers, binds: false, free }
        })
        .collect();
    // Factors that lower the grade come first, limits after them.
    let mut lowered = uncapped;
    let truths = || caps.iter().filter_map(|cap| Some((cap, truth_of(cap.finding.outcome)?)));
    truths().filter(|(cap, _)| cap.lowers > 0).for_each(|(cap, truth)| lower(&mut lowered, cap.lowers, truth));
    let mut range = lowered;
    truths().filter(|(cap, _)| cap.lowers == 0).for_each(|(cap, truth)| bind(&mut range, cap.limit, truth));
    for cap in &mut caps {
        // A limit that stands where others have lowered the grade to holds it there as well.
        let decides = if cap.lowers > 0 { lowered.best == range.best } else { cap.limit == range.best };
        cap.binds = cap.finding.outcome == Outcome::True && cap.would_lower(uncapped.best) && decides;
    }
    let grounds: Vec<Finding> = rulebook
        .grounds
        .iter()
        .enumerate()
        .map(|(place, ground)| find(place, &ground.when, None, &context, Record::against()))
        .collect();
    if grounds.iter().any(|finding| matches!(finding.outcome, Outcome::True | Outcome::Unknown)) {
        range.worst = 0;
    }
    Assessment {
        as_of: moment.as_of,
        eligible: eligibility(rulebook, &conditions),
        score,
        uncapped,
        grade: range,
        grade_readings: grade::disputed_readings(rulebook, known, &context),
        conditions,
        caps,
        grounds,
        elements,
        figures: rulebook
            .figures
            .iter()
            .enumerate()
            .map(|(place, figure)| figure_of(place, &figure.value, &context))
            .collect(),
        exact,
        items: standing(rulebook, None, &context),
    }
}

/// The open facts of items, each once.
fn open_among(items: &[ItemFinding]) -> Vec<FactIx> {
    let mut open = Vec::new();
    for fact in items.iter().flat_map(|item| &item.open) {
        if !open.contains(fact) {
            open.push(*fact);
        }
    }
    open
}

/// The total where an element is worked out.
fn exact_total(elements: &[ElementFinding]) -> Option<Points> {
    let each = elements.iter().map(|element| element.exact.unwrap_or_else(|| Points::of_tenths(element.range)));
    let worked_out = elements.iter().any(|element| element.exact.is_some());
    worked_out.then(|| each.sum())
}

/// The items that stand for themselves, beside an aspect or beside none.
fn standing(rulebook: &RuleBook, aspect: Option<FactIx>, context: &Context<'_>) -> Vec<ItemFinding> {
    rulebook.items_beside(aspect).map(|item| explain(item, context)).collect()
}

const fn truth_of(outcome: Outcome) -> Option<Truth> {
    match outcome {
        Outcome::True => Some(Truth::True),
        Outcome::False => Some(Truth::False),
        Outcome::Unknown => Some(Truth::Unknown),
        Outcome::NotApplicable => None,
    }
}

fn find(place: usize, when: &Test, applies: Option<&Test>, context: &Context<'_>, mut record: Record) -> Finding {
    let mut outcome = Outcome::from(evaluate(when, context, &mut record));
    if let Some(applies) = applies {
        let mut scope = Record::default();
        match evaluate(applies, context, &mut scope) {
            Truth::True => {}
            Truth::False => {
                outcome = Outcome::NotApplicable;
                record = scope;
            }
            Truth::Unknown => {
                // Whether it applies is open; what is satisfied anyway stays satisfied.
                if outcome != Outcome::True {
                    outcome = Outcome::Unknown;
                    record.extend(scope);
                }
            }
        }
    }
    record.finish();
    if outcome != Outcome::Unknown {
        record.settle(ziping_rules::rule::Mark::default());
    }
    Finding { place, outcome, reasons: record.reasons, open: record.open, readings: record.readings }
}

fn eligibility(rulebook: &RuleBook, conditions: &[Finding]) -> Truth {
    rulebook
        .conditions
        .iter()
        .zip(conditions)
        .filter(|(condition, _)| condition.kind == ConditionKind::Eligibility)
        .map(|(_, finding)| truth_of(finding.outcome).unwrap_or(Truth::True))
        .fold(Truth::True, Truth::and)
}

fn element_of(rulebook: &RuleBook, element: &Element, context: &Context<'_>) -> ElementFinding {
    let sheet = context.sheet;
    let top = rulebook.grade.top();
    let scored = matches!(rulebook.grade.model, Model::Scored { .. });
    let items: Vec<ItemFinding> = if scored {
        element.items().iter().map(|item| explain(item, context)).collect()
    } else {
        standing(rulebook, Some(element.fact), context)
    };
    let worked_out = scored && !items.is_empty();
    let exact: Option<Points> = worked_out.then(|| items.iter().map(|item| item.points).sum());
    let range = if let Some(exact) = exact {
        grade::in_tenths(exact)
    } else if scored {
        grade::points(element, context)
    } else {
        let Levels { worst, best } = grade::level(element, context, top);
        Range { low: i64::from(worst), high: i64::from(best) }
    };
    let indicators = match &element.basis {
        Basis::Indicators(indicators) => indicators
            .iter()
            .map(|indicator| IndicatorFinding {
                fact: indicator.fact,
                range: grade::answered(indicator.fact, indicator.max, sheet),
                max: indicator.max,
                answered: sheet.get(indicator.fact).is_some(),
            })
            .collect(),
        Basis::Typed | Basis::Levels(_) | Basis::Items(_) => Vec::new(),
    };
    let rules = element.level_rules().iter().enumerate();
    ElementFinding {
        fact: element.fact,
        range,
        max: if scored { element.max } else { i64::from(top) },
        answered: element.facts().iter().any(|fact| sheet.get(*fact).is_some()),
        open: if worked_out { open_among(&items) } else { grade::open_of(element, context, top) },
        indicators,
        levels: rules.map(|(place, rule)| find(place, &rule.when, None, context, Record::default())).collect(),
        exact,
        items,
    }
}

fn figure_of(place: usize, value: &FigureValue, context: &Context<'_>) -> FigureFinding {
    let mut facts = Vec::new();
    let value = match value {
        FigureValue::Number(expression, unit) => {
            ziping_rules::rule::facts_of_number(expression, &mut facts);
            Figured::Number(number(expression, context, &mut NoTrace), *unit)
        }
        FigureValue::Share(part, whole) => {
            ziping_rules::rule::facts_of_number(part, &mut facts);
            Figured::Share(number(part, context, &mut NoTrace), number(whole, context, &mut NoTrace))
        }
        FigureValue::Test(test) => {
            ziping_rules::rule::facts_of(test, &mut facts);
            Figured::Truth(evaluate(test, context, &mut NoTrace))
        }
    };
    FigureFinding { place, value, answered: facts.iter().any(|fact| context.sheet.get(*fact).is_some()) }
}

/// The first days on which a condition that holds, or is in dispute, no longer does: under some reading, and under
/// every reading.
fn free_days(library: &Library, test: &Test, outcome: Outcome, context: &Context<'_>) -> Option<(Day, Day)> {
    let held = matches!(outcome, Outcome::True | Outcome::Unknown);
    held.then(|| of_itself(library, test, context, outcome == Outcome::Unknown, Truth::not)).flatten()
}
