//! The page's side: a desk with its worker, for as long as the page is open.

use crate::job::{Hired, Message};
use serde_json::{Value as Json, json};
use std::rc::Rc;
use web_sys::{Blob, File};
use yew::Callback;
use ziping_core::assess::Lang;
use ziping_core::calendar::Day;
use ziping_core::json;

/// What the worker says.
pub(crate) enum Event {
    /// So many of so many bytes of this package are read.
    Progress { place: usize, done: u64, of: u64 },
    /// What was found in a package, in words; see [`super::view`].
    Found { place: usize, view: Rc<Json> },
    /// All packages are opened.
    All,
    /// The table as an Excel file.
    Table(Blob),
    /// The worker itself failed.
    Failed,
}

/// Packages that are opened. Dropping it ends the worker and forgets them.
pub(crate) struct Desk(Hired);

impl Desk {
    /// Begins to open packages, with the overlays in use. `None`: the browser gives no worker.
    pub(crate) fn open(
        files: &[File],
        over: Option<&Blob>,
        lang: Lang,
        today: Day,
        report: Callback<Event>,
    ) -> Option<Self> {
        let order = json!({ "inspect": true, "lang": lang.code(), "today": today.to_string() });
        let files: Vec<Blob> = files.iter().map(|file| Blob::clone(file)).collect();
        let heard = Callback::from(move |message: Option<Message>| match message {
            None => report.emit(Event::Failed),
            Some((text, files)) => {
                if let Some(event) = read(&text, files) {
                    report.emit(event);
                }
            }
        });
        Hired::begin(&json::write(&order), over, &files, heard).map(Self)
    }

    /// Asks to say it all again in another language.
    pub(crate) fn say(&self, lang: Lang) {
        self.0.tell(&json::write(&json!({ "say": lang.code() })));
    }

    /// Asks for the table.
    pub(crate) fn table(&self) {
        self.0.tell(&json::write(&json!({ "table": true })));
    }
}

fn read(text: &str, files: Vec<Blob>) -> Option<Event> {
    let said = json::read(text)?;
    let place = || said.get("place").and_then(Json::as_u64).and_then(|place| usize::try_from(place).ok());
    let number = |key: &str| said.get(key).and_then(Json::as_u64);
    match said.get("receive")?.as_str()? {
        "progress" => Some(Event::Progress { place: place()?, done: number("done")?, of: number("of")? }),
        "found" => Some(Event::Found { place: place()?, view: Rc::new(said.get("view")?.clone()) }),
        "all" => Some(Event::All),
        "table" => Some(Event::Table(files.into_iter().next()?)),
        _ => Some(Event::Failed),
    }
}
