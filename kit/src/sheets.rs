//! `Sheets`: many organisations' answers kept in the module, graded in one call.

use crate::answers::read;
use crate::books::{Books, unfit};
use crate::error::thrown;
use crate::options;
use crate::rules::Rules;
use crate::sheet::{after, latest};
use js_sys::Array;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use ziping_assess::{GradeRange, grades};
use ziping_base::calendar::Day;
use ziping_rules::rule::Columns;

/// Answers of many organisations, read once.
#[wasm_bindgen]
#[derive(Debug, Clone, Default)]
pub struct Sheets {
    books: Books,
    columns: Columns,
    /// The last day on which something is said to have happened in any of them.
    latest: Option<Day>,
}

#[wasm_bindgen]
impl Sheets {
    /// Sheets of a list of answer files' objects or texts.
    ///
    /// @throws {ZipingError} every problem of all answers, each with its line in the list
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "readonly (AnswerFile | string)[]")] answers: &Array,
        #[wasm_bindgen(unchecked_optional_param_type = "WithOverlays")] options: Option<JsValue>,
    ) -> Result<Self, JsValue> {
        let books = options::books(options)?;
        let mut sheets = Vec::with_capacity(usize::try_from(answers.length()).unwrap_or(0));
        let mut problems = Vec::new();
        for (value, line) in answers.iter().zip(1..) {
            match read(&value, &format!("line {line}"), &books.library()?.catalogue, None) {
                Ok(answers) => sheets.push(answers.sheet),
                Err(mut found) => problems.append(&mut found),
            }
        }
        if !problems.is_empty() {
            return Err(thrown(&problems));
        }
        let latest = sheets.iter().filter_map(latest).max();
        Ok(Self { books, columns: Columns::new(sheets), latest })
    }

    /// How many.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.columns.sheets().len()
    }
}

#[wasm_bindgen]
impl Rules {
    /// The grades of many sheets in their order, each as places of the worst and the best outcome:
    /// `worst + 256 * best`.
    ///
    /// @throws {ZipingError} an event after the date
    pub fn grades(&self, sheets: &Sheets) -> Result<Vec<u16>, JsValue> {
        if !sheets.books.fit(&self.books) {
            return Err(unfit());
        }
        if sheets.latest.is_some_and(|latest| latest > self.moment.as_of) {
            let catalogue = &sheets.books.library()?.catalogue;
            let late = sheets.columns.sheets().iter().flat_map(|sheet| after(sheet, self.moment.as_of, catalogue));
            return Err(thrown(&late.collect::<Vec<_>>()));
        }
        let grades = grades(self.book()?, &sheets.columns, &self.moment);
        Ok(grades.into_iter().map(|GradeRange { worst, best }| u16::from(worst) | u16::from(best) << 8).collect())
    }
}
