//! How to report, as callers write it: `{ lang: "en", horizon: "strict" }`.

use crate::error::thrown_one;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use ziping_core::assess::{Lang, Mode, ReportOptions};
use ziping_core::diag::{Diagnostic, nearest};

const LANGUAGES: [(&str, Lang); 2] = [("zh", Lang::Zh), ("en", Lang::En)];
const HORIZONS: [(&str, Mode); 2] = [("held", Mode::Held), ("strict", Mode::Strict)];

/// Options of an assessment; what is left out is Chinese and held.
pub fn report(options: Option<JsValue>) -> Result<ReportOptions, JsValue> {
    let mut read = ReportOptions::default();
    let Some(options) = options else { return Ok(read) };
    let Some(object) = options.dyn_ref::<Object>() else { return Err(refused("the options are not an object")) };
    for key in Object::keys(object).iter().filter_map(|key| key.as_string()) {
        let value = Reflect::get(object, &key.as_str().into())?;
        match key.as_str() {
            "lang" => read.lang = lang(Some(value))?,
            "horizon" => read.horizon = one_of("horizon", &HORIZONS, Some(value))?,
            other => return Err(refused(&format!("unknown option `{other}`"))),
        }
    }
    Ok(read)
}

/// A language; Chinese when left out.
pub fn lang(value: Option<JsValue>) -> Result<Lang, JsValue> {
    one_of("lang", &LANGUAGES, value)
}

fn one_of<T: Copy + Default>(option: &str, known: &[(&str, T)], value: Option<JsValue>) -> Result<T, JsValue> {
    let Some(value) = value.filter(|value| !value.is_undefined()) else { return Ok(T::default()) };
    let text = value.as_string().unwrap_or_default();
    if let Some((_, found)) = known.iter().find(|(name, _)| *name == text) {
        return Ok(*found);
    }
    let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
    let near = nearest(&text, names.iter().copied()).map(|near| format!(" (did you mean \"{near}\"?)"));
    Err(refused(&format!("`{option}` is \"{}\"{}", names.join("\" or \""), near.unwrap_or_default())))
}

fn refused(message: &str) -> JsValue {
    let help = "options are { lang: \"zh\" or \"en\", horizon: \"held\" or \"strict\" }";
    thrown_one(Diagnostic::error("bad-options", message).help(help))
}
