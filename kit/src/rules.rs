//! `Rules`: a rule book on an assessment date.

use crate::books::Books;
use crate::built_in::day;
use crate::options;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use ziping_regime::RuleBook;
use ziping_rules::rule::Moment;

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
}

impl Rules {
    pub(crate) fn book(&self) -> Result<&RuleBook, JsValue> {
        self.books.book(self.place)
    }
}
