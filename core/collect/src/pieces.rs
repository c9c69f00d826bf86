//! Answers of two sides and of what both came from, piece by piece: an answer, an amount of a year, a row of a table, a
//! cell of a row.

use crate::answer::settled;
use std::collections::{BTreeMap, HashMap};
use ziping_rules::fact::{Catalogue, Column, FactIx, Kind, Range, Row, Sheet, Table, Value};

/// Which piece of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// The amount of a fiscal year.
    Year(i32),
    /// A row of a table, by the words that tell it apart.
    Row(String),
    /// A cell of such a row, by the place of its column.
    Cell(String, usize),
}

/// How the two sides stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They say the same.
    Same,
    /// Only mine says something, or only mine has changed: it stays.
    Mine,
    /// Only theirs says something: a gap is filled.
    Filled,
    /// Theirs has changed, mine has not.
    Newer,
    /// They differ, and nothing says which is newer.
    Conflict,
    /// Theirs has taken away what mine still says as it was.
    Removed,
}

/// A piece of an answer on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The fact.
    pub fact: FactIx,
    /// Which piece.
    pub part: Part,
    /// What both came from; `None` also where that is not known.
    pub base: Option<Value>,
    /// My side. Of a row a table of one row.
    pub mine: Option<Value>,
    /// Their side.
    pub theirs: Option<Value>,
    /// Of a row or a cell: the place of the row among mine, from 0; `None` for one that only theirs has.
    pub row: Option<usize>,
    /// How they stand to each other.
    pub standing: Standing,
}

/// What both sides came from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Base<'a> {
    /// It is not known.
    Unknown,
    /// These answers.
    Known(&'a Sheet),
}

/// The pieces of one fact.
pub(crate) fn pieces(catalogue: &Catalogue, fact: FactIx, base: Base<'_>, mine: &Sheet, theirs: &Sheet) -> Vec<Piece> {
    let Some(kind) = catalogue.get(fact).map(|fact| &fact.kind) else { return Vec::new() };
    let known = matches!(base, Base::Known(_));
    let base = match base {
        Base::Known(sheet) => sheet.get(fact),
        Base::Unknown => None,
    };
    let (mine, theirs) = (mine.get(fact), theirs.get(fact));
    let sides = Sides { fact, known };
    match kind {
        Kind::Yearly { .. } => sides.years(base, mine, theirs),
        Kind::Table { columns } => match (mine, theirs) {
            (Some(Value::Table(mine)), Some(Value::Table(theirs))) => sides.tables(columns, base, mine, theirs),
            _ => sides.whole(base, mine, theirs),
        },
        Kind::Bool
        | Kind::Count
        | Kind::Money { .. }
        | Kind::Date
        | Kind::Occurrence
        | Kind::Choice { .. }
        | Kind::Several { .. }
        | Kind::Score { .. }
        | Kind::Text(_) => sides.whole(base, mine, theirs),
    }
}

struct Sides {
    fact: FactIx,
    /// Whether it is known what both came from.
    known: bool,
}

impl Sides {
    fn piece(&self, part: Part, base: Option<Value>, mine: Option<Value>, theirs: Option<Value>) -> Option<Piece> {
        let standing = self.standing(base.as_ref(), mine.as_ref(), theirs.as_ref())?;
        Some(Piece { fact: self.fact, part, base, mine, theirs, row: None, standing })
    }

    /// `None` where neither side says anything.
    fn standing(&self, base: Option<&Value>, mine: Option<&Value>, theirs: Option<&Value>) -> Option<Standing> {
        let [base, mine, theirs] = [base, mine, theirs].map(|side| side.and_then(settled));
        let from_base = |side: &Option<Value>| self.known && *side == base;
        Some(match (&mine, &theirs) {
            (None, None) => return None,
            _ if mine == theirs => Standing::Same,
            // Nobody but mine has touched it.
            _ if from_base(&theirs) => Standing::Mine,
            (Some(_), None) if from_base(&mine) => Standing::Removed,
            (Some(_), None) => Standing::Mine,
            (None, Some(_)) if base.is_none() => Standing::Filled,
            (Some(_), Some(_)) if from_base(&mine) => Standing::Newer,
            (None | Some(_), Some(_)) => Standing::Conflict,
        })
    }

