//! The lines of a printed table: what stands in the cells of each, and what belongs to none.

use super::columns::{Columns, Role};
use crate::workbook::{At, Sheet};
use std::collections::BTreeSet;

/// A text and where it stands.
pub(super) type Placed = (At, String);

/// One line of the table, over one or several rows of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Line {
    /// The sheet, by place.
    pub sheet: usize,
    /// Its number, as it is printed.
    pub number: Option<String>,
    /// The part of the score.
    pub element: Option<Placed>,
    /// What it is about.
    pub item: Placed,
    /// The most points.
    pub most: Option<Placed>,
    /// By how much the points of its element count.
    pub weight: Option<Placed>,
    /// The rule in words.
    pub rule: Vec<Placed>,
    /// What is looked at.
    pub value: Option<Placed>,
    /// Ranges, each with its points where they stand beside it.
    pub rows: Vec<(Placed, Option<Placed>)>,
    /// A range stands in its cell as a bare number with decimals: what it counts cannot be seen.
    pub bare: Option<Placed>,
    /// All its cells with their headings, as they are printed.
    pub cells: Vec<(String, At, String)>,
}

/// What was found in a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Lines {
    /// The lines.
    pub lines: Vec<Line>,
    /// Cells that belong to no line: titles, notes, totals; all cells where there is no table.
    pub others: Vec<Placed>,
}

/// Reads the lines of a sheet.
pub(super) fn lines(place: usize, sheet: &Sheet) -> Lines {
    let mut found = Lines::default();
    let Some(columns) = Columns::find(sheet) else {
        found.others = sheet.cells.iter().map(|(at, cell)| (*at, cell.text.clone())).collect();
        return found;
    };
    let own = |row: u32| sheet.cells.range((row, 0)..(row + 1, 0)).map(|(at, cell)| (*at, cell.text.clone()));
    let last = sheet.cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
    (0..=columns.row).for_each(|row| found.others.extend(own(row)));
    let mut element: Option<Placed> = None;
    let mut open = false;
    for row in columns.row + 1..=last {
        let seen = |role: Role| {
            let (at, cell) = sheet.seen((row, columns.of(role)?))?;
            Some((at, cell))
        };
        let text = |role: Role| seen(role).map(|(at, cell)| (at, cell.text.clone()));
        let here = |placed: &Placed| placed.0.0 == row;
        if own(row).next().is_none() && text(Role::Item).is_none() {
            open = false;
            continue;
        }
        if let Some(title) = across(sheet, &columns, row) {
            // 一、基础信用（12分）: what follows belongs to it.
            if columns.of(Role::Element).is_none() {
                element = Some(title);
            }
            open = false;
            found.others.extend(own(row));
            continue;
        }
        if let Some(own_element) = text(Role::Element) {
            element = Some(own_element);
        }
        let item = text(Role::Item).filter(here);
        let sums_up = item.as_ref().is_some_and(|(_, text)| is_total(text))
            || text(Role::Element).filter(here).is_some_and(|(_, text)| is_total(&text));
        if sums_up {
            open = false;
            found.others.extend(own(row));
            continue;
        }
        if let Some(item) = item {
            let number = text(Role::Number).map(|(_, text)| text);
            found.lines.push(Line { sheet: place, number, element: element.clone(), item, ..Line::default() });
            open = true;
        }
        let Some(line) = found.lines.last_mut().filter(|_| open) else {
            found.others.extend(own(row));
            continue;
        };
        line.most = line.most.take().or_else(|| text(Role::Most));
        line.value = line.value.take().or_else(|| text(Role::Value));
        line.weight = line.weight.take().or_else(|| text(Role::Weight));
        line.rule.extend(text(Role::Rule).filter(here));
        if let Some((at, cell)) = seen(Role::Rows).filter(|(at, _)| at.0 == row) {
            let points = text(Role::Points).filter(here);
            if cell.number && cell.text.contains('.') && !cell.text.ends_with('%') {
                line.bare = Some((at, cell.text.clone()));
            }
            line.rows.push(((at, cell.text.clone()), points));
        }
        for (at, text) in own(row) {
            let heading = columns.by_role.values().find(|(column, _)| *column == at.1);
            let heading = heading.map(|(_, heading)| heading.clone());
            let above = || sheet.seen((columns.row, at.1)).map(|(_, cell)| cell.text.clone());
            line.cells.push((heading.or_else(above).unwrap_or_default(), at, text));
        }
    }
    found
}

/// A text that lies over the columns of the table: a heading between the lines, or a note.
fn across(sheet: &Sheet, columns: &Columns, row: u32) -> Option<Placed> {
    let (at, cell) = sheet.seen((row, columns.of(Role::Item)?))?;
    let covered: BTreeSet<Role> = columns
        .by_role
        .iter()
        .filter(|(_, (column, _))| sheet.origin((row, *column)) == at)
        .map(|(role, _)| *role)
        .collect();
    (at.0 == row && covered.len() > 2).then(|| (at, cell.text.clone()))
}

fn is_total(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    ["合计", "总计", "小计", "总分", "total", "sum"].iter().any(|word| text.starts_with(word))
}
