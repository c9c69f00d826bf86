//! What rows come to, kept up while single rows come to count, may count, or count no more.

use super::{Asked, Key, amount, key, mean_of};
use crate::fact::{Range, Row};
use crate::rule::expr::Quantity;
use crate::rule::truth::Truth;
use std::collections::BTreeMap;

/// A row by its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place(pub(super) u32);

impl Place {
    fn of<T: Copy>(self, items: &[T]) -> Option<T> {
        items.get(usize::try_from(self.0).ok()?).copied()
    }
}

/// Rows that count for certain, and rows that may.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Both {
    certain: i64,
    possible: i64,
}

impl Both {
    fn add(&mut self, truth: Truth, by: i64) {
        self.certain += if truth == Truth::True { by } else { 0 };
        self.possible += if truth.can_be_true() { by } else { 0 };
    }
}

/// A running result.
pub(super) enum Tally {
    /// Whether there is one: rows that satisfy.
    Some(Both),
    /// Whether each is as it should be: rows that are not.
    Every { fails: i64, open: i64 },
    /// How many.
    Count(Both),
    /// A sum.
    Total(Total),
    /// A mean.
    Mean(Mean),
    /// Different values, or values with enough different other values.
    Groups(Groups),
}

pub(super) struct Total {
    cells: Vec<Range>,
    low: i128,
    high: i128,
    unbounded: i64,
}

pub(super) struct Mean {
    cells: Vec<Range>,
    rows: Both,
    sum: i128,
    open: i64,
    lows: BTreeMap<i64, i64>,
    highs: BTreeMap<i64, i64>,
}

pub(super) struct Groups {
    /// By row: the value and its group; `None`: blank.
    members: Vec<Option<(u32, u32)>>,
    /// By value: the rows that have it.
    values: Vec<Both>,
    /// By group: its values.
    groups: Vec<Both>,
    /// How many values a group must have.
    wanted: i64,
    /// The groups that have them.
    full: Both,
    blanks: Both,
    /// A row with a blank may have a value of its own, and where it is certain there is at least one.
    blank_counts: bool,
}

const OPEN: Range = Range { low: 0, high: Range::OPEN_HIGH };

fn cells(all: &[Row], column: u16) -> Vec<Range> {
    all.iter().map(|row| amount(row, column).unwrap_or(OPEN)).collect()
}

impl Tally {
    pub(super) fn new(all: &[Row], asked: Asked<'_>) -> Self {
        match asked {
            Asked::Some => Self::Some(Both::default()),
            Asked::Every(_) => Self::Every { fails: 0, open: 0 },
            Asked::Quantity(Quantity::Count) => Self::Count(Both::default()),
            Asked::Quantity(Quantity::Total(column)) => {
                Self::Total(Total { cells: cells(all, column), low: 0, high: 0, unbounded: 0 })
            }
            Asked::Quantity(Quantity::Mean(column)) => Self::Mean(Mean {
                cells: cells(all, column),
                rows: Both::default(),
                sum: 0,
                open: 0,
                lows: BTreeMap::new(),
                highs: BTreeMap::new(),
            }),
            Asked::Quantity(Quantity::Distinct(column)) => Self::Groups(Groups::of_values(all, column)),
            Asked::Quantity(Quantity::Groups(first, second, wanted)) => {
                Self::Groups(Groups::of_pairs(all, (first, second), wanted))
            }
        }
    }

    /// A row comes in with an outcome.
    pub(super) fn enter(&mut self, place: Place, truth: Truth) {
        self.add(place, truth, 1);
    }

    /// A row goes that came in with this outcome.
    pub(super) fn leave(&mut self, place: Place, truth: Truth) {
        self.add(place, truth, -1);
    }

    fn add(&mut self, place: Place, truth: Truth, by: i64) {
        match self {
            Self::Some(both) | Self::Count(both) => both.add(truth, by),
            Self::Every { fails, open } => match truth {
                Truth::True => {}
                Truth::False => *fails += by,
                Truth::Unknown => *open += by,
            },
            Self::Total(total) => total.add(place, truth, by),
            Self::Mean(mean) => mean.add(place, truth, by),
            Self::Groups(groups) => groups.add(place, truth, by),
        }
    }

    /// What the rows come to.
    pub(super) fn range(&self) -> Range {
        match self {
            Self::Some(both) => Range { low: i64::from(both.certain > 0), high: i64::from(both.possible > 0) },
            Self::Every { fails, open } => {
                Range { low: i64::from(*fails == 0 && *open == 0), high: i64::from(*fails == 0) }
            }
            Self::Count(both) => Range { low: both.certain, high: both.possible },
            Self::Total(total) => total.range(),
            Self::Mean(mean) => mean.range(),
            Self::Groups(groups) => groups.range(),
        }
    }
}

/// The least and the most that two sums can be, where they may be more than a number holds.
fn within(low: i128, high: i128) -> Range {
    let number =
        |wide: i128| i64::try_from(wide).ok().filter(|units| units.unsigned_abs() <= Range::MOST.unsigned_abs());
    Range {
        low: number(low).unwrap_or(if low < 0 { Range::OPEN_LOW } else { Range::MOST }),
        high: number(high).unwrap_or(if high < 0 { -Range::MOST } else { Range::OPEN_HIGH }),
    }
}

