//! The condition table: clause, requirement, what is stated, outcome, evidence, remarks; to print and as a spreadsheet.

use super::super::book::{Book, Cell};
use super::super::paper::{Align, Block, NONE, Paper, TO_FILL, Table, chinese_number};
use super::statements::{Part, Statement};
use super::{Draft, NOTICE};

const PARTS: [Part; 4] = [Part::Eligibility, Part::Requirement, Part::Cap, Part::Ground];

fn paper_rows(statements: &[Statement], part: Part, first: usize) -> Table {
    let mut table = Table::new(&[
        ("序号", 5, Align::Centre),
        ("条款", 11, Align::Centre),
        ("条件与要求", 22, Align::Left),
        ("本单位申报情况", 20, Align::Left),
        ("自评结论", 8, Align::Centre),
        ("判断依据与备注", 20, Align::Left),
        ("材料编号", 7, Align::Centre),
        ("所在页码", 7, Align::Centre),
    ]);
    for (i, statement) in statements.iter().filter(|statement| statement.part == part).enumerate() {
        table.row([
            (first + i).to_string(),
            statement.clauses.join("\n"),
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
        let mut lines = self.because.clone();
        if !self.remarks.is_empty() {
            lines.push(self.remarks.clone());
        }
        if !self.doubts.is_empty() {
            let titles: Vec<&str> = self.doubts.iter().map(|(title, _)| title.as_str()).collect();
            lines.push(format!("疑点：{}", titles.join("；")));
        }
        or_none(lines)
    }

    /// Remarks with the doubts in full.
    fn remarks_in_full(&self) -> String {
        let remarks = (!self.remarks.is_empty()).then(|| self.remarks.clone());
        let doubts = self.doubts.iter().map(|(title, text)| format!("疑点·{title}：{text}"));
        or_none(remarks.into_iter().chain(doubts).collect())
    }
}

fn or_none(lines: Vec<String>) -> String {
    if lines.is_empty() { NONE.to_owned() } else { lines.join("\n") }
}

/// The table to print.
pub(in super::super) fn conditions(draft: &Draft<'_>) -> Paper {
    let statements = draft.statements();
    let mut paper = Paper::new(format!("{}条件对照表", draft.regime().title));
    paper.landscape = true;
    paper.add(Block::Title("条件对照表".to_owned()));
    paper.add(Block::Subtitle(draft.regime().title.clone()));
    let day = super::values::day(draft.order.as_of);
    paper.add(Block::Subtitle(format!("申报单位：{}　　评价基准日：{day}　　{NOTICE}", draft.name())));
    let mut first = 1;
    for (i, part) in PARTS.into_iter().filter(|part| statements.iter().any(|s| s.part == *part)).enumerate() {
        paper.heading(format!("{}、{}", chinese_number(i + 1), part.name()));
        let table = paper_rows(&statements, part, first);
        first += table.rows.len();
        paper.add(Block::Table(table));
    }
    paper.remark(format!(
        "注：依据《{}》逐条整理，要求为本工具的转述，以原文为准；“材料编号”为《证明材料目录》中的编号；“所在页码”待材料装订后填写；疑点的全文见同名电子表格。",
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
            ("序号", 6),
            ("类别", 12),
            ("条款", 14),
            ("条件", 20),
            ("要求", 32),
            ("本单位申报情况", 30),
            ("自评结论", 11),
            ("判断依据", 32),
            ("材料编号", 10),
            ("备注（读法、疑点）", 36),
            ("所在页码", 9),
        ],
    );
    for (i, statement) in draft.statements().iter().enumerate() {
        book.rows.push(vec![
            Cell::Count(i64::try_from(i + 1).unwrap_or(i64::MAX)),
            statement.part.name().into(),
            statement.clauses.join("、").into(),
            statement.title.as_str().into(),
            statement.requirement.as_str().into(),
            statement.stated.as_str().into(),
            statement.outcome.as_str().into(),
            or_none(statement.because.clone()).into(),
            statement.papers.as_str().into(),
            statement.remarks_in_full().into(),
            TO_FILL.into(),
        ]);
    }
    book
}
