//! Attaching files: measured beside the page, kept in the browser, then named by the organisation's record. In this
//! order, so that a record never names a file that is not kept.

use crate::browser;
use crate::job::{Ask, Event, Job, Sum};
use crate::state::{Action, Workspace};
use crate::store::{Files, Trouble};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File};
use yew::prelude::*;
use ziping_core::proof::Attached;

/// The largest file that a package takes, in bytes.
const LARGEST: f64 = (1_u32 << 30) as f64;

/// What became of the last thing done with a paper's files.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Outcome {
    Nothing,
    Measuring {
        done: u64,
        of: u64,
    },
    Storing,
    Attached(usize),
    Same(String),
    Empty(String),
    TooLarge(String),
    Full(String, u64),
    Unavailable(String),
    Unreadable(String),
    Gone(String),
    Failed,
    /// Stopped after so many were attached.
    Stopped(usize),
    Removed(usize, Attached),
}

/// Where files go to and who is told.
#[derive(Clone)]
pub(super) struct Attaching {
    pub(super) client: String,
    pub(super) paper: String,
    /// The hashes of the files that the paper has.
    pub(super) known: Vec<String>,
    pub(super) dispatch: UseReducerDispatcher<Workspace>,
    pub(super) outcome: UseStateSetter<Outcome>,
    pub(super) job: Rc<RefCell<Option<Job>>>,
    /// Set to stop between two files.
    pub(super) stop: Rc<Cell<bool>>,
}

pub(super) fn attach(to: Attaching, files: Vec<File>) {
    if files.is_empty() {
        return;
    }
    for file in &files {
        if file.size() > LARGEST {
            return to.outcome.set(Outcome::TooLarge(file.name()));
        }
        // A folder that is dropped looks like an empty file.
        if file.size() == 0.0 {
            return to.outcome.set(Outcome::Empty(file.name()));
        }
    }
    let of = files.iter().map(|file| file.size() as u64).sum();
    to.stop.set(false);
    to.outcome.set(Outcome::Measuring { done: 0, of });
    let blobs: Vec<Blob> = files.iter().map(|file| Blob::clone(file)).collect();
    let holder = Rc::clone(&to.job);
    let report = Callback::from(move |event| match event {
        Event::Reading { done, of } => to.outcome.set(Outcome::Measuring { done, of }),
        Event::Measured(sums) => {
            Job::end(&to.job);
            to.outcome.set(Outcome::Storing);
            let (to, files) = (to.clone(), files.clone());
            spawn_local(async move {
                let outcome = keep(&to, &files, sums).await;
                to.outcome.set(outcome);
            });
        }
        Event::Failed { .. } => {
            Job::end(&to.job);
            to.outcome.set(Outcome::Failed);
        }
        // Packages are not made here.
        Event::Progress { .. }
        | Event::Done { .. }
        | Event::Lost(_)
        | Event::BadForms(_)
        | Event::Unpacked { .. }
        | Event::BackedUp { .. }
        | Event::Restored { .. } => {}
    });
    Job::begin(&holder, &Ask::Measure, None, &blobs, report);
}

/// Keeps each file and names it; stops at the first that cannot be read or kept.
async fn keep(to: &Attaching, files: &[File], sums: Vec<Option<Sum>>) -> Outcome {
    let first = files.first().map(|file| file.name()).unwrap_or_default();
    let Ok(store) = Files::open().await else { return Outcome::Unavailable(first) };
    let mut known = to.known.clone();
    let (mut kept, mut same) = (0, None);
    for (file, sum) in files.iter().zip(sums) {
        if to.stop.get() {
            return Outcome::Stopped(kept);
        }
        let Some((bytes, sha256)) = sum else { return Outcome::Unreadable(file.name()) };
        if known.contains(&sha256) {
            same = Some(file.name());
            continue;
        }
        let attached = Attached { at: browser::new_id(), name: file.name(), kind: file.type_(), bytes, sha256 };
        match store.put(&attached.at, file).await {
            Ok(()) => {}
            Err(Trouble::Full) => return Outcome::Full(attached.name, bytes),
            Err(Trouble::Unavailable) => return Outcome::Unavailable(attached.name),
            Err(Trouble::Failed) => return Outcome::Unreadable(attached.name),
        }
        known.push(attached.sha256.clone());
        kept += 1;
        let (client, paper) = (to.client.clone(), to.paper.clone());
        to.dispatch.dispatch(Action::Attach { client, paper, file: attached, place: None });
    }
    match same {
        Some(name) if kept == 0 => Outcome::Same(name),
        _ => Outcome::Attached(kept),
    }
}
