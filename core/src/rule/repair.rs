//! Repair: the single changes that bring a condition nearer to a wanted outcome, read off its compiled form and the
//! answers at hand. Searching with them is the business of the assessment's paths, which verify every result.

use super::compare::subject;
use super::eval::{evaluate, number};
use super::expr::{Comparison, Number, Operand, Quantity, Rows, Test, Windows};
use super::time::{full_years, occurrence};
use super::{Context, NoTrace, Truth};
use crate::calendar::Day;
use crate::fact::{Catalogue, FactIx, Kind, Occurrence, Range, Row, Sheet, Value};
use serde::{Deserialize, Serialize};

/// One change to the answers or to the date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Answer or obtain: the fact becomes this value.
    Set(FactIx, Value),
    /// Something that goes on ends, on this day at the earliest.
    End(FactIx, Day),
    /// A choice becomes one of these options (bit by index); the lowest is taken.
    Choose(FactIx, u64),
    /// A set gains one of these options; the lowest is taken.
    Gain(FactIx, u64),
    /// A set loses these options.
    Drop(FactIx, u64),
    /// A number (of a fiscal year, where given) moves from a range to at least (`true`) or at most a value.
    Number {
        /// Which fact.
        fact: FactIx,
        /// Which fiscal year of it.
        year: Option<i32>,
        /// Where it stands.
        from: Range,
        /// Where it must get.
        to: i64,
        /// At least `to`, or at most.
        raise: bool,
    },
    /// The total of several fiscal years moves from a range to at least (`true`) or at most a value.
    Total {
        /// Which fact.
        fact: FactIx,
        /// The first of the years.
        first: i32,
        /// How many years.
        years: u8,
        /// Where the total stands.
        from: Range,
        /// Where it must get.
        to: i64,
        /// At least `to`, or at most.
        raise: bool,
    },
    /// So many more points, spread over elements with room: what each gains, in tenths.
    Points {
        /// The least that can be enough, should the open parts of a range turn out well.
        at_least: i64,
        /// What is enough in any case.
        safe: i64,
        /// Elements with room, most first: the fact, its room, what this path adds to it.
        rooms: Vec<(FactIx, i64, i64)>,
    },
    /// Rows like these are added.
    Rows(FactIx, Vec<Row>),
    /// Wait until a day.
    Wait {
        /// Safe under every reading.
        until: Day,
        /// The first day that can be argued for.
        arguable: Day,
    },
}

impl Change {
    /// What it changes: two changes of one target are one.
    #[must_use]
    pub const fn target(&self) -> (Option<FactIx>, Option<i32>) {
        match self {
            Self::Set(fact, _)
            | Self::End(fact, _)
            | Self::Choose(fact, _)
            | Self::Gain(fact, _)
            | Self::Drop(fact, _)
            | Self::Rows(fact, _) => (Some(*fact), None),
            Self::Number { fact, year, .. } => (Some(*fact), *year),
            Self::Total { fact, .. } => (Some(*fact), Some(0)),
            Self::Points { .. } => (None, Some(0)),
            Self::Wait { .. } => (None, None),
        }
    }

    /// The facts that making it changes.
    #[must_use]
    pub fn touched(&self) -> Vec<FactIx> {
        match self {
            Self::Points { rooms, .. } => rooms.iter().map(|(fact, ..)| *fact).collect(),
            _ => self.target().0.into_iter().collect(),
        }
    }

