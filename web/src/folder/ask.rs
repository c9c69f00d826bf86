//! The page's side: one question, one answer.

use super::order::{Ask, Event};
use crate::worker::{Errand, Hired};
use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;
use yew::Callback;

/// Asks the worker for something, with the overlays that apply and the files it is asked about. `None`: the browser gives no
/// worker, or the worker cannot get what it needs.
pub(crate) async fn ask(ask: Ask, over: Option<Blob>, files: Vec<Blob>) -> Option<Event> {
    let answer: Rc<RefCell<Option<Event>>> = Rc::default();
    let mut hired = None;
    let mut errand = Some(Errand { ask, over, files });
    let heard = Promise::new(&mut |done: Function, _| {
        let (answer, told) = (Rc::clone(&answer), done.clone());
        let tell = Callback::from(move |event: Option<Option<Event>>| {
            *answer.borrow_mut() = event.flatten();
            let _ = told.call0(&JsValue::NULL);
        });
        hired = errand.take().and_then(|errand| Hired::begin(&errand, tell));
        if hired.is_none() {
            let _ = done.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(heard).await;
    if let Some(hired) = hired {
        hired.rest();
    }
    answer.take()
}
