//! Bringing a number expression below, on or above a bound, by answers.

use super::arrange::arrange;
use super::points::bring_points;
use super::stage::{Set, Stage, filled};
use ziping_base::calendar::Unit as TimeUnit;
use ziping_rules::fact::{FactIx, Kind, Range, Value as Answer};
use ziping_rules::rule::score::{End, Ratio, Span, Value, facts_of_value, value};
use ziping_rules::rule::{NoTrace, Number, Operand, Quantity, Rows, Unit, number};

/// On which side of a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Below,
    On,
    Above,
}

impl Side {
    pub(super) const ALL: [Self; 3] = [Self::Below, Self::On, Self::Above];

    const fn turned(self) -> Self {
        match self {
            Self::Below => Self::Above,
            Self::On => Self::On,
            Self::Above => Self::Below,
        }
    }

    /// Whether a value is there. On the day on which a period ends it may be either side: that is *on*.
    fn has(self, span: Span, at: Ratio) -> bool {
        let at = End::At(at);
        span.defined
            && !span.undefined
            && match self {
                Self::Below => span.high < at,
                Self::On => span.low <= at && at <= span.high && span.low > End::Below && span.high < End::Above,
                Self::Above => span.low > at,
            }
    }
}

/// More rows than a case should have.
const MOST_ROWS: i64 = 60;

/// Brings `of` to a side of `at`. Nothing: it cannot be brought there.
pub(super) fn place(of: &Value, at: Ratio, side: Side, stage: &mut Stage, set: &Set<'_>) -> Option<()> {
    let before = stage.clone();
    let found = bring(of, at, side, stage, set);
    let now = value(of, &stage.context(set), &mut NoTrace);
    // A day more than ten years is ten complete years, and no reading makes it nine.
    let just_passed = side == Side::Above && matches!(of, Value::Passed(..)) && now.value() == Some(at);
    if found.is_some() && (side.has(now, at) || just_passed) {
        Some(())
    } else {
        *stage = before;
        None
    }
}

fn bring(of: &Value, at: Ratio, side: Side, stage: &mut Stage, set: &Set<'_>) -> Option<()> {
    match of {
        Value::Fixed(_) | Value::Given(_) => None,
        Value::Number(number, unit) => {
            let one = Ratio::fixed(1, places(*unit));
            bring_number(number, units(at.over(one)?, side)?, stage, set)
        }
        Value::Passed(operand, unit) => {
            let count = i32::try_from(units(at, Side::On)?).ok()?;
            let today = set.today();
            let on = match unit {
                TimeUnit::Years => today.plus_months(count.checked_mul(-12)?),
                TimeUnit::Months => today.plus_months(-count),
                TimeUnit::Days => today.plus_days(-count),
            };
            let day = match side {
                Side::Below => on.plus_days(1),
                Side::On => on,
                Side::Above => on.plus_days(-1),
            };
            // What lies ahead has not passed.
            (day <= today).then_some(())?;
            stage.put(*operand, Answer::Date(day))
        }
        Value::Yearly(fact, back, signed) => {
            let units = units(at.over(Ratio::fixed(1, 2))?, side)?;
            if units < 0 && !signed {
                return None;
            }
            put_year(*fact, set.moment.fiscal_year - i32::from(*back), units, stage);
            Some(())
        }
        Value::Negative(inner) => bring(inner, at.negated(), side.turned(), stage, set),
        Value::Rounded(inner, _) => bring(inner, at, side, stage, set),
        Value::Sum(parts) => {
            let (chosen, rest) = others(parts, Ratio::ZERO, stage, set)?;
            let rest = rest.iter().try_fold(Ratio::ZERO, |sum, part| sum.plus(exact(part, stage, set)?))?;
            bring(chosen, at.minus(rest)?, side, stage, set)
        }
        Value::Product(parts) => {
            let (chosen, rest) = others(parts, Ratio::ONE, stage, set)?;
            let rest = rest.iter().try_fold(Ratio::ONE, |all, part| all.times(exact(part, stage, set)?))?;
            let side = if rest.is_negative() { side.turned() } else { side };
            bring(chosen, at.over(rest)?, side, stage, set)
        }
        Value::Quotient(part, base) => {
            if exact(base, stage, set).is_none_or(|base| !base.is_positive()) {
                // Large enough for a small step to be small, round enough to be read: amounts in thousands, people in
                // hundreds.
                let under = i64::try_from(at.parts().1).ok()?;
                let tried: [i64; 5] =
                    if is_money(base, set) { [1_000_000, 10_000, 100, 10, 1] } else { [100, 10, 1, 1_000, 10_000] };
                let rounds = tried.into_iter().filter_map(|round| round.checked_mul(under));
                let mut rounds = rounds.map(Ratio::whole);
                let found = rounds.find_map(|round| place(base, round, Side::On, stage, set));
                found?;
            }
            let base = exact(base, stage, set)?;
            bring(part, at.times(base)?, side, stage, set)
        }
        Value::Least(parts) | Value::Most(parts) => {
            let chosen = parts.iter().find(|part| moves(part))?;
            bring(chosen, at, side, stage, set)
        }
        Value::Points(scored) => bring_points(scored, at, side, stage, set),
        Value::Mean(mean) => {
            let Value::Number(Number::Answer(operand @ Operand::Column(..), ..), unit) = &mean.of else { return None };
            let units = units(at.over(Ratio::fixed(1, places(*unit)))?, side)?;
            let row = a_row(&mean.rows, 0, stage, set)?;
            let mut inner = Stage { row: Some(row), ..stage.clone() };
            inner.put(*operand, Answer::Number(Range::exactly(units)))?;
            stage.add(mean.rows.table, &[inner.row?]);
            Some(())
        }
    }
}

