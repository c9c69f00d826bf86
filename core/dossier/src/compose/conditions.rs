//! The condition table: clause, requirement, what is stated, outcome, evidence, remarks; to print and as a spreadsheet.

use super::super::book::{Book, Cell};
use super::super::paper::{Align, BLANK, Block, Paper, TO_FILL, Table, chinese_number};
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
}

fn or_none(lines: Vec<String>) -> String {
    if lines.is_empty() { BLANK.to_owned() } else { lines.join("\n") }
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

/// The same as a spreadsheet; on sheets of their own the self-scoring sheet and the doubts in full, where there are any.
pub(in super::super) fn conditions_books(draft: &Draft<'_>) -> Vec<Book> {
    let mut table = Book::new(
        format!("{}条件对照表", draft.regime().title),
        "条件对照表",
        format!(
            "申报单位：{}　评价基准日：{}　依据：《{}》{}　{NOTICE}",
            draft.name(),
            super::values::day(draft.order.as_of),
            draft.named("document"),
            draft.number()
        ),
        &[
            ("序号", 5),
            ("类别", 7),
            ("条款", 11),
            ("条件", 14),
            ("要求", 22),
            ("本单位申报情况", 20),
            ("自评结论", 9),
            ("判断依据与备注", 24),
            ("材料编号", 9),
            ("所在页码", 9),
        ],
    );
    let mut doubts = Book::new(
        "条款疑点",
        "疑点",
        "条款文字上的疑点和本工具的处理，序号与《条件对照表》相同。",
        &[("序号", 5), ("条款", 13), ("条件", 20), ("疑点", 24), ("说明", 68)],
    );
    for (number, statement) in (1..).zip(draft.statements()) {
        let clauses = statement.clauses.join("、");
        for (title, text) in &statement.doubts {
            doubts.rows.push(vec![
                Cell::Count(number),
                clauses.as_str().into(),
                statement.title.as_str().into(),
                title.as_str().into(),
                text.as_str().into(),
            ]);
        }
        table.rows.push(vec![
            Cell::Count(number),
            statement.part.name().into(),
            clauses.into(),
            statement.title.as_str().into(),
            statement.requirement.as_str().into(),
            statement.stated.as_str().into(),
            statement.outcome.as_str().into(),
            statement.grounds().into(),
            statement.papers.as_str().into(),
            TO_FILL.into(),
        ]);
    }
    let mut books = vec![table];
    books.extend(draft.sheet_book());
    if !doubts.rows.is_empty() {
        books.push(doubts);
    }
    books
}
