//! Outcomes only: of a list of answer sheets, and of sheets that were read before.

use crate::answers::read;
use crate::books::{Books, unfit};
use crate::built_in::day;
use crate::error::plain;
use crate::options;
use crate::sheet::Sheet;
use js_sys::Array;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use ziping_core::assess::{GradeRange, Refused, grade, outcome_report};
use ziping_core::regime::RuleBook;
use ziping_core::rule::Moment;

/// Eligibility, score and grade of many answer sheets: what `ziping batch --outcome-only` prints. A refused sheet gives
/// its problems in its place.
///
/// @throws {ZipingError} every problem of the overlays, an unknown regime, a date that does not exist
#[wasm_bindgen(unchecked_return_type = "(OutcomeReport | Refused)[]")]
pub fn outcomes(
    #[wasm_bindgen(unchecked_param_type = "RegimeId")] regime: &str,
    #[wasm_bindgen(unchecked_param_type = "readonly (AnswerFile | string)[]")] answers: &Array,
    #[wasm_bindgen(js_name = "asOf")] as_of: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "WithOverlays")] options: Option<JsValue>,
) -> Result<Array, JsValue> {
    let rules = Rules::new(regime, as_of, options)?;
    let catalogue = &rules.books.library()?.catalogue;
    let book = rules.book()?;
    answers
        .iter()
        .zip(1..)
        .map(|(value, line)| {
            let name = format!("line {line}");
            match read(&value, &name, catalogue, Some(rules.moment.as_of)) {
                Ok(answers) => plain(&outcome_report(book, &answers.organisation, &answers.sheet, &rules.moment)),
                Err(errors) => plain(&Refused { line, errors }),
            }
        })
        .collect()
}

/// The rules of a regime on an assessment date, everything that hangs on the date worked out once.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Rules {
    pub(crate) books: Books,
    /// Where the rule book stands among them.
    place: usize,
    pub(crate) moment: Moment,
}

#[wasm_bindgen]
impl Rules {
    /// The rules of a regime on a date.
    ///
    /// @throws {ZipingError} every problem of the overlays, an unknown regime, a date that does not exist
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "RegimeId")] regime: &str,
        #[wasm_bindgen(js_name = "asOf")] as_of: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "WithOverlays")] options: Option<JsValue>,
    ) -> Result<Self, JsValue> {
        let books = options::books(options)?;
        let place = books.place(regime)?;
        let moment = Moment::new(day(as_of)?, &books.library()?.windows);
        Ok(Self { books, place, moment })
    }

    /// The outcomes, ascending; grades are places in this list.
    #[wasm_bindgen(getter, unchecked_return_type = "Outcome[]")]
    pub fn outcomes(&self) -> Result<Vec<String>, JsValue> {
        Ok(self.book()?.grade.outcomes.clone())
    }

    /// The grade of a sheet as places of the worst and the best outcome: `worst + 256 * best`.
    ///
    /// @throws {ZipingError} an event after the date
    pub fn grade(&self, sheet: &Sheet) -> Result<u32, JsValue> {
        sheet.not_before_events(self.moment.as_of)?;
        if !sheet.books.fit(&self.books) {
            return Err(unfit());
        }
        let GradeRange { worst, best } = grade(self.book()?, &sheet.sheet, &self.moment).grade;
        Ok(u32::from(worst) | u32::from(best) << 8)
    }
}

impl Rules {
    pub(crate) fn book(&self) -> Result<&RuleBook, JsValue> {
        self.books.book(self.place)
    }
}
