//! What has been found while the sheets are read, and what it comes to.

use super::{Aside, Collected, Contradiction, PaperSaid, Reading, Remark, Sent, Unknown, Unread, not_asked};
use crate::answer::shown;
use crate::cells::{Grid, Held, Spot};
use crate::pieces::Part;
use crate::tongue::both;
use crate::words;
use std::collections::BTreeMap;
use ziping_base::diag::Said;
use ziping_rules::fact::{Fact, FactIx, Kind, Range, Sheet, Table, Value};

/// Which cell of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    /// The only one.
    Whole,
    /// The amount of a fiscal year.
    Year(i32),
    /// One of the options, by place.
    Option(u8),
    /// None of the options, or no row.
    NoneOf,
}

impl Slot {
    const fn part(self) -> Part {
        match self {
            Self::Whole | Self::Option(_) | Self::NoneOf => Part::Whole,
            Self::Year(year) => Part::Year(year),
        }
    }
}

/// An answer as it was read.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) spot: Spot,
    pub(super) value: Value,
}

/// What has been found.
pub(super) struct Found<'a> {
    pub(super) reading: &'a Reading<'a>,
    seen: Vec<FactIx>,
    answers: BTreeMap<(FactIx, Slot), Vec<Told>>,
    pub(super) incomplete: Vec<FactIx>,
    pub(super) collected: Collected,
}

impl<'a> Found<'a> {
    pub(super) fn new(reading: &'a Reading<'a>) -> Self {
        Self {
            reading,
            seen: Vec::new(),
            answers: BTreeMap::new(),
            incomplete: Vec::new(),
            collected: Collected::default(),
        }
    }

    /// The fact with an id, or that once had it.
    pub(super) fn fact(&self, id: &str) -> Option<(FactIx, &'a Fact)> {
        let catalogue = &self.reading.library.catalogue;
        let ix = catalogue.find(id)?;
        Some((ix, catalogue.get(ix)?))
    }

    pub(super) fn see(&mut self, fact: FactIx) {
        self.seen.push(fact);
    }

    pub(super) fn answer(&mut self, fact: FactIx, slot: Slot, spot: Spot, value: Value) {
        self.answers.entry((fact, slot)).or_default().push(Told { spot, value });
    }

    pub(super) fn unread(&mut self, spot: Spot, fact: Option<FactIx>, text: String, why: Said) {
        self.incomplete.extend(fact);
        self.collected.unread.push(Unread { spot, fact, text, why });
    }

    pub(super) fn unknown(&mut self, spot: Spot, id: &str, text: String) {
        self.collected.unknown.push(Unknown { spot, id: id.to_owned(), text });
    }

    pub(super) fn aside(&mut self, spot: Spot, held: &Held, why: Said) {
        let text: String = held.shown().chars().take(60).collect();
        self.collected.asides.push(Aside { spot, text, why });
    }

    pub(super) fn remark(&mut self, spot: Spot, id: &str, held: &Held) {
        self.collected.remarks.push(Remark { spot, id: id.to_owned(), text: held.shown() });
    }

    pub(super) fn paper(&mut self, spot: Spot, id: &str, ready: bool) {
        self.collected.papers.push(PaperSaid { spot, id: id.to_owned(), ready });
    }

    /// A sheet that the kit did not make.
    pub(super) fn strange_sheet(&mut self, grid: &Grid) {
        if let Some(((row, column), held)) = grid.cells.iter().next() {
            let why = both(|lang| words::reading::left_out::sheet(lang, grid.cells.len()));
            self.aside(grid.spot(*row, *column), held, why);
        }
    }

    /// A cell where nothing was asked.
    pub(super) fn nothing_asked(&mut self, grid: &Grid, row: u32, column: u32, held: &Held) {
        self.aside(grid.spot(row, column), held, not_asked());
    }

    /// What it all comes to.
    pub(super) fn collected(mut self, sent: Option<Sent>, asked: &[String]) -> Collected {
        let facts: Vec<FactIx> = {
            let mut facts: Vec<FactIx> = self.answers.keys().map(|(fact, _)| *fact).collect();
            facts.dedup();
            facts
        };
        let mut sheet = Sheet::new();
        for fact in facts {
            let value = self.value(fact);
            sheet.put(fact, value);
        }
        let Self { reading, mut seen, mut incomplete, mut collected, .. } = self;
        for list in [&mut seen, &mut incomplete] {
            list.sort_unstable();
            list.dedup();
        }
        let asked = asked.iter().filter_map(|id| reading.library.catalogue.find(id));
        collected.gone = asked.filter(|fact| !seen.contains(fact)).collect();
        collected.gone.sort_unstable();
        collected.gone.dedup();
        Collected { sent, answers: sheet, seen, incomplete, ..collected }
    }

