//! Consistency checks over facts.

use super::grade::{exact_points, level, points};
use ziping_base::calendar::Day;
use ziping_regime::{Basis, Element, FigureValue, Library, RuleBook};
use ziping_rules::fact::{FactIx, Occurrence, Range, Sheet, Value};
use ziping_rules::rule::score::Points;
use ziping_rules::rule::{Context, Moment, NoTrace, Truth, evaluate, facts_of, number};

/// Facts that do not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inconsistency {
    /// A check of the content is broken: its id, whether it is an error, its facts.
    Check(String, bool, Vec<FactIx>),
    /// Something is said to have happened after the assessment date.
    Future(FactIx, Day),
    /// A typed figure differs from what its table gives: the fact, the table, typed, worked out.
    TableDiffers(FactIx, FactIx, Range, Range),
    /// A typed yes or no differs from what its table gives.
    TableDenies(FactIx, FactIx),
    /// A typed score or level differs from what an overlay's indicators or conditions give: the regime, the fact,
    /// typed, worked out (tenths of a point, or levels by place), and the points exactly where items give them.
    OverlayDiffers(String, FactIx, Range, Range, Option<Points>),
}

impl Inconsistency {
    /// Whether the answers cannot be right.
    #[must_use]
    pub const fn is_error(&self) -> bool {
        match self {
            Self::Check(_, error, _) => *error,
            Self::Future(..) => true,
            Self::TableDiffers(..) | Self::TableDenies(..) | Self::OverlayDiffers(..) => false,
        }
    }

    /// The facts that it is about, first the one whose answer it means: the part of a whole, the typed figure.
    #[must_use]
    pub fn facts(&self) -> Vec<FactIx> {
        match self {
            Self::Check(_, _, facts) => facts.clone(),
            Self::Future(fact, _) | Self::OverlayDiffers(_, fact, ..) => vec![*fact],
            Self::TableDiffers(fact, table, ..) | Self::TableDenies(fact, table) => vec![*fact, *table],
        }
    }
}

/// All inconsistencies of a sheet on a date, errors among warnings, in the order of the content; of scores and levels that
/// overlays work out those in `rulebooks`, which a page keeps beside the library.
#[must_use]
pub fn inconsistencies(library: &Library, rulebooks: &[RuleBook], sheet: &Sheet, as_of: Day) -> Vec<Inconsistency> {
    let moment = Moment::new(as_of, &library.windows);
    let context = Context::new(sheet, &moment);
    let mut found = Vec::new();
    for (fact, value) in sheet.answered() {
        if let Value::Occurrence(Occurrence::On(day)) = value
            && *day > as_of
        {
            found.push(Inconsistency::Future(fact, *day));
        }
    }
    for check in &library.checks {
        let mut facts = Vec::new();
        facts_of(&check.holds, &mut facts);
        let answered = facts.iter().all(|fact| sheet.get(*fact).is_some());
        if answered && evaluate(&check.holds, &context, &mut NoTrace) == Truth::False {
            found.push(Inconsistency::Check(check.id.clone(), check.error, facts));
        }
    }
    for derived in &library.derived {
        if sheet.get(derived.table).is_none() {
            continue;
        }
        match (&derived.value, sheet.get(derived.fact)) {
            (FigureValue::Number(expression, _), Some(Value::Number(typed))) => {
                let worked_out = number(expression, &context, &mut NoTrace);
                if typed.high < worked_out.low || typed.low > worked_out.high {
                    found.push(Inconsistency::TableDiffers(derived.fact, derived.table, *typed, worked_out));
                }
            }
            (FigureValue::Test(test), Some(Value::Bool(typed))) => {
                if evaluate(test, &context, &mut NoTrace) == Truth::known(!typed) {
                    found.push(Inconsistency::TableDenies(derived.fact, derived.table));
                }
            }
            (FigureValue::Number(..) | FigureValue::Share(..) | FigureValue::Test(_), _) => {}
        }
    }
    for rulebook in rulebooks {
        found.extend(rulebook.elements().iter().filter_map(|element| differs(rulebook, element, &context)));
    }
    found
}

/// A typed score or level that cannot be what an overlay's indicators or conditions give.
fn differs(rulebook: &RuleBook, element: &Element, context: &Context<'_>) -> Option<Inconsistency> {
    let worked_out = match &element.basis {
        Basis::Typed => return None,
        Basis::Indicators(_) | Basis::Items(_) => points(element, context),
        Basis::Levels(_) => {
            let level = level(element, context, rulebook.grade.top());
            Range { low: i64::from(level.worst), high: i64::from(level.best) }
        }
    };
    let typed = match context.sheet.get(element.fact)? {
        Value::Number(range) => *range,
        Value::Choice(place) => Range::exactly(i64::from(*place)),
        _ => return None,
    };
    let exact = exact_points(element, context);
    // What is typed has tenths: it agrees with what is worked out, cut to tenths or rounded up to them.
    let range = exact.map_or(worked_out, |exact| Range {
        low: exact.low.units_below(1).unwrap_or(i64::MIN),
        high: exact.high.negated().units_below(1).map_or(i64::MAX, i64::saturating_neg),
    });
    let apart = typed.high < range.low || typed.low > range.high;
    apart.then(|| Inconsistency::OverlayDiffers(rulebook.id.clone(), element.fact, typed, worked_out, exact))
}
