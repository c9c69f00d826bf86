//! What is thrown: an `Error` that carries every diagnostic.

use serde::Serialize;
use wasm_bindgen::JsValue;
use ziping_base::diag::Diagnostic;

/// A plain JavaScript value, as `JSON.parse` would have made it.
pub fn plain<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsValue> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(JsValue::from)
}

/// The error to throw for some problems: `name` is `ZipingError`, `diagnostics` holds them, the message shows them as
/// the command line does.
pub fn thrown(problems: &[Diagnostic]) -> JsValue {
    let shown: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let error = js_sys::Error::new(&shown.join("\n\n"));
    error.set_name("ZipingError");
    let diagnostics = plain(problems).unwrap_or(JsValue::UNDEFINED);
    // Setting a property of a fresh object does not fail; without it the message still says everything.
    let _ = js_sys::Reflect::set(&error, &"diagnostics".into(), &diagnostics);
    error.into()
}

/// The error to throw for one problem.
pub fn thrown_one(problem: Diagnostic) -> JsValue {
    thrown(&[problem])
}
