//! The page's side: a desk with its worker, for as long as the page is open.

use crate::job::{Heard, Line};
use serde_json::{Value as Json, json};
use std::rc::Rc;
use web_sys::{Blob, File};
use yew::Callback;
use ziping_core::assess::Lang;
use ziping_core::calendar::Day;

/// What the worker says.
pub(crate) enum Event {
    /// So many of so many bytes of this package are read.
    Progress { place: usize, done: f64, of: f64 },
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
pub(crate) struct Desk {
    line: Line,
}

impl Desk {
    /// Begins to open packages. `None`: the browser gives no worker.
    pub(crate) fn open(files: &[File], lang: Lang, today: Day, report: Callback<Event>) -> Option<Self> {
        let asked = json!({ "inspect": true, "lang": lang.code(), "today": today.to_string() }).to_string();
        let files: Vec<Blob> = files.iter().map(|file| Blob::clone(file)).collect();
        let hear = Callback::from(move |heard| {
            let event = match heard {
                Heard::Said(text, files) => read(&text, files),
                Heard::Broken => Some(Event::Failed),
            };
            if let Some(event) = event {
                report.emit(event);
            }
        });
        Some(Self { line: Line::open(&asked, &files, hear)? })
    }

    /// Asks to say it all again in another language.
    pub(crate) fn say(&self, lang: Lang) {
        self.line.ask(&json!({ "say": lang.code() }).to_string());
    }

    /// Asks for the table.
    pub(crate) fn table(&self) {
        self.line.ask(&json!({ "table": true }).to_string());
    }
}

/// What was said, with a file beside it.
fn read(text: &str, files: Vec<Blob>) -> Option<Event> {
    let said: Json = serde_json::from_str(text).ok()?;
    let place = || said.get("place").and_then(Json::as_u64).and_then(|place| usize::try_from(place).ok());
    let number = |key: &str| said.get(key).and_then(Json::as_f64);
    match said.get("receive")?.as_str()? {
        "progress" => Some(Event::Progress { place: place()?, done: number("done")?, of: number("of")? }),
        "found" => Some(Event::Found { place: place()?, view: Rc::new(said.get("view")?.clone()) }),
        "all" => Some(Event::All),
        "table" => files.into_iter().next().map(Event::Table),
        _ => Some(Event::Failed),
    }
}
