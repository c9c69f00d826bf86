//! The condition table: clause, requirement, what is stated, outcome, evidence, remarks; to print and as a spreadsheet.

use super::super::book::{Book, Cell};
use super::super::paper::{Align, Block, Paper, TO_FILL, Table, chinese_number};
use super::statements::{Part, Statement};
use super::{Draft, NOTICE};

const PARTS: [Part; 4] = [Part::Eligibility, Part::Requirement, Part::Cap, Part::Ground];

fn paper_rows(statements: &[Statement], part: Part, first: usize) -> Table {
    let mut table = Table::new(&[
        ("序号", 5, Align::Centre),
        ("条款", 11, Align::Centre),
        ("条件与要求", 24, Align::Left),
        ("本单位申报情况", 21, Align::Left),
        ("自评结论", 9, Align::Centre),
        ("判断依据与备注", 24, Align::Left),
        ("材料编号", 8, Align::Centre),
        ("所在页码", 8, Align::Centre),
    ]);
    for (i, statement) in statements.iter().filter(|statement| statement.part == part).enumerate() {
        table.row([
            (first + i).to_string(),
            statement.clause.clone(),
            format!("{}\n{}", statement.title, statement.requirement),
            statement.stated.clone(),
            statement.outcome.clone(),
            statement.grounds(),
            statement.papers.clone(),
            TO_FILL.to_owned(),
        ]);
    }
    table
}

impl Statement {
    /// What decided it, and what there is to say of it.
    fn grounds(&self) -> String {
        let same = self.because == self.stated;
        match (same, self.remarks.as_str()) {
            (true, remarks) => remarks.to_owned(),
            (false, super::super::paper::NONE) => self.because.clone(),
            (false, remarks) => format!("{}\n{remarks}", self.because),
        }
    }
}

/// The table to print.
pub(in super::super) fn conditions(draft: &Draft<'_>) -> Paper {
    let statements = draft.statements();
    let mut paper = Paper::new(format!("{}条件对照表", draft.regime().title));
    paper.landscape = true;
    paper.add(Block::Title(paper.title.clone()));
    paper.add(Block::Subtitle(format!(
        "申报单位：{}　　评价基准日：{}　　{NOTICE}",
        draft.name(),
        super::values::day(draft.order.as_of)
    )));
    let mut first = 1;
    for (i, part) in PARTS.into_iter().filter(|part| statements.iter().any(|s| s.part == *part)).enumerate() {
        paper.heading(format!("{}、{}", chinese_number(i + 1), part.name()));
        let table = paper_rows(&statements, part, first);
        first += table.rows.len();
        paper.add(Block::Table(table));
    }
    paper.remark(format!(
        "注：依据《{}》逐条整理，要求为本工具的转述，以原文为准；“材料编号”为《证明材料目录》中的编号；“所在页码”待材料装订后填写。",
        draft.named("document")
    ));
    paper
}

/// The same as a spreadsheet.
pub(in super::super) fn conditions_book(draft: &Draft<'_>) -> Book {
    let mut book = Book::new(
        format!("{}条件对照表", draft.regime().title),
        "条件对照表",
        format!(
            "申报单位：{}　评价基准日：{}　依据：《{}》　{NOTICE}",
            draft.name(),
            super::values::day(draft.order.as_of),
            draft.named("document")
        ),
        &[
            ("序号", 7),
            ("类别", 14),
            ("条款", 18),
            ("条件", 24),
            ("要求", 40),
            ("本单位申报情况", 36),
            ("自评结论", 14),
            ("判断依据", 40),
            ("材料编号", 14),
            ("备注（读法、疑点）", 44),
            ("所在页码", 10),
        ],
    );
    for (i, statement) in draft.statements().into_iter().enumerate() {
        book.rows.push(vec![
            Cell::Count(i64::try_from(i + 1).unwrap_or(i64::MAX)),
            statement.part.name().into(),
            statement.clause.into(),
            statement.title.into(),
            statement.requirement.into(),
            statement.stated.into(),
            statement.outcome.into(),
            statement.because.into(),
            statement.papers.into(),
            statement.remarks.into(),
            TO_FILL.into(),
        ]);
    }
    book
}
