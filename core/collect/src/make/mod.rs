//! Making a workbook, or a form on paper with the same questions.

pub(crate) mod about;
mod form;
mod guide;
mod how;
mod lists;
mod look;
mod papers;
mod questions;
pub(crate) mod table;
mod years;

use crate::answer::Put;
use crate::ask::{Asked, Wanted, ask};
use crate::keys::SheetKind;
use crate::tongue::{Tongue, both};
use crate::words;
pub use form::{form, form_text};
use lists::{HIDDEN, Lists};
use look::{Look, sheet_name};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Said};
use ziping_rules::fact::{FactIx, Sheet, Unknown, Value};

/// A workbook or a form to make.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// What to ask for.
    pub wanted: Wanted<'a>,
    /// Whom it is for; may be empty.
    pub organisation: &'a str,
    /// Fill in what is known; else every cell is blank.
    pub filled: bool,
    /// In which languages.
    pub tongue: Tongue,
    /// What is not known yet, with notes that stand beside the questions.
    pub unknown: &'a Unknown,
    /// Who asks, and how to reach them; may be empty.
    pub from: &'a str,
    /// By when it is wanted back.
    pub until: Option<Day>,
    /// The version of the kit.
    pub kit_version: &'a str,
}

impl Order<'_> {
    /// What is known of a fact, where that is to be filled in.
    fn known(&self, fact: FactIx) -> Option<Value> {
        if self.filled { self.wanted.sheet.get(fact).cloned() } else { None }
    }
}

/// A workbook or a form that was made.
#[derive(Debug, Clone)]
pub struct Made {
    /// The file: `.xlsx`, or of a form `.docx`.
    pub bytes: Vec<u8>,
    /// How many questions it asks, tables among them.
    pub questions: usize,
    /// How many papers it asks for.
    pub papers: usize,
    /// Answers that no cell can hold: their cells are blank, or cut to the rows that fit.
    pub left_blank: Vec<FactIx>,
}

/// What is noted while sheets are written.
pub(crate) struct Writing {
    names: Vec<String>,
    lists: Lists,
    /// What went out.
    sheet: Sheet,
    questions: usize,
    left_blank: Vec<FactIx>,
}

impl Writing {
    fn name(&mut self, wanted: &str) -> String {
        sheet_name(wanted, &mut self.names)
    }

    /// The answer that goes into a cell, noted as sent; or noted as one that no cell can hold.
    fn sent(&mut self, order: &Order<'_>, ix: FactIx, put: impl Fn(&Value) -> Option<Put>) -> Option<Put> {
        let value = order.known(ix)?;
        let cell = put(&value);
        match cell {
            Some(_) => {
                self.sheet.put(ix, Some(value));
            }
            None if matches!(&value, Value::Text(text) if text.trim().is_empty()) => {}
            None => self.left_blank.push(ix),
        }
        cell
    }
}

/// Makes a workbook. The same order gives the same bytes.
///
/// # Errors
/// What [`ask`] refuses, or that nothing at all is to be asked.
pub fn make(order: &Order<'_>) -> Result<Made, Diagnostic> {
    let asked = asked(order)?;
    book(order, &asked).map_err(|error| {
        // The names, widths and lists are the kit's own: what goes wrong here is a mistake of the kit.
        Diagnostic::error("internal", Said::english(error.to_string()))
    })
}

/// What is asked: anything at all.
fn asked(order: &Order<'_>) -> Result<Asked, Diagnostic> {
    let asked = ask(&order.wanted)?;
    if asked.groups.is_empty() && asked.papers.is_empty() {
        let message = both(words::refused::order::nothing);
        return Err(Diagnostic::error("nothing-to-ask", message).help(both(words::refused::order::nothing_help)));
    }
    Ok(asked)
}

fn book(order: &Order<'_>, asked: &Asked) -> Result<Made, XlsxError> {
    let look = Look::new();
    let guide_name = guide::name(order);
    let mut writing = Writing {
        names: vec![HIDDEN.to_owned(), guide_name.clone()],
        lists: Lists::default(),
        sheet: Sheet::new(),
        questions: 0,
        left_blank: Vec::new(),
    };
    let mut sheets: Vec<(SheetKind, Worksheet)> = Vec::new();
    sheets.extend(questions::sheet(order, asked, &look, &mut writing)?.map(|sheet| (SheetKind::Questions, sheet)));
    sheets.extend(years::sheet(order, asked, &look, &mut writing)?.map(|sheet| (SheetKind::Years, sheet)));
    let tables = table::sheets(order, asked, &look, &mut writing)?;
    sheets.extend(tables.into_iter().map(|sheet| (SheetKind::Table(String::new()), sheet)));
    sheets.extend(papers::sheet(order, asked, &look, &mut writing)?.map(|sheet| (SheetKind::Papers, sheet)));
    let named: Vec<(String, Said)> = sheets.iter().map(|(kind, sheet)| (sheet.name(), guide::what(kind))).collect();
    let mut book = Workbook::new();
    book.set_properties(&properties(order)?);
    let mut guide = guide::sheet(order, &guide_name, &named, &look, &writing)?;
    guide.set_active(true);
    book.push_worksheet(guide);
    for (_, sheet) in sheets {
        book.push_worksheet(sheet);
    }
    book.push_worksheet(about::sheet(order, asked, &writing)?);
    Ok(Made {
        bytes: book.save_to_buffer()?,
        questions: writing.questions,
        papers: asked.papers.len(),
        left_blank: writing.left_blank,
    })
}

/// The title, and the day of the order as the day on which it was made: nothing here asks for the time.
fn properties(order: &Order<'_>) -> Result<DocProperties, XlsxError> {
    let day = order.wanted.as_of;
    let year = u16::try_from(day.year()).unwrap_or(1900).max(1900);
    let (month, date) = (u8::try_from(day.month()), u8::try_from(day.day_of_month()));
    let made = ExcelDateTime::from_ymd(year, month.unwrap_or(1), date.unwrap_or(1))?;
    let title = order.tongue.line(&both(words::guide::document));
    Ok(DocProperties::new().set_title(title).set_creation_datetime(&made))
}