/// Whether it counts money.
fn is_money(of: &Value, set: &Set<'_>) -> bool {
    let mut facts = Vec::new();
    facts_of_value(of, &mut facts);
    let money = |fact: &FactIx| {
        let kind = set.catalogue.get(*fact).map(|fact| &fact.kind);
        matches!(kind, Some(Kind::Money { .. } | Kind::Yearly { .. }))
    };
    facts.iter().any(money)
}

const fn places(unit: Unit) -> u32 {
    match unit {
        Unit::Count => 0,
        Unit::Money => 2,
        Unit::Score => 1,
    }
}

/// Whole units on a side of a number.
fn units(at: Ratio, side: Side) -> Option<i64> {
    let units = match side {
        Side::Below => at.ceil().checked_sub(1)?,
        Side::On => (at.parts().1 == 1).then(|| at.floor())?,
        Side::Above => at.floor().checked_add(1)?,
    };
    i64::try_from(units).ok()
}

/// The value as it stands, where it is one number.
pub(super) fn exact(of: &Value, stage: &Stage, set: &Set<'_>) -> Option<Ratio> {
    let span = value(of, &stage.context(set), &mut NoTrace);
    span.value().filter(|_| span.defined && !span.undefined)
}

/// Whether answers can move it.
fn moves(of: &Value) -> bool {
    !matches!(of, Value::Fixed(_) | Value::Given(_))
}

/// The part that is to be moved, and the others, which are brought to `rest` where they are open.
fn others<'v>(
    parts: &'v [Value],
    rest: Ratio,
    stage: &mut Stage,
    set: &Set<'_>,
) -> Option<(&'v Value, Vec<&'v Value>)> {
    let chosen = parts.iter().position(moves)?;
    let mut all = Vec::new();
    for (_, part) in parts.iter().enumerate().filter(|(place, _)| *place != chosen) {
        if exact(part, stage, set).is_none() {
            place(part, rest, Side::On, stage, set)?;
        }
        all.push(part);
    }
    Some((parts.get(chosen)?, all))
}

