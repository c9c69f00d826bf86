//! Attaching files: measured beside the page, the pages of PDFs counted, kept in the browser, then named by the
//! organisation's record. In this order, so that a record never names a file that is not kept.

use crate::browser;
use crate::job::{Ask, Event, Job, Sum};
use crate::state::{Action, Workspace};
use crate::store::{Files, Trouble};
use gloo::timers::callback::Interval;
use js_sys::Promise;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, File};
use yew::prelude::*;
use ziping_assess::proof::{Attached, Paged, paged};

/// The largest file that a package takes, in bytes.
const LARGEST: f64 = (1_u32 << 30) as f64;
/// How long the pages of one PDF are waited for, and how often it is looked whether to stop, in milliseconds.
const PATIENCE: u32 = 20_000;
const LOOK: u32 = 250;

/// What became of the last thing done with files.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Outcome {
    Nothing,
    Measuring {
        done: u64,
        of: u64,
    },
    /// So many of so many files are kept.
    Storing {
        done: usize,
        of: usize,
    },
    /// So many are attached; these of them are not.
    Attached(usize, Vec<Left>),
    Same(String),
    Full(String, u64),
    Unavailable(String),
    Gone(String),
    Failed,
    /// Stopped after so many were attached.
    Stopped(usize),
    Removed(usize, Attached),
}

/// A file that is not attached, by its name, and why; the others are.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Left {
    Empty(String),
    TooLarge(String),
    Unreadable(String),
}

impl Left {
    /// Why a file cannot be attached, as far as can be told before it is read.
    fn of(file: &File) -> Option<Self> {
        let name = || browser::name_of(file);
        // A folder that is dropped looks like an empty file.
        if file.size() == 0.0 {
            Some(Self::Empty(name()))
        } else if file.size() > LARGEST {
            Some(Self::TooLarge(name()))
        } else {
            None
        }
    }
}

impl Outcome {
    /// Work goes on.
    pub(super) const fn is_busy(&self) -> bool {
        matches!(self, Self::Measuring { .. } | Self::Storing { .. })
    }
}

/// A file for a paper.
#[derive(Clone)]
pub(super) struct Meant {
    pub(super) file: File,
    pub(super) paper: String,
}

/// Where files go to and who is told.
#[derive(Clone)]
pub(super) struct Attaching {
    pub(super) client: String,
    /// The hashes of the files that papers have, with the paper.
    pub(super) known: Vec<(String, String)>,
    pub(super) dispatch: UseReducerDispatcher<Workspace>,
    pub(super) outcome: UseStateSetter<Outcome>,
    pub(super) job: Rc<RefCell<Option<Job>>>,
    /// Set to stop between two files; another for each time.
    pub(super) stop: Rc<Cell<bool>>,
    /// Told of each file that was attached.
    pub(super) attached: Callback<(String, Attached)>,
}

