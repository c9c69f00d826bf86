//! What of a paper depends on the answers, by name. A paper is composed in one of three ways: to be handed in; the same,
//! while everything that depends on the answers is noted under its name, so that a form can say it; or as a template, in
//! which placeholders of those names stand in its place. One composer writes all three, so that they cannot differ.

use super::super::paper::{Block, FormRow, Paper, Table};
use super::Draft;
use super::sentences::About;
use core::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use ziping_regime::SentencePart;
use ziping_rules::fact::{Fact, Kind};

/// What the names of the application's own begin with.
pub(in super::super) const APPLICATION: &str = "application";
/// The number and the text of an entry of a list.
const ENTRY: [&str; 2] = ["no", "text"];

/// How a paper is composed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Manner {
    /// To be handed in.
    #[default]
    Paper,
    /// The same, noted by name.
    Noted,
    /// With placeholders.
    Template,
}

/// A table or a list of a paper: the ids of its columns, and its rows.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Listed {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Listed {
    /// The cells of a column, by its id.
    pub(in super::super) fn column(&self, id: &str) -> Option<Vec<String>> {
        let place = self.columns.iter().position(|column| column == id)?;
        Some(self.rows.iter().map(|row| row.get(place).cloned().unwrap_or_default()).collect())
    }

    /// Whether there is nothing in it.
    pub(in super::super) const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// What a paper says, by name.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Noted {
    pub(in super::super) texts: BTreeMap<String, String>,
    pub(in super::super) lists: BTreeMap<String, Listed>,
    /// What may be left out, with whether it stays.
    pub(in super::super) parts: BTreeMap<String, bool>,
}

/// How papers are composed at present.
#[derive(Debug, Default)]
pub(super) struct Mold {
    manner: Cell<Manner>,
    /// What the names of the paper begin with.
    paper: RefCell<String>,
    noted: RefCell<Noted>,
}

/// A placeholder.
fn braced(name: &str) -> String {
    format!("{{{{{name}}}}}")
}

