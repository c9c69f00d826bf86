//! A line to a worker of its own: texts both ways, with files beside them as handles that copy nothing.

use gloo::events::EventListener;
use js_sys::Array;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, MessageEvent, Worker};
use yew::Callback;

/// The script that loads the worker's program.
const SCRIPT: &str = "work.js";
/// What the worker says when it listens.
pub(super) const READY: &str = "ready";

/// What comes over the line.
pub(crate) enum Heard {
    Said(String, Vec<Blob>),
    /// The worker failed: nothing more will come.
    Broken,
}

/// A worker, as the page holds it. Dropping it ends the worker and with it the work.
pub(crate) struct Line {
    worker: Worker,
    _listeners: [EventListener; 2],
}

impl Drop for Line {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Line {
    /// Starts a worker and asks something as soon as it listens. `None`: the browser gives no worker.
    pub(crate) fn open(asked: &str, files: &[Blob], hear: Callback<Heard>) -> Option<Self> {
        let worker = Worker::new(SCRIPT).ok()?;
        let waiting = RefCell::new(Some(message(asked, files)));
        let (to, heard) = (worker.clone(), hear.clone());
        let said = EventListener::new(&worker, "message", move |event| {
            let Some((text, files)) = event.dyn_ref::<MessageEvent>().and_then(|event| parts(&event.data())) else {
                return;
            };
            if text != READY {
                heard.emit(Heard::Said(text, files));
            } else if let Some(asked) = waiting.borrow_mut().take()
                && to.post_message(&asked).is_err()
            {
                heard.emit(Heard::Broken);
            }
        });
        let error = EventListener::new(&worker, "error", move |_| hear.emit(Heard::Broken));
        Some(Self { worker, _listeners: [said, error] })
    }

    /// Asks something more.
    pub(crate) fn ask(&self, asked: &str) {
        // A worker that is gone has said so.
        let _ = self.worker.post_message(&message(asked, &[]));
    }
}

/// A message: a text, and files beside it.
pub(crate) fn message(text: &str, files: &[Blob]) -> Array {
    let message = Array::of1(&JsValue::from_str(text));
    for file in files {
        message.push(file);
    }
    message
}

/// The text of a message and the files beside it.
pub(crate) fn parts(data: &JsValue) -> Option<(String, Vec<Blob>)> {
    let parts = data.dyn_ref::<Array>()?;
    let text = parts.get(0).as_string()?;
    Some((text, parts.iter().skip(1).filter_map(|part| part.dyn_into().ok()).collect()))
}
