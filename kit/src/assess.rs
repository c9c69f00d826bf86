//! `assess` and `regimes`.

use crate::answers::read_or_throw;
use crate::books::Books;
use crate::built_in::day;
use crate::error::plain;
use crate::options;
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use ziping_assess::{Findings, ReportOptions, report};
use ziping_base::calendar::Day;
use ziping_regime::{Words, cards};
use ziping_rules::fact::Sheet;

/// Assesses an organisation: the object that `ziping assess --format json` prints.
///
/// @throws {ZipingError} every problem of the overlays or of the answers, an unknown regime, a date that does not exist
#[wasm_bindgen(unchecked_return_type = "Report")]
pub fn assess(
    #[wasm_bindgen(unchecked_param_type = "RegimeId")] regime: &str,
    #[wasm_bindgen(unchecked_param_type = "AnswerFile | string")] answers: &JsValue,
    #[wasm_bindgen(js_name = "asOf")] as_of: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "Options")] options: Option<JsValue>,
) -> Result<JsValue, JsValue> {
    let as_of = day(as_of)?;
    let (options, books) = options::report(options)?;
    let answers = read_or_throw(answers, &books.library()?.catalogue, Some(as_of))?;
    reported(&books, regime, &answers.organisation, &answers.sheet, as_of, options)
}

/// The report of a sheet as a plain object.
pub fn reported(
    books: &Books,
    regime: &str,
    organisation: &str,
    sheet: &Sheet,
    as_of: Day,
    options: ReportOptions,
) -> Result<JsValue, JsValue> {
    let rulebook = books.rulebook(regime)?;
    let words = books.words(options.lang, regime)?;
    plain(&report(&Findings::of(books.library()?, rulebook, sheet, as_of), &words, organisation, options))
}

/// The regimes: versions, names, what they are for, their outcomes in ascending order.
#[wasm_bindgen(unchecked_return_type = "RegimeCard[]")]
pub fn regimes(
    #[wasm_bindgen(unchecked_optional_param_type = "Lang")] lang: Option<JsValue>,
) -> Result<JsValue, JsValue> {
    let lang = options::lang(lang)?;
    let books = Books::default();
    let library = books.library()?;
    let all: HashMap<&str, Rc<Words>> = library
        .regimes
        .iter()
        .map(|book| Ok((book.id.as_str(), books.words(lang, &book.id)?)))
        .collect::<Result<_, JsValue>>()?;
    plain(&cards(library, |regime| all.get(regime).map(Rc::as_ref)))
}
