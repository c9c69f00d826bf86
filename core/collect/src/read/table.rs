//! The sheet of a table: every row that is none of the kit's own is a row of it.

use super::found::{Found, Slot};
use super::rows::{Columns, columns, head, is_scaled};
use crate::answer;
use crate::cells::{Grid, Held};
use crate::keys::{ColumnKey, RowKey};
use crate::make::table::with_unit;
use crate::tongue::{Tongue, both, fact_label};
use crate::words::reading::{left_out, questions};
use ziping_base::diag::Said;
use ziping_base::lang::Lang;
use ziping_rules::fact::pasted::{Layout, read_rows};
use ziping_rules::fact::{Column, Fact, FactIx, Kind, MAX_ROWS, Row, Value};

/// The kit's own words beside the answer that there is no row are longer than this, and answers are not.
const SENTENCE: usize = 12;

impl Found<'_> {
    /// The sheet of the table of a fact.
    pub(super) fn table(&mut self, grid: &Grid, mark: (u32, u32), id: &str) {
        let over = columns(grid, mark);
        let known = self.fact(id);
        let Some((ix, fact, of)) = known.and_then(|(ix, fact)| match &fact.kind {
            Kind::Table { columns } => Some((ix, fact, columns.as_slice())),
            _ => None,
        }) else {
            self.unknown_table(grid, mark, id, &over);
            return;
        };
        self.see(ix);
        let scaled = self.scaled(grid, mark, fact, of, &over);
        let mut rows: Vec<Row> = Vec::new();
        let mut first = None;
        let mut strange: Vec<u32> = Vec::new();
        for row in grid.rows().into_iter().filter(|row| *row != mark.0) {
            match RowKey::read(grid.words(row, mark.1)) {
                Some(RowKey::Own | RowKey::Head) => continue,
                Some(RowKey::NoneOf(_)) => {
                    self.none(grid, row, ix, &over);
                    continue;
                }
                // Whatever is written into the hidden column, a row is a row.
                None | Some(RowKey::Of(_) | RowKey::Option { .. }) => {}
            }
            let line = Line { grid, row, key: mark.1, over: &over, scaled: &scaled };
            if let Some(read) = self.row(&line, ix, fact, of, &mut strange) {
                first = first.or(Some(grid.spot(row, mark.1 + 1)));
                rows.push(read);
            }
        }
        if rows.len() > MAX_ROWS {
            let spot = grid.spot(mark.0, mark.1);
            let why = both(|lang| questions::TooManyRows { lang, most: MAX_ROWS, count: rows.len() }.to_string());
            self.unread(spot, Some(ix), String::new(), why);
        } else if let Some(first) = first {
            self.answer(ix, Slot::Whole, first, Value::Table(rows.into()));
        }
    }

    /// A table that is not known here.
    fn unknown_table(&mut self, grid: &Grid, mark: (u32, u32), id: &str, over: &Columns) {
        for row in grid.rows().into_iter().filter(|row| *row != mark.0) {
            if RowKey::read(grid.words(row, mark.1)).is_some() {
                continue;
            }
            if let Some((column, held)) = grid.row(row).find(|(column, _)| over.contains_key(column)) {
                self.unknown(grid.spot(row, column), id, held.shown());
            }
        }
    }

    /// The columns whose headings were given a larger unit.
    fn scaled(&self, grid: &Grid, mark: (u32, u32), fact: &Fact, of: &[Column], over: &Columns) -> Vec<(u32, String)> {
        let Some(head) = head(grid, mark) else { return Vec::new() };
        let mut scaled = Vec::new();
        for (at, key) in over {
            let ColumnKey::Cell(id) = key else { continue };
            let Some(column) = of.iter().find(|column| column.id == *id) else { continue };
            let label = with_unit(fact_label(self.reading.regimes, &fact.id, id), &column.kind);
            let ours = [Tongue::One(Lang::Zh), Tongue::One(Lang::En), Tongue::Both].map(|tongue| tongue.lines(&label));
            let ours: Vec<&str> = ours.iter().map(String::as_str).collect();
            let words = grid.words(head, *at);
            if matches!(column.kind, Kind::Money { .. }) && is_scaled(words, &ours) {
                scaled.push((*at, words.to_owned()));
            }
        }
        scaled
    }

    /// The line that says that there is no row.
    fn none(&mut self, grid: &Grid, row: u32, ix: FactIx, over: &Columns) {
        for (column, held) in grid.row(row).filter(|(column, _)| over.contains_key(column)) {
            // Beside the answer stand the kit's own words, a whole sentence.
            if held.shown().chars().count() <= SENTENCE {
                self.none_of(grid, row, column, held, ix);
            }
        }
    }

    /// A row; `None` where it holds nothing, or sums up others.
    fn row(&mut self, line: &Line<'_>, ix: FactIx, fact: &Fact, of: &[Column], strange: &mut Vec<u32>) -> Option<Row> {
        let Line { grid, row, key, over, scaled } = *line;
        let held: Vec<(u32, &Held)> = grid.row(row).filter(|(column, _)| *column != key).collect();
        let (first, words) = held.iter().find(|(column, _)| over.contains_key(column)).or(held.first())?;
        let total = read_rows(&[vec![words.shown()]], &Layout::default(), &[], &self.reading.library.names);
        if !total.left_out.is_empty() {
            self.aside(grid.spot(row, *first), words, both(left_out::sum));
            return None;
        }
        let mut cells = vec![None; of.len()];
        let (mut any, mut lost) = (false, false);
        for (column, held) in held {
            let spot = grid.spot(row, column);
            let place = match over.get(&column) {
                Some(ColumnKey::Cell(id)) => of.iter().position(|known| known.id == *id),
                _ => None,
            };
            let Some((place, column_of)) = place.and_then(|place| Some((place, of.get(place)?))) else {
                if !strange.contains(&column) {
                    strange.push(column);
                    let why = both(left_out::column);
                    self.aside(spot, held, why);
                }
                continue;
            };
            if let (Some((_, words)), Held::Number(_)) = (scaled.iter().find(|(at, _)| *at == column), held) {
                self.unread(spot, Some(ix), held.shown(), other_heading(words));
                any = true;
                continue;
            }
            match answer::read(&column_of.kind, Some(held), &fact.id, self.reading.regimes, self.reading.as_of) {
                Ok(Some(value)) => {
                    any = true;
                    if let Some(cell) = cells.get_mut(place) {
                        *cell = Some(value);
                    }
                }
                Ok(None) => {}
                Err(why) => {
                    // Without the words that tell it apart a row would be taken for another one.
                    let is_name = matches!(column_of.kind, Kind::Text(_));
                    lost |= is_name;
                    any = true;
                    let why = if is_name { why.and(&both(left_out::row)) } else { why };
                    self.unread(spot, Some(ix), held.shown(), why);
                }
            }
        }
        let read = Row { cells };
        (any && !lost && !read.says_nothing()).then_some(read)
    }
}

/// A row of a sheet, and what stands over it.
struct Line<'l> {
    grid: &'l Grid,
    row: u32,
    key: u32,
    over: &'l Columns,
    scaled: &'l [(u32, String)],
}

fn other_heading(words: &str) -> Said {
    let words = words.trim().replace('\n', " ");
    both(|lang| questions::other_heading(lang, &words))
}
