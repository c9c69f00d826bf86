//! Evaluation: one pass over a compiled condition, three-valued, on ranges.
//!
//! Sound by construction: every part answers for all completions of what is open and for all readings. A part that is
//! decided settles its causes; a conjunction that fails keeps only the part that failed it.

use super::expr::{Comparison, Date, Number, Operand, Test, Unit, WindowIx, Windows, built_in};
use super::rows;
use super::trace::{Reason, Trace};
use super::truth::Truth;
use crate::calendar::{Bounds, Day, Window};
use crate::fact::{FactIx, Occurrence, Range, Row, Sheet, Value};

/// An assessment date with everything that hangs on it worked out once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The assessment date.
    pub as_of: Day,
    /// The year whose three predecessors are the closed fiscal years.
    pub fiscal_year: i32,
    /// The windows, resolved.
    bounds: Vec<Bounds>,
    windows: Vec<Window>,
}

impl Moment {
    /// The moment of an assessment date. On 31 December the current year is not closed yet.
    #[must_use]
    pub fn new(as_of: Day, windows: &Windows) -> Self {
        Self::held(as_of, as_of, windows)
    }

    /// A later moment at which facts about periods stand as they did on `base`.
    #[must_use]
    pub fn held(as_of: Day, base: Day, windows: &Windows) -> Self {
        let bounds = windows.at(as_of);
        let windows = (0..bounds.len()).filter_map(|i| windows.get(WindowIx(u16::try_from(i).ok()?))).collect();
        Self { as_of, fiscal_year: base.year(), bounds, windows }
    }

    #[inline]
    fn bounds(&self, ix: WindowIx) -> Option<&Bounds> {
        self.bounds.get(usize::from(ix.0))
    }

    fn window(&self, ix: WindowIx) -> Window {
        self.windows.get(usize::from(ix.0)).copied().unwrap_or(Window {
            period: crate::calendar::Period { count: 0, unit: crate::calendar::Unit::Days },
            recent: false,
        })
    }
}

/// What a condition is evaluated against.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The answers.
    pub sheet: &'a Sheet,
    /// The assessment date.
    pub moment: &'a Moment,
    /// The row at hand, inside a table.
    pub row: Option<&'a Row>,
}

impl<'a> Context<'a> {
    /// The answers on a date.
    #[must_use]
    pub const fn new(sheet: &'a Sheet, moment: &'a Moment) -> Self {
        Self { sheet, moment, row: None }
    }

    #[inline]
    pub(super) fn get(&self, operand: Operand) -> Option<&'a Value> {
        match operand {
            Operand::Fact(fact) => self.sheet.get(fact),
            Operand::Column(_, index) => self.row?.cells.get(usize::from(index))?.as_ref(),
        }
    }
}

/// The fact that an operand's openness is laid to.
const fn cause(operand: Operand) -> FactIx {
    match operand {
        Operand::Fact(fact) | Operand::Column(fact, _) => fact,
    }
}

