//! Outcomes only, of a list of answer sheets.

use crate::answers::read;
use crate::error::plain;
use crate::rules::Rules;
use js_sys::Array;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use ziping_assess::{Refused, outcome_report};

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