impl Total {
    fn add(&mut self, place: Place, truth: Truth, by: i64) {
        let Some(cell) = place.of(&self.cells).filter(|_| truth.can_be_true()) else { return };
        let certain = truth == Truth::True;
        let (low, high) = if certain { (cell.low, cell.high) } else { (cell.low.min(0), cell.high.max(0)) };
        self.low += i128::from(low) * i128::from(by);
        if high == Range::OPEN_HIGH {
            self.unbounded += by;
        } else {
            self.high += i128::from(high) * i128::from(by);
        }
    }

    fn range(&self) -> Range {
        let sum = within(self.low, self.high);
        if self.unbounded > 0 { Range { high: Range::OPEN_HIGH, ..sum } } else { sum }
    }
}

impl Mean {
    fn add(&mut self, place: Place, truth: Truth, by: i64) {
        let Some(cell) = place.of(&self.cells).filter(|_| truth.can_be_true()) else { return };
        self.rows.add(truth, by);
        if truth == Truth::True {
            self.sum += i128::from(cell.low) * i128::from(by);
        }
        if truth == Truth::Unknown || !cell.is_exact() {
            self.open += by;
        }
        for (ends, end) in [(&mut self.lows, cell.low), (&mut self.highs, cell.high)] {
            let count = ends.entry(end).or_insert(0);
            *count += by;
            if *count == 0 {
                ends.remove(&end);
            }
        }
    }

    fn range(&self) -> Range {
        let least = self.lows.first_key_value().map_or(Range::OPEN_HIGH, |(low, _)| *low);
        let most = self.highs.last_key_value().map_or(0, |(high, _)| (*high).max(0));
        match (self.rows.certain, self.open) {
            (0, _) => OPEN,
            (count, 0) => Range::exactly(mean_of(self.sum, i128::from(count))),
            (_, _) => Range { low: least, high: most },
        }
    }
}

/// Numbers for different values: the same for the same ones.
fn numbered<K: Ord>(keys: Vec<Option<K>>) -> Vec<Option<u32>> {
    let mut order: Vec<(K, usize)> =
        keys.into_iter().enumerate().filter_map(|(place, key)| Some((key?, place))).collect();
    let count = order.iter().map(|(_, place)| place + 1).max().unwrap_or(0);
    order.sort_unstable();
    let mut numbers = vec![None; count];
    for (number, same) in (0_u32..).zip(order.chunk_by(|a, b| a.0 == b.0)) {
        for (_, place) in same {
            numbers.get_mut(*place).into_iter().for_each(|slot| *slot = Some(number));
        }
    }
    numbers
}

fn count(numbers: impl Iterator<Item = u32>) -> usize {
    numbers.max().map_or(0, |most| usize::try_from(most).unwrap_or(0) + 1)
}

impl Groups {
    fn of_values(all: &[Row], column: u16) -> Self {
        let numbers = numbered(all.iter().map(|row| key(row, column)).collect());
        // Each value is a group of its own.
        Self::new(all.len(), numbers.into_iter().map(|number| Some((number?, number?))).collect(), 1, true)
    }

    fn of_pairs(all: &[Row], (first, second): (u16, u16), wanted: u32) -> Self {
        let pairs: Vec<Option<(Key<'_>, Key<'_>)>> =
            all.iter().map(|row| Some((key(row, first)?, key(row, second)?))).collect();
        let names = numbered(pairs.iter().map(|pair| Some(pair.as_ref()?.0)).collect());
        let values = numbered(pairs);
        let members = values.into_iter().zip(names).map(|(value, name)| Some((value?, name?))).collect();
        Self::new(all.len(), members, i64::from(wanted), false)
    }

    fn new(rows: usize, mut members: Vec<Option<(u32, u32)>>, wanted: i64, blank_counts: bool) -> Self {
        members.resize(rows, None);
        let known = || members.iter().flatten();
        let (values, groups) = (count(known().map(|(value, _)| *value)), count(known().map(|(_, group)| *group)));
        Self {
            values: vec![Both::default(); values],
            groups: vec![Both::default(); groups],
            members,
            wanted,
            full: Both::default(),
            blanks: Both::default(),
            blank_counts,
        }
    }

    fn add(&mut self, place: Place, truth: Truth, by: i64) {
        let Some((value, group)) = place.of(&self.members).flatten() else {
            self.blanks.add(truth, by);
            return;
        };
        let at = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let (Some(value), Some(group)) = (self.values.get_mut(at(value)), self.groups.get_mut(at(group))) else {
            return;
        };
        let (before, full) = (*value, is_full(*group, self.wanted));
        value.add(truth, by);
        group.certain += i64::from(value.certain > 0) - i64::from(before.certain > 0);
        group.possible += i64::from(value.possible > 0) - i64::from(before.possible > 0);
        let now = is_full(*group, self.wanted);
        self.full.certain += i64::from(now.0) - i64::from(full.0);
        self.full.possible += i64::from(now.1) - i64::from(full.1);
    }

    fn range(&self) -> Range {
        let certain = if self.blank_counts {
            self.full.certain.max(i64::from(self.blanks.certain > 0))
        } else {
            self.full.certain
        };
        Range { low: certain, high: self.full.possible + self.blanks.possible }
    }
}

/// Whether a group has enough values for certain, and whether it may; one without any is none.
const fn is_full(group: Both, wanted: i64) -> (bool, bool) {
    (group.possible > 0 && group.certain >= wanted, group.possible > 0 && group.possible >= wanted)
}
