//! The page's side: a job at a time.

use super::line::{Heard, Line};
use super::order::{Ask, BadForm, Said, Sum};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Blob;
use yew::Callback;

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
    /// Why, as the worker says it, and a word for it; nothing when the worker itself failed.
    Failed {
        why: Option<(String, String)>,
    },
}

/// A running job. Dropping it ends the worker and with it the work.
pub(crate) struct Job {
    _line: Line,
}

impl Job {
    /// Begins what is asked, with the files beside it. `None`: the browser gives no worker.
    pub(crate) fn begin(ask: &Ask, files: &[Blob], report: Callback<Event>) -> Option<Self> {
        let hear = Callback::from(move |heard| {
            let event = match heard {
                Heard::Said(text, files) => Said::read(&text).map(|said| event(said, files)),
                Heard::Broken => Some(Event::Failed { why: None }),
            };
            if let Some(event) = event {
                report.emit(event);
            }
        });
        Some(Self { _line: Line::open(&ask.write(), files, hear)? })
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

/// What was said, with the files that came beside it.
fn event(said: Said, files: Vec<Blob>) -> Event {
    match said {
        Said::Progress { done, of, file } => Event::Progress { done, of, file },
        Said::Reading { done, of } => Event::Reading { done, of },
        Said::Done { name } => match files.into_iter().next() {
            Some(file) => Event::Done { name, file },
            None => Event::Failed { why: None },
        },
        Said::Measured(sums) => Event::Measured(sums),
        Said::Lost(places) => Event::Lost(places),
        Said::BadForms(forms) => Event::BadForms(forms),
        Said::Unpacked { answers, records, as_of, regime } => {
            Event::Unpacked { answers, records, as_of, regime, files }
        }
        Said::Failed { why, code } => Event::Failed { why: Some((why, code)) },
    }
}
