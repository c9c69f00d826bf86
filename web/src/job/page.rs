//! The page's side: a job at a time.

use super::hired::{Hired, Message};
use super::order::{Ask, BadForm, Said, Sum};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Blob;
use yew::Callback;
use ziping_core::diag;

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
        why: Option<(diag::Said, String)>,
    },
}

impl Event {
    fn of(said: Said, files: Vec<Blob>) -> Self {
        match said {
            Said::Progress { done, of, file } => Self::Progress { done, of, file },
            Said::Reading { done, of } => Self::Reading { done, of },
            Said::Done { name } => match files.into_iter().next() {
                Some(file) => Self::Done { name, file },
                None => Self::Failed { why: None },
            },
            Said::Measured(sums) => Self::Measured(sums),
            Said::Lost(places) => Self::Lost(places),
            Said::BadForms(forms) => Self::BadForms(forms),
            Said::Unpacked { answers, records, as_of, regime } => {
                Self::Unpacked { answers, records, as_of, regime, files }
            }
            Said::BackedUp { without } => match files.into_iter().next() {
                Some(file) => Self::BackedUp { file, without },
                None => Self::Failed { why: None },
            },
            Said::Restored { text, places } => Self::Restored { text, places, files },
            Said::Failed { why, code } => Self::Failed { why: Some((why, code)) },
        }
    }
}

/// A running job. Dropping it ends the worker and with it the work.
pub(crate) struct Job {
    worker: Hired,
}

impl Job {
    /// Begins what is asked, with the overlays in use and the files beside it, in the place of the job that `holder` has.
    /// A browser that gives no worker is a job that fails.
    pub(crate) fn begin(
        holder: &Rc<RefCell<Option<Self>>>,
        ask: &Ask,
        over: Option<&Blob>,
        files: &[Blob],
        report: Callback<Event>,
    ) {
        let failed = report.clone();
        let heard = Callback::from(move |message: Option<Message>| match message {
            None => report.emit(Event::Failed { why: None }),
            Some((text, files)) => {
                if let Some(said) = Said::read(&text) {
                    report.emit(Event::of(said, files));
                }
            }
        });
        let worker = Hired::begin(&ask.write(), over, files, heard);
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
