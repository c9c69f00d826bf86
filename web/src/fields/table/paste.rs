//! Rows copied from a spreadsheet: lines of cells divided by tabs, with or without a line of headings.

use super::headings::{Order, Under, read_headings};
use crate::fields::typed::{Fault, read_day, read_number, read_number_in};
use ziping_core::fact::{Column, Kind, Row, Value};

/// What is wrong with pasted text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    /// A cell that could not be read: row and column from 0, what it holds, and why.
    Unread { row: usize, column: usize, text: String, fault: Fault },
    /// Two headings name the same column.
    Twice { first: String, second: String, column: usize },
    /// A heading may name any of these columns.
    Several { heading: String, columns: Vec<usize> },
    /// The unit in the heading of a column cannot be read.
    Unit { heading: String, column: usize },
}

/// A pasted column that the table does not have, by its heading or, without one, by its place from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unknown {
    Named(String),
    At(usize),
}

/// Rows read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pasted {
    pub(crate) rows: Vec<Row>,
    /// Columns that hold something and that the table does not have.
    pub(crate) unknown: Vec<Unknown>,
    /// Columns of the table that no heading names.
    pub(crate) missing: Vec<usize>,
}

/// Reads pasted text. A first line of headings says which column is which and in which unit; otherwise they come in the
/// table's order. Blank lines are passed over; what the table has no column for is named.
pub(crate) fn read_rows(text: &str, columns: &[Column], labels: &[String]) -> Result<Pasted, Vec<Problem>> {
    let lines: Vec<Vec<String>> = lines(text);
    let headings = lines.first().and_then(|first| read_headings(first, columns, labels)).transpose()?;
    let skip = usize::from(headings.is_some());
    let wide = lines.iter().map(Vec::len).max().unwrap_or(0);
    let mut order: Order = headings.unwrap_or_else(|| in_order(columns));
    order.resize(wide.max(order.len()), None);
    let mut rows = Vec::new();
    let mut problems = Vec::new();
    let mut lost = vec![false; order.len()];
    for line in lines.iter().skip(skip) {
        let mut row = Row { cells: vec![None; columns.len()] };
        for ((cell, under), lost) in line.iter().zip(&order).zip(&mut lost) {
            let Some(Under { column: place, unit }) = under else {
                *lost |= !cell.trim().is_empty();
                continue;
            };
            let (Some(column), Some(slot)) = (columns.get(*place), row.cells.get_mut(*place)) else { continue };
            match read_cell(&column.kind, unit, cell) {
                Ok(value) => *slot = value,
                Err(fault) => {
                    problems.push(Problem::Unread { row: rows.len(), column: *place, text: cell.clone(), fault });
                }
            }
        }
        rows.push(row);
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let heading = |place: usize| lines.first().filter(|_| skip > 0).and_then(|first| first.get(place));
    let unknown = |place: usize| match heading(place).map(|heading| heading.trim()) {
        None | Some("") => Unknown::At(place),
        Some(name) => Unknown::Named(name.to_owned()),
    };
    let named = |column: &usize| order.iter().flatten().any(|under| under.column == *column);
    Ok(Pasted {
        unknown: lost.iter().enumerate().filter(|(_, lost)| **lost).map(|(place, _)| unknown(place)).collect(),
        missing: (0..columns.len()).filter(|column| skip > 0 && !named(column)).collect(),
        rows,
    })
}

fn in_order(columns: &[Column]) -> Order {
    (0..columns.len()).map(|column| Some(Under { column, unit: "" })).collect()
}

/// Whether a cell holds what no heading is: a number or a day.
pub(super) fn is_data(cell: &str) -> bool {
    matches!(read_number(&Kind::Money { signed: true }, cell), Ok(Some(_))) || matches!(read_day(cell), Ok(Some(_)))
}

/// Lines and cells; a cell in quotes may hold tabs, line ends and doubled quotes.
fn lines(text: &str) -> Vec<Vec<String>> {
    let mut lines = vec![vec![String::new()]];
    let mut quoted = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let at_start = lines.last().and_then(|line| line.last()).is_some_and(String::is_empty);
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                push(&mut lines, '"');
            }
            '"' if quoted => quoted = false,
            '"' if at_start => quoted = true,
            '\t' if !quoted => {
                if let Some(line) = lines.last_mut() {
                    line.push(String::new());
                }
            }
            '\r' if !quoted => {}
            '\n' if !quoted => lines.push(vec![String::new()]),
            c => push(&mut lines, c),
        }
    }
    lines.retain(|line| line.iter().any(|cell| !cell.trim().is_empty()));
    lines
}

fn push(lines: &mut [Vec<String>], c: char) {
    if let Some(cell) = lines.last_mut().and_then(|line| line.last_mut()) {
        cell.push(c);
    }
}

