//! The page's side: a job at a time.

use super::order::{Ask, BadForm, Said, Sum};
use gloo::events::EventListener;
use js_sys::Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, MessageEvent, Worker};
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
    /// So many bytes of the attached files are read.
    Reading {
        done: u64,
        of: u64,
    },
    Done {
        name: String,
        file: Blob,
    },
    /// `None`: this one cannot be read.
    Measured(Vec<Option<Sum>>),
    /// No package: these attached files, by where they lie, are not what was attached.
    Lost(Vec<String>),
    /// No package: these forms cannot be filled.
    BadForms(Vec<BadForm>),
    Unpacked {
        answers: String,
        records: String,
        as_of: String,
        regime: String,
        files: Vec<Blob>,
    },
    /// A back-up, without these files: they are not what was attached.
    BackedUp {
        file: Blob,
        without: Vec<String>,
    },
    /// What was in a back-up: its text, its files and where they lay.
    Restored {
        text: String,
        places: Vec<String>,
        files: Vec<Blob>,
    },
    /// Why, as the worker says it, and a word for it; nothing when the worker itself failed.
    Failed {
        why: Option<(String, String)>,
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
    /// Begins what is asked, with the overlays in use and the files beside it. `None`: the browser gives no worker.
    pub(crate) fn begin(ask: &Ask, over: Option<&Blob>, files: &[Blob], report: Callback<Event>) -> Option<Self> {
        let worker = Worker::new(SCRIPT).ok()?;
        let asked = Array::of2(&JsValue::from_str(&ask.write()), over.map_or(&JsValue::NULL, AsRef::as_ref));
        for file in files {
            asked.push(file);
        }
        let waiting = Rc::new(RefCell::new(Some(asked)));
        let to = worker.clone();
        let heard = report.clone();
        let message = EventListener::new(&worker, "message", move |event| {
            let Some((said, files)) = event.dyn_ref::<MessageEvent>().and_then(|event| read(&event.data())) else {
                return;
            };
            match said {
                Said::Ready => {
                    if let Some(asked) = waiting.borrow_mut().take()
                        && to.post_message(&asked).is_err()
                    {
                        heard.emit(Event::Failed { why: None });
                    }
                }
                Said::Progress { done, of, file } => heard.emit(Event::Progress { done, of, file }),
                Said::Reading { done, of } => heard.emit(Event::Reading { done, of }),
                Said::Done { name } => heard.emit(match files.into_iter().next() {
                    Some(file) => Event::Done { name, file },
                    None => Event::Failed { why: None },
                }),
                Said::Measured(sums) => heard.emit(Event::Measured(sums)),
                Said::Lost(places) => heard.emit(Event::Lost(places)),
                Said::BadForms(forms) => heard.emit(Event::BadForms(forms)),
                Said::Unpacked { answers, records, as_of, regime } => {
                    heard.emit(Event::Unpacked { answers, records, as_of, regime, files });
                }
                Said::BackedUp { without } => heard.emit(match files.into_iter().next() {
                    Some(file) => Event::BackedUp { file, without },
                    None => Event::Failed { why: None },
                }),
                Said::Restored { text, places } => heard.emit(Event::Restored { text, places, files }),
                Said::Failed { why, code } => heard.emit(Event::Failed { why: Some((why, code)) }),
            }
        });
        let error = EventListener::new(&worker, "error", move |_| report.emit(Event::Failed { why: None }));
        Some(Self { worker, _listeners: [message, error] })
    }

    /// Ends a job after its last message, outside the call that brought the message.
    pub(crate) fn end(holder: &Rc<RefCell<Option<Self>>>) {
        let holder = Rc::clone(holder);
        gloo::timers::callback::Timeout::new(0, move || {
            holder.borrow_mut().take();
        })
        .forget();
    }
}

/// A message: a text, and files beside it.
fn read(data: &JsValue) -> Option<(Said, Vec<Blob>)> {
    let parts = data.dyn_ref::<Array>()?;
    let said = Said::read(&parts.get(0).as_string()?)?;
    Some((said, parts.iter().skip(1).filter_map(|part| part.dyn_into().ok()).collect()))
}