    fn whole(&self, base: Option<&Value>, mine: Option<&Value>, theirs: Option<&Value>) -> Vec<Piece> {
        self.piece(Part::Whole, base.cloned(), mine.cloned(), theirs.cloned()).into_iter().collect()
    }

    fn years(&self, base: Option<&Value>, mine: Option<&Value>, theirs: Option<&Value>) -> Vec<Piece> {
        let of = |value: Option<&Value>| match value {
            Some(Value::Yearly(years)) => years.clone(),
            _ => Vec::new(),
        };
        let (base, mine, theirs) = (of(base), of(mine), of(theirs));
        let mut years: Vec<i32> = mine.iter().chain(&theirs).map(|(year, _)| *year).collect();
        years.sort_unstable();
        years.dedup();
        let amount = |side: &[(i32, Range)], year: i32| {
            side.iter().find(|(known, _)| *known == year).map(|(_, amount)| Value::Number(*amount))
        };
        let piece =
            |year: i32| self.piece(Part::Year(year), amount(&base, year), amount(&mine, year), amount(&theirs, year));
        years.into_iter().filter_map(piece).collect()
    }

    /// Two tables: row by row where rows can be told apart on every side, else as a whole.
    fn tables(&self, columns: &[Column], base: Option<&Value>, mine: &Table, theirs: &Table) -> Vec<Piece> {
        let whole = || {
            let (mine, theirs) = (Value::Table(mine.clone()), Value::Table(theirs.clone()));
            self.whole(base, Some(&mine), Some(&theirs))
        };
        let nothing = Table::default();
        let before = match base {
            Some(Value::Table(rows)) => rows,
            _ => &nothing,
        };
        if mine == theirs || mine.is_empty() || theirs.is_empty() {
            return whole();
        }
        let Some(naming) = naming(columns, &[mine, theirs, before]) else { return whole() };
        let places = |table: &Table| -> HashMap<String, usize> {
            table.iter().enumerate().map(|(place, row)| (row_name(row, columns, naming), place)).collect()
        };
        let (of_before, of_mine, of_theirs) = (places(before), places(mine), places(theirs));
        let row = |table: &Table, of: &HashMap<String, usize>, name: &str| table.get(*of.get(name)?).cloned();
        let name = |row: &Row| row_name(row, columns, naming);
        let added = theirs.iter().map(name).filter(|name| !of_mine.contains_key(name));
        let mut pieces = Vec::new();
        for named in mine.iter().map(name).chain(added) {
            let base = row(before, &of_before, &named);
            let (mine, theirs) = (row(mine, &of_mine, &named), row(theirs, &of_theirs, &named));
            let place = of_mine.get(&named).copied();
            let here = |piece: Piece| Piece { row: place, ..piece };
            match (mine, theirs) {
                (Some(mine), Some(theirs)) => {
                    pieces.extend(self.cells(&named, columns, base.as_ref(), &mine, &theirs).into_iter().map(here));
                }
                (mine, theirs) => {
                    let one = |row: Row| Value::Table(vec![row].into());
                    let piece = self.piece(Part::Row(named), base.map(one), mine.map(one), theirs.map(one));
                    pieces.extend(piece.map(here));
                }
            }
        }
        pieces
    }

    /// The cells of a row that both sides have.
    fn cells(&self, name: &str, columns: &[Column], base: Option<&Row>, mine: &Row, theirs: &Row) -> Vec<Piece> {
        let cell = |row: Option<&Row>, place: usize| row.and_then(|row| row.cells.get(place)?.clone());
        let piece = |place: usize| {
            let part = Part::Cell(name.to_owned(), place);
            self.piece(part, cell(base, place), cell(Some(mine), place), cell(Some(theirs), place))
        };
        (0..columns.len()).filter_map(piece).collect()
    }
}