/// Evaluates a condition.
pub fn evaluate<T: Trace>(test: &Test, context: &Context<'_>, trace: &mut T) -> Truth {
    match test {
        Test::Constant(truth) => Truth::known(*truth),
        Test::Answer(operand) => answer(*operand, context, trace),
        Test::Derived(fact, table, derived) => {
            if context.sheet.get(*table).is_some() {
                evaluate(derived, context, trace)
            } else {
                answer(Operand::Fact(*fact), context, trace)
            }
        }
        Test::OneOf(fact, options, _) => {
            let chosen = match context.sheet.get(*fact) {
                Some(Value::Choice(index)) => Some(*index),
                _ => None,
            };
            trace.reason(|| Reason::Choice(*fact, chosen, *options));
            match chosen {
                Some(index) => Truth::known(options >> index & 1 == 1),
                None => {
                    trace.open(*fact);
                    Truth::Unknown
                }
            }
        }
        Test::AnyOf(fact, options) => set(*fact, *options, context, trace, |set| set & options != 0),
        Test::AllOf(fact, options) => set(*fact, *options, context, trace, |set| set & options == *options),
        Test::Empty(fact) => set(*fact, 0, context, trace, |set| set == 0),
        Test::Compare(left, comparison, right, unit) => compare(left, *comparison, right, *unit, context, trace),
        Test::Share(part, whole, comparison, numerator, denominator) => {
            share(part, whole, *comparison, (*numerator, *denominator), context, trace)
        }
        Test::Within(event, window) => within(*event, *window, context, trace),
        Test::Ever(event) => {
            let occurrence = occurrence(*event, context);
            trace.reason(|| Reason::Ever(cause(*event), occurrence));
            match occurrence {
                Some(Occurrence::Never) => Truth::False,
                Some(Occurrence::On(_) | Occurrence::DayUnknown | Occurrence::Ongoing) => Truth::True,
                None => {
                    trace.open(cause(*event));
                    Truth::Unknown
                }
            }
        }
        Test::Before(first, second) => before(*first, *second, context, trace),
        Test::Since(date, window, at_least) => {
            let truth = since(*date, *window, context, trace);
            if *at_least { truth } else { truth.not() }
        }
        Test::FiscalYears(fact, wanted, at_least) => {
            let truth = fiscal_years(*fact, *wanted, context, trace);
            if *at_least { truth } else { truth.not() }
        }
        Test::Days(left, comparison, right) => days(*left, *comparison, *right, context, trace),
        Test::EachYear(left, comparison, right) => each_year(*left, *comparison, *right, context, trace),
        Test::Uscc(fact) => match context.sheet.get(*fact) {
            Some(Value::Text(text)) => Truth::known(crate::fact::uscc_valid(text)),
            _ => {
                trace.open(*fact);
                Truth::Unknown
            }
        },
        Test::Ran(start, end, window) => ran(*start, *end, *window, context, trace),
        Test::Some(rows) => rows::some(rows, context, trace),
        Test::Every(rows, satisfies) => rows::every(rows, satisfies, context, trace),
        Test::AtLeast(wanted, parts) => at_least(*wanted, parts, context, trace),
        Test::Readings(readings) => disputed(readings, context, trace),
        Test::Not(inner) => evaluate(inner, context, trace).not(),
        Test::And(parts) => fold(parts, Truth::False, context, trace),
        Test::Or(parts) => fold(parts, Truth::True, context, trace),
    }
}

/// A conjunction (`decider` false) or a disjunction (`decider` true): the first part that decides is the reason.
fn fold<T: Trace>(parts: &[Test], decider: Truth, context: &Context<'_>, trace: &mut T) -> Truth {
    let start = trace.mark();
    let mut result = decider.not();
    for part in parts {
        let mark = trace.mark();
        let truth = evaluate(part, context, trace);
        if truth == decider {
            if T::ON {
                trace.settle(mark);
                trace.cut(start, mark);
            }
            return decider;
        }
        if truth == Truth::Unknown {
            result = Truth::Unknown;
        } else if T::ON {
            trace.settle(mark);
        }
    }
    result
}

#[inline(never)]
fn at_least<T: Trace>(wanted: u16, parts: &[Test], context: &Context<'_>, trace: &mut T) -> Truth {
    let start = trace.mark();
    let (mut certain, mut possible) = (0_u16, 0_u16);
    for part in parts {
        let mark = trace.mark();
        let truth = evaluate(part, context, trace);
        if truth.is_known() {
            trace.settle(mark);
        }
        certain += u16::from(truth == Truth::True);
        possible += u16::from(truth.can_be_true());
    }
    let truth = Truth::of(possible >= wanted, certain < wanted);
    if truth.is_known() {
        trace.settle(start);
    }
    truth
}

#[inline(never)]
fn disputed<T: Trace>(readings: &[(String, Test)], context: &Context<'_>, trace: &mut T) -> Truth {
    let start = trace.mark();
    let (mut can_be_true, mut can_be_false) = (false, false);
    let mut first = None;
    let mut disagree = false;
    for (_, test) in readings {
        let mark = trace.mark();
        let truth = evaluate(test, context, trace);
        if truth.is_known() {
            trace.settle(mark);
        }
        disagree |= *first.get_or_insert(truth) != truth;
        can_be_true |= truth.can_be_true();
        can_be_false |= truth.can_be_false();
    }
    let truth = Truth::of(can_be_true, can_be_false);
    if truth.is_known() {
        trace.settle(start);
    } else if disagree {
        for (id, _) in readings {
            trace.reading(id);
        }
    }
    truth
}