fn read_cell(kind: &Kind, unit: &str, text: &str) -> Result<Option<Value>, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    match kind {
        Kind::Count | Kind::Money { .. } | Kind::Score { .. } => {
            read_number_in(kind, unit, text).map(|range| range.map(Value::Number))
        }
        Kind::Date => read_day(text).map(|day| day.map(Value::Date)),
        Kind::Bool => match text.to_ascii_lowercase().as_str() {
            "是" | "有" | "√" | "✓" | "yes" | "y" | "true" | "1" => Ok(Some(Value::Bool(true))),
            "否" | "无" | "×" | "✕" | "no" | "n" | "false" | "0" => Ok(Some(Value::Bool(false))),
            _ => Err(Fault::NotYesOrNo),
        },
        Kind::Text(_)
        | Kind::Yearly { .. }
        | Kind::Occurrence
        | Kind::Choice { .. }
        | Kind::Several { .. }
        | Kind::Table { .. } => Ok(Some(Value::Text(text.to_owned()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ziping_core::calendar::Day;
    use ziping_core::fact::{Range, TextFormat};

    fn columns() -> Vec<Column> {
        [
            ("client", Kind::Text(TextFormat::Line)),
            ("annual_value", Kind::Money { signed: false }),
            ("own_platform", Kind::Bool),
            ("start", Kind::Date),
        ]
        .map(|(id, kind)| Column { id: id.into(), kind })
        .into()
    }

    fn labels() -> Vec<String> {
        ["用户", "年合同额", "自主平台", "开始"].map(String::from).into()
    }

    fn read(text: &str) -> Vec<Row> {
        read_rows(text, &columns(), &labels()).unwrap().rows
    }

    fn row(client: &str, fen: i64, own: bool, start: &str) -> Row {
        Row {
            cells: vec![
                Some(Value::Text(client.into())),
                Some(Value::Number(Range::exactly(fen))),
                Some(Value::Bool(own)),
                Day::parse(start).map(Value::Date),
            ],
        }
    }

    #[test]
    fn rows_come_in_the_table_s_order_or_in_that_of_their_headings() {
        let expected = vec![row("甲", 1_500_000_000, true, "2024-01-01"), row("乙", 20_000, false, "2025-03-31")];
        let plain = "甲\t1500万\t是\t2024-01-01\r\n\n乙\t200\tno\t2025年3月31日\n";
        assert_eq!(read(plain), expected);
        let headed = "开始\t用户\t自主平台\tannual_value\n2024/1/1\t甲\t√\t1500万\n2025.3.31\t乙\t×\t200\n";
        assert_eq!(read(headed), expected);
        let with_unit = "序号\t年合同额（万元）\t用户（客户）\t自主平台？\t开始\n1\t1500\t甲\t√\t2024/1/1\n2\t0.02\t乙\t×\t2025.3.31";
        assert_eq!(read(with_unit), expected);
    }

    #[test]
    fn a_range_and_a_unit_of_a_cell_s_own_stand_under_a_heading_with_a_unit() {
        let rows = read("用户\t年合同额（万元）\n甲\t14–16\n乙\t3000元\n丙\t1亿");
        let amounts: Vec<_> = rows.iter().map(|row| row.cells[1].clone()).collect();
        let number = |low: i64, high: i64| Some(Value::Number(Range { low, high }));
        let expected =
            [number(14_000_000, 16_000_000), number(300_000, 300_000), number(10_000_000_000, 10_000_000_000)];
        assert_eq!(amounts, expected);
    }

    #[test]
    fn what_the_table_has_no_column_for_is_named_and_so_is_what_was_not_pasted() {
        let pasted = read_rows("备注\t用户\t\t空列\n急\t甲\t1\t\n\t乙\t\t", &columns(), &labels()).unwrap();
        assert_eq!(pasted.unknown, [Unknown::Named("备注".into()), Unknown::At(2)], "an empty column is no loss");
        assert_eq!(pasted.missing, [1, 2, 3]);
        let pasted = read_rows("甲\t1\t是\t2024-01-01\t多出来的", &columns(), &labels()).unwrap();
        assert_eq!((pasted.unknown, pasted.missing), (vec![Unknown::At(4)], Vec::new()));
    }

    #[test]
    fn a_quoted_cell_keeps_its_line_end_and_quotes() {
        let rows = read("\"甲\n\"\"乙\"\"\"\t1");
        assert_eq!(rows[0].cells[0], Some(Value::Text("甲\n\"乙\"".into())));
        assert_eq!(rows.len(), 1);
    }

    #[test]
    fn every_cell_that_cannot_be_read_is_named() {
        let unread = read_rows("甲\t很多\t也许\t2024-02-30", &columns(), &labels()).unwrap_err();
        let fault = |problem: &Problem| match problem {
            Problem::Unread { column, fault, .. } => (*column, *fault),
            other => panic!("{other:?}"),
        };
        let faults: Vec<(usize, Fault)> = unread.iter().map(fault).collect();
        assert_eq!(faults, [(1, Fault::NotMoney), (2, Fault::NotYesOrNo), (3, Fault::NotDate)]);
    }

    #[test]
    fn blank_cells_stay_blank() {
        let rows = read("甲\t\t\t\n");
        assert_eq!(rows[0].cells[1..], [None, None, None]);
    }
}
