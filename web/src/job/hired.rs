//! A worker at the page's service: it is given an order once it waits for one, and what it says is heard.

use gloo::events::EventListener;
use js_sys::Array;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, MessageEvent, Worker};
use yew::Callback;

/// The script that loads the worker's program.
const SCRIPT: &str = "work.js";
/// What the worker says when it waits for orders.
pub(super) const READY: &str = "ready";

/// What a worker says: a text, and files beside it.
pub(crate) type Message = (String, Vec<Blob>);

/// Dropping it ends the worker and with it the work.
pub(crate) struct Hired {
    worker: Worker,
    _listeners: [EventListener; 2],
}

impl Drop for Hired {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Hired {
    /// Hires a worker for an order with the overlays in use and files beside it. `heard`: what it says; `None`, when the
    /// worker itself failed. `None`: the browser gives no worker.
    pub(crate) fn begin(
        order: &str,
        over: Option<&Blob>,
        files: &[Blob],
        heard: Callback<Option<Message>>,
    ) -> Option<Self> {
        let worker = Worker::new(SCRIPT).ok()?;
        let order = Array::of2(&JsValue::from_str(order), over.map_or(&JsValue::NULL, AsRef::as_ref));
        for file in files {
            order.push(file);
        }
        let waiting = Cell::new(Some(order));
        let (to, failed) = (worker.clone(), heard.clone());
        let message = EventListener::new(&worker, "message", move |event| {
            let Some(data) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else { return };
            if data.as_string().as_deref() == Some(READY) {
                if waiting.take().is_some_and(|order| to.post_message(&order).is_err()) {
                    heard.emit(None);
                }
            } else if let Some(message) = read(&data) {
                heard.emit(Some(message));
            }
        });
        let error = EventListener::new(&worker, "error", move |_| failed.emit(None));
        Some(Self { worker, _listeners: [message, error] })
    }

    /// Says something more to a worker that has its order.
    pub(crate) fn tell(&self, text: &str) {
        // A worker that is gone has said so.
        let _ = self.worker.post_message(&Array::of1(&JsValue::from_str(text)));
    }
}

fn read(data: &JsValue) -> Option<Message> {
    let parts = data.dyn_ref::<Array>()?;
    Some((parts.get(0).as_string()?, parts.iter().skip(1).filter_map(|part| part.dyn_into().ok()).collect()))
}