fn answer<T: Trace>(operand: Operand, context: &Context<'_>, trace: &mut T) -> Truth {
    let value = match context.get(operand) {
        Some(Value::Bool(truth)) => Some(*truth),
        _ => None,
    };
    trace.reason(|| Reason::Answer(cause(operand), value));
    match value {
        Some(truth) => Truth::known(truth),
        None => {
            trace.open(cause(operand));
            Truth::Unknown
        }
    }
}

fn set<T: Trace>(
    fact: FactIx,
    options: u64,
    context: &Context<'_>,
    trace: &mut T,
    holds: impl Fn(u64) -> bool,
) -> Truth {
    let chosen = match context.sheet.get(fact) {
        Some(Value::Several(set)) => Some(*set),
        _ => None,
    };
    trace.reason(|| Reason::Several(fact, chosen, options));
    match chosen {
        Some(set) => Truth::known(holds(set)),
        None => {
            trace.open(fact);
            Truth::Unknown
        }
    }
}

/// The range of a number; what is open is reported.
pub fn number<T: Trace>(expression: &Number, context: &Context<'_>, trace: &mut T) -> Range {
    match expression {
        Number::Literal(units) => Range::exactly(*units),
        Number::Answer(operand, low, high) => match context.get(*operand) {
            Some(Value::Number(range)) => {
                if !range.is_exact() {
                    trace.open(cause(*operand));
                }
                *range
            }
            _ => {
                trace.open(cause(*operand));
                Range { low: *low, high: *high }
            }
        },
        Number::Sum(fact, years, signed) => {
            fiscal((*fact, *years, *signed), context, trace, Some(Range::exactly(0)), Range::plus)
        }
        Number::Least(fact, years, signed) => {
            let least = |a: Range, b: Range| Range { low: a.low.min(b.low), high: a.high.min(b.high) };
            fiscal((*fact, *years, *signed), context, trace, None, least)
        }
        Number::Rows(rows, quantity) => rows::quantity(rows, *quantity, context, trace),
        Number::Derived(fact, table, derived, low, high) => {
            if context.sheet.get(*table).is_some() {
                number(derived, context, trace)
            } else {
                number(&Number::Answer(Operand::Fact(*fact), *low, *high), context, trace)
            }
        }
        Number::Plus(parts) => parts.iter().fold(Range::exactly(0), |sum, part| sum.plus(number(part, context, trace))),
    }
}

/// The amounts of the closed fiscal years before the moment's year folded into one; a year that is not known may be
/// anything its kind allows. No year at all gives `start`.
fn fiscal<T: Trace>(
    (fact, years, signed): (FactIx, u8, bool),
    context: &Context<'_>,
    trace: &mut T,
    start: Option<Range>,
    join: impl Fn(Range, Range) -> Range,
) -> Range {
    let known = match context.sheet.get(fact) {
        Some(Value::Yearly(known)) => known.as_slice(),
        _ => &[],
    };
    let last = context.moment.fiscal_year;
    let first = last.saturating_sub(i32::from(years));
    let (mut seen, mut exact) = (0, 0);
    let mut folded = start;
    for (_, range) in known.iter().filter(|(year, _)| (first..last).contains(year)) {
        folded = Some(folded.map_or(*range, |folded| join(folded, *range)));
        seen += 1;
        exact += u8::from(range.is_exact());
    }
    if seen < years {
        let open = Range { low: if signed { Range::OPEN_LOW } else { 0 }, high: Range::OPEN_HIGH };
        folded = Some(folded.map_or(open, |folded| join(folded, open)));
    }
    if exact < years {
        trace.open(fact);
    }
    folded.unwrap_or(Range::exactly(0))
}

