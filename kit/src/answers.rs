//! Answers as they come from JavaScript: the object of an answer file, or its text.

use crate::error::thrown;
use js_sys::JSON;
use wasm_bindgen::{JsCast, JsValue};
use ziping_base::calendar::Day;
use ziping_base::diag::{Diagnostic, Said, Source};
use ziping_rules::fact::{Answers, Catalogue, read_answers, read_answers_on};

/// The text of a JavaScript value as JSON; `None` where it has none (`undefined`, a function).
pub fn json(value: &JsValue) -> Result<Option<String>, JsValue> {
    Ok(JSON::stringify(value)?.dyn_into::<js_sys::JsString>().ok().map(String::from))
}

/// Reads answers; with a date, an event after it is an error too.
pub fn read(
    value: &JsValue,
    name: &str,
    catalogue: &Catalogue,
    as_of: Option<Day>,
) -> Result<Answers, Vec<Diagnostic>> {
    let read = |text: &str| {
        let source = Source { name, text };
        match as_of {
            Some(day) => read_answers_on(&source, catalogue, day),
            None => read_answers(&source, catalogue),
        }
    };
    if let Some(text) = value.as_string() {
        return read(&text);
    }
    let Ok(Some(text)) = json(value) else {
        return Err(vec![
            Diagnostic::error("not-json", Said::english(format!("`{name}` cannot be written as JSON")))
                .help(Said::english("hand over an answer file's object, or its text")),
        ]);
    };
    read(&text).or_else(|problems| {
        // On one long line a place says little: read it again as people write it, for the places.
        let spread = JSON::stringify_with_replacer_and_space(value, &JsValue::NULL, &JsValue::from(2));
        match spread.ok().and_then(|text| text.as_string()) {
            Some(text) => read(&text),
            None => Err(problems),
        }
    })
}

/// Reads answers or throws what is wrong with them.
pub fn read_or_throw(value: &JsValue, catalogue: &Catalogue, as_of: Option<Day>) -> Result<Answers, JsValue> {
    read(value, "answers", catalogue, as_of).map_err(|problems| thrown(&problems))
}
