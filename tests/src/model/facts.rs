//! Complete answers as the models read them, with dates of their own.

use super::Readings;
use chrono::{Datelike, Months, NaiveDate};
use ziping_rules::fact::{Catalogue, Kind, Occurrence, Row, Sheet, Value};

/// When something happened last, to the models.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// Never.
    Never,
    /// On a day.
    On(NaiveDate),
    /// It goes on.
    StillGoing,
}

/// Complete answers on a date. What is not answered is a mistake of the test, and reads as the least of its kind.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    catalogue: &'a Catalogue,
    sheet: &'a Sheet,
    /// The assessment date.
    pub today: NaiveDate,
}

impl<'a> Facts<'a> {
    /// The answers of a sheet on a date, written `2026-11-21`.
    #[must_use]
    pub fn new(catalogue: &'a Catalogue, sheet: &'a Sheet, today: &str) -> Self {
        Self { catalogue, sheet, today: date(today) }
    }

    fn value(&self, id: &str) -> Option<&'a Value> {
        self.sheet.get(self.catalogue.find(id)?)
    }

    /// A yes.
    #[must_use]
    pub fn yes(&self, id: &str) -> bool {
        matches!(self.value(id), Some(Value::Bool(true)))
    }

    /// A whole number: a count, fen, or tenths of points.
    #[must_use]
    pub fn number(&self, id: &str) -> i128 {
        match self.value(id) {
            Some(Value::Number(range)) => i128::from(range.low),
            _ => 0,
        }
    }

    /// The fen of a fiscal year.
    #[must_use]
    pub fn in_year(&self, id: &str, year: i32) -> i128 {
        match self.value(id) {
            Some(Value::Yearly(years)) => {
                years.iter().find(|(known, _)| *known == year).map_or(0, |(_, fen)| i128::from(fen.low))
            }
            _ => 0,
        }
    }

    /// The fen of the three fiscal years before the assessment date's, one by one.
    #[must_use]
    pub fn three_years(&self, id: &str) -> [i128; 3] {
        [1, 2, 3].map(|back| self.in_year(id, self.today.year() - back))
    }

    /// The option chosen.
    #[must_use]
    pub fn choice(&self, id: &str) -> &'a str {
        let options = self.options(id);
        match self.value(id) {
            Some(Value::Choice(place)) => options.get(usize::from(*place)).map_or("", String::as_str),
            _ => "",
        }
    }

    /// The place of the option chosen.
    #[must_use]
    pub fn place(&self, id: &str) -> u8 {
        match self.value(id) {
            Some(Value::Choice(place)) => *place,
            _ => 0,
        }
    }

    /// The options chosen.
    #[must_use]
    pub fn chosen(&self, id: &str) -> Vec<&'a str> {
        match self.value(id) {
            Some(Value::Several(set)) => self
                .options(id)
                .iter()
                .enumerate()
                .filter(|(i, _)| set >> i & 1 == 1)
                .map(|(_, o)| o.as_str())
                .collect(),
            _ => Vec::new(),
        }
    }

    fn options(&self, id: &str) -> &'a [String] {
        match self.catalogue.find(id).and_then(|ix| self.catalogue.get(ix)).map(|fact| &fact.kind) {
            Some(Kind::Choice { options, .. } | Kind::Several { options }) => options,
            _ => &[],
        }
    }

    /// A day.
    #[must_use]
    pub fn day(&self, id: &str) -> NaiveDate {
        match self.value(id) {
            Some(Value::Date(day)) => date(&day.to_string()),
            _ => self.today,
        }
    }

    /// When it happened last.
    #[must_use]
    pub fn happened(&self, id: &str) -> Happened {
        match self.value(id) {
            Some(Value::Occurrence(Occurrence::On(day))) => Happened::On(date(&day.to_string())),
            Some(Value::Occurrence(Occurrence::Ongoing)) => Happened::StillGoing,
            _ => Happened::Never,
        }
    }

    /// The rows of a table, `None` where it is not filled.
    #[must_use]
    pub fn rows(&self, id: &str) -> Option<Vec<Line<'a>>> {
        let ix = self.catalogue.find(id)?;
        let Kind::Table { columns } = &self.catalogue.get(ix)?.kind else { return None };
        match self.sheet.get(ix) {
            Some(Value::Table(rows)) => {
                let names: Vec<&str> = columns.iter().map(|column| column.id.as_str()).collect();
                Some(rows.iter().map(|row| Line { names: names.clone(), row }).collect())
            }
            _ => None,
        }
    }

    /// Whether a period that began on a day is over.
    #[must_use]
    pub fn is_over(&self, began: NaiveDate, months: u32, readings: &Readings) -> bool {
        let end = began.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
        if readings.over_on_the_day { self.today >= end } else { self.today > end }
    }

    /// Whether something happened less than some months ago.
    #[must_use]
    pub fn lately(&self, id: &str, months: u32, readings: &Readings) -> bool {
        match self.happened(id) {
            Happened::Never => false,
            Happened::StillGoing => true,
            Happened::On(day) => !self.is_over(day, months, readings),
        }
    }

    /// Whether a day lies in 近三年.
    #[must_use]
    pub fn in_three_years(&self, day: NaiveDate, readings: &Readings) -> bool {
        if readings.calendar_years { day.year() >= self.today.year() - 3 } else { !self.is_over(day, 36, readings) }
    }

    /// Whether something happened in 近三年.
    #[must_use]
    pub fn in_recent_years(&self, id: &str, readings: &Readings) -> bool {
        match self.happened(id) {
            Happened::Never => false,
            Happened::StillGoing => true,
            Happened::On(day) => self.in_three_years(day, readings),
        }
    }
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    names: Vec<&'a str>,
    row: &'a Row,
}

impl<'a> Line<'a> {
    fn cell(&self, name: &str) -> Option<&'a Value> {
        let place = self.names.iter().position(|known| *known == name)?;
        self.row.cells.get(place)?.as_ref()
    }

    /// A yes.
    #[must_use]
    pub fn yes(&self, name: &str) -> bool {
        matches!(self.cell(name), Some(Value::Bool(true)))
    }

    /// A whole number.
    #[must_use]
    pub fn number(&self, name: &str) -> i128 {
        match self.cell(name) {
            Some(Value::Number(range)) => i128::from(range.low),
            _ => 0,
        }
    }

    /// A day.
    #[must_use]
    pub fn day(&self, name: &str) -> NaiveDate {
        match self.cell(name) {
            Some(Value::Date(day)) => date(&day.to_string()),
            _ => NaiveDate::MIN,
        }
    }

    /// Words, without blanks around them.
    #[must_use]
    pub fn words(&self, name: &str) -> &'a str {
        match self.cell(name) {
            Some(Value::Text(text)) => text.trim(),
            _ => "",
        }
    }
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap_or(NaiveDate::MIN)
}