/// What two ranges can still turn out to be beside each other.
#[must_use]
pub(super) fn compare_ranges(left: Range, comparison: Comparison, right: Range) -> Truth {
    let less = |a: Range, b: Range| Truth::of(a.low < b.high, a.high >= b.low);
    match comparison {
        Comparison::Less => less(left, right),
        Comparison::AtLeast => less(left, right).not(),
        Comparison::More => less(right, left),
        Comparison::AtMost => less(right, left).not(),
        Comparison::Equal | Comparison::Different => {
            let overlap = left.low <= right.high && right.low <= left.high;
            let same = left.is_exact() && right.is_exact() && left.low == right.low;
            let equal = Truth::of(overlap, !same);
            if comparison == Comparison::Equal { equal } else { equal.not() }
        }
    }
}

#[inline(never)]
fn compare<T: Trace>(
    left: &Number,
    comparison: Comparison,
    right: &Number,
    unit: Unit,
    context: &Context<'_>,
    trace: &mut T,
) -> Truth {
    let start = trace.mark();
    let a = number(left, context, trace);
    let b = number(right, context, trace);
    let truth = compare_ranges(a, comparison, b);
    if truth.is_known() {
        trace.settle(start);
    }
    if T::ON {
        match (subject(left), subject(right)) {
            (Some(fact), _) => trace.reason(|| Reason::Number(fact, a, comparison, b, unit)),
            (None, Some(fact)) => trace.reason(|| Reason::Number(fact, b, comparison.mirrored(), a, unit)),
            (None, None) => {}
        }
    }
    truth
}

/// The fact that a number is about.
pub(super) fn subject(number: &Number) -> Option<FactIx> {
    match number {
        Number::Literal(_) => None,
        Number::Answer(operand, ..) => Some(cause(*operand)),
        Number::Sum(fact, ..) | Number::Least(fact, ..) | Number::Derived(fact, ..) => Some(*fact),
        Number::Rows(rows, _) => Some(rows.table),
        Number::Plus(parts) => parts.iter().find_map(subject),
    }
}

/// Both ends times a number, where 64 bits are enough: WASM has no wider product.
fn small(range: Range, by: i64) -> Option<(i64, i64)> {
    let times = |units: i64| (units.unsigned_abs() < 1 << 50 && by.unsigned_abs() < 1 << 12).then(|| units * by);
    let high = if range.high == Range::OPEN_HIGH { i64::MAX } else { times(range.high)? };
    Some((times(range.low)?, high))
}

/// Both ends times a number, whatever they are.
fn wide(range: Range, by: i64) -> (i128, i128) {
    let times = |units: i64| i128::from(units) * i128::from(by);
    (times(range.low), if range.high == Range::OPEN_HIGH { i128::MAX } else { times(range.high) })
}

/// What two ranges of products can still turn out to be beside each other.
fn crossed<N: Ord + Copy>(part: (N, N), comparison: Comparison, whole: (N, N)) -> Truth {
    let less = || Truth::of(part.0 < whole.1, part.1 >= whole.0);
    let more = || Truth::of(part.1 > whole.0, part.0 <= whole.1);
    let equal = || {
        let same = part.0 == part.1 && whole.0 == whole.1 && part.0 == whole.0;
        Truth::of(part.0 <= whole.1 && whole.0 <= part.1, !same)
    };
    match comparison {
        Comparison::Less => less(),
        Comparison::AtLeast => less().not(),
        Comparison::More => more(),
        Comparison::AtMost => more().not(),
        Comparison::Equal => equal(),
        Comparison::Different => equal().not(),
    }
}

