//! A worker at the page's service: it is given an order once it waits for one, and what it says is heard.

use super::post::{read, write};
use crate::outdated;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker};
use yew::Callback;

/// The script that loads the worker's program.
const SCRIPT: &str = "work.js";
/// What the worker says when it waits for orders.
const READY: &str = "ready";

/// The worker's side: it waits for orders.
pub(crate) fn ready(scope: &DedicatedWorkerGlobalScope) {
    let _ = scope.post_message(&JsValue::from_str(READY));
}

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

/// Dropping it ends the worker and with it the work. An errand that is given before the worker waits for one is kept
/// until it does.
pub(crate) struct Hired {
    worker: Ended,
    /// The worker waits for errands.
    is_ready: Rc<Cell<bool>>,
    waiting: Rc<RefCell<Vec<JsValue>>>,
    /// It is the one that packages are made by, which rests for the next.
    rests: bool,
    broken: Rc<Cell<bool>>,
    _listeners: [EventListener; 2],
}

impl Hired {
    /// Hires a worker for an errand. `heard`: what it says; `None`, when the worker itself failed. `None`: the browser
    /// gives no worker.
    pub(crate) fn begin<S: DeserializeOwned + 'static>(
        errand: &impl Serialize,
        heard: Callback<Option<S>>,
    ) -> Option<Self> {
        match RESTING.take() {
            Some((worker, _)) => Self::hire(worker, true, true, errand, heard),
            None => Self::hire(Ended(Worker::new(SCRIPT).ok()?), false, true, errand, heard),
        }
    }

    /// Hires the worker of another program, by the script that loads it.
    pub(crate) fn of<S: DeserializeOwned + 'static>(
        script: &str,
        errand: &impl Serialize,
        heard: Callback<Option<S>>,
    ) -> Option<Self> {
        Self::hire(Ended(Worker::new(script).ok()?), false, false, errand, heard)
    }

    fn hire<S: DeserializeOwned + 'static>(
        worker: Ended,
        is_ready: bool,
        rests: bool,
        errand: &impl Serialize,
        heard: Callback<Option<S>>,
    ) -> Option<Self> {
        let is_ready = Rc::new(Cell::new(is_ready));
        let waiting = Rc::new(RefCell::new(vec![write(errand)?]));
        let give = {
            let (to, heard, waiting) = (worker.0.clone(), heard.clone(), Rc::clone(&waiting));
            move || {
                for errand in waiting.take() {
                    if to.post_message(&errand).is_err() {
                        heard.emit(None);
                    }
                }
            }
        };
        if is_ready.get() {
            give();
        }
        let (broken, failed) = (Rc::new(Cell::new(false)), heard.clone());
        let ready = Rc::clone(&is_ready);
        let message = EventListener::new(&worker.0, "message", move |event| {
            let Some(data) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else { return };
            if data.as_string().as_deref() == Some(READY) {
                ready.set(true);
                give();
            } else if let Some(said) = read(data) {
                heard.emit(Some(said));
            }
        });
        let breaks = Rc::clone(&broken);
        let error = EventListener::new(&worker.0, "error", move |_| {
            breaks.set(true);
            let failed = failed.clone();
            spawn_local(async move {
                outdated::look().await;
                failed.emit(None);
            });
        });
        Some(Self { worker, is_ready, waiting, rests, broken, _listeners: [message, error] })
    }

    /// After its last message: the worker waits for another order for a while. One that failed ends, and so does that of
    /// another program.
    pub(crate) fn rest(self) {
        if self.rests && !self.broken.get() {
            let timeout = Timeout::new(REST, || drop(RESTING.take()));
            RESTING.set(Some((self.worker, timeout)));
        }
    }

    /// Gives a further errand to a worker that has one.
    pub(crate) fn give(&self, errand: &impl Serialize) {
        let Some(errand) = write(errand) else { return };
        if self.is_ready.get() {
            // A worker that is gone has said so.
            let _ = self.worker.0.post_message(&errand);
        } else {
            self.waiting.borrow_mut().push(errand);
        }
    }
}
