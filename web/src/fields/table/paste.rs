//! Rows copied from a spreadsheet: lines of cells divided by tabs, with or without a line of headings.

use crate::fields::typed::{Fault, read_day, read_number};
use ziping_core::fact::{Column, Kind, Row, Value};

/// A cell that could not be read: row and column from 0, what it holds, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unread {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) text: String,
    pub(crate) fault: Fault,
}

/// Reads pasted text. A first line whose cells are all headings says which column is which; otherwise they come in
/// the table's order. Blank lines and cells beyond the last column are passed over.
pub(crate) fn read_rows(text: &str, columns: &[Column], labels: &[String]) -> Result<Vec<Row>, Vec<Unread>> {
    let lines: Vec<Vec<String>> = lines(text);
    let heading = |cell: &String| {
        let cell = cell.trim();
        columns.iter().zip(labels).position(|(column, label)| label == cell || column.id.eq_ignore_ascii_case(cell))
    };
    let headings: Option<Vec<usize>> = lines.first().and_then(|first| first.iter().map(heading).collect());
    let skip = usize::from(headings.is_some());
    let order = headings.unwrap_or_else(|| (0..columns.len()).collect());
    let mut rows = Vec::new();
    let mut unread = Vec::new();
    for line in lines.iter().skip(skip) {
        let mut row = Row { cells: vec![None; columns.len()] };
        for (cell, place) in line.iter().zip(&order) {
            let (Some(column), Some(slot)) = (columns.get(*place), row.cells.get_mut(*place)) else { continue };
            match read_cell(&column.kind, cell) {
                Ok(value) => *slot = value,
                Err(fault) => unread.push(Unread { row: rows.len(), column: *place, text: cell.clone(), fault }),
            }
        }
        rows.push(row);
    }
    if unread.is_empty() { Ok(rows) } else { Err(unread) }
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

fn read_cell(kind: &Kind, text: &str) -> Result<Option<Value>, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    match kind {
        Kind::Count | Kind::Money { .. } | Kind::Score { .. } => {
            read_number(kind, text).map(|range| range.map(Value::Number))
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
        assert_eq!(read_rows(plain, &columns(), &labels()), Ok(expected.clone()));
        let headed = "开始\t用户\t自主平台\tannual_value\n2024/1/1\t甲\t√\t1500万\n2025.3.31\t乙\t×\t200\n";
        assert_eq!(read_rows(headed, &columns(), &labels()), Ok(expected));
    }

    #[test]
    fn a_quoted_cell_keeps_its_line_end_and_quotes() {
        let rows = read_rows("\"甲\n\"\"乙\"\"\"\t1", &columns(), &labels()).unwrap();
        assert_eq!(rows[0].cells[0], Some(Value::Text("甲\n\"乙\"".into())));
        assert_eq!(rows.len(), 1);
    }

    #[test]
    fn every_cell_that_cannot_be_read_is_named() {
        let unread = read_rows("甲\t很多\t也许\t2024-02-30", &columns(), &labels()).unwrap_err();
        let faults: Vec<(usize, Fault)> = unread.iter().map(|cell| (cell.column, cell.fault)).collect();
        assert_eq!(faults, [(1, Fault::NotMoney), (2, Fault::NotYesOrNo), (3, Fault::NotDate)]);
    }

    #[test]
    fn blank_cells_stay_blank() {
        let rows = read_rows("甲\t\t\t\n", &columns(), &labels()).unwrap();
        assert_eq!(rows[0].cells[1..], [None, None, None]);
    }
}
