//! How to report, as callers write it: `{ lang: "en", horizon: "strict" }`.

use crate::books::Books;
use crate::error::thrown_one;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use ziping_assess::{Mode, ReportOptions};
use ziping_base::diag::{Diagnostic, Said, nearest};
use ziping_base::lang::Lang;
use ziping_content::TextFile;

const LANGUAGES: [(&str, Lang); 2] = [("zh", Lang::Zh), ("en", Lang::En)];
const HORIZONS: [(&str, Mode); 2] = [("held", Mode::Held), ("strict", Mode::Strict)];

/// Options of an assessment, and its rule books; what is left out is Chinese, held and without overlays.
pub fn report(options: Option<JsValue>) -> Result<(ReportOptions, Books), JsValue> {
    let (mut read, mut books) = (ReportOptions::default(), Books::default());
    for (key, value) in entries(options)? {
        match key.as_str() {
            "lang" => read.lang = lang(Some(value))?,
            "horizon" => read.horizon = one_of("horizon", &HORIZONS, Some(value))?,
            "overlays" => books = Books::with(overlays(&value)?)?,
            other => return Err(refused(&format!("unknown option `{other}`"))),
        }
    }
    Ok((read, books))
}

/// The rule books of a call that takes overlays and no other options.
pub fn books(options: Option<JsValue>) -> Result<Books, JsValue> {
    let mut books = Books::default();
    for (key, value) in entries(options)? {
        match key.as_str() {
            "overlays" => books = Books::with(overlays(&value)?)?,
            other => return Err(refused(&format!("unknown option `{other}`"))),
        }
    }
    Ok(books)
}

fn entries(options: Option<JsValue>) -> Result<Vec<(String, JsValue)>, JsValue> {
    let Some(options) = options.filter(|options| !options.is_undefined()) else { return Ok(Vec::new()) };
    let Some(object) = options.dyn_ref::<Object>() else { return Err(refused("the options are not an object")) };
    let keys = Object::keys(object).iter().filter_map(|key| key.as_string()).collect::<Vec<_>>();
    keys.into_iter().map(|key| Ok((key.clone(), Reflect::get(object, &key.into())?))).collect()
}

/// Texts of overlay files: one, a list, or an object of paths and texts.
pub fn overlays(value: &JsValue) -> Result<Vec<TextFile>, JsValue> {
    if value.is_undefined() {
        return Ok(Vec::new());
    }
    if let Some(text) = value.as_string() {
        return Ok(vec![TextFile { path: "overlay.toml".to_owned(), text }]);
    }
    let texts = match value.dyn_ref::<Array>() {
        Some(list) => list.iter().zip(1..).map(|(text, at)| (format!("overlay {at}"), text)).collect(),
        None => entries(Some(value.clone()))?,
    };
    let text = |(path, text): (String, JsValue)| match text.as_string() {
        Some(text) => Ok(TextFile { path, text }),
        None => Err(refused(&format!("`{path}` of `overlays` is not the text of a TOML file"))),
    };
    texts.into_iter().map(text).collect()
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
    let help = "options are { lang: \"zh\" or \"en\", horizon: \"held\" or \"strict\", overlays: texts of TOML files }";
    thrown_one(Diagnostic::error("bad-options", Said::english(message.to_owned())).help(Said::english(help)))
}
