//! The page's side: a job at a time.

use super::Order;
use super::order::Said;
use gloo::events::EventListener;
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};
use yew::Callback;

/// The script that loads the worker's program.
const SCRIPT: &str = "work.js";

/// What becomes of a job.
pub(crate) enum Event {
    /// So many of so many; this file is next.
    Progress {
        done: usize,
        of: usize,
        file: String,
    },
    Done {
        name: String,
        bytes: Uint8Array,
    },
    Failed {
        why: Option<String>,
    },
}

/// A running job. Dropping it ends the worker and with it the work.
pub(crate) struct Job {
    worker: Worker,
    _listeners: [EventListener; 2],
}

impl Drop for Job {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Job {
    /// Begins to make a package. `None`: the browser gives no worker.
    pub(crate) fn begin(order: &Order, report: Callback<Event>) -> Option<Self> {
        let worker = Worker::new(SCRIPT).ok()?;
        let waiting = Rc::new(RefCell::new(Some(order.write())));
        let to = worker.clone();
        let heard = report.clone();
        let message = EventListener::new(&worker, "message", move |event| {
            let Some((said, bytes)) = event.dyn_ref::<MessageEvent>().and_then(|event| read(&event.data())) else {
                return;
            };
            match (said, bytes) {
                (Said::Ready, _) => {
                    if let Some(order) = waiting.borrow_mut().take()
                        && to.post_message(&JsValue::from_str(&order)).is_err()
                    {
                        heard.emit(Event::Failed { why: None });
                    }
                }
                (Said::Progress { done, of, file }, _) => heard.emit(Event::Progress { done, of, file }),
                (Said::Done { name }, Some(bytes)) => heard.emit(Event::Done { name, bytes }),
                (Said::Done { .. }, None) => heard.emit(Event::Failed { why: None }),
                (Said::Failed { why }, _) => heard.emit(Event::Failed { why: Some(why) }),
            }
        });
        let error = EventListener::new(&worker, "error", move |_| report.emit(Event::Failed { why: None }));
        Some(Self { worker, _listeners: [message, error] })
    }
}

/// A message: a text, or a text and bytes.
fn read(data: &JsValue) -> Option<(Said, Option<Uint8Array>)> {
    if let Some(text) = data.as_string() {
        return Some((Said::read(&text)?, None));
    }
    let parts = data.dyn_ref::<Array>()?;
    let said = Said::read(&parts.get(0).as_string()?)?;
    Some((said, parts.get(1).dyn_into::<js_sys::ArrayBuffer>().ok().map(|buffer| Uint8Array::new(&buffer))))
}