    /// Makes the change.
    pub fn apply(&self, sheet: &mut Sheet, as_of: &mut Day) {
        match self {
            Self::Set(fact, value) => {
                sheet.put(*fact, Some(value.clone()));
            }
            Self::End(fact, day) => {
                sheet.put(*fact, Some(Value::Occurrence(Occurrence::On(*day))));
            }
            Self::Choose(fact, options) => {
                sheet.put(*fact, Some(Value::Choice(lowest(*options))));
            }
            Self::Gain(fact, options) => {
                let set = held(sheet, *fact) | 1_u64 << lowest(*options);
                sheet.put(*fact, Some(Value::Several(set)));
            }
            Self::Drop(fact, options) => {
                let set = held(sheet, *fact) & !options;
                sheet.put(*fact, Some(Value::Several(set)));
            }
            Self::Number { fact, year: None, to, raise, .. } => {
                let now = match sheet.get(*fact) {
                    Some(Value::Number(range)) => *range,
                    _ => Range::exactly(*to),
                };
                sheet.put(*fact, Some(Value::Number(moved(now, *to, *raise))));
            }
            Self::Number { fact, year: Some(year), to, raise, .. } => {
                let mut years = match sheet.get(*fact) {
                    Some(Value::Yearly(years)) => years.clone(),
                    _ => Vec::new(),
                };
                match years.iter_mut().find(|(known, _)| known == year) {
                    Some((_, money)) => *money = moved(*money, *to, *raise),
                    None => years.push((*year, Range::exactly(*to))),
                }
                crate::order::short_by_key(&mut years, |(year, _)| *year);
                sheet.put(*fact, Some(Value::Yearly(years)));
            }
            Self::Total { fact, first, years, to, raise, .. } => {
                let mut known = match sheet.get(*fact) {
                    Some(Value::Yearly(known)) => known.clone(),
                    _ => Vec::new(),
                };
                move_total(&mut known, *first, *years, *to, *raise);
                sheet.put(*fact, Some(Value::Yearly(known)));
            }
            Self::Points { rooms, .. } => {
                for (fact, _, gain) in rooms {
                    let now = match sheet.get(*fact) {
                        Some(Value::Number(range)) => *range,
                        _ => Range::exactly(0),
                    };
                    if *gain > 0 {
                        let low = now.low + gain;
                        sheet.put(*fact, Some(Value::Number(Range { low, high: now.high.max(low) })));
                    }
                }
            }
            Self::Rows(table, rows) => {
                let mut all = match sheet.get(*table) {
                    Some(Value::Table(all)) => all.clone(),
                    _ => Vec::new(),
                };
                all.extend(rows.iter().cloned());
                sheet.put(*table, Some(Value::Table(all)));
            }
            Self::Wait { until, .. } => *as_of = (*as_of).max(*until),
        }
    }
}

/// Brings the total of fiscal years to a value: what is open takes up the difference, otherwise the last year does.
fn move_total(known: &mut Vec<(i32, Range)>, first: i32, years: u8, to: i64, raise: bool) {
    let span = first..first + i32::from(years);
    let missing: Vec<i32> = span.clone().filter(|year| !known.iter().any(|(of, _)| of == year)).collect();
    let of = |known: &[(i32, Range)], end: fn(&Range) -> i64| {
        known.iter().filter(|(year, _)| span.contains(year)).map(|(_, range)| end(range)).fold(0, i64::saturating_add)
    };
    let now = if raise { of(known, |range| range.low) } else { of(known, |range| range.high) };
    let gap = to.saturating_sub(now);
    match i64::try_from(missing.len()) {
        Ok(count @ 1..) if gap >= 0 => {
            // Whole fen: the last open year takes the remainder of a sum that must be reached.
            let each = gap / count;
            let rest = if raise { gap % count } else { 0 };
            for (i, year) in missing.iter().enumerate() {
                let extra = if i + 1 == missing.len() { rest } else { 0 };
                known.push((*year, Range::exactly(each + extra)));
            }
        }
        _ => {
            known.extend(missing.iter().map(|year| (*year, Range::exactly(0))));
            let mut left = gap;
            crate::order::short_by_key(known, |(year, _)| *year);
            for (_, range) in known.iter_mut().rev().filter(|(year, _)| span.contains(year)) {
                let end = if raise { range.low } else { range.high };
                let moved_to = end.saturating_add(left).max(0);
                left = left.saturating_sub(moved_to - end);
                *range = moved(*range, moved_to, raise);
                if left == 0 {
                    break;
                }
            }
        }
    }
    crate::order::short_by_key(known, |(year, _)| *year);
}

