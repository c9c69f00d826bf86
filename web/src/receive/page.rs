//! The page's side: a desk with its worker, for as long as the page is open.

use super::order::{Ask, Event};
use crate::worker::{Errand, Hired};
use web_sys::{Blob, File};
use yew::Callback;
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;

/// Files to open, and what with.
pub(crate) struct Order<'o> {
    pub(crate) files: &'o [File],
    /// The overlays in use.
    pub(crate) over: Option<&'o Blob>,
    /// Rule books with overlays of other versions.
    pub(crate) also: &'o [Blob],
    pub(crate) lang: Lang,
    pub(crate) today: Day,
}

impl Order<'_> {
    fn errand(&self) -> Errand<Ask> {
        Errand {
            ask: Ask::Open { lang: self.lang, today: self.today, also: self.also.to_vec() },
            over: self.over.cloned(),
            files: self.files.iter().map(|file| Blob::clone(file)).collect(),
        }
    }
}

/// Packages that are opened. Dropping it ends the worker and forgets them.
pub(crate) struct Desk(Hired);

impl Desk {
    /// Begins to open packages. `None`: the browser gives no worker.
    pub(crate) fn open(order: &Order<'_>, report: Callback<Event>) -> Option<Self> {
        let heard = Callback::from(move |event: Option<Event>| report.emit(event.unwrap_or(Event::Broken)));
        Hired::begin(&order.errand(), heard).map(Self)
    }

    /// Opens further packages beside those that are open.
    pub(crate) fn add(&self, order: &Order<'_>) {
        self.0.give(&order.errand());
    }

    /// Asks for something of the packages that are open.
    pub(crate) fn ask(&self, ask: Ask) {
        self.0.give(&Errand { ask, over: None, files: Vec::new() });
    }
}
