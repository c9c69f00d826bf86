//! The page's side: a job at a time.

use super::order::{Ask, Event};
use crate::worker::{Errand, Hired};
use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;
use yew::Callback;

/// A running job. Dropping it ends the worker and with it the work.
pub(crate) struct Job {
    worker: Hired,
}

impl Job {
    /// Begins what is asked, with the overlays in use and the files beside it, in the place of the job that `holder` has.
    /// A browser that gives no worker is a job that fails.
    pub(crate) fn begin(
        holder: &Rc<RefCell<Option<Self>>>,
        ask: Ask,
        over: Option<&Blob>,
        files: Vec<Blob>,
        report: Callback<Event>,
    ) {
        let failed = report.clone();
        let heard =
            Callback::from(move |event: Option<Event>| report.emit(event.unwrap_or(Event::Failed { why: None })));
        let worker = Hired::begin(&Errand { ask, over: over.cloned(), files }, heard);
        if worker.is_none() {
            failed.emit(Event::Failed { why: None });
        }
        *holder.borrow_mut() = worker.map(|worker| Self { worker });
    }

    /// Ends a job after its last message, outside the call that brought the message. The worker waits for the next one.
    pub(crate) fn end(holder: &Rc<RefCell<Option<Self>>>) {
        let ended = holder.borrow_mut().take();
        gloo::timers::callback::Timeout::new(0, move || {
            if let Some(job) = ended {
                job.worker.rest();
            }
        })
        .forget();
    }
}

/// Does what is asked to its end and answers what came of it. `progress`: what is said until then.
pub(crate) async fn done(ask: Ask, over: Option<&Blob>, files: Vec<Blob>, progress: Callback<Event>) -> Event {
    let (holder, came) = (Rc::default(), Rc::new(RefCell::new(None)));
    let mut order = Some((ask, files));
    let ended = Promise::new(&mut |end: Function, _| {
        let (came, progress) = (Rc::clone(&came), progress.clone());
        let report = Callback::from(move |event: Event| match event {
            Event::Progress { .. } | Event::Reading { .. } => progress.emit(event),
            _ => {
                *came.borrow_mut() = Some(event);
                let _ = end.call0(&JsValue::NULL);
            }
        });
        if let Some((ask, files)) = order.take() {
            Job::begin(&holder, ask, over, files, report);
        }
    });
    let _ = JsFuture::from(ended).await;
    Job::end(&holder);
    came.take().unwrap_or(Event::Failed { why: None })
}
