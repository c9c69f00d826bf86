//! The condition table: clause, requirement, what is stated, outcome, evidence, remarks; to print and as a spreadsheet.

use super::super::book::{Book, Cell};
use super::super::paper::{Align, BLANK, Block, Paper, TO_FILL, Table, chinese_number};
use super::statements::{Part, Statement};
use super::{Draft, NOTICE};
use crate::words;

const PARTS: [Part; 5] = [Part::Eligibility, Part::Requirement, Part::Level, Part::Cap, Part::Ground];

fn paper_rows(statements: &[Statement], part: Part, first: usize) -> Table {
    let mut table = Table::new(&[
        (words::shared::heads::NUMBER, 5, Align::Centre),
        (words::shared::heads::CLAUSE, 11, Align::Centre),
        (words::conditions::heads::CONDITION_AND_REQUIREMENT, 22, Align::Left),
        (words::shared::heads::STATED, 20, Align::Left),
        (words::shared::heads::OUTCOME, 8, Align::Centre),
        (words::conditions::heads::GROUNDS, 20, Align::Left),
        (words::shared::heads::PAPERS, 7, Align::Centre),
        (words::conditions::heads::PAGE, 7, Align::Centre),
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
            lines.push(words::conditions::doubts(titles.join("；")));
        }
        or_none(lines)
    }
}

fn or_none(lines: Vec<String>) -> String {
    if lines.is_empty() { BLANK.to_owned() } else { lines.join("\n") }
}

/// All of them, part by part.
fn in_order(draft: &Draft<'_>) -> Vec<Statement> {
    let mut all = draft.statements();
    all.extend(draft.level_statements());
    all.sort_by_key(|statement| PARTS.iter().position(|part| *part == statement.part));
    all
}

/// The table to print.
pub(in super::super) fn conditions(draft: &Draft<'_>) -> Paper {
    let statements = in_order(draft);
    let mut paper = Paper::new(words::conditions::document(&draft.regime().title));
    paper.landscape = true;
    paper.add(Block::Title(words::conditions::TITLE.to_owned()));
    paper.add(Block::Subtitle(draft.regime().title.clone()));
    let day = super::values::day(draft.order.as_of);
    let subtitle = words::conditions::Subtitle { organisation: draft.name(), day, notice: NOTICE };
    paper.add(Block::Subtitle(subtitle.to_string()));
    let mut first = 1;
    for (i, part) in PARTS.into_iter().filter(|part| statements.iter().any(|s| s.part == *part)).enumerate() {
        paper.heading(format!("{}、{}", chinese_number(i + 1), part.name()));
        let table = paper_rows(&statements, part, first);
        first += table.rows.len();
        paper.add(Block::Table(table));
    }
    paper.remark(words::conditions::note(draft.named("document")));
    paper
}

/// The same as a spreadsheet; on sheets of their own the self-scoring sheet and the doubts in full, where there are any.
pub(in super::super) fn conditions_books(draft: &Draft<'_>) -> Vec<Book> {
    let mut table = Book::new(
        words::conditions::document(&draft.regime().title),
        words::conditions::TITLE,
        words::conditions::BookRemark {
            organisation: draft.name(),
            day: super::values::day(draft.order.as_of),
            document: draft.named("document"),
            number: draft.number(),
            notice: NOTICE,
        }
        .to_string(),
        &[
            (words::shared::heads::NUMBER, 5),
            (words::conditions::heads::PART, 7),
            (words::shared::heads::CLAUSE, 11),
            (words::conditions::heads::CONDITION, 14),
            (words::conditions::heads::REQUIREMENT, 22),
            (words::shared::heads::STATED, 20),
            (words::shared::heads::OUTCOME, 9),
            (words::conditions::heads::GROUNDS, 24),
            (words::shared::heads::PAPERS, 9),
            (words::conditions::heads::PAGE, 9),
        ],
    );
    let mut doubts = Book::new(
        words::conditions::DOUBTS_TITLE,
        words::conditions::DOUBTS_SHEET,
        words::conditions::DOUBTS_REMARK,
        &[
            (words::shared::heads::NUMBER, 5),
            (words::shared::heads::CLAUSE, 13),
            (words::conditions::heads::CONDITION, 20),
            (words::conditions::heads::DOUBT, 24),
            (words::shared::heads::REMARKS, 68),
        ],
    );
    for (number, statement) in (1..).zip(in_order(draft)) {
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