/// A share is part ÷ whole, compared by cross-multiplication. The share of nothing (a whole of 0) is not defined and
/// satisfies no comparison; parts and wholes are not negative.
#[inline(never)]
fn share<T: Trace>(
    part: &Number,
    whole: &Number,
    comparison: Comparison,
    (numerator, denominator): (i64, i64),
    context: &Context<'_>,
    trace: &mut T,
) -> Truth {
    let start = trace.mark();
    let p = number(part, context, trace);
    let w = number(whole, context, trace);
    // part·denominator compared with whole·numerator, each as a range; no upper bound stays none.
    let truth = match (small(p, denominator), small(w, numerator)) {
        (Some(part), Some(whole)) => crossed(part, comparison, whole),
        _ => crossed(wide(p, denominator), comparison, wide(w, numerator)),
    };
    let truth = if w.high <= 0 {
        Truth::False
    } else if w.low <= 0 {
        Truth::of(truth.can_be_true(), true)
    } else {
        truth
    };
    if truth.is_known() {
        trace.settle(start);
    }
    if T::ON
        && let Some(fact) = subject(part)
    {
        trace.reason(|| Reason::Share(fact, p, w, comparison, numerator, denominator));
    }
    truth
}

pub(super) fn occurrence(event: Operand, context: &Context<'_>) -> Option<Occurrence> {
    match context.get(event) {
        Some(Value::Occurrence(occurrence)) => Some(*occurrence),
        Some(Value::Date(day)) => Some(Occurrence::On(*day)),
        _ => None,
    }
}

fn within<T: Trace>(event: Operand, window: WindowIx, context: &Context<'_>, trace: &mut T) -> Truth {
    let occurrence = occurrence(event, context);
    trace.reason(|| Reason::Event(cause(event), occurrence, context.moment.window(window)));
    let Some(bounds) = context.moment.bounds(window) else { return Truth::Unknown };
    match occurrence {
        Some(Occurrence::Never) => Truth::False,
        Some(Occurrence::Ongoing) => Truth::True,
        Some(Occurrence::On(day)) => day_in_window(day, bounds, trace),
        Some(Occurrence::DayUnknown) | None => {
            trace.open(cause(event));
            Truth::Unknown
        }
    }
}

/// A day in a window: inside under every reading, outside under every reading, or in dispute.
fn day_in_window<T: Trace>(day: Day, bounds: &Bounds, trace: &mut T) -> Truth {
    let rolling = if day > bounds.last_arguable {
        Truth::True
    } else if day < bounds.first_arguable {
        Truth::False
    } else {
        Truth::Unknown
    };
    if !bounds.recent {
        if rolling == Truth::Unknown {
            trace.reading(built_in::CORRESPONDING_DAY);
        }
        return rolling;
    }
    let calendar = Truth::known(day >= bounds.calendar_start);
    if rolling == calendar {
        return rolling;
    }
    trace.reading(built_in::ROLLING);
    trace.reading(built_in::CALENDAR_YEARS);
    if rolling == Truth::Unknown {
        trace.reading(built_in::CORRESPONDING_DAY);
    }
    Truth::Unknown
}

#[inline(never)]
fn since<T: Trace>(date: Operand, window: WindowIx, context: &Context<'_>, trace: &mut T) -> Truth {
    let day = match context.get(date) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    trace.reason(|| Reason::Elapsed(cause(date), day, context.moment.window(window)));
    let Some(bounds) = context.moment.bounds(window) else { return Truth::Unknown };
    match day {
        None => {
            trace.open(cause(date));
            Truth::Unknown
        }
        Some(day) => day_in_window(day, bounds, trace).not(),
    }
}

/// Complete fiscal years since `day`, and the count when the founding part-year is one (会计法 11: 1 January to
/// 31 December). Founded on 1 January, that year is complete.
#[must_use]
pub(super) fn full_years(day: Day, as_of: Day) -> (i32, i32) {
    let whole_first_year = day == Day::first_of_year(day.year());
    let with_part = (as_of.year() - day.year()).max(0);
    let complete = if whole_first_year { with_part } else { (with_part - 1).max(0) };
    (complete, with_part)
}

#[inline(never)]
fn fiscal_years<T: Trace>(fact: FactIx, wanted: u8, context: &Context<'_>, trace: &mut T) -> Truth {
    let day = match context.sheet.get(fact) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    let Some(day) = day else {
        trace.reason(|| Reason::FiscalYears(fact, None, 0, 0, wanted));
        trace.open(fact);
        return Truth::Unknown;
    };
    let (complete, with_part) = full_years(day, context.moment.as_of);
    trace.reason(|| Reason::FiscalYears(fact, Some(day), complete, with_part, wanted));
    let wanted = i32::from(wanted);
    let truth = Truth::of(with_part >= wanted, complete < wanted);
    if truth == Truth::Unknown {
        trace.reading(built_in::COMPLETE_YEARS);
        trace.reading(built_in::PART_YEAR_COUNTS);
    }
    truth
}