    /// The one answer of a slot; nothing where there are different ones, which is noted.
    fn one(&mut self, fact: FactIx, slot: Slot) -> Option<Value> {
        let said = self.answers.get(&(fact, slot))?;
        let first = said.first()?;
        if said.iter().all(|other| other.value == first.value) {
            for other in said {
                self.collected.spots.push((fact, slot.part(), other.spot.clone()));
            }
            return Some(first.value.clone());
        }
        let answers: Vec<(Spot, Value)> = said.iter().map(|other| (other.spot.clone(), other.value.clone())).collect();
        self.contradict(fact, slot.part(), answers);
        None
    }

    fn contradict(&mut self, fact: FactIx, part: Part, answers: Vec<(Spot, Value)>) {
        let Some(known) = self.reading.library.catalogue.get(fact) else { return };
        let kind = &known.kind;
        let words = |(spot, value): (Spot, Value)| {
            // Of one option it is said whether it was chosen.
            let kind = if matches!(value, Value::Bool(_)) { &Kind::Bool } else { kind };
            (spot, shown(kind, &value, &known.id, self.reading.regimes))
        };
        let answers = answers.into_iter().map(words).collect();
        self.incomplete.push(fact);
        self.collected.contradictions.push(Contradiction { fact, part, answers });
    }

    /// The answer to a fact.
    fn value(&mut self, fact: FactIx) -> Option<Value> {
        match &self.reading.library.catalogue.get(fact)?.kind {
            Kind::Several { options } => self.several(fact, options.len()),
            Kind::Yearly { .. } => {
                let years: Vec<i32> = self
                    .answers
                    .keys()
                    .filter_map(|(of, slot)| match slot {
                        Slot::Year(year) if *of == fact => Some(*year),
                        _ => None,
                    })
                    .collect();
                let amounts: Vec<(i32, Range)> = years
                    .into_iter()
                    .filter_map(|year| match self.one(fact, Slot::Year(year)) {
                        Some(Value::Number(amount)) => Some((year, amount)),
                        _ => None,
                    })
                    .collect();
                (!amounts.is_empty()).then_some(Value::Yearly(amounts))
            }
            Kind::Table { .. } => self.rows(fact),
            Kind::Bool
            | Kind::Count
            | Kind::Money { .. }
            | Kind::Date
            | Kind::Occurrence
            | Kind::Choice { .. }
            | Kind::Score { .. }
            | Kind::Text(_) => self.one(fact, Slot::Whole),
        }
    }

    /// A set: what is chosen of it, or that nothing is. Lines left blank beside one that is chosen are not chosen.
    fn several(&mut self, fact: FactIx, options: usize) -> Option<Value> {
        if self.incomplete.contains(&fact) {
            return None;
        }
        let (mut set, mut denied, mut any) = (0_u64, 0_usize, None);
        for place in (0..options).filter_map(|place| u8::try_from(place).ok()) {
            match self.one(fact, Slot::Option(place)) {
                Some(Value::Bool(true)) => {
                    set |= 1_u64.checked_shl(u32::from(place)).unwrap_or(0);
                    any = any.or(self.answers.get(&(fact, Slot::Option(place))).cloned());
                }
                Some(_) => denied += 1,
                None => {}
            }
        }
        let none = self.one(fact, Slot::NoneOf) == Some(Value::Bool(true));
        if self.incomplete.contains(&fact) {
            return None;
        }
        match (none, any) {
            (true, Some(any)) => {
                let none = self.answers.get(&(fact, Slot::NoneOf)).cloned().unwrap_or_default();
                let answers = any.into_iter().chain(none).map(|said| said.spot);
                let answers = answers.map(|spot| (spot, Value::Bool(true))).collect();
                self.contradict(fact, Part::Whole, answers);
                None
            }
            (false, Some(_)) => Some(Value::Several(set)),
            (true, None) => Some(Value::Several(0)),
            (false, None) => (denied == options && options > 0).then_some(Value::Several(0)),
        }
    }

    /// The rows of a table, or that there are none.
    fn rows(&mut self, fact: FactIx) -> Option<Value> {
        let rows = self.one(fact, Slot::Whole);
        if self.one(fact, Slot::NoneOf) != Some(Value::Bool(true)) {
            return rows;
        }
        let Some(rows) = rows else {
            let contradicts = self.incomplete.contains(&fact);
            return (!contradicts).then(|| Value::Table(Table::default()));
        };
        let all = |slot| self.answers.get(&(fact, slot)).cloned().unwrap_or_default();
        let mut answers: Vec<(Spot, Value)> =
            all(Slot::NoneOf).into_iter().map(|said| (said.spot, Value::Table(Table::default()))).collect();
        answers.extend(all(Slot::Whole).into_iter().map(|said| (said.spot, rows.clone())));
        self.contradict(fact, Part::Whole, answers);
        None
    }
}
