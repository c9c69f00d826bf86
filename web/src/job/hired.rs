//! A worker at the page's service: it is given an order once it waits for one, and what it says is heard.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, MessageEvent, Worker};
use yew::Callback;

/// The script that loads the worker's program.
const SCRIPT: &str = "work.js";
/// What the worker says when it waits for orders.
pub(super) const READY: &str = "ready";

/// What a worker says: a text, and files beside it.
pub(crate) type Message = (String, Vec<Blob>);

/// How long a worker is kept after its work, in milliseconds. What follows at once need not wait for its program again,
/// and its memory is given back soon.
const REST: u32 = 30_000;

thread_local! {
    /// A worker that has done its work and waits for another order, until its time is up.
    static RESTING: RefCell<Option<(Ended, Timeout)>> = const { RefCell::new(None) };
}

/// A worker that ends when this is dropped.
struct Ended(Worker);

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.terminate();
    }
}

/// Dropping it ends the worker and with it the work.
pub(crate) struct Hired {
    worker: Ended,
    broken: Rc<Cell<bool>>,
    _listeners: [EventListener; 2],
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
        let rested = RESTING.take().map(|(worker, _)| worker);
        let is_ready = rested.is_some();
        let worker = match rested {
            Some(worker) => worker,
            None => Ended(Worker::new(SCRIPT).ok()?),
        };
        let order = Array::of2(&JsValue::from_str(order), over.map_or(&JsValue::NULL, AsRef::as_ref));
        for file in files {
            order.push(file);
        }
        let waiting = Rc::new(Cell::new(Some(order)));
        let give = {
            let (to, heard) = (worker.0.clone(), heard.clone());
            move || {
                if waiting.take().is_some_and(|order| to.post_message(&order).is_err()) {
                    heard.emit(None);
                }
            }
        };
        if is_ready {
            give();
        }
        let (broken, failed) = (Rc::new(Cell::new(false)), heard.clone());
        let message = EventListener::new(&worker.0, "message", move |event| {
            let Some(data) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else { return };
            if data.as_string().as_deref() == Some(READY) {
                give();
            } else if let Some(message) = read(&data) {
                heard.emit(Some(message));
            }
        });
        let breaks = Rc::clone(&broken);
        let error = EventListener::new(&worker.0, "error", move |_| {
            breaks.set(true);
            failed.emit(None);
        });
        Some(Self { worker, broken, _listeners: [message, error] })
    }

    /// After its last message: the worker waits for another order for a while. One that failed ends.
    pub(super) fn rest(self) {
        if !self.broken.get() {
            let timeout = Timeout::new(REST, || drop(RESTING.take()));
            RESTING.set(Some((self.worker, timeout)));
        }
    }

    /// Says something more to a worker that has its order.
    pub(crate) fn tell(&self, text: &str) {
        // A worker that is gone has said so.
        let _ = self.worker.0.post_message(&Array::of1(&JsValue::from_str(text)));
    }
}

fn read(data: &JsValue) -> Option<Message> {
    let parts = data.dyn_ref::<Array>()?;
    Some((parts.get(0).as_string()?, parts.iter().skip(1).filter_map(|part| part.dyn_into().ok()).collect()))
}
