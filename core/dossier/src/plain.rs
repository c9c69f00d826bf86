//! Papers as plain text: what they say, line by line, for whoever reads them before they are made, and for tests that
//! compare every word.

use super::book::{Book, Cell};
use super::paper::{Block, FormRow, Paper};

/// A line break within a cell.
fn flat(text: &str) -> String {
    text.replace('\n', " ⏎ ")
}

fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| flat(cell)).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// What a paper says.
#[must_use]
pub fn paper(paper: &Paper) -> String {
    let mut text = String::new();
    for block in &paper.blocks {
        text.push_str(&of_block(block));
    }
    text
}

fn of_block(block: &Block) -> String {
    let pairs = |lines: &[(String, String)]| {
        lines.iter().map(|(label, value)| format!("{label}：{}\n", flat(value))).collect::<String>()
    };
    let lines = |lines: &[String]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    match block {
        Block::Cover(cover) => format!(
            "〈封面〉\n{}{}\n{}\n{}{}",
            lines(&cover.marks),
            cover.over,
            cover.title,
            pairs(&cover.lines),
            lines(&cover.foot)
        ),
        Block::Contents => "〈目录〉\n".to_owned(),
        Block::Title(title) => format!("# {title}\n"),
        Block::Subtitle(title) => format!("## {title}\n"),
        Block::Heading(level, title) => format!("\n{} {title}\n", "#".repeat(usize::from(*level) + 2)),
        Block::Address(said) | Block::Text(said) => format!("{said}\n"),
        Block::Remark(said) => format!("〔小字〕{said}\n"),
        Block::Item(mark, said) => format!("{mark} {said}\n"),
        Block::Form(rows) => rows
            .iter()
            .map(|of| match of {
                FormRow::Wide(label, value) | FormRow::Block(label, value) => row(&[label.clone(), value.clone()]),
                FormRow::Pair([(a, b), (c, d)]) => row(&[a.clone(), b.clone(), c.clone(), d.clone()]),
            })
            .collect(),
        Block::Table(table) => {
            let head: Vec<String> = table.columns.iter().map(|column| column.head.clone()).collect();
            let rows: String = table.rows.iter().map(|cells| row(cells)).collect();
            let note = table.note.as_ref().map(|note| format!("〔小字〕{note}\n")).unwrap_or_default();
            format!("{}|---|\n{rows}{note}", row(&head))
        }
        Block::Seal(signed) => format!("〈签章〉{}\n", signed.join("　")),
        Block::Opinion(what, who) => format!("〈意见栏〉{what}：{who}\n"),
        Block::NewPage => "〈另起一页〉\n".to_owned(),
        Block::Turn { landscape } => if *landscape { "〈横向〉\n" } else { "〈纵向〉\n" }.to_owned(),
    }
}

/// A spreadsheet.
pub(super) fn book(book: &Book) -> String {
    let head: Vec<String> = book.columns.iter().map(|(head, _)| head.clone()).collect();
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Decimal(number) => number.shown(),
        Cell::Date(day) => day.to_string(),
    };
    let rows: String = book.rows.iter().map(|cells| row(&cells.iter().map(cell).collect::<Vec<_>>())).collect();
    format!("# {}\n{}\n{}|---|\n{rows}", book.title, book.remark, row(&head))
}