/// By which columns rows are told apart.
#[derive(Debug, Clone, Copy)]
enum Naming {
    /// By their words.
    Words,
    /// By their words and days.
    WordsAndDays,
}

/// By which columns the rows of all these tables can be told apart; `None` where two rows are alike in all of them.
fn naming(columns: &[Column], tables: &[&Table]) -> Option<Naming> {
    let apart = |naming: Naming| {
        tables.iter().all(|table| {
            let mut names: Vec<String> = table.iter().map(|row| row_name(row, columns, naming)).collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            names.len() == count && names.iter().all(|name| !name.is_empty())
        })
    };
    [Naming::Words, Naming::WordsAndDays].into_iter().find(|naming| apart(*naming))
}

/// The words by which a row is told apart; empty where it has none.
fn row_name(row: &Row, columns: &[Column], naming: Naming) -> String {
    let told = columns.iter().zip(&row.cells).filter_map(|(column, cell)| match (&column.kind, cell, naming) {
        (Kind::Text(_), Some(value @ Value::Text(_)), _) => match settled(value) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        },
        (Kind::Date, Some(Value::Date(day)), Naming::WordsAndDays) => Some(day.to_string()),
        _ => None,
    });
    told.collect::<Vec<_>>().join(" · ")
}

/// My answers with their side of these pieces in the place of mine.
#[must_use]
pub fn with<'p>(mine: &Sheet, pieces: impl IntoIterator<Item = &'p Piece>) -> Sheet {
    let mut sheet = mine.clone();
    take(&mut sheet, pieces);
    sheet
}

/// Puts their side of these pieces in the place of mine. `sheet` is mine: rows are found by their places in it.
pub(crate) fn take<'p>(sheet: &mut Sheet, pieces: impl IntoIterator<Item = &'p Piece>) {
    let mut of_tables: BTreeMap<FactIx, Vec<&Piece>> = BTreeMap::new();
    for piece in pieces {
        match &piece.part {
            Part::Whole => {
                sheet.put(piece.fact, piece.theirs.clone());
            }
            Part::Year(year) => take_year(sheet, piece, *year),
            Part::Row(_) | Part::Cell(..) => of_tables.entry(piece.fact).or_default().push(piece),
        }
    }
    for (fact, pieces) in of_tables {
        take_rows(sheet, fact, &pieces);
    }
}

fn take_year(sheet: &mut Sheet, piece: &Piece, year: i32) {
    let mut years = match sheet.get(piece.fact) {
        Some(Value::Yearly(years)) => years.clone(),
        _ => Vec::new(),
    };
    years.retain(|(known, _)| *known != year);
    if let Some(Value::Number(amount)) = &piece.theirs {
        years.push((year, *amount));
    }
    years.sort_by_key(|(year, _)| *year);
    sheet.put(piece.fact, (!years.is_empty()).then_some(Value::Yearly(years)));
}

fn take_rows(sheet: &mut Sheet, fact: FactIx, pieces: &[&Piece]) {
    let mut rows: Vec<Option<Row>> = match sheet.get(fact) {
        Some(Value::Table(rows)) => rows.iter().cloned().map(Some).collect(),
        _ => Vec::new(),
    };
    let mut added = Vec::new();
    for piece in pieces {
        let here = piece.row.and_then(|place| rows.get_mut(place));
        match (&piece.part, here) {
            (Part::Cell(_, column), Some(Some(row))) => {
                if let Some(cell) = row.cells.get_mut(*column) {
                    cell.clone_from(&piece.theirs);
                }
            }
            (Part::Row(_), here) => {
                let theirs = match &piece.theirs {
                    Some(Value::Table(rows)) => rows.first().cloned(),
                    _ => None,
                };
                match here {
                    Some(here) => *here = theirs,
                    None => added.extend(theirs),
                }
            }
            (Part::Cell(..), _) | (Part::Whole | Part::Year(_), _) => {}
        }
    }
    let rows: Vec<Row> = rows.into_iter().flatten().chain(added).collect();
    sheet.put(fact, (!rows.is_empty()).then(|| Value::Table(rows.into())));
}
