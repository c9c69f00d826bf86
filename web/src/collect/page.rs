//! The page's side: a desk with its worker, for as long as it is needed.

use super::order::{Ask, Event};
use crate::worker::{Errand, Hired};
use web_sys::Blob;
use yew::Callback;

/// The script that loads the worker's program.
const SCRIPT: &str = "workbook.js";

/// A worker that makes and reads workbooks. Dropping it ends the worker and forgets what it has read.
pub(crate) struct Desk(Hired);

impl Desk {
    /// Hires the worker for a first errand. `over`: the overlays in use; `file`: what it is to be done with. `None`: the
    /// browser gives no worker.
    pub(crate) fn open(ask: Ask, over: Option<&Blob>, file: Option<Blob>, report: Callback<Event>) -> Option<Self> {
        let heard = Callback::from(move |event: Option<Event>| report.emit(event.unwrap_or(Event::Broken)));
        Hired::of(SCRIPT, &errand(ask, over, file), heard).map(Self)
    }

    /// Gives it a further one.
    pub(crate) fn ask(&self, ask: Ask, over: Option<&Blob>, file: Option<Blob>) {
        self.0.give(&errand(ask, over, file));
    }
}

fn errand(ask: Ask, over: Option<&Blob>, file: Option<Blob>) -> Errand<Ask> {
    Errand { ask, over: over.cloned(), files: file.into_iter().collect() }
}