#[inline(never)]
fn before<T: Trace>(first: Operand, second: Operand, context: &Context<'_>, trace: &mut T) -> Truth {
    trace.reason(|| Reason::Order(cause(first), cause(second)));
    let (a, b) = (occurrence(first, context), occurrence(second, context));
    match (a, b) {
        (Some(Occurrence::Never), _) | (_, Some(Occurrence::Never)) => Truth::False,
        (Some(Occurrence::On(a)), Some(Occurrence::On(b))) => Truth::known(a < b),
        (Some(Occurrence::On(_)), Some(Occurrence::Ongoing)) => Truth::True,
        (Some(Occurrence::Ongoing), Some(_)) => Truth::False,
        (
            Some(Occurrence::On(_) | Occurrence::DayUnknown),
            Some(Occurrence::DayUnknown | Occurrence::On(_) | Occurrence::Ongoing),
        )
        | (None, _)
        | (_, None) => {
            if !matches!(a, Some(Occurrence::On(_) | Occurrence::Ongoing)) {
                trace.open(cause(first));
            }
            if !matches!(b, Some(Occurrence::On(_) | Occurrence::Ongoing)) {
                trace.open(cause(second));
            }
            Truth::Unknown
        }
    }
}

#[inline(never)]
fn days<T: Trace>(left: Date, comparison: Comparison, right: Date, context: &Context<'_>, trace: &mut T) -> Truth {
    let resolve = |date: Date, trace: &mut T| match date {
        Date::Literal(day) => Some(day),
        Date::Today => Some(context.moment.as_of),
        Date::Answer(operand) => match occurrence(operand, context) {
            Some(Occurrence::On(day)) => Some(day),
            _ => {
                trace.open(cause(operand));
                None
            }
        },
    };
    let (a, b) = (resolve(left, trace), resolve(right, trace));
    match (a, b) {
        (Some(a), Some(b)) => {
            let range = |day: Day| Range::exactly(i64::from(day.number()));
            compare_ranges(range(a), comparison, range(b))
        }
        _ => Truth::Unknown,
    }
}

#[inline(never)]
fn each_year<T: Trace>(
    left: FactIx,
    comparison: Comparison,
    right: FactIx,
    context: &Context<'_>,
    trace: &mut T,
) -> Truth {
    let (Some(Value::Yearly(a)), Some(Value::Yearly(b))) = (context.sheet.get(left), context.sheet.get(right)) else {
        trace.open(left);
        trace.open(right);
        return Truth::Unknown;
    };
    let mut truth = Truth::True;
    for (year, money) in a {
        if let Some((_, other)) = b.iter().find(|(other, _)| other == year) {
            truth = truth.and(compare_ranges(*money, comparison, *other));
        }
    }
    if truth == Truth::Unknown {
        trace.open(left);
        trace.open(right);
    }
    truth
}

#[inline(never)]
fn ran<T: Trace>(start: Operand, end: Operand, window: WindowIx, context: &Context<'_>, trace: &mut T) -> Truth {
    let Some(bounds) = context.moment.bounds(window) else { return Truth::Unknown };
    let day = |operand| match context.get(operand) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    let started = match day(start) {
        Some(day) => Truth::known(day <= context.moment.as_of),
        None => Truth::Unknown,
    };
    if started == Truth::False {
        return Truth::False;
    }
    let mark = trace.mark();
    let in_time = match day(end) {
        Some(day) => day_in_window(day, bounds, trace),
        None => Truth::Unknown,
    };
    let truth = started.and(in_time);
    if truth.is_known() {
        trace.settle(mark);
    } else if day(start).is_none() || day(end).is_none() {
        trace.open(cause(start));
    }
    truth
}