fn lowest(options: u64) -> u8 {
    u8::try_from(options.trailing_zeros()).unwrap_or(63).min(63)
}

fn held(sheet: &Sheet, fact: FactIx) -> u64 {
    match sheet.get(fact) {
        Some(Value::Several(set)) => *set,
        _ => 0,
    }
}

const fn moved(now: Range, to: i64, raise: bool) -> Range {
    if raise {
        Range { low: if now.low > to { now.low } else { to }, high: if now.high > to { now.high } else { to } }
    } else {
        Range { low: if now.low < to { now.low } else { to }, high: if now.high < to { now.high } else { to } }
    }
}

/// Where repairs are looked for.
#[derive(Debug, Clone, Copy)]
pub struct Workshop<'a> {
    /// The answers and the date.
    pub context: Context<'a>,
    /// The day from which one sets out: what ends or is obtained, ends or is obtained then.
    pub base: Day,
    /// All facts.
    pub catalogue: &'a Catalogue,
    /// All windows.
    pub windows: &'a Windows,
}

/// The alternatives, each a single change, that bring `test` nearer to `want`; none when it cannot be brought about.
#[must_use]
pub fn repairs(test: &Test, want: bool, workshop: &Workshop<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    workshop.collect(test, want, &mut found);
    found
}

impl Workshop<'_> {
    fn state(&self, test: &Test) -> Truth {
        evaluate(test, &self.context, &mut NoTrace)
    }

    /// The past cannot be changed; an open answer can still be given.
    fn changeable(&self, fact: FactIx) -> bool {
        self.context.sheet.get(fact).is_none() || self.catalogue.get(fact).is_some_and(|fact| !fact.fixed)
    }

    /// A number that can be changed can become anything; one of the past only what it may still turn out to be.
    fn can_move(&self, fact: FactIx, now: Range, to: i64) -> bool {
        self.changeable(fact) || (now.low..=now.high).contains(&to)
    }

    fn collect(&self, test: &Test, want: bool, found: &mut Vec<Change>) {
        if self.state(test) == Truth::known(want) {
            return;
        }
        let sheet = self.context.sheet;
        match test {
            Test::Constant(_)
            | Test::EachYear(..)
            | Test::Uscc(_)
            | Test::Days(..)
            | Test::Ran(..)
            | Test::Every(..) => {}
            Test::Answer(Operand::Fact(fact)) => {
                if self.changeable(*fact) {
                    found.push(Change::Set(*fact, Value::Bool(want)));
                }
            }
            Test::Derived(fact, table, derived) => {
                if sheet.get(*table).is_some() {
                    self.collect(derived, want, found);
                } else if self.changeable(*fact) {
                    found.push(Change::Set(*fact, Value::Bool(want)));
                }
            }
            Test::OneOf(fact, options, by_order) => self.choose(*fact, *options, *by_order, want, found),
            Test::AnyOf(fact, options) => {
                found.push(if want { Change::Gain(*fact, *options) } else { Change::Drop(*fact, *options) })
            }
            Test::AllOf(fact, options) => found.push(if want {
                Change::Set(*fact, Value::Several(held(sheet, *fact) | options))
            } else {
                Change::Drop(*fact, *options)
            }),
            Test::Empty(fact) => {
                found.push(if want { Change::Set(*fact, Value::Several(0)) } else { Change::Gain(*fact, u64::MAX) })
            }
            Test::Compare(left, comparison, right, _) => self.compare(left, *comparison, right, want, found),
            Test::Share(part, whole, comparison, n, d) => self.share(part, whole, *comparison, (*n, *d), want, found),
            Test::Within(Operand::Fact(fact), window) => self.outlive(*fact, *window, want, found),
            Test::Ever(Operand::Fact(fact)) => match (occurrence(Operand::Fact(*fact), &self.context), want) {
                (None, false) => found.push(Change::Set(*fact, Value::Occurrence(Occurrence::Never))),
                (None | Some(Occurrence::Never), true) => {
                    found.push(Change::Set(*fact, Value::Occurrence(Occurrence::On(self.base))));
                }
                (Some(_), _) => {}
            },
            Test::Before(Operand::Fact(first), second) => {
                if let (false, Some(Occurrence::On(day))) = (want, occurrence(*second, &self.context)) {
                    // What is open may turn out so; what is known can only happen anew, from now on.
                    let open = matches!(sheet.get(*first), None | Some(Value::Occurrence(Occurrence::DayUnknown)));
                    let on = if open { day } else { day.max(self.base) };
                    found.push(Change::Set(*first, Value::Occurrence(Occurrence::On(on))));
                }
            }
            Test::Since(Operand::Fact(fact), window, at_least) => self.mature(*fact, *window, want == *at_least, found),
            Test::FiscalYears(fact, years, at_least) => self.grow(*fact, *years, want == *at_least, found),
            Test::Some(rows) => {
                if want {
                    self.add_rows(rows, 1, found);
                }
            }
            Test::AtLeast(_, parts) => {
                for part in parts {
                    self.collect(part, want, found);
                }
            }
            Test::Readings(readings) => {
                if let Some((_, part)) = readings.iter().find(|(_, part)| self.state(part) != Truth::known(want)) {
                    self.collect(part, want, found);
                }
            }
            Test::Not(inner) => self.collect(inner, !want, found),
            Test::And(parts) | Test::Or(parts) => {
                let all_needed = matches!(test, Test::And(_)) == want;
                if all_needed {
                    if let Some(part) = parts.iter().find(|part| self.state(part) != Truth::known(want)) {
                        self.collect(part, want, found);
                    }
                } else {
                    for part in parts {
                        self.collect(part, want, found);
                    }
                }
            }
            // Parts of a row are not repaired one by one: rows are added instead.
            Test::Answer(Operand::Column(..))
            | Test::Within(Operand::Column(..), _)
            | Test::Ever(Operand::Column(..))
            | Test::Before(Operand::Column(..), _)
            | Test::Since(Operand::Column(..), ..) => {}
        }
    }

    fn choose(&self, fact: FactIx, options: u64, by_order: bool, want: bool, found: &mut Vec<Change>) {
        if !self.changeable(fact) {
            return;
        }
        let count = match self.catalogue.get(fact).map(|fact| &fact.kind) {
            Some(Kind::Choice { options, .. }) => options.len().min(63),
            _ => 0,
        };
        let all = (1_u64 << count) - 1;
        let good = if want { options } else { all & !options };
        if good == 0 {
            return;
        }
        // Of an order, the nearest option; otherwise any one of them.
        let nearest = if by_order && want { 1 << good.trailing_zeros() } else { good };
        found.push(Change::Choose(fact, nearest));
    }

    fn compare(&self, left: &Number, comparison: Comparison, right: &Number, want: bool, found: &mut Vec<Change>) {
        let comparison = if want { comparison } else { comparison.negated() };
        let a = number(left, &self.context, &mut NoTrace);
        let b = number(right, &self.context, &mut NoTrace);
        let (bound, raise) = match comparison {
            Comparison::AtLeast => (b.high, true),
            Comparison::More => (b.high.saturating_add(1), true),
            Comparison::AtMost => (b.low, false),
            Comparison::Less => (b.low.saturating_sub(1), false),
            Comparison::Equal => (b.low, a.high < b.low),
            Comparison::Different => return,
        };
        if bound != Range::OPEN_HIGH && bound != Range::OPEN_LOW {
            self.shift(left, a, bound, raise, found);
        }
    }

    /// Moves a number to a bound.
    fn shift(&self, subject: &Number, now: Range, bound: i64, raise: bool, found: &mut Vec<Change>) {
        match subject {
            Number::Literal(_) | Number::Answer(Operand::Column(..), ..) => {}
            Number::Answer(Operand::Fact(fact), low, high) => {
                if self.can_move(*fact, now, bound) && (*low..=*high).contains(&bound) {
                    found.push(Change::Number { fact: *fact, year: None, from: now, to: bound, raise });
                }
            }
            Number::Derived(fact, table, derived, low, high) => {
                if self.context.sheet.get(*table).is_some() {
                    self.shift(derived, now, bound, raise, found);
                } else {
                    self.shift(&Number::Answer(Operand::Fact(*fact), *low, *high), now, bound, raise, found);
                }
            }
            Number::Sum(fact, years, _) => {
                if bound >= 0 && self.can_move(*fact, now, bound) {
                    let first = self.context.moment.fiscal_year - i32::from(*years);
                    found.push(Change::Total { fact: *fact, first, years: *years, from: now, to: bound, raise });
                }
            }
            Number::Least(fact, years, _) => {
                let (year, from) = self.movable_year(*fact, *years, |range| range.low < bound);
                if raise && self.can_move(*fact, from, bound) {
                    found.push(Change::Number { fact: *fact, year: Some(year), from, to: bound, raise });
                }
            }
            Number::Rows(rows, _) => {
                if raise {
                    self.add_rows(rows, bound.saturating_sub(now.low), found);
                }
            }
            Number::Plus(parts) => {
                if let Some(part) = parts.iter().find(|part| subject_fact(part)) {
                    let own = number(part, &self.context, &mut NoTrace);
                    let gap = if raise { bound.saturating_sub(now.low) } else { bound.saturating_sub(now.high) };
                    let base = if raise { own.low } else { own.high };
                    self.shift(part, own, base.saturating_add(gap), raise, found);
                }
            }
        }
    }

    /// The last closed fiscal year that fits, otherwise the last one.
    fn movable_year(&self, fact: FactIx, years: u8, fits: impl Fn(Range) -> bool) -> (i32, Range) {
        let last = self.context.moment.fiscal_year - 1;
        let open = Range { low: 0, high: Range::OPEN_HIGH };
        let of = |year: i32| match self.context.sheet.get(fact) {
            Some(Value::Yearly(known)) => known.iter().find(|(y, _)| *y == year).map_or(open, |(_, range)| *range),
            _ => open,
        };
        (0..i32::from(years))
            .map(|back| (last - back, of(last - back)))
            .find(|(_, range)| fits(*range))
            .unwrap_or((last, of(last)))
    }

    fn share(
        &self,
        part: &Number,
        whole: &Number,
        comparison: Comparison,
        (n, d): (i64, i64),
        want: bool,
        found: &mut Vec<Change>,
    ) {
        let comparison = if want { comparison } else { comparison.negated() };
        if !matches!(comparison, Comparison::AtLeast | Comparison::More) {
            return;
        }
        let p = number(part, &self.context, &mut NoTrace);
        let w = number(whole, &self.context, &mut NoTrace);
        let (n, d) = (i128::from(n), i128::from(d));
        if w.high == Range::OPEN_HIGH || w.high == 0 {
            // The whole is open: it may be at most part·d/n.
            let most = i64::try_from(i128::from(p.low) * d / n.max(1)).unwrap_or(Range::OPEN_HIGH);
            let most = most.max(w.low).max(1);
            self.shift(whole, w, most, w.high == 0, found);
            return;
        }
        let least = (i128::from(w.high) * n + d - 1).div_euclid(d) + i128::from(comparison == Comparison::More);
        if let Ok(bound) = i64::try_from(least) {
            self.shift(part, p, bound, true, found);
        }
    }

    fn outlive(&self, fact: FactIx, window: super::WindowIx, want: bool, found: &mut Vec<Change>) {
        let as_of = self.base;
        let Some(window) = self.windows.get(window) else { return };
        let known = occurrence(Operand::Fact(fact), &self.context);
        if want {
            if known.is_none() {
                found.push(Change::Set(fact, Value::Occurrence(Occurrence::On(as_of))));
            }
            return;
        }
        match known {
            None => found.push(Change::Set(fact, Value::Occurrence(Occurrence::Never))),
            Some(Occurrence::On(day)) => {
                let (arguable, until) = window.free_from(day);
                found.push(Change::Wait { until, arguable });
            }
            // It must end first; then the time runs.
            Some(Occurrence::Ongoing) => found.push(Change::End(fact, as_of)),
            Some(Occurrence::DayUnknown) => {
                let mut day = window.period.before(as_of).plus_days(-1);
                while window.free_from(day).1 > as_of {
                    day = day.plus_days(-1);
                }
                found.push(Change::Set(fact, Value::Occurrence(Occurrence::On(day))));
            }
            Some(Occurrence::Never) => {}
        }
    }

    fn mature(&self, fact: FactIx, window: super::WindowIx, want: bool, found: &mut Vec<Change>) {
        let Some(window) = self.windows.get(window) else { return };
        if !want {
            return;
        }
        match self.context.sheet.get(fact) {
            Some(Value::Date(day)) => {
                let arguable = window.period.after(*day);
                found.push(Change::Wait { until: arguable.plus_days(1), arguable });
                // Somebody or something else may bring what time has not: another principal with the experience.
                if self.changeable(fact) {
                    found.push(Change::Set(fact, Value::Date(self.old_enough(window))));
                }
            }
            _ => found.push(Change::Set(fact, Value::Date(self.old_enough(window)))),
        }
    }

    /// The last day since which a period is over under every reading.
    fn old_enough(&self, window: crate::calendar::Window) -> Day {
        let mut day = window.period.before(self.base);
        while window.period.after(day) >= self.base {
            day = day.plus_days(-1);
        }
        day
    }

    fn grow(&self, fact: FactIx, years: u8, want: bool, found: &mut Vec<Change>) {
        if !want {
            return;
        }
        let this_year = self.context.moment.fiscal_year;
        match self.context.sheet.get(fact) {
            Some(Value::Date(day)) => {
                let part = day.year() + i32::from(years);
                let (complete, with_part) = full_years(*day, Day::first_of_year(part));
                let until = Day::first_of_year(part + i32::from(complete < with_part));
                found.push(Change::Wait { until, arguable: Day::first_of_year(part) });
            }
            _ => found.push(Change::Set(fact, Value::Date(Day::first_of_year(this_year - i32::from(years))))),
        }
    }

    /// Rows that satisfy, so many, told apart by their texts.
    fn add_rows(&self, rows: &Rows, count: i64, found: &mut Vec<Change>) {
        let Some(Kind::Table { columns }) = self.catalogue.get(rows.table).map(|fact| &fact.kind) else { return };
        let Ok(count @ 1..=200) = usize::try_from(count) else { return };
        // Rows count as they stand on the day at hand: after waiting, those of today may be out of every window.
        let as_of = self.context.moment.as_of;
        let known = match self.context.sheet.get(rows.table) {
            Some(Value::Table(all)) => all.len(),
            _ => 0,
        };
        let row = |i: usize| Row {
            cells: columns
                .iter()
                .map(|column| match &column.kind {
                    Kind::Bool => Some(Value::Bool(true)),
                    Kind::Count => Some(Value::Number(Range::exactly(1_000))),
                    Kind::Money { .. } => Some(Value::Number(Range::exactly(100_000_000_000))),
                    Kind::Score { max } => Some(Value::Number(Range::exactly(*max))),
                    Kind::Date => Some(Value::Date(as_of)),
                    Kind::Text(_) => Some(Value::Text(format!("〔新增{}〕", known + i + 1))),
                    Kind::Yearly { .. }
                    | Kind::Occurrence
                    | Kind::Choice { .. }
                    | Kind::Several { .. }
                    | Kind::Table { .. } => None,
                })
                .collect(),
        };
        let made: Vec<Row> = (0..count).map(row).collect();
        let good = made.first().is_some_and(|row| {
            evaluate(&rows.filter, &Context { row: Some(row), ..self.context }, &mut NoTrace) == Truth::True
        });
        if good {
            found.push(Change::Rows(rows.table, made));
        }
    }
}

fn subject_fact(number: &Number) -> bool {
    subject(number).is_some() && !matches!(number, Number::Rows(_, Quantity::Mean(_)))
}
