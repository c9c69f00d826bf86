//! A text onto the clipboard, in a way that all browsers have, also where a page is served without https.

use crate::browser;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlTextAreaElement;

/// Copies a text while a click is handled; `false`: the browser did not.
pub(super) fn copy(text: &str) -> bool {
    let Some(document) = browser::document() else { return false };
    let Some(body) = document.body() else { return false };
    let area = document.create_element("textarea").ok().and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
    let Some(area) = area else { return false };
    area.set_value(text);
    // Seen by nobody and no reader of screens, and it does not scroll the page.
    let _ = area.set_attribute("class", "for-copying");
    let _ = area.set_attribute("aria-hidden", "true");
    let before = document.active_element();
    if body.append_child(&area).is_err() {
        return false;
    }
    area.select();
    let command =
        Reflect::get(&document, &"execCommand".into()).ok().and_then(|found| found.dyn_into::<Function>().ok());
    let copied = command.and_then(|command| command.call1(&document, &JsValue::from_str("copy")).ok());
    area.remove();
    if let Some(before) = before.and_then(|before| before.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = before.focus();
    }
    copied.is_some_and(|copied| copied.is_truthy())
}