fn put_year(fact: FactIx, year: i32, units: i64, stage: &mut Stage) {
    let mut years = match stage.sheet.get(fact) {
        Some(Answer::Yearly(years)) => years.clone(),
        _ => Vec::new(),
    };
    years.retain(|(of, _)| *of != year);
    years.push((year, Range::exactly(units)));
    years.sort_by_key(|(of, _)| *of);
    stage.sheet.put(fact, Some(Answer::Yearly(years)));
}

/// Brings a number to so many of its units.
fn bring_number(of: &Number, units: i64, stage: &mut Stage, set: &Set<'_>) -> Option<()> {
    match of {
        Number::Literal(_) => None,
        Number::Answer(operand, low, high) => {
            ((*low..=*high).contains(&units)).then_some(())?;
            stage.put(*operand, Answer::Number(Range::exactly(units)))
        }
        Number::Derived { fact, table, low, high, .. } => {
            ((*low..=*high).contains(&units) && stage.sheet.get(*table).is_none()).then_some(())?;
            stage.put(Operand::Fact(*fact), Answer::Number(Range::exactly(units)))
        }
        Number::Sum(fact, years, signed) | Number::Least(fact, years, signed) => {
            if units < 0 && !signed {
                return None;
            }
            let year = set.moment.fiscal_year;
            let least = matches!(of, Number::Least(..));
            for back in 1..=i32::from(*years) {
                put_year(*fact, year - back, if least || back == 1 { units } else { 0 }, stage);
            }
            Some(())
        }
        Number::Plus(parts) => {
            let chosen = parts.iter().position(|part| !matches!(part, Number::Literal(_)))?;
            let mut rest = 0_i64;
            for (_, part) in parts.iter().enumerate().filter(|(place, _)| *place != chosen) {
                let now = number(part, &stage.context(set), &mut NoTrace);
                if !now.is_exact() {
                    bring_number(part, 0, stage, set)?;
                }
                rest = rest.checked_add(number(part, &stage.context(set), &mut NoTrace).low)?;
            }
            bring_number(parts.get(chosen)?, units.checked_sub(rest)?, stage, set)
        }
        Number::Rows(rows, quantity) => match quantity {
            Quantity::Count | Quantity::Distinct(_) => counted(rows, units, stage, set),
            Quantity::Total(column) | Quantity::Mean(column) => {
                let row = a_row(rows, 0, stage, set)?;
                let mut inner = Stage { row: Some(row), ..stage.clone() };
                inner.put(Operand::Column(rows.table, *column), Answer::Number(Range::exactly(units)))?;
                stage.sheet.put(rows.table, None);
                stage.add(rows.table, &[inner.row?]);
                Some(())
            }
            Quantity::Groups(..) => None,
        },
    }
}

/// Exactly so many rows that count, and no others.
pub(super) fn counted(rows: &Rows, count: i64, stage: &mut Stage, set: &Set<'_>) -> Option<()> {
    (0..=MOST_ROWS).contains(&count).then_some(())?;
    let all: Option<Vec<_>> = (0..usize::try_from(count).ok()?).map(|place| a_row(rows, place, stage, set)).collect();
    stage.sheet.put(rows.table, None);
    stage.add(rows.table, &all?);
    Some(())
}

/// A row that counts, every cell of it filled.
pub(super) fn a_row(rows: &Rows, place: usize, stage: &Stage, set: &Set<'_>) -> Option<ziping_rules::fact::Row> {
    let mut inner = Stage { row: Some(Stage::blank(rows.table, set)?), ..stage.clone() };
    arrange(&rows.filter, true, &mut inner, set)?;
    let bare = inner.row.clone()?;
    inner.row = Some(filled(bare.clone(), rows.table, place, set));
    if inner.holds(&rows.filter, set).can_be_false() {
        // A cell that has to be blank.
        inner.row = Some(bare);
        inner.holds(&rows.filter, set).can_be_true().then_some(())?;
    }
    inner.row
}
