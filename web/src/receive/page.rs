//! The page's side: a desk with its worker, for as long as the page is open.

use gloo::events::EventListener;
use js_sys::Array;
use serde_json::Value as Json;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File, MessageEvent, Worker};
use yew::Callback;
use ziping_core::assess::Lang;
use ziping_core::calendar::Day;
use ziping_core::json;

/// The script that loads the worker's program.
const SCRIPT: &str = "work.js";
/// What the worker says when it waits for packages.
pub(super) const READY: &str = "receive";

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
pub(crate) struct Desk {
    worker: Worker,
    _listeners: [EventListener; 2],
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Desk {
    /// Begins to open packages, with the overlays in use. `None`: the browser gives no worker.
    pub(crate) fn open(
        files: &[File],
        over: Option<&Blob>,
        lang: Lang,
        today: Day,
        report: Callback<Event>,
    ) -> Option<Self> {
        let worker = Worker::new(SCRIPT).ok()?;
        let asked = serde_json::json!({ "inspect": true, "lang": lang.code(), "today": today.to_string() });
        let asked = json::write(&asked);
        let asked = Array::of2(&JsValue::from_str(&asked), over.map_or(&JsValue::NULL, AsRef::as_ref));
        for file in files {
            asked.push(file);
        }
        let waiting = Rc::new(RefCell::new(Some(asked)));
        let to = worker.clone();
        let heard = report.clone();
        let message = EventListener::new(&worker, "message", move |event| {
            let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
            if event.data().as_string().as_deref() == Some(READY) {
                if let Some(asked) = waiting.borrow_mut().take()
                    && to.post_message(&asked).is_err()
                {
                    heard.emit(Event::Failed);
                }
            } else if let Some(event) = read(&event.data()) {
                heard.emit(event);
            }
        });
        let error = EventListener::new(&worker, "error", move |_| report.emit(Event::Failed));
        Some(Self { worker, _listeners: [message, error] })
    }

    /// Asks to say it all again in another language.
    pub(crate) fn say(&self, lang: Lang) {
        self.ask(&serde_json::json!({ "say": lang.code() }));
    }

    /// Asks for the table.
    pub(crate) fn table(&self) {
        self.ask(&serde_json::json!({ "table": true }));
    }

    fn ask(&self, asked: &Json) {
        // A worker that is gone has said so.
        let _ = self.worker.post_message(&Array::of1(&JsValue::from_str(&json::write(asked))));
    }
}

/// A message: a text, and a file beside it.
fn read(data: &JsValue) -> Option<Event> {
    let parts = data.dyn_ref::<Array>()?;
    let said = json::read(&parts.get(0).as_string()?)?;
    let place = || said.get("place").and_then(Json::as_u64).and_then(|place| usize::try_from(place).ok());
    let number = |key: &str| said.get(key).and_then(Json::as_u64);
    match said.get("receive")?.as_str()? {
        "progress" => Some(Event::Progress { place: place()?, done: number("done")?, of: number("of")? }),
        "found" => Some(Event::Found { place: place()?, view: Rc::new(said.get("view")?.clone()) }),
        "all" => Some(Event::All),
        "table" => Some(Event::Table(parts.get(1).dyn_into().ok()?)),
        _ => Some(Event::Failed),
    }
}