pub(super) fn attach(to: Attaching, files: Vec<Meant>) {
    let left: Vec<Left> = files.iter().filter_map(|meant| Left::of(&meant.file)).collect();
    let files: Vec<Meant> = files.into_iter().filter(|meant| Left::of(&meant.file).is_none()).collect();
    if files.is_empty() {
        if !left.is_empty() {
            to.outcome.set(Outcome::Attached(0, left));
        }
        return;
    }
    let of = files.iter().map(|meant| meant.file.size() as u64).sum();
    to.outcome.set(Outcome::Measuring { done: 0, of });
    let blobs: Vec<Blob> = files.iter().map(|meant| Blob::clone(&meant.file)).collect();
    let holder = Rc::clone(&to.job);
    let report = Callback::from(move |event| match event {
        Event::Reading { done, of } => to.outcome.set(Outcome::Measuring { done, of }),
        Event::Measured(sums) => {
            Job::end(&to.job);
            let (to, files, left) = (to.clone(), files.clone(), left.clone());
            spawn_local(async move {
                let outcome = keep(&to, &files, sums, left).await;
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
        | Event::Counted(_)
        | Event::Planned(_)
        | Event::Lost(_)
        | Event::BadForms(_)
        | Event::Unpacked { .. }
        | Event::BackedUp { .. }
        | Event::Restored { .. } => {}
    });
    Job::begin(&holder, Ask::Measure, None, blobs, report);
}

/// Keeps each file and names it; goes past those that cannot be read, and stops at the first that cannot be kept. `left`: files
/// that are known not to be attached.
async fn keep(to: &Attaching, files: &[Meant], sums: Vec<Option<Sum>>, mut left: Vec<Left>) -> Outcome {
    let first = files.first().map(|meant| browser::name_of(&meant.file)).unwrap_or_default();
    let Ok(store) = Files::open().await else { return Outcome::Unavailable(first) };
    let mut known = to.known.clone();
    let (mut kept, mut same) = (0, None);
    for (done, (Meant { file, paper }, sum)) in files.iter().zip(sums).enumerate() {
        to.outcome.set(Outcome::Storing { done, of: files.len() });
        if to.stop.get() {
            return Outcome::Stopped(kept);
        }
        let Some((bytes, sha256)) = sum else {
            left.push(Left::Unreadable(browser::name_of(file)));
            continue;
        };
        let mine = (paper.clone(), sha256.clone());
        if known.contains(&mine) {
            same = Some(browser::name_of(file));
            continue;
        }
        let (at, name) = (browser::new_id(), browser::name_of(file));
        let counted = if paged(&name) == Paged::Pdf { count(file, &to.stop).await } else { None };
        if to.stop.get() {
            return Outcome::Stopped(kept);
        }
        let attached = Attached { at, name, kind: file.type_(), bytes, sha256, counted };
        match store.put(&attached.at, file).await {
            Ok(()) => {}
            Err(Trouble::Full) => return Outcome::Full(attached.name, bytes),
            Err(Trouble::Unavailable) => return Outcome::Unavailable(attached.name),
            Err(Trouble::Failed) => {
                left.push(Left::Unreadable(attached.name));
                continue;
            }
        }
        known.push(mine);
        kept += 1;
        let (client, paper) = (to.client.clone(), paper.clone());
        to.attached.emit((paper.clone(), attached.clone()));
        to.dispatch.dispatch(Action::Attach { client, paper, file: attached, place: None });
    }
    match same {
        Some(name) if kept == 0 && left.is_empty() => Outcome::Same(name),
        _ => Outcome::Attached(kept, left),
    }
}

/// The pages of a PDF; `None`: they cannot be counted, or not in time. By a worker of its own, so that a file made to do
/// harm harms nothing but its count.
pub(super) async fn count(file: &Blob, stop: &Rc<Cell<bool>>) -> Option<u32> {
    let job = Rc::new(RefCell::new(None::<Job>));
    let waited = Rc::new(Cell::new(0));
    let ended = Rc::new(RefCell::new(None::<Interval>));
    let promise = Promise::new(&mut |resolve, _| {
        let tell = move |pages: Option<u32>| {
            // What a promise says after its first word is not heard.
            let _ = resolve.call1(&JsValue::NULL, &pages.map_or(JsValue::NULL, JsValue::from));
        };
        let (over, stop, waited) = (tell.clone(), Rc::clone(stop), Rc::clone(&waited));
        let look = Interval::new(LOOK, move || {
            waited.set(waited.get() + LOOK);
            if stop.get() || waited.get() >= PATIENCE {
                over(None);
            }
        });
        ended.replace(Some(look));
        let held = Rc::clone(&job);
        let report = Callback::from(move |event| match event {
            Event::Counted(pages) => {
                Job::end(&held);
                tell(pages);
            }
            Event::Failed { .. } => tell(None),
            Event::Reading { .. }
            | Event::Planned(_)
            | Event::Measured(_)
            | Event::Progress { .. }
            | Event::Done { .. }
            | Event::Lost(_)
            | Event::BadForms(_)
            | Event::Unpacked { .. }
            | Event::BackedUp { .. }
            | Event::Restored { .. } => {}
        });
        Job::begin(&job, Ask::Count, None, vec![file.clone()], report);
    });
    let pages = JsFuture::from(promise).await.ok().and_then(|pages| pages.as_f64());
    ended.take();
    // A job that was not ended by its answer ends here, and its worker with it.
    job.take();
    pages.map(|pages| pages as u32)
}