impl Draft<'_> {
    /// A paper with placeholders in the place of all that depends on the answers.
    pub(in super::super) fn as_template(&self, name: &str, compose: impl FnOnce(&Self) -> Paper) -> Paper {
        self.composed(Manner::Template, name, compose)
    }

    /// What a paper says, by name.
    pub(in super::super) fn noted(&self, name: &str, compose: impl FnOnce(&Self) -> Paper) -> Noted {
        self.composed(Manner::Noted, name, compose);
        self.mold.noted.take()
    }

    fn composed(&self, manner: Manner, name: &str, compose: impl FnOnce(&Self) -> Paper) -> Paper {
        name.clone_into(&mut self.mold.paper.borrow_mut());
        self.mold.manner.set(manner);
        let paper = compose(self);
        self.mold.manner.set(Manner::Paper);
        paper
    }

    /// Whether placeholders stand in the place of answers.
    pub(super) fn is_template(&self) -> bool {
        self.mold.manner.get() == Manner::Template
    }

    fn full(&self, name: &str) -> String {
        format!("{}.{name}", self.mold.paper.borrow())
    }

    /// A text that depends on the answers, under a name of its own.
    pub(super) fn put(&self, name: &str, said: impl FnOnce() -> String) -> String {
        match self.mold.manner.get() {
            Manner::Paper => said(),
            Manner::Noted => {
                let said = said();
                self.mold.noted.borrow_mut().texts.insert(self.full(name), said.clone());
                said
            }
            Manner::Template => braced(&self.full(name)),
        }
    }

    /// A text that a placeholder beyond those of papers says.
    pub(super) fn or_placeholder(&self, placeholder: &str, said: impl FnOnce() -> String) -> String {
        if self.is_template() { braced(placeholder) } else { said() }
    }

    /// The answer to a fact as a template has it; `None`: this is none. Sums of rows and years have no placeholder of
    /// their own.
    pub(super) fn answer_in_template(&self, fact: &Fact) -> Option<String> {
        self.is_template().then(|| match fact.kind {
            Kind::Yearly { .. } | Kind::Table { .. } => braced(&self.full(&whole(fact))),
            _ => braced(&fact.id),
        })
    }

    /// Notes the answer to a fact that has no placeholder of its own.
    pub(super) fn note_answer(&self, fact: &Fact, said: String) -> String {
        match fact.kind {
            Kind::Yearly { .. } | Kind::Table { .. } if self.mold.manner.get() == Manner::Noted => {
                self.put(&whole(fact), || said)
            }
            _ => said,
        }
    }

    /// A table whose rows depend on the answers: in a template one row, which is repeated.
    pub(super) fn listed(&self, name: &str, columns: &[&str], mut table: Table) -> Table {
        match self.mold.manner.get() {
            Manner::Paper => {}
            Manner::Noted => self.keep(name, columns, table.rows.clone()),
            Manner::Template => {
                let cell = |column: &&str| braced(&self.full(&format!("{name}.{column}")));
                table.rows = vec![columns.iter().map(cell).collect()];
            }
        }
        table
    }

    fn keep(&self, name: &str, columns: &[&str], rows: Vec<Vec<String>>) {
        let columns = columns.iter().map(|column| (*column).to_owned()).collect();
        self.mold.noted.borrow_mut().lists.insert(self.full(name), Listed { columns, rows });
    }

    /// What may be left out of a paper: in a template between two marks.
    pub(super) fn part(&self, paper: &mut Paper, name: &str, stays: bool, write: impl FnOnce(&mut Paper)) {
        match self.mold.manner.get() {
            Manner::Paper if stays => write(paper),
            Manner::Paper => {}
            Manner::Noted => {
                self.mold.noted.borrow_mut().parts.insert(self.full(name), stays);
                // What is in it is noted all the same: a form names it, whether or not it stays.
                let mut apart = Paper::default();
                write(if stays { paper } else { &mut apart });
            }
            Manner::Template => {
                paper.add(Block::Remark(self.mark('#', name)));
                write(paper);
                paper.add(Block::Remark(self.mark('/', name)));
            }
        }
    }

    /// The same of a row of a form.
    pub(super) fn row_part(&self, rows: &mut Vec<FormRow>, name: &str, stays: bool, row: FormRow) {
        match self.mold.manner.get() {
            Manner::Paper => rows.extend(stays.then_some(row)),
            Manner::Noted => {
                self.mold.noted.borrow_mut().parts.insert(self.full(name), stays);
                rows.extend(stays.then_some(row));
            }
            Manner::Template => {
                rows.push(FormRow::Wide(self.mark('#', name), String::new()));
                rows.push(row);
                rows.push(FormRow::Wide(self.mark('/', name), String::new()));
            }
        }
    }

    fn mark(&self, mark: char, name: &str) -> String {
        braced(&format!("{mark}{}", self.full(name)))
    }

    /// Sentences one below the other, each as `block` writes it, given its number and itself.
    pub(super) fn sentence_list(
        &self,
        paper: &mut Paper,
        name: &str,
        (part, about): (SentencePart, About<'_>),
        block: impl Fn(String, String) -> Block,
    ) {
        self.text_list(paper, name, || self.sentences(part, about), block);
    }

    /// Texts in the order in which they stand, each with its number.
    pub(super) fn text_list(
        &self,
        paper: &mut Paper,
        name: &str,
        said: impl FnOnce() -> Vec<String>,
        block: impl Fn(String, String) -> Block,
    ) {
        if self.is_template() {
            let [no, text] = ENTRY.map(|column| braced(&self.full(&format!("{name}.{column}"))));
            paper.add(Block::Remark(self.mark('#', name)));
            paper.add(block(no, text));
            paper.add(Block::Remark(self.mark('/', name)));
            return;
        }
        let said = said();
        let rows = || said.iter().zip(1..).map(|(said, no): (_, usize)| vec![no.to_string(), said.clone()]).collect();
        if self.mold.manner.get() == Manner::Noted {
            self.keep(name, &ENTRY, rows());
        }
        for (said, no) in said.into_iter().zip(1..) {
            let no: usize = no;
            paper.add(block(no.to_string(), said));
        }
    }
}

/// The name of a whole answer of several rows or years.
fn whole(fact: &Fact) -> String {
    format!("answer.{}", fact.id)
}
